"""The figures of an audit in plain Python, one lead after another, written apart from its SQL."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from statistics import quantiles
from typing import Any, NamedTuple

Lead = dict[str, Any]
KEPT = {"NY": {"EST", "EDT"}, "AZ": {"MST"}, "HI": {"HAST"}}
CLOCKS = {"EST", "EDT", "MST", "PST", "HAST"}
CALLBACKS = {"CALLBACK", "AGENT-CALLBACK", "PENDING-CALLBACK"}
FINISHED = {
    *("COMPLETE", "DO-NOT-CALL", "DISCONNECTED"),
    *("INTERCEPT", "TRANSITIONED", "CALLBACK-CANCELLED"),
}


class Answer(NamedTuple):
    """A figure: its value, None where there is none, and its basis."""

    value: float | None
    basis: int


def phones(lead: Lead) -> set[str]:
    found = set()
    for part in (lead["lead_phone"] or "").split("|"):
        digits = re.sub(r"[\s().+/-]", "", part)
        if re.fullmatch("[0-9]{7,15}", digits):
            north_american = len(digits) == 11 and digits.startswith("1")
            found.add(digits[1:] if north_american else digits)
    return found


def dialed(lead: Lead) -> bool:
    return (lead["lead_passes"] or 0) > 0 or lead["last_pass_dts"] is not None


def spent(lead: Lead) -> bool:
    most, passes = lead["max_passes"], lead["lead_passes"]
    return most is not None and most > 0 and passes is not None and passes >= most


def exhausted(lead: Lead) -> bool:
    state = lead["lead_state"]
    return state == "MAX-DIAL-LIMIT" or (state == "READY" and spent(lead))


def dialable(lead: Lead) -> bool:
    return lead["lead_state"] == "READY" and not lead["suppressed"] and not spent(lead)


def part(lead: Lead) -> str:  # noqa: PLR0911 - one a part
    state = lead["lead_state"]
    if lead["suppressed"]:
        return "suppressed"
    if state in FINISHED:
        return "finished"
    if exhausted(lead):
        return "exhausted"
    if state in {"PAUSED", "CANCELLED"}:
        return "parked"
    if state in CALLBACKS:
        return "callback"
    if state in {"ACTIVE", "PENDING", "PENDING-ERR", "PENDING-HCI"}:
        return "in_progress"
    if state == "READY" and not dialed(lead):
        return "untouched"
    known = lead["max_passes"] and lead["lead_passes"] is not None
    return "workable" if state == "READY" and known else "unknown"


def answers(leads: list[Lead], now: datetime, offsets: dict[Any, timedelta]) -> dict[str, Answer]:
    """Give every figure.

    Parameters
    ----------
    leads
        With None for null.
    now
        The moment that they are looked at.
    offsets
        For each pair of a zone and a state whose clock is known, how far it is from UTC.
    """

    def share(which: Callable[[Lead], object], of: Callable[[Lead], object] = bool) -> Answer:
        basis = [lead for lead in leads if of(lead)]
        hits = sum(bool(which(lead)) for lead in basis)
        return Answer(hits / len(basis) if basis else None, len(basis))

    def open_now(lead: Lead) -> bool:
        offset = offsets.get((lead["lead_timezone"], lead["physical_state"]))
        due = lead["next_dial_time"] is None or lead["next_dial_time"] <= now
        return dialable(lead) and due and offset is not None and 8 <= (now + offset).hour < 21

    def stuck(lead: Lead) -> bool:
        since = lead["state_dts"]
        old = since is not None and now - since > timedelta(minutes=30)
        return lead["lead_state"] == "PENDING-ERR" or (lead["lead_state"] == "PENDING" and old)

    def late(hours: float) -> Callable[[Lead], bool]:
        return lambda lead: (
            lead["next_dial_time"] is not None
            and now - lead["next_dial_time"] > timedelta(hours=hours)
        )

    def last(*system: str) -> Callable[[Lead], bool]:
        return lambda lead: lead["system_disposition"] in system

    def bad(lead: Lead) -> bool:
        return last("INTERCEPT", "DISCONNECT")(lead) or lead["lead_state"] in {
            "INTERCEPT",
            "DISCONNECTED",
        }

    def outcome(lead: Lead) -> bool:
        known = lead["system_disposition"] is not None or lead["agent_disposition"] is not None
        return dialed(lead) and known

    refused = set[str]()
    for lead in leads:
        said = (lead["agent_disposition"] or "").lower()
        if lead["lead_state"] == "DO-NOT-CALL" or said in {"do not call", "dnc"}:
            refused |= phones(lead)
    passes = [lead["lead_passes"] for lead in leads if lead["lead_passes"] is not None]
    size = len(leads)
    found = {
        f"inventory_{name}": Answer(sum(part(lead) == name for lead in leads), size)
        for name in (
            *("suppressed", "finished", "exhausted", "parked", "callback"),
            *("in_progress", "untouched", "workable", "unknown"),
        )
    }
    return found | {
        "penetration": share(dialed),
        "saturation": Answer(sum(passes) / len(passes) if passes else None, len(passes)),
        "exhausted": share(exhausted),
        "maximum_unknown": share(lambda lead: not lead["max_passes"]),
        "dialable_now": share(open_now),
        "stuck": share(stuck),
        "overdue_callbacks": share(late(0.25), lambda lead: lead["lead_state"] in CALLBACKS),
        "contact_share": share(last("ANSWER"), outcome),
        "without_outcome": share(lambda lead: not outcome(lead), dialed),
        "machine_share": share(last("MACHINE"), dialed),
        "abandoned_share": share(last("ABANDON"), dialed),
        "bad_numbers": share(bad, dialed),
        "dnc_leakage": Answer(
            sum(dialable(lead) and bool(phones(lead) & refused) for lead in leads), size
        ),
        "suppressed": share(lambda lead: lead["suppressed"]),
        "duplicates_in_list": _members(leads, _sharing(leads, "campaign_id", "list_id")),
        "duplicates_in_campaign": _members(leads, _sharing(leads, "campaign_id", nulls=True)),
        "duplicates_across_campaigns": _members(leads, _across(leads)),
        "surplus": _members(leads, _surplus(leads)),
        "extern_id_twice": _members(leads, _extern_ids(leads)),
        "without_timezone": share(lambda lead: not (lead["lead_timezone"] or "").strip()),
        "wrong_timezone": share(
            lambda lead: (
                lead["lead_timezone"] in CLOCKS
                and lead["physical_state"] in KEPT
                and lead["lead_timezone"] not in KEPT[lead["physical_state"]]
            )
        ),
        "left_waiting": share(late(24), dialable),
        "orphaned": share(lambda lead: lead["list_id"] is None),
        "reset": share(lambda lead: lead["lead_passes"] == 0 and lead["last_pass_dts"] is not None),
        **_speeds(leads, "first_pass", "speed_to_lead_first_pass"),
        **_speeds(leads, "agent", "speed_to_lead_agent_conn"),
    }


def _members(leads: list[Lead], places: Iterable[int]) -> Answer:
    return Answer(len(set(places)) / len(leads) if leads else None, len(leads))


def _sharing(leads: list[Lead], *keys: str, nulls: bool = False) -> Iterable[int]:
    groups = defaultdict(list)
    for place, lead in enumerate(leads):
        group = tuple(lead[key] for key in keys)
        if nulls or group[-1] is not None:
            for phone in phones(lead):
                groups[phone, group].append(place)
    return (place for group in groups.values() if len(group) > 1 for place in group)


def _across(leads: list[Lead]) -> Iterable[int]:
    campaigns = defaultdict(set)
    for lead in leads:
        for phone in phones(lead):
            campaigns[phone].add(lead["campaign_id"])
    for place, lead in enumerate(leads):
        own = lead["campaign_id"]
        if own is not None and any(campaigns[phone] - {own, None} for phone in phones(lead)):
            yield place


def _surplus(leads: list[Lead]) -> Iterable[int]:
    groups = defaultdict(list)
    for place, lead in enumerate(leads):
        passes = -1 if lead["lead_passes"] is None else lead["lead_passes"]
        loaded = lead["loaded_dts"]
        for phone in phones(lead):
            age = loaded.timestamp() if loaded else float("inf")
            groups[phone, lead["campaign_id"]].append((-passes, age, place))
    return (place for group in groups.values() for _, _, place in sorted(group)[1:])


def _extern_ids(leads: list[Lead]) -> Iterable[int]:
    groups = defaultdict(list)
    for place, lead in enumerate(leads):
        if (lead["extern_id"] or "").strip():
            groups[lead["campaign_id"], lead["extern_id"]].append(place)
    return (place for group in groups.values() if len(group) > 1 for place in group)


def _speeds(leads: list[Lead], name: str, column: str) -> dict[str, Answer]:
    values = [lead[column] for lead in leads if lead[column] is not None]
    if not values:
        return {f"{name}_{which}": Answer(None, 0) for which in ("p50", "p95")}
    cuts = quantiles(values * (2 if len(values) == 1 else 1), n=100, method="inclusive")
    return {
        f"{name}_p50": Answer(cuts[49], len(values)),
        f"{name}_p95": Answer(cuts[94], len(values)),
    }
