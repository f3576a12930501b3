"""Whether a value that takes several lines has swallowed rows.

It has, in all likelihood, where one of its lines begins as rows do: with a first value of the same
shape, such as nothing but digits, and a separator.
"""

import re

import numpy as np

from leadwidgets.sandbox.snapshots.files.counted import span
from leadwidgets.sandbox.snapshots.files.rows import MisfitError, Rows, Text


def check_swallowed(text: Text, rows: Rows) -> None:
    """Check that no row holds a line that looks like the beginning of another.

    Parameters
    ----------
    text
        The lines.
    rows
        What they are where quotation marks enclose values.

    Raises
    ------
    MisfitError
        If one does; it may be meant so all the same.
    """
    begins = rows.lines - text.first_line
    ends = np.append(begins[1:], text.lines)
    several = np.flatnonzero(ends - begins > 1)
    if not len(several):
        return
    lines, separator = text.body.split(b"\n"), text.separator.encode()
    shapes = {_shape(lines[line], separator) for line in begins[rows.widths > 0]} - {None}
    for row in several:
        for line in range(begins[row] + 1, ends[row]):
            if _shape(lines[line], separator) in shapes:
                place = span("line", int(rows.lines[row]), int(text.first_line + ends[row] - 1))
                raise MisfitError(
                    f"{place} are one row, and the line {line + text.first_line:,} within begins "
                    "as a row does",
                    meant=True,
                )


def _shape(line: bytes, separator: bytes) -> bytes | None:
    """Give the shape of a line's first value; None if there is no second."""
    first, found, _ = line.partition(separator)
    if not found:
        return None
    return re.sub(rb"[A-Za-z\x80-\xff]+", b"a", re.sub(rb"[0-9]+", b"9", first))
