"""`PanelSearch`: one search at a time: its progress, its first leads, its end, the last result."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from leadwidgets.client import LeadSearchClient, SearchProgress
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import LeadSearchError, SearchCancelled
from leadwidgets.result import SearchResult
from leadwidgets.widgets.row_filter import RowFilter
from leadwidgets.widgets.table_columns import columns_of
from leadwidgets.widgets.wire import SearchStatus, TableColumn

_FEWEST_PAGES = 3  # before them, how fast a search is cannot be said

End = Literal["done", "cancelled", "failed"]


@dataclass(frozen=True, eq=False)
class TableLeads:
    """The leads that the table shows.

    Attributes
    ----------
    version
        Another one with other leads.
    search
        The number of the search that found them.
    leads
        One row each.
    so_far
        Whether they are the first of a search that is still running.
    """

    version: int
    search: int
    leads: pd.DataFrame
    so_far: bool

    @cached_property
    def columns(self) -> list[TableColumn]:
        """What the table's columns are, in the frame's order."""
        return columns_of(self.leads)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its columns."""
        return frozenset(column.name for column in self.columns)


class PanelSearch:
    """Runs searches; a new one ends the one before.

    Parameters
    ----------
    client
        Asks the account.
    changed
        Called after every change.
    found
        Called with every new result.

    Attributes
    ----------
    status
        ``idle``, ``running``, ``done``, ``cancelled`` or ``failed``.
    progress
        The latest report of the running or last search.
    result
        What the last finished search found; one that fails or is cancelled leaves it alone.
    version
        Grows with every new result.
    table
        The first leads of the running search, as soon as they are there; else the result's.
    row_filter
        Which of the result's leads remain; another result begins with all of them.
    partial
        What the last search had read before it was cancelled or failed; None if nothing.
    """

    def __init__(
        self,
        client: LeadSearchClient,
        changed: Callable[[], None],
        found: Callable[[SearchResult], None] = lambda _: None,
    ) -> None:
        self._client = client
        self._changed = changed
        self._tell_found = found
        self._task: asyncio.Task[SearchResult] | None = None
        self.status: SearchStatus = "idle"
        self.progress: SearchProgress | None = None
        self.result: SearchResult | None = None
        self.version = 0
        self.table: TableLeads | None = None
        self.row_filter: RowFilter | None = None
        self.partial: SearchResult | None = None
        self._started = 0.0
        self._found: TableLeads | None = None
        self._searches = 0
        self._tables = 0

    async def run(self, settled: Callable[[], Awaitable[SearchCriteria]]) -> SearchResult:
        """Search, and keep the result.

        Parameters
        ----------
        settled
            Gives the criteria as soon as they are certain; waiting for them is part of the search.

        Raises
        ------
        SearchCancelled
            If `cancel` was called, or another search was started.
        LeadSearchError
            If the search failed.
        """
        self.cancel()
        self.status, self.progress, self.table = "running", None, self._found
        self.partial, self._started = None, time.monotonic()
        self._searches += 1
        task = self._task = asyncio.create_task(self._search(settled))
        self._changed()
        try:
            # Shielded, so that a caller who is cancelled can be told from a search that is.
            result = await asyncio.shield(task)
        except asyncio.CancelledError:
            self._end(task, "cancelled")
            if task.cancelled():
                raise SearchCancelled("The search was cancelled") from None
            task.cancel()
            raise
        except LeadSearchError as error:
            self._end(task, "cancelled" if isinstance(error, SearchCancelled) else "failed")
            raise
        except Exception:
            self._end(task, "failed")
            raise
        self._keep(result)
        self._end(task, "done")
        return result

    def keep_partial(self) -> None:
        """Make what the last search had read the result, though it is not complete."""
        if self.partial is not None and self.status != "running":
            self._keep(self.partial)
            self.table, self.partial = self._found, None
            self._changed()

    def _keep(self, result: SearchResult) -> None:
        self.result = result
        self.version += 1
        self.row_filter = RowFilter(result.leads, self._changed)
        self._found = self._tabled(result.leads)
        self._tell_found(result)

    @property
    def table_filter(self) -> RowFilter | None:
        """What filters the table's leads; nothing does while they are the first of a search."""
        return None if self.table is None or self.table.so_far else self.row_filter

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes if it is as fast as what was read."""
        progress = self.progress
        if self.status != "running" or progress is None or not progress.matched:
            return None
        if progress.pages < _FEWEST_PAGES:
            return None
        seconds = time.monotonic() - self._started
        return seconds * max(0, progress.matched - progress.leads) / max(1, progress.leads)

    def cancel(self) -> None:
        """End the running search, if any."""
        if self._task is not None:
            self._task.cancel()

    async def _search(self, settled: Callable[[], Awaitable[SearchCriteria]]) -> SearchResult:
        task = asyncio.current_task()

        def report(progress: SearchProgress) -> None:
            if task is self._task:  # one that is being cancelled has its last words, too
                self.progress = progress
                self._changed()

        def show(leads: pd.DataFrame) -> None:
            if task is self._task:
                self.table = self._tabled(leads, so_far=True)
                self._changed()

        def keep(partial: SearchResult) -> None:
            if task is self._task:
                self.partial = partial

        return await self._client.search(
            await settled(), on_progress=report, on_first_leads=show, on_partial=keep
        )

    def _tabled(self, leads: pd.DataFrame, *, so_far: bool = False) -> TableLeads:
        self._tables += 1
        return TableLeads(self._tables, self._searches, leads, so_far)

    def _end(self, task: asyncio.Task[SearchResult], end: End) -> None:
        if task is self._task:
            self._task, self.status, self.table = None, end, self._found
            self._changed()
