"""Serving saved leads: a DataFrame, a search result or a file becomes the leads of an account.

`read_snapshot` finds out which columns are which fields of the API (`column_matching`, and
`proposals` where that is accepted), brings their values into the account's types (`columns`) and
keeps every other column as an undocumented field. `check` tells beforehand what it would do.
`catalog` tells afterwards which campaigns, lists and other values the leads belong to.
"""

from leadwidgets.sandbox.snapshots.catalog import Catalog, read_catalog
from leadwidgets.sandbox.snapshots.checking import check
from leadwidgets.sandbox.snapshots.column_tables import AUTO, Columns, columns_said
from leadwidgets.sandbox.snapshots.columns import READINGS
from leadwidgets.sandbox.snapshots.options import Quotes, ReadingOptions
from leadwidgets.sandbox.snapshots.reading import Snapshot, read_snapshot
from leadwidgets.sandbox.snapshots.snapshot_check import SnapshotCheck
from leadwidgets.sandbox.snapshots.sources import Leads

__all__ = [
    "AUTO",
    "READINGS",
    "Catalog",
    "Columns",
    "Leads",
    "Quotes",
    "ReadingOptions",
    "Snapshot",
    "SnapshotCheck",
    "check",
    "columns_said",
    "read_catalog",
    "read_snapshot",
]
