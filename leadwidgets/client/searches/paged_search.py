"""One search from count to receipt: `PagedSearch`.

The leads are counted, their pages read, and counted again. Where the second count says that leads
are missing, those pages are read again that brought fewer new leads than a page holds (short,
repeated or shifted ones), then pages beyond the expected ones, then all. Whatever remains open is
written into the receipt.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from leadwidgets.account import Account
from leadwidgets.client.cancel import take_back_cancellation
from leadwidgets.client.clock import Clock
from leadwidgets.client.progress import Meter, SearchProgress, Stage
from leadwidgets.client.searches.endpoint import LeadSearchEndpoint
from leadwidgets.client.searches.lead_ids import LeadIds
from leadwidgets.client.searches.paging import Pages
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.frame import LeadFrame, LeadPage, ThreadedLeadFrame, read_page
from leadwidgets.result import Receipt, SearchResult

PAGE_SIZE = 1000

_MOST_EMPTY = 3  # pages in a row without a new lead, after which no more are asked for

_MOST_NOTES = 40
_LONGEST_NOTE = 1_000  # characters


def _read_leads(content: bytes) -> LeadPage:
    """Read a page; rows that cannot be told apart nor placed are refused."""
    page = read_page(content)
    if page.anonymous:
        raise UnexpectedResponseError(
            f"None of the {page.rows:,} rows of the answer has a leadId or a leadState",
            next_step="Please report it with the names of their fields: no lead was used.",
        )
    return page


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search.

    Attributes
    ----------
    on_progress
        Told how far the search is.
    on_first_leads
        Given the first leads, as soon as they have come, if more are expected.
    max_leads
        Where to stop; None for all.
    page_size
        How many rows to ask for at once.
    """

    on_progress: Callable[[SearchProgress], None] | None = None
    on_first_leads: Callable[[pd.DataFrame], None] | None = None
    max_leads: int | None = None
    page_size: int = PAGE_SIZE


