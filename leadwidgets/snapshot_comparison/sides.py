"""The two sides of a comparison: tables of leads, read column by column.

Columns may have this package's names or the API's, and hold what exports make of them: a number may
be a text, a missing value a blank.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from leadwidgets.breakdown import DIMENSIONS
from leadwidgets.errors import InvalidArgumentError
from leadwidgets.fields import LEAD_FIELDS
from leadwidgets.lookup import EXTERN_IDS, PHONES, Found, Kind, table_of, text_of
from leadwidgets.result import Receipt, SearchResult

Key = Literal["lead_id", "extern_id", "phone"] | None
KEYS = {
    "lead_id": ("leadId", EXTERN_IDS),  # an id is its text, whichever it is
    "extern_id": ("externId", EXTERN_IDS),
    "phone": ("leadPhone", PHONES),
}
NONE = "(none)"
"""Stands for the value of leads that have none."""

_TRUTH = {"true": 1.0, "1": 1.0, "false": 0.0, "0": 0.0}
_LARGEST_EXACT = 2.0**53  # of the whole numbers that a float holds
_LONGEST_CRITERIA = 300


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Side:
    """One of the two tables.

    Attributes
    ----------
    name
        ``before`` or ``after``.
    table
        As it was given.
    receipt
        None if a table was given without one.
    """

    name: str
    table: pd.DataFrame
    receipt: Receipt | None

    def __len__(self) -> int:
        return len(self.table)

    def column(self, api: str) -> pd.Series | None:
        """Find the column of a field of a lead, if there is one."""
        return self._first(LEAD_FIELDS[api].column, api)

    def texts(self, by: str) -> pd.Series | None:
        """Give what leads have in a dimension of breakdowns, as texts in one spelling."""
        dimension = DIMENSIONS[by]
        column = self._first(*dimension.columns)

        def spelled(text: str) -> str:
            return str(dimension.canonical(text)) if text else NONE

        return None if column is None else _each(column, spelled)

    def passes(self) -> pd.Series | None:
        """Give the passes of leads; NaN for what is no whole number."""
        column = self.column("leadPasses")
        if column is None:
            return None
        numbers = pd.to_numeric(_each(column, str), errors="coerce").astype("float64")
        exact = numbers.where(numbers.abs() <= _LARGEST_EXACT)
        return exact.where(exact % 1 == 0)

    def suppressed(self) -> pd.Series | None:
        """Give 1 for suppressed leads, 0 for others, NaN for what is neither."""
        column = self.column("suppressed")
        if column is None:
            return None
        return _each(column, str.lower).map(_TRUTH).astype("float64")

    def dialed(self) -> pd.Series | None:
        """Tell which leads were dialed: they have passes, or a time of the last one."""
        passes, last = self.passes(), self.column("lastPassDts")
        if last is not None:
            known = last.notna()
            touched = known if last.dtype.kind == "M" else known & (_each(last, str) != "")
            return touched if passes is None else touched | (passes > 0)
        return None if passes is None else passes > 0

    def keys(self, key: str) -> pd.Series:
        """Give what tells which lead a row is; None where nothing does.

        Raises
        ------
        InvalidArgumentError
            If the column is missing.
        """
        api, kind = KEYS[key]
        column, second = self.column(api), self._first(*kind.columns[1:])
        if column is None:
            raise InvalidArgumentError(
                f"The leads {self.name} have no column that holds {key!r}",
                next_step="Rename the column that does, take another key, or compare them as "
                "groups with key=None.",
            )
        keys = _keys(column, kind)
        return keys if second is None else keys.where(keys.notna(), _keys(second, kind))

    def lines(self) -> Iterator[str]:
        """Tell what they are."""
        count = f"{len(self):,} {'lead' if len(self) == 1 else 'leads'}"
        if self.receipt is None:
            yield f"{self.name.capitalize()}: {count}, a table without a receipt"
            return
        receipt = self.receipt
        complete = "complete" if receipt.complete else "not complete"
        yield (
            f"{self.name.capitalize()}: {count}, {complete}, as of "
            f"{receipt.finished:%Y-%m-%d %H:%M %Z}, account "
            f"{receipt.account_name or receipt.account_id}: {self.criteria()}"
        )

    def criteria(self) -> str:
        """Say what was searched for, without what could name a person."""
        if self.receipt is None:
            return ""
        words = self.receipt.criteria.in_words(mask_pii=True)
        return words if len(words) <= _LONGEST_CRITERIA else f"{words[:_LONGEST_CRITERIA]}…"

    def _first(self, *names: str) -> pd.Series | None:
        found = next((name for name in names if name in self.table), None)
        return None if found is None else self.table[found].reset_index(drop=True)


def side(name: str, leads: object) -> Side:
    """Read one side.

    Raises
    ------
    InvalidArgumentError
        If it is no table of leads, or a column stands in it twice.
    """
    table = table_of(leads)
    if twice := [column for column, often in Counter(table.columns).items() if often > 1]:
        raise InvalidArgumentError(
            f"Several columns {name} have the same name: {', '.join(map(repr, twice))}",
            next_step="Rename or drop all but one of each.",
        )
    receipt = leads.receipt if isinstance(leads, SearchResult | Found) else None
    return Side(name, table, receipt)


def _each(column: pd.Series, made: Callable[[str], Any]) -> pd.Series:
    """Make something of the text of each cell; a column's values repeat, so of each text once."""
    if column.dtype == object:  # may hold lists, and numbers beside truth
        column = pd.Series([*map(text_of, column.tolist())], dtype=object)
    codes, values = pd.factorize(column)
    of_values: list[Any] = [*(made(text_of(value)) for value in values), made("")]
    # A null's code is -1, the last place.
    return pd.Series([of_values[code] for code in codes.tolist()], dtype=object)


def _keys(column: pd.Series, kind: Kind) -> pd.Series:
    if kind is EXTERN_IDS and pd.api.types.is_integer_dtype(column.dtype):
        return column.astype("str").astype(object).where(column.notna(), None)
    return _each(column, lambda text: next(kind.keys_in(text), None))
