"""The leads of one account in DuckDB, in memory or in a file that keeps them."""

from leadwidgets.sandbox.store.cursors import Cursors
from leadwidgets.sandbox.store.kept_files import About, is_taken, open_kept, write_kept
from leadwidgets.sandbox.store.lead_store import CARRIED, LeadStore, Where, fill
from leadwidgets.sandbox.store.wire_rows import (
    FIELDS,
    HIDDEN,
    MOMENTS,
    UNDOCUMENTED,
)

__all__ = [
    "CARRIED",
    "FIELDS",
    "HIDDEN",
    "MOMENTS",
    "UNDOCUMENTED",
    "About",
    "Cursors",
    "LeadStore",
    "Where",
    "fill",
    "is_taken",
    "open_kept",
    "write_kept",
]
