"""The embedded account: a RingCX-like service over invented leads, in this process or over HTTP.

A `Sandbox` is an `Account` like any other. What answers is a Starlette app; the leads are in
DuckDB. It knows nothing of the client.
"""

from leadwidgets.sandbox.dialect import Dialect
from leadwidgets.sandbox.invented import COUNTRIES
from leadwidgets.sandbox.sandbox import LEADS, SEED, Sandbox
from leadwidgets.sandbox.service import (
    DESCRIPTION_PATH,
    REQUEST_LOG,
    Fault,
    Faults,
    User,
    answered,
    html,
    late,
    leads_appear,
    leads_change,
    leads_vanish,
    others_are_busy,
    reset,
    rotation_lost,
    token_expires,
    truncated,
)
from leadwidgets.sandbox.snapshots import (
    AUTO,
    READINGS,
    Quotes,
    ReadingOptions,
    SnapshotCheck,
    check,
    columns_said,
)

__all__ = [
    "AUTO",
    "COUNTRIES",
    "DESCRIPTION_PATH",
    "LEADS",
    "READINGS",
    "REQUEST_LOG",
    "SEED",
    "Dialect",
    "Fault",
    "Faults",
    "Quotes",
    "ReadingOptions",
    "Sandbox",
    "SnapshotCheck",
    "User",
    "answered",
    "check",
    "columns_said",
    "html",
    "late",
    "leads_appear",
    "leads_change",
    "leads_vanish",
    "others_are_busy",
    "reset",
    "rotation_lost",
    "token_expires",
    "truncated",
]
