"""Leads in a text file: the names of the columns, and below them a lead a line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.formulas import FORMULA
from leadwidgets.sandbox.snapshots.files.contents import Content
from leadwidgets.sandbox.snapshots.files.counted import counted
from leadwidgets.sandbox.snapshots.files.encodings import decoded
from leadwidgets.sandbox.snapshots.files.line_ends import with_plain_line_ends
from leadwidgets.sandbox.snapshots.files.quotation import read_rows
from leadwidgets.sandbox.snapshots.files.separators import NAMES, Layout, laid_out
from leadwidgets.sandbox.snapshots.files.tables import Table, leads_of
from leadwidgets.sandbox.snapshots.options import ReadingOptions
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads

_GUARDED = f"^'{FORMULA}"


def read_delimited(
    content: Content, options: ReadingOptions, columns: Mapping[str, str]
) -> SavedLeads:
    """Read every value as text: a zip keeps its leading zeros. Empty fields are null.

    Raises
    ------
    UnreadableError
        If it is not one table without a doubt; the reason says where.
    """
    text = decoded(content.raw, options.encoding)
    lines = with_plain_line_ends(text.utf8)
    layout = laid_out(lines.utf8)
    head, body = _divided(lines.utf8, layout)
    rows, of_quotes = read_rows(body, head, layout, options.quotes)
    values = [lines.restored(column) for column in rows.columns]
    names = [lines.restored_name(name) for name in layout.names]
    taken_off = 0
    if b"'" in lines.utf8:
        values, names, taken_off = _unguarded(values, names)
    noticed = (content.misnamed, text.note, of_quotes, *_unguarded_noted(taken_off))
    separated = NAMES.get(layout.separator, f"separated by {layout.separator!r}")
    return leads_of(
        Table(
            names=names,
            rows=replace(rows, columns=values),
            unit="line",
            source=f"{content.name}, {separated}, {text.encoding}",
            above=layout.above,
            total=lines.utf8.count(b"\n") + (not lines.utf8.endswith(b"\n")),
            notes=tuple(filter(None, noticed)),
        ),
        columns,
    )


def _divided(utf8: bytes, layout: Layout) -> tuple[bytes, bytes]:
    """Give the lines with the column names, and those below."""
    begin = _after_lines(utf8, layout.above, 0)
    end = _after_lines(utf8, layout.head, begin)
    return utf8[begin:end], utf8[end:]


def _after_lines(utf8: bytes, lines: int, begin: int) -> int:
    for _ in range(lines):
        begin = utf8.find(b"\n", begin) + 1 or len(utf8)
    return begin


def _unguarded(
    columns: list[pa.ChunkedArray], names: list[str]
) -> tuple[list[pa.ChunkedArray], list[str], int]:
    """Take off the apostrophes that keep spreadsheets from running texts, and count them."""
    number = sum(map(_is_guarded, names))
    plain = []
    for texts in columns:
        guarded = pc.fill_null(pc.match_substring_regex(texts, _GUARDED), fill_value=False)
        here = pc.sum(guarded).as_py() or 0
        plain.append(
            pc.if_else(guarded, pc.utf8_slice_codeunits(texts, 1), texts) if here else texts
        )
        number += here
    return plain, [name[1:] if _is_guarded(name) else name for name in names], number


def _is_guarded(name: str) -> bool:
    return re.match(_GUARDED, name) is not None


def _unguarded_noted(number: int) -> Iterator[str]:
    if number:
        yield (
            f"{counted(number, 'apostrophe')} in front of what a spreadsheet would run as a "
            "formula, or of an apostrophe, left out"
        )
