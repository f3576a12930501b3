"""Codes that no list names: counted by name once leads that have them were read."""

from collections.abc import Sequence

import pandas as pd
import pytest
from virtual_time import TimedSandbox, client_of

import leadwidgets as lw
from leadwidgets.client.counts.count_by import OTHERS_LABEL
from leadwidgets.client.values_seen import ValuesSeen
from leadwidgets.errors import PermissionDeniedError, UnexpectedResponseError
from leadwidgets.frame import empty_leads
from leadwidgets.sandbox import Dialect

pytestmark = pytest.mark.anyio

_ALL = lw.SearchCriteria()


def _numbers(table: pd.DataFrame) -> dict[str, int]:
    return dict(zip(table["label"], table["leads"], strict=True))


async def test_zones_that_no_list_names_are_counted_by_name_once_leads_were_read() -> None:
    account = TimedSandbox(2_000, country="AU")
    async with client_of(account) as client:
        before = _numbers(await client.count_by(_ALL, "lead_timezone"))
        fetched = (await client.search(_ALL)).breakdown("lead_timezone")
        after = _numbers(await client.count_by(_ALL, "lead_timezone"))
    assert before == {OTHERS_LABEL: 2_000}
    expected = _numbers(fetched)
    expected[OTHERS_LABEL] = expected.pop("(none)")
    assert after == expected
    assert {"NSW1", "WA01"} <= set(after)


async def test_a_second_client_of_the_account_knows_what_the_first_has_read() -> None:
    account = TimedSandbox(500, country="CA")
    async with client_of(account) as client:
        await client.search(_ALL)
    async with client_of(account) as client:
        assert client.values_seen("lead_timezone")[0] == "EAST"  # where most people live
        cross = await client.count_by(_ALL, ["physical_state", "lead_timezone"])
    assert cross.to_dict()["EAST"]["ON"] > 0


async def test_states_that_leads_have_shown_are_counted_where_the_list_is_refused() -> None:
    account = TimedSandbox(500, dialect=Dialect(missing_lists=frozenset({"states"})))
    async with client_of(account) as client:
        with pytest.raises((PermissionDeniedError, UnexpectedResponseError)):
            await client.count_by(_ALL, "physical_state")
        fetched = _numbers((await client.search(_ALL)).breakdown("physical_state"))
        counted = _numbers(await client.count_by(_ALL, "physical_state"))
    counted["(none)"] = counted.pop(OTHERS_LABEL)
    assert counted == fetched


async def test_a_field_without_codes_has_shown_none() -> None:
    account = TimedSandbox(50)
    async with client_of(account) as client:
        await client.search(_ALL)
        assert client.values_seen("campaign") == ()


def _leads(zones: Sequence[object]) -> pd.DataFrame:
    return (
        empty_leads()
        .reindex(range(len(zones)))
        .assign(lead_timezone=pd.Series(zones, dtype="object"))
    )


def test_what_no_search_can_hold_is_left_out_and_the_common_come_first() -> None:
    seen = ValuesSeen()
    seen.take(_leads(["est", " ", None, "NT01", "WA01", "WA01"]))
    assert seen.of("lead_timezone") == ("WA01", "NT01")


def test_values_of_earlier_searches_stay_behind_and_their_number_is_bounded() -> None:
    seen = ValuesSeen()
    seen.take(_leads(["WA01"]))
    seen.take(_leads([f"Z{number}" for number in range(98)]))
    assert seen.of("lead_timezone")[-1] == "WA01"
    seen.take(_leads([f"Y{number}" for number in range(200)]))
    assert len(seen.of("lead_timezone")) == 100
    assert "WA01" not in seen.of("lead_timezone")


def test_a_column_of_lists_is_no_reason_to_fail() -> None:
    seen = ValuesSeen()
    seen.take(_leads([["a"], ["b"]]))
    assert seen.of("lead_timezone") == ()
