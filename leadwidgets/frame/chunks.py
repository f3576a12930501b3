"""A page's values of one field, as an Arrow array, with the misfits beside it.

The fast way hands the whole column to Arrow, which refuses what does not fit; only then is each
value looked at (`leadwidgets.frame.values`).
"""

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

import numpy as np
import pyarrow as pa

from leadwidgets.fields import LeadKind
from leadwidgets.frame.exact import INT64_MAX, INT64_MIN, NumberText
from leadwidgets.frame.lead_columns import COLUMN_NAMES, ID_FIELDS, ROW_FIELDS, Path, kind_of
from leadwidgets.frame.misfits import NO_MISFITS, Misfits
from leadwidgets.frame.values import FIRST_MICROSECOND, LAST_MICROSECOND, read

Values = Sequence[object]

MILLISECONDS = pa.timestamp("ms", "UTC")
MICROSECONDS = pa.timestamp("us", "UTC")
ARROW_TYPES: Mapping[LeadKind, pa.DataType] = {
    LeadKind.INTEGER: pa.int64(),
    LeadKind.NUMBER: pa.float64(),
    LeadKind.FLAG: pa.bool_(),
    LeadKind.TIME: MILLISECONDS,
    LeadKind.TEXT: pa.string(),
    LeadKind.CATEGORY: pa.dictionary(pa.int32(), pa.string()),
    LeadKind.JSON: pa.string(),
}
_REFUSALS = (pa.ArrowException, OverflowError, UnicodeEncodeError)
"""What Arrow raises for values that do not fit."""
_DEEPEST = 4
_ID_TEXT = re.compile(r"[1-9][0-9]{0,18}")  # what a number could not be written back as stays text
_MOST_KEYS = 500


@dataclass(frozen=True, slots=True)
class Chunk:
    """One page's part of a column.

    Attributes
    ----------
    kind
        What it holds; None while every value is null.
    array
        One entry a row.
    misfits
        What was sent, where the entry alone does not tell.
    """

    kind: LeadKind | None
    array: pa.Array
    misfits: Misfits = NO_MISFITS

    @property
    def told(self) -> bool:
        """Whether a row has a value, readable or not."""
        return self.array.null_count < len(self.array) or len(self.misfits) > 0

    def take(self, rows: Sequence[int]) -> "Chunk":
        """Give these rows alone; they are in ascending order."""
        array = self.array.take(pa.array(rows, pa.int64()))
        return Chunk(self.kind, array, self.misfits.kept(rows) if len(self.misfits) else NO_MISFITS)


def chunks(path: Path, values: Values) -> Iterator[tuple[Path, Chunk]]:
    """Make the chunk of a field, or one for each field of the objects that it holds.

    Objects are taken apart four levels deep. Lists stay whole, and so do objects below the deepest
    level, and those with hundreds of different keys.

    Parameters
    ----------
    path
        The field.
    values
        One a lead, None for null; of any type.

    Yields
    ------
    tuple
        The path to the values, and their chunk.
    """
    if ROW_FIELDS.get(path, path) in ID_FIELDS:
        values = _ids(values)
    inner = {} if path in COLUMN_NAMES else _inner_values(path, values)
    if inner:
        values = [None if isinstance(value, dict) else value for value in values]
    if not inner or any(value is not None for value in values):
        yield path, _chunk(kind_of(path), values)
    for key, each in inner.items():
        yield from chunks((*path, key), each)


def _ids(values: Values) -> Values:
    """Give ids as numbers, also those that were written as text."""
    return [*map(as_id, values)] if str in set(map(type, values)) else values


def as_id(value: object) -> object:
    """Give an id that is text as the number that it writes; anything else as it is."""
    if isinstance(value, str) and _ID_TEXT.fullmatch(value) and int(value) <= INT64_MAX:
        return int(value)
    return value


