"""The columns of one frame while they are joined: names, dtypes, order, and what stands beside."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from leadwidgets.frame import dispositions, notes
from leadwidgets.frame.arrays import joined, joined_category
from leadwidgets.frame.columns import ARROW_TYPES, widened
from leadwidgets.frame.exact import as_sent
from leadwidgets.frame.odd import NONE_ODD, OddValues, Reason, overlaid
from leadwidgets.frame.odd import joined as joined_odd
from leadwidgets.frame.overflow import OTHER_FIELDS, other_fields
from leadwidgets.frame.parts import Part
from leadwidgets.frame.schema import (
    AGENT_DISPOSITION,
    COLUMN_NAMES,
    COLUMNS,
    COMPOSITE_DISPOSITION,
    LAST_PASS_DISPO,
    LEAD_STATE,
    LEAD_TIMEZONE,
    SENT_AGENT_DISPOSITION,
    SYSTEM_DISPOSITION,
    Kind,
    Path,
    column_name,
    kind_of,
    unique_name,
)
from leadwidgets.vocabulary import (
    LEAD_STATES,
    LEAD_TIMEZONES,
    SYSTEM_DISPOSITIONS,
    canonical_lead_state,
)

_ORDERS: dict[Path, Iterable[str]] = {
    LEAD_STATE: LEAD_STATES,
    LEAD_TIMEZONE: LEAD_TIMEZONES,
    LAST_PASS_DISPO: SYSTEM_DISPOSITIONS,
}
_AT_ONCE = 2  # columns; Arrow copies without holding up Python's other threads
_SPELLINGS: dict[Path, Callable[[str], str]] = {LEAD_STATE: canonical_lead_state}


@dataclass
class Assembly:
    """The columns of one frame while they are joined."""

    rows: int
    columns: dict[str, Any] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    odd: dict[str, OddValues] = field(default_factory=dict)
    undocumented: dict[Path, str] = field(default_factory=dict)
    others: int = 0
    contradictions: int = 0
    side_columns: dict[str, str] = field(default_factory=dict)

    def place(self, columns: Mapping[Path, list[Part]]) -> None:
        """Join the parts of columns, and let go of them."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            joins = [pool.submit(_join, path, parts, self.rows) for path, parts in columns.items()]
            for path, join in zip(columns, joins, strict=True):
                name = column_name(path, {*self.columns, *COLUMNS} - {COLUMN_NAMES.get(path)})
                if path not in COLUMN_NAMES:
                    self.undocumented[path] = name
                column = join.result()
                self.columns[name], self.kinds[name] = column.array, column.kind
                if len(column.odd):
                    self.odd[name] = column.odd

    def place_others(self, columns: Mapping[Path, list[Part]]) -> None:
        """Put columns beyond the number that a frame can have into one."""
        self.others = len(columns)
        name = unique_name(OTHER_FIELDS, self.columns)
        self.columns[name] = joined(Kind.JSON, [other_fields(columns, self.rows)])

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
            columns[side_column] = joined(Kind.TEXT, [odd.text(self.rows)])
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
            *notes.unknown_notes(list(self.undocumented.values())),
            *notes.overflow_notes(self.others),
            *notes.renamed_notes(renamed),
        )


class _Joined(NamedTuple):
    """A column of the frame, what it holds, and its odd values."""

    array: Any
    kind: Kind
    odd: OddValues


def _join(path: Path, parts: list[Part], rows: int) -> _Joined:
    """Join the parts of one column, and let go of them."""
    kind, chunks = widened([part.chunk for part in parts])
    kind = kind or kind_of(path) or Kind.TEXT
    starts = [part.start for part in parts]
    parts.clear()
    arrays = _without_gaps(kind, starts, [chunk.array for chunk in chunks], rows)
    odd = joined_odd([chunk.odd.moved(start) for start, chunk in zip(starts, chunks, strict=True)])
    del chunks
    if kind is Kind.CATEGORY:
        order, spelling = _ORDERS.get(path, ()), _SPELLINGS.get(path, str)
        column = _Joined(joined_category(arrays, order, spelling), kind, odd)
    else:
        column = _Joined(joined(kind, arrays), kind, odd)
    del arrays
    # Else Arrow keeps the pages' memory for later, and the answer takes it twice.
    pa.default_memory_pool().release_unused()
    return column


def _without_gaps(
    kind: Kind, starts: Sequence[int], arrays: Sequence[pa.Array], rows: int
) -> list[pa.Array]:
    """Fill with nulls where pages lacked the column, and where all of a page's values are null."""
    type_ = ARROW_TYPES[kind]
    filled, reached = [], 0
    for start, array in zip(starts, arrays, strict=True):
        if start > reached:
            filled.append(pa.nulls(start - reached, type_))
        filled.append(pa.nulls(len(array), type_) if pa.types.is_null(array.type) else array)
        reached = start + len(array)
    if rows > reached:
        filled.append(pa.nulls(rows - reached, type_))
    return filled
