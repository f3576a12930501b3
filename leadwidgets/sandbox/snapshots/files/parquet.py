"""Leads in a Parquet file, columns in the types that they have there."""

import json

import pyarrow as pa
import pyarrow.parquet as pq

from leadwidgets.sandbox.snapshots.files.contents import Content
from leadwidgets.sandbox.snapshots.files.counted import counted
from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError
from leadwidgets.sandbox.snapshots.frames import nullable, with_named_index
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads

_INDEX_KEY = b"leadwidgets.index"


def read_parquet(content: Content) -> SavedLeads:
    """Read a table; the named levels of a pandas index become columns.

    Raises
    ------
    UnreadableError
        If it is no Parquet file.
    """
    try:
        table = pq.read_table(pa.BufferReader(content.raw))
    except (ValueError, OSError, pa.ArrowException) as error:
        raise UnreadableError(
            f"it is no parquet file ({type(error).__name__})", "Write it again."
        ) from None
    names = json.loads((table.schema.metadata or {}).get(_INDEX_KEY, b"[]"))
    leads = table.to_pandas(types_mapper=nullable)
    saved_index = {f"__index_{level}__": name for level, name in enumerate(names)}
    unnamed = [column for column, name in saved_index.items() if name is None]
    frame = with_named_index(leads.drop(columns=unnamed).rename(columns=saved_index))
    source = f"{content.source}, Parquet"
    ledger = f"{source}: {counted(len(frame), 'row')} became {counted(len(frame), 'lead')}"
    return SavedLeads(frame, source=source, notes=(ledger,))
