"""Memory while a search of a million leads is read, page by page.

    python -m benchmarks memory [--leads 1000000]

The whole client asks an account whose pages are made up as they are asked for, so that nothing but
the client holds leads; its waits pass on a virtual clock. Printed are the resident memory above
that before the search, as pages come, the peak, and what the answer itself takes.
"""

import argparse
import asyncio
import gc
import sys
from pathlib import Path

import httpx
from lead_pages import PAGE_SIZE, pages
from virtual_time import VirtualClock

from leadwidgets.account import AccessToken, Account
from leadwidgets.client import LeadSearchClient, SearchProgress
from leadwidgets.criteria import SearchCriteria

_TOLD_EVERY = 200  # pages
_FIRST_ID = b'"leadId":10000'  # the rest of an id is the lead's number in its page


class _Pages(httpx.AsyncBaseTransport):
    """Answers counts and pages."""

    def __init__(self, leads: int) -> None:
        self._leads = leads
        self._page = next(pages(PAGE_SIZE))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        asked = request.url.params
        content = str(self._leads).encode()
        if "page" in asked:
            content = await asyncio.to_thread(self._numbered, int(asked["page"]) - 1)
        return httpx.Response(200, content=content, headers={"content-type": "application/json"})

    def _numbered(self, number: int) -> bytes:
        if not 0 <= number * PAGE_SIZE < self._leads:
            return b"[]"
        return self._page.replace(_FIRST_ID, f'"leadId":1{number:04}'.encode())


def _account(leads: int) -> Account:
    made = _Pages(leads)

    class Made(Account):
        def open_transport(self) -> httpx.AsyncBaseTransport:
            return made

    return Made(account_id="1", credentials=AccessToken("made"), base_url="http://pages.invalid")


def main() -> int:
    """Search, and print the memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--leads", type=int, default=1_000_000, help="a multiple of 1,000")
    leads = parser.parse_args().leads
    return 0 if asyncio.run(_search(_account(leads))) else 1


async def _search(account: Account) -> bool:
    before = _reset_peak()

    def tell(progress: SearchProgress) -> None:
        if progress.stage == "reading" and progress.pages and not progress.pages % _TOLD_EVERY:
            print(f"  after {progress.pages:,} pages: {_resident('VmRSS') - before:,.0f} MB")

    async with LeadSearchClient(account, clock=VirtualClock()) as client:
        result = await client.search(SearchCriteria(), on_progress=tell)
    peak = _resident("VmHWM") - before
    gc.collect()
    answer = result.leads.memory_usage(deep=True).sum() / 1e6
    print(f"{result.receipt.headline}; peak {peak:,.0f} MB, the answer itself {answer:,.0f} MB")
    return result.receipt.complete


def _reset_peak() -> float:
    """Forget the peak so far (Linux), and give the memory that is in use."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")
    return _resident("VmRSS")


def _resident(name: str) -> float:
    """Give a line of the process's status in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    [line] = [line for line in status.splitlines() if line.startswith(f"{name}:")]
    return int(line.split()[1]) * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main())
