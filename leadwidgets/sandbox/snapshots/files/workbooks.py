"""Leads in a workbook: one of its sheets, each cell as the text that it shows.

A number has no leading zeros and at most 15 digits, a date no zone: what a sheet does not hold,
nobody can read from it. Errors are kept as the texts that they show.
"""

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from leadwidgets.extras import load
from leadwidgets.sandbox.snapshots.files.contents import Content
from leadwidgets.sandbox.snapshots.files.counted import counted
from leadwidgets.sandbox.snapshots.files.heads import (
    check_no_table_above,
    filled,
    head_row,
    named_fields,
)
from leadwidgets.sandbox.snapshots.files.rows import Rows
from leadwidgets.sandbox.snapshots.files.tables import Table, leads_of
from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError
from leadwidgets.sandbox.snapshots.files.valueless import Cell, valueless_cells
from leadwidgets.sandbox.snapshots.options import ReadingOptions
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_FIRST_ROWS = 300
_FEWEST_FIELDS = 2  # that the columns of a sheet of leads are named after
_MOST_EXACT = 10**15
_Cell = str | float | dt.datetime | dt.date | dt.time | dt.timedelta


def read_workbook(
    content: Content, options: ReadingOptions, columns: Mapping[str, str]
) -> SavedLeads:
    """Read the sheet that the options name, else the only one that can be meant.

    Raises
    ------
    MissingExtraError
        If the extra ``excel`` is not installed.
    UnreadableError
        If it is no workbook, has no such sheet, or several that may be meant.
    """
    calamine = load("python_calamine", extra="excel", needed_for="Reading a workbook")
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content.raw))
        name = _chosen(workbook, options.sheet)
        cells = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except calamine.PasswordError:
        raise UnreadableError(
            "it is protected by a password", "Save the workbook without one."
        ) from None
    except calamine.CalamineError as error:
        raise UnreadableError(
            f"it is no workbook that can be read ({error})", "Save it again as .xlsx, or as CSV."
        ) from None
    others = [sheet for sheet in workbook.sheet_names if sheet != name]
    valueless = valueless_cells(content.raw, name)
    _put_errors(cells, valueless or [])
    noticed = (*_told(content, name, others), *_valueless_told(valueless))
    return leads_of(_table(content, name, cells, others, noticed), columns)


def _put_errors(cells: list[list[_Cell]], valueless: list[Cell]) -> None:
    for cell in valueless:
        if cell.is_error and cell.row < len(cells) and cell.column < len(cells[cell.row]):
            cells[cell.row][cell.column] = cell.shows


def _chosen(workbook: "CalamineWorkbook", sheet: str | None) -> str:
    names = workbook.sheet_names
    if sheet is not None:
        if sheet in names:
            return sheet
        raise UnreadableError(f"it has no sheet {sheet!r}", f"{_SAY}: {_listed(names)}.")
    firsts = {name: _first_rows(workbook, name) for name in names}
    full = [name for name, rows in firsts.items() if rows]
    if not full:
        raise UnreadableError("its sheets are empty", "Give a workbook with a sheet of leads.")
    of_leads = [name for name in full if _names_fields(firsts[name])]
    likely = full if len(full) == 1 else of_leads
    if len(likely) == 1:
        return likely[0]
    raise UnreadableError(
        f"{len(likely or full):,} of its sheets may hold the leads",
        f"{_SAY}: {_listed(likely or full)}.",
    )


def _first_rows(workbook: "CalamineWorkbook", name: str) -> list[list[str]]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=_FIRST_ROWS)
    texts = [list(map(_text, row)) for row in rows]
    return texts if any(map(filled, texts)) else []


def _names_fields(rows: list[list[str]]) -> bool:
    head = head_row(rows)
    return head is not None and named_fields(rows[head]) >= _FEWEST_FIELDS


def _table(
    content: Content,
    name: str,
    cells: list[list[_Cell]],
    others: list[str],
    noticed: tuple[str, ...],
) -> Table:
    first = [list(map(_text, row)) for row in cells[:_FIRST_ROWS]]
    head = head_row(first)
    if head is None:
        raise UnreadableError(f"the sheet {name!r} is empty", f"{_SAY}: {_listed(others)}.")
    check_no_table_above(first, head, [f"row {row:,}" for row in range(1, len(first) + 1)])
    names, below = list(map(_text, cells[head])), cells[head + 1 :]
    columns = [list(column) for column in zip(*below, strict=True)] or [[] for _ in names]
    return Table(
        names=names,
        rows=Rows(
            [pa.chunked_array([_texts(column)]) for column in columns],
            np.full(len(below), len(names), np.int64),
            np.arange(head + 2, head + 2 + len(below), dtype=np.int64),
        ),
        unit="row",
        source=f"{content.source}, sheet {name!r}",
        above=head,
        total=len(cells),
        notes=(*noticed, *_inexact_told(dict(zip(names, columns, strict=True)))),
    )


def _told(content: Content, name: str, others: list[str]) -> Iterator[str]:
    if content.misnamed:
        yield content.misnamed
    if others:
        yield f"The leads are those of the sheet {name!r}; not read: {_listed(others)}"


def _valueless_told(valueless: list[Cell] | None) -> Iterator[str]:
    if valueless is None:
        yield (
            "In a workbook of this kind, errors such as #N/A and formulas that were never worked "
            "out read as empty cells; saved as .xlsx, it tells them"
        )
        return
    errors = [cell for cell in valueless if cell.is_error]
    if errors:
        which = ", ".join(dict.fromkeys(cell.shows for cell in errors))
        yield f"Errors in {_places(errors)} were kept as texts: {which}"
    formulas = [cell for cell in valueless if not cell.shows]
    if formulas:
        yield f"Formulas in {_places(formulas)} were never worked out and became null: {_OPEN_IT}"
    doubtful = [cell for cell in valueless if cell.shows and not cell.is_error]
    if doubtful:
        yield (
            f"Formulas in {_places(doubtful)} have the result 0 in a workbook that no spreadsheet "
            f"has worked out: it may stand for another; {_OPEN_IT}"
        )


def _places(cells: list[Cell]) -> str:
    return f"{counted(len(cells), 'cell')} (the first is {cells[0].place})"


def _inexact_told(columns: dict[str, list[_Cell]]) -> Iterator[str]:
    long = [column for column, cells in columns.items() if any(map(_is_inexact, cells))]
    if long:
        yield (
            "A workbook keeps 15 digits of a number; the last digits of longer ones in "
            f"{_listed(long)} are lost"
        )


def _is_inexact(cell: _Cell) -> bool:
    return isinstance(cell, float) and abs(cell) >= _MOST_EXACT


def _texts(cells: list[_Cell]) -> pa.Array:
    return pa.array([_text(cell) or None for cell in cells], pa.string())


def _text(cell: _Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.timedelta):
        return str(cell)
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def _listed(names: list[str]) -> str:
    return ", ".join(map(repr, names))


_OPEN_IT = "open the workbook in a spreadsheet and save it"
_SAY = "Name the sheet of leads with sheet=…, in a shell with --sheet"
