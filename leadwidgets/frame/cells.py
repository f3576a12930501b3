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
from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

from leadwidgets.frame.categories import ORDERS, SPELLINGS, TEXT_DTYPE, with_ordered_categories
from leadwidgets.frame.columns import MICROSECONDS
from leadwidgets.frame.memory import bounds_and_letters, flags, integers, nulls
from leadwidgets.frame.room import Room, Values
from leadwidgets.frame.schema import Kind, Path

_SPARE = 1.1  # texts differ in length from page to page
_MOST_EXPECTED = 2**28  # letters: one long text on the first page says little of the others

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


def cells_for(path: Path, kind: Kind, expected: int = 0) -> Cells:
    """Make the cells, none as yet, of a field's column.

    Parameters
    ----------
    path
        The field.
    kind
        What it holds.
    expected
        How many rows there will be, as far as one can tell.
    """
    match kind:
        case Kind.INTEGER:
            return _Masked(np.int64, integers, pd.arrays.IntegerArray, expected)
        case Kind.FLAG:
            return _Masked(np.bool_, flags, pd.arrays.BooleanArray, expected)
        case Kind.NUMBER:
            return _Numbers(expected)
        case Kind.TIME:
            return _Times(expected)
        case Kind.CATEGORY:
            return _Categories(path, expected)
        case Kind.TEXT | Kind.JSON:
            return _Texts(expected)


def text_column(texts: pa.StringArray) -> Column:
    """Make a column of texts that are all there."""
    cells = _Texts(len(texts))
    cells.append(texts)
    return cells.column()


class _Masked(Cells):
    """Values, something where they are null, and which of them are."""

    def __init__(
        self,
        type_: type[np.int64 | np.bool_],
        read: Callable[[pa.Array], Values],
        column_type: type[pd.arrays.IntegerArray | pd.arrays.BooleanArray],
        expected: int,
    ) -> None:
        self._blank = type_()
        self._read = read
        self._values = Room(type_, expected)
        self._is_null = Room(np.bool_, expected)
        self._column_type = column_type

    def __len__(self) -> int:
        return len(self._values)

    def append(self, array: pa.Array) -> None:
        values, is_null = self._values.more(len(array)), self._is_null.more(len(array))
        values[:] = self._read(array)
        is_null[:] = nulls(array)
        if array.null_count:
            values[is_null] = self._blank

    def append_nulls(self, rows: int) -> None:
        self._values.more(rows)[:] = self._blank
        self._is_null.more(rows)[:] = True

    def array(self) -> pa.Array:
        return pa.array(self._values.filled, mask=self._is_null.filled)

    def column(self) -> Column:
        return self._column_type(self._values.settled(), self._is_null.settled())


class _Numbers(Cells):
    """Numbers, with NaN for null."""

    def __init__(self, expected: int) -> None:
        self._values = Room(np.float64, expected)

    def __len__(self) -> int:
        return len(self._values)

    def append(self, array: pa.Array) -> None:
        self._values.more(len(array))[:] = array.to_numpy(zero_copy_only=False)

    def append_nulls(self, rows: int) -> None:
        self._values.more(rows)[:] = np.nan

    def array(self) -> pa.Array:
        return pa.array(self._values.filled, from_pandas=True)

    def column(self) -> Column:
        return self._values.settled()


class _Times(Cells):
    """Moments, to the millisecond until one comes that needs microseconds."""

    def __init__(self, expected: int) -> None:
        self._values = Room("M8[ms]", expected)

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
        moments = pd.DatetimeIndex(self._values.filled).tz_localize("UTC")
        return cast("ExtensionArray", moments.array)


class _Texts(Cells):
    """Texts, end to end."""

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self._letters = Room(np.uint8)
        self._bounds = Room(np.int64, expected + 1)
        self._bounds.more(1)[:] = 0
        self._is_null = Room(np.bool_, expected)

    def __len__(self) -> int:
        return len(self._is_null)

    def append(self, array: pa.Array) -> None:
        if not len(array):
            return
        bounds, letters = bounds_and_letters(array)
        np.add(bounds[1:], len(self._letters) - int(bounds[0]), out=self._bounds.more(len(array)))
        if not self._letters and self._expected > len(array):
            letters_expected = int(_SPARE * len(letters) / len(array) * self._expected)
            self._letters.reserve(min(letters_expected, _MOST_EXPECTED))
        self._letters.more(len(letters))[:] = letters
        self._is_null.more(len(array))[:] = nulls(array)

    def append_nulls(self, rows: int) -> None:
        self._bounds.more(rows)[:] = len(self._letters)
        self._is_null.more(rows)[:] = True

    def array(self) -> pa.Array:
        is_null = self._is_null.filled
        valid = pa.py_buffer(np.packbits(~is_null, bitorder="little")) if is_null.any() else None
        return pa.LargeStringArray.from_buffers(
            len(is_null),
            pa.py_buffer(self._bounds.settled()),
            pa.py_buffer(self._letters.settled()),
            valid,
        )

    def column(self) -> Column:
        dtype: Any = TEXT_DTYPE
        return cast("ExtensionArray", dtype.__from_arrow__(self.array()))


class _Categories(Cells):
    """Texts that repeat: each once, and a number for each row."""

    def __init__(self, path: Path, expected: int) -> None:
        self._path = path
        self._numbers: dict[str, int] = {}
        self._codes = Room(np.int32, expected)

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
