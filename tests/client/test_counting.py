"""Counting by a field: the same numbers as a breakdown of the fetched leads, without fetching."""

import asyncio
from collections.abc import Sequence

import pandas as pd
import pytest
from virtual_time import TimedSandbox, client_of

import leadwidgets as lw
from leadwidgets.client import CancelSignal
from leadwidgets.client.counts.count_by import OTHERS_LABEL
from leadwidgets.sandbox import Dialect
from leadwidgets.sandbox.service.faults import Faults, answered

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

_ALL = lw.SearchCriteria()
_ONE_FIELD = (
    "lead_state system_disposition agent_disposition lead_timezone "
    "physical_state lead_list campaign suppressed"
).split()
_TWO_FIELDS = [
    ("lead_state", "lead_timezone"),
    ("suppressed", "system_disposition"),
    ("campaign", "lead_state"),
    ("lead_timezone", "physical_state"),
]


@pytest.fixture(scope="module")
def account() -> TimedSandbox:
    return TimedSandbox(4_000)


def _campaign(account: TimedSandbox) -> int:
    return int(account.raw_leads()["campaignId"].mode()[0])


def _without_others(table: pd.DataFrame) -> dict[object, int]:
    shown = table[table["label"] != OTHERS_LABEL]
    return dict(zip(shown["value"], shown["leads"], strict=True))


def _with_others(fetched: pd.DataFrame, counted: pd.DataFrame) -> dict[object, int]:
    """Give a breakdown's numbers, the rows that counting cannot tell apart put together."""
    told = fetched["value"].isin(list(_without_others(counted)))
    numbers = dict(zip(fetched["value"][told], fetched["leads"][told], strict=True))
    others = int(fetched["leads"][~told].sum())
    return numbers | ({OTHERS_LABEL: others} if others else {})


@pytest.mark.parametrize("by", _ONE_FIELD)
@pytest.mark.parametrize("narrow", [False, True], ids=["all leads", "some leads"])
async def test_counting_by_a_field_gives_the_numbers_of_the_fetched_leads(
    account: TimedSandbox,
    by: str,
    narrow: bool,  # noqa: FBT001
) -> None:
    criteria = _ALL
    if narrow:
        criteria = lw.SearchCriteria(campaign_ids=[_campaign(account)], suppressed="ALL", city="a")
    async with client_of(account) as client:
        counted = await client.count_by(criteria, by)
        fetched = (await client.search(criteria)).breakdown(by)
    assert list(counted.columns) == list(fetched.columns)
    found = dict(zip(counted["value"], counted["leads"], strict=True))
    labels = dict(zip(counted["label"], counted["leads"], strict=True))
    expected = _with_others(fetched, counted)
    assert (
        _without_others(counted)
        | ({OTHERS_LABEL: labels[OTHERS_LABEL]} if OTHERS_LABEL in labels else {})
        == expected
    )
    assert sum(found.values()) == fetched["leads"].sum()
    assert counted["share"].sum() == pytest.approx(1)
    assert counted.attrs["counted"]["notes"] == []


async def test_labels_and_order_are_those_of_a_breakdown(account: TimedSandbox) -> None:
    async with client_of(account) as client:
        for by in ("lead_state", "lead_list", "campaign"):
            criteria = lw.SearchCriteria(campaign_ids=[_campaign(account)])
            counted = await client.count_by(criteria, by)
            fetched = (await client.search(criteria)).breakdown(by)
            both = [label for label in counted["label"] if label != OTHERS_LABEL]
            assert both == [label for label in fetched["label"] if label in both]
            assert len(both) > 0


@pytest.mark.parametrize("by", _TWO_FIELDS, ids=" and ".join)
async def test_counting_by_two_fields_gives_the_cross_table_of_the_fetched_leads(
    account: TimedSandbox, by: Sequence[str]
) -> None:
    async with client_of(account) as client:
        counted = await client.count_by(_ALL, by)
        fetched = (await client.search(_ALL)).breakdown(by)
        cost = await client.count_by_cost(_ALL, by)
    folded = fetched.rename(
        index=lambda value: value if value in counted.index else OTHERS_LABEL,
        columns=lambda value: value if value in counted.columns else OTHERS_LABEL,
    )
    folded = folded.groupby(level=0).sum().T.groupby(level=0).sum().T
    assert counted.to_dict() == folded.reindex(counted.index, columns=counted.columns).to_dict()
    assert counted.shape == folded.shape
    assert counted.to_numpy().sum() == 4_000
    assert counted.attrs["counted"]["requests"] <= cost.requests


