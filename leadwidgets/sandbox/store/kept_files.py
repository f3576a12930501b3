"""An account kept in a file: a DuckDB database with its leads and what it is (`About`).

A file is written once, in a folder beside its place, and takes the place when it is whole, if that
is still free. From then on it is only read, so that several processes can have it open.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import duckdb

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.store.cursors import Cursors, damaged, is_of_the_file
from leadwidgets.sandbox.store.wire_rows import FIELDS, HIDDEN

LAYOUT = 1
"""Number of the tables' layout, raised whenever an older file can no longer be read."""

_MARK = slice(8, 12)  # where DuckDB signs its files
_HEADERS = 3 * 4096  # bytes before the first block
_SIZE = "SELECT block_size * total_blocks FROM pragma_database_size()"
_COLUMNS = "SELECT column_name FROM duckdb_columns() WHERE table_name = 'leads'"
_OPEN_IT = "Open it with Sandbox(file=…), in a shell with --file alone"
_LEADS = "SELECT count(*) FROM leads"


@dataclass(frozen=True, slots=True)
class About:
    """What an account in a file is.

    Attributes
    ----------
    name
        The account's.
    leads
        How many it has.
    seed, now
        What invented leads were drawn from, the moment in ISO format; None for saved leads.
    country
        Where invented leads live.
    notes
        What was noticed when saved leads were read.
    """

    name: str
    leads: int
    seed: int | None = None
    now: str | None = None
    country: str = "US"
    notes: tuple[str, ...] = ()


def is_taken(path: Path) -> bool:
    """Tell whether something is at a path, be it no account.

    Raises
    ------
    SnapshotError
        If the system does not say.
    """
    try:
        return path.exists() or path.is_symlink()
    except OSError as error:
        raise _unwritten(path, error.strerror) from None


def write_kept(path: Path, about: About, fill: Callable[[Cursors], None]) -> Cursors:
    """Keep an account in a file, and open it.

    Parameters
    ----------
    path
        Where; nothing may be there.
    about
        What it is.
    fill
        Makes its tables.

    Raises
    ------
    SnapshotError
        If there is a file, also one that somebody else has made meanwhile, or none can be written.
        Nothing is left of it then.
    """
    if is_taken(path):
        raise SnapshotError(
            f"The file {path} is there already",
            next_step=f"{_OPEN_IT}; else delete it or name another.",
        )
    with _folder_beside(path) as folder:
        part = folder / "account"
        try:
            _fill_file(part, about, fill)
        except duckdb.Error as error:
            if not is_of_the_file(error):
                raise
            raise _unwritten(path, _reason(error)) from None
        _move(part, path)
    return open_kept(path)[0]


@contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """Give a folder for the file and all that DuckDB writes beside it, until the block ends."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}.", dir=path.parent))
    except (OSError, ValueError) as error:
        raise _unwritten(path, getattr(error, "strerror", None)) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill_file(part: Path, about: About, fill: Callable[[Cursors], None]) -> None:
    cursors = Cursors(str(part))
    try:
        fill(cursors)
        with cursors.lend() as cursor:
            cursor.execute("CREATE TABLE about (layout INTEGER, value VARCHAR)")
            cursor.execute("INSERT INTO about VALUES (?, ?)", [LAYOUT, json.dumps(asdict(about))])
            cursor.execute("CHECKPOINT")  # closing does so, too, and does not say if it fails
    finally:
        cursors.close()


def _move(part: Path, path: Path) -> None:
    """Put a file in its place, which is not taken: unlike a move, a link never replaces a file."""
    try:
        with part.open("rb") as written:
            os.fsync(written.fileno())
        try:
            path.hardlink_to(part)
        except OSError:
            if is_taken(path):
                raise
            part.rename(path)  # of a disk that knows no links
    except FileExistsError:
        raise SnapshotError(
            f"The file {path} was made by somebody else meanwhile",
            next_step=f"{_OPEN_IT}; or name another.",
        ) from None
    except OSError as error:
        raise _unwritten(path, error.strerror) from None


def _reason(error: duckdb.Error) -> str:
    """Give what the system said, as DuckDB ends its messages with it."""
    return str(error).rpartition(": ")[2]


def _unwritten(path: Path, reason: str | None) -> SnapshotError:
    return SnapshotError(
        f"The file {path} cannot be written{f': {reason}' if reason else ''}",
        next_step="Check its folder and the room on its disk, or name another file.",
    )


def open_kept(path: Path) -> tuple[Cursors, About]:
    """Open an account that is kept in a file.

    Raises
    ------
    SnapshotError
        If the file holds no account or one of another version of this package, is damaged, or is
        being written to by somebody else. What is found to be damaged later, when it is read, is
        such an error, too.
    """
    _check_kind(path)
    try:
        cursors = Cursors(str(path), read_only=True)
    except duckdb.Error as error:
        raise _unopened(path, str(error)) from None
    try:
        return cursors, _about(cursors, path)
    except BaseException:
        cursors.close()
        raise


def _check_kind(path: Path) -> None:
    """Refuse what is no file of DuckDB, before anything waits for it or takes it for another."""
    if path.is_dir():
        raise _no_account(path, "is a folder")
    if path.exists() and not path.is_file():
        raise _no_account(path, "is a pipe or a device")
    try:
        with path.open("rb") as file:
            start = file.read(_MARK.stop)
    except OSError as error:
        raise SnapshotError(
            f"The file {path} cannot be read: {error.strerror}",
            next_step="Check its permissions, or name another file.",
        ) from None
    if start[_MARK] != b"DUCK":
        raise _no_account(path, "holds no account")


def _about(cursors: Cursors, path: Path) -> About:
    """Read what the account is, and see that all of it is there."""
    with cursors.lend() as cursor:
        try:
            rows = cursor.execute("SELECT layout, value FROM about").fetchall()
        except duckdb.CatalogException:
            raise _no_account(path, "holds no account") from None
        except duckdb.BinderException:
            rows = []
        if len(rows) != 1 or not isinstance(rows[0][0], int):
            raise damaged(path)
        [(layout, value)] = rows
        if layout != LAYOUT:
            raise _of_another_version(path, newer=layout > LAYOUT)
        try:
            about = About(**json.loads(value))
            columns = {name for (name,) in cursor.execute(_COLUMNS).fetchall()}
            [(leads,)] = cursor.execute(_LEADS).fetchall()
            [(size,)] = cursor.execute(_SIZE).fetchall()
        except (TypeError, ValueError, duckdb.CatalogException):
            raise damaged(path) from None
    whole = path.stat().st_size >= _HEADERS + size
    if not whole or leads != about.leads or not columns.issuperset((*FIELDS, *HIDDEN)):
        raise damaged(path)
    return replace(about, notes=tuple(about.notes))  # JSON has lists


def _unopened(path: Path, reason: str) -> SnapshotError:
    if "Could not set lock" in reason or "different configuration" in reason:
        return SnapshotError(
            f"The file {path} is being written to by another program",
            next_step="Wait until it is done, or close it there.",
        )
    if "version number" in reason:
        return _of_another_version(path, newer=True)
    return damaged(path)


def _no_account(path: Path, what: str) -> SnapshotError:
    return SnapshotError(
        f"The file {path} {what}",
        next_step="Name a file that Sandbox(file=…) has written, or one that is not there yet.",
    )


def _of_another_version(path: Path, *, newer: bool) -> SnapshotError:
    if newer:
        return SnapshotError(
            f"The account in {path} was kept by a newer version of leadwidgets or of DuckDB",
            next_step="Install the newer version, or name another file.",
        )
    return SnapshotError(
        f"The account in {path} was kept by an older version of leadwidgets",
        next_step="Delete the file and make it again.",
    )
