"""From rows to leads: what is above, between and below the leads of an exported table.

Lines are accounted for: each became a lead, names the columns, is empty, or is of a footer.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.sandbox.snapshots.files.counted import counted, span
from leadwidgets.sandbox.snapshots.files.footers import footer
from leadwidgets.sandbox.snapshots.files.rows import Rows
from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError
from leadwidgets.sandbox.snapshots.id_words import may_be_id
from leadwidgets.sandbox.snapshots.saved_leads import Flags, Lines, SavedLeads, Unit

_LEAST_NAMES = 3  # with which a row of one value is odd
_PHONE = re.compile(r"\+?[\d(][\d ().-]{6,}")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table as its file has it.

    Attributes
    ----------
    names
        What the columns are called, as it stands there.
    rows
        The rows below.
    unit
        What `lines` counts: ``line``, or ``row`` of a sheet.
    source
        What was read, in words.
    above
        How many lines come before the names.
    total
        How many lines there are in all.
    notes
        What was noticed so far.
    """

    names: list[str]
    rows: Rows
    unit: Unit
    source: str
    above: int
    total: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Sorted:
    """Which rows are empty, and the places of those of a footer."""

    empty: Flags
    footer: list[int]


def leads_of(table: Table, columns: Mapping[str, str]) -> SavedLeads:
    """Take the leads out of a table.

    Parameters
    ----------
    table
        What stands in the file.
    columns
        From a column's name to the field that it is, where the name does not tell.

    Raises
    ------
    UnreadableError
        If columns have the same name, or a row cannot be told to be a lead or not.
    """
    names = _names(table)
    empty = _empty(table.rows)
    meant = [columns.get(name, name) if name else "" for name in names]
    found = _Sorted(empty, footer(meant, table.rows, empty))
    left_out = empty.copy()
    left_out[found.footer] = True
    kept = np.flatnonzero(~left_out)
    notes = [_ledger(table, found, len(kept)), *table.notes, *_told(table, found)]
    notes.extend(_checked_widths(table, kept))
    return SavedLeads(
        _frame(table, names, kept), table.rows.lines[kept], table.unit, table.source, tuple(notes)
    )


def _names(table: Table) -> list[str | None]:
    """Name the columns; None for one that has neither a name nor values."""
    values = [name for name in table.names if name]
    place = f"{table.unit} {table.above + 1:,}"
    if any(_PHONE.fullmatch(name.strip()) for name in values):
        raise UnreadableError(
            f"{place} holds values instead of column names",
            f"Put a {table.unit} with the names of the columns, such as leadId, above the leads.",
        )
    twice = [name for name, often in Counter(values).items() if often > 1]
    if twice:
        raise UnreadableError(
            f"several of its columns are named {', '.join(map(repr, twice))}",
            "Rename or drop all but one of each.",
        )
    return [
        name or (None if _holds_nothing(column) else _invented(place, values))
        for place, (name, column) in enumerate(zip(table.names, table.rows.columns, strict=True), 1)
    ]


def _holds_nothing(column: pa.ChunkedArray) -> bool:
    return bool(column.null_count == len(column))


def _invented(place: int, names: list[str]) -> str:
    name = f"column {place}"
    return name if name not in names else f"{name} without a name"


def _empty(rows: Rows) -> Flags:
    """Tell which rows hold nothing but white space."""
    candidates = np.arange(len(rows.widths))
    for column in rows.columns:
        if not len(candidates):
            break
        values = column if len(candidates) == len(column) else column.take(pa.array(candidates))
        blank = pc.fill_null(pc.utf8_is_space(values), fill_value=True)
        candidates = candidates[np.asarray(blank)]
    empty = np.zeros(len(rows.widths), np.bool_)
    empty[candidates] = True
    return empty


def _ledger(table: Table, found: _Sorted, leads: int) -> str:
    """Say what became of each line of the file."""
    lines = np.append(table.rows.lines, table.total + 1)
    taken = np.diff(lines)
    head = (int(lines[0]) if len(lines) > 1 else table.total + 1) - table.above - 1
    empty, footer = int(taken[found.empty].sum()), int(taken[found.footer].sum())
    of_leads = table.total - table.above - head - empty - footer
    parts = [
        f"{table.above:,} above the column names" if table.above else "",
        f"{head:,} with the column names",
        f"{empty:,} empty" if empty else "",
        f"{footer:,} of a footer" if footer else "",
    ]
    return (
        f"{table.source}: {of_leads:,} of {counted(table.total, table.unit)} became "
        f"{counted(leads, 'lead')}; the others are {', '.join(filter(None, parts))}"
    )


def _told(table: Table, found: _Sorted) -> Iterator[str]:
    """Tell what was left out."""
    lines = table.rows.lines
    if table.above:
        above = span(table.unit, 1, table.above)
        yield f"The column names were found below {above}, which {_are(table.above)} not read"
    if found.footer:
        first, last = int(lines[found.footer[0]]), int(lines[found.footer[-1]])
        where = span(table.unit, first, last)
        yield f"A footer in {where} was left out: totals or notices, no leads"


def _are(number: int) -> str:
    return "was" if number == 1 else "were"


def _checked_widths(table: Table, kept: Lines) -> Iterator[str]:
    """Check that each lead has a value, or an empty one, for each column; tell which have fewer."""
    widths, lines, names = table.rows.widths[kept], table.rows.lines[kept], len(table.names)
    if not len(widths):
        return
    if widths.max() > names and widths.min() < widths.max():
        first = int(np.argmax(widths > names))
        raise UnreadableError(
            f"{table.unit} {lines[first]:,} has {counted(int(widths[first]), 'value')} for "
            f"{counted(names, 'column name')}, and other {table.unit}s have {int(widths.min()):,}",
            "Take off the separators too many: a value may be in the wrong column.",
        )
    short = np.flatnonzero(widths < names)
    if not len(short):
        return
    alone = short[widths[short] == 1] if names >= _LEAST_NAMES else short[:0]
    values = table.rows.columns[0].take(pa.array(kept[alone])).to_pylist()
    for place, value in zip(alone, values, strict=True):
        if not may_be_id(value):
            raise UnreadableError(
                f"{table.unit} {lines[place]:,} has one value for {names:,} column names, and it "
                "is no id: a heading, a subtotal, or what a line end inside a value has cut off",
                f"Take the {table.unit} out, or put it back to where it belongs.",
            )
    yield (
        f"{counted(len(short), 'lead')} {'has' if len(short) == 1 else 'have'} fewer values than "
        f"there are columns, the first in {table.unit} {lines[short[0]]:,}: what is missing is null"
    )


def _frame(table: Table, names: list[str | None], kept: Lines) -> pd.DataFrame:
    named = {
        name: column
        for name, column in zip(names, table.rows.columns, strict=True)
        if name is not None
    }
    whole = pa.table(named)
    if len(kept) != len(whole):
        whole = whole.take(pa.array(kept))
    frame: pd.DataFrame = whole.to_pandas()
    return frame
