"""One account, many who ask: searches, live counts, and programs that nobody told about us."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from virtual_time import TimedSandbox, client_of

from leadwidgets.client.http.per_account import shared_by
from leadwidgets.criteria import SearchCriteria
from leadwidgets.sandbox import Dialect

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

_ALL = SearchCriteria()


@asynccontextmanager
async def _another_program(account: TimedSandbox, every: float) -> AsyncIterator[list[bool]]:
    """Let somebody else ask for rows; give whether each of its requests was served."""
    served: list[bool] = []

    async def ask() -> None:
        while True:
            answer = await account.asked_by_another_program(maxRows="1")
            served.append(answer.status_code == 200)
            await account.clock.sleep(every)

    task = asyncio.create_task(ask())
    try:
        yield served
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_neither_a_search_nor_live_counts_wait_for_the_other() -> None:
    account = TimedSandbox(4_000)
    waits: list[float] = []

    async with client_of(account) as client, client_of(account) as panel:
        start = account.clock.seconds
        search = asyncio.create_task(client.search(_ALL, page_size=100))
        while not search.done():
            asked = account.clock.seconds
            await panel.count(_ALL)
            waits.append(account.clock.seconds - asked)
            await account.clock.sleep(0.25)
        seconds = account.clock.seconds - start
    assert (await search).receipt.complete
    assert 20 <= seconds <= 20 * 1.03
    assert len(waits) > 70
    assert max(waits) == 0
    assert 429 not in account.statuses()


@pytest.mark.parametrize("retry_after", [True, False])
async def test_a_search_gives_way_to_others_and_still_ends_complete(
    retry_after: bool,  # noqa: FBT001
) -> None:
    account = TimedSandbox(4_000, dialect=Dialect(retry_after=retry_after))
    async with client_of(account) as client, _another_program(account, every=1.25) as served:
        await account.clock.sleep(30)
        assert all(served)
        start = account.clock.seconds
        result = await client.search(_ALL, page_size=100)
        seconds = account.clock.seconds - start
    assert len(result.leads) == 4_000
    assert result.receipt.complete
    assert result.receipt.retries == account.statuses().count(429)
    # The other takes 8 of each 15 requests in 10 seconds; 7 are left, so 40 pages take 50 seconds.
    assert seconds < 70
    assert account.statuses().count(429) < 12
    assert served.count(False) < 0.1 * len(served)


async def test_the_whole_budget_is_used_again_when_the_others_have_gone() -> None:
    account = TimedSandbox(6_000)
    async with client_of(account) as client:
        async with _another_program(account, every=1):
            await client.search(_ALL, page_size=100, max_leads=3_000)
        rows = shared_by(account, account.clock).budgets.rows
        assert rows.share < 1
        await account.clock.sleep(120)
        assert rows.share == 1
        start = account.clock.seconds
        await client.search(_ALL, page_size=100)
        assert account.clock.seconds - start <= 30 * 1.03
