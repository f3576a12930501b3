"""Talking to RingCX: `LeadSearchClient` for asyncio, `search` for scripts and cells.

::

    SearchCriteria ─► lead_search ─► requests (budgets, signin, retries) ─► RingCX
                                        │
    SearchResult ◄─ searching ◄─ paging ◄┘ JSON pages
"""

from leadwidgets.client.blocking import search
from leadwidgets.client.cancel import CancelSignal
from leadwidgets.client.client import LeadSearchClient
from leadwidgets.client.progress import SearchProgress

__all__ = ["CancelSignal", "LeadSearchClient", "SearchProgress", "search"]
