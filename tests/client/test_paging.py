"""Paging: the first page's number and the largest page are learned, and no lead is missed."""

import asyncio
import json
from itertools import product

import pandas as pd
import pytest
from virtual_time import TimedSandbox, client_of

from leadwidgets.criteria import SearchCriteria
from leadwidgets.sandbox import Dialect
from leadwidgets.sandbox.service.faults import Faults, answered

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

_ALL = SearchCriteria()


@pytest.mark.parametrize(
    ("base", "largest", "leads"),
    [
        (base, largest, leads)
        for base, largest, leads in product(
            (0, 1), (1000, 70), (1, 70, 71, 100, 101, 140, 200, 350)
        )
    ],
)
async def test_every_lead_comes_once_whatever_the_accounts_habits(
    base: int, largest: int, leads: int
) -> None:
    account = TimedSandbox(leads, dialect=Dialect(page_base=1 if base else 0, largest_page=largest))
    everyone = set(account.raw_leads()["leadId"])
    async with client_of(account) as client:
        first = await client.search(_ALL, page_size=100)
        again = await client.search(_ALL, page_size=100)
    for result in (first, again):
        assert set(result.leads["lead_id"]) == everyone
        assert len(result.leads) == leads
        assert result.receipt.complete
    assert again.receipt.first_page in (base, None)


