"""Bars chosen in a chart of many leads: what it takes until eight charts are counted anew.

::

    python benchmarks/cross_filter.py --leads 1000000 --rounds 20

Ways over the same leads, in turns: this package's look-up and `numpy.bincount` over the bar of each
lead, and pandas as one would write it: a mask by `isin`, `value_counts` of each field. Both ways
are checked to give equal counts. Further the time to find each lead's bar, once a result; and the
whole way of a click through the session: the choice, the counts, and the message to the page. Of
the rounds the median is printed, and the longest.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Callable

import msgspec
import numpy as np
import pandas as pd
from results import receipt

from leadwidgets.result import SearchResult
from leadwidgets.vocabulary import LEAD_STATES, LEAD_TIMEZONES, SYSTEM_DISPOSITIONS
from leadwidgets.widgets.charts import Charts
from leadwidgets.widgets.cross_filter import CrossFilter, counts, rows_for
from leadwidgets.widgets.selection import Selection
from leadwidgets.widgets.wire import ChartSpec

COLUMNS = {
    "lead_state": "lead_state",
    "system_disposition": "system_disposition",
    "lead_timezone": "lead_timezone",
    "physical_state": "physical_state",
    "lead_list": "list_id",
    "campaign": "campaign_id",
    "suppressed": "suppressed",
    "lead_passes": "lead_passes",
}


def leads_of(rows: int) -> pd.DataFrame:
    """Invent leads, with few of some values and without a value in places."""
    random = np.random.default_rng(7)

    def coded(values: list[str]) -> pd.Series:
        weights = 1 / np.arange(1, len(values) + 2)
        codes = random.choice(len(values) + 1, rows, p=weights / weights.sum()) - 1
        return pd.Series(pd.Categorical.from_codes(codes, pd.Index(values)))

    return pd.DataFrame(
        {
            "lead_state": coded(list(LEAD_STATES)),
            "system_disposition": coded(list(SYSTEM_DISPOSITIONS)),
            "lead_timezone": coded(list(LEAD_TIMEZONES)),
            "physical_state": coded([f"S{place:02}" for place in range(64)]),
            "list_id": pd.Series(random.integers(1, 18, rows)).astype("Int64"),
            "campaign_id": pd.Series(random.integers(1, 9, rows)).astype("Int64"),
            "suppressed": pd.Series(random.random(rows) < 0.03).astype("boolean"),
            "lead_passes": pd.Series(random.integers(0, 11, rows)).astype("Int64"),
        }
    )


def by_pandas(leads: pd.DataFrame, states: list[str]) -> dict[str, pd.Series]:
    """Count as one would write it."""
    kept = leads[leads["lead_state"].isin(states)]
    return {
        name: (leads if name == "lead_state" else kept)[column].value_counts(dropna=False)
        for name, column in COLUMNS.items()
    }


def check(cross_filter: CrossFilter, bars: list[int], expected: dict[str, pd.Series]) -> None:
    """Stop where the ways differ, in the numbers that the bars of each chart add up to."""
    for name, found in ours(cross_filter, bars).items():
        groups = cross_filter.charted(name).stands_for
        known = {str(value): int(size) for value, size in expected[name].items()}
        known["None"] = int(expected[name].get(np.nan, 0))
        wanted = [sum(known.get(str(value), 0) for value in group) for group in groups]
        if found.tolist() != wanted:
            sys.exit(f"{name}: the counts differ")


def ours(cross_filter: CrossFilter, bars: list[int]) -> dict[str, np.ndarray]:
    """Count as the panel does."""
    selection = Selection()
    selection.limit("lead_state", cross_filter.rows("lead_state", bars))
    fields = {name: cross_filter.charted(name) for name in COLUMNS}
    return counts(fields, rows_for(selection, tuple(COLUMNS)))


async def a_click(result: SearchResult, bars: list[int], rounds: int) -> list[float]:
    """Choose bars as the page does, until the answer is ready to be sent."""
    charts = Charts(lambda: None)
    charts.show(result)
    charts.arrange([ChartSpec(name) for name in COLUMNS])
    await charts.figures()
    seconds = []
    for round_ in range(rounds):
        before = time.perf_counter()
        await charts.choose("lead_state", bars[round_ % 2 :])
        msgspec.to_builtins(await charts.figures())
        seconds.append(time.perf_counter() - before)
    return seconds


def timed(rounds: int, work: Callable[[], object]) -> list[float]:
    """Give the seconds of each round."""
    seconds = []
    for _ in range(rounds):
        before = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - before)
    return seconds


def say(what: str, seconds: list[float]) -> None:
    """Print the median and the longest, in milliseconds."""
    median, longest = 1000 * statistics.median(seconds), 1000 * max(seconds)
    print(f"{what:<44} {median:9.1f} ms  longest {longest:9.1f} ms")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--leads", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=20)
    given = options.parse_args()
    leads = leads_of(given.leads)
    result = SearchResult(leads, receipt())
    cross_filter = CrossFilter(result)
    before = time.perf_counter()
    fields = {name: cross_filter.charted(name) for name in COLUMNS}
    say("each lead's bar in eight charts, once", [time.perf_counter() - before])
    bars = [0, 1, 2]
    states = [str(value) for bar in bars for value in fields["lead_state"].stands_for[bar]]
    expected = by_pandas(leads, states)
    check(cross_filter, bars, expected)
    rows = cross_filter.rows("lead_state", bars)
    selection = Selection()
    selection.limit("lead_state", rows)
    masks = rows_for(selection, tuple(COLUMNS))
    print(f"{given.leads:,} leads, {int(rows.sum()):,} of them remain; equal counts both ways")
    say("eight counts", timed(given.rounds, lambda: counts(fields, masks)))
    say("filter and eight counts", timed(given.rounds, lambda: ours(cross_filter, bars)))
    say("a click through the session", asyncio.run(a_click(result, bars, given.rounds)))
    say("pandas", timed(max(1, given.rounds // 5), lambda: by_pandas(leads, states)))


if __name__ == "__main__":
    main()
