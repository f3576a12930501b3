"""What stands between the values of a text file, and on which line its column names are.

Separators are told by how well rows agree with the names, not by how often they occur: decimal
commas and remarks hold some too.
"""

import csv
import re
from dataclasses import dataclass

from leadwidgets.sandbox.snapshots.files.heads import check_no_table_above, head_row, named_fields
from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError

NAMES = {",": "comma-separated", ";": "semicolon-separated", "\t": "tab-separated"}
NAMES |= {"|": "bar-separated"}

_SEPARATOR_LINE = re.compile(r"sep=(.)\s*")
_SAMPLE = 1 << 18  # bytes
_SAMPLED_ROWS = 300


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text file is laid out.

    Attributes
    ----------
    separator
        One character.
    names
        What the columns are called, as it stands there.
    above
        How many lines come before the names.
    head
        How many lines the names take.
    """

    separator: str
    names: list[str]
    above: int
    head: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A layout, the rows down to the names, the line of each row, and how likely it is."""

    layout: Layout
    rows: list[list[str]]
    lines: list[int]
    promise: tuple[bool, int, bool, float, int]


def laid_out(utf8: bytes) -> Layout:
    """Find out how a file is laid out.

    Raises
    ------
    UnreadableError
        If it is empty, or holds several tables.
    """
    lines = utf8[:_SAMPLE].decode("utf-8", errors="ignore").split("\n")
    whole = len(utf8) <= _SAMPLE
    lines = [f"{line}\n" for line in (lines if whole else lines[:-1])] or lines
    named = _SEPARATOR_LINE.fullmatch(lines[0])
    above = 1 if named else 0
    candidates = [
        candidate
        for separator in (named[1] if named else NAMES)
        if (candidate := _candidate(lines[above:], separator, above, whole=whole))
    ]
    if not candidates and any(map(str.strip, lines)):
        raise UnreadableError(
            "it names no columns where it begins, but holds a value of more than "
            f"{csv.field_size_limit():,} characters",
            "Give a file whose first line names the columns.",
        )
    if not candidates:
        raise UnreadableError("it is empty", "Give a file whose first line names the columns.")
    best = max(candidates, key=lambda candidate: candidate.promise)
    places = [f"line {line:,}" for line in best.lines]
    check_no_table_above(best.rows, len(best.rows) - 1, places)
    return best.layout


def _candidate(lines: list[str], separator: str, above: int, *, whole: bool) -> _Candidate | None:
    """Read the first rows with a separator; None if there are none."""
    rows, ends = [], [0]
    reader = csv.reader(lines, delimiter=separator)
    try:
        for row in reader:
            rows.append(row)
            ends.append(reader.line_num)
            if len(rows) == _SAMPLED_ROWS:
                break
        else:
            if not whole and len(rows) > 1:  # the last row may go on
                rows.pop()
    except csv.Error:
        pass  # the rows up to there tell as well
    number = head_row(rows)
    if number is None:
        return None
    names = rows[number]
    layout = Layout(separator, names, above + ends[number], ends[number + 1] - ends[number])
    width = _width(names)
    below = [row for row in rows[number + 1 :] if row]
    agreeing = sum(len(row) == len(names) or _width(row) == width for row in below)
    promise = (
        width > 1,
        named_fields(names),
        not any(rows[:number]),
        agreeing / len(below) if below else 1.0,
        width,
    )
    return _Candidate(layout, rows[: number + 1], [above + end + 1 for end in ends], promise)


def _width(row: list[str]) -> int:
    """Count a row's values up to the last that is not empty."""
    return next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)
