"""Rows of a text file as columns of texts, compared with its lines.

A file is read in one of two ways. `literal_rows` takes quotation marks for text like any other, so
that a line is a row. `enclosed_rows` lets them enclose values, which may then hold separators and
line ends. Neither guesses: what does not fit is a `MisfitError`. The csv module compares lines with
rows, as it is strict; where all rows are of one width, pyarrow gives their values, as it is fast.
"""

import csv
import io
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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


class MisfitError(Exception):
    """The lines of a file are no table when they are read in one way.

    Parameters
    ----------
    why
        What does not fit, as a clause that names the lines.
    first
        The first of them.
    meant
        Whether a file may be meant so all the same, as only its author can say.
    """

    def __init__(self, why: str, first: int, *, meant: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.first = first
        self.meant = meant


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


def literal_rows(body: bytes, separator: str, width: int, first_line: int) -> Rows:
    r"""Read lines as rows, in which quotation marks are text.

    Parameters
    ----------
    body
        UTF-8 text whose lines end with ``\n`` or ``\r\n`` and hold no other ``\r``.
    separator
        Between values.
    width
        How many values a row has to have.
    first_line
        The number of the first line.

    Raises
    ------
    MisfitError
        If a line has more values than there are names.
    """
    filled = body.rstrip(b"\r\n")
    lines = filled.count(b"\n") + 1
    columns = _columns(filled, separator, width, quote=False)
    if columns and len(columns[0]) == lines:
        numbers = np.arange(first_line, first_line + lines)
        return Rows(columns, np.full(lines, width), numbers)

    def read() -> _Reader:
        return csv.reader(_lines(body), delimiter=separator, quoting=csv.QUOTE_NONE)

    widths, begins = _compared(read(), first_line, width, lambda row: _check_length(row, width))
    return Rows(_fitted(read(), width), widths, begins)


def enclosed_rows(
    body: bytes, separator: str, width: int, first_line: int, *, meant: bool = False
) -> Rows:
    """Read rows in which quotation marks enclose values; parameters as for `literal_rows`.

    Parameters
    ----------
    meant
        Whether the file's author says that they do, whatever speaks against it.

    Raises
    ------
    MisfitError
        If a quotation mark is out of place, a row has more values than there are names, or, unless
        it is `meant`, a value seems to have swallowed others.
    """

    def read() -> _Reader:
        return csv.reader(_lines(body), delimiter=separator, strict=True)

    def check(row: _Row) -> None:
        _check_length(row, width)
        if not meant:
            _check_appetite(row, separator, width)

    widths, begins = _compared(read(), first_line, width, check)
    columns = _columns(body, separator, width, quote=True) if (widths == width).all() else None
    if columns is None or len(columns[0]) != len(widths):
        columns = _fitted(read(), width)
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


def _lines(body: bytes) -> Iterator[str]:
    return io.TextIOWrapper(io.BytesIO(body), encoding="utf-8", newline="\n")


def _compared(
    reader: _Reader, first_line: int, width: int, check: Callable[[_Row], None]
) -> tuple[Lines, Lines]:
    """Give each row's number of values and first line; check those that are not like most."""
    widths, begins, begin = array("q"), array("q"), first_line
    try:
        for row in reader:
            end = first_line + reader.line_num
            if row and (len(row) != width or end - begin > 1):
                check(_Row(row, begin, end - 1))
            widths.append(len(row))
            begins.append(begin)
            begin = end
    except csv.Error as error:
        last = first_line + reader.line_num - 1
        raise MisfitError(_misplaced(str(error), span("line", begin, last)), begin) from None
    return np.array(widths, np.int64), np.array(begins, np.int64)


def _misplaced(error: str, place: str) -> str:
    if "limit" in error:
        return f"a value in {place} is longer than {csv.field_size_limit():,} characters"
    if "end of data" in error:
        return f"a quotation mark opens a value in {place} and none closes it"
    return f"text follows the quotation mark that closes a value in {place}"


def _columns(
    body: bytes, separator: str, width: int, *, quote: bool
) -> list[pa.ChunkedArray] | None:
    """Read rows of one width; None if there are others, or none. Empty lines are passed over."""
    if not body or not separator.isascii() or body.startswith(_MARK):
        return None
    names = [str(place) for place in range(width)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(body),
            pyarrow.csv.ReadOptions(column_names=names, block_size=_BLOCK),
            pyarrow.csv.ParseOptions(
                delimiter=separator,
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


def _check_length(row: _Row, width: int) -> None:
    if any(row.values[width:]):
        have = f"{row.place} {'hold' if row.last > row.first else 'holds'}"
        raise MisfitError(
            f"{have} {counted(len(row.values), 'value')} for {counted(width, 'column name')}",
            row.first,
        )


def _check_appetite(row: _Row, separator: str, width: int) -> None:
    """Refuse a row in which one value may hold what are other values, or other rows."""
    several = row.last > row.first
    for value in row.values:
        if "\n" in value and value.count(separator) >= width - 1:
            raise MisfitError(
                f"one value takes in {row.place}, with as many separators as a whole row has",
                row.first,
                meant=True,
            )
    missing = width - len(row.values)
    within = sum(value.count(separator) for value in row.values)
    if len(row.values) > 1 and missing > 0 and (several or within >= missing):
        raise MisfitError(
            f"{row.place} {'hold' if several else 'holds'} {len(row.values):,} values for "
            f"{width:,} column names, and one between quotation marks may have taken in the rest",
            row.first,
            meant=True,
        )
