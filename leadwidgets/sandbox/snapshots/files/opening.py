"""One way into every kind of file."""

from collections.abc import Mapping
from pathlib import Path

from leadwidgets.errors import SnapshotError
from leadwidgets.sandbox.snapshots.files.contents import Content, recognised
from leadwidgets.sandbox.snapshots.files.delimited import read_delimited
from leadwidgets.sandbox.snapshots.files.json_lines import read_json
from leadwidgets.sandbox.snapshots.files.parquet import read_parquet
from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError
from leadwidgets.sandbox.snapshots.files.workbooks import read_workbook
from leadwidgets.sandbox.snapshots.options import ReadingOptions
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads


def read_file(path: Path, options: ReadingOptions, columns: Mapping[str, str]) -> SavedLeads:
    """Read the leads of a file.

    Raises
    ------
    MissingExtraError
        If it is a workbook and the extra ``excel`` is not installed.
    SnapshotError
        If it cannot be read; the message says which lines stand against it, and what to do.
    """
    try:
        content = recognised(_bytes(path), path.name)
        return _read(content, options, columns)
    except OSError as error:
        why, next_step = error.strerror or "it is no readable file", "Check the path."
    except UnreadableError as error:
        why, next_step = error.why, error.next_step
    raise SnapshotError(f"The leads in {path} could not be read: {why}", next_step=next_step)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except ValueError:  # a null character, or half a surrogate pair
        raise UnreadableError("no file can be called so", "Check the path.") from None


def _read(content: Content, options: ReadingOptions, columns: Mapping[str, str]) -> SavedLeads:
    if options.sheet is not None and content.kind != "workbook":
        raise UnreadableError("it is no workbook and has no sheets", "Leave the sheet out.")
    match content.kind:
        case "workbook":
            return read_workbook(content, options, columns)
        case "parquet":
            return read_parquet(content)
        case "json":
            return read_json(content, options)
        case "text":
            return read_delimited(content, options, columns)
