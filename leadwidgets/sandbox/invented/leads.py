"""Drawing the leads of an invented account: plans in, one Arrow table out.

Everything is drawn a column at a time. The table holds what was drawn: codes as dictionary arrays,
numbers, moments in milliseconds since 1970. `texts` makes rows of them. Leads are in the order of
their ids, list after list as they were loaded.
"""

from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from leadwidgets.sandbox.invented.calls import Loaded, draw_calls
from leadwidgets.sandbox.invented.campaigns import AccountPlan
from leadwidgets.sandbox.invented.casts import Casts
from leadwidgets.sandbox.invented.countries import COUNTRIES, Country
from leadwidgets.sandbox.invented.draws import DAY, HOUR, Draws, Flags, Ints, Ragged, words
from leadwidgets.sandbox.invented.lead_lists import LeadLists
from leadwidgets.sandbox.invented.names import AGENTS
from leadwidgets.sandbox.invented.people import draw_persons
from leadwidgets.sandbox.invented.stories import DNC_LEAKAGE, SUPPRESSED, WRONG_TIMEZONE

FIRST_LEAD_ID = 41_000_000
_SUMMER = np.arange(3, 10)  # April to October, January being 0

_AUX_VALUES = {
    "Roof age": ("2", "5", "9", "12", "15", "20", "25+", "unknown"),
    "Utility": ("North Grid", "Valley Electric", "Co-op 7", "Lakeside Power"),
    "Windows": ("4", "6", "8", "10", "12", "16"),
    "Built": ("1954", "1968", "1977", "1985", "1992", "2001", "2008"),
    "Storeys": ("1", "2", "3"),
    "Guard": ("Y", "N"),
    "Policy": ("Basic", "Plus", "Premier"),
    "Expires": ("2026-11", "2026-12", "2027-01", "2027-02"),
    "Species": ("Dog", "Cat", "Rabbit", "Parrot"),
    "Age": ("0", "1", "2", "3", "5", "8", "11"),
    "Last gift": ("$25", "$50", "$100", "$250", "$1,000"),
    "Fund": ("General", "Scholarships", "Relief"),
    "Balance": ("120.50", "310.00", "87.25", "1,204.10"),
    "Days": ("15", "30", "45"),
}
_SOURCES = ("web", "partner", "radio", "referral", "event", "mailer", "purchased")
_NOTES = (
    "VIP",
    "speaks Spanish",
    "call after 5pm",
    "=1+1",
    "<b>do not leave messages</b>",
    "gate code 0412",
)


def draw_leads(account: AccountPlan, count: int, seed: int, now: datetime) -> pa.Table:
    """Draw the leads of an account.

    Parameters
    ----------
    account
        What its campaigns and lists are like.
    count
        How many leads.
    seed
        The same seed gives the same leads.
    now
        The moment at which the account is looked at; every other moment is relative to it.

    Returns
    -------
    pyarrow.Table
        One row a lead, in the order of the lead ids.
    """
    generator = np.random.default_rng([seed, int(account.account_id)])
    draws = Draws(count, generator)
    lists = LeadLists.spread(account, count)
    casts = Casts.choose(draws, lists)
    moment = int(now.timestamp() * 1000)
    loaded = _loaded(draws, lists, moment)
    country = COUNTRIES[account.country]
    persons = draw_persons(draws, lists, casts, country)
    suppressed = _suppressed(draws, lists, casts)
    zones, offset = _timezones(draws, lists, casts, persons.place, loaded, country=country)
    leads = Loaded(lists, casts, persons.person, suppressed, offset, loaded)
    calls = draw_calls(draws, leads, moment)
    columns = {
        "leadId": FIRST_LEAD_ID + np.cumsum(1 + draws.among(3)),
        **_list_columns(lists),
        **persons.columns,
        **_campaign_data(draws, lists),
        "leadTimezone": zones,
        "suppressed": suppressed,
        "loadedDts": loaded,
        "uploadDate": loaded - (loaded % 60_000),
        **calls,
    }
    return pa.table(columns)


