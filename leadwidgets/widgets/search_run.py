"""`SearchRun`: one search at a time, with its progress, its end, and the last good result."""

import asyncio
from collections.abc import Callable
from typing import Literal

from leadwidgets.client import LeadSearchClient
from leadwidgets.client.progress import SearchProgress
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import LeadSearchError, SearchCancelled
from leadwidgets.result import SearchResult


class SearchRun:
    """Runs searches; a new one ends the one before.

    Parameters
    ----------
    client
        Asks the account.
    changed
        Called after every change.

    Attributes
    ----------
    status
        ``idle``, ``running``, ``done``, ``cancelled`` or ``failed``.
    progress
        The latest report of the running or last search.
    result
        The last complete answer; a search that fails or is cancelled leaves it alone.
    version
        Grows with every new result.
    """

    def __init__(self, client: LeadSearchClient, changed: Callable[[], None]) -> None:
        self._client = client
        self._changed = changed
        self._task: asyncio.Task[SearchResult] | None = None
        self.status: Literal["idle", "running", "done", "cancelled", "failed"] = "idle"
        self.progress: SearchProgress | None = None
        self.result: SearchResult | None = None
        self.version = 0

    async def run(self, criteria: SearchCriteria) -> SearchResult:
        """Search, and keep the result.

        Raises
        ------
        SearchCancelled
            If `cancel` was called, or another search was started.
        LeadSearchError
            If the search failed.
        """
        self.cancel()
        self.status, self.progress = "running", None
        task = self._task = asyncio.create_task(
            self._client.search(criteria, on_progress=self._report)
        )
        self._changed()
        try:
            result = await task
        except asyncio.CancelledError:
            self._end(task, "cancelled")
            if not task.done():
                task.cancel()
                raise  # the caller was cancelled, not the search
            raise SearchCancelled("The search was cancelled") from None
        except LeadSearchError as error:
            self._end(task, "cancelled" if isinstance(error, SearchCancelled) else "failed")
            raise
        self.result = result
        self.version += 1
        self._end(task, "done")
        return result

    def cancel(self) -> None:
        """End the running search, if any."""
        if self._task is not None:
            self._task.cancel()

    def _end(
        self, task: asyncio.Task[SearchResult], status: Literal["done", "cancelled", "failed"]
    ) -> None:
        if task is self._task:
            self._task, self.status = None, status
            self._changed()

    def _report(self, progress: SearchProgress) -> None:
        self.progress = progress
        self._changed()
