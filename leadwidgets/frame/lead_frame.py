"""Pages put together to one DataFrame.

Each page's values are copied to the end of their columns as it arrives, so that little is left to
do when the last one is in, and memory never holds two copies of the answer.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd

from leadwidgets.frame import notes
from leadwidgets.frame.assembly import Assembly, Part
from leadwidgets.frame.chunks import Chunk
from leadwidgets.frame.columns import GrowingColumn
from leadwidgets.frame.lead_columns import COLUMN_NAMES, Path
from leadwidgets.frame.pages import LeadPage

_MOST_UNDOCUMENTED = 1000
_MOST_EXPECTED = 2**20  # leads: a count may be wrong


class LeadFrame:
    """Gathers pages, in the order in which they are added.

    Not for several threads at once. Adding a page costs a small part of what reading it does.

    Parameters
    ----------
    expected
        How many leads there will be, as far as one can tell; more or fewer may come.
    """

    def __init__(self, expected: int = 0) -> None:
        self._expected = min(expected, _MOST_EXPECTED)
        self._notes: tuple[str, ...] = ()
        self._start()

    def _start(self) -> None:
        self._rows = 0
        self._columns = {path: GrowingColumn(path, self._expected) for path in COLUMN_NAMES}
        self._others: dict[Path, list[Part]] = {}
        self._absent: Counter[Path] = Counter()

    def __len__(self) -> int:
        """Count the leads gathered so far."""
        return self._rows

    @property
    def notes(self) -> tuple[str, ...]:
        """What did not fit, in sentences for the receipt; known once the frame is finished."""
        return self._notes

    def add(self, page: LeadPage, keep: Sequence[int] | None = None) -> None:
        """Add a page.

        Parameters
        ----------
        page
            From `read_page`.
        keep
            The positions in the page of the leads to take, ascending; None for all of them.
        """
        rows = page.rows if keep is None else len(keep)
        for path, chunk in page.columns.items():
            self._append(path, chunk if keep is None else chunk.take(keep))
        for path, absent in page.absent.items():
            self._absent[path] += len(absent if keep is None else {*absent} & {*keep})
        self._rows += rows

    def _append(self, path: Path, chunk: Chunk) -> None:
        if path not in self._columns:
            if len(self._columns) == len(COLUMN_NAMES) + _MOST_UNDOCUMENTED:
                self._others.setdefault(path, []).append(Part(self._rows, chunk))
                return
            self._columns[path] = GrowingColumn(path, self._expected)
        self._columns[path].append(self._rows, chunk)

    def _lacking(self, path: Path) -> int:
        """Count the leads that came without a field: page by page, and in whole pages."""
        return self._rows - self._columns[path].covered + self._absent[path]

    def finish(self, first: slice | None = None) -> pd.DataFrame:
        """Join what was gathered, and start afresh.

        Parameters
        ----------
        first
            Rows to put before all others; None for the order added.

        Returns
        -------
        pandas.DataFrame
            One row a lead. First the documented columns, always all of them and in the same order,
            then undocumented ones as they appeared, then columns ending in ``_as_sent`` with the
            JSON text of values that their column cannot hold as sent.
        """
        assembly = Assembly(self._rows)
        absent = {name: self._lacking(path) for path, name in COLUMN_NAMES.items()}
        while self._columns:
            path = next(iter(self._columns))
            assembly.place(path, self._columns.pop(path))
        if self._others:
            assembly.place_others(self._others)
        assembly.split_dispositions()
        frame = assembly.frame()
        if first is not None:
            frame = _reordered(frame, first)
        self._notes = (*assembly.notes(), *notes.absent_notes(absent, self._rows))
        self._start()
        return frame


def _reordered(frame: pd.DataFrame, first: slice) -> pd.DataFrame:
    """Give the same with some rows before all others; the given frame is used up.

    Column by column, so that memory never holds all of them twice.
    """
    start, stop, _ = first.indices(len(frame))
    order = np.r_[start:stop, 0:start, stop : len(frame)]
    columns = {name: frame.pop(str(name)).array.take(order) for name in list(frame)}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(order)), copy=False)


class ThreadedLeadFrame:
    """A `LeadFrame` with a thread of its own.

    Parameters
    ----------
    expected
        How many leads there will be, as far as one can tell.
    """

    def __init__(self, expected: int = 0) -> None:
        self._frame = LeadFrame(expected)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="leadwidgets-frame")
        self._leads = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What did not fit; known once the frame is finished."""
        return self._frame.notes

    async def add(self, page: LeadPage, keep: Sequence[int]) -> None:
        """Add a page, as `LeadFrame.add` does; it is added even if the waiting for it is cancelled.

        Parameters
        ----------
        page
            From `leadwidgets.frame.read_page`.
        keep
            The positions in the page of the leads to take, ascending.
        """
        self._leads += len(keep)
        kept = None if len(keep) == page.rows else keep
        loop = asyncio.get_running_loop()
        await asyncio.shield(loop.run_in_executor(self._thread, self._frame.add, page, kept))

    def finish(self, first: slice | None = None) -> pd.DataFrame:
        """Join what was gathered, as `LeadFrame.finish` does.

        Raises
        ------
        RuntimeError
            A page could not be added, and nobody has waited to learn why.
        """
        added = self._thread.submit(len, self._frame).result()
        if added != self._leads:
            raise RuntimeError(f"{self._leads - added:,} leads could not be put into the frame")
        self._thread.shutdown(wait=False)
        return self._frame.finish(first)


def empty_leads() -> pd.DataFrame:
    """Give a frame without rows: the documented columns with their dtypes."""
    return LeadFrame().finish()
