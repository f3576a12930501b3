"""The columns of one frame when the last page is in: names, order, and what stands beside."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from leadwidgets.fields import LeadKind
from leadwidgets.frame import dispositions, notes
from leadwidgets.frame.chunks import Chunk
from leadwidgets.frame.columns import GrowingColumn
from leadwidgets.frame.exact import json_text, printable
from leadwidgets.frame.lead_columns import (
    AGENT_DISPOSITION,
    COLUMN_NAMES,
    COLUMNS,
    COMPOSITE_DISPOSITION,
    LAST_PASS_DISPO,
    NESTED_FIELDS,
    ROW_FIELDS,
    SINGLE_AGENT_DISPOSITION,
    SYSTEM_DISPOSITION,
    Path,
    column_name,
    kind_of,
    unique_name,
)
from leadwidgets.frame.misfits import NO_MISFITS, Misfits, Reason, overlaid
from leadwidgets.frame.pandas_cells import text_column

_OTHER_FIELDS = "other_fields"


class Part(NamedTuple):
    """A page's values, and the row of the frame that they start at."""

    start: int
    chunk: Chunk


@dataclass
class Assembly:
    """The columns of one frame while it is put together."""

    rows: int
    columns: dict[str, Any] = field(default_factory=dict)
    kinds: dict[str, LeadKind] = field(default_factory=dict)
    misfits: dict[str, Misfits] = field(default_factory=dict)
    undocumented: dict[Path, str] = field(default_factory=dict)
    others: int = 0
    contradictions: int = 0
    inner_contradictions: dict[Path, int] = field(default_factory=dict)
    side_columns: dict[str, str] = field(default_factory=dict)

    def place(self, path: Path, column: GrowingColumn) -> None:
        """Put a column into the frame."""
        if path[0] in NESTED_FIELDS and len(path) == 1 and column.all_null:
            return  # no lead has the object, whose own fields are the columns
        name = column_name(path, {*self.columns, *COLUMNS} - {COLUMN_NAMES.get(path)})
        if path not in COLUMN_NAMES:
            self.undocumented[path] = name
        whole = column.whole(self.rows)
        self.columns[name], self.kinds[name] = whole.cells, whole.kind
        if len(whole.misfits):
            self.misfits[name] = whole.misfits
        if path in ROW_FIELDS:  # of the lead inside a row only what contradicts the row is left
            present = ~pd.isna(whole.cells)
            present[whole.misfits.rows] = True
            self.inner_contradictions[path] = int(present.sum())

    def place_others(self, columns: Mapping[Path, Iterable[Part]]) -> None:
        """Put columns beyond the number that a frame can have into one."""
        self.others = len(columns)
        name = unique_name(_OTHER_FIELDS, self.columns)
        self.columns[name] = text_column(_other_fields(columns, self.rows))

    def split_dispositions(self) -> None:
        """Fill the two columns that the composite disposition is split into."""
        single = self.columns[AGENT_DISPOSITION]
        parts = dispositions.split(
            self.columns[COLUMN_NAMES[COMPOSITE_DISPOSITION]],
            self.columns[COLUMN_NAMES[LAST_PASS_DISPO]],
            self.columns[COLUMN_NAMES[SINGLE_AGENT_DISPOSITION]],
        )
        self.columns[SYSTEM_DISPOSITION] = parts.system
        self.columns[AGENT_DISPOSITION] = parts.agent
        self.contradictions = int(parts.system_differs.sum())
        rows = np.flatnonzero(parts.agent_differs)
        if len(rows):
            texts = [json_text(label) for label in single.categories]
            other = Misfits.encoded(rows, single.codes[rows], texts, Reason.OTHER_FIELD)
            own = self.misfits.get(AGENT_DISPOSITION, NO_MISFITS)
            self.misfits[AGENT_DISPOSITION] = overlaid(other, own)

    def frame(self) -> pd.DataFrame:
        """Put the columns in order, and the misfits beside them."""
        columns = {name: self.columns.pop(name) for name in COLUMNS} | self.columns
        for name, misfits in self.misfits.items():
            side_column = unique_name(f"{name}_as_sent", columns)
            self.side_columns[name] = side_column
            columns[side_column] = text_column(misfits.text(self.rows))
        return pd.DataFrame(columns, index=pd.RangeIndex(self.rows), copy=False)

    def notes(self) -> tuple[str, ...]:
        """Tell what did not fit."""
        misfit_notes = (
            note
            for name, misfits in self.misfits.items()
            for note in notes.misfit_notes(name, self.side_columns[name], self.kinds[name], misfits)
        )
        renamed = {
            path: name for path, name in self.undocumented.items() if name != column_name(path, ())
        }
        return (
            *misfit_notes,
            *notes.system_disposition_notes(self.contradictions),
            *notes.inner_notes(
                {
                    (self.undocumented[path], COLUMN_NAMES[ROW_FIELDS[path]]): count
                    for path, count in self.inner_contradictions.items()
                }
            ),
            *notes.unknown_notes(
                [name for path, name in self.undocumented.items() if kind_of(path) is None]
            ),
            *notes.overflow_notes(self.others),
            *notes.renamed_notes(renamed),
        )


def _other_fields(columns: Mapping[Path, Iterable[Part]], rows: int) -> pa.Array:
    """Write what `columns` hold as a text a lead, null for leads that have none of them.

    Returns
    -------
    pyarrow.Array
        Texts such as ``{"extendedLeadData.pet": "cat"}``, with every value as it was sent.
    """
    members: dict[int, list[str]] = {}
    for path, parts in columns.items():
        name = json.dumps(printable(".".join(path)))
        for row, text in _json_texts(parts):
            members.setdefault(row, []).append(f"{name}: {text}")
    texts = (f"{{{', '.join(members[row])}}}" if row in members else None for row in range(rows))
    return pa.array(texts, pa.string())


def _json_texts(parts: Iterable[Part]) -> Iterable[tuple[int, str]]:
    """Give row and JSON text of each value."""
    for part in parts:
        misfits = part.chunk.misfits
        texts = dict(zip(misfits.rows.tolist(), misfits.texts.to_pylist(), strict=True))
        for row, value in enumerate(part.chunk.array.to_pylist()):
            if row in texts or value is not None:
                yield part.start + row, texts.get(row) or _written(part, value)


def _written(part: Part, value: object) -> str:
    return str(value) if part.chunk.kind is LeadKind.JSON else json_text(value)
