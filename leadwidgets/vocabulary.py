"""What the coded fields of a lead can hold: value, label and meaning of each.

The values are those of RingCentral's guide page on lead search, and of its OpenAPI file where that
has more. The sentences are ours. Each table is in the order in which the panel and the charts show
it. A value that is missing here is not wrong: accounts hold others (``EXPIRED`` has been seen as a
lead state), and every part of this package passes them through.

Lead states are spelled in two ways: ``AGENT_CALLBACK`` in the guide page, ``AGENT-CALLBACK`` on the
wire. Here they have hyphens; `canonical_lead_state` accepts both.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a coded field.

    Attributes
    ----------
    value
        As RingCX writes it.
    label
        Short, for people.
    meaning
        One sentence.
    """

    value: str
    label: str
    meaning: str


def _terms(*rows: tuple[str, str, str]) -> Mapping[str, Term]:
    return MappingProxyType({value: Term(value, label, meaning) for value, label, meaning in rows})


LEAD_STATES: Mapping[str, Term] = _terms(
    ("READY", "Ready", "Waiting to be dialed; leads that have used up their passes are here too."),
    ("ACTIVE", "Active", "On a call at this moment."),
    ("PENDING", "Pending", "Fetched by the preview dialer, or being dialed by the predictive one."),
    ("PENDING-ERR", "Pending, stuck", "Was set to pending and never left that state."),
    ("PENDING-HCI", "Pending, HCI", "Waiting for an HCI agent to dial it."),
    (
        "PENDING-CALLBACK",
        "Pending callback",
        "Waiting for the time that an agent-specific callback set.",
    ),
    ("CALLBACK", "Callback", "Flagged to be called back."),
    ("AGENT-CALLBACK", "Agent callback", "Flagged to be called back by one particular agent."),
    ("CALLBACK-CANCELLED", "Callback cancelled", "Its callback flag has been taken away."),
    ("COMPLETE", "Complete", "Finished: it will not be queued for dialing again."),
    (
        "TRANSITIONED",
        "Transitioned",
        "Copied to another campaign, where the copy has a lead id of its own.",
    ),
    ("CANCELLED", "Cancelled", "Taken out of dialing."),
    ("PAUSED", "Paused", "Held back from dialing for now."),
    ("MAX-DIAL-LIMIT", "Dial limit reached", "Dialed as many times as the campaign allows."),
    ("DISCONNECTED", "Disconnected", "Marked as a number that has been disconnected."),
    ("INTERCEPT", "Intercept", "Its number is disconnected or cannot be reached."),
    ("DO-NOT-CALL", "Do not call", "Its number is on a do-not-call list."),
    ("WHITELIST", "Whitelisted", "Put on the whitelist by the Whitelist Manager."),
)

SYSTEM_DISPOSITIONS: Mapping[str, Term] = _terms(
    ("ANSWER", "Answered", "The lead answered and was connected to an agent."),
    ("NOANSWER", "No answer", "It rang and nobody answered."),
    ("BUSY", "Busy", "The line was busy."),
    ("MACHINE", "Machine", "A machine answered."),
    ("INTERCEPT", "Intercept", "The number could not be reached."),
    ("DISCONNECT", "Disconnect", "The call was disconnected."),
    ("ABANDON", "Abandoned", "The lead answered, no agent was free, and the call ended."),
    ("CONGESTION", "Congestion", "The network had no room for the call."),
    ("MANUAL_PASS", "Manual pass", "A pass was applied by hand."),
    ("INBOUND_CALLBACK", "Inbound callback", "The lead called in and was marked as a callback."),
    ("INBOUND_ABANDON", "Inbound abandoned", "The caller hung up while waiting in the queue."),
    ("APP_DNC", "Skipped, do not call", "Skipped because a do-not-call check found the number."),
    ("APP_REQUEUE", "Requeued by IVR", "The IVR put this leg of the call into a queue again."),
    (
        "APP_REQUEUE_COMPLETE",
        "IVR requeue taken",
        "Requeued by the IVR and received in the new queue.",
    ),
    (
        "APP_REQUEUE_ABANDON",
        "IVR requeue abandoned",
        "Requeued by the IVR and ended before anybody took it.",
    ),
    (
        "API_BLOCKED",
        "Blocked by API",
        "Listed by the OpenAPI file; RingCentral's guide does not explain it.",
    ),
    (
        "API_ERROR",
        "API error",
        "Listed by the OpenAPI file; RingCentral's guide does not explain it.",
    ),
)

