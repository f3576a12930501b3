"""Drawing what dialing has made of the leads: passes, the last of them, and the state it left.

Moments are milliseconds since 1970.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from leadwidgets.sandbox.draws import DAY, HOUR, Draws, Flags, Ints, words
from leadwidgets.sandbox.lead_lists import LeadLists
from leadwidgets.sandbox.people import AGENTS
from leadwidgets.sandbox.places import CLOCKS, PLACES

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


def draw_calls(
    draws: Draws, lists: LeadLists, place: Ints, loaded: Ints, now: int
) -> dict[str, Any]:
    """Draw what dialing has made of the leads: passes, the last one, state and next time."""
    limit = lists.numbers([campaign.max_passes for _, campaign, _ in lists.plans])
    eagerness = draws.generator.gamma(3.0, 1 / 3.0, draws.size)
    passes = np.minimum(draws.generator.poisson(lists.column("effort") * eagerness), limit)
    dialed = passes > 0
    system = draws.weighted(list(_SYSTEM_WEIGHTS.values()))
    agent_disposition, closes = _agent_dispositions(draws, lists, system, dialed)
    state = _states(draws, lists, _Passes(system, closes, dialed, passes >= limit))
    last = _last_passes(draws, place, loaded, now)
    agent = draws.among(len(AGENTS))
    spoke = closes >= 0
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
    draws: Draws, lists: LeadLists, system: Ints, dialed: Flags
) -> tuple[Any, Ints]:
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


@dataclass(frozen=True, slots=True)
class _Passes:
    """What a lead's passes came to.

    Attributes
    ----------
    system
        Code of the last one's system disposition.
    closes
        Code of the state that the agent's disposition leads to; -1 where no agent spoke.
    dialed, spent
        Whether there was a pass, and whether there can be no other.
    """

    system: Ints
    closes: Ints
    dialed: Flags
    spent: Flags


def _states(draws: Draws, lists: LeadLists, had: _Passes) -> Ints:
    index = _STATES.index
    after = np.array([index(_STATE_AFTER_SYSTEM.get(name, "READY")) for name in _SYSTEM])
    state = np.where(had.dialed, after[had.system], index("READY"))
    state = np.where(had.closes >= 0, had.closes, state)
    ready = state == index("READY")
    state[ready & had.dialed & had.spent & draws.happens(0.35)] = index("MAX-DIAL-LIMIT")
    state[(state == index("CALLBACK")) & draws.happens(0.08)] = index("CALLBACK-CANCELLED")
    ready &= ~had.spent
    unsettled = np.array([index(name) for name in _UNSETTLED_STATES])[draws.weighted((5, 3, 1, 1))]
    caught = ready & draws.happens(lists.column("unsettled"))
    state[caught] = unsettled[caught]
    state[ready & ~caught & draws.happens(lists.column("paused"))] = index("PAUSED")
    for name, share in _RARE_STATES.items():
        state[draws.happens(share)] = index(name)
    return state


def _last_passes(draws: Draws, place: Ints, loaded: Ints, now: int) -> Ints:
    """Draw moments since loading, mostly recent, from 8:00 to 21:00 where the lead lives."""
    age = now - loaded
    moment = loaded + (age * draws.generator.beta(2.5, 1.0, draws.size)).astype(np.int64)
    offsets = np.array([CLOCKS[place.clock][2] * HOUR for place in PLACES], dtype=np.int64)
    offset = offsets[place]
    local = moment + offset
    called = local - local % DAY + (draws.between(8, 21) * HOUR).astype(np.int64) - offset
    called = np.where(called >= now, called - DAY, called)
    return np.where(called > loaded, called, loaded + age // 2)


def _state_times(draws: Draws, state: Ints, since: Ints, now: int) -> Ints:
    """Draw since when: minutes ago for a passing state, hours or days for a stuck lead."""
    passing = np.isin(state, [_STATES.index(name) for name in ("ACTIVE", "PENDING")])
    stuck = state == _STATES.index("PENDING-ERR")
    minutes = draws.generator.exponential(np.where(stuck, 2_000.0, 12.0), draws.size)
    recent = np.maximum(since, now - (minutes * 60_000).astype(np.int64))
    return np.where(passing | stuck, recent, since)


def _next_times(draws: Draws, state: Ints, last: Ints, dialed: Flags, now: int) -> pa.Array:
    callback = np.isin(
        state, [_STATES.index(name) for name in ("CALLBACK", "AGENT-CALLBACK", "PENDING-CALLBACK")]
    )
    again = (state == _STATES.index("READY")) & dialed
    promised = now + (draws.between(-2.5, 6) * DAY).astype(np.int64)
    promised -= promised % (15 * 60_000)  # people agree on quarters of an hour
    moment = np.where(callback, promised, last + (draws.between(2, 72) * HOUR).astype(np.int64))
    return pa.array(moment, mask=~(callback | again))