@pytest.mark.parametrize("leads", [50, 100, 950, 1000])
async def test_nothing_is_asked_twice_where_the_first_page_is_1(leads: int) -> None:
    account = TimedSandbox(leads)
    async with client_of(account) as client:
        await client.search(_ALL, page_size=100)
    assert sorted(account.pages_asked()) == list(range(1, -(-leads // 100) + 1))


@pytest.mark.parametrize("leads", [50, 100, 950, 1000])
async def test_an_account_that_begins_with_page_0_costs_one_request_once(leads: int) -> None:
    account = TimedSandbox(leads, dialect=Dialect(page_base=0))
    pages = -(-leads // 100)
    async with client_of(account) as client:
        await client.search(_ALL, page_size=100)
        assert len(account.pages_asked()) <= pages + 1
        del account.asked[:]
        await client.search(_ALL, page_size=100)
    assert sorted(account.pages_asked()) == list(range(pages))


@pytest.mark.parametrize("leads", [950, 1000])
async def test_every_search_has_its_leads_in_the_order_of_the_pages(leads: int) -> None:
    account = TimedSandbox(leads, dialect=Dialect(page_base=0))
    async with client_of(account) as client:
        first = await client.search(_ALL, page_size=100)
        later = await client.search(_ALL, page_size=100)
    assert list(first.leads["lead_id"]) == list(account.raw_leads()["leadId"])
    pd.testing.assert_frame_equal(first.leads, later.leads, check_like=True)


@pytest.mark.parametrize(
    ("rows", "skip"),
    [(0, 0), (40, 400), (100, 300), (100, 350)],
    ids="empty short repeated shifted".split(),
)
async def test_a_page_that_brought_too_few_leads_is_read_again_and_no_other(
    rows: int, skip: int
) -> None:
    everyone = await TimedSandbox(950).asked_by_another_program(maxRows="1000")
    spoiled = json.dumps(everyone.json()[skip : skip + rows]).encode()
    account = TimedSandbox(950, faults=Faults(answered(200, spoiled, on="leadSearch", first=6)))
    async with client_of(account) as client:
        result = await client.search(_ALL, page_size=100)
    assert set(result.leads["lead_id"]) == set(account.raw_leads()["leadId"])
    assert result.receipt.complete
    assert account.pages_asked()[10:] in ([5], [5, 10])
    assert any("were read again" in note for note in result.receipt.notes)
    moved = any("held leads of other pages" in note for note in result.receipt.notes)
    assert moved == (result.receipt.duplicates > 0 and rows == 100)


async def test_what_is_learned_wrongly_is_learned_anew() -> None:
    """An empty first page looks like an account that begins with page 0."""
    account = TimedSandbox(950, faults=Faults(answered(200, b"[]", on="leadSearch", first=2)))
    async with client_of(account) as client:
        first = await client.search(_ALL, page_size=100)
        assert first.receipt.complete
        del account.asked[:]
        later = await client.search(_ALL, page_size=100)
    assert (later.receipt.duplicates, later.receipt.first_page) == (0, 1)
    assert sorted(account.pages_asked()) == list(range(1, 11))


async def test_a_smaller_largest_page_is_told_in_the_receipt() -> None:
    async with client_of(TimedSandbox(950, dialect=Dialect(largest_page=70))) as client:
        result = await client.search(_ALL)
    assert result.receipt.page_size == 70
    assert result.receipt.pages == 14


async def test_an_account_without_page_0_is_no_trouble() -> None:
    faults = Faults(answered(400, b"{}", on="leadSearch", first=3))
    account = TimedSandbox(150, dialect=Dialect(largest_page=100), faults=faults)
    async with client_of(account) as client:
        result = await client.search(_ALL)
    assert account.pages_asked()[:2] == [1, 0]
    assert result.receipt.complete
    assert result.receipt.first_page == 1


async def test_leads_that_are_counted_and_never_given_end_in_an_incomplete_receipt() -> None:
    nothing = b'{"totalCount": 5000, "leads": []}'
    faults = Faults(answered(200, nothing, on="leadSearch", times=None))
    account = TimedSandbox(5000, faults=faults)
    async with client_of(account) as client:
        result = await client.search(_ALL)
    assert len(result.leads) == 0
    assert not result.receipt.complete
    assert result.receipt.reason is not None
    assert "5,000 of 5,000" in result.receipt.reason


@pytest.mark.parametrize("counted", [300, 101, 5000])
async def test_an_account_that_gives_one_page_whatever_number_is_asked_for_is_found_out(
    counted: int,
) -> None:
    same = {"totalCount": counted, "leads": [{"leadId": number} for number in range(1, 101)]}
    faults = Faults(answered(200, json.dumps(same).encode(), on="leadSearch", times=None))
    account = TimedSandbox(10, faults=faults)
    async with client_of(account) as client:
        result = await asyncio.wait_for(client.search(_ALL, page_size=100), 30)
    assert len(result.leads) == 100
    assert f"{counted - 100:,} of {counted:,} matching leads did not come" in str(
        result.receipt.reason
    )
    assert len(account.pages_asked()) <= 3 * counted / 100 + 4


async def test_a_number_of_leads_is_read_with_no_more_pages_than_it_needs() -> None:
    account = TimedSandbox(2000)
    async with client_of(account) as client:
        result = await client.search(_ALL, max_leads=250, page_size=100)
    assert len(result.leads) == 250
    assert account.pages_asked() == [1, 2, 3]
    assert not result.receipt.complete
    assert result.receipt.reason == "Stopped at max_leads=250 of 2,000 matching leads"


@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("most", [1, 100, 149, 150, 151, 10_000])
async def test_a_limit_gives_that_many_leads_or_all(base: int, most: int) -> None:
    account = TimedSandbox(150, dialect=Dialect(page_base=1 if base else 0, largest_page=60))
    async with client_of(account) as client:
        result = await client.search(_ALL, max_leads=most)
    assert len(result.leads) == result.leads["lead_id"].nunique() == min(most, 150)
    assert result.receipt.complete == (most >= 150)


async def test_raw_pages_are_the_leads_as_the_account_writes_them() -> None:
    account = TimedSandbox(250)
    async with client_of(account) as client:
        pages = [page async for page in client.pages(_ALL, page_size=100)]
    assert [len(page) for page in pages] == [100, 100, 50]
    raw = account.raw_leads()
    sent = [lead["leadId"] for page in pages for lead in page]
    assert sent == list(raw["leadId"])
    assert [lead["leadPhone"] for lead in pages[0]] == list(raw["leadPhone"][:100])
