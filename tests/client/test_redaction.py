"""Redaction of what RingCX writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwidgets.client.redaction import redact


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jwt is expired", "Jwt is expired"),
        ("bad number (415) 555-0142 given", "bad number ([number] given"),
        ("no lead +1 415 555 0142", "no lead [number]"),
        ("Bearer abc.def-ghi is wrong", "Bearer [secure] is wrong"),
        ("token eyJhbGciOi.eyJzdWIi.c2ln ended", "token [secure] ended"),
        ("GET /leads?phone=4155550142&page=1 failed", "GET /leads failed"),
        ("ann@example.com is unknown", "[e-mail] is unknown"),
        ("line\none\ttwo", "line one two"),
    ],
)
def test_text_from_outside_loses_what_nobody_may_read(text: str, shown: str) -> None:
    assert redact(text) == shown


@given(st.text(alphabet="0123456789 -().", min_size=7), st.text(max_size=300))
def test_no_seven_digits_in_a_row_survive(number: str, around: str) -> None:
    shown = redact(f"{around} {number} {around}")
    digits = run = 0
    for character in shown:
        run = run + 1 if character.isascii() and character.isdigit() else 0
        digits = max(digits, run)
    assert digits < 7
    assert len(shown) <= 200
