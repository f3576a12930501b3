"""Random criteria: the embedded account against an independent filter in pandas, ids and order.

    python -m benchmarks sandbox_oracle [--leads 100000] [--criteria 1000] [--seed 1]

Every criterion of the API's schema is drawn, up to four at a time, with values that leads have and
that they have not. The ids of the answer, page by page, are compared with those of an independent
filter in pandas, the count with their number. Sizes of pages go around 100, 250 and 1,000; of an
answer of many pages the first three and the last are read. The tests do the same with fewer.
"""

import argparse
import math
import sys
import time
from collections import Counter
from typing import Any

from sandbox.criteria import Chance
from sandbox.foreign import Foreign
from sandbox.oracle import expected_ids

from leadwidgets.sandbox import Sandbox

PAGE_SIZES = (100, 250, 1_000)
_PAGES_IN_ROW = 3


def main() -> int:
    """Compare; give 1 if anything differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--criteria", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    sandbox = Sandbox(chosen.leads, limits=False, clock=lambda: 1_795_000_000.0)
    foreign, leads = Foreign(sandbox), sandbox.raw_leads()
    chance = Chance(leads, chosen.seed)
    met: Counter[str] = Counter()
    pages = differing = nonempty = 0
    started = time.perf_counter()
    for number in range(chosen.criteria):
        criteria = chance.criteria()
        expected = expected_ids(leads, criteria)
        met.update(list(criteria))
        nonempty += bool(expected)
        size = PAGE_SIZES[number % len(PAGE_SIZES)]
        read, same = _compare(foreign, criteria, expected, size)
        pages += read
        if not same:
            differing += 1
            print(f"differs: {sorted(criteria)} with pages of {size}", file=sys.stderr)
    print(
        f"{chosen.criteria:,} random criteria, {nonempty:,} of them with leads, against "
        f"{chosen.leads:,} leads: {differing} differ; {len(met)} different criteria, the rarest "
        f"{min(met.values())} times; {pages:,} pages; {time.perf_counter() - started:.0f} s"
    )
    return 1 if differing else 0


def _compare(
    foreign: Foreign, criteria: dict[str, Any], expected: list[int], size: int
) -> tuple[int, bool]:
    """Read pages of an answer; give how many, and whether they and the count are right."""
    last = math.ceil(len(expected) / size)
    wanted = sorted({*range(1, min(last, _PAGES_IN_ROW) + 1), max(last, 1), last + 1})
    same = foreign.count(criteria) == len(expected)
    for page in wanted:
        rows = foreign.rows(criteria, page=page, maxRows=size)
        ids = [row["leadId"] for row in rows]
        same &= ids == expected[(page - 1) * size : page * size]
    return len(wanted), same


if __name__ == "__main__":
    sys.exit(main())
