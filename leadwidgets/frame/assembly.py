"""The columns of one frame when the last page is in: names, order, and what stands beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from leadwidgets.frame import dispositions, notes
from leadwidgets.frame.cells import text_column
from leadwidgets.frame.exact import as_sent
from leadwidgets.frame.growing import GrowingColumn
from leadwidgets.frame.odd import NONE_ODD, OddValues, Reason, overlaid
from leadwidgets.frame.overflow import OTHER_FIELDS, Part, other_fields
from leadwidgets.frame.schema import (
    AGENT_DISPOSITION,
    COLUMN_NAMES,
    COLUMNS,
    COMPOSITE_DISPOSITION,
    LAST_PASS_DISPO,
    NESTED_FIELDS,
    SENT_AGENT_DISPOSITION,
    SYSTEM_DISPOSITION,
    Kind,
    Path,
    column_name,
    kind_of,
    unique_name,
)


@dataclass
class Assembly:
    """The columns of one frame while it is put together."""

    rows: int
    columns: dict[str, Any] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    odd: dict[str, OddValues] = field(default_factory=dict)
    undocumented: dict[Path, str] = field(default_factory=dict)
    others: int = 0
    contradictions: int = 0
    side_columns: dict[str, str] = field(default_factory=dict)

    def place(self, path: Path, growing: GrowingColumn) -> None:
        """Put a column into the frame."""
        if path[0] in NESTED_FIELDS and len(path) == 1 and growing.all_null:
            return  # no lead has the object, whose own fields are the columns
        name = column_name(path, {*self.columns, *COLUMNS} - {COLUMN_NAMES.get(path)})
        if path not in COLUMN_NAMES:
            self.undocumented[path] = name
        column = growing.joined(self.rows)
        self.columns[name], self.kinds[name] = column.cells, column.kind
        if len(column.odd):
            self.odd[name] = column.odd

    def place_others(self, columns: Mapping[Path, list[Part]]) -> None:
        """Put columns beyond the number that a frame can have into one."""
        self.others = len(columns)
        name = unique_name(OTHER_FIELDS, self.columns)
        self.columns[name] = text_column(other_fields(columns, self.rows))

    def split_dispositions(self) -> None:
        """Fill the two columns that the composite disposition is split into."""
        sent = self.columns[AGENT_DISPOSITION]
        parts = dispositions.split(
            self.columns[COLUMN_NAMES[COMPOSITE_DISPOSITION]],
            self.columns[COLUMN_NAMES[LAST_PASS_DISPO]],
            self.columns[COLUMN_NAMES[SENT_AGENT_DISPOSITION]],
        )
        self.columns[SYSTEM_DISPOSITION] = parts.system
        self.columns[AGENT_DISPOSITION] = parts.agent
        self.contradictions = int(parts.system_differs.sum())
        rows = np.flatnonzero(parts.agent_differs)
        if len(rows):
            texts = [as_sent(label) for label in sent.categories]
            other = OddValues.encoded(rows, sent.codes[rows], texts, Reason.OTHER_FIELD)
            own = self.odd.get(AGENT_DISPOSITION, NONE_ODD)
            self.odd[AGENT_DISPOSITION] = overlaid(other, own)

    def frame(self) -> pd.DataFrame:
        """Put the columns in order, and the odd values beside them."""
        columns = {name: self.columns.pop(name) for name in COLUMNS} | self.columns
        for name, odd in self.odd.items():
            side_column = unique_name(f"{name}_as_sent", columns)
            self.side_columns[name] = side_column
            columns[side_column] = text_column(odd.text(self.rows))
        return pd.DataFrame(columns, index=pd.RangeIndex(self.rows), copy=False)

    def notes(self) -> tuple[str, ...]:
        """Tell what did not fit."""
        odd_notes = (
            note
            for name, odd in self.odd.items()
            for note in notes.odd_notes(name, self.side_columns[name], self.kinds[name], odd)
        )
        renamed = {
            path: name for path, name in self.undocumented.items() if name != column_name(path, ())
        }
        return (
            *odd_notes,
            *notes.system_disposition_notes(self.contradictions),
            *notes.unknown_notes(
                [name for path, name in self.undocumented.items() if kind_of(path) is None]
            ),
            *notes.overflow_notes(self.others),
            *notes.renamed_notes(renamed),
        )
