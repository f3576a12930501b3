"""Lists looked up in an account: both forms of the request, batches, and what is not there."""

import asyncio
import json
from typing import Literal

import pandas as pd
import pytest
from virtual_time import TimedSandbox, client_of

import leadwidgets as lw
from leadwidgets.client import CancelSignal, SearchProgress
from leadwidgets.errors import SearchCancelled, ServerError, UnexpectedResponseError
from leadwidgets.sandbox import Dialect
from leadwidgets.sandbox.service.faults import Faults, answered

pytestmark = pytest.mark.anyio

Form = Literal["either", "json", "multipart"]
_ABSENT = ["2125559998", "2125559999"]


def _numbers(account: lw.Sandbox) -> list[str]:
    return [phone.split("|")[0] for phone in account.raw_leads()["leadPhone"].dropna()]


def _having(account: lw.Sandbox, numbers: list[str]) -> set[int]:
    leads, wanted = account.raw_leads(), set(numbers)
    has = [bool(wanted & {*str(phone).split("|")}) for phone in leads["leadPhone"]]
    return {*leads["leadId"][has]}


def _forms(account: TimedSandbox) -> list[int]:
    """Give the status of each request by phone list."""
    return [status for _, url, status in account.asked if "PhoneList" in url]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["either", "json", "multipart"])
@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("largest", [100, 1000])
async def test_all_leads_with_a_number_come_in_whatever_form_the_account_takes_the_list(
    form: Form, base: Literal[0, 1], largest: int
) -> None:
    dialect = Dialect(phone_list=form, page_base=base, largest_page=largest)
    account = TimedSandbox(2_000, dialect=dialect)
    numbers = _numbers(account)[:1200]
    async with client_of(account) as client:
        found = await client.find(phones=[*numbers, *_ABSENT, "n/a"])
        usual = await client.search(lw.SearchCriteria(lead_phone_numbers=numbers))
    assert {*found.leads["lead_id"]} == _having(account, numbers) == {*usual.leads["lead_id"]}
    assert found.leads["lead_id"].is_unique
    assert list(found.leads.columns) == list(usual.leads.columns)
    assert list(found.leads.dtypes.astype(str)) == list(usual.leads.dtypes.astype(str))
    assert list(found.not_found["value"]) == _ABSENT
    assert list(found.unreadable["place"]) == [len(numbers) + 3]
    assert found.receipt.complete
    assert found.receipt.matched == len(found.leads)
    assert 429 not in account.statuses()


async def test_the_form_is_learned_once_for_all_clients_of_the_account() -> None:
    account = TimedSandbox(2_000, dialect=Dialect(phone_list="multipart"))
    numbers = _numbers(account)
    for _ in range(2):
        async with client_of(account) as client:
            await client.find(phones=numbers[:1_500])
    assert _forms(account).count(415) == 1


async def test_a_list_without_any_lead_teaches_no_form() -> None:
    account = TimedSandbox(500, dialect=Dialect(phone_list="multipart"))
    async with client_of(account) as client:
        nothing = await client.find(phones=_ABSENT)
        found = await client.find(phones=_numbers(account)[:5])
    assert list(nothing.asked["outcome"]) == ["not found"] * 2
    assert nothing.receipt.complete
    assert len(nothing.leads) == 0
    assert list(nothing.leads.columns) == list(found.leads.columns)[: len(nothing.leads.columns)]
    assert list(found.asked["outcome"]) == ["found"] * 5


@pytest.mark.parametrize("status", [400, 404, 415, 500])
async def test_an_account_that_takes_no_list_at_all_says_what_to_do_instead(status: int) -> None:
    faults = Faults(answered(status, b"{}", on="leadSearchByPhoneList", times=None))
    async with client_of(TimedSandbox(50, faults=faults)) as client:
        with pytest.raises(UnexpectedResponseError, match="takes no list of phone numbers") as told:
            await client.find(phones=["2125550100"])
    assert "leads=result.leads" in str(told.value)
    assert "2125550100" not in str(told.value)


_OTHERS = json.dumps(
    [{"leadId": n, "leadPhone": f"646555{n:04}", "externId": f"x{n}"} for n in range(1, 30)]
).encode()


