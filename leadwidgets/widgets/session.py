"""`PanelSession`: what the panel does, without a panel.

It holds the criteria, the options to choose from, the live count, the search and its result. It is
plain Python on one event loop: every method is called there, and tests need no browser.
"""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import count
from os import PathLike
from typing import Any

import msgspec

from leadwidgets.account import Account
from leadwidgets.client import AccountInfo, LeadSearchClient, process_ends
from leadwidgets.criteria import SearchCriteria, from_query
from leadwidgets.errors import (
    InvalidArgumentError,
    InvalidCriteriaError,
    LeadSearchError,
    SearchCancelled,
)
from leadwidgets.fields import SEARCH_FIELDS, SearchKind
from leadwidgets.result import SearchResult
from leadwidgets.widgets.changes import Changes
from leadwidgets.widgets.charts import Charts
from leadwidgets.widgets.choices import LINKED_FIELDS, Choices
from leadwidgets.widgets.counted_charts import CountedCharts
from leadwidgets.widgets.form_history import FormContent, FormHistory
from leadwidgets.widgets.live_count import LiveCount
from leadwidgets.widgets.option_counts import OptionCounts
from leadwidgets.widgets.panel_search import PanelSearch
from leadwidgets.widgets.recent_searches import RecentSearches
from leadwidgets.widgets.refusals import in_form_words, labels
from leadwidgets.widgets.searches_file import SearchesFile
from leadwidgets.widgets.set_aside import SetAside
from leadwidgets.widgets.typed_lists import joined
from leadwidgets.widgets.wire import (
    CriteriaValue,
    FigureSource,
    Layout,
    Notice,
    OptionValue,
    Problem,
    RefusedValue,
)

_log = logging.getLogger(__name__)

TABLE = "table"
"""Under this name the table limits the leads; a chart does under its field's."""

_WHOLE_FORM = "the whole form"
_TYPED = (
    SearchKind.TEXT,
    SearchKind.NUMBER,
    SearchKind.TIME,
    SearchKind.NUMBER_COMPARISON,
    SearchKind.TIME_COMPARISON,
)


