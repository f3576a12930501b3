"""Values sent as something else than documented: shown where that is clear, and kept as sent."""

import re

import pandas as pd
import pytest
from frame.frames import leads, one, page, value

from leadwidgets.frame import read_page


def test_a_null_beside_integers_leaves_them_integers_beyond_what_doubles_hold() -> None:
    frame = leads([{"leadId": 2**53 + 1}, {"leadId": None}, {"leadId": -(2**63)}])
    assert frame.lead_id.tolist() == [2**53 + 1, pd.NA, -(2**63)]
    assert read_page(page([{"leadId": 2**53 + 1}, {"leadId": None}])).lead_ids == [2**53 + 1, None]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("7.0", 7),
        ('"7"', 7),
        ("7.5", None),
        ('"N/A"', None),
        ('"007"', None),
        ('""', None),
        ("9223372036854775808", None),
        ("1e400", None),
        ("true", None),
        ("[7]", None),
        ('{"a": 7}', None),
    ],
)
def test_an_integer_sent_otherwise_is_shown_if_it_is_one_and_kept_as_sent(
    sent: str, shown: int | None
) -> None:
    frame = one("leadPasses", sent)
    assert value(frame, "lead_passes") == shown
    assert frame.lead_passes.dtype == "Int64"
    assert value(frame, "lead_passes_as_sent") == sent
    assert value(frame, "lead_passes_as_sent", 0) is None


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("2134", "2134"),
        ("2134.50", "2134.50"),
        ("true", "true"),
        ('{"a": "b"}', '{"a": "b"}'),
        ("[1, null]", "[1, null]"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ],
)
@pytest.mark.parametrize("field", ["zip", "leadPhone", "leadTimezone"])
def test_text_sent_as_something_else_is_shown_as_it_was_written(
    field: str, sent: str, shown: str
) -> None:
    frame = one(field, sent)
    column = re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", field)
    assert value(frame, column) == shown
    assert value(frame, f"{column}_as_sent") == sent


@pytest.mark.parametrize(
    ("sent", "shown"),
    [('"true"', True), ('"false"', False), ("1", True), ("0", False), ('"yes"', None), ("2", None)],
)
def test_a_flag_sent_otherwise_is_read_where_it_is_clear_and_kept_as_sent(
    sent: str,
    shown: bool | None,  # noqa: FBT001
) -> None:
    frame = one("suppressed", sent)
    assert value(frame, "suppressed") == shown
    assert value(frame, "suppressed_as_sent") == sent


def test_bare_nan_and_infinity_are_kept_as_sent() -> None:
    frame = leads('[{"leadId":1,"leadPasses":NaN,"score":Infinity,"zip":NaN}]')
    assert value(frame, "lead_passes", 0) is None
    assert value(frame, "lead_passes_as_sent", 0) == "NaN"
    assert value(frame, "score", 0) == "Infinity"
    assert value(frame, "zip", 0) == "NaN"


def test_numbers_finer_than_a_double_stay_as_written() -> None:
    fine = "0.12345678901234567890123"
    assert leads(f'[{{"score":{fine}}}]').score.tolist() == [fine]
