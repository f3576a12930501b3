"""Moments in every notation, and what cannot be read as one."""

import json
import re

import pytest
from frame.frames import gathered, instant, leads, one, value


@pytest.mark.parametrize(
    "sent",
    [
        "2026-11-01T10:20:30.123+0000",
        "2026-11-01T10:20:30.123-0000",
        "2026-11-01T10:20:30Z",
        "2026-11-01T10:20:30+05:30",
        "2026-11-01T10:20:30-0800",
        "2026-11-01T10:20:30.1Z",
        "2026-11-01T10:20:30.123456Z",
        "2026-11-01T10:20:30.123456000Z",
        "2026-11-01 10:20:30Z",
        "2026-11-01T10:20Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.999999Z",
    ],
)
def test_a_timestamp_in_any_notation_is_the_same_moment_and_not_odd(sent: str) -> None:
    frame = one("loadedDts", json.dumps(sent))
    expected = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", sent.replace("000Z", "Z"))
    assert frame.loaded_dts.iloc[1] == instant(expected)
    assert "loaded_dts_as_sent" not in frame


def test_epoch_milliseconds_are_moments_alone_and_among_texts() -> None:
    moment = instant("2026-11-01T10:20:30.123+00:00")
    milliseconds = round(moment.timestamp() * 1000)
    assert leads([{"loadedDts": milliseconds}] * 2).loaded_dts.tolist() == [moment] * 2
    mixed = leads([{"loadedDts": milliseconds}, {"loadedDts": "2026-11-01T10:20:30.123Z"}])
    assert mixed.loaded_dts.tolist() == [moment] * 2
    assert "loaded_dts_as_sent" not in mixed


def test_microseconds_widen_the_column_and_lose_nothing_of_the_others() -> None:
    texts = ["0001-01-01T00:00:00.001Z", "2026-11-01T10:20:30.123456Z", "9999-12-31T00:00:00Z"]
    frame = leads(*([{"loadedDts": text}] for text in texts))
    assert frame.loaded_dts.dtype == "datetime64[us, UTC]"
    assert frame.loaded_dts.tolist() == list(map(instant, texts))


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ('"2026-11-01T10:20:30"', "2026-11-01T10:20:30Z"),
        ('"2026-11-01T10:20:30.123456789Z"', "2026-11-01T10:20:30.123456Z"),
        ('"tomorrow"', None),
        ('""', None),
        ('"2026-11-01"', None),
        ('"2026-02-30T00:00:00Z"', None),
        ('"0000-01-01T00:00:00Z"', None),
        ('"0001-01-01T00:00:00+05:00"', None),
        ('"9999-12-31T23:59:59-05:00"', None),
        ('"2026-11-01T24:00:00Z"', None),
        ("99999999999999999", None),
        ("1.5", None),
        ("true", None),
    ],
)
def test_a_timestamp_that_cannot_be_read_whole_is_kept_as_sent(
    sent: str, shown: str | None
) -> None:
    frame = one("loadedDts", sent)
    assert value(frame, "loaded_dts") == (shown and instant(shown))
    assert value(frame, "loaded_dts_as_sent") == sent


def test_a_time_without_an_offset_is_told_to_be_a_reading() -> None:
    _, notes = gathered([{"loadedDts": "2026-11-01T10:20:30"}])
    assert any("loaded_dts: 1 value without an offset from UTC, read as UTC" in n for n in notes)
