"""Points in time as people save them: in which way a column writes them, and which they are.

A column is read as a whole and in one way (`READINGS`). Numbers have several readings, and so have
days and months: a reading is possible where it makes every value of the column a moment from
`FIRST` to `LAST`. Whoever wants another one says so by its name.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

FIRST, LAST = np.datetime64("1990-01-01", "us"), np.datetime64("2099-12-31T23:59:59.999999", "us")
"""Between these lie the moments that a reading must make to be possible."""

ISO = "iso"
"""The reading that needs no such bounds: nothing else is written so."""

_Whole = np.ndarray[Any, np.dtype[np.int64]]
_Truth = np.ndarray[Any, np.dtype[np.bool_]]

_EARLIEST, _LATEST = (
    int(np.datetime64(text, "us").astype(np.int64))
    for text in ("0001-01-01", "9999-12-31T23:59:59.999999")
)
_SECOND = 1_000_000
_DAY_LENGTH = 86_400 * _SECOND
_SPREADSHEET_EPOCH = int(np.datetime64("1899-12-30", "us").astype(np.int64))
_LAST_SPREADSHEET_DAY = (_LATEST - _SPREADSHEET_EPOCH) // _DAY_LENGTH
_FIRST_SHORT_YEAR = 90
_FURTHEST_OFFSET = 23
_TRIED = 1_000

_NEVER = r"^0[0\-/.:T ]*(?:Z|UTC|GMT)?$"
_NUMBER = r"^(?P<whole>[0-8]?[0-9]{1,18})(?:\.(?P<fraction>[0-9]*))?$"
_OFFSET = (
    r"(?:\s*(?P<zone>Z|z|UTC|GMT|(?P<sign>[+-])(?P<ahead>\d\d)(?::?(?P<minutes_ahead>\d\d))?))?"
)
_CLOCK = (
    r"(?:[T ]\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    rf"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?{_OFFSET})?"
)
_YEAR, _MONTH, _DAY = r"(?P<year>\d{4}|\d\d)", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_PACKED_DATE = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
_PACKED_CLOCK = r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?"
_NUMBERS = ("year", "month", "day", "hour", "minute", "second", "ahead", "minutes_ahead")


@dataclass(frozen=True, slots=True)
class Moments:
    """What a reading makes of texts.

    Attributes
    ----------
    moments
        ``timestamp("us")`` in UTC; null where the reading makes nothing of a text.
    without_offset
        How many name no offset from UTC, and were taken to be in UTC.
    """

    moments: pa.Array
    without_offset: int = 0

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.moments) - int(self.moments.null_count)


def are_never(texts: pa.Array) -> pa.Array:
    """Tell which texts are zeros only, such as ``0000-00-00 00:00:00``: they mean never."""
    return pc.fill_null(pc.match_substring_regex(texts, _NEVER), fill_value=False)


def possible_readings(texts: pa.Array) -> dict[str, Moments]:
    """Read texts in each way that makes all of them plausible moments.

    Parameters
    ----------
    texts
        Trimmed; null where there is no time.

    Returns
    -------
    dict
        From the name of a reading to what it makes. Of readings that make the same of every text,
        the first only.
    """
    tried = texts.drop_null()[:_TRIED]
    if _is_possible(ISO, _iso(tried), tried):
        made = _iso(texts)
        if _is_possible(ISO, made, texts):
            return {ISO: made}  # nothing else is written so
    found: dict[str, Moments] = {}
    for name, read in READINGS.items():
        if not _is_possible(name, read(tried), tried):
            continue
        made = read(texts)
        if _is_possible(name, made, texts) and not any(
            made.moments.equals(other.moments) for other in found.values()
        ):
            found[name] = made
    return found


def nearest_reading(texts: pa.Array) -> tuple[str, Moments]:
    """Read texts in the way that makes the most of them plausible moments."""
    made = {name: read(texts) for name, read in READINGS.items()}
    nearest = max(made, key=lambda name: int(_plausible(made[name].moments).sum()))
    return nearest, made[nearest]


def implausible(moments: pa.Array) -> list[int]:
    """Give the places of moments before `FIRST` or after `LAST`."""
    there = ~np.asarray(moments.is_null())
    places: list[int] = np.flatnonzero(there & ~_plausible(moments)).tolist()
    return places


def _is_possible(name: str, made: Moments, texts: pa.Array) -> bool:
    expected = len(texts) - texts.null_count
    return made.number == expected and (
        name == ISO or int(_plausible(made.moments).sum()) == expected
    )


def _plausible(moments: pa.Array) -> _Truth:
    times = moments.to_numpy(zero_copy_only=False)
    return np.asarray((times >= FIRST) & (times <= LAST))  # null, which is NaT, is neither


def _since_1970(texts: pa.Array, *, per_second: int) -> Moments:
    parts = pc.extract_regex(texts, pattern=_NUMBER)
    number = _whole(parts, "whole")
    seconds, rest = np.divmod(number, per_second)
    fits = ~np.asarray(parts.is_null()) & (seconds <= _LATEST // _SECOND)
    since = np.where(fits, seconds, 0) * _SECOND + rest * _SECOND // per_second
    return Moments(_moments(since + (_micros(parts) if per_second == 1 else 0), fits))


def _spreadsheet_days(texts: pa.Array) -> Moments:
    """Read days since 1899-12-30; the fraction is the time of day, to the millisecond."""
    parts = pc.extract_regex(texts, pattern=_NUMBER)
    fits = ~np.asarray(parts.is_null()) & (_whole(parts, "whole") <= _LAST_SPREADSHEET_DAY)
    days = pc.if_else(pa.array(fits), texts, "0").cast(pa.float64()).to_numpy(zero_copy_only=False)
    milliseconds = np.rint(days * (_DAY_LENGTH // 1_000)).astype(np.int64)
    return Moments(_moments(milliseconds * 1_000 + _SPREADSHEET_EPOCH, fits), int(fits.sum()))


def _dates(texts: pa.Array, *, pattern: str) -> Moments:
    """Read dates, with a time of day or without; the parts of the pattern say what is what."""
    parts = pc.extract_regex(texts, pattern=pattern)
    number = {name: _whole(parts, name) for name in _NUMBERS}
    year = _full_year(parts, number["year"])
    month = ((year - 1970) * 12 + number["month"] - 1).astype("datetime64[M]")
    date = month.astype("datetime64[D]") + (number["day"] - 1)
    hour, hour_exists = _hour(parts, number["hour"])
    fits = (
        ~np.asarray(parts.is_null())
        & _within(number["month"], 1, 12)
        & (number["day"] >= 1)
        & (date.astype("datetime64[M]") == month)
        & hour_exists
        & _within(number["minute"], 0, 59)
        & _within(number["second"], 0, 59)
        & _within(number["ahead"], 0, _FURTHEST_OFFSET)
        & _within(number["minutes_ahead"], 0, 59)
    )
    clock = (hour * 60 + number["minute"]) * 60 + number["second"]
    ahead = (number["ahead"] * 60 + number["minutes_ahead"]) * 60
    west = np.asarray(pc.equal(_part(parts, "sign"), "-"))
    seconds = clock + np.where(west, ahead, -ahead)
    since = date.astype(np.int64) * _DAY_LENGTH + seconds * _SECOND + _micros(parts)
    unnamed = np.asarray(pc.equal(_part(parts, "zone"), ""))
    return Moments(_moments(since, fits), int((fits & unnamed).sum()))


def _full_year(parts: pa.Array, year: _Whole) -> _Whole:
    """Give years of two digits their century: they are those from 1990 to 2089."""
    short = np.asarray(pc.equal(pc.utf8_length(_part(parts, "year")), 2))
    return np.where(short, year + np.where(year >= _FIRST_SHORT_YEAR, 1900, 2000), year)


def _hour(parts: pa.Array, hour: _Whole) -> tuple[_Whole, _Truth]:
    """Give hours of the whole day, and which of them there are."""
    half = pc.utf8_lower(_part(parts, "half"))
    halved, after_noon = np.asarray(pc.not_equal(half, "")), np.asarray(pc.equal(half, "p"))
    exists = np.where(halved, _within(hour, 1, 12), _within(hour, 0, 23))
    return np.where(halved, hour % 12 + 12 * after_noon, hour), exists


def _part(parts: pa.Array, name: str) -> pa.Array:
    """Give a part of each text, empty where it has none."""
    if parts.type.get_field_index(name) < 0:
        return pa.repeat("", len(parts))
    return pc.fill_null(parts.field(name), "")


def _whole(parts: pa.Array, name: str) -> _Whole:
    """Give a part as whole numbers, 0 where there is none."""
    digits = _part(parts, name)
    number = pc.if_else(pc.equal(digits, ""), "0", digits).cast(pa.int64())
    return np.asarray(number.to_numpy(zero_copy_only=False), np.int64)


def _micros(parts: pa.Array) -> _Whole:
    """Give the digits of a second's fraction as microseconds; what is finer is cut off."""
    digits = pc.utf8_slice_codeunits(pc.utf8_rpad(_part(parts, "fraction"), 6, "0"), 0, 6)
    return np.asarray(digits.cast(pa.int64()).to_numpy(zero_copy_only=False), np.int64)


