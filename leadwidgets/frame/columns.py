"""A page's values of one field, as an Arrow array, with the odd ones beside it.

The fast way hands the whole column to Arrow, which refuses what does not fit; only then is each
value looked at (`leadwidgets.frame.readings`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.frame.exact import INT64_MAX, INT64_MIN, NumberText, as_sent
from leadwidgets.frame.odd import NONE_ODD, Odd, OddValues, Reason, overlaid
from leadwidgets.frame.readings import FIRST_MICROSECOND, LAST_MICROSECOND, read
from leadwidgets.frame.schema import Kind
from leadwidgets.frame.table import Values

MILLISECONDS = pa.timestamp("ms", "UTC")
MICROSECONDS = pa.timestamp("us", "UTC")
ARROW_TYPES: Mapping[Kind, pa.DataType] = {
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.FLAG: pa.bool_(),
    Kind.TIME: MILLISECONDS,
    Kind.TEXT: pa.string(),
    Kind.CATEGORY: pa.dictionary(pa.int32(), pa.string()),
    Kind.JSON: pa.string(),
}
REFUSALS = (pa.ArrowException, OverflowError, UnicodeEncodeError)
"""What Arrow raises for values that do not fit."""
_LARGEST_EXACT_DOUBLE = 2**53


@dataclass(frozen=True, slots=True)
class Chunk:
    """One page's part of a column.

    Attributes
    ----------
    kind
        What it holds; None while every value is null.
    array
        One entry a row.
    odd
        What was sent, where the entry alone does not tell.
    """

    kind: Kind | None
    array: pa.Array
    odd: OddValues = NONE_ODD

    def take(self, rows: Sequence[int]) -> "Chunk":
        """Give these rows alone; they are in ascending order."""
        array = self.array.take(pa.array(rows, pa.int64()))
        return Chunk(self.kind, array, self.odd.kept(rows) if len(self.odd) else NONE_ODD)


def checked_chunk(kind: Kind, values: Values) -> Chunk:
    """Make the chunk of a field whose kind is known and whose types have been checked.

    Parameters
    ----------
    kind
        What the column holds.
    values
        Integers for `Kind.INTEGER` (no floats, no bools among them), bools for `Kind.FLAG`, texts,
        or for `Kind.TIME` texts and epoch milliseconds; None for null. A value that does not fit
        (too large, no readable time) is kept beside the column.
    """
    try:
        return Chunk(kind, _FAST[kind](values))
    except REFUSALS:
        return careful_chunk(kind, values)


def careful_chunk(kind: Kind, values: Values) -> Chunk:
    """Make a chunk value by value, whatever the values are."""
    readings = [read(kind, value) for value in values]
    odd = {row: odd for row, (_, odd) in enumerate(readings) if odd is not None}
    return Chunk(kind, _array(kind, [value for value, _ in readings]), OddValues.of(odd))


def guessed_chunk(values: Values) -> Chunk:
    """Make the chunk of a field that nobody has documented, by what its values are.

    Dates in text stay text: a guess could be wrong. Values of several types become text, and what
    was sent stands beside those that were none.
    """
    kind = _kind_of(values)
    if kind is None:
        return Chunk(None, pa.nulls(len(values)))
    if kind is Kind.JSON:
        texts = [None if value is None else as_sent(value) for value in values]
        return Chunk(kind, pa.array(texts, pa.string()))
    return careful_chunk(kind, values) if kind is Kind.NUMBER else known_chunk(kind, values)


def known_chunk(kind: Kind, values: Values) -> Chunk:
    """Make the chunk of a field whose kind is known and whose values may be of any type."""
    fits = set(map(type, values)) <= _TYPES[kind]
    return checked_chunk(kind, values) if fits else careful_chunk(kind, values)


_TYPES: Mapping[Kind, frozenset[type]] = {
    Kind.INTEGER: frozenset({int, type(None)}),
    Kind.NUMBER: frozenset(),
    Kind.FLAG: frozenset({bool, type(None)}),
    Kind.TIME: frozenset({str, int, type(None)}),
    Kind.TEXT: frozenset({str, type(None)}),
    Kind.CATEGORY: frozenset({str, type(None)}),
}


def _kind_of(values: Values) -> Kind | None:
    types = set(map(type, values)) - {type(None)}
    if not types:
        return None
    if types == {bool}:
        return Kind.FLAG
    if types <= {list, dict}:
        return Kind.JSON
    if types == {int} and all(
        INT64_MIN <= value <= INT64_MAX for value in values if isinstance(value, int)
    ):
        return Kind.INTEGER
    if types <= {int, NumberText} and all(
        odd is None for _, odd in (read(Kind.NUMBER, value) for value in values)
    ):
        return Kind.NUMBER
    return Kind.TEXT


def _array(kind: Kind, values: Values) -> pa.Array:
    if kind is Kind.CATEGORY:
        return pa.array(values, pa.string()).dictionary_encode()
    if kind is not Kind.TIME:
        return pa.array(values, ARROW_TYPES[kind])
    times = pa.array(values, pa.int64()).cast(MICROSECONDS)
    try:
        return times.cast(MILLISECONDS)
    except pa.ArrowInvalid:  # it has microseconds
        return times


def _times(values: Values) -> pa.Array:
    try:
        texts = pa.array(values, pa.string())
    except pa.ArrowTypeError:  # epoch milliseconds among them; texts beside those are refused
        return epoch_times(pa.array(values, pa.int64()))
    return written_times(texts)


def epoch_times(milliseconds: pa.Int64Array) -> pa.Array:
    """Read times that are milliseconds since 1970, UTC.

    Raises
    ------
    pyarrow.ArrowInvalid
        One is outside the years that Python has dates for.
    """
    return _within_calendar(milliseconds.cast(MILLISECONDS))


def written_times(texts: pa.StringArray) -> pa.Array:
    """Read times, to the millisecond where that is all they have.

    Raises
    ------
    pyarrow.ArrowInvalid
        Among them is one without an offset, one finer than a microsecond, or no time at all.
    """
    try:
        return _within_calendar(texts.cast(MILLISECONDS))
    except pa.ArrowInvalid:
        return _within_calendar(texts.cast(MICROSECONDS))


def _within_calendar(times: pa.Array) -> pa.Array:
    """Refuse the years before 1 and after 9999, which Arrow reads and Python has no dates for."""
    scale = 1000 if times.type == MILLISECONDS else 1
    # Nulls are 0 there; should they ever not be, the careful way reads the column as well.
    ticks = np.frombuffer(times.buffers()[1], np.int64, len(times)) if len(times) else np.zeros(1)
    first, last = int(ticks.min()) * scale, int(ticks.max()) * scale
    if first < FIRST_MICROSECOND or last > LAST_MICROSECOND:
        raise pa.ArrowInvalid("a time outside the years 1 to 9999")
    return times


_FAST = {
    Kind.INTEGER: lambda values: pa.array(values, pa.int64()),
    Kind.FLAG: lambda values: pa.array(values, pa.bool_()),
    Kind.TEXT: lambda values: pa.array(values, pa.string()),
    Kind.CATEGORY: lambda values: pa.array(values, ARROW_TYPES[Kind.CATEGORY]),
    Kind.TIME: _times,
}


def widened(chunks: Sequence[Chunk]) -> tuple[Kind, list[Chunk]]:
    """Bring chunks of one column that hold different kinds to one.

    Whole numbers join numbers where a double holds them; everything else joins as text, with what
    was sent beside it.
    """
    if {chunk.kind for chunk in chunks} == {Kind.INTEGER, Kind.NUMBER} and all(
        map(_fits_double, chunks)
    ):
        return Kind.NUMBER, [_as_number(chunk) for chunk in chunks]
    return Kind.TEXT, [_as_text(chunk) for chunk in chunks]


def _fits_double(chunk: Chunk) -> bool:
    if chunk.kind is not Kind.INTEGER:
        return True
    bounds = pc.min_max(chunk.array.fill_null(0)).as_py()
    return bool(max(-bounds["min"], bounds["max"]) <= _LARGEST_EXACT_DOUBLE)


def _as_number(chunk: Chunk) -> Chunk:
    if chunk.kind is not Kind.INTEGER:
        return chunk
    return Chunk(Kind.NUMBER, chunk.array.cast(pa.float64()), chunk.odd)


def _as_text(chunk: Chunk) -> Chunk:
    if chunk.kind is Kind.TEXT:
        return chunk
    values = chunk.array.to_pylist()
    if chunk.kind is not Kind.JSON:
        values = [None if value is None else as_sent(value) for value in values]
    odd = {row: Odd(text, Reason.MISFIT) for row, text in enumerate(values) if text is not None}
    return Chunk(Kind.TEXT, pa.array(values, pa.string()), overlaid(OddValues.of(odd), chunk.odd))
