"""Drawing the leads of an invented account: plans in, one Arrow table out.

Everything is drawn a column at a time. The table holds what was drawn (codes as dictionary arrays, numbers, moments in milliseconds
since 1970); `store` puts the texts together in SQL. Rows are in the order of their lead ids, list after list as they were loaded.

A phone is an area code, an exchange and ``01xx``. The exchange is 555, whose 01xx numbers are kept for fiction, and, once an area
code's hundred of those are used up, one that begins with 0 or 1, which no telephone in North America has.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from leadwidgets.sandbox.campaigns import AccountPlan, CampaignPlan, DialGroupPlan, ListPlan
from leadwidgets.sandbox.draws import Draws, Ragged, words
from leadwidgets.sandbox.people import (
    AGENTS,
    EMAIL_DOMAINS,
    FIRST_AGENT_ID,
    FIRST_NAMES,
    LAST_NAMES,
    MIDDLE_NAMES,
    STREETS,
    SUFFIXES,
    TITLES,
    UNITS,
)
from leadwidgets.sandbox.places import CLOCKS, PLACES

_Ints = NDArray[np.int64]
_Flags = NDArray[np.bool_]

FIRST_LEAD_ID = 41_000_000
_HOUR = 3_600_000
_DAY = 24 * _HOUR

_SYSTEM_WEIGHTS = {
    "NOANSWER": 34.0,
    "MACHINE": 25.0,
    "ANSWER": 24.0,
    "BUSY": 5.0,
    "INTERCEPT": 3.2,
    "DISCONNECT": 2.4,
    "MANUAL_PASS": 1.5,
    "ABANDON": 1.2,
    "CONGESTION": 1.1,
    "INBOUND_CALLBACK": 0.9,
    "APP_DNC": 0.7,
    "INBOUND_ABANDON": 0.3,
    "APP_REQUEUE": 0.25,
    "APP_REQUEUE_COMPLETE": 0.2,
    "APP_REQUEUE_ABANDON": 0.1,
    "API_BLOCKED": 0.1,
    "API_ERROR": 0.05,
}
_SYSTEM = tuple(_SYSTEM_WEIGHTS)

_STATES = (
    "READY",
    "COMPLETE",
    "CALLBACK",
    "AGENT-CALLBACK",
    "PENDING-CALLBACK",
    "CALLBACK-CANCELLED",
    "DO-NOT-CALL",
    "DISCONNECTED",
    "INTERCEPT",
    "MAX-DIAL-LIMIT",
    "ACTIVE",
    "PENDING",
    "PENDING-ERR",
    "PENDING-HCI",
    "PAUSED",
    "CANCELLED",
    "TRANSITIONED",
    "WHITELIST",
    "EXPIRED",
)
"""The states that leads get. ``EXPIRED`` is in nobody's list of lead states, and real accounts have it."""

_STATE_AFTER_SYSTEM = {
    "INTERCEPT": "INTERCEPT",
    "DISCONNECT": "DISCONNECTED",
    "APP_DNC": "DO-NOT-CALL",
    "INBOUND_CALLBACK": "CALLBACK",
}
_RARE_STATES = {"CANCELLED": 0.004, "TRANSITIONED": 0.003, "EXPIRED": 0.002, "WHITELIST": 0.001}
_UNSETTLED_STATES = ("PENDING", "PENDING-ERR", "ACTIVE", "PENDING-HCI")

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


@dataclass(frozen=True, slots=True)
class _Lists:
    """The account's lists from the oldest to the newest, and which of them each lead is in."""

    plans: tuple[tuple[DialGroupPlan, CampaignPlan, ListPlan], ...]
    of_lead: _Ints
    starts: _Ints

    def column(self, name: str) -> NDArray[np.float64]:
        """Give a number of the list's plan for each lead."""
        return np.array([float(getattr(plan, name)) for _, _, plan in self.plans])[self.of_lead]

    def texts(self, values: list[str]) -> Any:
        """Give a text of the list for each lead."""
        vocabulary = sorted(set(values))
        return words(
            np.array([vocabulary.index(value) for value in values])[self.of_lead], vocabulary
        )

    def numbers(self, values: list[int]) -> _Ints:
        """Give a whole number of the list for each lead."""
        return np.array(values, dtype=np.int64)[self.of_lead]


