"""Saved leads as they were found, before anybody knows which column is which field."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

Lines = np.ndarray[tuple[int], np.dtype[np.int64]]
"""Numbers of lines, or of a sheet's rows, from 1."""

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
"""What is true of each row."""


@dataclass(frozen=True, slots=True, eq=False)
class SavedLeads:
    """A table of leads and where it came from.

    Attributes
    ----------
    frame
        A row a lead, counted from 0. Where the source is text, every column is text as it stands
        there, and an empty field is null.
    lines
        The line of the file on which each row begins; None where the source has no lines.
    source
        What was read, in words: ``export.csv, tab-separated, UTF-16``.
    notes
        What was noticed while reading, as sentences without a full stop. They hold no value of a
        lead.
    """

    frame: pd.DataFrame
    lines: Lines | None = None
    source: str = "a DataFrame"
    notes: tuple[str, ...] = ()

    def place(self, row: int) -> str:
        """Say where a row, counted from 0, stands in the source."""
        below = f"row {row + 1:,} below the column names"
        return below if self.lines is None else f"{below} (line {self.lines[row]:,} of the file)"
