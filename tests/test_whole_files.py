"""An older file stands until the new one is whole, whatever happens meanwhile."""

import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest
from results import leads, receipt

from leadwidgets.result import SearchResult, read_result

OLD = b"what was there"
LEADS = 4_000
WRITERS = pytest.mark.parametrize("write", ["to_csv", "to_excel", "to_parquet"])

FOR_EVER = """
import sys
import pandas as pd
from results import leads, receipt
from leadwidgets.result import SearchResult

result = SearchResult(pd.concat([leads()] * 2_000, ignore_index=True), receipt())
while True:
    getattr(result, sys.argv[1])(sys.argv[2])
"""


WHOLE: Mapping[str, Callable[[Path], bool]] = {
    "to_csv": lambda path: len(pd.read_csv(path)) == LEADS,
    "to_excel": lambda path: zipfile.ZipFile(path).testzip() is None,
    "to_parquet": lambda path: len(read_result(path).leads) == LEADS,
}


@pytest.fixture
def result() -> SearchResult:
    return SearchResult(leads(), receipt())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "leads"
    path.write_bytes(OLD)
    return path


@WRITERS
def test_a_disk_that_is_full_leaves_the_older_file_as_it_was(
    write: str, result: SearchResult, path: Path
) -> None:
    size = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, size[1]))
        with pytest.raises(OSError, match="File too large"):
            getattr(result, write)(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, size)
        signal.signal(signal.SIGXFSZ, before)
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.slow
@WRITERS
def test_a_program_that_is_killed_while_it_writes_leaves_a_whole_file(
    write: str, path: Path
) -> None:
    paths = os.pathsep.join(sys.path)
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", FOR_EVER, write, str(path)], env={**os.environ, "PYTHONPATH": paths}
    ) as writing:
        while not [part for part in path.parent.iterdir() if part != path]:
            assert writing.poll() is None
            time.sleep(0.001)
        writing.kill()
    assert path.read_bytes() == OLD or WHOLE[write](path)


def test_a_link_stays_a_link_and_its_file_keeps_its_mode(
    result: SearchResult, path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.csv"
    path.chmod(0o640)
    link.symlink_to(path)
    result.to_csv(link)
    assert link.is_symlink()
    assert path.read_bytes() != OLD
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_is_no_file(result: SearchResult, tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match=tmp_path.name):
        result.to_parquet(tmp_path)
