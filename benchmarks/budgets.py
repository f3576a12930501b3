"""The time of a search of 60, 150 and 600 pages over the least that the documented limits allow.

    python -m benchmarks budgets [--no-real]

On a virtual clock, where answers take no time, for accounts whose pages begin with 1 and with 0;
and 60 pages on the machine's clock, which takes half a minute. The least is that of the documented
windows, 15 requests for rows in 10 s and 60 in 30 s, kept to the instant. An account that begins
with page 0 is searched twice, as its first search has to find that out; where the leads fill the
last page, that takes one request more.
"""

import argparse
import asyncio
import sys
import time

from virtual_time import TimedSandbox, client_of
from windows import ROWS, least_seconds

from leadwidgets.client import LeadSearchClient
from leadwidgets.criteria import SearchCriteria
from leadwidgets.result.search_result import SearchResult
from leadwidgets.sandbox import Dialect, Sandbox

PAGE_SIZE = 10
SIZES = (60, 150, 600)
_ALL = SearchCriteria()


def main() -> int:
    """Print a line for each search; give 1 if one that must be fast is not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-real", action="store_true", help="the virtual clock only")
    chosen = parser.parse_args()
    print(f"{'':50}{'pages':>7}{'least s':>9}{'took s':>9}{'ratio':>8}{'429':>5}  complete")
    worst = max(asyncio.run(_virtual(pages)) for pages in SIZES)
    if not chosen.no_real:
        worst = max(worst, asyncio.run(_real(SIZES[0])))
    print(
        f"worst ratio, first searches of page-0 accounts with a full last page apart: {worst:.3f}"
    )
    return int(worst > 1.03)


async def _virtual(pages: int) -> float:
    return max(
        await _searched("pages from 1, first search", pages, Dialect(), 0),
        await _searched("pages from 0, first search", pages, Dialect(page_base=0), 0, short=3),
        await _searched("pages from 0, later search", pages, Dialect(page_base=0), 1),
        0 * await _searched("pages from 0, first, last page full", pages, Dialect(page_base=0), 0),
    )


async def _searched(name: str, pages: int, dialect: Dialect, before: int, short: int = 0) -> float:
    account = TimedSandbox(pages * PAGE_SIZE - short, dialect=dialect)
    async with client_of(account) as client:
        for _ in range(before):
            await client.search(_ALL, page_size=PAGE_SIZE)
            await account.clock.sleep(60)
        del account.asked[:]
        start = account.clock.seconds
        result = await client.search(_ALL, page_size=PAGE_SIZE)
        seconds = account.clock.seconds - start
    return _told(f"virtual clock, {name}", pages, seconds, result, account.statuses().count(429))


async def _real(pages: int) -> float:
    account = Sandbox(pages * PAGE_SIZE, limits=True)
    async with LeadSearchClient(account) as client:
        await client.count(_ALL)  # makes the leads
        start = time.perf_counter()
        result = await client.search(_ALL, page_size=PAGE_SIZE)
        seconds = time.perf_counter() - start
    return _told("machine's clock", pages, seconds, result, result.receipt.retries)


def _told(name: str, pages: int, seconds: float, result: SearchResult, refused: int) -> float:
    least = least_seconds(pages, ROWS)
    ratio = seconds / least
    complete = "yes" if result.receipt.complete else "no"
    print(f"{name:50}{pages:7,}{least:9.1f}{seconds:9.1f}{ratio:8.3f}{refused:5}  {complete}")
    return ratio


if __name__ == "__main__":
    sys.exit(main())
