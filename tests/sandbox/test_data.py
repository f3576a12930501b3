"""The invented leads: the same from the same seed, plausible, and as dirty as real ones."""

import re
from datetime import UTC, datetime

import pandas as pd
import pytest
from oracle import moments
from sandbox.foreign import Foreign

from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.invented.places import CLOCKS, PLACES
from leadwidgets.sandbox.store import FIELDS
from leadwidgets.vocabulary import LEAD_STATES, LEAD_TIMEZONES, SYSTEM_DISPOSITIONS


@pytest.fixture(scope="module")
def leads() -> pd.DataFrame:
    return Sandbox().raw_leads()


@pytest.mark.slow
def test_there_are_fifty_thousand_leads_unless_told_otherwise(leads: pd.DataFrame) -> None:
    assert len(leads) == 50_000
    assert leads["leadId"].is_unique
    assert leads["leadId"].is_monotonic_increasing


def test_a_row_has_the_54_fields_of_the_api(foreign: Foreign) -> None:
    row = foreign.rows({}, maxRows=1)[0]
    assert list(row) == list(FIELDS)
    assert len(row) == 54


@pytest.mark.slow
def test_the_same_seed_gives_the_same_leads_and_another_seed_others() -> None:
    once, again = Sandbox(leads=3_000, seed=5), Sandbox(leads=3_000, seed=5)
    pd.testing.assert_frame_equal(once.raw_leads(), again.raw_leads())
    assert Foreign(once).search({}).content == Foreign(again).search({}).content
    assert not once.raw_leads().equals(Sandbox(leads=3_000, seed=6).raw_leads())


def test_rows_on_the_wire_are_the_raw_leads(sandbox: Sandbox, foreign: Foreign) -> None:
    raw = sandbox.raw_leads().head(300)
    for row, (_, lead) in zip(foreign.rows({}, maxRows=300), raw.iterrows(), strict=True):
        for name in FIELDS:
            if name != "campaignLead":
                sent = row[name]
                assert sent == lead[name] or (sent is None and pd.isna(lead[name])), name


def test_time_is_relative_to_the_given_moment() -> None:
    now = datetime(2024, 3, 5, 12, tzinfo=UTC)
    leads = Sandbox(leads=2_000, now=now).raw_leads()
    for column in ("loadedDts", "lastPassDts", "stateDts", "uploadDate"):
        assert moments(leads[column]).max() <= now, column
    assert moments(leads["loadedDts"]).max() > pd.Timestamp(now) - pd.Timedelta(days=3)


@pytest.mark.slow
def test_moments_come_one_after_the_other(leads: pd.DataFrame) -> None:
    loaded, last, state = (
        moments(leads[column]) for column in ("loadedDts", "lastPassDts", "stateDts")
    )
    assert (last.isna() == (leads["leadPasses"] == 0)).all()
    assert (loaded < last)[last.notna()].all()
    assert (state >= loaded).all()
    assert (leads["leadPasses"] <= leads["maxPasses"]).all()


def test_times_are_written_in_every_way_that_is_documented(foreign: Foreign) -> None:
    row = foreign.rows({"leadStates": ["CALLBACK"]}, maxRows=1)[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000", row["loadedDts"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\.000-0000", row["lastPassDate"])
    assert isinstance(row["stateDts"], int)


def test_every_phone_is_fictional(leads: pd.DataFrame) -> None:
    phones = leads["leadPhone"].str.split("|").explode()
    assert phones.str.fullmatch(r"[2-9]\d\d(555|[01]\d\d)01\d\d").all()
    assert phones.str.slice(3, 6).eq("555").mean() > 0.4
    assert leads["callerId"].str.fullmatch(r"80055501\d\d").all()


@pytest.mark.slow
def test_state_zip_area_code_and_timezone_agree(leads: pd.DataFrame) -> None:
    zips = {(place.state, prefix) for place in PLACES for prefix in place.zips}
    codes = {(place.state, code) for place in PLACES for code in place.area_codes}
    zones = {(place.state, zone) for place in PLACES for zone in CLOCKS[place.clock][:2]}
    known = leads.dropna(subset=["state", "zip"])
    assert set(zip(known["state"], known["zip"].str[:3], strict=True)) <= zips
    assert set(zip(known["state"], known["leadPhone"].str[:3], strict=True)) <= codes
    timed = leads.dropna(subset=["state", "leadTimezone"])
    right = [pair in zones for pair in zip(timed["state"], timed["leadTimezone"], strict=True)]
    wrong_list = timed["listDesc"] == "Windows radio"
    share = pd.Series(right, index=timed.index).groupby(wrong_list).mean()
    assert share[False] > 0.99
    assert share[True] < 0.8


