"""The stories: what an audit finds in the raw leads is what was said to be there."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from oracle import moments
from sandbox.foreign import Foreign

from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.invented.places import CLOCKS, PLACES
from leadwidgets.sandbox.invented.stories import (
    DNC_LEAKAGE,
    DUPLICATES,
    EXHAUSTED,
    FRESH,
    OVERDUE,
    OVERDUE_AGENT,
    STORIES,
    STUCK,
    SUPPRESSED,
    WRONG_TIMEZONE,
    Story,
)

NOW = datetime(2026, 11, 2, 17, tzinfo=UTC)
Flags = Any  # a pandas Series of truth
REFUSALS = {"Do Not Call", "Deceased"}


ACCOUNTS = [pytest.param((50_000, 7), marks=pytest.mark.slow), (6_000, 1), (1_000, 2)]


@pytest.fixture(scope="module", params=ACCOUNTS, ids=str)
def leads(request: pytest.FixtureRequest) -> pd.DataFrame:
    count, seed = request.param
    return Sandbox(leads=count, seed=seed, now=NOW).raw_leads()


def _dialable(leads: pd.DataFrame) -> Flags:
    passes_left = leads["leadPasses"] < leads["maxPasses"]
    return leads["leadState"].eq("READY") & ~leads["suppressed"] & passes_left


def _exhausted(leads: pd.DataFrame) -> Flags:
    spent = leads["leadState"].eq("READY") & (leads["leadPasses"] >= leads["maxPasses"])
    return spent | leads["leadState"].eq("MAX-DIAL-LIMIT")


def _stuck(leads: pd.DataFrame) -> Flags:
    old = moments(leads["stateDts"]) < NOW - timedelta(minutes=30)
    return (leads["leadState"].eq("PENDING") & old) | leads["leadState"].eq("PENDING-ERR")


def _overdue(leads: pd.DataFrame) -> Flags:
    callback = leads["leadState"].isin(["CALLBACK", "AGENT-CALLBACK", "PENDING-CALLBACK"])
    return callback & (moments(leads["nextDialTime"]) < NOW)


def _contradicting(leads: pd.DataFrame) -> Flags:
    kept = {(place.state, zone) for place in PLACES for zone in CLOCKS[place.clock][:2]}
    pairs = zip(leads["state"], leads["leadTimezone"], strict=True)
    wrong = pd.Series([pair not in kept for pair in pairs], index=leads.index)
    return wrong & leads["state"].notna() & leads["leadTimezone"].notna()


def _phones(leads: pd.DataFrame) -> "pd.Series[str]":
    """Give every number of every lead, by the lead's position."""
    return leads["leadPhone"].str.split("|").explode()


def _leaking(leads: pd.DataFrame) -> Flags:
    refused = leads["leadState"].eq("DO-NOT-CALL") | leads["agentDispostion"].isin(REFUSALS)
    phones = _phones(leads)
    asked = phones.isin(set(phones[refused[phones.index]]))
    return asked.groupby(level=0).any() & _dialable(leads)


def _in_the_east_too(leads: pd.DataFrame) -> Flags:
    phones = _phones(leads)
    east = set(phones[leads["campaignId"].eq(136_811)[phones.index]])
    return phones.isin(east).groupby(level=0).any() & leads["campaignId"].ne(136_811)


FOUND: dict[Story, Callable[[pd.DataFrame], Flags]] = {
    EXHAUSTED: _exhausted,
    STUCK: _stuck,
    OVERDUE: _overdue,
    WRONG_TIMEZONE: _contradicting,
    DNC_LEAKAGE: _leaking,
    DUPLICATES: _in_the_east_too,
    SUPPRESSED: lambda leads: leads["suppressed"],
    FRESH: lambda leads: leads["leadPasses"].eq(0),
}


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_an_audit_of_the_list_finds_the_ground_truth(leads: pd.DataFrame, story: Story) -> None:
    here = leads["listId"] == story.list_id
    assert set(leads.loc[here, "campaignId"]) == {story.campaign_id}
    assert FOUND[story](leads)[here].sum() == story.leads(int(here.sum())) > 0


def test_do_not_call_leaks_in_no_other_list(leads: pd.DataFrame) -> None:
    assert set(leads.loc[_leaking(leads), "listId"]) == {DNC_LEAKAGE.list_id}


def test_a_campaign_has_no_other_suppressed_leads(leads: pd.DataFrame) -> None:
    campaign = leads["campaignId"] == SUPPRESSED.campaign_id
    assert set(leads.loc[campaign & leads["suppressed"], "listId"]) == {SUPPRESSED.list_id}
    assert leads.loc[campaign & leads["suppressed"], "leadState"].eq("READY").any()


def test_overdue_callbacks_are_all_one_agents(leads: pd.DataFrame) -> None:
    here = leads["listId"] == OVERDUE.list_id
    assert set(leads.loc[_overdue(leads) & here, "pendingAgentName"]) == {OVERDUE_AGENT}


@pytest.mark.slow
def test_a_wrong_timezone_lets_people_be_called_at_night() -> None:
    leads = Sandbox().raw_leads()
    offsets = {place.state: CLOCKS[place.clock][2] for place in PLACES}
    called = leads[_contradicting(leads) & (leads["listId"] == WRONG_TIMEZONE.list_id)]
    called = called.dropna(subset=["lastPassDts"])
    local = moments(called["lastPassDts"]) + pd.to_timedelta(called["state"].map(offsets), "h")
    late = (local.dt.hour >= 21) | (local.dt.hour < 8)
    assert 0.1 < late.mean() < 0.5


def test_the_account_tells_its_stories_with_their_ground_truth() -> None:
    sandbox = Sandbox(leads=6_000, limits=False)
    told = sandbox.stories()
    assert told["title"].tolist() == [story.title for story in STORIES]
    foreign = Foreign(sandbox)
    for list_id, size in zip(told["list_id"], told["list_leads"], strict=True):
        assert foreign.count({"listIds": [list_id]}) == size
    truth = [story.leads(size) for story, size in zip(STORIES, told["list_leads"], strict=True)]
    assert told["leads"].tolist() == truth
