"""`RowWindow`: a window over a result's leads, sorted and filtered, as texts for the browser."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from leadwidgets.widgets.cell_texts import Texts, text_of, texts_of
from leadwidgets.widgets.wire import LARGEST_WINDOW, Sort


class RowWindow:
    """Gives windows of rows in the order of any columns.

    Parameters
    ----------
    leads
        The result's frame; it is neither copied nor changed.

    Notes
    -----
    Sorting and filtering choose positions, not a frame, and the last ones are kept.
    """

    def __init__(self, leads: pd.DataFrame) -> None:
        self._leads = leads
        # One attribute each: windows are read in several threads, which must see what matches.
        self._last: tuple[tuple[Sort, ...], np.ndarray | None] = ((), None)
        self._rows: tuple[tuple[Sort, ...], np.ndarray | None, np.ndarray | None] = ((), None, None)

    def read(
        self,
        offset: int,
        limit: int,
        sorts: Sequence[Sort],
        columns: Sequence[str],
        kept: np.ndarray | None = None,
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
        kept
            For each lead whether it is among the rows at all; None if all are.

        Raises
        ------
        KeyError
            If there is no such column.
        """
        rows = self.positions(sorts, kept)[offset : offset + min(limit, LARGEST_WINDOW)]
        return [texts_of(self._leads[name].iloc[rows]) for name in columns]

    def positions(self, sorts: Sequence[Sort], kept: np.ndarray | None) -> np.ndarray:
        """Give where in the frame the rows stand, in the order of the rows."""
        last_sorts, last_kept, rows = self._rows
        if rows is None or last_kept is not kept or last_sorts != tuple(sorts):
            order = self._ordered(tuple(sorts))
            if order is None:
                rows = np.arange(len(self._leads)) if kept is None else np.flatnonzero(kept)
            else:
                rows = order if kept is None else order[kept[order]]
            self._rows = tuple(sorts), kept, rows
        return rows

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
        return column.map(text_of)  # values of several types have no order of their own
    return column
