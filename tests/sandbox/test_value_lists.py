"""The value lists, in the shapes that the API documents."""

import pytest
from sandbox.foreign import Foreign

from leadwidgets.sandbox import Dialect, Sandbox
from leadwidgets.vocabulary import LEAD_STATES, SYSTEM_DISPOSITIONS

CAMPAIGN = "/dialGroups/50011/campaigns/136785"


def test_dial_groups_come_with_their_campaigns(foreign: Foreign) -> None:
    groups = foreign.get("/dialGroups/withChildren").json()
    assert [group["dialGroupName"] for group in groups] == [
        "Home Services",
        "Insurance Renewals",
        "Donor Outreach",
        "New Team",
    ]
    campaigns = [campaign for group in groups for campaign in group["campaigns"]]
    assert {campaign["isActive"] for campaign in campaigns} == {0, 1}
    assert groups[0]["campaigns"][0]["campaignId"] == 136785
    assert groups[3]["campaigns"] == []


def test_dial_groups_alone_have_no_campaigns(foreign: Foreign) -> None:
    groups = foreign.get("/dialGroups").json()
    assert {group["campaigns"] for group in groups} == {None}
    campaigns = foreign.get("/dialGroups/50011/campaigns").json()
    children = foreign.get("/dialGroups/withChildren").json()[0]["campaigns"]
    assert campaigns == children


def test_the_lists_of_a_campaign_say_how_many_leads_they_have(foreign: Foreign) -> None:
    lists = foreign.get(f"{CAMPAIGN}/lists").json()
    assert [entry["listState"] for entry in lists] == ["ACTIVE"] * 4
    for entry in lists:
        assert entry["leadsSupplied"] == foreign.count({"listIds": [entry["listId"]]})
        assert entry["uploadDate"].endswith("+0000")


def test_a_deleted_list_is_not_listed_and_its_leads_are_orphaned(foreign: Foreign) -> None:
    listed = {entry["listDesc"] for entry in foreign.get(f"{CAMPAIGN}/lists").json()}
    assert "Solar pilot" not in listed
    orphans = foreign.rows({"campaignIds": [136785], "orphanedLeadsOnly": True}, maxRows=1000)
    assert orphans
    assert {row["listId"] for row in orphans} == {None}


def test_dispositions_have_their_flags(foreign: Foreign) -> None:
    dispositions = foreign.get(f"{CAMPAIGN}/campaignDispositions").json()
    by_name = {entry["disposition"]: entry for entry in dispositions}
    assert by_name["Appointment Set"]["isSuccess"] is True
    assert by_name["Do Not Call"]["doNotCall"] is True
    assert by_name["Hung Up"]["isContact"] is False
    renewals = foreign.get("/dialGroups/50014/campaigns/136811/campaignDispositions").json()
    assert "Renewed" in {entry["disposition"] for entry in renewals}
    assert "Renewed" not in by_name


def test_states_are_those_of_the_united_states_their_territories_and_canada(
    foreign: Foreign,
) -> None:
    states = foreign.call("GET", "/states").json()
    names = {entry["state"]: entry["description"] for entry in states}
    assert len(names) == 69
    assert (names["CA"], names["PR"], names["QC"]) == ("California", "Puerto Rico", "Quebec")


def test_lead_states_and_system_dispositions_are_arrays_of_text(foreign: Foreign) -> None:
    assert foreign.get("/campaignLeads/leadStates").json() == list(LEAD_STATES)
    assert foreign.get("/campaignLeads/systemDispositions").json() == list(SYSTEM_DISPOSITIONS)


def test_an_account_can_spell_lead_states_with_underscores() -> None:
    foreign = Foreign(Sandbox(leads=2_000, dialect=Dialect(lead_state_spelling="underscore")))
    assert "AGENT_CALLBACK" in foreign.get("/campaignLeads/leadStates").json()
    rows = foreign.rows({"leadStates": ["AGENT_CALLBACK"]})
    assert {row["leadState"] for row in rows} == {"AGENT_CALLBACK"}


@pytest.mark.parametrize(
    "path",
    [
        "/dialGroups/1/campaigns/136785/lists",
        "/dialGroups/50011/campaigns/1/lists",
        "/dialGroups/50014/campaigns/136785/campaignDispositions",
        "/dialGroups/1/campaigns",
    ],
)
def test_what_does_not_exist_is_not_found(foreign: Foreign, path: str) -> None:
    answer = foreign.get(path)
    assert (answer.status_code, answer.json()["errorCode"]) == (404, "not.found.exception")


@pytest.mark.parametrize("status", [403, 404])
def test_an_account_can_lack_value_lists(status: int) -> None:
    missing = frozenset({"lists", "states"})
    dialect = Dialect(missing_lists=missing, missing_status=status)  # type: ignore[arg-type]
    foreign = Foreign(Sandbox(leads=10, dialect=dialect))
    assert foreign.get(f"{CAMPAIGN}/lists").status_code == status
    assert foreign.call("GET", "/states").status_code == status
    assert foreign.get(f"{CAMPAIGN}/campaignDispositions").status_code == 200


def test_a_value_list_can_be_read_in_pages(foreign: Foreign) -> None:
    every = foreign.get("/dialGroups").json()
    assert foreign.get("/dialGroups", page=2, maxRows=3).json() == every[3:]


def test_permissions_are_told_when_asked(foreign: Foreign) -> None:
    groups = foreign.get("/dialGroups/withChildren", includePermissions="true").json()
    assert groups[0]["permissions"] == ["READ"]
