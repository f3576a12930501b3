"""Where saved leads come from: a DataFrame, something that has one, or a file."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.snapshots.files import READABLE, read_file
from leadwidgets.sandbox.snapshots.frames import nullable, with_named_index
from leadwidgets.sandbox.snapshots.options import ReadingOptions
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads

Leads = Any
"""A DataFrame, an object with a DataFrame as ``leads``, or a path."""


def read_leads(
    leads: Leads, options: ReadingOptions, columns: Mapping[str, str] | None = None
) -> SavedLeads:
    """Give saved leads as a DataFrame, columns as they are called there.

    Raises
    ------
    MissingExtraError
        If they are in a workbook and the extra ``excel`` is not installed.
    SnapshotError
        If it is not one of `Leads`, or the file cannot be read.
    """
    if isinstance(leads, str | os.PathLike):
        return read_file(Path(leads), options, columns or {})
    if not isinstance(leads, pd.DataFrame):  # which may have a column of that name
        leads = getattr(leads, "leads", leads)
    if isinstance(leads, pd.DataFrame):
        return SavedLeads(with_named_index(leads))
    if hasattr(leads, "__arrow_c_stream__"):
        with suppress(pa.ArrowException, TypeError):  # as of a column
            return SavedLeads(pa.table(leads).to_pandas(types_mapper=nullable), source="a table")
    raise SnapshotError(
        f"Expected a DataFrame, a search result or the path of a file, got {type(leads).__name__}",
        next_step=f"Give a file of {READABLE}.",
    )