async def test_only_the_searched_values_are_counted_where_criteria_hold_some() -> None:
    account = TimedSandbox(2_000)
    criteria = lw.SearchCriteria(lead_states=["READY", "COMPLETE"], lead_timezones=["EST", "CST"])
    async with client_of(account) as client:
        one = await client.count_by(criteria, "lead_state")
        asked = len(account.asked)
        cross = await client.count_by(criteria, ["lead_state", "lead_timezone"])
    assert list(one["value"]) == ["READY", "COMPLETE"]
    assert set(cross.index) == {"READY", "COMPLETE"}
    assert set(cross.columns) == {"EST", "CST"}
    assert account.paths()[2:asked] == ["leadStates"] + ["leadSearch"] * 4


async def test_what_cannot_differ_from_the_total_is_not_asked() -> None:
    account = TimedSandbox(2_000)
    criteria = lw.SearchCriteria(campaign_ids=[_campaign(account)])
    async with client_of(account) as client:
        alone = await client.count_by_cost(criteria, "suppressed")
        crossed = await client.count_by_cost(criteria, ["campaign", "suppressed"])
    assert alone == crossed == lw.CountCost(requests=4, seconds=0.0)


async def test_no_lead_is_downloaded_and_an_empty_search_ends_after_one_count() -> None:
    account = TimedSandbox(100)
    nobody = lw.SearchCriteria(lead_ids=[999_999_999])
    async with client_of(account) as client:
        table = await client.count_by(nobody, "lead_state")
    assert list(table.columns) == ["value", "label", "leads", "share"]
    assert table.empty
    assert account.pages_asked() == []
    assert account.paths().count("leadSearch") == 2


async def test_the_cost_is_told_before_the_first_count_and_never_grows() -> None:
    account = TimedSandbox(2_000)
    told: list[lw.CountProgress] = []
    async with client_of(account) as client:
        cost = await client.count_by_cost(_ALL, ["lead_state", "lead_timezone"])
        assert "leadSearch" not in account.paths()
        start = account.clock.seconds
        table = await client.count_by(
            _ALL, ["lead_state", "lead_timezone"], on_progress=told.append
        )
        seconds = account.clock.seconds - start
    assert told[0] == lw.CountProgress(0, cost.requests)
    requests = [progress.requests for progress in told]
    assert requests == sorted(requests, reverse=True)
    assert told[-1].asked == told[-1].requests == table.attrs["counted"]["requests"]
    assert cost.requests == 2 + 18 + 20 + 18 * 20
    assert seconds <= cost.seconds
    assert any(progress.waiting_seconds > 1 for progress in told)
    assert 429 not in account.statuses()


async def test_the_forecast_is_what_the_limits_force() -> None:
    async with client_of(TimedSandbox(100)) as client:
        cost = await client.count_by_cost(_ALL, ["lead_state", "lead_timezone"])
    # 400 counts: 80 at once, 80 after 10 s, 10 after 20 s; the same from 30 s on; 60 after 60 s
    assert cost.seconds == pytest.approx(60, rel=0.02)


async def test_a_value_list_that_is_refused_is_replaced_by_the_vocabulary() -> None:
    missing = Dialect(missing_lists=frozenset({"lead_states", "system_dispositions"}))
    account = TimedSandbox(1_000, dialect=missing)
    raw = account.raw_leads()
    async with client_of(account) as client:
        states = await client.count_by(_ALL, "lead_state")
        dispositions = await client.count_by(_ALL, "system_disposition")
    assert _without_others(states)["READY"] == (raw["leadState"] == "READY").sum()
    assert _without_others(dispositions)["ANSWER"] == (raw["lastPassDispo"] == "ANSWER").sum()


async def test_a_list_that_only_the_account_knows_must_be_told() -> None:
    account = TimedSandbox(100, dialect=Dialect(missing_lists=frozenset({"states"})))
    async with client_of(account) as client:
        with pytest.raises(lw.UnexpectedResponseError):
            await client.count_by(_ALL, "physical_state")
        given = await client.count_by(lw.SearchCriteria(physical_states=["CA"]), "physical_state")
    assert list(given["value"]) == ["CA"]


