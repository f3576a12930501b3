"""Counts beside options: against an independent oracle, within the account's budget of counts."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import Chance, matching
from virtual_time import TimedSandbox, client_of
from waiting import until

from leadwidgets.client import LeadSearchClient
from leadwidgets.criteria import SearchCriteria
from leadwidgets.sandbox import Faults, Sandbox
from leadwidgets.sandbox.service.faults import answered
from leadwidgets.vocabulary import LEAD_STATES, LEAD_TIMEZONES, SYSTEM_DISPOSITIONS
from leadwidgets.widgets.live_count import LiveCount
from leadwidgets.widgets.option_counts import OptionCounts
from leadwidgets.widgets.wire import OptionValue

pytestmark = pytest.mark.anyio

ALL = SearchCriteria(suppressed="ALL")
STATES = list(LEAD_STATES)
LISTED = {
    "lead_states": STATES,
    "lead_timezones": list(LEAD_TIMEZONES),
    "system_dispositions": list(SYSTEM_DISPOSITIONS),
}
IN_LEADS = {
    "agent_dispositions": "agentDispostion",
    "campaign_ids": "campaignId",
    "list_ids": "listId",
    "physical_states": "state",
}


class Counter:
    """Option counts and the live count beside them, as a session joins them."""

    def __init__(self, client: LeadSearchClient, tasks: asyncio.TaskGroup) -> None:
        self.client = client
        self.live = LiveCount(client, lambda: None, tasks.create_task)
        self.options = OptionCounts(client, self.live, lambda: None, tasks.create_task)

    async def counted(self, name: str, values: Sequence[OptionValue]) -> list[int | None]:
        self.options.want(name, values)
        await until(lambda: self.options.status in ("known", "failed"))
        return self.options.known(values)


@asynccontextmanager
async def counting(account: Sandbox) -> AsyncIterator[Counter]:
    async with client_of(account) as client, asyncio.TaskGroup() as tasks:
        counter = Counter(client, tasks)
        yield counter
        counter.options.stop()


def offered(account: Sandbox, name: str) -> list[OptionValue]:
    if name in LISTED:
        return list(LISTED[name])
    values = account.raw_leads()[IN_LEADS[name]].dropna().unique().tolist()
    return [int(one) if name.endswith("_ids") else one for one in values][:100]


def expected(account: Sandbox, criteria: SearchCriteria, name: str) -> list[int]:
    raw = account.raw_leads()
    each = [criteria.replace(**{name: [value]}) for value in offered(account, name)]
    return [len(matching(raw, one)) for one in each]


async def test_each_option_is_counted_with_the_fields_own_choice_left_out() -> None:
    account = TimedSandbox(2_000)
    criteria = ALL.replace(lead_states=["READY"], lead_timezones=["CST", "PST"])
    async with counting(account) as counter:
        counter.options.follow(criteria, None)
        assert await counter.counted("lead_states", STATES) == expected(
            account, criteria, "lead_states"
        )
        assert not counter.options.of_leads


@pytest.mark.slow
@given(seed=st.integers(0, 10_000), name=st.sampled_from(sorted([*LISTED, *IN_LEADS])))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
async def test_counts_under_any_criteria_are_those_of_the_leads(seed: int, name: str) -> None:
    account = TimedSandbox(300)
    criteria = SearchCriteria.from_api(Chance(account.raw_leads(), seed).criteria())
    async with counting(account) as counter:
        counter.options.follow(criteria, None)
        values, leads = offered(account, name), expected(account, criteria, name)
        assert await counter.counted(name, values) == leads
        counter.options.stop()
        counter.options.follow(criteria, await counter.client.search(criteria))
        assert await counter.counted(name, values) == leads
        assert counter.options.of_leads


async def test_the_leads_of_a_search_for_the_same_are_counted_without_a_request() -> None:
    account = TimedSandbox(1_000)
    criteria = ALL.replace(lead_timezones=["CST", "PST"])
    async with counting(account) as counter:
        result = await counter.client.search(criteria)
        asked = len(account.asked)
        counter.options.follow(criteria, result)
        assert await counter.counted("lead_states", STATES) == expected(
            account, criteria, "lead_states"
        )
        assert counter.options.of_leads
        assert len(account.asked) == asked


async def test_of_a_search_for_some_options_the_others_are_counted_by_the_account() -> None:
    account = TimedSandbox(1_000)
    criteria = ALL.replace(lead_states=["READY", "CALLBACK"])
    async with counting(account) as counter:
        result = await counter.client.search(criteria)
        counter.options.follow(criteria, result)
        assert await counter.counted("lead_states", STATES) == expected(
            account, criteria, "lead_states"
        )


async def test_a_list_that_is_opened_again_asks_for_nothing() -> None:
    account = TimedSandbox(500)
    async with counting(account) as counter:
        counter.options.follow(ALL, None)
        first = await counter.counted("lead_states", STATES)
        asked = len(account.asked)
        counter.options.stop()
        counter.options.follow(ALL.replace(lead_states=["READY"]), None)
        assert await counter.counted("lead_states", STATES) == first
        assert len(account.asked) == asked


async def test_other_criteria_are_another_question_and_its_counts_are_not_those_before() -> None:
    account = TimedSandbox(500)
    async with counting(account) as counter:
        counter.options.follow(ALL, None)
        await counter.counted("lead_states", STATES)
        before = counter.options.question
        narrowed = ALL.replace(lead_timezones=["CST"])
        counter.options.follow(narrowed, None)
        assert counter.options.question != before
        assert counter.options.known(STATES) == [None] * len(STATES)
        await until(lambda: counter.options.status == "known")
        assert counter.options.known(STATES) == expected(account, narrowed, "lead_states")


async def test_a_list_that_closes_gives_up_what_was_not_asked_yet() -> None:
    account = TimedSandbox(500)
    zips = [str(number) for number in range(100)]
    async with counting(account) as counter:
        counter.options.follow(ALL, None)
        counter.options.want("physical_states", zips)
        assert counter.options.left == 100
        await until(lambda: len(account.asked) > 10)
        counter.options.stop()
        asked = len(account.asked)
        await asyncio.sleep(0.05)
        assert len(account.asked) <= asked + 8
        assert (counter.options.field, counter.options.left) == (None, 0)


async def test_the_budget_is_told_and_the_live_count_goes_first() -> None:
    account = TimedSandbox(500)
    many = [f"S{number}" for number in range(100)]
    async with counting(account) as counter:
        counter.options.follow(ALL, None)
        for _ in range(2):
            counter.options.want("physical_states", many)
            await until(lambda: counter.options.status == "known" or counter.options.seconds > 1)
            many = [f"{value}x" for value in many]
        assert counter.options.seconds > 1
        waits = [0.0]

        def known() -> bool:
            waits.append(counter.live.waiting_seconds)
            return counter.live.status == "known"

        counter.live.follow(ALL)
        await until(known)
        assert max(waits) < 1
    assert 429 not in account.statuses()


async def test_a_failure_says_why_and_is_not_asked_again_until_the_list_is_opened_anew() -> None:
    account = TimedSandbox(500, faults=Faults(answered(403, on="leadSearch")))
    async with counting(account) as counter:
        counter.options.follow(ALL, None)
        assert None in await counter.counted("lead_states", STATES)
        assert counter.options.message
        asked = len(account.asked)
        counter.options.want("lead_states", STATES)
        assert counter.options.status == "failed"
        assert len(account.asked) == asked
        counter.options.stop()
        assert None not in await counter.counted("lead_states", STATES)


async def test_nothing_is_counted_while_a_field_holds_what_no_search_can() -> None:
    account = TimedSandbox(500)
    async with counting(account) as counter:
        counter.options.follow(None, None)
        assert await counter.counted("lead_states", STATES) == [None] * len(STATES)
        assert counter.options.message == "Not counted: a field holds what no search can."
    assert account.asked == []