def draw_leads(account: AccountPlan, count: int, seed: int, now: datetime) -> Any:
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
    lists = _lists(account, count)
    moment = int(now.timestamp() * 1000)
    loaded = _loaded(draws, lists, moment)
    place, people = _people(draws, lists)
    calls = _calls(draws, lists, place, loaded, moment)
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


def _lists(account: AccountPlan, count: int) -> _Lists:
    plans = sorted(
        (
            (group, campaign, plan)
            for group, campaign in account.campaigns()
            for plan in campaign.lists
        ),
        key=lambda entry: -entry[2].age_days,
    )
    edges = np.cumsum([0.0, *(plan.weight for _, _, plan in plans)])
    starts = np.round(edges / edges[-1] * count).astype(np.int64)
    return _Lists(tuple(plans), np.repeat(np.arange(len(plans)), np.diff(starts)), starts[:-1])


def _list_columns(lists: _Lists) -> dict[str, Any]:
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


def _loaded(draws: Draws, lists: _Lists, now: int) -> _Ints:
    """Lists are loaded a row every few milliseconds."""
    since = np.arange(draws.size) - lists.starts[lists.of_lead]
    begun = now - (lists.column("age_days") * _DAY).astype(np.int64)
    return np.minimum(begun + since * 2 + draws.among(2), now - _HOUR)


def _people(draws: Draws, lists: _Lists) -> tuple[_Ints, dict[str, Any]]:
    """Who the leads are. Some repeat a person of an older list: all that is theirs is repeated."""
    person = _persons(draws, lists)
    place = draws.weighted([place.weight for place in PLACES])
    zips = Ragged([place.zips for place in PLACES])
    cities = Ragged([place.cities for place in PLACES])
    states = [place.state for place in PLACES]

    def rarely(vocabulary: tuple[str, ...], share: float) -> Any:
        return words(
            draws.among(len(vocabulary))[person], vocabulary, ~draws.happens(share)[person]
        )

    drawn = {
        "firstName": words(draws.among(len(FIRST_NAMES))[person], FIRST_NAMES),
        "lastName": words(
            draws.among(len(LAST_NAMES))[person], LAST_NAMES, draws.happens(0.004)[person]
        ),
        "midName": rarely(MIDDLE_NAMES, 0.2),
        "title": rarely(TITLES, 0.12),
        "suffix": rarely(SUFFIXES, 0.02),
        "shouted": draws.happens(0.04)[person],
        "houseNumber": (1 + draws.among(9_899))[person],
        "street": words(draws.among(len(STREETS))[person], STREETS, draws.happens(0.03)[person]),
        "unit": rarely(UNITS, 0.15),
        "unitNumber": (1 + draws.among(420))[person],
        "city": words(cities.draw(draws, place)[person], cities.words, draws.happens(0.01)[person]),
        "state": words(place[person], states, draws.happens(0.006)[person]),
        "zipPrefix": words(
            zips.draw(draws, place)[person], zips.words, draws.happens(0.02)[person]
        ),
        "zipRest": draws.among(100)[person],
        "zipPlus": np.where(draws.happens(0.05), 1 + draws.among(9_998), 0)[person],
        "emailDomain": rarely(EMAIL_DOMAINS, 0.65),
        "emailNumber": (1 + draws.among(97))[person],
        "externNumber": (draws.among(90_000_000) + 1_000)[person],
        "externKind": draws.weighted((87.0, 10.0, 3.0))[person],
        **_phones(draws, place, person),
    }
    return place[person], drawn


def _persons(draws: Draws, lists: _Lists) -> _Ints:
    """Give for each lead the first lead that is the same person; mostly itself."""
    person = np.arange(draws.size)
    older = lists.starts[lists.of_lead]
    again = draws.happens(lists.column("repeats")) & (older > 0)
    person[again] = draws.among(np.maximum(older, 1))[again]
    while not np.array_equal(nearer := person[person], person):
        person = nearer
    return person


