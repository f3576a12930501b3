"""Arrow chunks of one column, joined into the pandas array that analysts meet.

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
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

from leadwidgets.frame.columns import ARROW_TYPES, MICROSECONDS
from leadwidgets.frame.schema import Kind

Codes = np.ndarray[tuple[int], np.dtype[np.integer]]
Column = ExtensionArray | np.ndarray[tuple[int], np.dtype[np.float64]]

TEXT_DTYPE = pd.StringDtype(na_value=np.nan)


def joined(kind: Kind, chunks: Sequence[pa.Array]) -> Column:
    """Join chunks of one kind, `Kind.CATEGORY` excepted (`joined_category`)."""
    type_ = ARROW_TYPES[kind]
    if kind is Kind.TIME and any(chunk.type == MICROSECONDS for chunk in chunks):
        type_ = MICROSECONDS
        chunks = [chunk.cast(type_) for chunk in chunks]
    # A table, unlike an array, may stay in several chunks where text exceeds 2 GB.
    whole = pa.table({"column": pa.chunked_array(chunks, type_)}).combine_chunks()["column"]
    dtype: Any = _dtype(kind, type_)
    column: Column = whole.to_numpy() if dtype is None else dtype.__from_arrow__(whole)
    return column


def _dtype(kind: Kind, type_: pa.DataType) -> object:
    return pd.DatetimeTZDtype(type_.unit, "UTC") if kind is Kind.TIME else _DTYPES[kind]


_DTYPES: Mapping[Kind, object] = {
    Kind.INTEGER: pd.Int64Dtype(),
    Kind.NUMBER: None,  # plain numpy
    Kind.FLAG: pd.BooleanDtype(),
    Kind.TEXT: TEXT_DTYPE,
    Kind.JSON: TEXT_DTYPE,
}


def joined_category(
    chunks: Sequence[pa.Array],
    order: Iterable[str] = (),
    shown: Callable[[str], str] = str,
) -> pd.Categorical:
    """Join dictionary-encoded chunks.

    Parameters
    ----------
    chunks
        Arrow dictionary arrays of text.
    order
        Known values, in the order that the categories take.
    shown
        How a value is spelled in the result; values spelled alike become one.
    """
    type_ = ARROW_TYPES[Kind.CATEGORY]
    whole = pa.chunked_array(chunks, type_).unify_dictionaries().combine_chunks()
    codes = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    labels = [shown(label) for label in whole.dictionary.to_pylist()]
    return with_ordered_categories(codes, labels, order)


def with_ordered_categories(
    codes: Codes, labels: Sequence[str], order: Iterable[str] = ()
) -> pd.Categorical:
    """Make a categorical of codes into `labels` (-1 for null), whose labels may repeat.

    Categories are those that occur, in `order`, then alphabetically.
    """
    counts = np.bincount(codes[codes >= 0], minlength=len(labels))
    used = {label for label, count in zip(labels, counts, strict=True) if count}
    rank = {label: number for number, label in enumerate(order)}
    categories = sorted(used, key=lambda label: (rank.get(label, len(rank)), label))
    number = {label: code for code, label in enumerate(categories)}
    lookup = np.array([*(number.get(label, -1) for label in labels), -1], np.int32)
    dtype = pd.CategoricalDtype(pd.Index(categories, dtype=TEXT_DTYPE))
    column: Any = pd.Categorical.from_codes(lookup[codes], dtype=dtype)
    return cast("pd.Categorical", column)
