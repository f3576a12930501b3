"""Whether the quotation marks of a text file enclose values, or are text like the rest.

Nothing in a file says so. A mark that opens a value and is never closed, or a value that swallows
whole rows, shows that they do not; a value enclosed on one line shows that they do. Where both
readings are open, the file is refused: one of them would lose leads.
"""

import re

from leadwidgets.sandbox.snapshots.files.rows import (
    MisfitError,
    Rows,
    enclosed_rows,
    literal_rows,
)
from leadwidgets.sandbox.snapshots.files.separators import Layout
from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError
from leadwidgets.sandbox.snapshots.options import Quotes

AS_TEXT = "Quotation marks were read as text: none of them encloses a value"

_IF_TEXT = "if quotation marks are text in this file, quotes='text', in a shell --quotes text"
_IF_MEANT = (
    "if they enclose values and those lines are right, quotes='enclose', in a shell "
    "--quotes enclose"
)
_CORRECT = (
    "Correct it: a row has as many values as there are column names, a value that holds the "
    "separator or a line end stands between quotation marks, and a mark inside such a value is "
    "doubled."
)


def read_rows(
    body: bytes, head: bytes, layout: Layout, quotes: Quotes | None
) -> tuple[Rows, str | None]:
    """Read the rows below the column names.

    Parameters
    ----------
    body, head
        Those rows, and the lines with the names.
    layout
        How the file is laid out.
    quotes
        What the user says about its quotation marks.

    Returns
    -------
    Rows, str or None
        And what is to be told about quotation marks.

    Raises
    ------
    UnreadableError
        If the rows are no table, or are one in two ways.
    """
    separator, width = layout.separator, len(layout.names)
    first_line = layout.above + layout.head + 1
    try:
        if quotes == "text" or not _opens_value(body, separator):
            return literal_rows(body, separator, width, first_line), None
        meant = quotes == "enclose"
        return enclosed_rows(body, separator, width, first_line, meant=meant), None
    except MisfitError as misfit:
        if quotes is not None or not _opens_value(body, separator):
            raise UnreadableError(misfit.why, _CORRECT) from None
        literal = _literal(body, separator, width, first_line)
        if literal and not _encloses_value(head + body, separator):
            return literal, AS_TEXT
        ways = [*([_IF_TEXT] if literal else []), *([_IF_MEANT] if misfit.meant else [])]
        told = f"Say which it is: {'; '.join(ways)}." if ways else _CORRECT
        raise UnreadableError(misfit.why, told) from None


def _literal(body: bytes, separator: str, width: int, first_line: int) -> Rows | None:
    try:
        return literal_rows(body, separator, width, first_line)
    except MisfitError:
        return None


def _opens_value(text: bytes, separator: str) -> bool:
    """Tell whether a quotation mark stands where a value begins."""
    return b'"' in text and re.search(rb'(?:^|\n|%s)"' % _escaped(separator), text) is not None


def _encloses_value(text: bytes, separator: str) -> bool:
    """Tell whether a value stands between quotation marks on one line."""
    between = _escaped(separator)
    enclosed = rb'(?:^|\n|%s)"(?:[^"\n]|"")*"(?=%s|\r?\n|\Z)' % (between, between)
    return re.search(enclosed, text) is not None


def _escaped(separator: str) -> bytes:
    return re.escape(separator).encode()
