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
from collections.abc import Iterable, Sequence
from typing import Any, cast

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

from leadwidgets.fields import LeadKind
from leadwidgets.frame.chunks import ARROW_TYPES, MICROSECONDS
from leadwidgets.frame.growing_array import GrowingArray, Values
from leadwidgets.frame.lead_columns import CATEGORY_ORDERS, SPELLINGS, Path

_SPARE = 1.1  # texts differ in length from page to page
_MOST_EXPECTED = 2**28  # letters: one long text on the first page says little of the others

Codes = np.ndarray[tuple[int], np.dtype[np.integer]]
PandasArray = ExtensionArray | np.ndarray[tuple[int], np.dtype[np.float64]]

_TEXT_DTYPE = pd.StringDtype(na_value=np.nan)


class Cells(ABC):
    """The cells of one column.

    Parameters
    ----------
    arrow_type
        That of the arrays that are appended.
    """

    def __init__(self, arrow_type: pa.DataType) -> None:
        self._arrow_type = arrow_type

    @abstractmethod
    def __len__(self) -> int:
        """Count the rows."""

    @abstractmethod
    def append(self, array: pa.Array) -> None:
        """Add rows with values of this kind's Arrow type."""

    def append_nulls(self, rows: int) -> None:
        """Add rows without a value."""
        self.append(pa.nulls(rows, self._arrow_type))

    @abstractmethod
    def array(self) -> pa.Array:
        """Give the values to Arrow."""

    @abstractmethod
    def column(self) -> PandasArray:
        """Give the values to pandas; nothing can be added after that."""


def cells_for(path: Path, kind: LeadKind, expected: int = 0) -> Cells:
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
        case LeadKind.INTEGER:
            return _Masked(np.int64, pd.arrays.IntegerArray, expected)
        case LeadKind.FLAG:
            return _Masked(np.bool_, pd.arrays.BooleanArray, expected)
        case LeadKind.NUMBER:
            return _Numbers(expected)
        case LeadKind.TIME:
            return _Times(expected)
        case LeadKind.CATEGORY:
            return _Categories(path, expected)
        case LeadKind.TEXT | LeadKind.JSON:
            return _Texts(expected)


def text_column(texts: pa.StringArray) -> PandasArray:
    """Make a column of texts that are all there."""
    cells = _Texts(len(texts))
    cells.append(texts)
    return cells.column()


class _Masked(Cells):
    """Values, something where they are null, and which of them are."""

    def __init__(
        self,
        type_: type[np.int64 | np.bool_],
        column_type: type[pd.arrays.IntegerArray | pd.arrays.BooleanArray],
        expected: int,
    ) -> None:
        super().__init__(pa.from_numpy_dtype(type_))
        self._blank = pa.scalar(type_().item())
        self._values = GrowingArray(type_, expected)
        self._is_null = GrowingArray(np.bool_, expected)
        self._column_type = column_type

    def __len__(self) -> int:
        return len(self._values)

    def append(self, array: pa.Array) -> None:
        blanked = array.fill_null(self._blank)
        self._values.more(len(array))[:] = blanked.to_numpy(zero_copy_only=False)
        self._is_null.more(len(array))[:] = _nulls(array)

    def array(self) -> pa.Array:
        return pa.array(self._values.filled, mask=self._is_null.filled)

    def column(self) -> PandasArray:
        return self._column_type(self._values.settled(), self._is_null.settled())


class _Numbers(Cells):
    """Numbers, with NaN for null."""

    def __init__(self, expected: int) -> None:
        super().__init__(ARROW_TYPES[LeadKind.NUMBER])
        self._values = GrowingArray(np.float64, expected)

    def __len__(self) -> int:
        return len(self._values)

    def append(self, array: pa.Array) -> None:
        self._values.more(len(array))[:] = array.to_numpy(zero_copy_only=False)

    def array(self) -> pa.Array:
        return pa.array(self._values.filled, from_pandas=True)

    def column(self) -> PandasArray:
        return self._values.settled()


class _Times(Cells):
    """Moments, to the millisecond until one comes that needs microseconds."""

    def __init__(self, expected: int) -> None:
        super().__init__(ARROW_TYPES[LeadKind.TIME])
        self._values = GrowingArray("M8[ms]", expected)

    def __len__(self) -> int:
        return len(self._values)

    def append(self, array: pa.Array) -> None:
        if array.type == MICROSECONDS:
            self._values.retype("M8[us]")
        self._values.more(len(array))[:] = array.to_numpy(zero_copy_only=False)

    def array(self) -> pa.Array:
        unit, _ = np.datetime_data(self._values.filled.dtype)
        return pa.array(self._values.filled, pa.timestamp(unit, "UTC"))

    def column(self) -> PandasArray:
        moments = pd.DatetimeIndex(self._values.filled).tz_localize("UTC")
        return cast("ExtensionArray", moments.array)


