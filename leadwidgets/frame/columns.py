"""One column of the frame while pages arrive: chunk after chunk, whatever kinds they are of."""

from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.fields import LeadKind
from leadwidgets.frame.chunks import Chunk
from leadwidgets.frame.exact import json_text
from leadwidgets.frame.lead_columns import Path, kind_of
from leadwidgets.frame.misfits import NO_MISFITS, Misfit, Misfits, Reason, joined, overlaid
from leadwidgets.frame.pandas_cells import Cells, PandasArray, cells_for

_LARGEST_EXACT_DOUBLE = 2**53


class WholeColumn(NamedTuple):
    """A column that is whole: its cells, what it holds, and its misfits."""

    cells: PandasArray
    kind: LeadKind
    misfits: Misfits


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows that follow each other and hold one kind, from row `start` of the frame on."""

    start: int
    kind: LeadKind
    cells: Cells

    def fill(self, end: int) -> None:
        """Add nulls up to a row of the frame."""
        missing = end - self.start - len(self.cells)
        if missing:
            self.cells.append_nulls(missing)


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

    Attributes
    ----------
    covered
        How many rows came from pages that had the field.
    """

    def __init__(self, path: Path, expected: int = 0) -> None:
        self.covered = 0
        self._path = path
        self._expected = expected
        self._runs: list[_Run] = []
        self._misfits: list[Misfits] = []

    @property
    def all_null(self) -> bool:
        """Whether no row has a value."""
        return not self._runs

    def append(self, start: int, chunk: Chunk) -> None:
        """Add a page's values, the first of them for the frame's row `start`."""
        self.covered += len(chunk.array)
        if chunk.kind is None or not len(chunk.array):
            return
        if not self._runs or self._runs[-1].kind is not chunk.kind:
            self._runs.append(self._empty_run(start if self._runs else 0, chunk.kind))
        run = self._runs[-1]
        run.fill(start)
        run.cells.append(chunk.array)
        if len(chunk.misfits):
            self._misfits.append(chunk.misfits.moved(start))

    def whole(self, rows: int) -> WholeColumn:
        """Give the whole column of a frame of `rows` rows."""
        if not self._runs:
            self._runs = [self._empty_run(0, kind_of(self._path) or LeadKind.TEXT)]
        if len(self._runs) > 1:
            self._widen()
        [run] = self._runs
        run.fill(rows)
        return WholeColumn(run.cells.column(), run.kind, joined(self._misfits))

    def _empty_run(self, start: int, kind: LeadKind) -> _Run:
        return _Run(start, kind, cells_for(self._path, kind, self._expected - start))

    def _widen(self) -> None:
        """Bring runs of different kinds to one.

        Whole numbers join numbers where a double holds them; everything else joins as text, with
        what was sent beside it.
        """
        are_numbers = {run.kind for run in self._runs} == {LeadKind.INTEGER, LeadKind.NUMBER}
        if are_numbers and all(map(_fits_double, self._runs)):
            kind = LeadKind.NUMBER
            parts = [(run.cells.array().cast(pa.float64()), NO_MISFITS) for run in self._runs]
        else:
            kind = LeadKind.TEXT
            parts = [_as_text(run) for run in self._runs]
        whole = self._empty_run(0, kind)
        for run, (array, _) in zip(self._runs, parts, strict=True):
            whole.fill(run.start)
            whole.cells.append(array)
        not_texts = joined([misfits for _, misfits in parts])
        self._misfits = [overlaid(not_texts, joined(self._misfits))]
        self._runs = [whole]


def _fits_double(run: _Run) -> bool:
    if run.kind is LeadKind.NUMBER:
        return True
    bounds = pc.min_max(run.cells.array().fill_null(0)).as_py()
    return bool(max(-bounds["min"], bounds["max"]) <= _LARGEST_EXACT_DOUBLE)


def _as_text(run: _Run) -> tuple[pa.Array, Misfits]:
    """Write what is no text as JSON, for the column and beside it."""
    if run.kind is LeadKind.TEXT:
        return run.cells.array(), NO_MISFITS
    texts = run.cells.array().to_pylist()
    if run.kind is not LeadKind.JSON:
        texts = [None if value is None else json_text(value) for value in texts]
    misfits = {
        run.start + row: Misfit(text, Reason.OTHER_KIND)
        for row, text in enumerate(texts)
        if text is not None
    }
    return pa.array(texts, pa.string()), Misfits.of(misfits)
