"""`LeadSearchClient`: the public face of this package's requests."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from numbers import Integral
from types import TracebackType
from typing import Any, Self

import pandas as pd

from leadwidgets.account import Account
from leadwidgets.breakdown import Dimension, dimensions_of
from leadwidgets.client.cancel import CancelSignal, ended_by, take_back_cancellation
from leadwidgets.client.clock import Clock
from leadwidgets.client.counts import CountAxes, CountAxis, CountCost, Counting
from leadwidgets.client.http import SYSTEM_CLOCK, Requests, read_rows, shared_by
from leadwidgets.client.progress import CountProgress, Meter, SearchProgress
from leadwidgets.client.searches import (
    PAGE_SIZE,
    ExternIdEndpoint,
    LeadSearchEndpoint,
    ListLookup,
    PagedSearch,
    Pages,
    PhoneListEndpoint,
    SearchOptions,
    finished,
)
from leadwidgets.client.sub_accounts import find_sub_account
from leadwidgets.client.value_list_entries import (
    AccountInfo,
    CampaignDisposition,
    DialGroup,
    LeadList,
    State,
)
from leadwidgets.client.value_lists import ValueLists
from leadwidgets.criteria import SearchCriteria
from leadwidgets.default_account import resolve
from leadwidgets.errors import InvalidCriteriaError, LeadSearchError, SearchCancelled
from leadwidgets.frame import NESTED_LEAD, as_id
from leadwidgets.lookup import Found, Values, asked_for
from leadwidgets.result import SearchResult
from leadwidgets.vocabulary import LEAD_TIMEZONES

TIMEOUT_SECONDS = 60.0
BREAKDOWNS = ("lead_state", "system_disposition", "lead_timezone")

OnWait = Callable[[float], None] | None


class LeadSearchClient:
    """Searches the leads of one account; use it in ``async with``, in one event loop.

    All clients of a process that search the same account share its request budgets and its sign-in.

    Parameters
    ----------
    account
        Where to search; from the environment or the embedded account where it is None.
    timeout
        Seconds to wait for the next part of an answer.
    clock
        What the waits go by.
    on_wait
        Called in the event loop about once a second while value lists or single counts wait, for
        the sign-in or for the account's limits: with the seconds to go, and with 0 when the waiting
        is over. A value list or a count that is given an `on_wait` of its own tells that one
        instead. Searches and `count_by` tell their waits to their own ``on_progress``.

    Raises
    ------
    SignInError
        If the environment names an account incompletely.
    ConnectionFailedError
        If the environment names certificates or a proxy that cannot be used.

    Notes
    -----
    Every method that asks the account raises the errors of `leadwidgets.errors`: SignInError,
    PermissionDeniedError, RateLimitedError, ServerError, ConnectionFailedError,
    UnexpectedResponseError.

    Examples
    --------
    ::

        async with LeadSearchClient() as client:
            result = await client.search(SearchCriteria(campaign_ids=[136785]))
    """

    def __init__(
        self,
        account: Account | None = None,
        *,
        timeout: float = TIMEOUT_SECONDS,
        clock: Clock = SYSTEM_CLOCK,
        on_wait: Callable[[float], None] | None = None,
    ) -> None:
        self.account = resolve(account)
        self._clock = clock
        shared = shared_by(self.account, clock)
        self._requests = Requests(
            self.account,
            shared,
            clock,
            timeout,
            on_wait=on_wait,
            find_sub_account=find_sub_account,
        )
        self._lead_search = LeadSearchEndpoint(self._requests, shared)
        self._by_phone = PhoneListEndpoint(self._requests, shared)
        self._by_extern_id = ExternIdEndpoint(self._requests, shared)
        self._value_lists = ValueLists(self._requests)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.account!r})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections.

        Raises
        ------
        ConnectionFailedError
            If they were opened in another event loop.
        """
        await self._requests.aclose()

    async def search(  # noqa: PLR0913 - one keyword for each choice a user has
        self,
        criteria: SearchCriteria,
        *,
        on_progress: Callable[[SearchProgress], None] | None = None,
        on_first_leads: Callable[[pd.DataFrame], None] | None = None,
        on_partial: Callable[[SearchResult], None] | None = None,
        max_leads: int | None = None,
        page_size: int | None = None,
        keep_partial: bool = False,
        cancel: CancelSignal | None = None,
    ) -> SearchResult:
        """Give the leads that match, with a receipt that says whether they are all.

        Parameters
        ----------
        criteria
            Which leads.
        on_progress
            Called in the event loop at every step, and about once a second while waiting.
        on_first_leads
            Called in the event loop with a frame of the first page's leads, while the others are
            still to come. It is not called when there are no others.
        on_partial
            Given what had been read before a search that is cancelled, or fails, raises; with a
            receipt that says why it is not complete.
        max_leads
            Stop at that many leads.
        page_size
            How many leads to ask for at once; 1,000 by default. The account may give fewer.
        keep_partial
            Whether a search that is cancelled, or fails after it has begun to read, gives what had
            been read, with a receipt that says why it is not complete.
        cancel
            Ends the search from outside. Cancelling the asyncio task does so, too.

        Returns
        -------
        SearchResult
            The leads, one row each, in the order of the pages; a lead that came twice is there
            once.

        Raises
        ------
        SearchCancelled
            If `cancel` was given its signal, and `keep_partial` is not set.
        InvalidCriteriaError
            If the account does not accept the criteria, or a number here is no whole number from 1.
        """
        options = SearchOptions(
            on_progress,
            on_first_leads,
            _whole_number("max_leads", max_leads),
            _whole_number("page_size", page_size) or PAGE_SIZE,
        )
        search = PagedSearch(self.account, self._lead_search, criteria, options, self._clock)
        try:
            with ended_by(cancel, "The search was cancelled"):
                await search.run()
        except (asyncio.CancelledError, SearchCancelled) as ended:
            if not (keep_partial and search.counted):
                if on_partial is not None and search.leads:
                    on_partial(search.result("Cancelled"))
                raise
            if isinstance(ended, asyncio.CancelledError):
                take_back_cancellation()
            # No await here: a task group that is being cancelled would cancel it again.
            return search.result("Cancelled")
        except LeadSearchError as error:
            if not (keep_partial and search.leads):
                if on_partial is not None and search.leads:
                    on_partial(await finished(search, str(error), at_any_rate=True))
                raise
            return await finished(search, str(error), at_any_rate=True)
        return await finished(search, at_any_rate=keep_partial)

    async def find(
        self,
        *,
        phones: Values = None,
        extern_ids: Values = None,
        on_progress: Callable[[SearchProgress], None] | None = None,
        cancel: CancelSignal | None = None,
    ) -> Found:
        """Look up leads by a list of phone numbers, of external ids, or of both.

        Numbers are sent by ``leadSearchByPhoneList``, 500 at once, ids by ``leadSearch``, 250 at
        once. Where RingCX's limits hold, 5,000 of either take about ten seconds.

        Parameters
        ----------
        phones, extern_ids
            The values, at most 100,000 of each; or a pasted text with one a line. Of a number only
            the digits count, see ``leadwidgets.lookup.kinds``.
        on_progress
            Called in the event loop at every step, and about once a second while waiting; with
            the pages and leads so far.
        cancel
            Ends it from outside. Cancelling the asyncio task does so, too.

        Returns
        -------
        Found
            The leads that have one of the values, their receipt, and what came of each value.

        Raises
        ------
        InvalidArgumentError
            If no value is given, too many are, or they are no list.
        SearchCancelled
            If `cancel` was given its signal.
        UnexpectedResponseError
            If the account takes no list of numbers, or answers with leads that have none of the
            values.
        """
        lists = asked_for(phones, extern_ids)
        lookup = ListLookup(
            self.account, self._by_phone, self._by_extern_id, self._clock, on_progress
        )
        with ended_by(cancel, "The lookup was cancelled"):
            return await lookup.run(lists)

    async def count(
        self, criteria: SearchCriteria, *, on_wait: OnWait = None, one_of_many: bool = False
    ) -> int:
        """Give how many leads match.

        Parameters
        ----------
        criteria
            Which leads.
        on_wait
            Called while it waits, as the client's own.
        one_of_many
            Whether others, who count once, go first: part of the account's budget is left to them.
        """
        meter = self._meter(on_wait)
        body = await self._lead_search.body(criteria, meter)
        return await self._lead_search.count(body, meter, one_of_many=one_of_many)

    def seconds_for_counts(self, counts: int) -> float:
        """Give the seconds until the last of so many counts may go, by the account's limits."""
        return self._lead_search.seconds_for_counts(counts)

    async def count_by(
        self,
        criteria: SearchCriteria,
        by: str | Sequence[str],
        *,
        on_progress: Callable[[CountProgress], None] | None = None,
        cancel: CancelSignal | None = None,
    ) -> pd.DataFrame:
        """Count the leads that match by a field, or by two, without downloading a lead.

        Parameters
        ----------
        criteria
            Which leads. Where they restrict the field, only those values are counted.
        by
            As for `leadwidgets.breakdown`.
        on_progress
            Told how many counts this takes at most before the first one is sent, and after each.
        cancel
            Ends it from outside. Cancelling the asyncio task does so, too.

        Returns
        -------
        pandas.DataFrame
            What `leadwidgets.breakdown` gives of the fetched leads, with one difference: leads
            without a value and leads with a value that neither the account lists nor a search of
            this process has read are one row, labelled ``(other or none)``. Its
            ``attrs["counted"]`` holds ``matched``, ``matched_after``, ``requests`` and ``notes``:
            sentences, if leads moved meanwhile.

        Raises
        ------
        SearchCancelled
            If `cancel` was given its signal.
        ValueError
            If `by` is no such field.
        PermissionDeniedError, UnexpectedResponseError
            If only the account knows the values of the field, and it does not list them.
        """
        wanted = dimensions_of(by)
        with ended_by(cancel, "The counting was cancelled"):
            [table] = await self._count_by(criteria, [wanted], on_progress)
            return table

    async def count_by_cost(self, criteria: SearchCriteria, by: str | Sequence[str]) -> CountCost:
        """Give what `count_by` would take: requests at most, and seconds at least.

        It reads the value lists that are needed, and counts nothing.
        """
        axes = await self._axes(criteria, dimensions_of(by))
        return Counting(self._lead_search, criteria, [axes], self._clock).cost

    async def breakdowns(
        self,
        criteria: SearchCriteria,
        by: str | Sequence[str] = BREAKDOWNS,
        *,
        on_progress: Callable[[CountProgress], None] | None = None,
        cancel: CancelSignal | None = None,
    ) -> dict[str, pd.DataFrame]:
        """Count the leads that match by each of several fields, without downloading a lead.

        Parameters
        ----------
        criteria, on_progress, cancel
            As for `count_by`.
        by
            A field, or several; lead state, system disposition and timezone by default.

        Returns
        -------
        dict[str, pandas.DataFrame]
            Field → what `count_by` gives for it.

        Raises
        ------
        SearchCancelled, ValueError, PermissionDeniedError, UnexpectedResponseError
            As for `count_by`.
        """
        names = (by,) if isinstance(by, str) else tuple(by)
        wanted = [dimensions_of(name) for name in names]
        with ended_by(cancel, "The counting was cancelled"):
            tables = await self._count_by(criteria, wanted, on_progress)
            return dict(zip(names, tables, strict=True))

    async def _count_by(
        self,
        criteria: SearchCriteria,
        wanted: Sequence[Sequence[Dimension]],
        on_progress: Callable[[CountProgress], None] | None,
    ) -> list[pd.DataFrame]:
        def report_wait(seconds: float) -> None:
            if on_progress is not None:
                on_progress(CountProgress(0, 0, seconds))

        meter = Meter(self._clock, report_wait)
        tables = [await self._axes(criteria, by, meter) for by in wanted]
        return await Counting(self._lead_search, criteria, tables, self._clock, on_progress).run()

    async def _axes(
        self, criteria: SearchCriteria, wanted: Sequence[Dimension], meter: Meter | None = None
    ) -> list[CountAxis]:
        axes = CountAxes(self._lead_search, self._value_lists, meter)
        return [await axes.find(criteria, dimension) for dimension in wanted]

    async def pages(
        self, criteria: SearchCriteria, *, page_size: int | None = None
    ) -> AsyncGenerator[list[dict[str, Any]]]:
        """Give the matching leads page by page, as the account writes them.

        Nothing is verified here: a lead that moves while pages are read can come twice or not at
        all. `search` finds out.

        Parameters
        ----------
        criteria
            Which leads.
        page_size
            How many leads to ask for at once; 1,000 by default.

        Yields
        ------
        list[dict]
            The leads of one page.
        """
        size = _whole_number("page_size", page_size) or PAGE_SIZE
        body = await self._lead_search.body(criteria)
        matched = await self._lead_search.count_if_known(body)
        if matched == 0:
            return

        async def ask(number: int, size: int) -> _RawPage:
            return _RawPage(await self._lead_search.page(body, number, size, read_rows))

        pages = Pages(ask, matched, size, self._lead_search.habits)
        async with aclosing(pages.read()) as answers:
            async for _, page in answers:
                if page.leads:
                    yield page.leads

    async def accounts(self, *, on_wait: OnWait = None) -> tuple[AccountInfo, ...]:
        """Give the sub-accounts that the user may see."""
        return await self._value_lists.accounts(self._meter(on_wait))

    async def dial_groups(self, *, on_wait: OnWait = None) -> tuple[DialGroup, ...]:
        """Give the dial groups with their campaigns."""
        return await self._value_lists.dial_groups(self._meter(on_wait))

    async def lead_lists(self, campaign_id: int, *, on_wait: OnWait = None) -> tuple[LeadList, ...]:
        """Give the lists loaded into a campaign.

        Raises
        ------
        InvalidCriteriaError
            If no dial group has the campaign.
        """
        return await self._value_lists.lead_lists(campaign_id, self._meter(on_wait))

    async def campaign_dispositions(
        self, campaign_id: int, *, on_wait: OnWait = None
    ) -> tuple[CampaignDisposition, ...]:
        """Give the agent dispositions of a campaign.

        Raises
        ------
        InvalidCriteriaError
            If no dial group has the campaign.
        """
        return await self._value_lists.campaign_dispositions(campaign_id, self._meter(on_wait))

    async def states(self, *, on_wait: OnWait = None) -> tuple[State, ...]:
        """Give the US states and Canadian provinces."""
        return await self._value_lists.states(self._meter(on_wait))

    async def lead_states(self, *, on_wait: OnWait = None) -> tuple[str, ...]:
        """Give the lead states, in the account's own spelling."""
        return await self._lead_search.lead_states(self._meter(on_wait))

    async def system_dispositions(self, *, on_wait: OnWait = None) -> tuple[str, ...]:
        """Give the system dispositions."""
        return await self._value_lists.system_dispositions(self._meter(on_wait))

    def timezones(self) -> tuple[str, ...]:
        """Give the timezone abbreviations of the guide; no account lists its own."""
        return tuple(LEAD_TIMEZONES)

    def values_seen(self, by: str) -> tuple[str, ...]:
        """Give what leads that were read in this process have shown of a field.

        Parameters
        ----------
        by
            ``lead_state``, ``system_disposition``, ``lead_timezone`` or ``physical_state``.

        Returns
        -------
        tuple[str, ...]
            Its values, also those that nobody lists, such as the zone ``NSW1``: of the last search
            first, the most common before, at most 100. None of another field.
        """
        return self._lead_search.habits.values_seen.of(by)

    def _meter(self, on_wait: OnWait) -> Meter | None:
        return None if on_wait is None else Meter(self._clock, on_wait)


@dataclass(frozen=True, slots=True)
class _RawPage:
    leads: list[dict[str, Any]]

    @property
    def rows(self) -> int:
        return len(self.leads)

    @property
    def lead_ids(self) -> list[int | None]:
        ids = map(_lead_id, self.leads)
        return [lead_id if isinstance(lead_id, int) else None for lead_id in ids]

    @property
    def contents(self) -> object:
        return self.leads


def _lead_id(lead: dict[str, Any]) -> object:
    """Give a lead's id, which the row or the lead inside it has."""
    inside = lead.get(NESTED_LEAD)
    if lead.get("leadId") is None and isinstance(inside, dict):
        lead = inside
    return as_id(lead.get("leadId"))


def _whole_number(name: str, value: int | None) -> int | None:
    """Give a number from 1 as an int, also where it is NumPy's."""
    if value is None:
        return None
    if not isinstance(value, Integral) or isinstance(value, bool) or value < 1:
        raise InvalidCriteriaError(f"{name} is {value!r}", next_step="Give a whole number from 1.")
    return int(value)