class _Texts(Cells):
    """Texts, end to end."""

    def __init__(self, expected: int) -> None:
        super().__init__(ARROW_TYPES[LeadKind.TEXT])
        self._expected = expected
        self._letters = GrowingArray(np.uint8)
        self._bounds = GrowingArray(np.int64, expected + 1)
        self._bounds.more(1)[:] = 0
        self._is_null = GrowingArray(np.bool_, expected)

    def __len__(self) -> int:
        return len(self._is_null)

    def append(self, array: pa.Array) -> None:
        if not len(array):
            return
        bounds, letters = _bounds_and_letters(array)
        np.add(bounds[1:], len(self._letters) - int(bounds[0]), out=self._bounds.more(len(array)))
        if not self._letters and self._expected > len(array):
            letters_expected = int(_SPARE * len(letters) / len(array) * self._expected)
            self._letters.reserve(min(letters_expected, _MOST_EXPECTED))
        self._letters.more(len(letters))[:] = letters
        self._is_null.more(len(array))[:] = _nulls(array)

    def array(self) -> pa.Array:
        is_null = self._is_null.filled
        valid = pa.py_buffer(np.packbits(~is_null, bitorder="little")) if is_null.any() else None
        return pa.LargeStringArray.from_buffers(
            len(is_null),
            pa.py_buffer(self._bounds.settled()),
            pa.py_buffer(self._letters.settled()),
            valid,
        )

    def column(self) -> PandasArray:
        dtype: Any = _TEXT_DTYPE
        return cast("ExtensionArray", dtype.__from_arrow__(self.array()))


def _nulls(array: pa.Array) -> Values | bool:
    """Tell which values are null, or that none is."""
    return array.is_null().to_numpy(zero_copy_only=False) if array.null_count else False


def _bounds_and_letters(texts: pa.StringArray | pa.LargeStringArray) -> tuple[Values, Values]:
    """Give where texts begin and end, and the letters from the first to the last of them.

    The text at ``row`` begins at ``bounds[row]`` and ends before ``bounds[row + 1]``; the first
    letter given stands at ``bounds[0]``. That is how Arrow holds texts:
    https://arrow.apache.org/docs/format/Columnar.html#variable-size-binary-layout
    """
    bound = np.dtype(np.int64 if pa.types.is_large_string(texts.type) else np.int32)
    _, held, letters = texts.buffers()
    bounds = np.frombuffer(held, bound, len(texts) + 1, texts.offset * bound.itemsize)
    return bounds, np.frombuffer(letters or b"", np.uint8)[bounds[0] : bounds[-1]]


class _Categories(Cells):
    """Texts that repeat: each once, and a number for each row."""

    def __init__(self, path: Path, expected: int) -> None:
        super().__init__(ARROW_TYPES[LeadKind.CATEGORY])
        self._path = path
        self._numbers: dict[str, int] = {}
        self._codes = GrowingArray(np.int32, expected)

    def __len__(self) -> int:
        return len(self._codes)

    def append(self, array: pa.Array) -> None:
        labels, indices = array.dictionary.to_pylist(), array.indices
        if indices.null_count:
            indices = indices.fill_null(len(labels))
        numbers = [self._numbers.setdefault(label, len(self._numbers)) for label in labels]
        codes = np.array([*numbers, -1], np.int32)
        self._codes.more(len(array))[:] = codes[indices.to_numpy()]

    def array(self) -> pa.Array:
        codes = self._codes.filled
        labels = pa.array([*self._numbers], pa.string())
        indices = pa.array(codes, mask=codes < 0)
        return pa.DictionaryArray.from_arrays(indices, labels)

    def column(self) -> PandasArray:
        spelling = SPELLINGS.get(self._path, str)
        labels = [spelling(label) for label in self._numbers]
        order = CATEGORY_ORDERS.get(self._path, ())
        return with_ordered_categories(self._codes.filled, labels, order)


def with_ordered_categories(
    codes: Codes, labels: Sequence[str], order: Iterable[str] = ()
) -> pd.Categorical:
    """Make a categorical of codes into `labels` (-1 for null), whose labels may repeat.

    Categories are those that occur, in `order`, then alphabetically.
    """
    # Nulls are counted first, then each label.
    counts = np.bincount(codes + 1, minlength=len(labels) + 1)[1:]
    used = {label for label, count in zip(labels, counts, strict=True) if count}
    rank = {label: number for number, label in enumerate(order)}
    categories = sorted(used, key=lambda label: (rank.get(label, len(rank)), label))
    number = {label: code for code, label in enumerate(categories)}
    # The last entry answers code -1.
    lookup = np.array(
        [*(number.get(label, -1) for label in labels), -1], np.min_scalar_type(-len(labels) - 1)
    )
    dtype = pd.CategoricalDtype(pd.Index(categories, dtype=_TEXT_DTYPE))
    column: Any = pd.Categorical.from_codes(lookup[codes], dtype=dtype)
    return cast("pd.Categorical", column)
