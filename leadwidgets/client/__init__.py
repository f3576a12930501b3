"""Talking to RingCX: `LeadSearchClient` for asyncio; `search`, `breakdowns` for scripts, cells.

::

    SearchCriteria ─► lead_search ─► requests (budgets, signin, retries) ─► RingCX
                                        │
    SearchResult ◄─ searching ◄─ paging ◄┘ JSON pages
"""

from leadwidgets.client.blocking import breakdowns, search
from leadwidgets.client.cancel import CancelSignal
from leadwidgets.client.client import LeadSearchClient
from leadwidgets.client.counting import CountCost
from leadwidgets.client.progress import CountProgress, SearchProgress

__all__ = [
    "CancelSignal",
    "CountCost",
    "CountProgress",
    "LeadSearchClient",
    "SearchProgress",
    "breakdowns",
    "search",
]
