"""The options of the primary fields: each read once, and each allowed to fail alone."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from virtual_time import TimedSandbox, client_of
from waiting import until

from leadwidgets.sandbox import Dialect, Faults
from leadwidgets.sandbox.service.faults import answered, late, others_are_busy
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


async def test_a_list_that_waits_for_the_limits_says_how_long_and_the_others_do_not() -> None:
    account = TimedSandbox(500, faults=Faults(others_are_busy(12, on="leadStates")))
    async with client_of(account) as client:
        waits: defaultdict[str, list[int]] = defaultdict(list)

        def look() -> None:
            for name, choice in choices.fields.items():
                if choice.waiting_seconds:
                    waits[name].append(round(choice.waiting_seconds))

        choices = Choices(client, look)
        await choices.load_account_lists()
        assert set(waits) == {"lead_states"}
        assert list(dict.fromkeys(waits["lead_states"])) == list(range(12, 0, -1))
        assert choices.fields["lead_states"].status == "ready"
        assert choices.fields["lead_states"].waiting_seconds == 0


async def test_a_field_waits_as_long_as_the_last_of_its_campaigns() -> None:
    busy = Faults(
        others_are_busy(5, on="/lists", first=1), others_are_busy(9, on="/lists", first=2)
    )
    async with client_of(TimedSandbox(2_000, faults=busy)) as client:
        waits: list[float] = []
        choices = Choices(client, lambda: waits.append(field.waiting_seconds))
        field = choices.fields["list_ids"]
        await choices.load_campaigns()
        await choices.load_campaign_lists(campaigns_of(choices)[:2])
        assert field.status == "ready"
        assert max(waits) == pytest.approx(9, abs=0.1)
        running = [wait for wait in waits if wait]
        assert 0 not in waits[waits.index(running[0]) : waits.index(running[-1])]
        assert field.waiting_seconds == 0


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
        await until(lambda: account.clock.requests)
        choices.forget_campaign_lists()
        await reading
        assert len(choices.fields["list_ids"].options.groups) == 2
