"""Leads as JSON: an object a line, or a list of objects."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from leadwidgets.sandbox.snapshots.files.contents import Content
from leadwidgets.sandbox.snapshots.files.counted import counted
from leadwidgets.sandbox.snapshots.files.encodings import decoded
from leadwidgets.sandbox.snapshots.files.unreadable import UnreadableError
from leadwidgets.sandbox.snapshots.options import ReadingOptions
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads

_Object = dict[str, Any]
_CORRECT = "Correct it: one JSON object a line, or one list of objects."


def read_json(content: Content, options: ReadingOptions) -> SavedLeads:
    """Read objects as they are; a member that one does not have is null.

    Raises
    ------
    UnreadableError
        If a line is no object, or names a member twice.
    """
    text = decoded(content.raw, options.encoding)
    written = text.utf8.decode()
    listed = written.lstrip().startswith("[")
    found = list(_of_list(written) if listed else _of_lines(written))
    names = dict.fromkeys(name for _, lead in found for name in lead)
    _check_names(names)
    columns = {
        name: pd.Series([lead.get(name) for _, lead in found], dtype="object") for name in names
    }
    what = "a list of JSON objects" if listed else "JSON lines"
    source = f"{content.source}, {what}, {text.encoding}"
    frame = pd.DataFrame(columns, index=pd.RangeIndex(len(found)))
    ledger = f"{source}: {counted(len(found), 'object')} became {counted(len(found), 'lead')}"
    return SavedLeads(
        frame,
        None if listed else np.array([line for line, _ in found], np.int64),
        source=source,
        notes=tuple(note for note in (ledger, content.misnamed, text.note) if note),
    )


def _check_names(names: Iterable[str]) -> None:
    for name in names:
        try:
            name.encode()
        except UnicodeEncodeError:
            why = f"the name {name!r} of a member is not Unicode"
            raise UnreadableError(why, "Correct it, or leave the member out.") from None


def _of_lines(written: str) -> Iterator[tuple[int, _Object]]:
    for number, line in enumerate(written.split("\n"), start=1):
        if line.strip():
            yield number, _object(_parsed(line, f"line {number:,}"), f"line {number:,}")


def _of_list(written: str) -> Iterator[tuple[int, _Object]]:
    for number, value in enumerate(_parsed(written, "the file"), start=1):
        yield number, _object(value, f"object {number:,}")


def _parsed(text: str, place: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_constant)
    except RecursionError:
        raise UnreadableError(f"{place} is nested too deeply", _CORRECT) from None
    except ValueError as error:
        raise UnreadableError(f"{place} is no JSON: {error}", _CORRECT) from None


def _object(value: object, place: str) -> _Object:
    if not isinstance(value, dict):
        raise UnreadableError(f"{place} is no JSON object", _CORRECT)
    return value


def _unique(members: list[tuple[str, Any]]) -> _Object:
    found = dict(members)
    if len(found) < len(members):
        message = "it names a member twice"
        raise ValueError(message)
    return found


def _constant(name: str) -> float | None:
    """Read what JSON has no word for, and some programs write: ``NaN`` is no value."""
    return None if name == "NaN" else float(name.replace("Infinity", "inf"))
