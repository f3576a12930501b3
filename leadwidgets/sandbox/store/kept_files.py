"""An account kept in a file: a DuckDB database with its leads and what it is (`About`).

A file is written once, beside its place, and moved there when it is whole. From then on it is only
read, so that several processes can have it open.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import duckdb

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.store.cursors import Cursors

LAYOUT = 1
"""Number of the tables' layout, raised whenever an older file can no longer be read."""


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
        If there is a file, or none can be written.
    """
    if path.exists():
        raise SnapshotError(
            f"The file {path} is there already",
            next_step="Open it with Sandbox(file=…), in a shell with --file alone; else delete it "
            "or name another.",
        )
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        cursors = Cursors(str(unfinished))
    except duckdb.Error:
        raise SnapshotError(
            f"The file {path} cannot be written", next_step="Check its folder."
        ) from None
    try:
        fill(cursors)
        with cursors.lend() as cursor:
            cursor.execute("CREATE TABLE about (layout INTEGER, value VARCHAR)")
            cursor.execute("INSERT INTO about VALUES (?, ?)", [LAYOUT, json.dumps(asdict(about))])
    finally:
        cursors.close()
    unfinished.replace(path)
    return open_kept(path)[0]


def open_kept(path: Path) -> tuple[Cursors, About]:
    """Open an account that is kept in a file.

    Raises
    ------
    SnapshotError
        If the file holds no account, or one of another version of this package.
    """
    try:
        cursors = Cursors(str(path), read_only=True)
        with cursors.lend() as cursor:
            rows = cursor.execute("SELECT layout, value FROM about").fetchall()
    except duckdb.Error:
        rows = []
    if not rows:
        raise SnapshotError(
            f"The file {path} holds no account",
            next_step="Name a file that Sandbox(file=…) has written, or one that is not there yet.",
        )
    [(layout, about)] = rows
    if layout != LAYOUT:
        raise SnapshotError(
            f"The account in {path} was kept by another version of leadwidgets",
            next_step="Delete the file and make it again.",
        )
    kept = About(**json.loads(about))
    return cursors, replace(kept, notes=tuple(kept.notes))  # JSON has lists