def _phones(draws: Draws, place: _Ints, person: _Ints) -> dict[str, Any]:
    """Give each person a number, some two and a few three, no number twice as far as area codes reach."""
    area_codes = Ragged([place.area_codes for place in PLACES])
    codes = sorted(set(area_codes.words))
    shared = np.array([codes.index(code) for code in area_codes.words])
    area = shared[area_codes.draw(draws, place)]
    second, third = draws.happens(0.06), draws.happens(0.01)
    serial = _serials(np.concatenate([area, area, area]))
    columns: dict[str, Any] = {"areaCode": words(area[person], codes)}
    for name, numbers, missing in zip(
        ("phone", "secondPhone", "thirdPhone"),
        np.split(serial, 3),
        (None, ~second[person], ~(second & third)[person]),
        strict=True,
    ):
        columns[name] = pa.array(numbers[person], mask=missing)
    return columns


def _serials(groups: _Ints) -> _Ints:
    """Number the members of each group 0, 1, 2, … in the order in which they come."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    first = np.searchsorted(ordered, ordered, side="left")
    serials = np.empty_like(groups)
    serials[order] = np.arange(groups.size) - first
    return serials


def _campaign_data(draws: Draws, lists: _Lists) -> dict[str, Any]:
    """The columns that a campaign uses as it likes."""
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


def _timezones(draws: Draws, lists: _Lists, place: _Ints, loaded: _Ints) -> Any:
    """The abbreviation at the time of loading: EST in winter and EDT in summer are the same place."""
    zones = sorted({zone for winter, summer, _ in CLOCKS.values() for zone in (winter, summer)})
    of_place = np.array(
        [[zones.index(zone) for zone in CLOCKS[place.clock][:2]] for place in PLACES]
    )
    month = loaded.astype("datetime64[ms]").astype("datetime64[M]").astype(np.int64) % 12
    summer = ((month >= 3) & (month <= 9)).astype(np.int64)  # April to October
    right = of_place[place, summer]
    wrong = of_place[draws.weighted([place.weight for place in PLACES]), summer]
    codes = np.where(draws.happens(lists.column("wrong_timezone")), wrong, right)
    return words(codes, zones, draws.happens(lists.column("no_timezone")))


def _calls(draws: Draws, lists: _Lists, place: _Ints, loaded: _Ints, now: int) -> dict[str, Any]:
    """What dialing has made of the leads: passes, the last of them, state and next time."""
    limit = lists.numbers([campaign.max_passes for _, campaign, _ in lists.plans])
    eagerness = draws.generator.gamma(3.0, 1 / 3.0, draws.size)
    passes = np.minimum(draws.generator.poisson(lists.column("effort") * eagerness), limit)
    dialed = passes > 0
    system = draws.weighted(list(_SYSTEM_WEIGHTS.values()))
    agent_disposition, closes = _agent_dispositions(draws, lists, system, dialed)
    answered = dialed & (system == _SYSTEM.index("ANSWER"))
    state = _states(draws, lists, system, closes, dialed, passes >= limit)
    last = _last_passes(draws, place, loaded, now)
    agent = draws.among(len(AGENTS))
    spoke = answered | (agent_disposition.is_valid().to_numpy(zero_copy_only=False))
    promised = np.isin(
        state, [_STATES.index(name) for name in ("AGENT-CALLBACK", "PENDING-CALLBACK")]
    )
    first_speed = np.minimum(
        (draws.generator.exponential(5_400, draws.size)).astype(np.int64), (last - loaded) // 1000
    )
    return {
        "leadPasses": passes,
        "lastPassDispo": words(system, _SYSTEM, ~dialed),
        "agentDispostion": agent_disposition,
        "lastPassDts": pa.array(last, mask=~dialed),
        "agent": pa.array(agent, mask=~spoke),
        "pendingAgent": pa.array(agent, mask=~promised),
        "leadState": words(state, _STATES),
        "stateDts": _state_times(draws, state, np.where(dialed, last, loaded), now),
        "nextDialTime": _next_times(draws, state, last, dialed, now),
        "speedToLeadFirstPass": pa.array(first_speed, mask=~dialed),
        "speedToLeadAgentConn": pa.array(
            np.minimum(first_speed + draws.among(86_400), (last - loaded) // 1000), mask=~spoke
        ),
    }


def _agent_dispositions(
    draws: Draws, lists: _Lists, system: _Ints, dialed: _Flags
) -> tuple[Any, _Ints]:
    """Give the agents' dispositions, and the state that each leads to (-1 where no agent spoke)."""
    campaigns = list(dict.fromkeys(campaign for _, campaign, _ in lists.plans))
    campaign_of_lead = lists.numbers([campaigns.index(campaign) for _, campaign, _ in lists.plans])
    every = {entry.name: entry for campaign in campaigns for entry in campaign.dispositions}
    names = list(every)
    code = np.full(draws.size, -1, dtype=np.int64)
    # A machine is mostly left without an agent; an answer never is.
    for kind, heard in (("ANSWER", 1.0), ("MACHINE", 0.3)):
        reached = dialed & (system == _SYSTEM.index(kind)) & draws.happens(heard)
        for number, campaign in enumerate(campaigns):
            weights = [entry.weight * (entry.system == kind) for entry in campaign.dispositions]
            here = np.flatnonzero(reached & (campaign_of_lead == number))
            drawn = Draws(here.size, draws.generator).weighted(weights)
            code[here] = np.array([names.index(e.name) for e in campaign.dispositions])[drawn]
    leads_to = np.array([*(_STATES.index(entry.lead_state) for entry in every.values()), -1])
    return words(np.maximum(code, 0), names, code < 0), leads_to[code]


