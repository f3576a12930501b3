"""One search from its count to its receipt, over an account whose paging is unknown."""

from leadwidgets.client.searches.endpoint import LeadSearchEndpoint
from leadwidgets.client.searches.list_endpoints import ExternIdEndpoint, PhoneListEndpoint
from leadwidgets.client.searches.list_lookup import ListLookup
from leadwidgets.client.searches.paged_search import PAGE_SIZE, PagedSearch, SearchOptions, finished
from leadwidgets.client.searches.paging import Pages

__all__ = [
    "PAGE_SIZE",
    "ExternIdEndpoint",
    "LeadSearchEndpoint",
    "ListLookup",
    "PagedSearch",
    "Pages",
    "PhoneListEndpoint",
    "SearchOptions",
    "finished",
]
