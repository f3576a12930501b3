"""Values of leads as the texts that are read.

The browser shows text and never needs types: numbers, moments and flags are written here, once,
for the rows that are looked at.
"""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Texts = list[str | None]


def texts_of(column: pd.Series) -> Texts:
    """Write a column's values as text; nulls stay null."""
    values = column.astype(column.cat.categories.dtype) if hasattr(column, "cat") else column
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.strftime("%Y-%m-%d %H:%M:%S")
    elif pd.api.types.is_bool_dtype(values.dtype):
        values = values.astype("boolean").map({True: "yes", False: "no"}).astype("str")
    if values.dtype == object or pd.api.types.is_float_dtype(values.dtype):
        # str() of each: the shortest text of a float, and of whatever an object column holds.
        return [text_of(value) for value in values]
    texts: Texts = pc.cast(pa.Array.from_pandas(values), pa.string()).to_pylist()
    return texts


def text_of(value: object) -> str | None:
    """Write one value as text; null stays null."""
    missing = value is None or value is pd.NA or value != value  # noqa: PLR0124 - NaN
    return None if missing else str(value)
