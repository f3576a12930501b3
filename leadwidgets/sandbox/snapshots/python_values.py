"""Values that only Python holds: which of them cannot be kept, in a DataFrame or in JSON."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads

_DEEPEST = 100
_LONGEST = 4_000  # digits; Python writes no more than 4,300
_MOST_BITS = 13_280  # of a number of so many digits
_PLAIN = ("string", "empty", "floating", "boolean", "datetime", "datetime64", "date")


def check_python_values(saved: SavedLeads) -> None:
    """Check that each value can be written.

    Raises
    ------
    SnapshotError
        If a list or a mapping holds others too deep, or itself, a whole number is too long, or a
        NaN signals.
    """
    for name, column in saved.frame.items():
        if column.dtype != object or pd.api.types.infer_dtype(column) in _PLAIN:
            continue
        for row, value in enumerate(column):
            why = _unwritable(value)
            if why:
                raise SnapshotError(
                    f"The column {name!r} holds {why}, the first in {saved.place(row)}",
                    next_step="Take that value out, or drop the column.",
                )


def _unwritable(value: object) -> str | None:
    level: list[Any] = [value]
    for _ in range(_DEEPEST):
        if any(isinstance(one, int) and one.bit_length() > _MOST_BITS for one in level):
            return f"a whole number of more than {_LONGEST:,} digits"
        if any(isinstance(one, Decimal) and one.is_snan() for one in level):
            return "a signaling NaN"
        level = list({id(inner): inner for one in level for inner in _within(one)}.values())
        if not level:
            return None
    return f"a value that is nested more than {_DEEPEST} deep"


def _within(value: object) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, np.ndarray):
        return value.tolist() if value.dtype == object else ()
    return value if isinstance(value, list | tuple | set | frozenset) else ()
