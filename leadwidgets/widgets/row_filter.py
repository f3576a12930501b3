"""`RowFilter`: which leads of a result remain, by what is wanted of each column.

What each column leaves is kept apart, so that what is offered of a column (its values, a chart of
it) can count the leads that all the others leave.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
import pandas as pd

from leadwidgets.errors import InvalidArgumentError
from leadwidgets.widgets.cell_texts import texts_of
from leadwidgets.widgets.table_columns import kind_of, label_of
from leadwidgets.widgets.wire import ColumnFilter, ValueCount

_LISTED = 3  # values that are said one by one
_OFFERED = 200  # values to choose from
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?")
_WHOLE = re.compile(r"-?\d{1,18}")
_DAY = len("2026-11-25")


class RowFilter:
    """Filters one frame.

    Parameters
    ----------
    leads
        The result's frame; it is neither copied nor changed.
    changed
        Called after every change.

    Attributes
    ----------
    wanted : dict of str to ColumnFilter
        By column: what of it remains.
    version : int
        Grows with every change.
    own : numpy.ndarray or None
        For each lead whether the columns leave it; None if they leave all.
    kept : numpy.ndarray or None
        For each lead whether it remains, also `within` what others leave; None if all do.
    remaining : int
        How many do.
    """

    def __init__(self, leads: pd.DataFrame, changed: Callable[[], None]) -> None:
        self._leads = leads
        self._changed = changed
        self._masks: dict[str, np.ndarray] = {}
        self.wanted: dict[str, ColumnFilter] = {}
        self.version = 0
        self.own: np.ndarray | None = None
        self.kept: np.ndarray | None = None
        self._left: np.ndarray | None = None
        self.remaining = len(leads)

    async def put(self, column: str, wanted: ColumnFilter) -> None:
        """Let of a column remain what is wanted; what was wanted of it before is forgotten.

        Raises
        ------
        InvalidArgumentError
            If a bound is no number or no moment.
        """
        self._masks[column] = await asyncio.to_thread(matching, self._leads[column], wanted)
        self.wanted[column] = wanted
        self._combine()

    def drop(self, column: str | None = None) -> None:
        """Filter by this column no more; by none where no column is given."""
        for name in [*self.wanted] if column is None else [column]:
            self.wanted.pop(name, None)
            self._masks.pop(name, None)
        self._combine()

    def within(self, left: np.ndarray | None) -> None:
        """Let remain only what others leave, too; None if they leave all. Nobody is told."""
        if not _same(left, self._left):
            self._left = left
            self._count()

    def kept_by_others(self, column: str) -> np.ndarray | None:
        """Tell for each lead whether all but this column leave it; None if they leave all."""
        masks = [mask for name, mask in self._masks.items() if name != column]
        return _all_of(masks if self._left is None else [*masks, self._left])

    def texts(self) -> dict[str, str]:
        """Say by column what remains."""
        return {
            name: said(label_of(name, self._leads[name].dtype), wanted)
            for name, wanted in self.wanted.items()
        }

    def _combine(self) -> None:
        self.own = _all_of([*self._masks.values()])
        self._count()
        self._changed()

    def _count(self) -> None:
        self.kept = _all_of([mask for mask in (self.own, self._left) if mask is not None])
        self.remaining = len(self._leads) if self.kept is None else int(self.kept.sum())
        self.version += 1


def said(label: str, wanted: ColumnFilter) -> str:
    """Say what of a column remains: ``Passes from 2 to 5``."""
    parts = []
    if wanted.any_of is not None:
        names = ["no value" if value is None else value for value in wanted.any_of]
        short = " or ".join(names) or "nothing"
        parts.append(f"is {short}" if len(names) <= _LISTED else f"is any of {len(names)}")
    if wanted.contains is not None:
        parts.append(f"contains “{wanted.contains}”")
    if wanted.low is not None:
        parts.append(f"from {wanted.low}")
    if wanted.high is not None:
        parts.append(f"to {wanted.high}")
    return f"{label} {' '.join(parts)}"


def matching(column: pd.Series, wanted: ColumnFilter) -> np.ndarray:
    """Tell for each value whether it is wanted."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        # Each category is looked at once, and its leads take what was found.
        categories = pd.Series(column.cat.categories).convert_dtypes()
        each = categories.reindex(range(len(categories) + 1))  # the last is no value
        found: np.ndarray = matching(each, wanted)[column.cat.codes.to_numpy()]
        return found
    masks = []
    if wanted.any_of is not None:
        masks.append(_is_any(column, wanted.any_of))
    if wanted.contains is not None:
        texts = _as_text(column)
        masks.append(texts.str.contains(wanted.contains, case=False, regex=False, na=False))
    if wanted.low is not None:
        masks.append(column >= _bound(column, wanted.low, ends=False))
    if wanted.high is not None:
        if _is_time(column) and len(wanted.high) == _DAY:
            masks.append(column < _bound(column, wanted.high, ends=True))
        else:
            masks.append(column <= _bound(column, wanted.high, ends=False))
    plain = [np.asarray(pd.Series(mask).fillna(value=False), dtype=bool) for mask in masks]
    return reduce(np.logical_and, plain, np.ones(len(column), dtype=bool))


def _is_any(column: pd.Series, values: Sequence[str | None]) -> pd.Series:
    texts = [value for value in values if value is not None]
    if kind_of(column.dtype) == "number":
        among = column.isin([_number(text) for text in texts])
    else:
        among = _as_text(column).isin(texts)
    return among | column.isna() if None in values else among


def _as_text(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.StringDtype):
        return column
    return pd.Series(texts_of(column), index=column.index, dtype="str")


def _is_time(column: pd.Series) -> bool:
    return kind_of(column.dtype) == "time"


def _bound(column: pd.Series, text: str, *, ends: bool) -> int | float | pd.Timestamp:
    if _is_time(column):
        return _moment(text) + pd.Timedelta(days=1 if ends else 0)
    if kind_of(column.dtype) != "number":
        raise InvalidArgumentError("Only numbers and times have a from and a to")
    return _number(text)


def _number(text: str) -> int | float:
    if _WHOLE.fullmatch(text.strip()):
        return int(text)
    try:
        number = float(text)
    except ValueError:
        number = np.nan
    if not np.isfinite(number):
        raise InvalidArgumentError(
            "What the filter asks for is no number", next_step="Write one such as 12 or 0.5."
        )
    return number


def _moment(text: str) -> pd.Timestamp:
    try:
        if _MOMENT.fullmatch(text):
            return pd.Timestamp(text, tz="UTC")
    except ValueError:
        pass
    raise InvalidArgumentError(
        "What the filter asks for is no moment",
        next_step="Write one such as 2026-11-25 or 2026-11-25 14:30.",
    )


def frequent(column: pd.Series, kept: np.ndarray | None) -> tuple[list[ValueCount], int]:
    """Count a column's values as they are read: the most frequent ones, and how many there are."""
    counts = (column if kept is None else column[kept]).value_counts(dropna=False)
    counts = counts[counts > 0]
    texts = texts_of(pd.Series(counts.index[:_OFFERED]))
    return list(map(ValueCount, texts, counts.iloc[:_OFFERED].tolist())), len(counts)


def _same(one: np.ndarray | None, other: np.ndarray | None) -> bool:
    if one is None or other is None:
        return one is other
    return one is other or bool(np.array_equal(one, other))


def _all_of(masks: list[np.ndarray]) -> np.ndarray | None:
    return reduce(np.logical_and, masks) if masks else None
