"""The options of the primary fields: each read once, and each allowed to fail alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from virtual_time import TimedSandbox, client_of

from leadwidgets.sandbox import Dialect, Faults
from leadwidgets.sandbox.faults import answered, late
from leadwidgets.widgets.choices import Choices

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def choosing(account: TimedSandbox) -> AsyncIterator[Choices]:
    async with client_of(account) as client:
        choices = Choices(client, lambda: None)
        await choices.load_campaigns()
        yield choices


def campaigns_of(choices: Choices) -> list[int]:
    return list(map(int, choices.fields["campaign_ids"].options.values))


async def test_adding_a_campaign_reads_the_lists_of_that_one_alone() -> None:
    account = TimedSandbox(2_000)
    async with choosing(account) as choices:
        one, two, *_ = campaigns_of(choices)
        await choices.load_campaign_lists([one])
        before = set(choices.fields["list_ids"].options.values)
        read = len(account.asked)
        await choices.load_campaign_lists([one, two])
        asked = [url for _, url, _ in account.asked[read:]]
    assert len(asked) == 2  # lists and dispositions
    assert all(f"/{two}/" in url for url in asked)
    raw = account.raw_leads()
    mine = set(raw[raw["campaignId"].isin([one, two])]["listId"].dropna())
    assert before < mine <= set(choices.fields["list_ids"].options.values)


async def test_lists_that_the_account_refuses_leave_the_dispositions_alone() -> None:
    account = TimedSandbox(500, dialect=Dialect(missing_lists=frozenset({"lists"})))
    async with choosing(account) as choices:
        await choices.load_campaign_lists(campaigns_of(choices)[:1])
        lists, dispositions = (choices.fields[name] for name in ("list_ids", "agent_dispositions"))
        assert (lists.status, dispositions.status) == ("failed", "ready")
        assert "/lists" in (lists.message or "")
        assert choices.missing("list_ids", [1, 2]) == set()  # nobody knows


async def test_what_failed_is_read_again_and_what_is_known_is_not() -> None:
    account = TimedSandbox(500, faults=Faults(answered(403, on="leadStates")))
    async with choosing(account) as choices:
        await choices.load_account_lists()
        first = {name: choice.status for name, choice in choices.fields.items()}
        read = len(account.asked)
        await choices.load_account_lists()
        await choices.load_campaigns()
        assert first["lead_states"] == "failed"
        assert choices.fields["lead_states"].status == "ready"
    assert account.paths()[read:] == ["leadStates"]


async def test_forgetting_the_lists_while_they_are_read_does_no_harm() -> None:
    account = TimedSandbox(500, faults=Faults(late(0.1, on="/lists", first=2)))
    async with choosing(account) as choices:
        one, two, *_ = campaigns_of(choices)
        await choices.load_campaign_lists([one])
        reading = asyncio.create_task(choices.load_campaign_lists([one, two]))
        while account.clock.requests == 0:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0)
        choices.forget_campaign_lists()
        await reading
        assert len(choices.fields["list_ids"].options.groups) == 2
