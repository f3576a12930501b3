"""Lead state by timezone of a campaign of a million leads by counts alone, on a virtual clock.

    python -m benchmarks count_by [--leads 1000000]

The cross-table is compared, cell by cell, with pandas' of the account's own table, where unlisted
values and none are put together. Printed are the requests, the most that was told beforehand, and
the time over the least that the documented windows (90 counts in 10 s, 180 in 30 s) allow for so
many; ten of each window are left to live counts.
"""

import argparse
import asyncio
import sys
import time

import numpy as np
import pandas as pd
from virtual_time import TimedSandbox, client_of
from windows import COUNTS, least_seconds

from leadwidgets.client.counts.count_by import OTHERS_LABEL
from leadwidgets.criteria import SearchCriteria
from leadwidgets.vocabulary import LEAD_STATES, LEAD_TIMEZONES

BY = ("lead_state", "lead_timezone")


def main() -> int:
    """Print the figures; give 1 if a cell is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--leads", type=int, default=1_000_000)
    return asyncio.run(_counted(parser.parse_args().leads))


async def _counted(leads: int) -> int:
    account = TimedSandbox(leads)
    expected = _cross_table(account)
    criteria = SearchCriteria()
    async with client_of(account) as client:
        cost = await client.count_by_cost(criteria, BY)
        start, real = account.clock.seconds, time.perf_counter()
        table = await client.count_by(criteria, BY)
        seconds, real = account.clock.seconds - start, time.perf_counter() - real
    requests = table.attrs["counted"]["requests"]
    wrong = _differing(table, expected)
    least = least_seconds(requests, COUNTS)
    print(f"{leads:,} leads: {table.shape[0]} by {table.shape[1]} cells, {wrong} of them wrong")
    print(f"{requests:,} counts, told beforehand: at most {cost.requests:,}, {cost.seconds:.0f} s")
    print(f"least {least:.1f} s, took {seconds:.1f} s, ratio {seconds / least:.3f}")
    print(f"({real:.1f} s of real time); downloaded leads: {len(account.pages_asked())}")
    return int(wrong > 0)


def _cross_table(account: TimedSandbox) -> pd.DataFrame:
    """Count the account's own rows with pandas, unlisted values and none under one name."""
    store = account._service.accounts[account.account_id].store  # noqa: SLF001
    with store._cursors.lend() as cursor:  # noqa: SLF001
        rows = cursor.execute("SELECT leadState, leadTimezone FROM leads").df()
    states, timezones = (
        column.where(column.isin(list(known)), OTHERS_LABEL)
        for column, known in (
            (rows["leadState"], LEAD_STATES),
            (rows["leadTimezone"], LEAD_TIMEZONES),
        )
    )
    return pd.crosstab(states, timezones)


def _differing(table: pd.DataFrame, expected: pd.DataFrame) -> int:
    """Give the number of cells that are not equal; all of them where the labels differ."""
    if set(table.index) != set(expected.index) or set(table.columns) != set(expected.columns):
        return table.size
    same = expected.reindex(table.index, columns=table.columns)
    return int(np.sum(table.to_numpy() != same.to_numpy()))


if __name__ == "__main__":
    sys.exit(main())
