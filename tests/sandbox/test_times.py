# ruff: noqa: ANN401 - columns come in any type
"""Times of saved leads: read to the moment, whoever wrote them, or refused."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leadwidgets as lw
from leadwidgets.sandbox import READINGS, ReadingOptions, Sandbox
from leadwidgets.sandbox.snapshots import Snapshot, read_snapshot
from leadwidgets.sandbox.snapshots.columns.times import possible_readings

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SPREADSHEET_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
MICROSECOND, MILLISECOND, SECOND = (timedelta(microseconds=n) for n in (1, 1_000, 1_000_000))
DAY = timedelta(days=1)
INDIA, NEWFOUNDLAND = (timezone(timedelta(minutes=minutes)) for minutes in (330, -210))

FORMATS: Mapping[str, tuple[str, timedelta, Callable[[datetime], str]]] = {
    "iso, Z": ("iso", MICROSECOND, lambda t: t.isoformat().replace("+00:00", "Z")),
    "iso, India": ("iso", MICROSECOND, lambda t: t.astimezone(INDIA).isoformat()),
    "RingCX": (
        "iso",
        MILLISECOND,
        lambda t: f"{t:%Y-%m-%dT%H:%M:%S}.{t.microsecond // 1000:03}+0000",
    ),
    "iso, no colon": ("iso", SECOND, lambda t: f"{t.astimezone(NEWFOUNDLAND):%Y-%m-%d %H:%M:%S%z}"),
    "MySQL": ("iso", MICROSECOND, lambda t: f"{t:%Y-%m-%d %H:%M:%S.%f} UTC"),
    "iso, no offset": ("iso", SECOND, lambda t: f"{t:%Y-%m-%d %H:%M:%S}"),
    "iso, packed": ("iso", SECOND, lambda t: f"{t:%Y%m%dT%H%M%SZ}"),
    "days": ("iso", DAY, lambda t: f"{t:%Y-%m-%d}"),
    "y/m/d": ("y/m/d", timedelta(minutes=1), lambda t: f"{t:%Y/%m/%d %H:%M}"),
    "m/d/y": ("m/d/y", timedelta(minutes=1), lambda t: f"{t.month}/{t.day}/{t:%Y %I:%M %p}"),
    "m/d/y, short": ("m/d/y", DAY, lambda t: f"{t.month}/{t.day}/{t:%y}"),
    "d/m/y": ("d/m/y", SECOND, lambda t: f"{t:%d/%m/%Y %H:%M:%S}"),
    "d.m.y": ("d/m/y", timedelta(minutes=1), lambda t: f"{t.day}.{t.month}.{t:%Y %H:%M}"),
    "yyyymmdd": ("yyyymmdd", DAY, lambda t: f"{t:%Y%m%d}"),
    "yyyymmddHHMMSS": ("yyyymmddHHMMSS", SECOND, lambda t: f"{t:%Y%m%d%H%M%S}"),
    "spreadsheet days": (
        "spreadsheet days",
        MILLISECOND,
        lambda t: f"{(_cut(t, MILLISECOND) - SPREADSHEET_EPOCH) / DAY:.10f}",
    ),
    "seconds": ("unix seconds", SECOND, lambda t: str((t - EPOCH) // SECOND)),
    "seconds and fractions": (
        "unix seconds",
        MICROSECOND,
        lambda t: f"{(t - EPOCH) // SECOND}.{t.microsecond:06}",
    ),
    "milliseconds": ("unix milliseconds", MILLISECOND, lambda t: str((t - EPOCH) // MILLISECOND)),
    "microseconds": ("unix microseconds", MICROSECOND, lambda t: str((t - EPOCH) // MICROSECOND)),
    "nanoseconds": (
        "unix nanoseconds",
        MICROSECOND,
        lambda t: str((t - EPOCH) // MICROSECOND * 1_000),
    ),
}
"""From a way of writing times to its reading, how fine it is, and how Python writes it."""

AMBIGUOUS = {"m/d/y", "m/d/y, short", "d/m/y", "d.m.y"}

MOMENTS = st.timedeltas(timedelta(0), timedelta(days=36_500)).map(
    lambda since: datetime(1990, 1, 1, tzinfo=UTC) + since
)


def _utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def _cut(moment: datetime, unit: timedelta) -> datetime:
    return EPOCH + (moment - EPOCH) // unit * unit


def _moments(array: pa.Array) -> list[datetime | None]:
    return [None if one is None else one.replace(tzinfo=UTC) for one in array.to_pylist()]


@pytest.mark.slow
@given(moments=st.lists(MOMENTS, min_size=1, max_size=12), way=st.sampled_from(sorted(FORMATS)))
def test_times_are_read_to_the_moment_or_not_at_all(moments: list[datetime], way: str) -> None:
    reading, unit, write = FORMATS[way]
    texts = pa.array([*map(write, moments), None])
    expected = [*(_cut(moment, unit) for moment in moments), None]
    possible = possible_readings(texts)
    assert reading in possible or any(_moments(m.moments) == expected for m in possible.values())
    if len(possible) == 1:
        [made] = possible.values()
        assert _moments(made.moments) == expected
    else:
        assert way in AMBIGUOUS
    assert _moments(READINGS[reading](texts).moments) == expected


@pytest.mark.slow
@given(moments=st.lists(MOMENTS, min_size=1, max_size=8), way=st.sampled_from(sorted(FORMATS)))
def test_a_column_of_two_ways_is_refused(moments: list[datetime], way: str) -> None:
    numbers = FORMATS[way][0].startswith(("unix", "spreadsheet", "yyyymmdd"))
    other = "MySQL" if numbers else "milliseconds"
    texts = [FORMATS[way][2](moment) for moment in moments]
    mixed = pa.array([*texts, FORMATS[other][2](moments[0])])
    assert possible_readings(mixed) == {}


@given(st.text(max_size=30))
def test_a_text_is_read_as_iso_only_if_python_reads_it_so(text: str) -> None:
    [made] = _moments(READINGS["iso"](pa.array([text])).moments)
    if made is not None:
        read = datetime.fromisoformat(text.replace(" UTC", "Z").replace(" GMT", "Z"))
        assert made == (read if read.tzinfo else read.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "2026-11-31 08:00:00",
        "2026-13-01",
        "2026-00-10",
        "2026-11-00",
        "2026-11-01 24:00:00",
        "2026-11-01 08:60",
        "2026-11-01 08:00:60",
        "2026-11-01 13:00 PM",
        "2026-11-01 00:30 AM",
        "2026-11-01 08:00 EST",
        "2026-11-01T08:00:00+24:00",
        "9999-12-31T23:00-05:00",
        "1.79E+09",
        "9999999999999999999",
        "99999999",
        "-1",
        "yesterday",
        "11/2026",
    ],
)
def test_what_is_no_time_has_no_reading(text: str) -> None:
    assert possible_readings(pa.array([text])) == {}


def _loaded(column: Any, times: tuple[tuple[str, str], ...] = ()) -> Snapshot:
    leads = pd.DataFrame({"lead_id": range(len(column)), "campaign_id": 1, "loaded_dts": column})
    return read_snapshot(leads, {}, ReadingOptions(times=times))


def _times(snapshot: Snapshot) -> list[datetime | None]:
    return _moments(snapshot.leads["loadedDts"])


@pytest.mark.slow
@pytest.mark.parametrize("reading", sorted({reading for reading, *_ in FORMATS.values()} - {"iso"}))
def test_numbers_of_a_frame_are_read_as_their_texts_are(reading: str, tmp_path: Path) -> None:
    moments = [datetime(2026, 11, 13, 8, 5, tzinfo=UTC), datetime(2026, 12, 24, tzinfo=UTC)]
    write = next(write for name, _, write in FORMATS.values() if name == reading)
    texts = pd.Series([*map(write, moments), None])
    columns = [texts, pd.Series([*map(write, moments), ""], dtype="object")]
    if reading.startswith(("unix", "yyyy", "spreadsheet")):
        numbers = pd.to_numeric(texts)
        columns += [numbers, numbers.astype("Float64")]
        if not reading.startswith("spreadsheet") and reading != "unix nanoseconds":
            columns.append(numbers.astype("Int64"))
        if reading == "unix nanoseconds":  # more digits than a float holds
            columns = [
                *columns[:2],
                texts.astype("object").map(int, na_action="ignore").astype("Int64"),
            ]
    read = [_times(_loaded(column)) for column in columns]
    for column in columns:
        path = tmp_path / "leads.csv"
        leads = pd.DataFrame({"lead_id": [1, 2, 3], "campaign_id": 1, "loaded_dts": column})
        leads.to_csv(path, index=False)
        read.append(_times(read_snapshot(path, {})))
    unit = next(unit for name, unit, _ in FORMATS.values() if name == reading)
    assert read == [[*(_cut(moment, unit) for moment in moments), None]] * len(read)


def test_a_reading_that_is_no_text_is_noted() -> None:
    assert _loaded([1793491200, 1793577600]).notes == ("loaded_dts was read as unix seconds",)
    assert _loaded(["2026-11-01T08:00Z", None]).notes == ()
    assert _loaded(["2026-11-01", "2026-11-02"]).notes == (
        "loaded_dts: 2 times without an offset read as UTC",
    )
    naive = pd.Series(pd.to_datetime(["2026-11-01", ""]))
    assert _loaded(naive).notes == ("loaded_dts: 1 time without an offset read as UTC",)
    assert _loaded([date(2026, 11, 1)]).notes == _loaded(["2026-11-01"]).notes


def test_zeros_and_words_for_nothing_are_never_and_are_counted() -> None:
    account = _loaded(["0000-00-00 00:00:00", "NULL", "0", r"\N", "2026-11-01T08:00:00Z"])
    assert _times(account) == [None] * 4 + [_utc(2026, 11, 1, 8)]
    assert account.notes == (
        "loaded_dts: 2 zero dates became null: never",
        "loaded_dts: NULL (1) became null",
        r"loaded_dts: \N (1) became null",
    )


def test_moments_beyond_the_plausible_are_kept_where_nothing_else_can_be_meant() -> None:
    account = _loaded(["2026-11-01T00:00Z", "9999-12-31T00:00Z", "1900-01-01T00:00Z"])
    assert _times(account)[1:] == [_utc(9999, 12, 31), _utc(1900, 1, 1)]
    assert account.notes == (
        "loaded_dts: 2 times before 1990 or after 2099, the first in row 2 below the column names",
    )


def test_what_the_account_does_not_keep_of_a_time_is_said() -> None:
    leads = pd.DataFrame({"lead_id": [1], "campaign_id": 1})
    account = Sandbox.from_leads(leads.assign(loaded_dts="2026-11-01 08:00:00.123456 UTC"))
    assert account.raw_leads()["loadedDts"].tolist() == ["2026-11-01T08:00:00.123+0000"]
    assert account.notes == ("loaded_dts: 1 time cut to whole milliseconds",)
    criteria = lw.SearchCriteria(loaded_dts_end=datetime(2026, 11, 1, 8, 0, 0, 123_000, UTC))
    assert lw.count(criteria, account) == 1


@pytest.mark.parametrize("name", ["loaded_dts", "loadedDts"])
def test_the_user_says_how_times_are_written(name: str) -> None:
    dates = ["11/3/2026 8:05 AM", "11/4/2026 3:30 PM"]
    with pytest.raises(lw.SnapshotError, match=r"may be m/d/y or d/m/y"):
        _loaded(dates)
    american, european = (
        _times(_loaded(dates, times=((name, way),))) for way in ("m/d/y", "d/m/y")
    )
    assert american == [_utc(2026, 11, 3, 8, 5), _utc(2026, 11, 4, 15, 30)]
    assert european == [_utc(2026, 3, 11, 8, 5), _utc(2026, 4, 11, 15, 30)]
    old = _loaded(["157766400"], times=((name, "unix seconds"),))
    assert _times(old) == [_utc(1975, 1, 1)]


def test_days_that_only_one_order_allows_need_no_word() -> None:
    assert _times(_loaded(["11/3/2026", "11/13/2026"]))[0] == _utc(2026, 11, 3)
    assert _times(_loaded(["3.11.2026", "13.11.2026"]))[0] == _utc(2026, 11, 3)
    assert _times(_loaded(["3/3/2026"])) == [_utc(2026, 3, 3)]
