"""Drawing many values at once from a seeded generator."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_Floats = Sequence[float] | NDArray[np.float64]


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

    def happens(self, share: float | NDArray[np.float64]) -> NDArray[np.bool_]:
        """Give True with a probability of `share`, one for all or one for each value."""
        return self.generator.random(self.size, dtype=np.float32) < share

    def among(self, choices: int | NDArray[np.int64]) -> NDArray[np.int64]:
        """Give whole numbers from 0 to below `choices`, one for all or one for each value."""
        return (self.generator.random(self.size) * choices).astype(np.int64)

    def weighted(self, weights: _Floats) -> NDArray[np.int64]:
        """Give positions in `weights`, each as often as its weight says."""
        edges = np.cumsum(np.asarray(weights, dtype=np.float64))
        return np.searchsorted(edges, self.generator.random(self.size) * edges[-1], side="right")

    def between(self, low: float, high: float) -> NDArray[np.float64]:
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

    def draw(self, draws: Draws, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give, for each row number, the position in `words` of one of the row's values."""
        return self.starts[rows] + draws.among(self.lengths[rows])


def words(
    codes: NDArray[np.int64], vocabulary: Sequence[str], missing: NDArray[np.bool_] | None = None
) -> Any:
    """Give the words that codes stand for, as an Arrow dictionary array; null where `missing`.

    A word may stand in the vocabulary twice; the array's dictionary holds it once.
    """
    places = {word: place for place, word in enumerate(dict.fromkeys(vocabulary))}
    positions = np.array([places[word] for word in vocabulary], dtype=np.int32)
    return pa.DictionaryArray.from_arrays(
        pa.array(positions[codes], mask=missing), pa.array(list(places), pa.string())
    )