class PagedSearch:
    """A search that is run once.

    Parameters
    ----------
    account
        For the receipt.
    lead_search
        Asks the account.
    criteria
        Which leads.
    options
        How.
    clock
        For waits.
    frame
        Where the leads go, for a search that is one of several; else `result` gives them.
    """

    def __init__(  # noqa: PLR0913 - what a search needs, from the two places that make one
        self,
        account: Account,
        lead_search: LeadSearchEndpoint,
        criteria: SearchCriteria,
        options: SearchOptions,
        clock: Clock,
        *,
        frame: ThreadedLeadFrame | None = None,
    ) -> None:
        self._account = account
        self._lead_search = lead_search
        self._criteria = criteria
        self._on_progress = options.on_progress
        self._on_first_leads = options.on_first_leads
        self._max_leads = options.max_leads
        self._page_size = options.page_size
        self._meter = Meter(clock, self._report_wait)
        self._shared_frame = frame
        self._frame = frame or ThreadedLeadFrame()
        self._body: dict[str, Any] = {}
        self._pages: Pages[LeadPage] | None = None
        self._seen = LeadIds()
        self._started = datetime.now(UTC)
        self._stage: Stage = "counting"
        self._counted = False
        self._matched: int | None = None
        self._matched_after: int | None = None
        self._received = 0
        self._duplicates = 0
        self._nameless = 0  # leads taken though their ids cannot be read
        self._pages_read = 0
        self._notes: list[str] = []
        self._meagre: list[int] = []  # numbers of pages that brought fewer leads than they hold
        self._gave_up = False  # after pages that brought nothing
        self._repeating = 0  # pages with leads that had come before
        self._late_first: slice | None = None  # the rows of a page 0 that came last

    @property
    def leads(self) -> int:
        """Give the number of different leads received."""
        return self._received - self._duplicates

    @property
    def counted(self) -> bool:
        """Tell whether the search has come far enough to have a partial result."""
        return self._counted

    async def run(self) -> None:
        """Read all leads that match.

        Raises
        ------
        LeadSearchError
            If a request fails for good.
        """
        self._enter("counting")
        self._body = await self._lead_search.body(self._criteria, self._meter)
        if guessed := self._lead_search.guessed(self._criteria):
            self._notes.append(guessed)
        self._matched = await self._lead_search.count_if_known(self._body, self._meter)
        self._counted = True
        self._frame = self._shared_frame or ThreadedLeadFrame(self._wanted())
        self._enter("reading")
        if self._matched == 0:
            self._matched_after = 0
        else:
            await self._read()
        self._enter("done")

    def result(self, stopped: str | None = None) -> SearchResult:
        """Give what was read.

        Parameters
        ----------
        stopped
            Why the reading ended before its end; None when it did not.
        """
        leads = self._frame.finish(first=self._late_first)
        self._lead_search.habits.values_seen.take(leads)
        return SearchResult(leads, self.receipt(stopped, self._frame.notes))

    def receipt(self, stopped: str | None = None, frame_notes: Sequence[str] = ()) -> Receipt:
        """Give the receipt alone.

        Parameters
        ----------
        stopped
            As for `result`.
        frame_notes
            What the frame of the leads tells.
        """
        reason = stopped or self._open_question() or self._doubt()
        pages, found = self._pages, self._lead_search.habits.sub_account
        account = self._account
        own = (*self._notes, *self._noticed())
        return Receipt(
            criteria=self._criteria,
            account_id=account.account_id or (found.account_id if found else ""),
            account_name=account.name or (found.name if found else ""),
            matched=self._matched,
            matched_after=self._matched_after,
            received=self._received,
            duplicates=self._duplicates,
            pages=self._pages_read,
            page_size=pages.size if pages else self._page_size,
            first_page=pages.first_page if pages else None,
            retries=self._meter.retries,
            waited_seconds=self._meter.waited_seconds,
            complete=reason is None,
            reason=reason,
            notes=readable_notes((*own, *account.notes, *frame_notes)),
            started=self._started,
            finished=datetime.now(UTC),
        )

    async def _read(self) -> None:
        pages = self._pages = Pages(
            self._ask,
            self._matched,
            self._size(),
            self._lead_search.habits,
            wanted=self._max_leads,
        )
        await self._take_all(pages.read())
        if self._matched is None:
            return
        self._enter("verifying")
        after = await self._count_again()
        if self._full() or self.leads >= after:
            return
        self._lead_search.habits.first_page = None  # what was learned may be why they are missing
        missing = f"At first {after - self.leads:,} leads were missing"
        if self._meagre:
            again = pages.read_numbers(tuple(self._meagre))
            await self._take_all(again, until=after, again=True)
            few = f"{len(self._meagre):,} of {self._pages_read:,} pages"
            missing = f"{missing}; {few} that had brought few were read again"
        if self.leads < after:
            await self._take_all(pages.read_beyond(after), until=after)
        if self.leads < after:
            missing = f"{missing}; all pages were read twice"
            await self._take_all(pages.read_again(after), until=after, again=True)
            await self._count_again()
        self._notes.append(missing)

    async def _count_again(self) -> int:
        self._matched_after = await self._lead_search.count(self._body, self._meter)
        return self._matched_after

    async def _ask(self, number: int, size: int) -> LeadPage:
        return await self._lead_search.page(self._body, number, size, _read_leads, self._meter)

    async def _take_all(
        self,
        pages: AsyncGenerator[tuple[int, LeadPage]],
        *,
        until: int | None = None,
        again: bool = False,
    ) -> None:
        empty = 0
        async with aclosing(pages):
            async for number, page in pages:
                before, late = self.leads, number == 0 and self._pages_read > 0
                keep = self._take(page, again=again)
                if late and not again:
                    self._late_first = slice(before, self.leads)
                if not again:
                    self._notice(number, page, len(keep))
                await self._frame.add(page, keep)
                await self._show_first(page, keep)
                self._report()
                empty = 0 if (page.rows if again else keep) else empty + 1
                self._gave_up = self._gave_up or empty == _MOST_EMPTY
                if (
                    self._full()
                    or empty == _MOST_EMPTY
                    or (until is not None and self.leads >= until)
                ):
                    return

    async def _show_first(self, page: LeadPage, keep: Sequence[int]) -> None:
        """Give the leads of the first page that has any, unless it has all that are wanted."""
        show = self._on_first_leads
        if show is None or not keep:
            return
        self._on_first_leads = None
        if self._matched is None or self.leads < self._wanted():
            show(await asyncio.to_thread(_frame_of, page, keep))

    def _take(self, page: LeadPage, *, again: bool) -> list[int]:
        """Tell where a page's new leads stand; one without an id is new at first reading."""
        keep: list[int] = []
        taken = 0
        known, came = self._seen.known(page.lead_ids), set[int]()
        for position, lead_id in enumerate(page.lead_ids):
            if self._max_leads is not None and self.leads + len(keep) >= self._max_leads:
                break
            taken += 1
            if again if lead_id is None else lead_id in known or lead_id in came:
                continue
            if lead_id is None:
                self._nameless += 1
            else:
                came.add(lead_id)
            keep.append(position)
        self._seen.add(came)
        self._received += taken
        self._duplicates += taken - len(keep)
        self._pages_read += 1
        return keep

    def _notice(self, number: int, page: LeadPage, new: int) -> None:
        """Remember a page that was short, repeated or shifted."""
        if self._pages is not None and not self._pages.is_full(new):
            self._meagre.append(number)
        if new < page.rows and not self._full():
            self._repeating += 1

    def _size(self) -> int:
        return self._page_size if self._max_leads is None else min(self._page_size, self._max_leads)

    def _wanted(self) -> int:
        matched = self._matched or 0
        return matched if self._max_leads is None else min(matched, self._max_leads)

    def _full(self) -> bool:
        return self._max_leads is not None and self.leads >= self._max_leads

    def _open_question(self) -> str | None:
        """Say why the leads may not be all that match; None when every number agrees."""
        before, after = self._matched, self._matched_after
        if before is None:
            return self._unverified()
        if after is None:
            return "The leads were not counted again"
        if self.leads < after:
            return self._missing(after)
        if before != after:
            return f"Leads changed while they were read: {before:,} matched before, {after:,} after"
        if self.leads > after:
            return f"{self.leads:,} leads came though only {after:,} were counted"
        return None

    def _doubt(self) -> str | None:
        """Say why numbers that agree may not be right."""
        if not self._nameless or self._pages_read <= 1:
            return None
        which = "lead" if self._nameless == 1 else "leads"
        return (
            f"{self._nameless:,} {which} came without a readable id, so nothing tells whether one "
            "came twice"
        )

    def _unverified(self) -> str:
        if self._full():
            return f"Stopped at max_leads={self._max_leads:,}; the account does not count leads"
        return (
            "The account does not count leads, so nothing tells whether these are all; pages were "
            "read until one brought no more"
        )

    def _missing(self, after: int) -> str:
        if self._full():
            return f"Stopped at max_leads={self._max_leads:,} of {after:,} matching leads"
        missing = f"{after - self.leads:,} of {after:,} matching leads did not come"
        if self._gave_up:
            return f"{missing}: after {_MOST_EMPTY} pages without a new one no more were asked for"
        if self._pages is not None and self._pages.refused:
            return f"{missing}: the account refused {self._pages.refused:,} pages"
        return f"{missing}, though all pages were read twice"

    def _noticed(self) -> Iterator[str]:
        if self._repeating:
            yield (
                f"{self._repeating:,} of {self._pages_read:,} pages held leads of other pages: "
                "leads moved while they were read"
            )

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        self._report()

    def _report_wait(self, seconds: float) -> None:
        self._report(seconds)

    def _report(self, waiting_seconds: float = 0.0) -> None:
        if self._on_progress is not None:
            self._on_progress(
                SearchProgress(
                    self._stage, self._matched, self._pages_read, self.leads, waiting_seconds
                )
            )


