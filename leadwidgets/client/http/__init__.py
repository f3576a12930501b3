"""The one way to the account's HTTP: budgets, retries, connections, and errors without secrets."""

from leadwidgets.client.http.answer_shapes import (
    read_count,
    read_each,
    read_entries,
    read_rows,
    read_texts,
)
from leadwidgets.client.http.connections import trusting
from leadwidgets.client.http.per_account import (
    SYSTEM_CLOCK,
    BudgetKind,
    Habits,
    PhoneListForm,
    Shared,
    SubAccount,
    shared_by,
)
from leadwidgets.client.http.requests import Requests

__all__ = [
    "SYSTEM_CLOCK",
    "BudgetKind",
    "Habits",
    "PhoneListForm",
    "Requests",
    "Shared",
    "SubAccount",
    "read_count",
    "read_each",
    "read_entries",
    "read_rows",
    "read_texts",
    "shared_by",
    "trusting",
]
