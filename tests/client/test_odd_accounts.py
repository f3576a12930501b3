"""Accounts that answer in ways that nobody has documented: read to the end, or refused."""

import json
from collections.abc import Callable
from typing import Any, Literal, get_args

import httpx
import pandas as pd
import pytest
from virtual_time import TimedSandbox, client_of

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.result import Receipt
from leadwidgets.sandbox import Dialect
from leadwidgets.sandbox.dialect import CountShape, RowShape
from leadwidgets.sandbox.service.faults import Faults, answered

pytestmark = pytest.mark.anyio

_ALL = SearchCriteria()


async def test_rows_that_have_neither_id_nor_state_are_refused_and_never_complete() -> None:
    rows = json.dumps([{"zip": "10001"}, {"leadId": None, "firstName": None}]).encode()
    faults = Faults(
        answered(200, b"2", on="leadSearch"),
        answered(200, rows, on="leadSearch", first=2, times=None),
    )
    async with client_of(TimedSandbox(2, faults=faults)) as client:
        with pytest.raises(UnexpectedResponseError, match="None of the 2 rows"):
            await client.search(_ALL)


@pytest.mark.slow
@pytest.mark.parametrize("rows", get_args(RowShape))
async def test_every_way_to_wrap_rows_gives_the_same_leads(rows: RowShape) -> None:
    account = TimedSandbox(250, dialect=Dialect(row_shape=rows))
    async with client_of(account) as client:
        result = await client.search(_ALL, page_size=100)
        raw = [lead async for page in client.pages(_ALL, page_size=100) for lead in page]
    assert [lead["leadId"] for lead in raw] == list(result.leads["lead_id"])
    assert list(result.leads["lead_id"]) == list(account.raw_leads()["leadId"])
    assert result.receipt.complete


@pytest.mark.parametrize("count", sorted({*get_args(CountShape)} - {"rows"}))
async def test_every_way_to_write_a_count_is_the_same_number(count: CountShape) -> None:
    account = TimedSandbox(250, dialect=Dialect(count_shape=count))
    async with client_of(account) as client:
        assert await client.count(_ALL) == 250
        assert (await client.search(_ALL)).receipt.matched == 250


@pytest.mark.slow
@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("largest", [40, 1000])
@pytest.mark.parametrize("leads", [0, 40, 250])
async def test_an_account_that_does_not_count_is_read_to_the_end(
    base: Literal[0, 1], largest: int, leads: int
) -> None:
    dialect = Dialect(count_shape="rows", page_base=base, largest_page=largest)
    account = TimedSandbox(leads, dialect=dialect)
    async with client_of(account) as client:
        result = await client.search(_ALL, page_size=100)
        again = await client.search(_ALL, page_size=100)
        raw = [lead["leadId"] async for page in client.pages(_ALL) for lead in page]
    expected = list(account.raw_leads()["leadId"])
    assert list(result.leads["lead_id"]) == list(again.leads["lead_id"]) == raw == expected
    assert result.receipt.matched is None
    assert not result.receipt.complete
    assert "does not count" in str(result.receipt.reason)
    assert result.receipt.headline.startswith(f"{leads:,} lead")
    assert "how many match is not known" in result.receipt.headline
    assert Receipt.from_json(result.receipt.to_json()) == result.receipt


async def test_a_total_that_is_no_more_than_the_rows_beside_it_is_not_trusted_as_a_count() -> None:
    """It may be the page's: here the account gives its largest page of 100, whatever is asked."""
    page = json.dumps({"totalCount": 100, "leads": [{"leadId": n + 1} for n in range(100)]})
    faults = Faults(answered(200, page.encode(), on="leadSearch"))
    account = TimedSandbox(250, faults=faults, dialect=Dialect(largest_page=100))
    async with client_of(account) as client:
        result = await client.search(_ALL)
    assert len(result.leads) == 250


async def test_counting_by_itself_says_that_the_account_does_not_count() -> None:
    async with client_of(TimedSandbox(10, dialect=Dialect(count_shape="rows"))) as client:
        with pytest.raises(UnexpectedResponseError, match="does not count"):
            await client.count(_ALL)
        with pytest.raises(UnexpectedResponseError, match="does not count"):
            await client.count_by(_ALL, "lead_state")


async def test_a_search_of_an_account_that_does_not_count_stops_where_it_is_told() -> None:
    async with client_of(TimedSandbox(250, dialect=Dialect(count_shape="rows"))) as client:
        result = await client.search(_ALL, page_size=100, max_leads=120)
    assert len(result.leads) == 120
    assert "max_leads=120" in str(result.receipt.reason)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["row", "inside"])