class PanelSession:
    """A search form's state and commands, over one account.

    Parameters
    ----------
    account
        Where to search. Where it names no sub-account and the user may see several, one is to be
        chosen before anything is read.
    criteria
        What the form starts with; by default the first campaign that is available.
    searches
        The file of named searches; without one there are none.

    Attributes
    ----------
    account : Account
        The one that is searched.
    sub_accounts : tuple of AccountInfo
        Those of which one is to be chosen; empty where nothing is to choose.
    criteria : SearchCriteria
        What the form holds, without the fields whose values were refused.
    refused : dict of str to RefusedValue
        By field: what it holds and no search can. Nothing is searched or counted meanwhile.
    criteria_version : int
        Grows with every change of either.
    history : FormHistory
        What they were before, for `undo` and `redo`.
    recent : RecentSearches
        What was searched.
    searches_file : SearchesFile or None
        Holds the named searches.
    choices, live_count, option_counts, panel_search
        The parts that load options, count all, count by option, and search.
    charts : Charts
        The charts of the result.
    counted : CountedCharts
        Their numbers before a search.
    problem : Problem or None
        What went wrong last.
    notices : list of Notice
        What the session did by itself.
    layout : Layout or None
        How the table's columns were arranged; None for the first set.
    changes : Changes
        Tells views that something is new.
    """

    def __init__(
        self,
        account: Account,
        criteria: SearchCriteria | None = None,
        searches: str | PathLike[str] | None = None,
    ) -> None:
        self.sub_accounts: tuple[AccountInfo, ...] = ()
        self.criteria = criteria or SearchCriteria()
        self.refused: dict[str, RefusedValue] = {}
        self.criteria_version = 1
        self.history = FormHistory()
        self.recent = RecentSearches()
        self.searches_file = None if searches is None else SearchesFile(searches)
        self.problem: Problem | None = None
        self.notices: list[Notice] = []
        self.layout: Layout | None = None
        self.changes = Changes()
        self._connect(account)
        self._start_criteria = criteria
        self._filled = criteria is not None
        self._notice_numbers = count(1)
        self._opened = asyncio.Event()
        self._closed = False
        self._linking: asyncio.Task[None] | None = None
        self._charts_are_seen = False
        # What the campaigns and what belongs to them were, where that is still to be settled.
        self._unsettled: dict[str, Sequence[OptionValue]] | None = None
        self._revertible: dict[str, Sequence[OptionValue]] = {}  # before what the notices tell
        self._tasks: set[asyncio.Task[None]] = set()

    def _connect(self, account: Account) -> None:
        self.account = account
        self._client = LeadSearchClient(account)
        self.choices = Choices(self._client, self.changes.tell)
        self._set_aside = SetAside(self.choices)
        self.live_count = LiveCount(self._client, self._tell, self._start)
        self.option_counts = OptionCounts(
            self._client, self.live_count, self.changes.tell, self._start
        )
        self.charts = Charts(self._tell)
        self.counted = CountedCharts(self._client, account.limits, self.changes.tell, self._start)
        self.panel_search = PanelSearch(self._client, self._tell, self.charts.show)

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
        self.option_counts.stop()
        self.counted.stop()
        for task in tuple(self._tasks):
            task.cancel()
        await self._client.aclose()

    def choose_account(self, account_id: str) -> None:
        """Search the one of `sub_accounts` that has this id, from now on.

        Raises
        ------
        InvalidArgumentError
            If none of them has it.
        """
        self._check_open()
        chosen = next((one for one in self.sub_accounts if one.account_id == account_id), None)
        if chosen is None:
            raise InvalidArgumentError(
                "No sub-account with this id is to be chosen",
                next_step="Choose one of those that are shown.",
            )
        self.sub_accounts, self.problem = (), None
        self.history.forget()
        self.notices.clear()
        self.panel_search.cancel()
        self.live_count.stop()
        self.option_counts.stop()
        self.counted.stop()
        self._start(self._client.aclose())
        self._connect(replace(self.account, account_id=account_id, name=chosen.account_name))
        self._opened.clear()
        self._start(self._open())
        self.changes.tell()

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
        before = self._content()
        try:
            typed = msgspec.to_builtins(joined(name, value))
            changed = self.criteria.replace(**{name: typed})
        except InvalidCriteriaError as error:
            told = in_form_words(name, error)
            self.refused[name] = RefusedValue(value, told.message, told.next_step)
            self._record_field(before, name)
            self._take(self.criteria)
            raise told from None
        self.refused.pop(name, None)
        if changed != before.criteria or name in before.refused:
            self._record_field(before, name)
        if changed.campaign_ids != self.criteria.campaign_ids:
            self._set_aside.learn(self.criteria)
            self._unsettled = self._unsettled or {
                one: getattr(self.criteria, one) for one in ("campaign_ids", *LINKED_FIELDS)
            }
            self._take(changed)
            self._link()
        else:
            self._take(changed)

    def set_criteria(self, criteria: SearchCriteria) -> None:
        """Fill the form. Values that the options do not have stay: they may be right."""
        self._check_open()
        self.history.record(self._content(), _WHOLE_FORM)
        self._fill(FormContent(criteria, {}))
        self._unsettled = None
        self._set_aside.forget()

    def undo(self) -> None:
        """Take back the last change of the form; nothing happens where there is none."""
        self._check_open()
        self._fill(self.history.undo(self._content()))

    def redo(self) -> None:
        """Make again what was undone last; nothing happens where there is nothing."""
        self._check_open()
        self._fill(self.history.redo(self._content()))

    def revert(self, number: int) -> None:
        """Take back what a notice tells of: the campaigns, and what went or came with them."""
        self._check_open()
        if any(notice.number == number and notice.revertible for notice in self.notices):
            now = self._content()
            self.history.record(now, SEARCH_FIELDS["campaign_ids"].label)
            self._drop_revertible()
            self._fill(FormContent(self.criteria.replace(**self._revertible), now.refused))

    def take_address(self, query: str) -> None:
        """Fill the form with what the address of its page asks for, and say what that leaves out.

        Parameters
        ----------
        query
            The address's query string, as `leadwidgets.criteria.to_query` writes it.

        Raises
        ------
        InvalidCriteriaError
            If it names what no address of criteria can; the form stays.
        """
        asked = from_query(query)
        self.set_criteria(asked.criteria)
        if asked.left_out:
            missing = labels([field.name for field in asked.left_out])
            told = (
                f"Not in the address, so not in this search: {missing}. What could tell who a lead "
                "is, or is very long, stands in no address."
            )
            self.notices.append(Notice(next(self._notice_numbers), told, revertible=False))

    def reset(self) -> None:
        """Bring the form back to its start and read anew what failed; the last result stays."""
        self._check_open()
        self.notices.clear()
        self.problem = None
        self.history.record(self._content(), "Reset")
        self.refused.clear()
        self._take(self._start_criteria or SearchCriteria())
        self._filled = self._start_criteria is not None
        self._unsettled = None
        self._set_aside.forget()
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
        self.choices.offer_seen()
        searched = result.receipt.criteria
        self.recent.add(searched, searched.in_words(self.choices.names()))
        matched = result.receipt.matched
        if matched is not None and self.result_is_current:
            self.live_count.know(matched)
        self._count_options()
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

    def arrange(self, layout: Layout | None) -> None:
        """Show other columns, or the same in another way; None brings the first set back."""
        self._check_open()
        self.layout = layout
        self.changes.tell()

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
        if await self._must_choose_account():
            return
        self._start(self.choices.load_account_lists())
        try:
            await self.choices.load_campaigns()
        except LeadSearchError as error:
            self._fail("The account's campaigns could not be read", error)
        if self._closed:
            return
        first = self.choices.first_campaign()
        if first and not self._filled and not self.criteria.campaign_ids:
            self.history.forget()  # what was before it would search the whole account
            self._take(self.criteria.replace(campaign_ids=[first.campaign_id]))
        elif self.live_count.status == "idle":
            self.live_count.follow(self.criteria)
        self._link()

    async def _must_choose_account(self) -> bool:
        """Tell whether the user has to say first which of several sub-accounts is meant."""
        if self.account.account_id:
            return False
        try:
            found = await self._client.accounts()
        except LeadSearchError:
            return False  # what is read next says why
        self.sub_accounts = found if len(found) > 1 else ()
        self.changes.tell()
        return bool(self.sub_accounts)

    def _check_open(self) -> None:
        if self._closed:
            raise LeadSearchError("This panel was closed", next_step="Make a new one.")

    def _content(self) -> FormContent:
        return FormContent(self.criteria, dict(self.refused))

    def _record_field(self, before: FormContent, name: str) -> None:
        field = SEARCH_FIELDS[name]
        self.history.record(before, field.label, typed=field.kind in _TYPED)

    def _fill(self, content: FormContent) -> None:
        relink = content.criteria.campaign_ids != self.criteria.campaign_ids
        self.refused = dict(content.refused)
        self._take(content.criteria)
        self._filled = True
        self._set_aside.learn(content.criteria)
        if relink:
            self._unsettled = None
            self._drop_revertible()
            self._link()

    def _take(self, criteria: SearchCriteria) -> None:
        self.criteria = criteria
        self.criteria_version += 1
        if self.refused:
            self.live_count.refuse(f"Not counted, because of {labels(self.refused)}.")
        else:
            self.live_count.follow(criteria)
        self._count_options()

    def _count_options(self) -> None:
        self.option_counts.follow(None if self.refused else self.criteria, self.result)

    def _link(self) -> None:
        """Read the options that belong to the chosen campaigns."""
        if self._linking is not None:
            self._linking.cancel()
        self._linking = self._start(self._load_linked())

    async def _load_linked(self) -> None:
        await self.choices.load_campaign_lists(self.criteria.campaign_ids)
        if self._unsettled is not None:
            self._settle(self._unsettled)

    def _settle(self, before: dict[str, Sequence[OptionValue]]) -> None:
        """Take out what does not belong to the chosen campaigns, and put back what does again."""
        self._unsettled = None
        changed, told = self._set_aside.settle(self.criteria)
        if changed:
            self._revertible = before
            self._drop_revertible()
            for text in told:
                self._notify(text, revertible=True)
            self._take(self.criteria.replace(**changed))

    def _tell(self) -> None:
        self._join_filters()
        self.changes.tell()
        self._follow_with_charts()

    def _join_filters(self) -> None:
        """Let charts and table leave each other's leads."""
        row_filter = self.panel_search.row_filter
        if row_filter is not None:
            selection = self.charts.selection
            selection.limit(TABLE, row_filter.own)
            row_filter.within(selection.rows_without(TABLE))

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

    def _notify(self, text: str, *, revertible: bool = False) -> None:
        self.notices.append(Notice(next(self._notice_numbers), text, revertible))

    def _drop_revertible(self) -> None:
        self.notices = [notice for notice in self.notices if not notice.revertible]

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
        if error is not None and not process_ends(error):
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
