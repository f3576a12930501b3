"""Random criteria: the embedded account against an independent filter in pandas, ids and order.

    python -m benchmarks sandbox_oracle [--leads 100000] [--criteria 1000] [--seed 1] [--every-page]

Every criterion of the API's schema is drawn, up to four at a time, with values that leads have and
that they have not. The ids of the answer, page by page, are compared with those of an independent
filter in pandas, the count with their number. With ``--every-page`` each answer is read whole three
times, in pages of 100, 250 and 1,000 rows, and once more beyond its end: many minutes. Without it
sizes go around, and of an answer of many pages the first three and the last are read. The tests do
the same with fewer.
"""

import argparse
import math
import sys
import time
from collections import Counter
from typing import Any

import msgspec
from oracle import Chance, expected_ids
from sandbox.foreign import Foreign

from leadwidgets.sandbox import Sandbox

PAGE_SIZES = (100, 250, 1_000)
_PAGES_IN_ROW = 3
_EXTENT = {False: "the first three and the last", True: "every one"}


class _Row(msgspec.Struct):
    leadId: int  # noqa: N815 - the API's name


_PAGE = msgspec.json.Decoder(list[_Row])


def main() -> int:
    """Compare; give 1 if anything differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--criteria", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every-page", action="store_true", help="of every size")
    chosen = parser.parse_args()
    sandbox = Sandbox(chosen.leads, limits=False, clock=lambda: 1_795_000_000.0)
    foreign, leads = Foreign(sandbox), sandbox.raw_leads()
    chance = Chance(leads, chosen.seed)
    met: Counter[str] = Counter()
    pages: Counter[int] = Counter()
    differing = nonempty = rows = 0
    started = time.perf_counter()
    for number in range(chosen.criteria):
        criteria = chance.criteria()
        expected = expected_ids(leads, criteria)
        met.update(list(criteria))
        nonempty += bool(expected)
        rows += len(expected)
        sizes = PAGE_SIZES if chosen.every_page else [PAGE_SIZES[number % len(PAGE_SIZES)]]
        same = foreign.count(criteria) == len(expected)
        for size in sizes:
            wanted = _wanted(len(expected), size, every=chosen.every_page)
            pages[size] += len(wanted)
            same &= all(_same(foreign, criteria, expected, size, page) for page in wanted)
        if not same:
            differing += 1
            print(f"differs: {sorted(criteria)}", file=sys.stderr)
    read = ", ".join(f"{number:,} of {size:,} rows" for size, number in sorted(pages.items()))
    print(
        f"{chosen.criteria:,} random criteria, {nonempty:,} of them with leads ({rows:,} in all), "
        f"against {chosen.leads:,} leads: {differing} differ; {len(met)} different criteria, the "
        f"rarest {min(met.values())} times; pages read ({_EXTENT[chosen.every_page]}): {read}; "
        f"{time.perf_counter() - started:.0f} s"
    )
    return 1 if differing else 0


def _wanted(rows: int, size: int, *, every: bool) -> list[int]:
    """Give the pages to read: the last of them is beyond the end."""
    last = math.ceil(rows / size)
    if every:
        return [*range(1, last + 2)]
    return sorted({*range(1, min(last, _PAGES_IN_ROW) + 1), max(last, 1), last + 1})


def _same(
    foreign: Foreign, criteria: dict[str, Any], expected: list[int], size: int, page: int
) -> bool:
    """Tell whether a page holds the ids that it should, in order."""
    answer = foreign.search(criteria, page=page, maxRows=size).raise_for_status()
    ids = [row.leadId for row in _PAGE.decode(answer.content)]
    return ids == expected[(page - 1) * size : page * size]


if __name__ == "__main__":
    sys.exit(main())
