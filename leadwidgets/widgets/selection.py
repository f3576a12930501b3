"""`Selection`: which leads of the result remain, whoever limits them.

Charts and table each limit the leads under a name of their own; what remains are the leads that
all of them leave.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

Mask = np.ndarray[Any, np.dtype[np.bool_]]


class Selection:
    """The leads of a result that remain.

    Attributes
    ----------
    rows : numpy.ndarray of bool, or None
        Of shape (leads of the result,): whether each lead remains. None where nothing limits them.
    version : int
        Grows with every change.
    """

    def __init__(self) -> None:
        self.rows: Mask | None = None
        self.version = 0
        self._limits: dict[str, Mask] = {}

    def limit(self, by: str, rows: Mask | None) -> None:
        """Leave only these leads, whatever others leave besides; None takes the limit away.

        Parameters
        ----------
        by
            Who limits: a limit under the same name is replaced.
        rows
            Whether each lead of the result remains.
        """
        if rows is self._limits.get(by):
            return
        if rows is None:
            del self._limits[by]
        else:
            self._limits[by] = rows
        self._change()

    def clear(self) -> None:
        """Take all limits away."""
        if self._limits:
            self._limits.clear()
            self._change()

    def rows_without(self, by: str) -> Mask | None:
        """Give the leads that remain but for one limit: what the one who set it shows."""
        if by not in self._limits:
            return self.rows
        return _all_of(rows for name, rows in self._limits.items() if name != by)

    def _change(self) -> None:
        self.rows = _all_of(self._limits.values())
        self.version += 1


def _all_of(masks: Iterable[Mask]) -> Mask | None:
    remaining: Mask | None = None
    for mask in masks:
        remaining = mask if remaining is None else remaining & mask
    return remaining
