"""`PanelSession`: what the panel does, without a panel.

It holds the criteria, the options to choose from, the live count, the search and its result. It is
plain Python on one event loop: every method is called there, and tests need no browser.
"""

import asyncio
import logging
import threading
from collections.abc import Coroutine
from contextlib import suppress
from itertools import count
from typing import Any

import msgspec

from leadwidgets.account import Account
from leadwidgets.client import LeadSearchClient
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidCriteriaError, LeadSearchError, SearchCancelled
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.result import SearchResult
from leadwidgets.widgets.changes import Changes
from leadwidgets.widgets.charts import Charts
from leadwidgets.widgets.choices import LINKED_FIELDS, Choices
from leadwidgets.widgets.counted_charts import CountedCharts
from leadwidgets.widgets.live_count import LiveCount
from leadwidgets.widgets.panel_search import PanelSearch
from leadwidgets.widgets.refusals import in_form_words, labels
from leadwidgets.widgets.wire import CriteriaValue, FigureSource, Notice, Problem, RefusedValue

_log = logging.getLogger(__name__)


class PanelSession:
    """A search form's state and commands, over one account.

    Parameters
    ----------
    account
        Where to search.
    criteria
        What the form starts with; by default the first campaign that is available.

    Attributes
    ----------
    criteria : SearchCriteria
        What the form holds, without the fields whose values were refused.
    refused : dict of str to RefusedValue
        By field: what it holds and no search can. Nothing is searched or counted meanwhile.
    criteria_version : int
        Grows with every change of either.
    choices, live_count, panel_search
        The parts that load options, count, and search.
    charts : Charts
        The charts of the result.
    counted : CountedCharts
        Their numbers before a search.
    problem : Problem or None
        What went wrong last.
    notices : list of Notice
        What the session did by itself.
    changes : Changes
        Tells views that something is new.
    """

    def __init__(self, account: Account, criteria: SearchCriteria | None = None) -> None:
        self.account = account
        self.criteria = criteria or SearchCriteria()
        self.refused: dict[str, RefusedValue] = {}
        self.criteria_version = 1
        self.problem: Problem | None = None
        self.notices: list[Notice] = []
        self.changes = Changes()
        self._client = LeadSearchClient(account)
        self.choices = Choices(self._client, self.changes.tell)
        self.live_count = LiveCount(self._client, self._tell, self._start)
        self.charts = Charts(self._tell)
        self.counted = CountedCharts(self._client, account.limits, self.changes.tell, self._start)
        self.panel_search = PanelSearch(self._client, self._tell, self.charts.show)
        self._start_criteria = criteria
        self._filled = criteria is not None
        self._notice_numbers = count(1)
        self._opened = asyncio.Event()
        self._closed = False
        self._linking: asyncio.Task[None] | None = None
        self._charts_are_seen = False
        self._dropping = False  # what does not belong to the chosen campaigns is to be taken out
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def result(self) -> SearchResult | None:
        """What the last finished search found."""
        return self.panel_search.result

    @property
    def result_is_current(self) -> bool:
        """Whether the form still holds what the last finished search was for."""
        result = self.result
        return result is not None and not self.refused and result.receipt.criteria == self.criteria

    @property
    def figure_source(self) -> FigureSource:
        """What the charts are of: numbers never stay when another question has been counted."""
        if self.counted.criteria is not None:
            return "counted"
        return "none" if self.result is None else "leads"

    @property
    def version(self) -> int:
        """Grows with every new result, every change of what remains, and all leads kept."""
        return self.panel_search.version + self.charts.selection.version + self.charts.times_kept

    async def open(self) -> None:
        """Sign in, read the options, and choose the first campaign where none is wanted yet."""
        await asyncio.wait([self._start(self._open())])

    async def close(self) -> None:
        """End what is under way and let go of the connection."""
        self._closed = True
        self.panel_search.cancel()
        self.live_count.stop()
        self.counted.stop()
        for task in tuple(self._tasks):
            task.cancel()
        await self._client.aclose()

    def set_field(self, name: str, value: CriteriaValue) -> None:
        """Change one field of the form.

        Raises
        ------
        InvalidCriteriaError
            If the field does not accept the value; it is `refused` then, and the criteria stay.
        LeadSearchError
            If the session was closed, as for every other method that changes it.
        """
        self._check_open()
        try:
            changed = self.criteria.replace(**{name: msgspec.to_builtins(value)})
        except InvalidCriteriaError as error:
            told = in_form_words(name, error)
            self.refused[name] = RefusedValue(value, told.message, told.next_step)
            self._take(self.criteria)
            raise told from None
        self.refused.pop(name, None)
        relink = changed.campaign_ids != self.criteria.campaign_ids
        self._take(changed)
        if relink:
            self._dropping = True
            self._link()

    def set_criteria(self, criteria: SearchCriteria) -> None:
        """Fill the form. Values that the options do not have stay: they may be right."""
        self._check_open()
        relink = criteria.campaign_ids != self.criteria.campaign_ids
        self.refused.clear()
        self._take(criteria)
        self._filled = True
        self._dropping = False
        if relink:
            self._link()

    def reset(self) -> None:
        """Bring the form back to its start and read anew what failed; the last result stays."""
        self._check_open()
        self.notices.clear()
        self.problem = None
        self.refused.clear()
        self._take(self._start_criteria or SearchCriteria())
        self._filled = self._start_criteria is not None
        self._dropping = False
        self.choices.forget_campaign_lists()
        self._start(self._load())

    def restore(self) -> None:
        """Bring the form back to what the last finished search was for."""
        if self.result is not None:
            self.set_criteria(self.result.receipt.criteria)

    def check_form(self) -> None:
        """Check that a search would leave out nothing that the form holds.

        Raises
        ------
        InvalidCriteriaError
            If a field holds what no search can.
        """
        if not self.refused:
            return
        first = next(self.refused[name] for name in SEARCH_FIELDS if name in self.refused)
        raise InvalidCriteriaError(
            f"Not searched, because of {labels(self.refused)}: {first.message}",
            next_step=first.next_step,
        )

    async def search(self) -> SearchResult:
        """Search for what the form holds.

        Raises
        ------
        InvalidCriteriaError
            If a field holds what no search can; nothing is asked then.
        LeadSearchError
            If the search failed or was cancelled; unless cancelled, `problem` says so too.
        """
        self._check_open()
        self.check_form()
        self.problem = None
        try:
            result = await self.panel_search.run(self._settled_criteria)
        except SearchCancelled:
            raise
        except LeadSearchError as error:
            self._fail("The search did not finish", error)
            raise
        matched = result.receipt.matched
        if matched is not None and self.result_is_current:
            self.live_count.know(matched)
        return result

    async def _settled_criteria(self) -> SearchCriteria:
        """Give the criteria once nothing will be taken out of them by itself any more."""
        await self._opened.wait()
        while self._linking is not None and not self._linking.done():
            await asyncio.wait([self._linking])
        return self.criteria

    def search_soon(self) -> None:
        """Search in the background; `problem` and `panel_search` tell how it ends."""
        self._start(self._search_quietly())

    async def _search_quietly(self) -> None:
        with suppress(LeadSearchError):
            await self.search()

    def cancel(self) -> None:
        """End the running search; the last good result stays."""
        self.panel_search.cancel()

    def see_charts(self) -> None:
        """Somebody looks at the charts: before, none of the account's counts is spent on them."""
        if not self._charts_are_seen:
            self._charts_are_seen = True
            self._tell()

    def count_charts(self, *, wanted: bool) -> None:
        """Switch counting for the charts on or off."""
        self.counted.wanted = wanted
        self._tell()

    def narrow(self) -> None:
        """Put into the form what is chosen in the charts.

        Raises
        ------
        InvalidArgumentError
            If no search can ask for it; the form stays as it is.
        """
        self._check_open()
        self.set_criteria(self.criteria.replace(**self.charts.search_changes()))

    def dismiss(self, number: int) -> None:
        """Take away one notice."""
        self.notices = [notice for notice in self.notices if notice.number != number]
        self.changes.tell()

    async def _open(self) -> None:
        try:
            await self._load()
        finally:
            self._opened.set()

    async def _load(self) -> None:
        """Read what is not read yet, choose a first campaign, and read what belongs to it."""
        self._start(self.choices.load_account_lists())
        try:
            await self.choices.load_campaigns()
        except LeadSearchError as error:
            self._fail("The account's campaigns could not be read", error)
        if self._closed:
            return
        first = self.choices.first_campaign()
        if first and not self._filled and not self.criteria.campaign_ids:
            self._take(self.criteria.replace(campaign_ids=[first.campaign_id]))
        elif self.live_count.status == "idle":
            self.live_count.follow(self.criteria)
        self._link()

    def _check_open(self) -> None:
        if self._closed:
            raise LeadSearchError("This panel was closed", next_step="Make a new one.")

    def _take(self, criteria: SearchCriteria) -> None:
        self.criteria = criteria
        self.criteria_version += 1
        if self.refused:
            self.live_count.refuse(f"Not counted, because of {labels(self.refused)}.")
        else:
            self.live_count.follow(criteria)

    def _link(self) -> None:
        """Read the options that belong to the chosen campaigns."""
        if self._linking is not None:
            self._linking.cancel()
        self._linking = self._start(self._load_linked())

    async def _load_linked(self) -> None:
        await self.choices.load_campaign_lists(self.criteria.campaign_ids)
        if self._dropping:
            self._dropping = False
            self._drop_what_no_longer_exists()

    def _drop_what_no_longer_exists(self) -> None:
        kept: dict[str, list[int | str]] = {}
        for name in LINKED_FIELDS:
            chosen = getattr(self.criteria, name)
            missing = self.choices.missing(name, chosen)
            if missing:
                kept[name] = [value for value in chosen if value not in missing]
                self._notify(
                    f"{SEARCH_FIELDS[name].label}: {len(missing)} of {len(chosen)} chosen were "
                    "taken out, because they do not belong to the chosen campaigns."
                )
        if kept:
            self._take(self.criteria.replace(**kept))

    def _tell(self) -> None:
        self.changes.tell()
        self._follow_with_charts()

    def _follow_with_charts(self) -> None:
        """Count for the charts where the form is at rest and its leads are not there."""
        answered = self.result_is_current or self.refused or self._closed
        leads = self.live_count.leads if self.live_count.status == "known" else None
        if (
            not self.counted.wanted
            or answered
            or self.counted.criteria not in (None, self.criteria)
        ):
            self.counted.stop()
        if self.panel_search.status == "running":
            self.counted.pause()
        elif self._charts_are_seen and self.counted.wanted and leads and not answered:
            self.counted.follow(self.criteria, leads, [spec.by for spec in self.charts.specs])

    def _notify(self, text: str) -> None:
        self.notices.append(Notice(next(self._notice_numbers), text))

    def _fail(self, title: str, error: LeadSearchError) -> None:
        self.problem = Problem(title, error.explanation, error.next_step)
        self.changes.tell()

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run in the background; keep the task, and show an error that nobody expected."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not _process_ends(error):
            self.report_bug(error)

    def report_bug(self, error: BaseException) -> None:
        """Show an error that is nobody's but ours, and log where it happened."""
        _log.error("An unexpected error in the lead search panel", exc_info=error)
        self.problem = Problem(
            "Something went wrong inside leadwidgets",
            f"{type(error).__name__} was raised; the log says where.",
            "Please report it with the log. The last good result is still there.",
        )
        self.changes.tell()


def _process_ends(error: BaseException) -> bool:
    """Tell whether the process is ending: whatever is under way then fails, to nobody's interest.

    Python first takes no more work for threads, and says so in these words, and a moment later the
    main thread has ended.
    """
    refused = isinstance(error, RuntimeError) and str(error).startswith(
        "cannot schedule new futures after"
    )
    return refused or not threading.main_thread().is_alive()