def _within(number: _Whole, first: int, last: int) -> _Truth:
    return np.asarray((number >= first) & (number <= last))


def _moments(since: _Whole, fits: _Truth) -> pa.Array:
    fits = fits & (since >= _EARLIEST) & (since <= _LATEST)
    return pa.array(np.where(fits, since, 0), pa.int64(), mask=~fits).cast(pa.timestamp("us"))


def _as_arrow_reads_it(texts: pa.Array) -> Moments | None:
    """Read ISO texts several times faster, where all of them name an offset, or none does."""
    plain = pa.timestamp("us")
    for kind in (pa.timestamp("us", "UTC"), plain):
        with suppress(pa.ArrowInvalid):
            read = texts.cast(kind).cast(plain)
            since = read.cast(pa.int64()).to_numpy(zero_copy_only=False)
            if not ((since < _EARLIEST) | (since > _LATEST)).any():
                named = kind != plain
                return Moments(read, 0 if named else len(read) - read.null_count)
    return None


def _iso(texts: pa.Array) -> Moments:
    moments = _as_arrow_reads_it(texts)
    if moments is not None:
        return moments
    extended = _dates(texts, pattern=rf"^(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d){_CLOCK}$")
    if extended.number == len(texts) - texts.null_count:
        return extended
    basic = _dates(texts, pattern=rf"^{_PACKED_DATE}T{_PACKED_CLOCK}{_OFFSET}$")
    return Moments(
        pc.coalesce(extended.moments, basic.moments), extended.without_offset + basic.without_offset
    )


