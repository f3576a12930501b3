"""Leads in a text file: the names of the columns, and below them a lead a line."""

from collections.abc import Mapping
from dataclasses import replace

from leadwidgets.sandbox.snapshots.files.contents import Content
from leadwidgets.sandbox.snapshots.files.encodings import decoded
from leadwidgets.sandbox.snapshots.files.line_ends import with_plain_line_ends
from leadwidgets.sandbox.snapshots.files.quotation import read_rows
from leadwidgets.sandbox.snapshots.files.separators import NAMES, Layout, laid_out
from leadwidgets.sandbox.snapshots.files.spreadsheet_marks import without_marks
from leadwidgets.sandbox.snapshots.files.tables import Table, leads_of
from leadwidgets.sandbox.snapshots.options import ReadingOptions
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads


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
    plain = without_marks(
        [lines.restored(column) for column in rows.columns],
        [lines.restored_name(name) for name in layout.names],
        lines.utf8,
    )
    noticed = (content.misnamed, text.note, of_quotes, *plain.notes)
    separated = NAMES.get(layout.separator, f"separated by {layout.separator!r}")
    return leads_of(
        Table(
            names=plain.names,
            rows=replace(rows, columns=plain.columns),
            unit="line",
            source=f"{content.source}, {separated}, {text.encoding}",
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
