"""An array that more is added to, at its end."""

from typing import Any

import numpy as np

Values = np.ndarray[tuple[int], np.dtype[Any]]

_FEWEST = 1024


class GrowingArray:
    """Values of one type, and room for more.

    Memory that has been asked for and never written to takes no place. So there is room for all
    values that are expected from the start, and where more come, for as many again: to move what
    is there costs more than to have room. From a few megabytes on numpy asks for large pages of
    memory, which are many times faster to get.

    Parameters
    ----------
    type_
        What a value is.
    expected
        How many values there will be, as far as one can tell.
    """

    def __init__(self, type_: Any, expected: int = 0) -> None:  # noqa: ANN401 - numpy's own
        self._held: Values = np.empty(max(_FEWEST, expected), type_)
        self._length = 0

    def __len__(self) -> int:
        """Count the values."""
        return self._length

    @property
    def filled(self) -> Values:
        """The values so far: this memory itself, no copy."""
        return self._held[: self._length]

    def settled(self) -> Values:
        """Give the values for good: where most of the room is empty, in memory that fits them."""
        return self.filled if 2 * self._length >= len(self._held) else self.filled.copy()

    def more(self, count: int) -> Values:
        """Give the places of `count` further values, to be written to at once."""
        start, end = self._length, self._length + count
        if end > len(self._held):
            self.reserve(max(end, 2 * len(self._held)))
        self._length = end
        return self._held[start:end]

    def reserve(self, size: int) -> None:
        """Have room for `size` values, if there is less."""
        if size > len(self._held):
            self._move(self._held.dtype, size)

    def retype(self, type_: Any) -> None:  # noqa: ANN401 - numpy's own
        """Convert the values to another type, which those that follow have too."""
        if self._held.dtype != type_:
            self._move(type_, len(self._held))

    def _move(self, type_: Any, size: int) -> None:  # noqa: ANN401 - numpy's own
        held = np.empty(size, type_)
        held[: self._length] = self.filled
        self._held = held
