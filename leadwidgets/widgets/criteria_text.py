"""Criteria as text that a page shows to be copied, and reads from whoever pastes some."""

import json

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidCriteriaError
from leadwidgets.widgets.wire import TextForm

_LONGEST_PYTHON = 500_000  # characters; parsing them takes about 100 MB


def as_text(criteria: SearchCriteria, form: TextForm) -> str:
    """Write criteria as Python, as JSON, or as the body of the API's request."""
    if form == "python":
        return criteria.to_code()
    if form == "json":
        return criteria.to_json()
    return json.dumps(criteria.to_api(), indent=2, ensure_ascii=False)


def read_text(text: str) -> SearchCriteria:
    """Read criteria from any of the three.

    Raises
    ------
    InvalidCriteriaError
        If it is none of them, or holds a field or a value that no search has.
    """
    given = text.strip()
    if not given:
        raise InvalidCriteriaError(
            "There is no text to read", next_step="Paste criteria as Python, JSON or request body."
        )
    if _is_json(given):
        return SearchCriteria.from_json(given)
    if len(given) > _LONGEST_PYTHON:
        raise InvalidCriteriaError(
            f"The text is no JSON, and longer than {_LONGEST_PYTHON:,} characters",
            next_step="Paste so many values as JSON.",
        )
    return SearchCriteria.from_code(given)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
