"""An array that more is added to, at its end."""

from typing import Any

import numpy as np

Values = np.ndarray[tuple[int], np.dtype[Any]]

_FIRST = 1024  # values


class Room:
    """Values of one type, and room for as many again.

    Memory that has been asked for and never written to takes no place, so doubling costs little;
    and from a few megabytes on numpy asks for large pages, which are many times faster to get.

    Parameters
    ----------
    type_
        What a value is.
    """

    def __init__(self, type_: Any) -> None:  # noqa: ANN401 - whatever numpy takes as a type
        self._held: Values = np.empty(_FIRST, type_)
        self._length = 0

    def __len__(self) -> int:
        """Count the values."""
        return self._length

    @property
    def filled(self) -> Values:
        """The values so far: this memory itself, no copy."""
        return self._held[: self._length]

    def more(self, count: int) -> Values:
        """Give the places of `count` further values, to be written to at once."""
        start, end = self._length, self._length + count
        if end > len(self._held):
            self._move(self._held.dtype, max(end, 2 * len(self._held)))
        self._length = end
        return self._held[start:end]

    def retype(self, type_: Any) -> None:  # noqa: ANN401 - whatever numpy takes as a type
        """Convert the values to another type, which those that follow have too."""
        self._move(type_, len(self._held))

    def _move(self, type_: Any, size: int) -> None:  # noqa: ANN401 - whatever numpy takes as a type
        held = np.empty(size, type_)
        held[: self._length] = self.filled
        self._held = held
