"""Leads as files: Parquet with the receipt inside, and CSV that no spreadsheet executes.

A spreadsheet takes text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break for a
formula, and a phone such as ``+15550123`` for a number; some leave out blanks in front of it. Such
text gets an apostrophe in front, and so does text that begins with an apostrophe: take one off each
text that begins with one, and every value is what it was.
"""

import json
import re
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from leadwidgets.errors import ResultFileError
from leadwidgets.formulas import FORMULA
from leadwidgets.result.receipt import Receipt
from leadwidgets.result.whole_files import Target, written_whole

_RECEIPT_KEY = b"leadwidgets.result.receipt"
_CATEGORICALS_KEY = b"leadwidgets.categoricals"
_INDEX_KEY = b"leadwidgets.index"
_KEPT_KINDS = ("str", "int64")
_STARTS_FORMULA = re.compile(FORMULA)


def write_parquet(leads: pd.DataFrame, receipt: Receipt, target: Target) -> None:
    """Write leads with their index, dtypes and receipt."""
    names: list[Hashable] = []
    if not isinstance(leads.index, pd.RangeIndex):
        # Arrow would give back an index of Int64 or categories as another type; columns it keeps.
        names = list(leads.index.names)
        leads = leads.reset_index(names=_index_columns(len(names)))
    table = pa.Table.from_pandas(leads)
    metadata = {
        **(table.schema.metadata or {}),
        _RECEIPT_KEY: receipt.to_json().encode(),
        _CATEGORICALS_KEY: json.dumps(_categoricals(leads)).encode(),
        _INDEX_KEY: json.dumps(names).encode(),
    }
    with written_whole(target) as place:
        pq.write_table(table.replace_schema_metadata(metadata), place, compression="zstd")


def _categoricals(leads: pd.DataFrame) -> dict[int, tuple[list[Any], str, bool]]:
    """Give the categories of each categorical column, their dtype, and whether they are ordered.

    Parquet keeps the values of a categorical, not their order nor those that do not occur; of
    numbers, not even that they are categories.
    """
    return {
        place: (dtype.categories.tolist(), str(dtype.categories.dtype), bool(dtype.ordered))
        for place, dtype in enumerate(leads.dtypes)
        if isinstance(dtype, pd.CategoricalDtype) and str(dtype.categories.dtype) in _KEPT_KINDS
    }


def read_parquet(source: Target) -> tuple[pd.DataFrame, Receipt]:
    """Read what `write_parquet` wrote.

    Raises
    ------
    ResultFileError
        The file is no Parquet file, or holds no receipt.
    """
    try:
        table = pq.read_table(source)
    except pa.ArrowInvalid:
        raise ResultFileError(
            "This is no Parquet file, or a damaged one",
            next_step="Sandbox.from_leads serves leads of other files; lw.check says how.",
        ) from None
    metadata: Mapping[bytes, bytes] = table.schema.metadata or {}
    if _RECEIPT_KEY not in metadata:
        raise ResultFileError(
            "This Parquet file holds no receipt: SearchResult.to_parquet did not write it",
            next_step="pandas.read_parquet reads its leads alone.",
        )
    leads = table.to_pandas()
    categoricals = json.loads(metadata.get(_CATEGORICALS_KEY, b"{}"))
    for place, (categories, kind, ordered) in categoricals.items():
        dtype = pd.CategoricalDtype(pd.Index(categories, dtype=kind), ordered=ordered)
        leads.isetitem(int(place), leads.iloc[:, int(place)].astype(dtype))
    names = json.loads(metadata.get(_INDEX_KEY, b"[]"))
    if names:
        leads = leads.set_index(_index_columns(len(names))).rename_axis(index=names)
    return leads, Receipt.from_json(metadata[_RECEIPT_KEY].decode())


def _index_columns(levels: int) -> list[str]:
    return [f"__index_{level}__" for level in range(levels)]


def write_csv(leads: pd.DataFrame, target: Target) -> None:
    """Write leads as CSV: UTF-8 with a byte order mark, which Excel needs to read accents.

    Lines end as RFC 4180 has it, so that a text with either of the two characters is quoted: a bare
    carriage return would end the row for most readers.
    """
    with written_whole(target) as place:
        neutralised(leads).to_csv(place, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def neutralised(leads: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe in front of text, and of column names, that a spreadsheet would execute."""
    columns = {
        place: _neutralised_column(column) for place, (_, column) in enumerate(leads.items())
    }
    named = pd.DataFrame(columns, index=leads.index).set_axis(leads.columns, axis=1)
    return named.rename(columns=_neutralised_name)


def _neutralised_column(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.rename_categories(_neutralised_name)
    if isinstance(column.dtype, pd.StringDtype):
        dangerous = column.str.match(FORMULA).fillna(value=False).astype(bool)
        return column.where(~dangerous, "'" + column)
    if pd.api.types.is_object_dtype(column.dtype):
        return column.map(_neutralised_name)
    return column


def _neutralised_name(text: Hashable) -> Hashable:
    return f"'{text}" if isinstance(text, str) and _STARTS_FORMULA.match(text) else text
