"""One search at a time: its progress, its end, and the last result."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from leadwidgets.client import LeadSearchClient
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import PermissionDeniedError, SearchCancelled
from leadwidgets.sandbox import Faults, Sandbox
from leadwidgets.sandbox.service.faults import answered
from leadwidgets.widgets.panel_search import PanelSearch

pytestmark = pytest.mark.anyio

TEXAS = SearchCriteria(physical_states=["TX"])


class Watched:
    """A run, and a way to wait for a change after which something holds."""

    def __init__(self, client: LeadSearchClient) -> None:
        self.run = PanelSearch(client, self._look)
        self._changed = asyncio.Event()

    def _look(self) -> None:
        self._changed.set()

    async def until_it_changes(self) -> None:
        self._changed.clear()
        await asyncio.wait_for(self._changed.wait(), 20)

    async def until_it_waits(self) -> None:
        while self.run.progress is None or not self.run.progress.waiting_seconds:
            self._changed.clear()
            await asyncio.wait_for(self._changed.wait(), 20)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
async def watched(faults: Faults) -> AsyncIterator[Watched]:
    account = Sandbox(leads=1_500, limits=False, faults=faults)
    async with LeadSearchClient(account) as client:
        yield Watched(client)


async def everything() -> SearchCriteria:
    return SearchCriteria()


async def texas() -> SearchCriteria:
    return TEXAS


async def test_a_new_result_has_a_new_version(watched: Watched) -> None:
    run = watched.run
    first = await run.run(everything)
    assert (run.status, run.version, run.result) == ("done", 1, first)
    assert run.progress is not None
    assert (run.progress.stage, run.progress.leads) == ("done", 1_500)
    second = await run.run(texas)
    assert (run.version, run.result) == (2, second)
    assert second.receipt.criteria == TEXAS


@pytest.mark.parametrize("faults", [Faults(answered(403, on="leadSearch", first=4))])
async def test_a_search_that_fails_leaves_the_last_result(watched: Watched) -> None:
    run = watched.run
    result = await run.run(texas)  # counted, read, counted again
    with pytest.raises(PermissionDeniedError):
        await run.run(everything)
    assert (run.status, run.version, run.result) == ("failed", 1, result)


@pytest.mark.parametrize("faults", [Faults(answered(503, on="leadSearch", first=3, times=None))])
async def test_the_first_leads_are_shown_while_the_others_are_awaited(watched: Watched) -> None:
    run = watched.run
    searching = asyncio.create_task(run.run(everything))
    await watched.until_it_waits()
    table = run.table
    assert table is not None
    assert (table.so_far, len(table.leads), run.result) == (True, 1_000, None)
    assert run.progress is not None
    assert (run.progress.leads, run.progress.matched) == (1_000, 1_500)
    run.cancel()
    with pytest.raises(SearchCancelled):
        await searching
    assert (run.status, run.table, run.result) == ("cancelled", None, None)


async def test_the_first_leads_make_way_for_all_in_the_same_order(watched: Watched) -> None:
    tables = []
    searching = asyncio.create_task(watched.run.run(everything))
    while not searching.done():
        await watched.until_it_changes()
        if (table := watched.run.table) is not None and table not in tables:
            tables.append(table)
    first, whole = tables
    assert (first.so_far, whole.so_far, first.search) == (True, False, whole.search)
    assert first.version != whole.version
    assert whole.leads is (await searching).leads
    expected = whole.leads["lead_id"][:1_000].tolist()
    assert first.leads["lead_id"].tolist() == expected


@pytest.mark.parametrize("faults", [Faults(answered(403, on="leadSearch", first=6))])
async def test_the_last_results_table_is_back_when_the_next_search_fails(watched: Watched) -> None:
    run = watched.run
    await run.run(texas)  # counted, read, counted again
    found = run.table
    with pytest.raises(PermissionDeniedError):  # counted, read, refused
        await run.run(everything)
    assert found is not None
    assert (run.table, found.so_far) == (found, False)


async def test_leads_that_fit_on_one_page_are_shown_once(watched: Watched) -> None:
    versions = set()
    searching = asyncio.create_task(watched.run.run(texas))
    while not searching.done():
        await watched.until_it_changes()
        if watched.run.table is not None:
            versions.add((watched.run.table.version, watched.run.table.so_far))
    assert versions == {(1, False)}


@pytest.mark.parametrize("faults", [Faults(answered(503, on="leadSearch", first=2, times=None))])
async def test_the_last_words_of_a_search_are_not_taken_for_the_next_ones(watched: Watched) -> None:
    run, never = watched.run, asyncio.Event()
    first = asyncio.create_task(run.run(everything))
    await watched.until_it_waits()

    async def unsettled() -> SearchCriteria:
        await never.wait()
        return TEXAS

    second = asyncio.create_task(run.run(unsettled))
    with pytest.raises(SearchCancelled):
        await first
    assert (run.status, run.progress) == ("running", None)
    run.cancel()
    with pytest.raises(SearchCancelled):
        await second
    assert run.status == "cancelled"
