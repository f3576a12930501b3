"""The file that a search is written to: an older one is only replaced by a whole one."""

import errno
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from leadwidgets.result import SearchResult

WRITERS: Mapping[str, Callable[..., None]] = {
    ".csv": SearchResult.to_csv,
    ".parquet": SearchResult.to_parquet,
    ".xlsx": SearchResult.to_excel,
}
"""By the ending of the file's name."""


def output(text: str) -> Path:
    """Read the option that names the file.

    Raises
    ------
    ArgumentTypeError
        If nothing can be written there.
    """
    path = Path(text)
    if path.suffix.lower() not in WRITERS:
        raise ArgumentTypeError(f"{text} does not end in {' or '.join(WRITERS)}")
    if not path.parent.is_dir():
        raise ArgumentTypeError(f"there is no folder {path.parent}")
    return path


@contextmanager
def replaced_when_whole(path: Path) -> Iterator[Path]:
    """Give a place beside the file to write to, and move it over the file after the block.

    It is tried at once: a folder that cannot be written to is not found out after the search.

    Raises
    ------
    OSError
        If the file cannot be written; it names the file.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "Is a folder")
        part.touch()
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write(result: SearchResult, path: Path, suffix: str, *, mask_pii: bool) -> None:
    """Write what was found, in the format that the ending stands for."""
    WRITERS[suffix.lower()](result, path, mask_pii=mask_pii)
