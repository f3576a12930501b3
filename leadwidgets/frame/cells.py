"""The cells of one column, by kind: taken from Arrow page by page, handed to pandas at the end.

=============  =================================================================
kind           dtype
=============  =================================================================
whole number   ``Int64`` (null is ``<NA>``; integers beyond 2^53 stay exact)
number         ``float64``
true or false  ``boolean``
time           ``datetime64[ms, UTC]``; ``[us, UTC]`` where a value needs it
text           ``str``
repeating      ``category`` of ``str``: known values in the vocabulary's order, then the others
text           in alphabetical order; only values that occur
=============  =================================================================

A page's values are copied once, to the memory that pandas gets in the end.
"""

from abc import ABC, abstractmethod
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

from leadwidgets.frame.categories import ORDERS, SPELLINGS, TEXT_DTYPE, with_ordered_categories
from leadwidgets.frame.columns import MICROSECONDS
from leadwidgets.frame.room import Room
from leadwidgets.frame.schema import Kind, Path

Column = ExtensionArray | np.ndarray[tuple[int], np.dtype[np.float64]]


class Cells(ABC):
    """The cells of one column."""

    @abstractmethod
    def __len__(self) -> int:
        """Count the rows."""

    @abstractmethod
    def append(self, array: pa.Array) -> None:
        """Add rows with values of this kind's Arrow type."""

    @abstractmethod
    def append_nulls(self, rows: int) -> None:
        """Add rows without a value."""

    @abstractmethod
    def array(self) -> pa.Array:
        """Give the values to Arrow."""

    @abstractmethod
    def column(self) -> Column:
        """Give the values to pandas; nothing can be added after that."""


def cells_for(path: Path, kind: Kind) -> Cells:
    """Make the cells, none as yet, of a field's column."""
    match kind:
        case Kind.INTEGER:
            return _Masked(np.int64, pd.arrays.IntegerArray)
        case Kind.FLAG:
            return _Masked(np.bool_, pd.arrays.BooleanArray)
        case Kind.NUMBER:
            return _Numbers()
        case Kind.TIME:
            return _Times()
        case Kind.CATEGORY:
            return _Categories(path)
        case Kind.TEXT | Kind.JSON:
            return _Texts()


def text_column(texts: pa.StringArray) -> Column:
    """Make a column of texts that are all there."""
    cells = _Texts()
    cells.append(texts)
    return cells.column()


class _Masked(Cells):
    """Values, something where they are null, and which of them are."""

    def __init__(
        self,
        type_: type[np.int64 | np.bool_],
        column_type: type[pd.arrays.IntegerArray | pd.arrays.BooleanArray],
    ) -> None:
        self._blank = type_()
        self._values = Room(type_)
        self._is_null = Room(np.bool_)
        self._column_type = column_type

    def __len__(self) -> int:
        return len(self._values)

    def append(self, array: pa.Array) -> None:
        values = array.fill_null(self._blank) if array.null_count else array
        self._values.more(len(array))[:] = values.to_numpy(zero_copy_only=False)
        self._is_null.more(len(array))[:] = _nulls(array)

    def append_nulls(self, rows: int) -> None:
        self._values.more(rows)[:] = self._blank
        self._is_null.more(rows)[:] = True

    def array(self) -> pa.Array:
        return pa.array(self._values.filled, mask=self._is_null.filled)

    def column(self) -> Column:
        return self._column_type(self._values.filled, self._is_null.filled)


class _Numbers(Cells):
    """Numbers, with NaN for null."""

    def __init__(self) -> None:
        self._values = Room(np.float64)

    def __len__(self) -> int:
        return len(self._values)

    def append(self, array: pa.Array) -> None:
        self._values.more(len(array))[:] = array.to_numpy(zero_copy_only=False)

    def append_nulls(self, rows: int) -> None:
        self._values.more(rows)[:] = np.nan

    def array(self) -> pa.Array:
        return pa.array(self._values.filled, from_pandas=True)

    def column(self) -> Column:
        return self._values.filled


