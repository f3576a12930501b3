"""Search RingCX leads from a notebook, with a receipt for every answer."""

import importlib
import typing

from leadwidgets.breakdown import breakdown, figure
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

if typing.TYPE_CHECKING:
    from leadwidgets.account import (
        AccessToken,
        Account,
        JwtCredentials,
        LegacyToken,
        PasswordCredentials,
    )
    from leadwidgets.audits import AuditReport, AuditSettings, Figure, Finding, audit
    from leadwidgets.client import (
        CancelSignal,
        CheckUp,
        CountCost,
        CountProgress,
        LeadSearchClient,
        SearchProgress,
        accounts,
        breakdowns,
        campaigns,
        count,
        doctor,
        find,
        search,
    )
    from leadwidgets.lookup import Found, reconcile
    from leadwidgets.result import Receipt, SearchResult, read_result
    from leadwidgets.sandbox import Sandbox, SnapshotCheck, check
    from leadwidgets.snapshot_comparison import SnapshotComparison, compare
    from leadwidgets.widgets import LeadSearchPanel, SavedSearches
else:
    # These bring much (a database, a widget framework), and are loaded when first used. `breakdown`
    # cannot be: Python would set the package of that name in its place.
    _PLACES = {
        "AccessToken": "account",
        "Account": "account",
        "AuditReport": "audits",
        "AuditSettings": "audits",
        "CancelSignal": "client",
        "CheckUp": "client",
        "CountCost": "client",
        "CountProgress": "client",
        "Figure": "audits",
        "Finding": "audits",
        "Found": "lookup",
        "JwtCredentials": "account",
        "LeadSearchClient": "client",
        "LeadSearchPanel": "widgets",
        "LegacyToken": "account",
        "PasswordCredentials": "account",
        "Receipt": "result",
        "Sandbox": "sandbox",
        "SavedSearches": "widgets",
        "SearchProgress": "client",
        "SearchResult": "result",
        "SnapshotCheck": "sandbox",
        "SnapshotComparison": "snapshot_comparison",
        "accounts": "client",
        "audit": "audits",
        "breakdowns": "client",
        "campaigns": "client",
        "check": "sandbox",
        "compare": "snapshot_comparison",
        "count": "client",
        "doctor": "client",
        "find": "client",
        "read_result": "result",
        "reconcile": "lookup",
        "search": "client",
    }

    def __getattr__(name: str) -> object:
        place = _PLACES.get(name, name)
        if place not in _PLACES.values():
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = importlib.import_module(f"{__name__}.{place}")
        return module if name == place else getattr(module, name)

    def __dir__() -> list[str]:
        return [*__all__]


__all__ = [
    "AccessToken",
    "Account",
    "AuditReport",
    "AuditSettings",
    "CancelSignal",
    "CheckUp",
    "Comparison",
    "ConnectionFailedError",
    "CountCost",
    "CountProgress",
    "ExcelLimitError",
    "Figure",
    "Finding",
    "Found",
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
    "SavedSearches",
    "SearchCancelled",
    "SearchCriteria",
    "SearchProgress",
    "SearchResult",
    "ServerError",
    "SignInError",
    "SnapshotCheck",
    "SnapshotComparison",
    "SnapshotError",
    "UnexpectedResponseError",
    "accounts",
    "audit",
    "breakdown",
    "breakdowns",
    "campaigns",
    "check",
    "compare",
    "count",
    "doctor",
    "figure",
    "find",
    "read_result",
    "reconcile",
    "search",
]