def _list_columns(lists: LeadLists) -> dict[str, Any]:
    plans = lists.plans
    return {
        "dialGroupId": lists.numbers([group.dial_group_id for group, _, _ in plans]),
        "campaignId": lists.numbers([campaign.campaign_id for _, campaign, _ in plans]),
        "campaignName": lists.texts([campaign.name for _, campaign, _ in plans]),
        "maxPasses": lists.numbers([campaign.max_passes for _, campaign, _ in plans]),
        "listId": lists.numbers([plan.list_id for _, _, plan in plans]),
        "listDesc": lists.texts([plan.name for _, _, plan in plans]),
        "orphaned": lists.numbers([plan.list_state == "DELETED" for _, _, plan in plans]) == 1,
        "uploadedBy": lists.numbers([plan.list_id % len(AGENTS) for _, _, plan in plans]),
    }


def _loaded(draws: Draws, lists: LeadLists, now: int) -> Ints:
    """Give the moments of loading: a list takes its rows one every few milliseconds."""
    since = np.arange(draws.size) - lists.starts[lists.of_lead]
    begun = now - (lists.column("age_days") * DAY).astype(np.int64)
    return np.minimum(begun + since * 2 + draws.among(2), now - HOUR)


def _campaign_data(draws: Draws, lists: LeadLists) -> dict[str, Any]:
    """Draw the columns that a campaign uses as it likes."""
    columns: dict[str, Any] = {}
    for position, name in enumerate(("auxData1", "auxData2")):
        values = Ragged(
            [_AUX_VALUES[campaign.aux_labels[position]] for _, campaign, _ in lists.plans]
        )
        columns[name] = words(values.draw(draws, lists.of_lead), values.words, draws.happens(0.1))
    return columns | {
        "auxData3": words(draws.among(len(_SOURCES)), _SOURCES, draws.happens(0.3)),
        "auxData4": words(draws.among(len(_NOTES)), _NOTES, ~draws.happens(0.01)),
        "extended": draws.happens(0.04),
        "leadPriority": draws.among(5),
    }


def _suppressed(draws: Draws, lists: LeadLists, casts: Casts) -> Flags:
    suppressed = draws.happens(lists.column("suppressed"))
    suppressed[casts.of(SUPPRESSED)] = True
    suppressed[casts.beside(SUPPRESSED) | casts.of(DNC_LEAKAGE)] = False
    return suppressed


def _timezones(  # noqa: PLR0913 - all that a zone follows from
    draws: Draws, lists: LeadLists, casts: Casts, place: Ints, loaded: Ints, *, country: Country
) -> tuple[pa.Array, Ints]:
    """Draw timezones as of the time of loading: in one place EST in winter, EDT in summer.

    Returns
    -------
    tuple
        The abbreviations, and the milliseconds from UTC of the clock that calls go by.
    """
    clocks = list(country.clocks)
    of_place = np.array([clocks.index(place.clock) for place in country.places])
    right = of_place[place]
    wrong = of_place[draws.weighted(country.weights)]
    clock = np.where(draws.happens(lists.column("wrong_timezone")), wrong, right)
    misled, spared = casts.of(WRONG_TIMEZONE), casts.beside(WRONG_TIMEZONE)
    clock = np.where(misled, clocks.index(country.western), np.where(spared, right, clock))
    kept = country.clocks.values()
    zones = sorted({zone for winter, summer, _ in kept for zone in (winter, summer)})
    names = np.array([[zones.index(winter), zones.index(summer)] for winter, summer, _ in kept])
    offsets = np.array([hours * HOUR for _, _, hours in kept], dtype=np.int64)
    month = loaded.astype("datetime64[ms]").astype("datetime64[M]").astype(np.int64) % 12
    codes = names[clock, np.isin(month, _SUMMER).astype(np.int64)]
    unknown = draws.happens(lists.column("no_timezone")) & ~misled
    return words(codes, zones, unknown), offsets[clock]