def _frame_of(page: LeadPage, keep: Sequence[int]) -> pd.DataFrame:
    frame = LeadFrame()
    frame.add(page, keep)
    return frame.finish()


def readable_notes(notes: Sequence[str]) -> tuple[str, ...]:
    """Give notes that fit on a page: they name fields, of which an account can send thousands."""
    few = (
        note if len(note) <= _LONGEST_NOTE else f"{note[: _LONGEST_NOTE - 1]}…"
        for note in notes[:_MOST_NOTES]
    )
    more = len(notes) - _MOST_NOTES
    return (*few, f"{more:,} more notes were left out") if more > 0 else tuple(few)


async def finished(
    search: PagedSearch, stopped: str | None = None, *, at_any_rate: bool
) -> SearchResult:
    """Give the result of a search, made in a worker thread.

    Parameters
    ----------
    search
        That has ended.
    stopped
        Why it ended before its end; None when it did not.
    at_any_rate
        Whether to give it even if the task is cancelled meanwhile.
    """
    made: Future[SearchResult] = Future()
    making = asyncio.ensure_future(asyncio.to_thread(_make, search, stopped, made))
    try:
        await asyncio.shield(making)
    except asyncio.CancelledError:
        if not at_any_rate:
            raise
        take_back_cancellation()
    # No await here: a task group that is being cancelled would cancel it again.
    return made.result()


def _make(search: PagedSearch, stopped: str | None, made: Future[SearchResult]) -> None:
    try:
        made.set_result(search.result(stopped))
    except Exception as error:  # noqa: BLE001 - whoever waits for the result gets to see it
        made.set_exception(error)
