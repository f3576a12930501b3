"""Searching: the same leads as an independent filter finds, and a receipt that hides nothing."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Literal

import numpy as np
import pytest
from oracle import Chance, expected_ids, matching
from virtual_time import TimedSandbox, client_of

from leadwidgets.client import CancelSignal, LeadSearchClient, SearchProgress
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidCriteriaError, RateLimitedError, SearchCancelled, ServerError
from leadwidgets.result import Receipt, SearchResult
from leadwidgets.sandbox import Dialect, Sandbox
from leadwidgets.sandbox.dialect import ValueList
from leadwidgets.sandbox.service.faults import Faults, answered, others_are_busy

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

_ALL = SearchCriteria()


@pytest.fixture(scope="module")
def account() -> TimedSandbox:
    return TimedSandbox(12_000)


@pytest.mark.parametrize("seed", range(40))
async def test_count_search_and_a_pandas_filter_agree_to_the_last_lead(
    account: TimedSandbox, seed: int
) -> None:
    raw = account.raw_leads()
    body = Chance(raw, seed).criteria()
    criteria, expected = SearchCriteria.from_api(body), set(expected_ids(raw, body))
    async with client_of(account) as client:
        assert await client.count(criteria) == len(expected)
        result = await client.search(criteria)
    assert set(result.leads["lead_id"]) == expected
    assert len(result.leads) == len(expected)
    assert result.receipt.complete


@pytest.mark.parametrize("row_shape", ["array", "search_results", "leads"])
@pytest.mark.parametrize("count_shape", ["integer", "total_count", "search_results"])
async def test_every_known_shape_of_answer_gives_the_same_leads(
    row_shape: Literal["array", "search_results", "leads"],
    count_shape: Literal["integer", "total_count", "search_results"],
) -> None:
    account = TimedSandbox(300, dialect=Dialect(row_shape=row_shape, count_shape=count_shape))
    async with client_of(account) as client:
        result = await client.search(_ALL, page_size=100)
    assert list(result.leads["lead_id"]) == list(account.raw_leads()["leadId"])


@pytest.mark.parametrize("spelling", ["hyphen", "underscore"])
@pytest.mark.parametrize("missing", [frozenset(), frozenset({"lead_states"})])
async def test_lead_states_are_sent_in_the_accounts_own_spelling(
    spelling: Literal["hyphen", "underscore"], missing: frozenset[ValueList]
) -> None:
    other: Literal["accepted", "refused"] = "accepted" if missing else "refused"
    account = TimedSandbox(
        2_000,
        dialect=Dialect(lead_state_spelling=spelling, other_spelling=other, missing_lists=missing),
    )
    criteria = SearchCriteria(lead_states=["AGENT_CALLBACK", "DO-NOT-CALL"])
    expected = matching(account.raw_leads(), criteria)
    async with client_of(account) as client:
        result = await client.search(criteria)
        await client.count(criteria)
    assert expected
    assert set(result.leads["lead_id"]) == expected
    assert set(result.leads["lead_state"]) == {"AGENT-CALLBACK", "DO-NOT-CALL"}
    assert account.paths().count("leadStates") == 1


@pytest.mark.parametrize("status", [403, 404, 500, 503])
async def test_a_search_by_lead_state_does_not_need_their_list_and_says_so(status: int) -> None:
    faults = Faults(answered(status, b"{}", on="leadStates", times=None))
    account = TimedSandbox(500, faults=faults)
    criteria = SearchCriteria(lead_states=["DO_NOT_CALL", "READY"])
    async with client_of(account) as client:
        result = await client.search(criteria)
        other = await client.search(_ALL)
    assert set(result.leads["lead_id"]) == matching(account.raw_leads(), criteria)
    assert result.receipt.complete
    [told] = [note for note in result.receipt.notes if "lead states" in note]
    assert told.startswith("The account did not list its lead states")
    assert told not in other.receipt.notes


async def test_a_list_of_lead_states_that_failed_once_is_asked_for_again() -> None:
    faults = Faults(answered(500, b"{}", on="leadStates", times=5))
    account = TimedSandbox(500, faults=faults, dialect=Dialect(other_spelling="refused"))
    criteria = SearchCriteria(lead_states=["DO_NOT_CALL"])
    async with client_of(account) as client:
        first = await client.search(criteria)
        second = await client.search(criteria)
    assert first.receipt.complete
    assert any("lead states" in note for note in first.receipt.notes)
    assert not any("lead states" in note for note in second.receipt.notes)


async def test_the_receipt_tells_what_happened(account: TimedSandbox) -> None:
    before = datetime.now(UTC)
    async with client_of(account) as client:
        receipt = (await client.search(_ALL)).receipt
    assert receipt.matched == receipt.matched_after == receipt.received == receipt.leads == 12_000
    assert (receipt.duplicates, receipt.pages, receipt.page_size, receipt.first_page) == (
        0,
        12,
        1_000,
        1,
    )
    assert receipt.account_id == account.account_id
    assert receipt.account_name == account.name
    assert receipt.criteria == _ALL
    assert before <= receipt.started <= receipt.finished
    assert receipt.reason is None


async def test_a_search_for_nothing_is_complete_and_asks_for_no_page() -> None:
    account = TimedSandbox(100)
    async with client_of(account) as client:
        result = await client.search(SearchCriteria(lead_ids=[999_999_999]))
    assert len(result.leads) == 0
    assert "lead_id" in result.leads
    assert result.receipt.complete
    assert account.pages_asked() == []


async def test_documented_limits_are_never_hit_and_waits_are_told() -> None:
    account = TimedSandbox(4_000)
    told: list[SearchProgress] = []
    async with client_of(account) as client:
        start = account.clock.now()
        result = await client.search(_ALL, page_size=100, on_progress=told.append)
        seconds = account.clock.now() - start
    assert set(account.statuses()) == {200}
    assert 20 <= seconds <= 20 * 1.03
    assert result.receipt.retries == 0
    assert result.receipt.waited_seconds == pytest.approx(seconds, abs=0.5)
    waits = [progress.waiting_seconds for progress in told if progress.waiting_seconds]
    assert 8 < max(waits) <= 10.2
    assert len(waits) >= 10


async def test_progress_goes_from_counting_to_done(account: TimedSandbox) -> None:
    told: list[SearchProgress] = []
    async with client_of(account) as client:
        await client.search(_ALL, on_progress=told.append)
    assert list(dict.fromkeys(progress.stage for progress in told)) == [
        "counting",
        "reading",
        "verifying",
        "done",
    ]
    assert told[0].matched is None
    assert told[-1] == SearchProgress("done", 12_000, 12, 12_000)
    leads = [progress.leads for progress in told]
    assert leads == sorted(leads)


async def test_two_searches_at_once_share_the_budget() -> None:
    account = TimedSandbox(2_000)
    async with client_of(account) as one, client_of(account) as other:
        results = await asyncio.gather(
            one.search(_ALL, page_size=100), other.search(_ALL, page_size=100)
        )
    assert [len(result.leads) for result in results] == [2_000, 2_000]
    assert 429 not in account.statuses()


async def test_a_task_that_is_cancelled_ends_at_once() -> None:
    account = TimedSandbox(4_000)
    reading = asyncio.Event()

    def note(progress: SearchProgress) -> None:
        if progress.pages == 3:
            reading.set()

    async with client_of(account) as client:
        task = asyncio.create_task(client.search(_ALL, page_size=100, on_progress=note))
        await reading.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert account.clock.requests == 0
        assert await client.count(_ALL) == 4_000


async def test_a_cancel_signal_ends_the_search_with_search_cancelled() -> None:
    signal = CancelSignal()
    account = TimedSandbox(4_000)

    def cancel_soon(progress: SearchProgress) -> None:
        if progress.pages == 3:
            signal.cancel()

    async with client_of(account) as client:
        with pytest.raises(SearchCancelled):
            await client.search(_ALL, page_size=100, cancel=signal, on_progress=cancel_soon)
        with pytest.raises(SearchCancelled):
            await client.search(_ALL, cancel=signal)
        assert await client.count(_ALL) == 4_000  # the task itself is not cancelled


async def test_a_signal_given_twice_leaves_no_cancellation_behind() -> None:
    signal = CancelSignal()

    def cancel_twice(progress: SearchProgress) -> None:
        if progress.pages == 3:
            signal.cancel()
            signal.cancel()

    async with client_of(TimedSandbox(4_000)) as client:
        with pytest.raises(SearchCancelled):
            await client.search(_ALL, page_size=100, cancel=signal, on_progress=cancel_twice)
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


@pytest.mark.parametrize("by", ["signal", "task"])
async def test_what_was_read_before_a_cancel_is_a_partial_result_if_wanted(by: str) -> None:
    signal = CancelSignal()
    account = TimedSandbox(4_000)
    task: asyncio.Task[object] | None = None

    def cancel_soon(progress: SearchProgress) -> None:
        if progress.pages == 3 and progress.leads == 300:
            if by == "signal":
                signal.cancel()
            elif task is not None:
                task.cancel()

    async with client_of(account) as client:
        task = asyncio.create_task(
            client.search(
                _ALL, page_size=100, keep_partial=True, cancel=signal, on_progress=cancel_soon
            )
        )
        result = await task
    assert 300 <= len(result.leads) < 4_000
    assert not result.receipt.complete
    assert result.receipt.reason == "Cancelled"
    assert result.receipt.matched_after is None


@pytest.mark.parametrize("keep_partial", [True, False])
async def test_a_task_that_is_cancelled_when_all_is_read_keeps_it_if_wanted(
    keep_partial: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    task: asyncio.Task[SearchResult] | None = None

    def cancel_at_the_end(progress: SearchProgress) -> None:
        if progress.stage == "done" and task is not None:
            task.cancel()

    async with client_of(TimedSandbox(300)) as client:
        task = asyncio.create_task(
            client.search(_ALL, keep_partial=keep_partial, on_progress=cancel_at_the_end)
        )
        if keep_partial:
            result = await task
            assert result.receipt.complete
            assert len(result.leads) == 300
            assert task.cancelling() == 0
        else:
            with pytest.raises(asyncio.CancelledError):
                await task


async def test_a_failure_midway_keeps_what_was_read_only_if_wanted() -> None:
    def account() -> TimedSandbox:
        return TimedSandbox(
            1_000, faults=Faults(answered(500, on="leadSearch", first=6, times=None))
        )

    async with client_of(account()) as client:
        with pytest.raises(ServerError):
            await client.search(_ALL, page_size=100)
    async with client_of(account()) as client:
        result = await client.search(_ALL, page_size=100, keep_partial=True)
    assert 0 < len(result.leads) < 1_000
    assert not result.receipt.complete
    assert "status 500" in str(result.receipt.reason)


async def test_a_search_that_never_began_to_read_raises_even_if_partial_is_wanted() -> None:
    faults = Faults(others_are_busy(on="leadSearch", times=None))
    async with client_of(TimedSandbox(100, faults=faults)) as client:
        with pytest.raises(RateLimitedError):
            await client.search(_ALL, keep_partial=True)


async def test_a_count_that_changes_meanwhile_is_told() -> None:
    faults = Faults(answered(200, b"107", on="leadSearch"))
    async with client_of(TimedSandbox(100, faults=faults)) as client:
        result = await client.search(_ALL)
    assert len(result.leads) == 100
    assert not result.receipt.complete
    assert result.receipt.reason == (
        "Leads changed while they were read: 107 matched before, 100 after"
    )


async def test_leads_that_were_missing_at_first_are_read_afterwards() -> None:
    """A count that is too low makes the client stop early; the second one sends it back."""
    faults = Faults(answered(200, b"150", on="leadSearch"))
    async with client_of(TimedSandbox(350, faults=faults)) as client:
        result = await client.search(_ALL, page_size=100)
    assert len(result.leads) == 350
    assert result.receipt.duplicates == 0


async def test_what_is_no_number_from_1_is_refused() -> None:
    async with LeadSearchClient(Sandbox(10)) as client:
        with pytest.raises(InvalidCriteriaError, match="max_leads is 0"):
            await client.search(_ALL, max_leads=0)
        with pytest.raises(InvalidCriteriaError, match="page_size is -1"):
            await client.search(_ALL, page_size=-1)
        for odd in (1.5, "5", True):
            with pytest.raises(InvalidCriteriaError, match=f"max_leads is {odd!r}"):
                await client.search(_ALL, max_leads=odd)  # type: ignore[arg-type]


async def test_numbers_of_numpy_are_numbers() -> None:
    async with client_of(TimedSandbox(100)) as client:
        result = await client.search(_ALL, max_leads=np.int64(5), page_size=np.int32(2))  # type: ignore[arg-type]
    assert len(result.leads) == 5
    assert Receipt.from_json(result.receipt.to_json()) == result.receipt


async def test_a_receipt_stays_readable_whatever_fields_an_account_sends() -> None:
    odd = {f"Field {number} {'x' * 400}": [1] for number in range(80)}
    rows = [{"leadId": 1} | odd | {"y" * 5_000: 5}, {"leadId": 2} | dict.fromkeys(odd, "text")]
    answers = (b"2", json.dumps(rows).encode(), b"2")
    faults = Faults(
        *(
            answered(200, answer, on="leadSearch", first=first)
            for first, answer in enumerate(answers, start=1)
        )
    )
    async with client_of(TimedSandbox(10, faults=faults)) as client:
        result = await client.search(SearchCriteria())
    assert len(result.leads.columns) > 80
    assert len(repr(result.receipt)) < 50_000
    assert all(len(note) <= 1_000 for note in result.receipt.notes)
    assert "more notes were left out" in result.receipt.notes[-1]
