"""Search RingCX leads from a notebook, with a receipt for every answer."""

from leadwidgets.account import (
    AccessToken,
    Account,
    JwtCredentials,
    LegacyToken,
    PasswordCredentials,
)
from leadwidgets.breakdown import breakdown, figure
from leadwidgets.client import (
    CancelSignal,
    CountCost,
    CountProgress,
    LeadSearchClient,
    SearchProgress,
    accounts,
    breakdowns,
    count,
    search,
)
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import (
    ConnectionFailedError,
    ExcelLimitError,
    InvalidArgumentError,
    InvalidCriteriaError,
    LeadSearchError,
    MissingExtraError,
    PermissionDeniedError,
    RateLimitedError,
    ResultFileError,
    SearchCancelled,
    ServerError,
    SignInError,
    SnapshotError,
    UnexpectedResponseError,
)
from leadwidgets.fields import Comparison
from leadwidgets.result import Receipt, SearchResult, read_result
from leadwidgets.sandbox import Sandbox
from leadwidgets.widgets import LeadSearchPanel

__all__ = [
    "AccessToken",
    "Account",
    "CancelSignal",
    "Comparison",
    "ConnectionFailedError",
    "CountCost",
    "CountProgress",
    "ExcelLimitError",
    "InvalidArgumentError",
    "InvalidCriteriaError",
    "JwtCredentials",
    "LeadSearchClient",
    "LeadSearchError",
    "LeadSearchPanel",
    "LegacyToken",
    "MissingExtraError",
    "PasswordCredentials",
    "PermissionDeniedError",
    "RateLimitedError",
    "Receipt",
    "ResultFileError",
    "Sandbox",
    "SearchCancelled",
    "SearchCriteria",
    "SearchProgress",
    "SearchResult",
    "ServerError",
    "SignInError",
    "SnapshotError",
    "UnexpectedResponseError",
    "accounts",
    "breakdown",
    "breakdowns",
    "count",
    "figure",
    "read_result",
    "search",
]
