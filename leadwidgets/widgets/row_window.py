"""`RowWindow`: a sorted window over a result's leads, as columns of text for the browser.

The browser shows text and never needs types: numbers, moments and flags are written here, once,
for the rows that are looked at.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.extensions import ExtensionDtype

from leadwidgets.widgets.wire import LARGEST_WINDOW, CellKind, Sort, TableColumn

Texts = list[str | None]


def columns_of(leads: pd.DataFrame) -> list[TableColumn]:
    """Describe a frame's columns, in their order."""
    return [
        TableColumn(str(name), _label(str(name)), _kind(dtype))
        for name, dtype in leads.dtypes.items()
    ]


class RowWindow:
    """Gives windows of rows in any column's order.

    Parameters
    ----------
    leads
        The result's frame; it is neither copied nor changed.

    Notes
    -----
    Sorting orders positions, not the frame, and the last order is kept.
    """

    def __init__(self, leads: pd.DataFrame) -> None:
        self._leads = leads
        # One attribute: windows are read in several threads, and each must see a matching pair.
        self._last: tuple[Sort | None, np.ndarray | None] = (None, None)

    def read(self, offset: int, limit: int, sort: Sort | None) -> list[Texts]:
        """Give rows ``offset`` to ``offset + limit``, a list of texts for each column.

        Parameters
        ----------
        offset
            Position of the first row in the given order; past the end gives no rows.
        limit
            At most `LARGEST_WINDOW` are given.
        sort
            None for the order of arrival. Equal values keep that order; nulls come last.

        Raises
        ------
        KeyError
            If there is no such column.
        """
        stop = offset + min(limit, LARGEST_WINDOW)
        order = self._ordered(sort)
        rows = (
            self._leads.iloc[offset:stop] if order is None else self._leads.iloc[order[offset:stop]]
        )
        return [_texts(column) for _, column in rows.items()]

    def _ordered(self, sort: Sort | None) -> np.ndarray | None:
        last, order = self._last
        if sort != last:
            order = None if sort is None else self._positions(sort)
            self._last = sort, order
        return order

    def _positions(self, sort: Sort) -> np.ndarray:
        column = self._leads[sort.column].reset_index(drop=True)
        if isinstance(column.dtype, pd.CategoricalDtype):
            # By what is read, not by the order in which values were first seen.
            ranks = pd.Series(column.cat.categories).rank(method="first").to_numpy()
            codes = column.cat.codes.to_numpy()
            column = pd.Series(np.where(codes < 0, np.nan, ranks[codes]))
        elif column.dtype == object:
            column = column.map(_text)  # values of several types have no order of their own
        ordered = column.sort_values(
            kind="stable", ascending=not sort.descending, na_position="last"
        )
        return ordered.index.to_numpy()


def _texts(column: pd.Series) -> Texts:
    """Write a column's values as text; nulls stay null."""
    values = column.astype(column.cat.categories.dtype) if hasattr(column, "cat") else column
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.strftime("%Y-%m-%d %H:%M:%S")
    elif pd.api.types.is_bool_dtype(values.dtype):
        values = values.astype("boolean").map({True: "yes", False: "no"}).astype("str")
    if values.dtype == object or pd.api.types.is_float_dtype(values.dtype):
        # str() of each: the shortest text of a float, and of whatever an object column holds.
        return [_text(value) for value in values]
    texts: Texts = pc.cast(pa.Array.from_pandas(values), pa.string()).to_pylist()
    return texts


def _text(value: object) -> str | None:
    missing = value is None or value is pd.NA or value != value  # noqa: PLR0124 - NaN
    return None if missing else str(value)


def _kind(dtype: ExtensionDtype | np.dtype) -> CellKind:
    if isinstance(dtype, pd.DatetimeTZDtype):
        return "time"
    if pd.api.types.is_bool_dtype(dtype):
        return "flag"
    return "number" if pd.api.types.is_numeric_dtype(dtype) else "text"


def _label(name: str) -> str:
    group, _, last = name.replace("_", " ").rpartition(".")
    label = last[:1].upper() + last[1:]
    return f"{label} ({group.partition('.')[0]})" if group else label
