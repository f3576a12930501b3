"""Where saved leads come from: a DataFrame, something that has one, a CSV or a Parquet file."""

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.snapshots.csv_files import read_csv
from leadwidgets.sandbox.snapshots.options import ReadingOptions
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads

Leads = Any
"""A DataFrame, an object with a DataFrame as ``leads``, or a path."""

_INDEX_KEY = b"leadwidgets.index"
_READABLE = "a .csv, .csv.gz or .parquet file"


def read_leads(leads: Leads, _options: ReadingOptions) -> SavedLeads:
    """Give saved leads as a DataFrame, columns as they are called there.

    Raises
    ------
    SnapshotError
        If it is not one of `Leads`, or the file cannot be read.
    """
    if isinstance(leads, str | os.PathLike):
        return SavedLeads(_read_file(Path(leads)), source=Path(leads).name)
    leads = getattr(leads, "leads", leads)
    if isinstance(leads, pd.DataFrame):
        return SavedLeads(_with_named_index(leads))
    if hasattr(leads, "__arrow_c_stream__"):
        return SavedLeads(pa.table(leads).to_pandas(types_mapper=_nullable), source="a table")
    raise SnapshotError(
        f"Expected a DataFrame, a search result or the path of {_READABLE}, "
        f"got {type(leads).__name__}",
    )


def _read_file(path: Path) -> pd.DataFrame:
    name = path.name.lower()
    try:
        if name.endswith((".csv", ".csv.gz")):
            return read_csv(path)
        if name.endswith((".parquet", ".pq")):
            return _read_parquet(path)
    except SnapshotError:
        raise
    except OSError as error:
        raise SnapshotError(
            f"The leads in {path} could not be read: {error.strerror or 'not a readable file'}",
            next_step="Check the path.",
        ) from None
    except (ValueError, pa.ArrowException) as error:
        raise SnapshotError(
            f"The leads in {path} could not be read: it is no {path.suffix.lstrip('.')} file "
            f"({type(error).__name__})",
            next_step=f"Give {_READABLE}.",
        ) from None
    raise SnapshotError(
        f"The leads in {path} could not be read: its name does not tell what it is",
        next_step=f"Give {_READABLE}.",
    )


def _read_parquet(path: Path) -> pd.DataFrame:
    table = pq.read_table(path)
    names = json.loads((table.schema.metadata or {}).get(_INDEX_KEY, b"[]"))
    leads = table.to_pandas(types_mapper=_nullable)
    saved_index = {f"__index_{level}__": name for level, name in enumerate(names)}
    unnamed = [column for column, name in saved_index.items() if name is None]
    return _with_named_index(leads.drop(columns=unnamed).rename(columns=saved_index))


def _with_named_index(leads: pd.DataFrame) -> pd.DataFrame:
    """Make columns of the index's named levels, and count the rows from 0."""
    names = [name for name in leads.index.names if name is not None]
    return leads.reset_index(level=names).reset_index(drop=True)


def _nullable(kind: pa.DataType) -> Any:  # noqa: ANN401 - a pandas dtype or None
    """Keep whole numbers with nulls whole."""
    return pd.Int64Dtype() if pa.types.is_integer(kind) else None