def _inner_values(path: Path, values: Values) -> Mapping[str, Values]:
    """Give the values inside the objects among `values`, one a lead, by their keys."""
    if dict not in set(map(type, values)):
        return {}
    objects = [value if isinstance(value, dict) else {} for value in values]
    keys = _keys_of(objects)
    if not 0 < len(keys) <= _MOST_KEYS or len(path) > _DEEPEST:
        return {}
    return _columns(objects, keys)


def values_by_key(objects: Sequence[Mapping[str, object]]) -> dict[str, Values]:
    """Turn rows into columns: for each key one value a row, None where a row lacks it."""
    return _columns(objects, _keys_of(objects))


def _keys_of(objects: Sequence[Mapping[str, object]]) -> dict[str, None]:
    return dict.fromkeys(chain.from_iterable(objects))


def _columns(
    objects: Sequence[Mapping[str, object]], keys: Mapping[str, None]
) -> dict[str, Values]:
    in_all = [*keys]
    if any(map(len(keys).__ne__, map(len, objects))):
        in_all = [*set(objects[0]).intersection(*objects)]
    if len(in_all) <= 1:  # of one key, itemgetter gives no tuple
        return {key: [each.get(key) for each in objects] for key in keys}
    columns = zip(*map(itemgetter(*in_all), objects), strict=True)
    whole = {key: [*column] for key, column in zip(in_all, columns, strict=True)}
    return {
        key: whole[key] if key in whole else [each.get(key) for each in objects] for key in keys
    }


def _chunk(kind: LeadKind | None, values: Values) -> Chunk:
    """Make a chunk; where nobody has documented the field, of the kind that its values are."""
    kind = kind or _kind_of(values)
    if kind is None:
        return Chunk(None, pa.nulls(len(values)))
    with contextlib.suppress(*_REFUSALS):
        return Chunk(kind, _arrow_array(kind, values))
    return _chunk_of_each(kind, values)


def _chunk_of_each(kind: LeadKind, values: Values) -> Chunk:
    """Make a chunk value by value, whatever the values are."""
    pairs = [read(kind, value) for value in values]
    misfits = {row: misfit for row, (_, misfit) in enumerate(pairs) if misfit is not None}
    array = _array_of_read(kind, [value for value, _ in pairs])
    return Chunk(kind, array, Misfits.of(misfits))


def _kind_of(values: Values) -> LeadKind | None:
    """Tell what values are; dates in text stay text: a guess could be wrong."""
    types = {*map(type, values)} - {type(None)}
    if not types:
        return None
    if types == {bool}:
        return LeadKind.FLAG
    if types <= {list, dict}:
        return LeadKind.JSON
    if types == {int} and all(
        INT64_MIN <= value <= INT64_MAX for value in values if isinstance(value, int)
    ):
        return LeadKind.INTEGER
    if types <= {int, NumberText} and all(
        misfit is None for _, misfit in (read(LeadKind.NUMBER, value) for value in values)
    ):
        return LeadKind.NUMBER
    return LeadKind.TEXT


def _arrow_array(kind: LeadKind, values: Values) -> pa.Array:
    """Let Arrow read values, which refuses what does not fit."""
    if kind is not LeadKind.TIME:
        return pa.array(values, ARROW_TYPES[kind])
    try:
        texts = pa.array(values, pa.string())
    except pa.ArrowTypeError:  # epoch milliseconds among them; texts beside those are refused
        return _within_calendar(pa.array(values, pa.int64()).cast(MILLISECONDS))
    try:
        return _within_calendar(texts.cast(MILLISECONDS))
    except pa.ArrowInvalid:  # also of times without an offset, or finer than a microsecond
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


def _array_of_read(kind: LeadKind, values: Values) -> pa.Array:
    """Make an array of values as `leadwidgets.frame.values` gives them."""
    if kind is not LeadKind.TIME:
        return pa.array(values, ARROW_TYPES[kind])
    times = pa.array(values, pa.int64()).cast(MICROSECONDS)
    try:
        return times.cast(MILLISECONDS)
    except pa.ArrowInvalid:  # it has microseconds
        return times
