"""Lists of phone numbers and external ids looked up in an account, in batches: `ListLookup`."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from leadwidgets.account import Account
from leadwidgets.client.clock import Clock
from leadwidgets.client.progress import Meter, SearchProgress
from leadwidgets.client.searches.endpoint import LeadSearchEndpoint
from leadwidgets.client.searches.lead_ids import LeadIds
from leadwidgets.client.searches.list_endpoints import ExternIdEndpoint, PhoneListEndpoint
from leadwidgets.client.searches.paged_search import (
    PAGE_SIZE,
    PagedSearch,
    SearchOptions,
    readable_notes,
)
from leadwidgets.criteria import SearchCriteria
from leadwidgets.frame import LeadPage, ThreadedLeadFrame
from leadwidgets.lookup import EXTERN_IDS, PHONES, Asked, Found, criteria_for, found_among
from leadwidgets.result import Receipt, SearchResult

_AT_ONCE = {PHONES: 500, EXTERN_IDS: 250}
"""How many values one request asks for; public code sends external ids in batches of 250."""


class _OnceFrame(ThreadedLeadFrame):
    """A frame in which a lead that several batches find stands once."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = LeadIds()

    async def add(self, page: LeadPage, keep: Sequence[int]) -> None:
        """Add the leads of a page that no batch has found before."""
        known = self._seen.known(page.lead_ids)
        new = [row for row in keep if page.lead_ids[row] not in known]
        self._seen.add(lead_id for row in new if (lead_id := page.lead_ids[row]) is not None)
        await super().add(page, new)


class ListLookup:
    """One lookup, which is run once.

    Parameters
    ----------
    account
        For the receipt.
    by_phone, by_extern_id
        Ask the account.
    clock
        For waits.
    on_progress
        Told how far it is: the pages and leads of all batches so far.
    """

    def __init__(
        self,
        account: Account,
        by_phone: PhoneListEndpoint,
        by_extern_id: ExternIdEndpoint,
        clock: Clock,
        on_progress: Callable[[SearchProgress], None] | None,
    ) -> None:
        self._account = account
        self._by_phone = by_phone
        self._by_extern_id = by_extern_id
        self._clock = clock
        self._on_progress = on_progress
        self._frame = _OnceFrame()
        self._started = datetime.now(UTC)
        self._receipts: list[Receipt] = []

    async def run(self, lists: Sequence[Asked]) -> Found:
        """Look everything up.

        Raises
        ------
        LeadSearchError
            If a request fails for good.
        """
        for asked in lists:
            keys = iter(asked.first_places)
            search = self._search_phones if asked.kind is PHONES else self._search_extern_ids
            while batch := tuple(islice(keys, _AT_ONCE[asked.kind])):
                criteria = criteria_for({asked.kind: batch})
                self._receipts.append(await search(criteria))
        leads = await asyncio.to_thread(self._frame.finish)
        result = SearchResult(leads, self._receipt(lists, len(leads)))
        self._tell(SearchProgress("done"))
        return await asyncio.to_thread(found_among, result, lists)

    async def _search_extern_ids(self, criteria: SearchCriteria) -> Receipt:
        return await self._read(self._by_extern_id, criteria)

    async def _search_phones(self, criteria: SearchCriteria) -> Receipt:
        """Read what the list finds, and hold it against what ``leadSearch`` counts."""
        receipt = await self._read(self._by_phone, criteria)
        meter = Meter(self._clock, self._wait)
        counted = await self._by_phone.counted(await self._by_phone.body(criteria), meter)
        reason = receipt.reason
        if counted is not None:
            reason = f"leadSearch counts {counted:,} leads with the numbers, {receipt.leads:,} came"
        return replace(
            receipt,
            matched=counted,
            matched_after=counted,
            retries=receipt.retries + meter.retries,
            waited_seconds=receipt.waited_seconds + meter.waited_seconds,
            complete=counted == receipt.leads,
            reason=None if counted == receipt.leads else reason,
        )

    async def _read(self, endpoint: LeadSearchEndpoint, criteria: SearchCriteria) -> Receipt:
        options = SearchOptions(self._tell)
        search = PagedSearch(
            self._account, endpoint, criteria, options, self._clock, frame=self._frame
        )
        await search.run()
        return search.receipt()

    def _wait(self, seconds: float) -> None:
        self._tell(SearchProgress("verifying", waiting_seconds=seconds))

    def _tell(self, progress: SearchProgress) -> None:
        """Tell how far a batch is, on top of those before it."""
        if self._on_progress is not None:
            before = self._receipts
            self._on_progress(
                replace(
                    progress,
                    matched=None,
                    pages=progress.pages + sum(receipt.pages for receipt in before),
                    leads=progress.leads + sum(receipt.leads for receipt in before),
                )
            )

    def _receipt(self, lists: Sequence[Asked], leads: int) -> Receipt:
        """Add up the receipts of the batches; a lead that several found counts once."""
        batches = self._receipts
        matched = [batch.matched for batch in batches]
        again = sum(batch.leads for batch in batches) - leads
        received = sum(batch.received for batch in batches)
        reasons = [batch.reason for batch in batches if batch.reason]
        total = None if None in matched else sum(filter(None, matched)) - again
        notes = dict.fromkeys(
            (*(note for batch in batches for note in batch.notes), *self._frame.notes)
        )
        return Receipt(
            criteria=criteria_for({asked.kind: asked.first_places for asked in lists}),
            account_id=batches[0].account_id if batches else self._account.account_id,
            account_name=batches[0].account_name if batches else self._account.name,
            matched=total,
            matched_after=total,
            received=received,
            duplicates=received - leads,
            pages=sum(batch.pages for batch in batches),
            page_size=max((batch.page_size for batch in batches), default=PAGE_SIZE),
            first_page=next(
                (batch.first_page for batch in batches if batch.first_page is not None), None
            ),
            retries=sum(batch.retries for batch in batches),
            waited_seconds=sum(batch.waited_seconds for batch in batches),
            complete=not reasons,
            reason="; ".join(self._few(reasons)) or None,
            notes=readable_notes((*notes, *_both(lists))),
            started=self._started,
            finished=datetime.now(UTC),
        )

    def _few(self, reasons: Sequence[str]) -> Iterator[str]:
        """Give the reasons of batches, in one sentence for all of them."""
        if reasons and len(self._receipts) > 1:
            of = f"{len(reasons):,} of {len(self._receipts):,} batches are not complete"
            yield f"{of}, the first because: {reasons[0]}"
        else:
            yield from reasons


def _both(lists: Sequence[Asked]) -> Iterator[str]:
    if len(lists) > 1:
        yield "The leads have one of the phone numbers or one of the external ids"
