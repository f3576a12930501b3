"""The reader of uniform pages: from the places of the values straight to Arrow, column by column.

Most answers are uniform: all leads have the same fields in the same order. No Python object is made
of their values then. Arrow copies the texts of all columns out of the page at once, and reads
numbers and times from them. A column in which anything else turns up (an escape, a number where a
text should be, a number that nobody has documented) is read value by value, and it alone.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np
import pyarrow as pa

from leadwidgets.frame.columns import ARROW_TYPES, REFUSALS, Chunk, epoch_times, written_times
from leadwidgets.frame.exact import NumberText
from leadwidgets.frame.grid import Flags, Grid, found_grid
from leadwidgets.frame.literals import may_be_integers, nulls, trues_and_falses
from leadwidgets.frame.repeats import has_overwritten_values
from leadwidgets.frame.schema import KINDS, Kind, Path
from leadwidgets.frame.sent import chunks
from leadwidgets.frame.table import SentColumn

_INTEGERS = frozenset({Kind.INTEGER, Kind.TIME})  # times may be sent as epoch milliseconds
_decoder = msgspec.json.Decoder(float_hook=NumberText)


def read_uniform(rows: bytes) -> tuple[int, Mapping[Path, Chunk]] | None:
    """Read a JSON array of leads.

    Parameters
    ----------
    rows
        The JSON text.

    Returns
    -------
    tuple or None
        How many leads, and their columns; None where they are not uniform, or not JSON.
    """
    grid = found_grid(rows.strip(b" \t\r\n"))
    if grid is None:
        return None
    try:
        return len(grid.starts), dict(_chunks(grid))
    except (pa.ArrowInvalid, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _chunks(grid: Grid) -> Iterator[tuple[Path, Chunk]]:
    null = nulls(grid)
    kinds = [KINDS.get((name,)) for name in grid.names]
    copied = _copies(grid, null, _fitting(grid, kinds, null))
    for field, (name, kind) in enumerate(zip(grid.names, kinds, strict=True)):
        if field in copied:
            chunk = _read(kind, copied[field], as_text=bool(grid.is_text[:, field].any()))
        else:
            chunk = _flags(grid, field, null) if kind is Kind.FLAG else None
        if chunk is None:
            yield from chunks(SentColumn(name, _values(grid, field)))
        else:
            yield (name,), chunk


def _values(grid: Grid, field: int) -> list[object]:
    """Read a column value by value.

    Raises
    ------
    msgspec.DecodeError, UnicodeDecodeError, RecursionError
        One of them is no JSON that this reader can read without loss.
    """
    sent = grid.sent(field)
    values = [_decoder.decode(value) for value in sent]
    if has_overwritten_values(b"".join(sent), values):
        raise msgspec.DecodeError("a key stands twice in an object")
    return values


def _fitting(grid: Grid, kinds: Sequence[Kind | None], null: Flags) -> list[int]:
    """Name the fields that hold nothing but nulls and what their columns are read from as text."""
    fits = np.logical_and.reduce(grid.is_text | null)
    integers = [field for field, kind in enumerate(kinds) if kind in _INTEGERS]
    whole = np.logical_and.reduce(may_be_integers(grid, integers) | null[:, integers])
    is_time = np.array([kinds[field] is Kind.TIME for field in integers], np.bool_)
    fits[integers] = whole | is_time & fits[integers]
    fits[[kind is Kind.FLAG for kind in kinds]] = False
    fits[[*grid.has_escapes]] = False
    return np.flatnonzero(fits).tolist()


def _copies(grid: Grid, null: Flags, fields: Sequence[int]) -> dict[int, pa.StringArray]:
    """Copy the values of fields out of the page, without quotation marks, null for null.

    Raises
    ------
    pyarrow.ArrowInvalid
        They are not UTF-8.
    """
    rows, width = null.shape
    # Every second part is a value; those between them are what separates values.
    parts = pa.StringArray.from_buffers(
        len(grid.edges) - 1, pa.py_buffer(grid.edges), pa.py_buffer(grid.page)
    )
    places = 2 * (np.arange(rows, dtype=np.int32) * width + np.array(fields, np.int32)[:, None])
    copied = parts.take(pa.array(places.ravel(), mask=null.T[fields].ravel()))
    copied.validate(full=True)
    return {field: copied.slice(number * rows, rows) for number, field in enumerate(fields)}


def _read(kind: Kind | None, texts: pa.StringArray, *, as_text: bool) -> Chunk | None:
    """Read a column from its values; None where one of them does not fit.

    `as_text` tells whether they had quotation marks.
    """
    if kind is None and texts.null_count == len(texts):
        return Chunk(None, pa.nulls(len(texts)))
    try:
        return Chunk(kind or Kind.TEXT, _array(kind, texts, as_text=as_text))
    except REFUSALS:
        return None


def _array(kind: Kind | None, texts: pa.StringArray, *, as_text: bool) -> pa.Array:
    match kind:
        case Kind.INTEGER:
            return texts.cast(ARROW_TYPES[kind])
        case Kind.TIME:
            return written_times(texts) if as_text else epoch_times(texts.cast(pa.int64()))
        case Kind.CATEGORY:
            return texts.dictionary_encode()
        case _:
            return texts


def _flags(grid: Grid, field: int, null: Flags) -> Chunk | None:
    """Read a column of true and false; None where something else is among them."""
    trues, falses = trues_and_falses(grid, field)
    if not (trues | falses | null[:, field]).all():
        return None
    return Chunk(Kind.FLAG, pa.array(trues, mask=null[:, field]))
