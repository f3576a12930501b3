"""Pages put into a frame beside the event loop, one after the other."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pandas as pd

from leadwidgets.frame.lead_frame import LeadFrame
from leadwidgets.frame.pages import LeadPage


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
