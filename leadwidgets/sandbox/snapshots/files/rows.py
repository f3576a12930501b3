"""Rows of a text file as columns of texts, compared with its lines.

A file is read in one of two ways. `literal_rows` takes quotation marks for text like any other, so
that a line is a row. `enclosed_rows` lets them enclose values, which may then hold separators and
line ends. Neither guesses: what does not fit is a `MisfitError`. The csv module compares lines with
rows, as it is strict; where all rows are of one width, pyarrow gives their values, as it is fast.
"""

import csv
import io
import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from leadwidgets.sandbox.snapshots.files.counted import counted, span
from leadwidgets.sandbox.snapshots.saved_leads import Lines

_ROWS_AT_ONCE = 10_000
_BLOCK = 1 << 23  # bytes
_MARK = "\ufeff".encode()
_TEXT = pa.string()

CORRECT = (
    "Correct it: a row has as many values as there are column names, a value that holds the "
    "separator or a line end stands between quotation marks, and a mark inside such a value is "
    "doubled."
)
_SHORTEN = (
    "Shorten that value, or give the leads as JSON lines or Parquet, where a value may be longer."
)


class MisfitError(Exception):
    """The lines of a file are no table when they are read in one way.

    Parameters
    ----------
    why
        What does not fit, as a clause that names the lines.
    meant
        Whether a file may be meant so all the same, as only its author can say.
    next_step
        What the author can do about it.
    """

    def __init__(self, why: str, *, meant: bool = False, next_step: str = CORRECT) -> None:
        super().__init__(why)
        self.why = why
        self.meant = meant
        self.next_step = next_step


