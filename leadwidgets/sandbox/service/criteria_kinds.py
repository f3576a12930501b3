"""The kinds of value that a search criterion can have: how each is read from JSON, or refused.

Scalars are read as RingCX's framework, Spring with Jackson, reads them. For a text, any scalar is
the text that it is written with. For a whole number, a truth value or a time, a string may stand,
and one that is blank or says ``null`` is null. For a truth value, a whole number may stand, too.
Neither takes a single value for an array.

Jackson hands on two things that are refused here: a number cut to a whole one, as 7.5 to 7, and a
null among the values of an array or in a comparison, of which nobody knows what RingCX makes.

Every reader takes the criterion's name, for the refusal, and the JSON value.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Self, TypeVar

from leadwidgets.sandbox.service.refusals import Refusal, bad_request
from leadwidgets.vocabulary import SUPPRESSED

INT32 = range(-(2**31), 2**31)
"""The API's whole numbers."""

INT64 = range(-(2**63), 2**63)
"""Lead ids: those of saved leads are larger than the API's in some programs."""

OPERATORS = {"GREATER_THAN": ">", "LESS_THAN": "<", "EQUALS": "="}
"""The API's operators, in SQL."""

T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_MOMENT = "a time such as 2026-11-01T00:00:00.000+0000, or milliseconds since 1970"
_TIMEZONES = 'an array of objects such as {"name": "CST"}'
_DIGITS = re.compile("[+-]?[0-9]{1,10}")
_MORE_DIGITS = re.compile("[+-]?[0-9]{1,19}")
_FLAGS = {
    word: meant
    for meant, words in ((True, ("true", "True", "TRUE")), (False, ("false", "False", "FALSE")))
    for word in words
}
_ISO = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?\s?(Z|[+-]\d\d(:?\d\d)?)?)?")


class Comparison(NamedTuple):
    """An SQL operator and what to compare with."""

    operator: str
    value: object


class WrittenFloat(float):
    """A number with a point or an exponent, with how it was written: ``1.50``."""

    written: str

    def __new__(cls, written: str) -> Self:
        """Read it; for `json.loads`."""
        number = super().__new__(cls, written)
        number.written = written
        return number


def text(field: str, value: object) -> str:
    """Read a text."""
    if isinstance(value, WrittenFloat):
        return value.written
    if isinstance(value, int):
        return json.dumps(value)
    if not isinstance(value, str):
        raise bad_request(field, "a string", value)
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise Refusal(400, "bad.request.exception", f"{field}: the string is not Unicode", field)
    return value


def integer(field: str, value: object) -> int:
    """Read a whole number of 32 bits."""
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        value = int(value)
    number = _whole(value)
    if number is None or number not in INT32:
        raise bad_request(field, "a whole number of 32 bits", value)
    return number


def flag(field: str, value: object) -> bool:
    """Read a boolean."""
    if isinstance(value, str) and value.strip() in _FLAGS:
        return _FLAGS[value.strip()]
    if not isinstance(value, int):
        raise bad_request(field, "true or false", value)
    return bool(value)


def is_null(read: Callable[[str, object], object], value: object) -> bool:
    """Tell whether a value is null for a reader: null, or for some a string that stands for it."""
    if isinstance(value, str) and read in (integer, flag, moment):
        return value.strip() in ("", "null")
    return value is None


def texts(field: str, value: object) -> list[str]:
    """Read an array of texts."""
    return _array(field, value, "an array of strings", text)


def integers(field: str, value: object) -> list[int]:
    """Read an array of whole numbers."""
    return _array(field, value, "an array of whole numbers", integer)


def lead_ids(field: str, value: object) -> list[int]:
    """Read an array of whole numbers of 64 bits."""
    return _array(field, value, "an array of whole numbers", _lead_id)


def timezones(field: str, value: object) -> list[str]:
    """Read timezones, which come as objects with a ``name``."""
    return _array(field, value, _TIMEZONES, _timezone)


def suppressed(field: str, value: object) -> str:
    """Read which leads are wanted as far as suppression goes."""
    return _one_of(field, value, SUPPRESSED)


def moment(field: str, value: object) -> datetime:
    """Read a moment as UTC, to the millisecond. One without an offset is taken as UTC."""
    try:
        return _moment(value)
    except (ValueError, OverflowError):
        raise bad_request(field, _MOMENT, value) from None


def integer_comparison(field: str, value: object) -> Comparison:
    """Read ``{"operator": …, "value": …}`` with a whole number, which may be in quotes."""
    return _comparison(field, value, integer)


