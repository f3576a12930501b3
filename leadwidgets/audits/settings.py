"""`AuditSettings`: what an audit takes for late, for a contact, for the hours in which to call."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from leadwidgets.errors import InvalidArgumentError

_HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSettings:
    """What an audit goes by; it travels with the report.

    Parameters
    ----------
    calling_from, calling_until
        The hours, by the lead's own clock, in which it may be called: from 8 up to 21 in the whole
        of the US (47 CFR 64.1200(c)(1)). Some states allow less; these numbers are yours to set,
        and no legal advice.
    contact_dispositions
        Agent dispositions that mean a live contact: those whose ``isContact`` is set in the
        campaign, which leads do not tell. Empty: a contact is a call that ended as ``ANSWER``.
    do_not_call_dispositions
        Agent dispositions by which a person asked not to be called, whatever the capitals. Leads
        do not tell which of a campaign's dispositions have ``doNotCall`` set.
    stuck_minutes
        After how many minutes a ``PENDING`` lead counts as stuck. A convention; previewing agents
        may hold one longer.
    callback_grace_minutes
        How many minutes late a callback may be.
    recycle_hours
        After how many hours past its next dial time a dialable lead counts as left waiting: hours
        by the clock, since leads do not tell when their campaign is open.
    suppressed_share
        From which share of suppressed leads on a list is a finding, from 0 to 1. A convention.
    pair_share
        From which share of the leads of two campaigns the numbers that they share are a finding
        of their own, from 0 to 1; below, all such pairs are one. A convention.
    least_leads, least_share
        A finding of fewer leads than the larger of the two (the share being of all leads) is left
        out, unless it is a legal exposure.
    merged_share
        From which share of a finding's leads on a list makes it that list's own.

    Raises
    ------
    InvalidArgumentError
        A value does not fit: a share outside of 0 to 1, a negative number, no hours to call in.
    """

    calling_from: int = 8
    calling_until: int = 21
    contact_dispositions: tuple[str, ...] = ()
    do_not_call_dispositions: tuple[str, ...] = ("Do Not Call", "DNC")
    stuck_minutes: int = 30
    callback_grace_minutes: int = 15
    recycle_hours: int = 24
    suppressed_share: float = 0.1
    pair_share: float = 0.05
    least_leads: int = 10
    least_share: float = 0.001
    merged_share: float = 0.8

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, _accepted(field.name, getattr(self, field.name)))
        if not self.calling_from < self.calling_until <= _HOURS_A_DAY:
            raise InvalidArgumentError(
                f"Nobody may be called from {self.calling_from} until {self.calling_until}",
                next_step="Give two hours of a day, from 0 to 24, the earlier one first.",
            )

    @property
    def contact(self) -> str:
        """Say what counts as a contact."""
        if not self.contact_dispositions:
            return "a call whose system disposition is ANSWER"
        return "a call closed as " + " or ".join(self.contact_dispositions)

    def to_json(self) -> str:
        """Write the settings as a JSON object, for a file."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote; what it leaves out keeps its default.

        Raises
        ------
        InvalidArgumentError
            The text is no JSON object, or holds something that is no setting.
        """
        given: object = None
        with suppress(ValueError, RecursionError):
            given = json.loads(text)
        if not isinstance(given, dict):
            raise InvalidArgumentError(
                "The settings of an audit are not a JSON object",
                next_step="Give what AuditSettings.to_json() wrote.",
            )
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(given) - known):
            raise InvalidArgumentError(
                f"No setting of an audit is called {unknown[0]!r:.60}",
                next_step=f"The settings are {', '.join(sorted(known))}.",
            )
        return cls(**given)


def _accepted(name: str, value: Any) -> Any:  # noqa: ANN401 - the settings have several types
    if name.endswith("_dispositions"):
        if isinstance(value, list | tuple) and all(isinstance(text, str) for text in value):
            return tuple(value)
        raise InvalidArgumentError(f"{name} holds texts, as ('Sold', 'Not Interested')")
    is_share = name.endswith("_share")
    expected: Any = int | float if is_share else int
    fits = isinstance(value, expected) and not isinstance(value, bool) and value >= 0
    if not fits or (is_share and value > 1):
        wanted = "a number from 0 to 1" if is_share else "a whole number from 0"
        raise InvalidArgumentError(f"{name} is {wanted}; got {value!r:.40}")
    return value