async def test_a_listed_value_that_no_search_can_hold_is_among_the_others() -> None:
    faults = Faults(answered(200, b'["READY", "ready"]', on="leadStates"))
    async with client_of(TimedSandbox(500, faults=faults)) as client:
        table = await client.count_by(_ALL, "lead_state")
    assert list(table["label"]) == ["Ready", OTHERS_LABEL]
    [note] = table.attrs["counted"]["notes"]
    assert note.startswith("1 listed values of lead state cannot be searched for")


async def test_leads_that_move_while_they_are_counted_are_told() -> None:
    more, fewer = answered(200, b"600", on="leadSearch"), answered(200, b"400", on="leadSearch")
    for fault in (more, fewer):
        async with client_of(TimedSandbox(500, faults=Faults(fault))) as client:
            table = await client.count_by(_ALL, "suppressed")
        [note] = table.attrs["counted"]["notes"]
        assert note.startswith("Leads changed while they were counted")
        assert (table["leads"] > 0).all()


async def test_a_cancel_signal_ends_the_counting() -> None:
    signal = CancelSignal()
    account = TimedSandbox(500)

    def cancel_soon(progress: lw.CountProgress) -> None:
        if progress.asked == 3:
            signal.cancel()

    async with client_of(account) as client:
        with pytest.raises(lw.SearchCancelled, match="counting was cancelled"):
            await client.count_by(_ALL, "physical_state", on_progress=cancel_soon, cancel=signal)
        assert account.clock.requests == 0
        assert account.paths().count("leadSearch") < 30
        assert await client.count(_ALL) == 500  # the task itself is not cancelled


async def test_a_failed_count_ends_the_others_and_is_the_error() -> None:
    faults = Faults(answered(403, b"{}", on="leadSearch", first=5, times=None))
    account = TimedSandbox(500, faults=faults)
    async with client_of(account) as client:
        with pytest.raises(lw.PermissionDeniedError):
            await client.count_by(_ALL, "lead_state")
        assert account.clock.requests == 0


async def test_a_live_count_does_not_queue_behind_a_count_by() -> None:
    account = TimedSandbox(2_000)
    async with client_of(account) as client:
        counting = asyncio.create_task(client.count_by(_ALL, ["lead_state", "lead_timezone"]))
        waits = []
        for _ in range(5):
            await account.clock.sleep(5)
            before = account.clock.seconds
            await client.count(_ALL)
            waits.append(account.clock.seconds - before)
        assert not counting.done()
        await counting
    assert max(waits) == 0
    assert 429 not in account.statuses()


async def test_a_wrong_field_is_a_value_error() -> None:
    async with client_of(TimedSandbox(10)) as client:
        for by in ("phone", [], ["lead_state", "lead_state"]):
            with pytest.raises(ValueError, match="Expected by to be"):
                await client.count_by(_ALL, by)


def test_a_script_has_its_breakdowns_in_one_line() -> None:
    account = lw.Sandbox(leads=1_000)
    tables = lw.breakdowns(_ALL, account)
    assert list(tables) == ["lead_state", "system_disposition", "lead_timezone"]
    raw = account.raw_leads()
    for by, column in zip(tables, ("leadState", "lastPassDispo", "leadTimezone"), strict=True):
        counts = raw[column].value_counts()
        found = _without_others(tables[by])
        assert found == {value: counts[str(value)] for value in found}
        assert tables[by]["leads"].sum() == 1_000


async def test_breakdowns_share_the_total() -> None:
    account = TimedSandbox(500)
    async with client_of(account) as client:
        tables = await client.breakdowns(_ALL, ["suppressed", "campaign"])
    assert tables["suppressed"].attrs == tables["campaign"].attrs
    campaigns = account.raw_leads()["campaignId"].nunique()
    assert account.paths().count("leadSearch") <= 2 + 2 + campaigns + 5


@pytest.mark.parametrize("by", ["campaign", "lead_list"])
async def test_chosen_ids_are_counted_without_names_where_the_account_lists_none(by: str) -> None:
    account = TimedSandbox(500, dialect=Dialect(missing_lists=frozenset({"dial_groups", "lists"})))
    raw = account.raw_leads()
    column = {"campaign": "campaignId", "lead_list": "listId"}[by]
    chosen = sorted({int(one) for one in raw[column].dropna()})[:2]
    field = {"campaign": "campaign_ids", "lead_list": "list_ids"}[by]
    async with client_of(account) as client:
        counted = await client.count_by(_ALL.replace(**{field: chosen}), by)
    assert _without_others(counted) == raw[column].value_counts()[chosen].to_dict()
