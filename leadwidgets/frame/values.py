"""One value at a time, with judgement: what a column can hold of it, and what must stand beside it.

The careful half of reading a page: used for the columns of a page in which something does not fit.
Every reading gives the value for the column (None where there is none to give) and, unless the
value is exactly what the column is for, a `Misfit` with the JSON text that was sent.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from leadwidgets.fields import LeadKind
from leadwidgets.frame.exact import (
    INT64_MAX,
    INT64_MIN,
    NumberText,
    Repeated,
    is_printable,
    json_text,
    printable,
)
from leadwidgets.frame.misfits import Misfit, Reason


class Reading(NamedTuple):
    """What a column gets (times as microseconds since 1970, UTC), and what stands beside it."""

    value: int | float | bool | str | None
    reason: Reason | None = None


def read(kind: LeadKind, value: object) -> tuple[int | float | bool | str | None, Misfit | None]:
    """Read one value for a column.

    Parameters
    ----------
    kind
        What the column holds.
    value
        As `leadwidgets.frame.exact` gives it.
    """
    if value is None:
        return None, None
    if isinstance(value, Repeated):
        inner, _ = read(kind, value.last)
        return inner, Misfit(json_text(value), Reason.REPEATED)
    reading = _READERS[kind](value)
    return reading.value, Misfit(json_text(value), reading.reason) if reading.reason else None


def _integer(value: object) -> Reading:
    match value:
        case bool():
            return Reading(None, Reason.OTHER_KIND)
        case int() if INT64_MIN <= value <= INT64_MAX:
            return Reading(value)
        case NumberText():
            return Reading(value.whole(), Reason.OTHER_KIND)
        case str() if _WHOLE.fullmatch(value) and INT64_MIN <= int(value) <= INT64_MAX:
            return Reading(int(value), Reason.OTHER_KIND)
        case _:
            return Reading(None, Reason.OTHER_KIND)


_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,18}")


def _number(value: object) -> Reading:
    match value:
        case bool():
            return Reading(None, Reason.OTHER_KIND)
        case int() if abs(value) <= 2**53:
            return Reading(float(value))
        case NumberText() if (double := value.double()) is not None:
            return Reading(double)
        case _:
            return Reading(None, Reason.OTHER_KIND)


_FLAGS: dict[object, bool] = {"true": True, "false": False, 1: True, 0: False}


def _flag(value: object) -> Reading:
    match value:
        case bool():
            return Reading(value)
        case NumberText():
            return Reading(None, Reason.OTHER_KIND)
        case str() | int():
            return Reading(_FLAGS.get(value), Reason.OTHER_KIND)
        case _:
            return Reading(None, Reason.OTHER_KIND)


def _text(value: object) -> Reading:
    match value:
        case NumberText():
            return Reading(value.text, Reason.OTHER_KIND)
        case str() if is_printable(value):
            return Reading(value)
        case str():
            return Reading(printable(value), Reason.BROKEN_TEXT)
        case _:
            return Reading(json_text(value), Reason.OTHER_KIND)


def _json(value: object) -> Reading:
    return Reading(json_text(value))


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
FIRST_MICROSECOND = (_FIRST - _EPOCH) // _MICROSECOND
LAST_MICROSECOND = (_LAST - _EPOCH) // _MICROSECOND

_TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.,](?P<fraction>\d+))?"
    r"(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
_FRACTION_DIGITS = 6


def _time(value: object) -> Reading:
    match value:
        case bool():
            return Reading(None, Reason.OTHER_KIND)
        case int():
            return _epoch(value)
        case NumberText():
            return Reading(None, Reason.OTHER_KIND)
        case str():
            return _written_time(value)
        case _:
            return Reading(None, Reason.OTHER_KIND)


def _epoch(milliseconds: int) -> Reading:
    microseconds = milliseconds * 1000
    if FIRST_MICROSECOND <= microseconds <= LAST_MICROSECOND:
        return Reading(microseconds)
    return Reading(None, Reason.OTHER_KIND)


def _written_time(text: str) -> Reading:
    parts = _TIME.fullmatch(text)
    if parts is None:
        return Reading(None, Reason.OTHER_KIND)
    offset, fraction = parts["offset"], parts["fraction"] or ""
    try:
        local = dt.datetime.fromisoformat(f"{parts['date']}T{parts['clock']}{offset or 'Z'}")
    except ValueError:
        return Reading(None, Reason.OTHER_KIND)
    # Subtracting is exact where converting to UTC would leave the years that datetime knows.
    whole = (local - _EPOCH) // _MICROSECOND
    microseconds = whole + int(fraction[:_FRACTION_DIGITS].ljust(_FRACTION_DIGITS, "0"))
    if not FIRST_MICROSECOND <= microseconds <= LAST_MICROSECOND:
        return Reading(None, Reason.OTHER_KIND)
    if offset is None:
        return Reading(microseconds, Reason.NO_OFFSET)
    if fraction[_FRACTION_DIGITS:].strip("0"):
        return Reading(microseconds, Reason.TOO_FINE)
    return Reading(microseconds)


_READERS: dict[LeadKind, Callable[[object], Reading]] = {
    LeadKind.INTEGER: _integer,
    LeadKind.NUMBER: _number,
    LeadKind.FLAG: _flag,
    LeadKind.TIME: _time,
    LeadKind.TEXT: _text,
    LeadKind.CATEGORY: _text,
    LeadKind.JSON: _json,
}
