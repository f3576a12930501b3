"""The live count: settled on what the form holds last, with few requests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from oracle import matching
from virtual_time import TimedSandbox, client_of
from waiting import until

from leadwidgets.criteria import SearchCriteria
from leadwidgets.sandbox import Faults
from leadwidgets.sandbox.service.faults import answered, others_are_busy
from leadwidgets.widgets.live_count import LiveCount

pytestmark = pytest.mark.anyio

NAMES = ("A", "An", "Ana")


@asynccontextmanager
async def counting(account: TimedSandbox) -> AsyncIterator[LiveCount]:
    async with client_of(account) as client, asyncio.TaskGroup() as tasks:
        yield LiveCount(client, lambda: None, tasks.create_task)


async def settled(count: LiveCount) -> None:
    await until(lambda: count.status != "counting")


async def test_typing_a_name_is_counted_once_and_for_the_whole_name() -> None:
    account = TimedSandbox(500)
    async with counting(account) as count:
        for name in NAMES:
            count.follow(SearchCriteria(first_name=name))
        await settled(count)
    assert account.paths().count("leadSearch") == 1
    expected = matching(account.raw_leads(), SearchCriteria(first_name="Ana"))
    assert (count.status, count.leads) == ("known", len(expected))


async def test_the_last_number_stays_while_a_new_one_is_counted() -> None:
    async with counting(TimedSandbox(500)) as count:
        count.follow(SearchCriteria())
        await settled(count)
        count.follow(SearchCriteria(first_name="Ana"))
        assert (count.status, count.leads) == ("counting", 500)


async def test_a_failed_count_says_why_and_the_next_one_counts() -> None:
    account = TimedSandbox(500, faults=Faults(answered(403, on="leadSearch")))
    async with counting(account) as count:
        count.follow(SearchCriteria())
        await settled(count)
        assert (count.status, count.leads) == ("failed", None)
        assert "leadSearch" in (count.message or "")
        count.follow(SearchCriteria())
        await settled(count)
        assert (count.status, count.leads, count.message) == ("known", 500, None)


async def test_a_count_that_waits_says_how_long_and_is_known_in_the_end() -> None:
    account = TimedSandbox(500, faults=Faults(others_are_busy(7, on="leadSearch")))
    waits: list[float] = []
    async with client_of(account) as client, asyncio.TaskGroup() as tasks:
        count = LiveCount(client, lambda: waits.append(count.waiting_seconds), tasks.create_task)
        count.follow(SearchCriteria())
        await settled(count)
    assert max(waits) == pytest.approx(7, abs=0.1)
    assert (count.status, count.leads, count.waiting_seconds) == ("known", 500, 0)


async def test_what_a_search_counted_need_not_be_counted_again() -> None:
    account = TimedSandbox(500)
    async with counting(account) as count:
        count.follow(SearchCriteria())
        count.know(500)
    assert (count.status, count.leads) == ("known", 500)
    assert account.asked == []
