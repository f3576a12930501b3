"""What the values of a page are that are no texts: null, true, false, or by the look an integer."""

from collections.abc import Sequence

import numpy as np

from leadwidgets.frame.grid import Flags, Grid
from leadwidgets.frame.marks import Positions

Found = np.ndarray[tuple[int], np.dtype[np.bool_]]

_MINUS, _ZERO, _ONE, _NINE = b"-019"


def nulls(grid: Grid) -> Flags:
    """Tell which values of a page are null."""
    others = np.flatnonzero(~grid.is_text)
    found = np.zeros(grid.is_text.size, np.bool_)
    found[others] = _are(grid, b"null", grid.edges[0::2][others], grid.edges[1::2][others])
    return found.reshape(grid.is_text.shape)


def trues_and_falses(grid: Grid, field: int) -> tuple[Found, Found]:
    """Tell which values of a field are true, and which are false."""
    starts, ends = grid.starts[:, field], grid.ends[:, field]
    falses = _are(grid, b"fals", starts, ends - 1) & _are(grid, b"alse", starts + 1, ends)
    return _are(grid, b"true", starts, ends), falses


def may_be_integers(grid: Grid, fields: Sequence[int]) -> Flags:
    """Tell which values begin as JSON integers do; what follows has to be looked at."""
    starts, ends = grid.starts[:, fields], grid.ends[:, fields]
    letters = np.frombuffer(grid.page, np.uint8)
    first, second = letters[starts], letters[starts + 1]
    found: Flags = np.where(
        first == _MINUS,
        (second >= _ONE) & (second <= _NINE),
        (first >= _ZERO) & (first <= _NINE) & ((first != _ZERO) | (ends - starts == 1)),
    )
    return found & ~grid.is_text[:, fields]


def _are(grid: Grid, word: bytes, starts: Positions, ends: Positions) -> Found:
    """Tell which places hold a word of four letters."""
    # Every four letters of the page as one number. What is shorter is told by its length, so those
    # too near the end of the page may get any four.
    fours: np.ndarray[tuple[int], np.dtype[np.uint32]] = np.ndarray(
        (len(grid.page) - len(word) + 1,), "<u4", grid.page, strides=(1,)
    )
    held = fours[np.minimum(starts, len(fours) - 1)] == int.from_bytes(word, "little")
    same: Found = held & (ends - starts == len(word))
    return same