def test_summer_and_winter_names_of_a_timezone_both_occur(leads: pd.DataFrame) -> None:
    assert {"EST", "EDT", "CST", "CDT", "PST", "PDT"} <= set(leads["leadTimezone"])
    assert set(leads["leadTimezone"].dropna()) <= set(LEAD_TIMEZONES)


def test_every_documented_state_and_disposition_occurs_and_one_more(leads: pd.DataFrame) -> None:
    assert set(leads["leadState"]) == {*LEAD_STATES, "EXPIRED"}
    assert set(leads["lastPassDispo"].dropna()) == set(SYSTEM_DISPOSITIONS)


def test_the_composite_disposition_is_made_of_both(leads: pd.DataFrame) -> None:
    both = leads.dropna(subset=["agentDispostion"])
    expected = both["lastPassDispo"] + " : " + both["agentDispostion"]
    assert (both["lastPassDisposition"] == expected).all()
    alone = leads[leads["agentDispostion"].isna()]
    assert alone["lastPassDisposition"].equals(alone["lastPassDispo"])
    assert "ANSWER : Sold" in set(both["lastPassDisposition"])


def test_agent_dispositions_are_those_of_the_campaign(foreign: Foreign, sandbox: Sandbox) -> None:
    leads = sandbox.raw_leads()
    for group in foreign.get("/dialGroups/withChildren").json():
        for campaign in group["campaigns"]:
            campaign_id = campaign["campaignId"]
            path = f"/dialGroups/{group['dialGroupId']}/campaigns/{campaign_id}"
            listed = foreign.get(f"{path}/campaignDispositions").json()
            here = leads[leads["campaignId"] == campaign_id]
            used = set(here["agentDispostion"].dropna())
            assert used <= {entry["disposition"] for entry in listed if not entry["isDisabled"]}


def test_the_dirt_of_real_accounts_is_there(leads: pd.DataFrame) -> None:
    assert 0.05 < leads["leadTimezone"].isna().mean() < 0.2
    assert leads["leadPhone"].str.contains("|", regex=False).mean() > 0.02
    assert leads["zip"].str.startswith("0").any()
    assert leads["externId"].str.startswith("00").any()
    assert leads["lastName"].str.contains("[áéíóúñ]", regex=True).any()
    assert leads["firstName"].str.isupper().mean() > 0.01
    assert 0.005 < leads["listId"].isna().mean() < 0.02
    assert leads["suppressed"].any()
    assert leads["campaignLead"].notna().mean() < 0.1
    assert leads["auxData4"].eq("=1+1").any()


def test_people_are_in_more_than_one_list(leads: pd.DataFrame) -> None:
    identity = leads["leadPhone"] + leads["firstName"].str.lower()
    again = leads[identity.duplicated(keep=False)]
    assert 0.02 < len(again) / len(leads) < 0.2
    lists = again.groupby(identity)["listId"].nunique(dropna=False)
    assert (lists > 1).mean() > 0.9


def test_nested_data_comes_sparsely(foreign: Foreign) -> None:
    nested = [row["campaignLead"] for row in foreign.rows({}, maxRows=1000)]
    given = [lead for lead in nested if lead is not None]
    assert 0 < len(given) < 100
    assert all(set(lead) == {"leadId", "leadPriority", "extendedLeadData"} for lead in given)


@pytest.mark.parametrize("leads", [0, 1, 2, 37])
def test_an_account_can_be_as_small_as_one_likes(leads: int) -> None:
    foreign = Foreign(Sandbox(leads=leads))
    assert foreign.count({}) == leads == len(foreign.rows({}))


def test_an_account_cannot_have_less_than_no_leads() -> None:
    with pytest.raises(ValueError, match="leads: expected 0 or more, got -1"):
        Sandbox(leads=-1)
