"""`RowWindow`: a sorted window over a result's leads, as columns of text for the browser.

The browser shows text and never needs types: numbers, moments and flags are written here, once,
for the rows that are looked at.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.widgets.wire import LARGEST_WINDOW, Sort

Texts = list[str | None]


class RowWindow:
    """Gives windows of rows in the order of any columns.

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
        self._last: tuple[tuple[Sort, ...], np.ndarray | None] = ((), None)

    def read(
        self, offset: int, limit: int, sorts: Sequence[Sort], columns: Sequence[str]
    ) -> list[Texts]:
        """Give rows ``offset`` to ``offset + limit``, a list of texts for each column.

        Parameters
        ----------
        offset
            Position of the first row in the given order; past the end gives no rows.
        limit
            At most `LARGEST_WINDOW` are given.
        sorts
            By what first, and then by what; none for the order of arrival. Equal values keep that
            order; nulls come last.
        columns
            Which columns, and in which order.

        Raises
        ------
        KeyError
            If there is no such column.
        """
        rows = self.positions(offset, min(limit, LARGEST_WINDOW), sorts)
        return [_texts(self._leads[name].iloc[rows]) for name in columns]

    def positions(self, offset: int, limit: int, sorts: Sequence[Sort]) -> np.ndarray | slice:
        """Give where in the frame the rows stand that `read` would give, without its limit."""
        window = slice(offset, offset + limit)
        order = self._ordered(tuple(sorts))
        return window if order is None else order[window]

    def _ordered(self, sorts: tuple[Sort, ...]) -> np.ndarray | None:
        last, order = self._last
        if sorts != last:
            order = None
            for sort in reversed(sorts):
                order = self._sorted(sort, order)
            self._last = sorts, order
        return order

    def _sorted(self, sort: Sort, order: np.ndarray | None) -> np.ndarray:
        """Order what is ordered already by one more column, which comes before."""
        column = _sortable(self._leads[sort.column]).reset_index(drop=True)
        if order is not None:
            column = column.iloc[order]
        ordered = column.sort_values(
            kind="stable", ascending=not sort.descending, na_position="last"
        )
        return ordered.index.to_numpy()


def _sortable(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.CategoricalDtype):
        # By what is read, not by the order in which values were first seen.
        ranks = pd.Series(column.cat.categories).rank(method="first").to_numpy()
        codes = column.cat.codes.to_numpy()
        return pd.Series(np.where(codes < 0, np.nan, ranks[codes]))
    if column.dtype == object:
        return column.map(_text)  # values of several types have no order of their own
    return column


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
