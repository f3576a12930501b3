"""The shapes of answers that the client accepts, by name; any other is an error.

Nobody has documented what ``leadSearch`` answers. Seen are: a bare integer or ``{"totalCount": n}``
for a count; an array, ``{"totalCount": n, "searchResults": [...]}`` or ``{"leads": [...]}`` for
rows.
"""

import json
from typing import Any

from leadwidgets.client.redaction import redact
from leadwidgets.errors import UnexpectedResponseError
from leadwidgets.frame import row_key


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


def read_count(content: bytes) -> int:
    """Give the number that a ``count=true`` request answers.

    Raises
    ------
    UnexpectedResponseError
        If the answer is no whole number of leads in a known shape.
    """
    answer = read_json(content)
    number = answer.get("totalCount") if isinstance(answer, dict) else answer
    if isinstance(number, int) and not isinstance(number, bool) and number >= 0:
        return number
    raise unexpected(answer, 'a whole number or {"totalCount": a whole number}')


def read_rows(content: bytes) -> list[dict[str, Any]]:
    """Give the leads of one page, as they came.

    Raises
    ------
    UnexpectedResponseError
        If the answer is not a list of objects in a known shape.
    """
    answer = read_json(content)
    rows = answer
    if isinstance(answer, dict):
        key = row_key(answer)
        rows = None if key is None else answer[key]
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    raise unexpected(answer, 'an array of leads, {"searchResults": [...]} or {"leads": [...]}')


def read_objects(content: bytes) -> list[dict[str, Any]]:
    """Give the objects of a value list.

    Raises
    ------
    UnexpectedResponseError
        If the answer is not an array of objects.
    """
    answer = read_json(content)
    if isinstance(answer, list) and all(isinstance(entry, dict) for entry in answer):
        return answer
    raise unexpected(answer, "an array of objects")


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
    """Give the texts of a value list.

    Raises
    ------
    UnexpectedResponseError
        If the answer is not an array of texts.
    """
    answer = read_json(content)
    if isinstance(answer, list) and all(isinstance(entry, str) for entry in answer):
        return tuple(answer)
    raise unexpected(answer, "an array of texts")


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
        case list():
            kinds = sorted({type(entry).__name__ for entry in answer})
            return f"an array of {' and '.join(kinds)}" if kinds else "an empty array"
        case None:
            return "null"
        case _:
            return f"a {type(answer).__name__}"
