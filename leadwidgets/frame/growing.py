"""One column of the frame while pages arrive."""

from dataclasses import dataclass, field
from typing import NamedTuple

from leadwidgets.frame.cells import Cells, Column, cells_for
from leadwidgets.frame.columns import Chunk, widened
from leadwidgets.frame.odd import OddValues
from leadwidgets.frame.odd import joined as joined_odd
from leadwidgets.frame.schema import Kind, Path, kind_of


class Joined(NamedTuple):
    """A column that is whole: its cells, what it holds, and its odd values."""

    cells: Column
    kind: Kind
    odd: OddValues


@dataclass
class _Run:
    """Rows that follow each other and hold one kind."""

    start: int
    kind: Kind
    cells: Cells
    odd: list[OddValues] = field(default_factory=list)

    def append(self, start: int, chunk: Chunk) -> None:
        self.fill(start)
        self.cells.append(chunk.array)
        if len(chunk.odd):
            self.odd.append(chunk.odd.moved(start - self.start))

    def fill(self, end: int) -> None:
        """Add nulls up to a row of the frame."""
        missing = end - self.start - len(self.cells)
        if missing:
            self.cells.append_nulls(missing)

    def chunk(self) -> Chunk:
        return Chunk(self.kind, self.cells.array(), joined_odd(self.odd))


class GrowingColumn:
    """A column that pages add to.

    Pages that lack the field leave a gap, which is filled with nulls when it is known what the
    column holds. Where a page's values are of another kind than those before, they are kept apart
    until the end, when all of them are known.

    Parameters
    ----------
    path
        The field.
    expected
        How many rows there will be, as far as one can tell.
    """

    def __init__(self, path: Path, expected: int = 0) -> None:
        self._path = path
        self._expected = expected
        self._runs: list[_Run] = []
        self._covered = 0

    @property
    def covered(self) -> int:
        """How many rows came from pages that had the field."""
        return self._covered

    @property
    def all_null(self) -> bool:
        """Whether no row has a value."""
        return not self._runs

    def append(self, start: int, chunk: Chunk) -> None:
        """Add a page's values, the first of them for the frame's row `start`."""
        self._covered += len(chunk.array)
        if chunk.kind is not None and len(chunk.array):
            self._run(start, chunk.kind).append(start, chunk)

    def _run(self, start: int, kind: Kind) -> _Run:
        if not self._runs or self._runs[-1].kind is not kind:
            self._runs.append(self._empty_run(start if self._runs else 0, kind))
        return self._runs[-1]

    def joined(self, rows: int) -> Joined:
        """Give the whole column of a frame of `rows` rows."""
        run = self._only_run()
        run.fill(rows)
        return Joined(run.cells.column(), run.kind, joined_odd(run.odd))

    def _only_run(self) -> _Run:
        if not self._runs:
            return self._empty_run(0, kind_of(self._path) or Kind.TEXT)
        if len(self._runs) == 1:
            return self._runs[0]
        starts = [run.start for run in self._runs]
        kind, chunks = widened([run.chunk() for run in self._runs])
        self._runs.clear()
        whole = self._empty_run(0, kind)
        for start, chunk in zip(starts, chunks, strict=True):
            whole.append(start, chunk)
        return whole

    def _empty_run(self, start: int, kind: Kind) -> _Run:
        return _Run(start, kind, cells_for(self._path, kind, self._expected - start))
