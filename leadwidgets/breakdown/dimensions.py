"""The fields that leads are counted by: where they stand in a frame, how values are shown.

Values come in the vocabulary's order where there is one (a lead's way from ready to finished,
timezones from east to west), others after it in alphabetical order. The order does not depend on
the counts: the same value stands in the same place in every chart and table, today and next week,
and the bars' lengths show the ranking anyway.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from leadwidgets.errors import InvalidArgumentError
from leadwidgets.fields import LEAD_FIELDS
from leadwidgets.vocabulary import (
    LEAD_STATES,
    LEAD_TIMEZONES,
    SYSTEM_DISPOSITIONS,
    Term,
    canonical_lead_state,
)

NONE_LABEL = "(none)"
EMPTY_LABEL = "(empty)"

Value = str | int | bool | None

_WHOLE = re.compile(r"[1-9][0-9]{0,17}")
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One field to count by.

    Attributes
    ----------
    name
        As `by` names it.
    title
        For people.
    columns
        Its column, by this package's name and by the API's.
    label_columns
        The column of names, where the values are ids.
    terms
        Known values, in the order in which they are shown.
    spelled
        Gives values that are the same one spelling.
    dtype
        Of the values in a breakdown.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    label_columns: tuple[str, ...] = ()
    terms: Mapping[str, Term] = field(default_factory=dict)
    spelled: Callable[[str], str] = str
    dtype: str = "str"

    def column_in(self, columns: Collection[str]) -> str:
        """Find the column in a frame.

        Raises
        ------
        InvalidArgumentError
            The frame has none.
        """
        for column in self.columns:
            if column in columns:
                return column
        wanted = " or ".join(map(repr, self.columns))
        raise InvalidArgumentError(
            f"A breakdown by {self.name!r} needs a column {wanted}; there is none",
            next_step="Rename the column that holds it, or count by another field.",
        )

    def label_column_in(self, columns: Collection[str]) -> str | None:
        """Find the column of names in a frame, if it has one."""
        return next((column for column in self.label_columns if column in columns), None)

    def canonical(self, value: Value) -> Value:
        """Give a value in the one type and spelling that it is counted under."""
        if value is None:
            return None
        if self.dtype == "str":
            return self.spelled(str(value))
        if self.dtype == "boolean":
            return _TRUTH.get(str(value).lower(), value)
        return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value

    def label(self, value: Value) -> str:
        """Give the words for a value."""
        match value:
            case None:
                return NONE_LABEL
            case bool():
                return "Suppressed" if value else "Not suppressed"
            case "":
                return EMPTY_LABEL
            case str() if value in self.terms:
                return self._term_label(self.terms[value])
            case _:
                return str(value)

    def rank(self, value: Value, label: str) -> tuple[int, int, str, str]:
        """Give the place of a value: known ones first, then alphabetically, null last."""
        if value is None:
            return 2, 0, "", ""
        known = list(self.terms)
        if value in self.terms:
            return 0, known.index(str(value)), "", ""
        return 1, 0, label.casefold(), str(value)

    def _term_label(self, term: Term) -> str:
        return term.value if self.name == "lead_timezone" else term.label


def _columns(api: str) -> tuple[str, ...]:
    """Give a field's column in this package's frames, and in those that keep the API's names."""
    return tuple(dict.fromkeys((LEAD_FIELDS[api].column, api)))


DIMENSIONS: Mapping[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        Dimension(
            "lead_state",
            "lead state",
            _columns("leadState"),
            terms=LEAD_STATES,
            spelled=canonical_lead_state,
        ),
        Dimension(
            "system_disposition",
            "system disposition",
            ("system_disposition", "lastPassDispo"),
            terms=SYSTEM_DISPOSITIONS,
        ),
        Dimension("agent_disposition", "agent disposition", _columns("agentDispostion")),
        Dimension("lead_timezone", "timezone", _columns("leadTimezone"), terms=LEAD_TIMEZONES),
        Dimension("physical_state", "state or province", _columns("state")),
        Dimension(
            "lead_list",
            "lead list",
            _columns("listId"),
            _columns("listDesc"),
            dtype="Int64",
        ),
        Dimension(
            "campaign",
            "campaign",
            _columns("campaignId"),
            _columns("campaignName"),
            dtype="Int64",
        ),
        Dimension("suppressed", "suppression", _columns("suppressed"), dtype="boolean"),
    )
}


def dimension(name: str) -> Dimension:
    """Find a dimension by the name that `by` gives it.

    Raises
    ------
    InvalidArgumentError
        There is none of that name.
    """
    try:
        return DIMENSIONS[name]
    except (KeyError, TypeError):
        known = ", ".join(DIMENSIONS)
        raise InvalidArgumentError(
            f"Expected by to be one of {known}, or two of them; got {name!r:.80}"
        ) from None
