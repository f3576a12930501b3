"""Counts under a filter, against pandas' own group-by."""

import string
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from results import receipt

from leadwidgets.result import SearchResult
from leadwidgets.widgets.chart_fields import CHART_FIELDS
from leadwidgets.widgets.cross_filter import MOST_BARS, CrossFilter, counts, rows_for
from leadwidgets.widgets.selection import Selection

READ = datetime(2026, 11, 2, 12, tzinfo=UTC)
NAMES = ("lead_state", "agent_disposition", "lead_list", "suppressed", "lead_passes")
CATEGORICAL = ("lead_state", "agent_disposition")

_LEADS = st.fixed_dictionaries(
    {
        "lead_state": st.none() | st.sampled_from(["READY", "COMPLETE", "EXPIRED"]),
        "agent_disposition": st.none() | st.text(string.ascii_letters + "<b>& $", max_size=3),
        "list_id": st.none() | st.integers(1, 40),
        "suppressed": st.none() | st.booleans(),
        "lead_passes": st.none() | st.integers(0, 30),
    }
)
_COLUMNS = {"lead_list": "list_id"}
_DTYPES = {"list_id": "Int64", "suppressed": "boolean", "lead_passes": "Int64"}


def frame_of(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["lead_state", "agent_disposition", *_DTYPES])
    return frame.astype({**dict.fromkeys(CATEGORICAL, "category"), **_DTYPES})


def value_of(name: str, value: object) -> object:
    if name == "lead_passes" and value is not None:
        passes = int(str(value))
        return "20 or more" if passes >= 20 else str(passes)
    return value


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(_LEADS, min_size=1, max_size=60),
    choices=st.dictionaries(
        st.sampled_from(NAMES), st.sets(st.integers(0, MOST_BARS), min_size=1), max_size=3
    ),
)
def test_counts_under_any_choice_are_those_of_a_group_by(
    rows: list[dict[str, object]], choices: dict[str, set[int]]
) -> None:
    leads = frame_of(rows)
    cross_filter, selection = CrossFilter(SearchResult(leads, receipt())), Selection()
    fields = {name: cross_filter.charted(name) for name in NAMES}
    plain = pd.DataFrame(
        {
            name: [
                value_of(name, None if pd.isna(value) else value)
                for value in leads[_COLUMNS.get(name, name)].tolist()
            ]
            for name in NAMES
        },
        dtype="object",
    )
    remain = {name: pd.Series(data=True, index=plain.index) for name in [*NAMES, ""]}
    for name, wanted in choices.items():
        bars = [bar for bar in wanted if bar < len(fields[name].labels)]
        if not bars:
            continue
        selection.limit(name, cross_filter.rows(name, bars))
        values = [value for bar in bars for value in fields[name].stands_for[bar]]
        kept = plain[name].map(lambda value, values=values: value in values)
        for other in remain:
            if other != name:
                remain[other] &= kept
    found = counts(fields, rows_for(selection, NAMES))
    for name in NAMES:
        grouped = plain[remain[name]].groupby(name, dropna=False)[name].size()
        by_value = {
            None if pd.isna(value) else value: int(size)  # type: ignore[call-overload]
            for value, size in grouped.items()
        }
        expected = [
            sum(by_value.get(value, 0) for value in values) for values in fields[name].stands_for
        ]
        assert found[name].tolist() == expected
    left = len(leads) if selection.rows is None else int(selection.rows.sum())
    assert left == int(remain[""].sum())


def test_more_values_than_bars_share_one_and_none_is_lost() -> None:
    leads = frame_of([{"list_id": number} for number in range(1, 41) for _ in range(number)])
    field = CrossFilter(SearchResult(leads, receipt())).charted("lead_list")
    assert len(field.labels) == MOST_BARS
    assert (field.labels[-1], field.kinds[-1]) == ("16 others", "others")
    assert field.stands_for[-1] == sorted(range(1, 17), key=str)
    assert field.leads.sum() == len(leads)


def test_leads_without_a_value_keep_a_bar_of_their_own_and_are_last() -> None:
    numbers: list[int | None] = [None, *range(1, 41)]
    leads = frame_of([{"list_id": number} for number in numbers])
    field = CrossFilter(SearchResult(leads, receipt())).charted("lead_list")
    assert field.kinds[-2:] == ("others", "none")
    assert field.leads[-1] == 1


def _moments(*moments: datetime | None) -> pd.Series:
    return pd.Series(moments, dtype="datetime64[ms, UTC]")


def test_age_counts_days_until_the_leads_were_read() -> None:
    ages = [0, 1, 6, 7, 27, 28, 90, 91, 181, 182, 364, 365, 4000]
    leads = pd.DataFrame({"loaded_dts": _moments(*(READ - timedelta(days) for days in ages), None)})
    field = CHART_FIELDS["loaded_age"].coded(leads, READ)
    assert [field.axis.labels[code] for code in field.codes] == [
        "Today",
        *2 * ["1 to 6 days"],
        *2 * ["1 to 4 weeks"],
        *2 * ["4 to 13 weeks"],
        *2 * ["3 to 6 months"],
        *2 * ["6 to 12 months"],
        *2 * ["Over a year"],
        "(none)",
    ]


def test_the_last_pass_is_grouped_by_hour_and_by_day_up_to_the_newest() -> None:
    moments = (datetime(2026, 10, 30, 5, 59, tzinfo=UTC), READ, None, READ - timedelta(40))
    leads = pd.DataFrame({"last_pass_dts": _moments(*moments)})
    hours = CHART_FIELDS["last_pass_hour"].coded(leads, READ)
    assert [hours.axis.labels[code] for code in hours.codes] == [
        "05:00",
        "12:00",
        "(none)",
        "12:00",
    ]
    days = CHART_FIELDS["last_pass_day"].coded(leads, READ)
    assert [days.axis.labels[code] for code in days.codes] == [
        "2026-10-30",
        "2026-11-02",
        "(none)",
        "Earlier",
    ]
    assert days.axis.labels == ("Earlier", "2026-10-30", "2026-11-02", "(none)")


def test_what_one_chart_shows_leaves_its_own_limit_out() -> None:
    selection = Selection()
    first, second = np.array([True, True, False]), np.array([False, True, True])
    selection.limit("one", first)
    selection.limit("table", second)
    assert selection.rows is not None
    assert selection.rows.tolist() == [False, True, False]
    one, table = selection.rows_without("one"), selection.rows_without("table")
    assert one is not None
    assert table is not None
    assert [one.tolist(), table.tolist()] == [second.tolist(), first.tolist()]


def test_a_selection_tells_of_changes_alone() -> None:
    selection = Selection()
    selection.limit("one", None)
    selection.clear()
    assert selection.version == 0
    selection.limit("one", np.array([True]))
    selection.clear()
    assert (selection.version, selection.rows) == (2, None)


@pytest.mark.parametrize("name", CHART_FIELDS)
def test_no_leads_have_no_bars(name: str) -> None:
    columns = {
        **dict.fromkeys(("loaded_dts", "last_pass_dts"), _moments()),
        **dict.fromkeys(
            ("system_disposition", "lead_timezone", "physical_state", "campaign_id"), ()
        ),
    }
    leads = frame_of([]).join(pd.DataFrame(columns))
    field = CrossFilter(SearchResult(leads, receipt())).charted(name)
    assert (field.labels, field.leads.tolist()) == ((), [])
