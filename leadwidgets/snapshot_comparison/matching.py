"""Which row before and which row after are the same lead, and what became of each.

A key that stands in one row before and one row after joins them. A key that stands in several rows
of a side joins none: which of them is meant nobody can tell, and each choice would be a guess.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from leadwidgets.snapshot_comparison.sides import Key, Side

SAME, MOVED, VANISHED, APPEARED = "same state", "moved", "vanished", "appeared"
NO_KEY, REPEATED = "no key", "repeated key"
FATES = (SAME, MOVED, VANISHED, APPEARED, NO_KEY, REPEATED)

Places = npt.NDArray[np.int64]

_NOWHERE = -1
_TEXTS = {"state": "lead_state", "list": "lead_list", "campaign": "campaign"}

Dtype = Literal["str", "Int64", "boolean"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Matching:
    """All leads of both sides.

    Attributes
    ----------
    leads
        See `SnapshotComparison.to_frame`.
    pairs
        The rows, before and after, of the leads that are on both sides.
    """

    leads: pd.DataFrame
    pairs: tuple[Places, Places]


def matched(before: Side, after: Side, key: Key) -> Matching:
    """Match the rows of two sides.

    Raises
    ------
    InvalidArgumentError
        If a side has no column of that key.
    """
    keys = _own_keys(before, after) if key is None else (before.keys(key), after.keys(key))
    repeated = set[object]().union(*(one[one.duplicated() & one.notna()] for one in keys))
    told = [one.notna() & ~one.isin(repeated) for one in keys]
    places = np.full(len(after), _NOWHERE)
    rows_before, rows_after = (np.flatnonzero(one) for one in told)
    found = pd.Index(keys[0][told[0]]).get_indexer(pd.Index(keys[1][told[1]]))
    on_both = found != _NOWHERE
    places[rows_after[on_both]] = rows_before[found[on_both]]
    pairs = places[places != _NOWHERE], np.flatnonzero(places != _NOWHERE)
    partner = np.full(len(before), _NOWHERE)
    partner[pairs[0]] = pairs[1]
    alone = np.flatnonzero(places == _NOWHERE)
    row_before = np.concatenate([np.arange(len(before)), np.full(len(alone), _NOWHERE)])
    row_after = np.concatenate([partner, alone])
    is_before = row_before != _NOWHERE
    key_of = np.where(is_before, _taken(keys[0], row_before), _taken(keys[1], row_after))
    leads = pd.DataFrame({"key": pd.Series(key_of, dtype="str")})
    for name, by in _TEXTS.items():
        _add(leads, name, (before.texts(by), after.texts(by)), (row_before, row_after), "str")
    numbers: dict[str, Dtype] = {"passes": "Int64", "suppressed": "boolean"}
    for name, dtype in numbers.items():
        sides = [getattr(side, name)() for side in (before, after)]
        _add(leads, name, (sides[0], sides[1]), (row_before, row_after), dtype)
    fates = _fates(leads, repeated, (row_before, row_after))
    leads.insert(1, "fate", pd.Series(pd.Categorical(fates, FATES)))
    for name, rows in (("row_before", row_before), ("row_after", row_after)):
        leads[name] = pd.Series(rows, dtype="Int64").where(rows != _NOWHERE)
    return Matching(leads, pairs)


def _own_keys(before: Side, after: Side) -> tuple[pd.Series, pd.Series]:
    """Give each row a key that no other has."""
    numbers = [f"{number}" for number in range(len(before) + len(after))]
    return (
        pd.Series(numbers[: len(before)], dtype=object),
        pd.Series(numbers[len(before) :], dtype=object),
    )


def _taken(values: pd.Series, rows: Places) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Give the values of rows; None for a row that is nowhere."""
    with_none = np.empty(len(values) + 1, object)
    with_none[:-1] = values.to_numpy(object)
    return with_none[rows]


def _add(
    leads: pd.DataFrame,
    name: str,
    values: tuple[pd.Series | None, pd.Series | None],
    rows: tuple[Places, Places],
    dtype: Dtype,
) -> None:
    for side, of_side, rows_of_side in zip(("before", "after"), values, rows, strict=True):
        empty = pd.Series([None] * (int(rows_of_side.max(initial=_NOWHERE)) + 1), dtype=object)
        taken = pd.Series(_taken(empty if of_side is None else of_side, rows_of_side))
        leads[f"{name}_{side}"] = taken.astype(dtype)


def _fates(
    leads: pd.DataFrame, repeated: set[object], rows: tuple[Places, Places]
) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    is_before, is_after = (row != _NOWHERE for row in rows)
    same = leads["state_before"] == leads["state_after"]
    fates = np.where(same, SAME, MOVED).astype(object)
    fates[~is_after] = VANISHED
    fates[~is_before] = APPEARED
    fates[leads["key"].isna()] = NO_KEY
    fates[leads["key"].isin(repeated)] = REPEATED
    return fates
