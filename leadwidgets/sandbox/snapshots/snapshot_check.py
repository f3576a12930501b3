"""What a file of leads holds, how it will be read, and what has to be said first."""

import html
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.snapshots.column_tables import write_table

COLUMNS = ("column", "field", "how", "reading", "filled", "different")
"""What a check tells of each column."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SnapshotCheck:
    """What `check` found. It holds no value of a person, and may be shown to anybody.

    Attributes
    ----------
    source
        What was read, in words, such as ``export.csv, tab-separated, UTF-16``.
    leads
        How many leads there are: rows of the file that are no title and no footer.
    columns
        A row a column, in the order of the file: ``column``; ``field``, the field that it is, or
        missing; ``how``: ``name`` (it is called so), ``said``, ``auto`` (proposed and accepted),
        ``proposed`` (and not accepted yet), ``kept`` (as it is, beside the fields); ``reading``,
        what its values are read as; ``filled``, how many are not empty; ``different``, how many
        different ones there are.
    mapping
        From a column to its field, proposed ones included: what `columns` of `Sandbox.from_leads`
        takes, and `save_columns` writes.
    notes
        What was noticed, such as odd values with their numbers. The same stands in each receipt.
    refusals
        What stands against loading the leads, each with its next step.
    """

    source: str
    leads: int
    columns: pd.DataFrame
    mapping: Mapping[str, str]
    notes: tuple[str, ...]
    refusals: tuple[SnapshotError, ...]

    @property
    def ready(self) -> bool:
        """Whether the leads load as they are, with what was said."""
        return not self.refusals

    @property
    def headline(self) -> str:
        """The check in one line."""
        state = "loads as it is" if self.ready else "something has to be said first"
        return f"{self.source}: {_counted(self.leads, 'lead')}, {state}"

    def save_columns(self, path: str | os.PathLike[str]) -> None:
        """Write `mapping` as JSON, for ``columns=`` and ``--columns``; an older file is replaced.

        Raises
        ------
        OSError
            If nothing can be written there.
        """
        write_table(Path(path), self.mapping)

    def lines(self) -> Iterator[str]:
        """Tell the check in lines, the columns as a table."""
        yield self.headline
        yield ""
        yield from _table(self.columns)
        yield ""
        yield self._kept()
        yield from (f"Note: {note}" for note in self.notes)
        yield from (f"Refused: {error}" for error in self.refusals)

    def _kept(self) -> str:
        proposed = int((self.columns["how"] == "proposed").sum())
        fields = int(self.columns["field"].notna().sum()) - proposed
        kept = len(self.columns) - fields - proposed
        are = "is a field" if fields == 1 else "are fields"
        may_be = f", {proposed:,} may be" if proposed else ""
        return (
            f"Nothing is lost: {_counted(fields, 'column')} {are}{may_be}, "
            f"{kept:,} kept beside them as they are."
        )

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        told = [self._kept(), *(f"Note: {note}" for note in self.notes)]
        told += [f"Refused: {error}" for error in self.refusals]
        items = "".join(f"<li>{html.escape(line)}</li>" for line in told)
        table = self.columns.fillna("").to_html(index=False)
        return f"<div><strong>{html.escape(self.headline)}</strong>{table}<ul>{items}</ul></div>"


def _table(columns: pd.DataFrame) -> Iterator[str]:
    """Write a table whose cells stand below each other."""
    rows = [[*map(str, columns.columns)], *columns.fillna("").astype("str").to_numpy().tolist()]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