def _states(
    draws: Draws, lists: _Lists, system: _Ints, closes: _Ints, dialed: _Flags, spent: _Flags
) -> _Ints:
    index = _STATES.index
    after = np.array([index(_STATE_AFTER_SYSTEM.get(name, "READY")) for name in _SYSTEM])
    state = np.where(dialed, after[system], index("READY"))
    state = np.where(closes >= 0, closes, state)
    ready = state == index("READY")
    state[ready & spent & dialed & draws.happens(0.35)] = index("MAX-DIAL-LIMIT")
    state[(state == index("CALLBACK")) & draws.happens(0.08)] = index("CALLBACK-CANCELLED")
    ready &= ~spent
    unsettled = np.array([index(name) for name in _UNSETTLED_STATES])[draws.weighted((5, 3, 1, 1))]
    caught = ready & draws.happens(lists.column("unsettled"))
    state[caught] = unsettled[caught]
    state[ready & ~caught & draws.happens(lists.column("paused"))] = index("PAUSED")
    for name, share in _RARE_STATES.items():
        state[draws.happens(share)] = index(name)
    return state


def _last_passes(draws: Draws, place: _Ints, loaded: _Ints, now: int) -> _Ints:
    """Moments since the lead was loaded, mostly recent, between 8:00 and 21:00 where the lead lives."""
    age = now - loaded
    moment = loaded + (age * draws.generator.beta(2.5, 1.0, draws.size)).astype(np.int64)
    hours = np.array([CLOCKS[place.clock][2] for place in PLACES])[place]
    local = moment + hours * _HOUR
    called = local - local % _DAY + (draws.between(8, 21) * _HOUR).astype(np.int64) - hours * _HOUR
    called = np.where(called >= now, called - _DAY, called)
    return np.where(called > loaded, called, loaded + age // 2)


def _state_times(draws: Draws, state: _Ints, since: _Ints, now: int) -> _Ints:
    """A lead in a passing state has been there for minutes; a stuck one for hours and days."""
    passing = np.isin(state, [_STATES.index(name) for name in ("ACTIVE", "PENDING")])
    stuck = state == _STATES.index("PENDING-ERR")
    minutes = draws.generator.exponential(np.where(stuck, 2_000.0, 12.0), draws.size)
    recent = np.maximum(since, now - (minutes * 60_000).astype(np.int64))
    return np.where(passing | stuck, recent, since)


def _next_times(draws: Draws, state: _Ints, last: _Ints, dialed: _Flags, now: int) -> Any:
    callback = np.isin(
        state, [_STATES.index(name) for name in ("CALLBACK", "AGENT-CALLBACK", "PENDING-CALLBACK")]
    )
    again = (state == _STATES.index("READY")) & dialed
    promised = now + (draws.between(-2.5, 6) * _DAY).astype(np.int64)
    promised -= promised % (15 * 60_000)  # people agree on quarters of an hour
    moment = np.where(callback, promised, last + (draws.between(2, 72) * _HOUR).astype(np.int64))
    return pa.array(moment, mask=~(callback | again))
