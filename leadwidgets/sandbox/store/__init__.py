"""The leads of one account in DuckDB, in memory or in a file that keeps them."""

from leadwidgets.sandbox.store.cursors import Cursors
from leadwidgets.sandbox.store.kept_files import About, open_kept, write_kept
from leadwidgets.sandbox.store.lead_store import CARRIED, LeadStore, Where, fill
from leadwidgets.sandbox.store.wire_rows import (
    FIELD_KINDS,
    FIELDS,
    HIDDEN,
    MOMENTS,
    UNDOCUMENTED,
    FieldKind,
)

__all__ = [
    "CARRIED",
    "FIELDS",
    "FIELD_KINDS",
    "HIDDEN",
    "MOMENTS",
    "UNDOCUMENTED",
    "About",
    "Cursors",
    "FieldKind",
    "LeadStore",
    "Where",
    "fill",
    "open_kept",
    "write_kept",
]