async def test_an_account_that_does_not_heed_a_list_of_numbers_is_found_out() -> None:
    faults = Faults(answered(200, _OTHERS, on="leadSearchByPhoneList", times=None))
    async with client_of(TimedSandbox(50, faults=faults)) as client:
        with pytest.raises(UnexpectedResponseError, match="29 of 29 leads that came have another"):
            await client.find(phones=["2125550100"])


async def test_an_account_that_does_not_heed_external_ids_is_found_out() -> None:
    faults = Faults(
        answered(200, b"29", on="leadSearch"),
        answered(200, _OTHERS, on="leadSearch", first=2, times=None),
    )
    async with client_of(TimedSandbox(50, faults=faults)) as client:
        with pytest.raises(UnexpectedResponseError, match="does not search by external id") as told:
            await client.find(extern_ids=["7"])
    assert "leads=result.leads" in str(told.value)


async def test_external_ids_are_asked_for_in_batches_and_a_lead_found_twice_is_there_once() -> None:
    account = TimedSandbox(2_000)
    leads = account.raw_leads()
    ids = [*leads["externId"].dropna()][:600]
    numbers = [str(phone).split("|")[0] for phone in leads["leadPhone"][:300]]
    async with client_of(account) as client:
        found = await client.find(phones=numbers, extern_ids=[*ids, "none of ours"])
    expected = {*leads["leadId"][leads["externId"].isin(ids)]} | _having(account, numbers)
    assert {*found.leads["lead_id"]} == expected
    assert found.leads["lead_id"].is_unique
    assert list(found.not_found["value"]) == ["none of ours"]
    assert found.receipt.complete
    assert found.receipt.leads == found.receipt.matched == len(expected)
    assert account.paths().count("leadSearch") == 1 + 3 * 3  # a count of numbers; 3 batches


async def test_what_leadsearch_counts_and_the_list_does_not_bring_is_told() -> None:
    faults = Faults(answered(200, b"9", on="leadSearch", first=5))  # after pages 1, 0, 2 and 3
    account = TimedSandbox(50, faults=faults)
    async with client_of(account) as client:
        found = await client.find(phones=_numbers(account)[:1])
    assert not found.receipt.complete
    assert "leadSearch counts 9 leads" in str(found.receipt.reason)


async def test_where_nobody_counts_the_receipt_says_so_and_the_leads_are_there() -> None:
    account = TimedSandbox(300, dialect=Dialect(count_shape="rows"))
    numbers = _numbers(account)
    async with client_of(account) as client:
        found = await client.find(phones=numbers)
    assert {*found.leads["lead_id"]} == _having(account, numbers)
    assert found.receipt.matched is None
    assert "does not count" in str(found.receipt.reason)


async def test_progress_adds_up_over_the_batches() -> None:
    account = TimedSandbox(2_000)
    told: list[SearchProgress] = []
    async with client_of(account) as client:
        found = await client.find(phones=_numbers(account), on_progress=told.append)
    assert told[-1].stage == "done"
    assert told[-1].pages == found.receipt.pages >= 4
    leads = [moment.leads for moment in told]
    assert leads == sorted(leads)


async def test_a_lookup_can_be_cancelled() -> None:
    account, cancel = TimedSandbox(2_000), CancelSignal()

    def stop(moment: SearchProgress) -> None:
        if moment.leads:
            cancel.cancel()

    async with client_of(account) as client:
        with pytest.raises(SearchCancelled):
            await client.find(phones=_numbers(account), on_progress=stop, cancel=cancel)
        assert await asyncio.wait_for(client.count(lw.SearchCriteria()), 30) == 2_000


async def test_a_failure_after_the_form_is_known_is_the_failure_that_it_is() -> None:
    account = TimedSandbox(
        2_000,
        faults=Faults(answered(503, b"", on="leadSearchByPhoneList", first=5, times=None)),
    )
    async with client_of(account) as client:
        with pytest.raises(ServerError):
            await client.find(phones=_numbers(account))


def test_lw_find_gives_the_same_from_a_script() -> None:
    account = lw.Sandbox(500)
    numbers = _numbers(account)[:50]
    found = lw.find(phones=pd.Series(numbers), account=account)
    assert {*found.leads["lead_id"]} == _having(account, numbers)
    again = lw.find(phones="\n".join(numbers), leads=lw.search(lw.SearchCriteria(), account))
    assert {*again.leads["lead_id"]} == {*found.leads["lead_id"]}
    pd.testing.assert_frame_equal(again.asked, found.asked)