class _Times(Cells):
    """Moments, to the millisecond until one comes that needs microseconds."""

    def __init__(self) -> None:
        self._values = Room("M8[ms]")

    def __len__(self) -> int:
        return len(self._values)

    def append(self, array: pa.Array) -> None:
        if array.type == MICROSECONDS:
            self._values.retype("M8[us]")
        self._values.more(len(array))[:] = array.to_numpy(zero_copy_only=False)

    def append_nulls(self, rows: int) -> None:
        self._values.more(rows)[:] = np.datetime64("NaT")

    def array(self) -> pa.Array:
        unit, _ = np.datetime_data(self._values.filled.dtype)
        return pa.array(self._values.filled, pa.timestamp(unit, "UTC"))

    def column(self) -> Column:
        column: Any = pd.DatetimeIndex(self._values.filled).tz_localize("UTC").array
        return column


class _Texts(Cells):
    """Texts, end to end."""

    def __init__(self) -> None:
        self._letters = Room(np.uint8)
        self._edges = Room(np.int64)
        self._edges.more(1)[:] = 0
        self._is_null = Room(np.bool_)

    def __len__(self) -> int:
        return len(self._is_null)

    def append(self, array: pa.Array) -> None:
        if not len(array):
            return
        edges, letters = _bounds_and_letters(array)
        np.add(edges[1:], len(self._letters) - int(edges[0]), out=self._edges.more(len(array)))
        self._letters.more(len(letters))[:] = letters
        self._is_null.more(len(array))[:] = _nulls(array)

    def append_nulls(self, rows: int) -> None:
        self._edges.more(rows)[:] = len(self._letters)
        self._is_null.more(rows)[:] = True

    def array(self) -> pa.Array:
        is_null = self._is_null.filled
        valid = pa.py_buffer(np.packbits(~is_null, bitorder="little")) if is_null.any() else None
        return pa.LargeStringArray.from_buffers(
            len(is_null),
            pa.py_buffer(self._edges.filled),
            pa.py_buffer(self._letters.filled),
            valid,
        )

    def column(self) -> Column:
        dtype: Any = TEXT_DTYPE
        column: Column = dtype.__from_arrow__(self.array())
        return column


class _Categories(Cells):
    """Texts that repeat: each once, and a number for each row."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._numbers: dict[str, int] = {}
        self._codes = Room(np.int32)

    def __len__(self) -> int:
        return len(self._codes)

    def append(self, array: pa.Array) -> None:
        labels, indices = array.dictionary.to_pylist(), array.indices
        if indices.null_count:
            indices = indices.fill_null(len(labels))
        numbers = [self._numbers.setdefault(label, len(self._numbers)) for label in labels]
        codes = np.array([*numbers, -1], np.int32)
        self._codes.more(len(array))[:] = codes[indices.to_numpy()]

    def append_nulls(self, rows: int) -> None:
        self._codes.more(rows)[:] = -1

    def array(self) -> pa.Array:
        codes = self._codes.filled
        labels = pa.array([*self._numbers], pa.string())
        indices = pa.array(codes, mask=codes < 0)
        return pa.DictionaryArray.from_arrays(indices, labels)

    def column(self) -> Column:
        spelling = SPELLINGS.get(self._path, str)
        labels = [spelling(label) for label in self._numbers]
        return with_ordered_categories(self._codes.filled, labels, ORDERS.get(self._path, ()))


def _bounds_and_letters(texts: pa.Array) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Give where texts begin and end, and the letters from the first to the last of them."""
    edge = np.dtype(np.int64 if pa.types.is_large_string(texts.type) else np.int32)
    _, edges_buffer, letters = texts.buffers()
    edges = np.frombuffer(edges_buffer, edge, len(texts) + 1, texts.offset * edge.itemsize)
    begin, end = edges[0], edges[-1]
    return edges, np.frombuffer(letters or b"", np.uint8)[begin:end]


def _nulls(array: pa.Array) -> np.ndarray[Any, Any] | bool:
    """Tell which values are null, or that none is."""
    if not array.null_count:
        return False
    flags: np.ndarray[Any, Any] = array.is_null().to_numpy(zero_copy_only=False)
    return flags
