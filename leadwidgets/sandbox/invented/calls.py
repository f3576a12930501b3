"""Drawing what dialing has made of the leads: passes, the last of them, and the state it left.

Moments are milliseconds since 1970.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from leadwidgets.sandbox.invented.casts import Casts
from leadwidgets.sandbox.invented.draws import DAY, HOUR, Draws, Flags, Ints, words
from leadwidgets.sandbox.invented.lead_lists import LeadLists
from leadwidgets.sandbox.invented.names import AGENTS
from leadwidgets.sandbox.invented.stories import (
    DNC_LEAKAGE,
    EXHAUSTED,
    OVERDUE,
    OVERDUE_AGENT,
    STUCK,
)

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
"""The states that leads get. No list of lead states has ``EXPIRED``; real accounts have it."""

_STATE_AFTER_SYSTEM = {
    "INTERCEPT": "INTERCEPT",
    "DISCONNECT": "DISCONNECTED",
    "APP_DNC": "DO-NOT-CALL",
    "INBOUND_CALLBACK": "CALLBACK",
}
_RARE_STATES = {"CANCELLED": 0.004, "TRANSITIONED": 0.003, "EXPIRED": 0.002, "WHITELIST": 0.001}
_UNSETTLED_STATES = ("PENDING", "PENDING-ERR", "ACTIVE", "PENDING-HCI")
_UNREACHED = ("NOANSWER", "MACHINE", "BUSY")

_QUIET_DAYS = {STUCK: 4, OVERDUE: 7}
"""For how many days nobody has dialed the leads of a story."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The leads as they were before anybody dialed them.

    Attributes
    ----------
    lists, casts
        Which list each is in, and which of them play in a story.
    person
        For each lead the first lead that is the same person.
    suppressed
        Which of them the system will not dial.
    offset
        Milliseconds from UTC of the clock that calls to the lead go by.
    loaded
        When.
    """

    lists: LeadLists
    casts: Casts
    person: Ints
    suppressed: Flags
    offset: Ints
    loaded: Ints


def draw_calls(draws: Draws, leads: Loaded, now: int) -> dict[str, Any]:
    """Draw what dialing has made of the leads: passes, the last one, state and next time."""
    limit = leads.lists.numbers([campaign.max_passes for _, campaign, _ in leads.lists.plans])
    passes = _passes(draws, leads, limit)
    dialed = passes > 0
    system = _systems(draws, leads.casts)
    closings = _closings(draws, leads, system, dialed)
    state = _states(draws, leads, _Passes(system, closings, dialed, passes >= limit))
    last = _last_passes(draws, leads, now)
    agent = draws.among(len(AGENTS))
    agent[leads.casts.of(OVERDUE)] = AGENTS.index(OVERDUE_AGENT)
    spoke = closings.code >= 0
    promised = np.isin(
        state, [_STATES.index(name) for name in ("AGENT-CALLBACK", "PENDING-CALLBACK")]
    )
    waited = (last - leads.loaded) // 1000
    first_speed = np.minimum(
        (draws.generator.exponential(5_400, draws.size)).astype(np.int64), waited
    )
    since = np.where(dialed, last, leads.loaded)
    return {
        "leadPasses": passes,
        "lastPassDispo": words(system, _SYSTEM, ~dialed),
        "agentDispostion": words(np.maximum(closings.code, 0), closings.names, ~spoke),
        "lastPassDts": pa.array(last, mask=~dialed),
        "agent": pa.array(agent, mask=~spoke),
        "pendingAgent": pa.array(agent, mask=~promised),
        "leadState": words(state, _STATES),
        "stateDts": _state_times(draws, leads.casts, state, since, now),
        "nextDialTime": _next_times(draws, leads.casts, state, np.where(dialed, last, -1), now),
        "speedToLeadFirstPass": pa.array(first_speed, mask=~dialed),
        "speedToLeadAgentConn": pa.array(
            np.minimum(first_speed + draws.among(86_400), waited), mask=~spoke
        ),
    }


def _passes(draws: Draws, leads: Loaded, limit: Ints) -> Ints:
    casts = leads.casts
    eagerness = draws.generator.gamma(3.0, 1 / 3.0, draws.size)
    passes = np.minimum(
        draws.generator.poisson(leads.lists.column("effort") * eagerness), limit
    ).astype(np.int64)
    passes = np.where(casts.of(EXHAUSTED), limit, passes)
    unspent = casts.beside(EXHAUSTED) | casts.of(DNC_LEAKAGE)
    passes[unspent] = np.minimum(passes, limit - 1)[unspent]
    spoken_to = casts.of(OVERDUE)
    spoken_to[casts.models[DNC_LEAKAGE]] = True
    passes[spoken_to] = np.maximum(passes, 1)[spoken_to]
    return passes


def _systems(draws: Draws, casts: Casts) -> Ints:
    """Draw system dispositions of last passes."""
    system = draws.weighted(list(_SYSTEM_WEIGHTS.values()))
    unreached = np.isin(system, [_SYSTEM.index(name) for name in _UNREACHED])
    missed = casts.of(EXHAUSTED) | casts.of(STUCK) | casts.of(DNC_LEAKAGE)
    system[missed & ~unreached] = _SYSTEM.index("NOANSWER")
    system[casts.of(OVERDUE)] = _SYSTEM.index("ANSWER")
    system[casts.models[DNC_LEAKAGE]] = _SYSTEM.index("ANSWER")
    return system


@dataclass(frozen=True, slots=True)
class _Closings:
    """How agents closed the last passes.

    Attributes
    ----------
    code
        For each lead the position in `names` of the agent's disposition; -1 where no agent spoke.
    names
        The dispositions.
    state
        For each lead the code of the state that the disposition leads to; -1 where no agent spoke.
    refused
        Whether the disposition says that the person must not be called again.
    """

    code: Ints
    names: list[str]
    state: Ints
    refused: Flags


def _closings(draws: Draws, leads: Loaded, system: Ints, dialed: Flags) -> _Closings:
    plans = leads.lists.plans
    campaigns = list(dict.fromkeys(campaign for _, campaign, _ in plans))
    campaign_of_lead = leads.lists.numbers([campaigns.index(campaign) for _, campaign, _ in plans])
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
    code[leads.casts.of(OVERDUE)] = names.index("Agent Callback")
    code[leads.casts.models[DNC_LEAKAGE]] = names.index("Do Not Call")
    state = np.array([*(_STATES.index(entry.lead_state) for entry in every.values()), -1])
    refused = np.array([*(bool(entry.do_not_call) for entry in every.values()), False])
    return _Closings(code, names, state[code], refused[code])


@dataclass(frozen=True, slots=True)
class _Passes:
    """What a lead's passes came to.

    Attributes
    ----------
    system
        Code of the last one's system disposition.
    closings
        How agents closed them.
    dialed, spent
        Whether there was a pass, and whether there can be no other.
    """

    system: Ints
    closings: _Closings
    dialed: Flags
    spent: Flags


def _states(draws: Draws, leads: Loaded, had: _Passes) -> Ints:
    index = _STATES.index
    after = np.array([index(_STATE_AFTER_SYSTEM.get(name, "READY")) for name in _SYSTEM])
    state = np.where(had.dialed, after[had.system], index("READY"))
    state = np.where(had.closings.state >= 0, had.closings.state, state)
    ready = state == index("READY")
    state[ready & had.dialed & had.spent & draws.happens(0.35)] = index("MAX-DIAL-LIMIT")
    state[(state == index("CALLBACK")) & draws.happens(0.08)] = index("CALLBACK-CANCELLED")
    ready &= ~had.spent
    unsettled = np.array([index(name) for name in _UNSETTLED_STATES])[draws.weighted((5, 3, 1, 1))]
    caught = ready & draws.happens(leads.lists.column("unsettled"))
    state[caught] = unsettled[caught]
    state[ready & ~caught & draws.happens(leads.lists.column("paused"))] = index("PAUSED")
    for name, share in _RARE_STATES.items():
        state[draws.happens(share)] = index(name)
    return _scrubbed(leads, had, _told(draws, leads.casts, state))


def _told(draws: Draws, casts: Casts, state: Ints) -> Ints:
    """Bring the leads of the stories into the states that the stories tell of."""
    index = _STATES.index
    limited, lost = draws.happens(0.35), draws.happens(0.2)
    state = np.where(
        casts.of(EXHAUSTED), np.where(limited, index("MAX-DIAL-LIMIT"), index("READY")), state
    )
    state[casts.beside(STUCK) & (state == index("PENDING-ERR"))] = index("READY")
    state = np.where(casts.of(STUCK), np.where(lost, index("PENDING-ERR"), index("PENDING")), state)
    state[casts.of(OVERDUE)] = index("AGENT-CALLBACK")
    state[casts.of(DNC_LEAKAGE)] = index("READY")
    state[casts.models[DNC_LEAKAGE]] = index("DO-NOT-CALL")
    return state


def _scrubbed(leads: Loaded, had: _Passes, state: Ints) -> Ints:
    """Take the other leads of people who must not be called out of dialing, but for the leaks."""
    refused = had.closings.refused | (state == _STATES.index("DO-NOT-CALL"))
    asked = np.zeros(state.size, dtype=np.bool_)
    asked[leads.person[refused]] = True
    dialable = (state == _STATES.index("READY")) & ~leads.suppressed & ~had.spent
    state[asked[leads.person] & dialable & ~leads.casts.of(DNC_LEAKAGE)] = _STATES.index(
        "DO-NOT-CALL"
    )
    return state


def _last_passes(draws: Draws, leads: Loaded, now: int) -> Ints:
    """Draw moments since loading, mostly recent, from 8:00 to 21:00 by the lead's clock."""
    loaded = leads.loaded
    age = now - loaded
    moment = loaded + (age * draws.generator.beta(2.5, 1.0, draws.size)).astype(np.int64)
    local = moment + leads.offset
    called = local - local % DAY + (draws.between(8, 21) * HOUR).astype(np.int64) - leads.offset
    for story, days in _QUIET_DAYS.items():
        called = np.where(
            leads.casts.of(story) & (called > now - days * DAY), called - days * DAY, called
        )
    called = np.where(called >= now, called - DAY, called)
    return np.where(called > loaded, called, loaded + age // 2)


def _state_times(draws: Draws, casts: Casts, state: Ints, since: Ints, now: int) -> Ints:
    """Draw since when: minutes ago for a passing state, hours or days for a stuck lead."""
    passing = np.isin(state, [_STATES.index(name) for name in ("ACTIVE", "PENDING")])
    stuck = state == _STATES.index("PENDING-ERR")
    minutes = draws.generator.exponential(np.where(stuck, 2_000.0, 12.0), draws.size)
    minutes = np.where(casts.beside(STUCK), np.minimum(minutes, 25.0), minutes)
    recent = np.maximum(since, now - (minutes * 60_000).astype(np.int64))
    left = now - (draws.between(0.75, 3 * 24) * HOUR).astype(np.int64)
    return np.where(casts.of(STUCK), left, np.where(passing | stuck, recent, since))


def _next_times(draws: Draws, casts: Casts, state: Ints, last: Ints, now: int) -> pa.Array:
    """Draw when leads are to be dialed next. `last` is -1 for leads never dialed."""
    callback = np.isin(
        state, [_STATES.index(name) for name in ("CALLBACK", "AGENT-CALLBACK", "PENDING-CALLBACK")]
    )
    again = (state == _STATES.index("READY")) & (last >= 0)
    days = draws.between(-2.5, 6)
    days = np.where(casts.beside(OVERDUE), 0.1 + np.abs(days), days)
    days = np.where(casts.of(OVERDUE), -0.1 - np.abs(days), days)
    promised = now + (days * DAY).astype(np.int64)
    promised -= promised % (15 * 60_000)  # people agree on quarters of an hour
    moment = np.where(callback, promised, last + (draws.between(2, 72) * HOUR).astype(np.int64))
    return pa.array(moment, mask=~(callback | again))
