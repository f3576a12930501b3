"""Talking to RingCX: `LeadSearchClient` for asyncio; `search`, `breakdowns` for scripts, cells.

::

    SearchCriteria ─► searches.endpoint ─► http.requests (budgets, sign_in, retries) ─► RingCX
                                                │
    SearchResult ◄─ searches.paged_search ◄─────┘ JSON pages
"""

from leadwidgets.client.background import portal, process_ends, run
from leadwidgets.client.blocking import accounts, breakdowns, count, search
from leadwidgets.client.cancel import CancelSignal
from leadwidgets.client.client import LeadSearchClient
from leadwidgets.client.clock import Clock
from leadwidgets.client.concurrency import gather_or_cancel
from leadwidgets.client.counts import CountCost
from leadwidgets.client.progress import CountProgress, SearchProgress
from leadwidgets.client.value_list_entries import (
    AccountInfo,
    Campaign,
    CampaignDisposition,
    DialGroup,
    LeadList,
    State,
)

__all__ = [
    "AccountInfo",
    "Campaign",
    "CampaignDisposition",
    "CancelSignal",
    "Clock",
    "CountCost",
    "CountProgress",
    "DialGroup",
    "LeadList",
    "LeadSearchClient",
    "SearchProgress",
    "State",
    "accounts",
    "breakdowns",
    "count",
    "gather_or_cancel",
    "portal",
    "process_ends",
    "run",
    "search",
]
