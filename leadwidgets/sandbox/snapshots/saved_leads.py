"""Saved leads as they were found, before anybody knows which column is which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

_MOST_ROWS = 3

Lines = np.ndarray[tuple[int], np.dtype[np.int64]]
"""Numbers of lines, or of a sheet's rows, from 1."""

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
"""What is true of each row."""


Unit = Literal["line", "row"]
_WHOLE: Mapping[Unit, str] = {"line": "file", "row": "sheet"}


@dataclass(frozen=True, slots=True, eq=False)
class SavedLeads:
    """A table of leads and where it came from.

    Attributes
    ----------
    frame
        A row a lead, counted from 0. Where the source is text, every column is text as it stands
        there, and an empty field is null.
    lines
        The line of the file, or the row of the sheet, on which each row begins; None where the
        source has no such numbers.
    unit
        What `lines` counts: ``line`` of a file, or ``row`` of a sheet.
    source
        What was read, in words: ``export.csv, tab-separated, UTF-16``.
    notes
        What was noticed while reading, as sentences without a full stop. They hold no value of a
        lead.
    """

    frame: pd.DataFrame
    lines: Lines | None = None
    unit: Unit = "line"
    source: str = "a DataFrame"
    notes: tuple[str, ...] = ()

    def place(self, row: int) -> str:
        """Say where a row, counted from 0, stands in the source."""
        below = f"row {row + 1:,} below the column names"
        return below if self.lines is None else f"{below} ({self._line(self.lines[row])})"

    def places(self, rows: Sequence[int]) -> str:
        """Say where some rows stand: how many, and the first of them."""
        shown = ", ".join(f"{row + 1:,}" for row in rows[:_MOST_ROWS])
        if len(rows) > _MOST_ROWS:
            below = f"{len(rows):,} rows below the column names ({shown}, …)"
        else:
            below = f"row{'s' if len(rows) > 1 else ''} {shown} below the column names"
        if self.lines is None:
            return below
        return f"{below}, the first on {self._line(self.lines[rows[0]])}"

    def _line(self, number: int) -> str:
        return f"{self.unit} {number:,} of the {_WHOLE[self.unit]}"