@pytest.mark.parametrize("ids", ["number", "text"])
async def test_ids_as_text_and_leads_inside_rows_give_the_same_leads(
    place: Literal["row", "inside"], ids: Literal["number", "text"]
) -> None:
    usual = TimedSandbox(150)
    odd = TimedSandbox(150, dialect=Dialect(lead_place=place, id_kind=ids))
    async with client_of(usual) as client:
        expected = await client.search(_ALL, page_size=100)
    async with client_of(odd) as client:
        result = await client.search(_ALL, page_size=100)
    pd.testing.assert_frame_equal(result.leads[expected.leads.columns], expected.leads)
    assert [*result.leads.columns] == [*expected.leads.columns]
    assert result.receipt.complete


async def test_leads_that_come_twice_are_found_by_ids_that_are_text() -> None:
    page = json.dumps([{"leadId": "7"}, {"leadId": 7}, {"leadId": "007"}]).encode()
    faults = Faults(
        answered(200, b'"2"', on="leadSearch"),
        answered(200, page, on="leadSearch", first=2),
        answered(200, b'"2"', on="leadSearch", first=3),
    )
    async with client_of(TimedSandbox(2, faults=faults)) as client:
        result = await client.search(_ALL)
    assert result.receipt.duplicates == 1
    assert result.leads["lead_id"].isna().tolist() == [False, True]  # a text that no number writes
    assert result.leads["lead_id_as_sent"].tolist()[1] == '"007"'


Lead = dict[str, Any]


class _Paging(TimedSandbox):
    """An account that gives pages of a hundred leads in a way of its own."""

    def __init__(self, count: object, page: Callable[[int], httpx.Response]) -> None:
        super().__init__(1)
        self._count = count
        self._page = page

    def open_transport(self) -> httpx.AsyncBaseTransport:
        inner = super().open_transport()

        async def answer(request: httpx.Request) -> httpx.Response:
            params = request.url.params
            if "page" not in params and "count" not in params:
                return await inner.handle_async_request(request)
            if "count" in params:
                return httpx.Response(200, json=self._count)
            return self._page(int(params["page"]))

        return httpx.MockTransport(answer)


def _leads(count: int) -> list[Lead]:
    return [{"leadId": n + 1, "leadState": "READY", "firstName": f"N{n}"} for n in range(count)]


@pytest.mark.parametrize("first_id", [None, "a-17", 2**63])
async def test_pages_of_leads_without_a_readable_id_are_never_called_complete(
    first_id: object,
) -> None:
    one_page = [lead | {"leadId": first_id} for lead in _leads(100)]
    account = _Paging(200, lambda _: httpx.Response(200, json=one_page))
    async with client_of(account) as client:
        result = await client.search(_ALL, page_size=100)
    assert not result.receipt.complete
    account = _Paging(100, lambda _: httpx.Response(200, json=one_page))
    async with client_of(account) as client:
        result = await client.search(_ALL, page_size=100)
    assert result.receipt.complete


async def test_different_pages_without_ids_come_whole_with_the_doubt_in_the_receipt() -> None:
    leads = [lead | {"leadId": None} for lead in _leads(250)]
    pages = {n + 1: leads[n * 100 : n * 100 + 100] for n in range(3)}
    account = _Paging(250, lambda number: httpx.Response(200, json=pages.get(number, [])))
    async with client_of(account) as client:
        result = await client.search(_ALL, page_size=100)
    assert result.leads["first_name"].nunique() == len(result.leads) == 250
    assert result.receipt.reason == (
        "250 leads came without a readable id, so nothing tells whether one came twice"
    )


def _refusing(leads: list[Lead], *, base: int, count: object, status: int = 400) -> _Paging:
    """Give an account that refuses a page beyond its last."""

    def page(number: int) -> httpx.Response:
        start = (number - base) * 100
        if not 0 <= start < len(leads):
            return httpx.Response(status, json={"message": "no such page"})
        return httpx.Response(200, json=leads[start : start + 100])

    return _Paging(count, page)


@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("leads", [70, 100, 250, 300])
async def test_a_page_beyond_the_last_may_be_refused(base: int, leads: int) -> None:
    account = _refusing(_leads(leads), base=base, count=leads)
    async with client_of(account) as client:
        for _ in range(2):
            result = await client.search(_ALL, page_size=100)
            assert sorted(result.leads["lead_id"]) == list(range(1, leads + 1))
            assert result.receipt.complete
        raw = [lead async for page in client.pages(_ALL, page_size=100) for lead in page]
    assert len(raw) == leads


