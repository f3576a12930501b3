"""Drawing the leads of an invented account: plans in, one Arrow table out.

Everything is drawn a column at a time. The table holds what was drawn: codes as dictionary arrays,
numbers, moments in milliseconds since 1970. `texts` makes rows of them. Leads are in the order of
their ids, list after list as they were loaded.
"""

from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from leadwidgets.sandbox.calls import draw_calls
from leadwidgets.sandbox.campaigns import AccountPlan
from leadwidgets.sandbox.draws import DAY, HOUR, Draws, Ints, Ragged, words
from leadwidgets.sandbox.lead_lists import LeadLists
from leadwidgets.sandbox.people import AGENTS
from leadwidgets.sandbox.persons import draw_persons
from leadwidgets.sandbox.places import CLOCKS, PLACES

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
    moment = int(now.timestamp() * 1000)
    loaded = _loaded(draws, lists, moment)
    place, people = draw_persons(draws, lists)
    calls = draw_calls(draws, lists, place, loaded, moment)
    columns = {
        "leadId": FIRST_LEAD_ID + np.cumsum(1 + draws.among(3)),
        **_list_columns(lists),
        **people,
        **_campaign_data(draws, lists),
        "leadTimezone": _timezones(draws, lists, place, loaded),
        "suppressed": draws.happens(lists.column("suppressed")),
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


def _timezones(draws: Draws, lists: LeadLists, place: Ints, loaded: Ints) -> pa.Array:
    """Draw timezones as of the time of loading: in one place EST in winter, EDT in summer."""
    zones = sorted({zone for winter, summer, _ in CLOCKS.values() for zone in (winter, summer)})
    of_place = np.array(
        [[zones.index(zone) for zone in CLOCKS[place.clock][:2]] for place in PLACES]
    )
    month = loaded.astype("datetime64[ms]").astype("datetime64[M]").astype(np.int64) % 12
    summer = np.isin(month, _SUMMER).astype(np.int64)
    right = of_place[place, summer]
    wrong = of_place[draws.weighted([place.weight for place in PLACES]), summer]
    codes = np.where(draws.happens(lists.column("wrong_timezone")), wrong, right)
    return words(codes, zones, draws.happens(lists.column("no_timezone")))
