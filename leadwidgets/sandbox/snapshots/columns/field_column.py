"""A column of saved leads that is a field, what it was read as, and how it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads

Places = np.ndarray[Any, np.dtype[np.bool_]]
"""A truth for each row."""


@dataclass(frozen=True, slots=True, eq=False)
class FieldColumn:
    """A column that is a field.

    Attributes
    ----------
    field
        As the API calls it.
    name
        As the leads call it.
    series
        A row a lead.
    saved
        Where it comes from.
    """

    field: str
    name: str
    series: "pd.Series[Any]"
    saved: SavedLeads

    def refused(self, why: str, rows: Sequence[int], next_step: str) -> SnapshotError:
        """Give the error that refuses a column for some of its rows, counted from 0."""
        first = self.saved.place(rows[0])
        return SnapshotError(
            f"The column {self.name!r} is {self.field}, {why}, the first in {first}",
            next_step=next_step,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """What a column was read as.

    Attributes
    ----------
    array
        In the account's type.
    notes
        What was noticed, as sentences without a full stop.
    texts
        What stood where an id was made of a text; null for the others.
    """

    array: pa.Array
    notes: tuple[str, ...] = ()
    texts: pa.Array | None = None


def rows_of(places: Places) -> list[int]:
    """Give the rows, from 0, for which something is true."""
    rows: list[int] = np.flatnonzero(places).tolist()
    return rows


def counted(number: int, thing: str) -> str:
    """Write ``1 value`` or ``2,000 values``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
