"""The shapes of answers that the client accepts, by name; any other is an error.

Nobody has documented what ``leadSearch`` answers. Seen in public code are, for a count: a bare
integer, also as text or alone in an array, ``{"totalCount": n}`` and ``{"total": n}``; for rows: an
array, or an object that has it under one of the keys that `leadwidgets.frame.row_key` knows. An
account that does not know ``count=true`` answers it with rows.
"""

import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from leadwidgets.client.http.redaction import redact
from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.frame import has_no_rows, row_key, total_of, whole_number

T = TypeVar("T")

_log = logging.getLogger(__name__)


def read_json(content: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Give what a body holds.

    Raises
    ------
    UnexpectedResponseError
        If it is not JSON, or ends before its end.
    """
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        pass
    raise UnexpectedResponseError(
        f"The answer is not JSON, or only the beginning of it: {len(content):,} bytes",
        next_step="Try again; if it stays so, check the base URL and any proxy in between.",
    )


def read_count(content: bytes) -> int | None:
    """Give the number that a ``count=true`` request answers; None where rows came instead.

    A number beside rows is the count, unless it is just the number of those rows: then it may be
    that of the page.

    Raises
    ------
    UnexpectedResponseError
        If the answer is no whole number of leads in a known shape.
    """
    answer = read_json(content)
    match answer:
        case dict():
            number, rows = total_of(answer), _rows_of(answer)
        case [one] if not isinstance(one, dict):
            number, rows = whole_number(one), None
        case _:
            number, rows = whole_number(answer), _rows_of(answer)
    if number is None and rows is None:
        raise unexpected(answer, 'a whole number or {"totalCount": a whole number}')
    return None if rows and number == len(rows) else number


def read_rows(content: bytes) -> list[dict[str, Any]]:
    """Give the leads of one page, as they came.

    Raises
    ------
    UnexpectedResponseError
        If the answer is not a list of objects in a known shape.
    """
    answer = read_json(content)
    rows = [] if isinstance(answer, dict) and has_no_rows(answer) else _rows_of(answer)
    if rows is None:
        raise unexpected(answer, 'an array of leads, {"searchResults": [...]} or {"leads": [...]}')
    return rows


def _rows_of(answer: object) -> list[dict[str, Any]] | None:
    """Give the leads in an answer; None where it has none in a known shape."""
    rows = answer
    if isinstance(answer, dict):
        key = row_key(answer)
        rows = None if key is None else answer[key]
    return rows if isinstance(rows, list) and all(isinstance(row, dict) for row in rows) else None


def read_object(content: bytes) -> dict[str, Any]:
    """Give the one object that a body holds.

    Raises
    ------
    UnexpectedResponseError
        If the answer is not an object.
    """
    answer = read_json(content)
    if isinstance(answer, dict):
        return answer
    raise unexpected(answer, "an object")


def read_texts(content: bytes) -> tuple[str, ...]:
    """Give the texts of a value list, as `read_entries` does: without what is blank or no text."""
    return read_entries(content, _text, "texts")


def read_entries(content: bytes, read: Callable[[object], T | None], what: str) -> tuple[T, ...]:
    """Give the entries of a value list; one that cannot be read is left out, and logged.

    Parameters
    ----------
    content
        The body.
    read
        Reads an entry; gives None if it cannot.
    what
        What the entries are called, in the plural.

    Raises
    ------
    UnexpectedResponseError
        If the answer is not an array, or not one of its entries can be read.
    """
    answer = read_json(content)
    entries = read_each(answer, read)
    if entries is None:
        raise unexpected(answer, f"an array of {what}")
    left_out = len(answer) - len(entries)
    if left_out:
        _log.warning("Of %d %s, %d cannot be read and are left out", len(answer), what, left_out)
    return entries


def read_each(answer: object, read: Callable[[object], T | None]) -> tuple[T, ...] | None:
    """Read the entries of an array; None if it is none, or holds none that can be read."""
    if not isinstance(answer, list):
        return None
    entries = tuple(entry for entry in map(read, answer) if entry is not None)
    return entries if entries or not answer else None


def _text(entry: object) -> str | None:
    return entry if isinstance(entry, str) and entry.strip() else None


def unexpected(answer: object, wanted: str) -> UnexpectedResponseError:
    """Make the error that says what came, by type and key names, never by value."""
    return UnexpectedResponseError(
        f"Expected {wanted}, got {describe(answer)}",
        next_step="Please report it: no lead was dropped and none was guessed.",
    )


def describe(answer: object) -> str:
    """Say what a JSON value is: its type, and the names of its keys."""
    match answer:
        case dict():
            names = ", ".join(sorted(str(key)[:40] for key in answer)[:8])
            return f"an object with the keys {redact(names)}" if names else "an empty object"
        case [dict() as first, *_]:
            return f"an array that begins with {describe(first)}"
        case list():
            kinds = sorted({type(entry).__name__ for entry in answer})
            return f"an array of {' and '.join(kinds)}" if kinds else "an empty array"
        case None:
            return "null"
        case _:
            return f"a {type(answer).__name__}"