@dataclass(frozen=True, slots=True)
class Text:
    r"""The lines below the column names.

    Attributes
    ----------
    body
        UTF-8 text whose lines end with ``\n`` or ``\r\n`` and hold no other ``\r``.
    separator
        Between values.
    width
        How many values a row has to have.
    first_line
        The number of the first line in its file.
    """

    body: bytes
    separator: str
    width: int
    first_line: int

    @property
    def between(self) -> bytes:
        """The separator as a pattern."""
        return re.escape(self.separator).encode()

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self.body.count(b"\n") + (not self.body.endswith(b"\n"))

    def opened(self) -> Iterator[str]:
        """Give each line, with its end."""
        return io.TextIOWrapper(io.BytesIO(self.body), encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The rows below the column names.

    Attributes
    ----------
    columns
        The texts of each column, null where empty.
    widths
        How many values each row has, 0 for an empty line. Those beyond the names are empty.
    lines
        The line on which each begins.
    """

    columns: list[pa.ChunkedArray]
    widths: Lines
    lines: Lines


def literal_rows(text: Text) -> Rows:
    """Read lines as rows, in which quotation marks are text.

    Raises
    ------
    MisfitError
        If a line has more values than there are names.
    """
    body = text.body.rstrip(b"\r\n")
    lines = body.count(b"\n") + 1
    columns = _columns(replace(text, body=body), quote=False)
    if columns and len(columns[0]) == lines:
        numbers = np.arange(text.first_line, text.first_line + lines)
        return Rows(columns, np.full(lines, text.width), numbers)

    def read() -> _Reader:
        return csv.reader(text.opened(), delimiter=text.separator, quoting=csv.QUOTE_NONE)

    widths, begins = _compared(read(), text, lambda row: _check_length(row, text))
    return Rows(_fitted(read(), text.width), widths, begins)


def enclosed_rows(text: Text, *, meant: bool = False) -> Rows:
    """Read rows in which quotation marks enclose values.

    Parameters
    ----------
    text
        The lines.
    meant
        Whether the file's author says that they do, whatever speaks against it.

    Raises
    ------
    MisfitError
        If a quotation mark is out of place, a row has more values than there are names, or, unless
        it is `meant`, a value seems to have swallowed others.
    """

    def read() -> _Reader:
        return csv.reader(text.opened(), delimiter=text.separator, strict=True)

    def check(row: _Row) -> None:
        _check_length(row, text)
        if not meant:
            _check_appetite(row, text)

    widths, begins = _compared(read(), text, check)
    columns = _columns(text, quote=True) if (widths == text.width).all() else None
    if columns is None or len(columns[0]) != len(widths):
        columns = _fitted(read(), text.width)
    return Rows(columns, widths, begins)


class _Reader(Protocol):
    """A reader of the csv module."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True, slots=True)
class _Row:
    """A row and the lines that it takes."""

    values: list[str]
    first: int
    last: int

    @property
    def place(self) -> str:
        return span("line", self.first, self.last)

    @property
    def holds(self) -> str:
        return f"{self.place} {'hold' if self.last > self.first else 'holds'}"


def _compared(reader: _Reader, text: Text, check: Callable[[_Row], None]) -> tuple[Lines, Lines]:
    """Give each row's number of values and first line; check those that are not like most."""
    widths, begins, begin = array("q"), array("q"), text.first_line
    try:
        for row in reader:
            end = text.first_line + reader.line_num
            if row and (len(row) != text.width or end - begin > 1):
                check(_Row(row, begin, end - 1))
            widths.append(len(row))
            begins.append(begin)
            begin = end
    except csv.Error as error:
        last = text.first_line + reader.line_num - 1
        raise _misplaced(str(error), span("line", begin, last)) from None
    return np.array(widths, np.int64), np.array(begins, np.int64)


def _misplaced(error: str, place: str) -> MisfitError:
    if "limit" in error:
        most = csv.field_size_limit()
        return MisfitError(
            f"a value in {place} is longer than {most:,} characters", next_step=_SHORTEN
        )
    if "end of data" in error:
        return MisfitError(f"a quotation mark opens a value in {place} and none closes it")
    return MisfitError(f"text follows the quotation mark that closes a value in {place}")


def _columns(text: Text, *, quote: bool) -> list[pa.ChunkedArray] | None:
    """Read rows of one width; None if there are others, or none. Empty lines are passed over."""
    if not text.body or not text.separator.isascii() or text.body.startswith(_MARK):
        return None
    names = [str(place) for place in range(text.width)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(text.body),
            pyarrow.csv.ReadOptions(column_names=names, block_size=_BLOCK),
            pyarrow.csv.ParseOptions(
                delimiter=text.separator,
                quote_char='"' if quote else False,
                newlines_in_values=quote,
            ),
            pyarrow.csv.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(names, _TEXT),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None
    columns: list[pa.ChunkedArray] = table.columns
    return columns


def _fitted(reader: _Reader, width: int) -> list[pa.ChunkedArray]:
    """Read rows of any width, and fit them to one."""
    parts: list[list[pa.Array]] = []
    rows = iter(reader)
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        fitted = (row[:width] + [""] * (width - len(row)) for row in some)
        parts.append([_nulls_where_empty(column) for column in zip(*fitted, strict=True)])
    return [pa.chunked_array([part[place] for part in parts], _TEXT) for place in range(width)]


def _nulls_where_empty(texts: tuple[str, ...]) -> pa.Array:
    column = pa.array(texts, _TEXT)
    return pc.if_else(pc.equal(column, ""), None, column)


def _check_length(row: _Row, text: Text) -> None:
    if any(row.values[text.width :]):
        raise MisfitError(
            f"{row.holds} {counted(len(row.values), 'value')} for "
            f"{counted(text.width, 'column name')}"
        )


def _check_appetite(row: _Row, text: Text) -> None:
    """Refuse a row in which one value may hold what are other values, or other rows."""
    separators = [value.count(text.separator) for value in row.values]
    for value, within in zip(row.values, separators, strict=True):
        if "\n" in value and within >= text.width - 1:
            raise MisfitError(
                f"one value takes in {row.place}, with as many separators as a whole row has",
                meant=True,
            )
    missing = text.width - len(row.values)
    may_hold_rest = row.last > row.first or sum(separators) >= missing
    if len(row.values) > 1 and missing > 0 and may_hold_rest:
        raise MisfitError(
            f"{row.holds} {len(row.values):,} values for {text.width:,} column names, and one "
            "between quotation marks may have taken in the rest",
            meant=True,
        )
