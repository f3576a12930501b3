"""A DuckDB for many threads: its cursors, each lent to one thread at a time."""

import weakref
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from leadwidgets.errors import SnapshotError


class Cursors:
    """The cursors of a DuckDB.

    The database is closed when this goes or the process ends, whichever comes first: DuckDB's
    objects complain on the terminal when a thread keeps them beyond the interpreter's end.

    Parameters
    ----------
    path
        The database's file.
    read_only
        Whether nothing can be changed; several processes may then have the file open.

    Attributes
    ----------
    read_only
        As given.
    """

    def __init__(self, path: str = ":memory:", *, read_only: bool = False) -> None:
        self.read_only = read_only
        self._path = path
        self._database = [duckdb.connect(path, read_only=read_only)]
        self._idle: list[duckdb.DuckDBPyConnection] = []
        weakref.finalize(self, _close, self._database, self._idle)

    @contextmanager
    def lend(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend a cursor while the block runs.

        Raises
        ------
        SnapshotError
            If the file that is read turns out to be damaged.
        """
        try:
            cursor = self._idle.pop()
        except IndexError:
            cursor = self._database[0].cursor()
        try:
            yield cursor
        except duckdb.Error as error:
            if self.read_only and is_of_the_file(error):
                raise damaged(self._path) from None
            raise
        finally:
            self._idle.append(cursor)

    def close(self) -> None:
        """Close the database."""
        _close(self._database, self._idle)


def damaged(path: object) -> SnapshotError:
    """Say that a file of an account is not what was written."""
    return SnapshotError(
        f"The file {path} is damaged: the account in it cannot be read",
        next_step="Delete the file and make it again.",
    )


def is_of_the_file(error: duckdb.Error) -> bool:
    """Tell whether a file could not be read or written; a wrong checksum is of no finer kind."""
    return type(error) is duckdb.Error or isinstance(
        error,
        duckdb.IOException
        | duckdb.TransactionException
        | duckdb.FatalException
        | duckdb.InternalException,
    )


def _close(
    database: list[duckdb.DuckDBPyConnection], idle: list[duckdb.DuckDBPyConnection]
) -> None:
    for connection in (*idle, *database):
        connection.close()
    idle.clear()
    database.clear()