@pytest.mark.parametrize("count", [251, 301, 100_000])
async def test_a_count_that_is_too_high_costs_no_lead_where_pages_beyond_are_refused(
    count: int,
) -> None:
    async with client_of(_refusing(_leads(250), base=1, count=count)) as client:
        result = await client.search(_ALL, page_size=100)
    assert list(result.leads["lead_id"]) == list(range(1, 251))
    assert f"{count - 250:,} of {count:,} matching leads did not come" in str(result.receipt.reason)


@pytest.mark.parametrize(
    "beyond",
    [
        httpx.Response(400, json={}),
        httpx.Response(404, json={}),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"totalCount": 250, "leads": None}),
    ],
    ids=["400", "404", "empty", "null"],
)
@pytest.mark.parametrize("leads", [250, 300])
async def test_an_account_that_does_not_count_may_end_its_pages_in_any_way(
    beyond: httpx.Response, leads: int
) -> None:
    pages = {n + 1: _leads(leads)[n * 100 : n * 100 + 100] for n in range(3)}

    def page(number: int) -> httpx.Response:
        if number not in pages:
            return httpx.Response(beyond.status_code, content=beyond.content)
        return httpx.Response(200, json={"leads": pages[number]})

    async with client_of(_Paging(_leads(3), page)) as client:
        result = await client.search(_ALL, page_size=100)
        raw = [lead async for page in client.pages(_ALL, page_size=100) for lead in page]
    assert list(result.leads["lead_id"]) == list(range(1, leads + 1))
    assert raw == _leads(leads)
    assert "does not count" in str(result.receipt.reason)


@pytest.mark.parametrize("count", [250, _leads(3)], ids=["counted", "not counted"])
@pytest.mark.parametrize(
    "broken", [b'[{"leadId": 1', b"<html>", b'{"rows": []}'], ids=["half", "page", "other shape"]
)
async def test_a_page_that_cannot_be_read_is_an_error_and_no_end(
    count: object, broken: bytes
) -> None:
    def page(number: int) -> httpx.Response:
        if number == 3:
            return httpx.Response(200, content=broken)
        return httpx.Response(200, json=_leads(250)[(number - 1) * 100 : number * 100])

    raw: list[Lead] = []
    async with client_of(_Paging(count, page)) as client:
        with pytest.raises(UnexpectedResponseError):
            await client.search(_ALL, page_size=100)
        partial = await client.search(_ALL, page_size=100, keep_partial=True)
        with pytest.raises(UnexpectedResponseError):
            raw.extend([lead async for page in client.pages(_ALL, page_size=100) for lead in page])
    assert len(partial.leads) == 200
    assert not partial.receipt.complete


def _inside(lead: Lead) -> Lead:
    return {"listId": 5, "campaignLead": lead}


def _nameless(lead: Lead) -> Lead:
    return lead | {"leadId": f"a-{lead['leadId']}"}


@pytest.mark.parametrize("shape", [dict, _inside, _nameless])
async def test_an_account_that_repeats_its_last_page_is_not_read_for_ever(
    shape: Callable[[Lead], Lead],
) -> None:
    leads = [shape(lead) for lead in _leads(300)]
    asked: list[int] = []

    def page(number: int) -> httpx.Response:
        asked.append(number)
        assert len(asked) < 40, "read for ever"
        start = min(max(number - 1, 0), 2) * 100
        return httpx.Response(200, json=leads[start : start + 100])

    async with client_of(_Paging(leads[:3], page)) as client:
        result = await client.search(_ALL, page_size=100)
        raw = [lead async for page in client.pages(_ALL, page_size=100) for lead in page]
    assert raw == leads
    assert list(result.leads["first_name"]) == [f"N{n}" for n in range(300)]


class _Boaster(TimedSandbox):
    """An account that counts a million leads, whatever it has."""

    def open_transport(self) -> httpx.AsyncBaseTransport:
        inner = super().open_transport()

        class Boasting(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                if "count" in request.url.params:
                    return httpx.Response(200, text="1000000")
                return await inner.handle_async_request(request)

        return Boasting()


async def test_a_count_that_promises_a_million_is_not_believed_for_ever() -> None:
    account = _Boaster(500)
    async with client_of(account) as client:
        result = await client.search(_ALL, page_size=100)
    assert len(result.leads) == 500
    assert len(account.pages_asked()) < 50
    assert result.receipt.reason == (
        "999,500 of 1,000,000 matching leads did not come: after 3 pages without a new one no more "
        "were asked for"
    )
