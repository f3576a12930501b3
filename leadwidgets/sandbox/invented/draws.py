"""Drawing many values at once from a seeded generator."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

HOUR = 3_600_000
DAY = 24 * HOUR
"""Milliseconds."""


class Draws:
    """A seeded generator that draws `size` values at a time.

    Parameters
    ----------
    size
        How many values each draw gives.
    generator
        Where the numbers come from.
    """

    def __init__(self, size: int, generator: np.random.Generator) -> None:
        self.size = size
        self.generator = generator

    def happens(self, share: float | Floats) -> Flags:
        """Give True with a probability of `share`, one for all or one for each value."""
        return self.generator.random(self.size, dtype=np.float32) < share

    def among(self, choices: int | Ints) -> Ints:
        """Give whole numbers from 0 to below `choices`, one for all or one for each value."""
        chosen: Ints = (self.generator.random(self.size) * choices).astype(np.int64)
        return chosen

    def weighted(self, weights: Sequence[float]) -> Ints:
        """Give positions in `weights`, each as often as its weight says."""
        edges = np.cumsum(np.asarray(weights, dtype=np.float64))
        drawn = self.generator.random(self.size) * edges[-1]
        places: Ints = np.searchsorted(edges, drawn, side="right").astype(np.int64)
        return places

    def between(self, low: float, high: float) -> Floats:
        """Give numbers spread evenly from `low` to below `high`."""
        return self.generator.uniform(low, high, self.size)


class Ragged:
    """Rows of different lengths, looked up by row and position in one step.

    Parameters
    ----------
    rows
        The values of each row; no row is empty.
    """

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.words = [word for row in rows for word in row]
        self.lengths = np.array([len(row) for row in rows], dtype=np.int64)
        self.starts = np.concatenate(([0], np.cumsum(self.lengths)[:-1]))

    def draw(self, draws: Draws, rows: Ints) -> Ints:
        """Give, for each row number, the position in `words` of one of the row's values."""
        return self.starts[rows] + draws.among(self.lengths[rows])


def words(
    codes: Ints, vocabulary: Sequence[str], missing: Flags | None = None
) -> pa.DictionaryArray:
    """Give the words that codes stand for, as an Arrow dictionary array; null where `missing`.

    A word may stand in the vocabulary twice; the array's dictionary holds it once.
    """
    places = {word: place for place, word in enumerate(dict.fromkeys(vocabulary))}
    positions = np.array([places[word] for word in vocabulary], dtype=np.int32)
    return pa.DictionaryArray.from_arrays(
        pa.array(positions[codes], mask=missing), pa.array(list(places), pa.string())
    )
