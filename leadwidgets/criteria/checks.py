"""Checks a value against what its field accepts, and gives it in the one form kept.

`accept` takes whatever a caller, a file or a browser gave. What comes back is hashable and has one
form only: tuples without repetitions, plain ints and strs, moments in UTC.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from operator import index
from types import MappingProxyType
from typing import Any, SupportsIndex, TypeVar

from leadwidgets.errors import InvalidCriteriaError
from leadwidgets.fields import SEARCH_FIELDS, Comparison, SearchKind
from leadwidgets.vocabulary import (
    LEAD_STATES,
    LEAD_TIMEZONES,
    SUPPRESSED,
    SYSTEM_DISPOSITIONS,
    Term,
    canonical_lead_state,
)

_T = TypeVar("_T")

# Seven digits or more, with what people write between them; a date is not meant.
_PHONE_LIKE = re.compile(r"(?<![\d-])\+?(?!\d{4}-\d\d-\d\d)\d(?:[\s().-]*\d){6,}")
_LARGEST = 2**63 - 1
_MOST_VALUES = 100_000
_SHOWN_CHARACTERS = 40


class _Refused(Exception):  # noqa: N818 - never leaves this module
    """A value that is not accepted, and what would have been."""

    def __init__(self, value: object, accepted: str) -> None:
        super().__init__(accepted)
        self.value = value
        self.accepted = accepted


def accept(name: str, value: object) -> Any:  # noqa: ANN401 - the type depends on the field's kind
    """Give a field's value in the form that is kept.

    Parameters
    ----------
    name
        The field's Python name, a key of `SEARCH_FIELDS`.
    value
        Anything.

    Raises
    ------
    InvalidCriteriaError
        If the field does not accept the value.
    """
    try:
        return _ACCEPT[SEARCH_FIELDS[name].kind](value)
    except _Refused as refused:
        raise InvalidCriteriaError(
            f"{name} cannot hold {shown(refused.value)}",
            next_step=f"Accepted: {refused.accepted}.",
        ) from None


def shown(value: object) -> str:
    """Show a value in an error: short, and without anything that may be a phone number."""
    if value is not None and not isinstance(value, str | int | float):
        return f"a value of type {type(value).__name__}"
    text = _PHONE_LIKE.sub("[number]", ascii(value))
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"


def _number(value: object, *, smallest: int = 0) -> int:
    if type(value) is int and smallest <= value <= _LARGEST:
        return value
    accepted = f"a whole number from {smallest} to {_LARGEST}"
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise _Refused(value, accepted)
    number = index(value)
    if not smallest <= number <= _LARGEST:
        raise _Refused(value, accepted)
    return number


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Refused(value, "text that is not blank")
    if not _is_unicode(value):
        raise _Refused(
            value, "text of whole Unicode characters (half of a surrogate pair was given)"
        )
    return str(value)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _code(value: object, *, known: Mapping[str, Term]) -> str:
    """Give a code as it is, for accounts have their own; but not a known one that is misspelled."""
    text = _text(value)
    meant = re.sub(r"[-_ ]+", " ", text.strip().upper())
    for code in known:
        if meant == re.sub(r"[-_]", " ", code) and text != code:
            raise _Refused(value, f"codes as the account lists them; {code} may be meant")
    return text


def _lead_state(value: object) -> str:
    code = canonical_lead_state(value) if isinstance(value, str) else value
    return _code(code, known=LEAD_STATES)


def _timezone(value: object) -> str:
    name = value.get("name") if isinstance(value, Mapping) else value
    return _code(name, known=LEAD_TIMEZONES)


def _suppressed(value: object) -> str:
    if not isinstance(value, str) or value not in SUPPRESSED:
        raise _Refused(value, ", ".join(SUPPRESSED))
    return str(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Refused(value, "True or False")
    return value


def _moment(value: object) -> datetime:
    """Give a moment in UTC; text is read as ISO 8601."""
    accepted = (
        "a datetime with its UTC offset, or ISO text with one, such as 2026-11-01T09:00:00-05:00"
    )
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        if not isinstance(moment, datetime) or moment.utcoffset() is None:
            raise _Refused(value, accepted)
        utc = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _Refused(value, accepted) from None
    # A plain datetime: subclasses, such as pandas' Timestamp, carry more than the API can hold.
    return datetime(
        utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second, utc.microsecond, tzinfo=UTC
    )


def _comparison(value: object, *, operand: Callable[[object], int | datetime]) -> Comparison:
    if isinstance(value, Mapping) and set(value) == {"operator", "value"}:
        value = Comparison(value["operator"], value["value"])
    if not isinstance(value, Comparison):
        raise _Refused(value, "a Comparison, or a mapping of operator and value")
    return Comparison(value.operator, operand(value.value))


def _each(value: object, *, item: Callable[[object], _T]) -> tuple[_T, ...]:
    """Check every item, and keep the first of equal ones."""
    if value is None:
        return ()
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise _Refused(value, "a list of values, also when it holds only one")
    values = tuple(islice(value, _MOST_VALUES + 1))
    if len(values) > _MOST_VALUES:
        raise _Refused(value, f"at most {_MOST_VALUES:,} values; search in parts")
    return tuple(dict.fromkeys(map(item, values)))


def _optional(value: object, *, check: Callable[[object], _T]) -> _T | None:
    return None if value is None or (isinstance(value, str) and not value) else check(value)


_ACCEPT: Mapping[SearchKind, Callable[[object], object]] = MappingProxyType(
    {
        SearchKind.IDS: partial(_each, item=partial(_number, smallest=1)),
        SearchKind.CODES: partial(_each, item=partial(_code, known=SYSTEM_DISPOSITIONS)),
        SearchKind.LEAD_STATES: partial(_each, item=_lead_state),
        SearchKind.TEXTS: partial(_each, item=_text),
        SearchKind.TIMEZONES: partial(_each, item=_timezone),
        SearchKind.SUPPRESSED: _suppressed,
        SearchKind.FLAG: _flag,
        SearchKind.TEXT: partial(_optional, check=_text),
        SearchKind.NUMBER: partial(_optional, check=_number),
        SearchKind.TIME: partial(_optional, check=_moment),
        SearchKind.NUMBER_COMPARISON: partial(
            _optional, check=partial(_comparison, operand=_number)
        ),
        SearchKind.TIME_COMPARISON: partial(_optional, check=partial(_comparison, operand=_moment)),
    }
)
