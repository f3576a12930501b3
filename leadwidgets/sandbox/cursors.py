"""An in-memory DuckDB for many threads: its cursors, each lent to one thread at a time."""

import weakref
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


class Cursors:
    """The cursors of an in-memory DuckDB.

    The database is closed when its owner goes or the process ends, whichever comes first: DuckDB's
    objects complain on the terminal when a thread keeps them beyond the interpreter's end.

    Parameters
    ----------
    owner
        What the database belongs to.
    """

    def __init__(self, owner: object) -> None:
        self._database = [duckdb.connect(":memory:")]
        self._idle: list[duckdb.DuckDBPyConnection] = []
        weakref.finalize(owner, self._close)

    @contextmanager
    def lend(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend a cursor while the block runs."""
        try:
            cursor = self._idle.pop()
        except IndexError:
            cursor = self._database[0].cursor()
        try:
            yield cursor
        finally:
            self._idle.append(cursor)

    def _close(self) -> None:
        self._idle.clear()
        self._database.clear()