def moment_comparison(field: str, value: object) -> Comparison:
    """Read ``{"operator": …, "value": …}`` with a moment."""
    return _comparison(field, value, moment)


_ISO_SCHEMA = {"type": "string", "format": "date-time"}
_MILLISECONDS_SCHEMA = {
    "type": "integer",
    "minimum": (_FIRST - _EPOCH) // _MILLISECOND,
    "maximum": (_LAST - _EPOCH) // _MILLISECOND,
}
_MOMENT_SCHEMA = {"anyOf": [_ISO_SCHEMA, _MILLISECONDS_SCHEMA]}
_TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}


def _integer_schema(numbers: range, digits: int) -> dict[str, Any]:
    number = {"type": "integer", "minimum": numbers.start, "maximum": numbers.stop - 1}
    return {"anyOf": [number, {"type": "string", "pattern": f"^[+-]?[0-9]{{1,{digits}}}$"}]}


_INTEGER_SCHEMA = _integer_schema(INT32, 9)
_LEAD_ID_SCHEMA = _integer_schema(INT64, 18)


def _comparison_schema(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"operator": {"enum": [*OPERATORS]}, "value": value},
        "required": ["operator", "value"],
    }


SCHEMAS: Mapping[Callable[[str, object], Any], dict[str, Any]] = {
    text: _TEXT_SCHEMA,
    integer: _INTEGER_SCHEMA,
    flag: {"anyOf": [{"type": ["boolean", "integer"]}, {"enum": [*_FLAGS]}]},
    texts: {"type": "array", "items": _TEXT_SCHEMA},
    integers: {"type": "array", "items": _INTEGER_SCHEMA},
    lead_ids: {"type": "array", "items": _LEAD_ID_SCHEMA},
    timezones: {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"name": _TEXT_SCHEMA},
            "required": ["name"],
        },
    },
    suppressed: {"enum": [*SUPPRESSED]},
    moment: _MOMENT_SCHEMA,
    integer_comparison: _comparison_schema(_INTEGER_SCHEMA),
    moment_comparison: _comparison_schema(_MOMENT_SCHEMA),
}
"""For each reader the JSON schema of what it is meant to read."""


def _array(field: str, value: object, expected: str, member: Callable[[str, object], T]) -> list[T]:
    if not isinstance(value, list):
        raise bad_request(field, expected, value)
    return [member(f"{field}[{place}]", entry) for place, entry in enumerate(value)]


def _comparison(field: str, value: object, operand: Callable[[str, object], object]) -> Comparison:
    if not isinstance(value, dict):
        raise bad_request(field, 'an object such as {"operator": "LESS_THAN", "value": …}', value)
    operator = _one_of(f"{field}.operator", value.get("operator"), OPERATORS)
    return Comparison(OPERATORS[operator], operand(f"{field}.value", value.get("value")))


def _one_of(field: str, value: object, accepted: Collection[str]) -> str:
    if not isinstance(value, str) or value.strip() not in accepted:
        raise bad_request(field, f"one of {', '.join(accepted)}", value)
    return value.strip()


def _timezone(field: str, value: object) -> str:
    if not isinstance(value, dict):
        raise bad_request(field, 'an object such as {"name": "CST"}', value)
    return text(f"{field}.name", value.get("name"))


def _lead_id(field: str, value: object) -> int:
    if isinstance(value, str) and _MORE_DIGITS.fullmatch(value.strip()):
        value = int(value)
    number = _whole(value)
    if number is None or number not in INT64:
        raise bad_request(field, "a whole number of 64 bits", value)
    return number


def _whole(value: object) -> int | None:
    """Give a whole number, which in JSON may be written 7.0, or None if it is none."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _moment(value: object) -> datetime:
    if isinstance(value, str) and _MORE_DIGITS.fullmatch(value.strip()):
        value = int(value)
    milliseconds = _whole(value)
    if milliseconds is not None:
        return (_EPOCH + milliseconds * _MILLISECOND).replace(tzinfo=None)
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        raise ValueError(value)
    read = datetime.fromisoformat(value)
    if read.tzinfo is not None:
        read = _in_utc(read).replace(tzinfo=None)
    return read.replace(microsecond=read.microsecond // 1000 * 1000)


def _in_utc(moment: datetime) -> datetime:
    """Give a moment in UTC; the first or the last that there is, where UTC would be beyond."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return _FIRST if moment.year == _FIRST.year else _LAST