def _separated(*parts: str) -> Callable[[pa.Array], Moments]:
    return partial(_dates, pattern=rf"^{'[-/.]'.join(parts)}{_CLOCK}$")


READINGS: Mapping[str, Callable[[pa.Array], Moments]] = MappingProxyType(
    {
        ISO: _iso,
        "y/m/d": _separated(_YEAR, _MONTH, _DAY),
        "m/d/y": _separated(_MONTH, _DAY, _YEAR),
        "d/m/y": _separated(_DAY, _MONTH, _YEAR),
        "yyyymmdd": partial(_dates, pattern=rf"^{_PACKED_DATE}(?:\.0*)?$"),
        "yyyymmddHHMMSS": partial(
            _dates, pattern=rf"^{_PACKED_DATE}{_PACKED_CLOCK}(?:\.(?P<fraction>\d{{0,9}}))?$"
        ),
        "spreadsheet days": _spreadsheet_days,
        "unix seconds": partial(_since_1970, per_second=1),
        "unix milliseconds": partial(_since_1970, per_second=1_000),
        "unix microseconds": partial(_since_1970, per_second=1_000_000),
        "unix nanoseconds": partial(_since_1970, per_second=1_000_000_000),
    }
)
"""From the name of each way of writing moments to what reads texts so."""
