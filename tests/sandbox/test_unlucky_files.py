"""Accounts kept in a file when the disk, another program or time has been at it."""

import json
import os
import resource
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import leadwidgets as lw
from leadwidgets.sandbox import Sandbox
from leadwidgets.sandbox.store import About, Cursors, write_kept

pytestmark = pytest.mark.slow

LEADS = 2_000
PATIENCE = 60.0  # seconds

KEEPS = """
import sys
from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox import Sandbox

account = Sandbox(leads=2_000, file=sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
try:
    account.prepare()
except SnapshotError as error:
    print(error)
"""
WRITES = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "account.duckdb"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("whole") / "account.duckdb"
    Sandbox(leads=LEADS, file=file).prepare()
    return file


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


@contextmanager
def another_program(script: str, file: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run a script until it says that it is ready; it ends with the line that it is sent."""
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", script, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        yield running


def change(file: Path, *statements: str) -> None:
    with duckdb.connect(str(file)) as connection:
        for statement in statements:
            connection.execute(statement)


def checksum(content: bytes) -> int:
    """Sum up a header of a file as DuckDB does."""
    result = 5381
    for (word,) in struct.iter_unpack("<Q", content):
        result ^= word * 0xBF58476D1CE4E5B9 % 2**64
    return result


def opened_whole(file: Path) -> bool:
    """Tell whether a file gives all its leads, or is refused by name; anything else is raised."""
    try:
        result = lw.search(lw.SearchCriteria(), Sandbox(file=file))
    except lw.SnapshotError:
        return False
    assert (len(result.leads), result.receipt.complete) == (LEADS, True)
    return True


@pytest.mark.parametrize("size", [100, 10_000, 300_000])
def test_a_disk_that_is_full_is_told_and_nothing_is_left_on_it(size: int, file: Path) -> None:
    account = Sandbox(leads=LEADS, file=file)
    with (
        no_file_larger_than(size),
        pytest.raises(lw.SnapshotError, match="cannot be written: File too large"),
    ):
        account.prepare()
    assert list(file.parent.iterdir()) == []
    account.prepare()
    assert opened_whole(file)


def test_a_search_tells_that_its_leads_cannot_be_kept(file: Path) -> None:
    account = Sandbox(leads=LEADS, file=file)
    with no_file_larger_than(10_000), pytest.raises(lw.SnapshotError, match="File too large"):
        lw.search(lw.SearchCriteria(), account)


@pytest.mark.slow
def test_of_programs_that_make_one_file_at_once_one_makes_it_and_the_others_are_told(
    file: Path,
) -> None:
    with another_program(KEEPS, file) as first, another_program(KEEPS, file) as second:
        for program in (first, second):
            assert program.stdin is not None
            program.stdin.write("\n")
            program.stdin.flush()
        told = [program.communicate(timeout=PATIENCE)[0] for program in (first, second)]
    assert "" in told
    assert any("was made by somebody else meanwhile" in one or "is there" in one for one in told)
    assert list(file.parent.iterdir()) == [file]
    assert opened_whole(file)


def test_a_file_that_appears_while_the_leads_are_written_is_not_replaced(file: Path) -> None:
    def fill(_: Cursors) -> None:
        file.write_text("my own")

    with pytest.raises(lw.SnapshotError, match="was made by somebody else meanwhile"):
        write_kept(file, About("A", 0), fill)
    assert (file.read_text(), list(file.parent.iterdir())) == ("my own", [file])


def test_a_file_that_appears_before_the_leads_are_asked_for_is_not_replaced(file: Path) -> None:
    account = Sandbox(leads=LEADS, file=file)
    file.write_text("my own")
    with pytest.raises(lw.SnapshotError, match="is there already"):
        account.prepare()
    assert (file.read_text(), list(file.parent.iterdir())) == ("my own", [file])


def test_a_file_that_another_program_writes_to_is_not_waited_for(whole: Path, file: Path) -> None:
    file.write_bytes(whole.read_bytes())
    with (
        another_program(WRITES, file),
        pytest.raises(lw.SnapshotError, match="is being written to by another program"),
    ):
        Sandbox(file=file)
    assert opened_whole(file)


@pytest.mark.parametrize(
    ("make_it_so", "age"),
    [
        ("UPDATE about SET layout = layout + 1", "a newer"),
        ("UPDATE about SET layout = layout - 1", "an older"),
    ],
    ids=["newer", "older"],
)
def test_a_file_of_another_version_is_refused(
    make_it_so: str, age: str, whole: Path, file: Path
) -> None:
    file.write_bytes(whole.read_bytes())
    change(file, make_it_so)
    with pytest.raises(lw.SnapshotError, match=f"was kept by {age} version of leadwidgets"):
        Sandbox(file=file)


def test_a_file_of_a_newer_duckdb_is_refused(whole: Path, file: Path) -> None:
    content = bytearray(whole.read_bytes())
    content[12:20] = (10_000).to_bytes(8, "little")  # behind DuckDB's mark
    content[:8] = checksum(bytes(content[8:4096])).to_bytes(8, "little")
    file.write_bytes(content)
    with pytest.raises(lw.SnapshotError, match="a newer version of leadwidgets or of DuckDB"):
        Sandbox(file=file)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE about SET value = '{'",
        "UPDATE about SET value = '[]'",
        'UPDATE about SET value = \'{"name": "A"}\'',
        "UPDATE about SET layout = NULL",
        "INSERT INTO about SELECT * FROM about",
        "DELETE FROM about",
        "ALTER TABLE about DROP value",
        "DELETE FROM leads WHERE rowid = 7",
        "ALTER TABLE leads DROP firstName",
        "DROP TABLE leads",
    ],
)
def test_a_row_or_a_column_that_is_not_what_was_written_is_damage(
    damage: str, whole: Path, file: Path
) -> None:
    file.write_bytes(whole.read_bytes())
    change(file, damage)
    with pytest.raises(lw.SnapshotError, match="is damaged"):
        Sandbox(file=file)


@settings(max_examples=30, deadline=None)
@given(kept=st.floats(0, 1, exclude_max=True))
def test_a_part_of_a_file_is_no_account(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, kept: float
) -> None:
    content = whole.read_bytes()
    part = tmp_path_factory.mktemp("part") / "account.duckdb"
    part.write_bytes(content[: int(kept * len(content))])
    with pytest.raises(lw.SnapshotError, match=r"is damaged|holds no account"):
        Sandbox(file=part)


@settings(max_examples=30, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_bit_that_has_changed_is_never_a_lead_less(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, place: float, bit: int
) -> None:
    content = bytearray(whole.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    changed = tmp_path_factory.mktemp("changed") / "account.duckdb"
    changed.write_bytes(content)
    opened_whole(changed)


def _fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _link_to_nothing(path: Path) -> Path:
    path.symlink_to(path.with_name("nowhere"))
    return path


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (_fifo, "is a pipe or a device"),
        (_folder, "is a folder"),
        (_link_to_nothing, "cannot be read: No such file"),
        (lambda _: Path("/dev/full"), "is a pipe or a device"),
        (lambda _: Path("/dev/zero"), "is a pipe or a device"),
        (lambda path: path.with_name("a" * 300), "cannot be written: File name too long"),
    ],
    ids=["pipe", "folder", "link", "full device", "endless device", "long name"],
)
def test_what_is_no_file_is_named_and_not_waited_for(
    made: Callable[[Path], Path], what: str, file: Path
) -> None:
    with pytest.raises(lw.SnapshotError, match=what):
        Sandbox(file=made(file))


def test_a_database_of_somebody_else_is_no_account(file: Path) -> None:
    change(file, "CREATE TABLE mine (value INTEGER)")
    with pytest.raises(lw.SnapshotError, match="holds no account"):
        Sandbox(file=file)


def test_the_notes_of_kept_leads_are_kept(whole: Path, file: Path) -> None:
    file.write_bytes(whole.read_bytes())
    about = {"name": "A", "leads": LEADS, "notes": ["One thing"]}
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE about SET value = ?", [json.dumps(about)])
    assert Sandbox(file=file).notes == ("One thing",)
