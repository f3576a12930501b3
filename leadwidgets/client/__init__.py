"""Talking to RingCX: `LeadSearchClient` for asyncio; `search`, `breakdowns` for scripts, cells.

::

    SearchCriteria ─► searches.endpoint ─► http.requests (budgets, sign_in, retries) ─► RingCX
                                                │
    SearchResult ◄─ searches.paged_search ◄─────┘ JSON pages
"""

from leadwidgets.client.background import portal, process_ends, run
from leadwidgets.client.blocking import (
    accounts,
    breakdowns,
    campaigns,
    count,
    doctor,
    find,
    search,
    unlisted_codes,
)
from leadwidgets.client.cancel import CancelSignal
from leadwidgets.client.check_up import CheckUp, Step
from leadwidgets.client.client import LeadSearchClient
from leadwidgets.client.clock import Clock
from leadwidgets.client.concurrency import gather_or_cancel
from leadwidgets.client.counts import CountCost
from leadwidgets.client.progress import CountProgress, SearchProgress
from leadwidgets.client.searches import PAGE_SIZE
from leadwidgets.client.value_list_entries import (
    AccountInfo,
    Campaign,
    CampaignDisposition,
    DialGroup,
    LeadList,
    State,
)

__all__ = [
    "PAGE_SIZE",
    "AccountInfo",
    "Campaign",
    "CampaignDisposition",
    "CancelSignal",
    "CheckUp",
    "Clock",
    "CountCost",
    "CountProgress",
    "DialGroup",
    "LeadList",
    "LeadSearchClient",
    "SearchProgress",
    "State",
    "Step",
    "accounts",
    "breakdowns",
    "campaigns",
    "count",
    "doctor",
    "find",
    "gather_or_cancel",
    "portal",
    "process_ends",
    "run",
    "search",
    "unlisted_codes",
]
