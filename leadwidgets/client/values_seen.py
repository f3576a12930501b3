"""The values of coded fields that leads have shown, for no list of an account names them all.

Zones such as ``NSW1``, or a state that somebody typed, stand in leads alone. What was read once is
counted and offered by name from then on.
"""

from collections.abc import Mapping
from contextlib import suppress

import pandas as pd

from leadwidgets.breakdown import breakdown
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidArgumentError, InvalidCriteriaError
from leadwidgets.fields import SEARCH_FIELDS

_MOST = 100  # of one field: each is a count of its own in a breakdown
CODED: Mapping[str, str] = {
    field.counted_as: name
    for name, field in SEARCH_FIELDS.items()
    if name in ("system_dispositions", "lead_states", "physical_states", "lead_timezones")
}
"""The fields that hold an account's codes: from what a breakdown calls each to its criteria."""


class ValuesSeen:
    """What the leads of an account have shown so far; at most 100 values of each field."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[str, ...]] = {}

    def of(self, by: str) -> tuple[str, ...]:
        """Give the values of a field, those of the last search first, the most common before."""
        return self._values.get(by, ())

    def take(self, leads: pd.DataFrame) -> None:
        """Remember what a search has read; values that no search can hold are left out."""
        for by in CODED:
            with suppress(InvalidArgumentError):  # its column holds what cannot be counted
                table = breakdown(leads, by).sort_values("leads", ascending=False, kind="stable")
                fresh = [value for value in table["value"] if _searchable(by, value)]
                self._values[by] = tuple(dict.fromkeys([*fresh, *self.of(by)]))[:_MOST]


def _searchable(by: str, value: object) -> bool:
    try:
        SearchCriteria(**{CODED[by]: [value]})  # type: ignore[arg-type] # it is being tried
    except InvalidCriteriaError:
        return False
    return True
