"""Whether the quotation marks of a text file enclose values, or are text like the rest.

Nothing in a file says so. A mark that opens a value and is never closed, or a value that swallows
whole rows, shows that they do not; a value enclosed on one line shows that they do. Where both
readings are open, the file is refused: one of them would lose leads.
"""

import re

from leadwidgets.sandbox.snapshots.files.rows import (
    CORRECT,
    MisfitError,
    Rows,
    Text,
    enclosed_rows,
    literal_rows,
)
from leadwidgets.sandbox.snapshots.files.separators import Layout
from leadwidgets.sandbox.snapshots.files.swallowed import check_swallowed
from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError
from leadwidgets.sandbox.snapshots.options import Quotes

AS_TEXT = "Quotation marks were read as text: none of them encloses a value"

_IF_TEXT = "if quotation marks are text in this file, quotes='text', in a shell --quotes text"
_IF_MEANT = (
    "if they enclose values and those lines are right, quotes='enclose', in a shell "
    "--quotes enclose"
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
    text = Text(body, layout.separator, len(layout.names), layout.above + layout.head + 1)
    try:
        if quotes == "text" or not _opens_value(text):
            return literal_rows(text), None
        if quotes == "enclose":
            return enclosed_rows(text, meant=True), None
    except MisfitError as misfit:
        raise UnreadableError(misfit.why, misfit.next_step) from None
    return _found_out(text, head)


def _found_out(text: Text, head: bytes) -> tuple[Rows, str | None]:
    """Read rows of which some values begin with a quotation mark, if they can be meant in one way.

    Raises
    ------
    UnreadableError
        If they cannot.
    """
    enclosed = None
    try:
        enclosed = enclosed_rows(text)
        check_swallowed(text, enclosed)
    except MisfitError as misfit:
        doubt = misfit
    else:
        return enclosed, None
    literal = _literal(text)
    if enclosed and not literal:  # some lines have too many values, unless marks enclose some
        return enclosed, None
    if literal and _is_even(literal) and not _encloses_value(text, head):
        return literal, AS_TEXT
    ways = [*([_IF_TEXT] if literal else []), *([_IF_MEANT] if doubt.meant else [])]
    said = [f"Say which it is: {'; '.join(ways)}."] if ways else []
    otherwise = [doubt.next_step] if not ways or doubt.next_step != CORRECT else []
    raise UnreadableError(doubt.why, " Otherwise: ".join([*said, *otherwise]))


def _literal(text: Text) -> Rows | None:
    try:
        return literal_rows(text)
    except MisfitError:
        return None


def _is_even(rows: Rows) -> bool:
    """Tell whether all lines but empty ones have the same number of values."""
    widths = rows.widths[rows.widths > 0]
    return bool((widths == widths.max(initial=0)).all())


def _opens_value(text: Text) -> bool:
    """Tell whether a quotation mark stands where a value begins."""
    opening = rb'(?:^|\n|%s)"' % text.between
    return b'"' in text.body and re.search(opening, text.body) is not None


def _encloses_value(text: Text, head: bytes) -> bool:
    """Tell whether a value or a name stands between quotation marks on one line."""
    enclosed = rb'(?:^|\n|%s)"(?:[^"\n]|"")*"(?=%s|\r?\n|\Z)' % (text.between, text.between)
    return any(re.search(enclosed, part) for part in (head, text.body))
