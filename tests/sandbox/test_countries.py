"""Embedded accounts abroad: their own states and zones, the same stories, nobody's phone."""

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import leadwidgets as lw
from leadwidgets.errors import InvalidArgumentError, SnapshotError
from leadwidgets.sandbox import COUNTRIES, Sandbox
from leadwidgets.vocabulary import LEAD_TIMEZONES

ABROAD = ["AU", "CA"]
_UNITED_STATES = "c2f38da3b8e823dce71c35b91647cf583f785118209e49d92c95417d9f368298"

_AUSTRALIAN = re.compile(r"0[2378](5550|7010|0[0-9]{3})[0-9]{4}")
_AMERICAN = re.compile(r"[2-9][0-9]{2}(555|[01][0-9]{2})01[0-9]{2}")
_FREE_OF_CHARGE = re.compile(r"180097570[7-9]|180097571[01]|80055501[0-9]{2}")


@pytest.fixture(scope="module", params=ABROAD)
def country(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_leads_of_the_united_states_are_what_they_were() -> None:
    leads = Sandbox(leads=5_000, seed=7, now=datetime(2026, 11, 2, 17, tzinfo=UTC)).raw_leads()
    text = leads.to_json(orient="split", default_handler=str)
    assert hashlib.sha256(text.encode()).hexdigest() == _UNITED_STATES


def test_leads_live_in_the_country_and_keep_its_zones(country: str) -> None:
    leads = Sandbox(leads=4_000, country=country).raw_leads()
    known = COUNTRIES[country]
    assert set(leads["state"].dropna()) == {place.state for place in known.places}
    zones = {zone for winter, summer, _ in known.clocks.values() for zone in (winter, summer)}
    shown = set(leads["leadTimezone"].dropna())
    assert shown <= zones
    assert shown - set(LEAD_TIMEZONES)


def test_a_seed_gives_the_same_leads_and_another_one_others(country: str) -> None:
    one, again, other = (
        Sandbox(leads=500, seed=seed, country=country).raw_leads() for seed in (1, 1, 2)
    )
    assert one.equals(again)
    assert not one.equals(other)


def test_every_story_is_told_as_in_the_united_states(country: str) -> None:
    told = Sandbox(leads=3_000, country=country).stories()
    assert told.equals(Sandbox(leads=3_000).stories())


def test_a_list_with_wrong_timezones_has_the_zone_of_the_far_west(country: str) -> None:
    account = Sandbox(leads=6_000, country=country)
    stories = account.stories().set_index("title")
    story = stories.loc["A list loaded with the wrong timezone"]
    leads = account.raw_leads()
    leads = leads[leads["listId"] == story["list_id"]]
    kept = {
        (place.state, zone)
        for place in COUNTRIES[country].places
        for zone in COUNTRIES[country].clocks[place.clock][:2]
    }
    both = leads.dropna(subset=["state", "leadTimezone"])
    wrong = [pair not in kept for pair in zip(both["state"], both["leadTimezone"], strict=True)]
    assert sum(wrong) == story["leads"]


@pytest.mark.slow
def test_every_phone_is_kept_for_fiction_or_impossible(country: str) -> None:
    leads = Sandbox(leads=60_000 if country == "AU" else 6_000, country=country).raw_leads()
    phones = leads["leadPhone"].dropna().str.split("|").explode()
    pattern = _AUSTRALIAN if country == "AU" else _AMERICAN
    assert phones.map(lambda phone: pattern.fullmatch(phone) is not None).all()
    numbers = leads["callerId"].dropna().unique()
    assert all(_FREE_OF_CHARGE.fullmatch(number) for number in numbers)
    once = leads.drop_duplicates(["firstName", "lastName", "address1", "externId"])
    first = once["leadPhone"].str.split("|").str[0]
    assert first.nunique() > 0.95 * len(once)


def test_australian_postcodes_have_four_digits_with_their_zeros() -> None:
    codes = Sandbox(leads=2_000, country="AU").raw_leads()["zip"].dropna()
    assert codes.str.fullmatch("[0-9]{4}").all()
    assert codes.str.startswith("08").any()


@pytest.mark.anyio
async def test_the_list_of_states_is_the_countrys() -> None:
    async with lw.LeadSearchClient(Sandbox(leads=10, country="AU")) as client:
        names = {state.code: state.name for state in await client.states()}
    assert names["WA"] == "Western Australia"
    assert len(names) == 8
    async with lw.LeadSearchClient(Sandbox(leads=10)) as client:
        codes = {state.code for state in await client.states()}
    assert {"PR", "GU", "VI", "AS", "MP", "NY", "ON"} <= codes


def test_a_kept_account_stays_in_its_country(tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    account = Sandbox(leads=50, country="AU", file=file)
    leads = account.raw_leads()
    opened = Sandbox(file=file)
    assert opened.raw_leads().equals(leads)
    assert opened.account_id == account.account_id
    with pytest.raises(SnapshotError, match=r"country: the account in .* has AU"):
        Sandbox(file=file, country="CA")


def test_a_country_that_nobody_invented_is_named() -> None:
    with pytest.raises(InvalidArgumentError, match="one of US, CA, AU, got 'NZ'"):
        Sandbox(country="NZ")
