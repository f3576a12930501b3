"""Leads as files: Parquet with the receipt inside, and CSV that no spreadsheet executes.

A spreadsheet takes text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break for a
formula, and a phone such as ``+15550123`` for a number. Such text gets an apostrophe in front, and
so does text that begins with an apostrophe: take one off each text that begins with one, and every
value is what it was.
"""

import json
import os
from collections.abc import Hashable, Mapping
from typing import IO, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from leadwidgets.receipt import Receipt

Target = str | os.PathLike[str] | IO[Any]

_RECEIPT_KEY = b"leadwidgets.receipt"
_CATEGORIES_KEY = b"leadwidgets.categories"
_INDEX_KEY = b"leadwidgets.index"
# The last four are the full-width forms of the first.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", *"\uff1d\uff0b\uff0d\uff20")


def write_parquet(leads: pd.DataFrame, receipt: Receipt, target: Target) -> None:
    """Write leads with their index, dtypes and receipt."""
    names: list[Hashable] = []
    if not isinstance(leads.index, pd.RangeIndex):
        # Arrow would give back an index of Int64 or categories as another type; columns it keeps.
        names = list(leads.index.names)
        leads = leads.reset_index(names=_index_columns(len(names)))
    table = pa.Table.from_pandas(leads)
    # Parquet keeps the values of a categorical, not their order nor those that do not occur.
    categories = {
        str(name): column.cat.categories.tolist()
        for name, column in leads.items()
        if isinstance(column.dtype, pd.CategoricalDtype)
        and isinstance(column.cat.categories.dtype, pd.StringDtype)
    }
    metadata = {
        **(table.schema.metadata or {}),
        _RECEIPT_KEY: receipt.to_json().encode(),
        _CATEGORIES_KEY: json.dumps(categories).encode(),
        _INDEX_KEY: json.dumps(names).encode(),
    }
    pq.write_table(table.replace_schema_metadata(metadata), target, compression="zstd")


def read_parquet(source: Target) -> tuple[pd.DataFrame, Receipt]:
    """Read what `write_parquet` wrote.

    Raises
    ------
    ValueError
        The file holds no receipt.
    """
    table = pq.read_table(source)
    metadata: Mapping[bytes, bytes] = table.schema.metadata or {}
    if _RECEIPT_KEY not in metadata:
        raise ValueError(
            "This Parquet file holds no receipt: SearchResult.to_parquet did not write it. "
            "pandas.read_parquet reads its leads alone"
        )
    leads = table.to_pandas()
    for name, categories in json.loads(metadata.get(_CATEGORIES_KEY, b"{}")).items():
        ordered = leads[name].cat.ordered
        dtype = pd.CategoricalDtype(pd.Index(categories, dtype="str"), ordered=ordered)
        leads[name] = leads[name].astype(dtype)
    names = json.loads(metadata.get(_INDEX_KEY, b"[]"))
    if names:
        leads = leads.set_index(_index_columns(len(names))).rename_axis(index=names)
    return leads, Receipt.from_json(metadata[_RECEIPT_KEY].decode())


def _index_columns(levels: int) -> list[str]:
    return [f"__index_{level}__" for level in range(levels)]


def write_csv(leads: pd.DataFrame, target: Target) -> None:
    """Write leads as CSV: UTF-8 with a byte order mark, which Excel needs to read accents."""
    neutralised(leads).to_csv(target, index=False, encoding="utf-8-sig")


def neutralised(leads: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe in front of text, and of column names, that a spreadsheet would execute."""
    columns = {name: _neutralised_column(column) for name, column in leads.items()}
    return pd.DataFrame(columns, index=leads.index).rename(columns=_neutralised_name)


def _neutralised_column(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.rename_categories(_neutralised_name)
    if isinstance(column.dtype, pd.StringDtype):
        dangerous = column.str.startswith(_FORMULA_STARTS).fillna(value=False).astype(bool)
        return column.where(~dangerous, "'" + column)
    if pd.api.types.is_object_dtype(column.dtype):
        return column.map(_neutralised_name)
    return column


def _neutralised_name(text: Hashable) -> Hashable:
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA_STARTS) else text
