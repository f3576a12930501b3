"""`search` and `breakdowns` for scripts and notebook cells: no ``async``, no ``await``."""

from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import TypeVar

import pandas as pd

from leadwidgets.account import Account
from leadwidgets.client.background import portal
from leadwidgets.client.cancel import CancelSignal
from leadwidgets.client.client import LeadSearchClient
from leadwidgets.client.progress import CountProgress, SearchProgress
from leadwidgets.criteria import SearchCriteria
from leadwidgets.result import SearchResult

T = TypeVar("T")


def search(  # noqa: PLR0913 - one keyword for each choice a user has
    criteria: SearchCriteria,
    account: Account | None = None,
    *,
    on_progress: Callable[[SearchProgress], None] | None = None,
    max_leads: int | None = None,
    page_size: int | None = None,
    keep_partial: bool = False,
) -> SearchResult:
    """Search, and wait for the result. Works where an event loop is running, too.

    Interrupting it (Ctrl+C, or a notebook's stop button) cancels the search.

    Parameters
    ----------
    criteria
        Which leads.
    account
        Where; from the environment or the embedded account where it is None.
    on_progress
        Called in another thread.
    max_leads, page_size, keep_partial
        See `LeadSearchClient.search`.

    Returns
    -------
    SearchResult
        The leads and their receipt.

    Raises
    ------
    SearchCancelled
        If it was interrupted, unless `keep_partial` gives what had been read.
    LeadSearchError
        If it failed.
    RuntimeError
        If it is called in the package's own background loop, which it would stop.
    """
    cancel = CancelSignal()

    async def run() -> SearchResult:
        async with LeadSearchClient(account) as client:
            return await client.search(
                criteria,
                on_progress=on_progress,
                max_leads=max_leads,
                page_size=page_size,
                keep_partial=keep_partial,
                cancel=cancel,
            )

    return _waited_for(run, cancel)


def breakdowns(
    criteria: SearchCriteria,
    account: Account | None = None,
    *,
    on_progress: Callable[[CountProgress], None] | None = None,
) -> dict[str, pd.DataFrame]:
    """Count the matching leads by lead state, system disposition and timezone.

    No lead is downloaded, so it takes seconds for a campaign of any size. Works where an event loop
    is running, too. Interrupting it cancels it.

    Parameters
    ----------
    criteria
        Which leads.
    account
        Where; from the environment or the embedded account where it is None.
    on_progress
        Called in another thread.

    Returns
    -------
    dict[str, pandas.DataFrame]
        ``lead_state``, ``system_disposition`` and ``lead_timezone``, each with the columns
        ``value``, ``label``, ``leads`` and ``share``; see `LeadSearchClient.count_by`.

    Raises
    ------
    SearchCancelled
        If it was interrupted.
    LeadSearchError
        If it failed.
    """
    cancel = CancelSignal()

    async def run() -> dict[str, pd.DataFrame]:
        async with LeadSearchClient(account) as client:
            return await client.breakdowns(criteria, on_progress=on_progress, cancel=cancel)

    return _waited_for(run, cancel)


def _waited_for(work: Callable[[], Awaitable[T]], cancel: CancelSignal) -> T:
    """Run in the background loop and wait; an interrupt cancels, and what comes then is given."""
    running: Future[T] | None = None
    try:
        running = portal().start_task_soon(work)
        return running.result()
    except KeyboardInterrupt:
        cancel.cancel()
        if running is None:
            raise
        return running.result()
