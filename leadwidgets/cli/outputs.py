"""The file that a search is written to."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping
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


def write(result: SearchResult, path: Path, suffix: str, *, mask_pii: bool) -> None:
    """Write what was found, in the format that the ending stands for."""
    WRITERS[suffix.lower()](result, path, mask_pii=mask_pii)
