"""Pages gathered into one DataFrame.

Each page's columns are kept as Arrow arrays and joined once, column by column, when the last page
is in. A column's pages are let go as soon as it stands, so that memory never holds two copies of
the answer.
"""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from leadwidgets.frame import notes
from leadwidgets.frame.assembly import Assembly
from leadwidgets.frame.pages import LeadPage
from leadwidgets.frame.parts import Part, compacted
from leadwidgets.frame.schema import (
    COLUMN_NAMES,
    Path,
)

_MOST_UNDOCUMENTED = 1000


class LeadFrame:
    """Gathers pages, in the order in which they are added.

    Not for several threads at once. Adding a page costs next to nothing.
    """

    def __init__(self) -> None:
        self._rows = 0
        self._pages = 0
        self._parts: dict[Path, list[Part]] = {}
        self._absent: Counter[Path] = Counter()
        self._notes: tuple[str, ...] = ()

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
            kept = chunk if keep is None else chunk.take(keep)
            self._parts.setdefault(path, []).append(Part(self._rows, kept))
        self._compact_one()
        for path, absent in page.absent.items():
            self._absent[path] += len(absent if keep is None else {*absent} & {*keep})
        self._rows += rows

    def _compact_one(self) -> None:
        """Compact one column, another one after each page, so that no page has to wait."""
        self._pages += 1
        paths = list(self._parts)
        if paths:
            path = paths[self._pages % len(paths)]
            self._parts[path] = compacted(self._parts[path])

    def _lacking(self, path: Path) -> int:
        """Count the leads that came without a field: page by page, and in whole pages."""
        covered = sum(part.end - part.start for part in self._parts.get(path, ()))
        return self._rows - covered + self._absent[path]

    def finish(self) -> pd.DataFrame:
        """Join what was gathered, and start afresh.

        Returns
        -------
        pandas.DataFrame
            One row a lead, in the order added. First the documented columns, always all of them
            and in the same order, then undocumented ones as they appeared, then columns ending in
            ``_as_sent`` with the JSON text of values that their column cannot hold as sent.
        """
        assembly = Assembly(self._rows)
        absent = {name: self._lacking(path) for path, name in COLUMN_NAMES.items()}
        undocumented = [path for path in self._parts if path not in COLUMN_NAMES]
        others = {path: self._parts.pop(path) for path in undocumented[_MOST_UNDOCUMENTED:]}
        columns = [*COLUMN_NAMES, *undocumented[:_MOST_UNDOCUMENTED]]
        assembly.place({path: self._parts.pop(path, []) for path in columns})
        if others:
            assembly.place_others(others)
        assembly.split_dispositions()
        frame = assembly.frame()
        self._notes = (*assembly.notes(), *notes.absent_notes(absent, self._rows))
        self._rows, self._pages, self._parts, self._absent = 0, 0, {}, Counter()
        return frame


def empty_leads() -> pd.DataFrame:
    """Give a frame without rows: the documented columns with their dtypes."""
    return LeadFrame().finish()