LEAD_TIMEZONES: Mapping[str, Term] = _terms(
    ("NST", "NST - Newfoundland Standard Time", "UTC-3:30."),
    ("NDT", "NDT - Newfoundland Daylight Time", "UTC-2:30."),
    ("PMST", "PMST - Pierre/Miquelon Standard Time", "UTC-3."),
    ("PMDT", "PMDT - Pierre/Miquelon Daylight Time", "UTC-2."),
    ("AST", "AST - Atlantic Standard Time", "UTC-4."),
    ("ADT", "ADT - Atlantic Daylight Time", "UTC-3."),
    ("EST", "EST - Eastern Standard Time", "UTC-5."),
    ("EDT", "EDT - Eastern Daylight Time", "UTC-4."),
    ("CST", "CST - Central Standard Time", "UTC-6."),
    ("CDT", "CDT - Central Daylight Time", "UTC-5."),
    ("MST", "MST - Mountain Standard Time", "UTC-7."),
    ("MDT", "MDT - Mountain Daylight Time", "UTC-6."),
    ("PST", "PST - Pacific Standard Time", "UTC-8."),
    ("PDT", "PDT - Pacific Daylight Time", "UTC-7."),
    ("AKST", "AKST - Alaska Standard Time", "UTC-9."),
    ("AKDT", "AKDT - Alaska Daylight Time", "UTC-8."),
    ("HAST", "HAST - Hawaii-Aleutian Standard Time", "UTC-10."),
    ("HADT", "HADT - Hawaii-Aleutian Daylight Time", "UTC-9."),
    ("WSST", "WSST - Samoa Standard Time", "In Samoa."),
    ("WSDT", "WSDT - Samoa Daylight Time", "In Samoa."),
)

SUPPRESSED: Mapping[str, Term] = _terms(
    ("ALL", "All leads", "Suppressed or not."),
    ("ONLY_UNSUPPRESSED", "Not suppressed", "Only leads that the system may dial."),
    (
        "ONLY_SUPPRESSED",
        "Suppressed",
        "Only leads that the system will not dial; they keep their lead state.",
    ),
)

_SEPARATORS = re.compile(r"[-_\s]+")


def _plain(text: str) -> str:
    return _SEPARATORS.sub("", text).upper()


def _spellings(terms: Mapping[str, Term]) -> Mapping[str, str]:
    labels = {_plain(term.label): value for value, term in terms.items()}
    return labels | {_plain(value): value for value in terms}


_SPELLED_LEAD_STATES = _spellings(LEAD_STATES)
_SPELLED_SYSTEM_DISPOSITIONS = _spellings(SYSTEM_DISPOSITIONS)


def lead_state_meant(text: str) -> str:
    """Give the lead state that a text spells, in any case, with any separators or by its label.

    An unknown one is given as it is.
    """
    return _SPELLED_LEAD_STATES.get(_plain(text), text)


def system_disposition_meant(text: str) -> str:
    """Give the system disposition that a text spells; see `lead_state_meant`."""
    return _SPELLED_SYSTEM_DISPOSITIONS.get(_plain(text), text)


_HYPHENATED = {value.replace("-", "_"): value for value in LEAD_STATES}


def canonical_lead_state(value: str) -> str:
    """Give a lead state in the spelling with hyphens; an unknown one as it is."""
    return _HYPHENATED.get(value, value)


def spell_lead_state(value: str, listed: Collection[str]) -> str:
    """Give a lead state as an account spells it.

    Parameters
    ----------
    value
        In either spelling.
    listed
        The lead states as the account's own list writes them; may be empty.

    Returns
    -------
    str
        The listed spelling; the one with hyphens where the list has neither and the state is known.
    """
    canonical = canonical_lead_state(value)
    for spelling in (canonical, canonical.replace("-", "_")):
        if spelling in listed:
            return spelling
    return canonical
