"""The leads of one account in DuckDB: filled once, then counted and read in pages.

Rows are stored in the order of their lead ids, which is the order of DuckDB's row ids, and are
answered in that order. Rows leave as JSON
text that DuckDB has put together; no row becomes a Python object on the way.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from leadwidgets.sandbox.store.cursors import Cursors
from leadwidgets.sandbox.store.wire_rows import (
    FIELDS,
    HIDDEN,
    UNDOCUMENTED,
    row_expression,
    wire_expression,
)

CARRIED = "* REPLACE (campaignLead::JSON AS campaignLead)"
"""SELECT list that makes stored rows of those that Arrow, which knows no JSON, has carried."""

_MAKE_LEADS = "CREATE TABLE leads AS SELECT {columns} FROM source"
_MAKE_PHONES = r"""
CREATE TABLE phones AS
SELECT regexp_replace(regexp_replace(part, '\D', '', 'g'), '^1(\d{10})$', '\1') AS phone, lead
FROM (SELECT unnest(string_split(leadPhone, '|')) AS part, rowid AS lead FROM leads)
"""
_COUNT = "SELECT count(*) FROM leads WHERE {where}"
# Finding rows and rendering them are two steps, so that only the rows of the page are rendered.
_PAGE = """
SELECT encode('[' || coalesce(string_agg(row, ',' ORDER BY lead), '') || ']')
FROM (
    SELECT rowid AS lead, {row} AS row FROM leads WHERE rowid IN (
        SELECT rowid FROM leads WHERE {where} ORDER BY rowid LIMIT ? OFFSET ?
    )
)
"""
_PLACES = "SELECT rowid FROM leads WHERE {where} ORDER BY rowid"
_PART = """
SELECT encode('[' || coalesce(string_agg(row, ',' ORDER BY lead), '') || ']')
FROM (
    SELECT rowid AS lead, {row} AS row FROM leads WHERE rowid BETWEEN ? AND ? AND ({where})
)
"""
_MOST_PLACES = 4
_SIZES = "SELECT listId, count(*) FROM leads WHERE listId IS NOT NULL GROUP BY listId"
# DuckDB keeps the order of rows where a single table is projected.
_COLUMN = "SELECT ({value}){cast} FROM leads WHERE {where}"
_CHANGE = "UPDATE leads SET leadState = ? WHERE leadId IN (SELECT unnest(?::BIGINT[]))"
_SEEN = "NOT list_contains(?::BIGINT[], leadId)"
_STORED = "SELECT * FROM leads ORDER BY rowid"
_COLUMNS = "SELECT column_name FROM duckdb_columns() WHERE table_name = 'leads'"


_FRAME_CASTS = {"campaignLead": "::VARCHAR"}
_NULLABLE = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}


@dataclass(frozen=True, slots=True)
class Where:
    """A condition over stored rows: SQL with a ``?`` for each parameter."""

    sql: str = "true"
    parameters: tuple[object, ...] = ()


def fill(cursors: Cursors, source: pa.Table, columns: str = "*") -> None:
    """Make the tables of an account.

    Parameters
    ----------
    cursors
        Of an empty database.
    source
        An Arrow table, in the order of the lead ids.
    columns
        The SELECT list that makes stored rows of it.
    """
    with cursors.lend() as cursor:
        cursor.register("source", source)
        cursor.execute(_MAKE_LEADS.format(columns=columns))
        cursor.unregister("source")
        cursor.execute(_MAKE_PHONES)


def _in_memory(kept: Cursors) -> Cursors:
    """Copy the tables of an account into a database of its own."""
    copy = Cursors()
    with kept.lend() as cursor:
        fill(copy, cursor.sql(_STORED).to_arrow_table(), CARRIED)
    return copy


class LeadStore:
    """The leads of one account.

    Any number of threads may ask at once.

    Parameters
    ----------
    cursors
        Of a database that `fill` has filled.
    underscores
        Whether lead states are written with underscores.
    """

    def __init__(self, cursors: Cursors, *, underscores: bool = False) -> None:
        self._underscores = underscores
        self._cursors = cursors
        self._copying = threading.Lock()
        self._hidden: frozenset[int] = frozenset()
        self._version = 0  # of the stored rows
        self._remembering = threading.Lock()
        self._remembered: dict[tuple[int, str], NDArray[np.int64]] = {}
        undocumented = (UNDOCUMENTED,) in self.rows(_COLUMNS)
        self._row = row_expression(underscores=underscores, undocumented=undocumented)

    def count(self, where: Where) -> int:
        """Give the number of leads that fit."""
        seen = self._seen(where)
        return int(self._value(_COUNT.format(where=seen.sql), seen.parameters))

    def page(self, where: Where, *, rows: int, skip: int) -> bytes:
        """Give up to `rows` of the leads that fit, after the first `skip`, as a JSON array."""
        seen = self._seen(where)
        if not skip:
            query = _PAGE.format(row=self._row, where=seen.sql)
            return bytes(self._value(query, (*seen.parameters, rows, skip)))
        places = self._places(seen)[skip : skip + rows]
        if not len(places):
            return b"[]"
        query = _PART.format(row=self._row, where=seen.sql)
        bounds = (int(places[0]), int(places[-1]))
        return bytes(self._value(query, (*bounds, *seen.parameters)))

    def _places(self, where: Where) -> NDArray[np.int64]:
        """Give the row ids of the leads that fit, remembered for whoever reads page after page."""
        key = (self._version, repr(where))
        if (known := self._remembered.get(key)) is not None:
            return known
        with self._cursors.lend() as cursor:
            found = cursor.execute(_PLACES.format(where=where.sql), list(where.parameters))
            places = np.asarray(found.fetchnumpy()["rowid"], np.int64)
        with self._remembering:
            self._remembered[key] = places
            while len(self._remembered) > _MOST_PLACES:
                del self._remembered[next(iter(self._remembered))]
        return places

    def hide(self, lead_ids: Iterable[int]) -> None:
        """Answer as if these leads were not there."""
        self._hidden = self._hidden.union(lead_ids)

    def show(self, lead_ids: Iterable[int]) -> None:
        """Answer hidden leads again."""
        self._hidden = self._hidden.difference(lead_ids)

    def change_state(self, lead_ids: Iterable[int], state: str) -> None:
        """Give leads another lead state.

        A file is never written again: of leads kept in one, a copy in memory is changed.
        """
        with self._copying:
            if self._cursors.read_only:
                self._cursors = _in_memory(self._cursors)
        with self._cursors.lend() as cursor:
            cursor.execute(_CHANGE, [state, list(lead_ids)])
        self._version += 1

    def _seen(self, where: Where) -> Where:
        if not self._hidden:
            return where
        return Where(f"({where.sql}) AND {_SEEN}", (*where.parameters, sorted(self._hidden)))

    def list_sizes(self) -> dict[int, int]:
        """Give the number of leads of each list."""
        return dict(self.rows(_SIZES))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Give what a query over the tables answers."""
        with self._cursors.lend() as cursor:
            return cursor.execute(query).fetchall()

    def frame(self) -> pd.DataFrame:
        """Give every lead that is answered, under the API's names, with what is not on the wire."""
        return pd.DataFrame({name: self._column(name) for name in (*FIELDS, *HIDDEN)})

    def _column(self, name: str) -> "pd.Series[Any]":
        # By way of Arrow no text becomes a Python object; a column at a time takes half the memory.
        value = wire_expression(name, underscores=self._underscores)
        seen = self._seen(Where())
        query = _COLUMN.format(value=value, cast=_FRAME_CASTS.get(name, ""), where=seen.sql)
        with self._cursors.lend() as cursor:
            column = cursor.sql(query, params=[*seen.parameters]).to_arrow_table().column(0)
        series: pd.Series[Any] = column.to_pandas(types_mapper=_NULLABLE.get)
        return series if column.null_count else series.astype(series.dtype.type)

    def _value(self, query: str, parameters: tuple[object, ...]) -> Any:  # noqa: ANN401 - the query's
        """Give the single value that a query answers."""
        with self._cursors.lend() as cursor:
            [row] = cursor.execute(query, list(parameters)).fetchall()
        return row[0]
