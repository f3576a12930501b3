"""`search`, `count` and the like for scripts and notebook cells: no ``async``, no ``await``."""

from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import CancelledError, Future
from functools import partial
from queue import SimpleQueue
from typing import TypeVar

import pandas as pd

from leadwidgets.account import Account
from leadwidgets.client.background import portal, process_ends
from leadwidgets.client.cancel import CancelSignal, ended_by
from leadwidgets.client.check_up import CheckUp, Step, examine
from leadwidgets.client.client import BREAKDOWNS, LeadSearchClient
from leadwidgets.client.progress import CountProgress, SearchProgress
from leadwidgets.client.progress_bar import ProgressBar
from leadwidgets.client.unlisted import Unlisted, unlisted
from leadwidgets.client.value_list_entries import AccountInfo, Campaign
from leadwidgets.criteria import SearchCriteria
from leadwidgets.default_account import resolve
from leadwidgets.errors import InvalidArgumentError, SearchCancelled
from leadwidgets.lookup import Found, Values, asked_for, find_in
from leadwidgets.result import SearchResult

P = TypeVar("P", SearchProgress, CountProgress)
T = TypeVar("T")

Tell = Callable[[P], None] | None


def search(  # noqa: PLR0913 - one keyword for each choice a user has
    criteria: SearchCriteria,
    account: Account | None = None,
    *,
    on_progress: Callable[[SearchProgress], None] | None = None,
    max_leads: int | None = None,
    page_size: int | None = None,
    keep_partial: bool = False,
    progress: bool = False,
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
    progress
        Whether to show a progress bar; needs tqdm (extra ``progress``).

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
    MissingExtraError
        If `progress` is set and tqdm is not installed; the message says how to install it.
    RuntimeError
        If it is called in the package's own background loop, which it would stop.
    """

    def ask(
        client: LeadSearchClient, told: Tell[SearchProgress], cancel: CancelSignal
    ) -> Awaitable[SearchResult]:
        return client.search(
            criteria,
            on_progress=told,
            max_leads=max_leads,
            page_size=page_size,
            keep_partial=keep_partial,
            cancel=cancel,
        )

    return _asked(account, ask, on_progress, progress=progress)


def find(  # noqa: PLR0913 - one keyword for each choice a user has
    *,
    phones: Values = None,
    extern_ids: Values = None,
    leads: pd.DataFrame | SearchResult | None = None,
    account: Account | None = None,
    on_progress: Callable[[SearchProgress], None] | None = None,
    progress: bool = False,
) -> Found:
    """Look up leads by a list of phone numbers, of external ids, or of both.

    Works where an event loop is running, too. Interrupting it cancels it.

    Parameters
    ----------
    phones, extern_ids
        The values, at most 100,000 of each; or a pasted text with one a line. Of a number only the
        digits count, and a 1 in front of ten others does not.
    leads
        Look in these, and ask no account: a DataFrame with the columns of a search, or a result.
    account
        Where; from the environment or the embedded account where both are None.
    on_progress
        Called in another thread.
    progress
        Whether to show a progress bar; needs tqdm (extra ``progress``).

    Returns
    -------
    Found
        The leads that have one of the values, their receipt, and what came of each value.

    Raises
    ------
    InvalidArgumentError
        If no value is given, too many are, or they are no list; if both leads and an account are
        given, or leads without the column that is looked in.
    SearchCancelled
        If it was interrupted.
    LeadSearchError
        If the account could not be asked.
    MissingExtraError, RuntimeError
        As for `search`.
    """
    if leads is not None:
        if account is not None:
            raise InvalidArgumentError(
                "Both leads and an account are given", next_step="Give the one to look in."
            )
        return find_in(leads, asked_for(phones, extern_ids))

    def ask(
        client: LeadSearchClient, told: Tell[SearchProgress], cancel: CancelSignal
    ) -> Awaitable[Found]:
        return client.find(phones=phones, extern_ids=extern_ids, on_progress=told, cancel=cancel)

    return _asked(account, ask, on_progress, progress=progress)


def count(criteria: SearchCriteria, account: Account | None = None) -> int:
    """Give how many leads match, as `search` gives the leads.

    Raises
    ------
    LeadSearchError
        If the account could not be asked.
    """
    return _answered(account, lambda client: client.count(criteria))


def accounts(account: Account | None = None) -> tuple[AccountInfo, ...]:
    """Give the sub-accounts that the user may see, with their names.

    Parameters
    ----------
    account
        Who asks, and where; from the environment or the embedded account where it is None. It need
        not name a sub-account.

    Raises
    ------
    LeadSearchError
        If the account could not be asked.
    """
    return _answered(account, lambda client: client.accounts())


def campaigns(account: Account | None = None) -> tuple[Campaign, ...]:
    """Give the campaigns of the account, in the order of its dial groups.

    Raises
    ------
    LeadSearchError
        If the account could not be asked.
    """
    groups = _answered(account, lambda client: client.dial_groups())
    return tuple(campaign for group in groups for campaign in group.campaigns)


def unlisted_codes(
    criteria: SearchCriteria, account: Account | None = None
) -> tuple[Unlisted, ...]:
    """Give the codes that no list of the account holds; see `leadwidgets.client.unlisted`."""
    return _answered(account, lambda client: unlisted(client, criteria))


def doctor(
    account: Account | Callable[[], Account] | None = None,
    *,
    on_step: Callable[[Step], None] | None = None,
) -> CheckUp:
    """Walk the way to an account step by step, and say what stands in it.

    Settings, address, proxy, certificate, service, sign-in, sub-account, permission, value lists
    and one count, each asked once. It takes seconds, and reads no lead.

    Parameters
    ----------
    account
        Which; from the environment or the embedded account where it is None. A function gives it,
        where that may fail, too.
    on_step
        Told of each step in another thread, as it is made.

    Returns
    -------
    CheckUp
        What was found. As text it is a report without a secret, a phone or a user name, that can be
        sent to a colleague.
    """
    find = account if callable(account) else partial(resolve, account)
    told = on_step or (lambda _: None)
    return _waited_for(partial(examine, find, told), CancelSignal())


def breakdowns(
    criteria: SearchCriteria,
    account: Account | None = None,
    *,
    by: str | Sequence[str] = BREAKDOWNS,
    on_progress: Callable[[CountProgress], None] | None = None,
    progress: bool = False,
) -> dict[str, pd.DataFrame]:
    """Count the matching leads by each of several fields.

    No lead is downloaded, so it takes seconds for a campaign of any size. Works where an event loop
    is running, too. Interrupting it cancels it.

    Parameters
    ----------
    criteria
        Which leads.
    account
        Where; from the environment or the embedded account where it is None.
    by
        A field, or several; ``lead_state``, ``system_disposition`` and ``lead_timezone`` by
        default.
    on_progress
        Called in another thread.
    progress
        Whether to show a progress bar; needs tqdm (extra ``progress``).

    Returns
    -------
    dict[str, pandas.DataFrame]
        Each field with a frame of ``value``, ``label``, ``leads`` and ``share``; see
        `LeadSearchClient.count_by`.

    Raises
    ------
    SearchCancelled
        If it was interrupted.
    LeadSearchError
        If it failed.
    MissingExtraError, RuntimeError
        As for `search`.
    """

    def ask(
        client: LeadSearchClient, told: Tell[CountProgress], cancel: CancelSignal
    ) -> Awaitable[dict[str, pd.DataFrame]]:
        return client.breakdowns(criteria, by, on_progress=told, cancel=cancel)

    return _asked(account, ask, on_progress, progress=progress)


def _answered(account: Account | None, ask: Callable[[LeadSearchClient], Awaitable[T]]) -> T:
    """Ask one question, which says nothing of how far it is."""

    async def asked(client: LeadSearchClient, _: Tell[CountProgress], cancel: CancelSignal) -> T:
        with ended_by(cancel, "The question was cancelled"):
            return await ask(client)

    return _asked(account, asked)


def _asked(
    account: Account | None,
    ask: Callable[[LeadSearchClient, Tell[P], CancelSignal], Awaitable[T]],
    on_progress: Tell[P] = None,
    *,
    progress: bool = False,
) -> T:
    """Ask with a client of its own, and wait for the answer."""
    cancel = CancelSignal()

    async def run(told: Tell[P]) -> T:
        async with LeadSearchClient(account) as client:
            return await ask(client, told, cancel)

    if not progress:
        return _waited_for(partial(run, on_progress), cancel)
    with ProgressBar() as bar:
        return _shown(run, cancel, bar, on_progress)


def _shown(
    work: Callable[[Tell[P]], Awaitable[T]],
    cancel: CancelSignal,
    bar: ProgressBar,
    on_progress: Tell[P],
) -> T:
    """Run in the background loop, and show its progress in this thread, the one of the output."""
    moments: SimpleQueue[P | None] = SimpleQueue()

    def tell(progress: P) -> None:
        moments.put(progress)
        if on_progress is not None:
            on_progress(progress)

    async def run() -> T:
        try:
            return await work(tell)
        finally:
            moments.put(None)

    def show() -> None:
        for progress in iter(moments.get, None):
            bar.show(progress)

    return _waited_for(run, cancel, show)


def _waited_for(
    work: Callable[[], Awaitable[T]],
    cancel: CancelSignal,
    meanwhile: Callable[[], None] | None = None,
) -> T:
    """Run in the background loop and wait; an interrupt cancels, and what comes then is given."""
    running: Future[T] | None = None
    try:
        running = portal().start_task_soon(work)
        if meanwhile is not None:
            meanwhile()
        return running.result()
    except KeyboardInterrupt:
        cancel.cancel()
        if running is None:
            raise
        return running.result()
    except (CancelledError, RuntimeError) as error:
        if not process_ends(error):
            raise
        raise SearchCancelled("The process is ending, and nothing more is read") from None
    finally:
        cancel.cancel()  # whatever else ended the waiting, such as a bar that nobody can see
