"""The leads of one account in DuckDB: filled once, then counted and read in pages.

Rows are stored in the order of their lead ids and are answered in that order. Rows leave as JSON text that DuckDB has put together;
no row becomes a Python object on the way.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from leadwidgets.sandbox.rows import FIELDS, HIDDEN, row_expression, stored_columns, wire_expression


@dataclass(frozen=True, slots=True)
class Where:
    """A condition over stored rows: SQL with a ``?`` for each value."""

    sql: str = "true"
    values: tuple[object, ...] = ()


class LeadStore:
    """The leads of one account.

    Every thread gets a cursor of its own, so that any number of threads may ask at once.

    Parameters
    ----------
    drawn
        The Arrow table of `leads.draw_leads`.
    underscores
        Whether lead states are written with underscores.
    """

    def __init__(self, drawn: Any, *, underscores: bool = False) -> None:
        self._underscores = underscores
        self._connection = duckdb.connect(":memory:")
        self._threads = threading.local()
        self._connection.register("drawn", drawn)
        self._connection.execute(f"CREATE TABLE leads AS SELECT {stored_columns()} FROM drawn")
        self._connection.unregister("drawn")
        self._connection.execute(
            "CREATE TABLE phones AS SELECT unnest(string_split(leadPhone, '|')) AS phone, leadId FROM leads"
        )
        self._row = row_expression(underscores=underscores)

    def count(self, where: Where) -> int:
        """Give the number of leads that fit."""
        found = self._ask(f"SELECT count(*) FROM leads WHERE {where.sql}", where.values)
        return int(found[0])

    def page(self, where: Where, *, rows: int, skip: int) -> bytes:
        """Give up to `rows` of the leads that fit, after the first `skip`, as a JSON array."""
        query = f"""
            SELECT encode('[' || coalesce(string_agg(row, ',' ORDER BY leadId), '') || ']')
            FROM (SELECT leadId, {self._row} AS row FROM leads WHERE rowid IN (
                SELECT rowid FROM leads WHERE {where.sql} ORDER BY leadId LIMIT ? OFFSET ?))
        """
        return bytes(self._ask(query, (*where.values, rows, skip))[0])

    def list_sizes(self) -> dict[int, int]:
        """Give the number of leads of each list."""
        query = "SELECT listId, count(*) FROM leads WHERE listId IS NOT NULL GROUP BY listId"
        return dict(self._cursor().execute(query).fetchall())

    def frame(self) -> Any:
        """Give every lead as a pandas row: wire values under the API's names, and the hidden columns."""
        wire = (
            f"{wire_expression(name, underscores=self._underscores)} AS {name}" for name in FIELDS
        )
        query = f"SELECT {', '.join((*wire, *HIDDEN))} FROM leads ORDER BY leadId"
        return self._cursor().execute(query).df()

    def _ask(self, query: str, values: Sequence[object]) -> tuple[Any, ...]:
        answer = self._cursor().execute(query, list(values)).fetchone()
        assert answer is not None  # an aggregate has one row
        return answer

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._threads, "cursor", None)
        if cursor is None:
            cursor = self._threads.cursor = self._connection.cursor()
        return cursor
