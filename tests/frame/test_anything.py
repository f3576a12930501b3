"""Whatever is sent, the frame tells it."""

import json

import numpy as np
import pandas as pd
import pytest
from frame.frames import Row, instant, leads, value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadwidgets.vocabulary import canonical_lead_state

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["7", "true", "2026-11-01T00:00:00Z", "", "null", "ANSWER : Sold"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=4,
)
FIELDS = st.sampled_from(
    ["leadId", "leadState", "suppressed", "zip", "loadedDts", "leadPasses", "listDesc", "shoeSize"]
)
ROWS = st.lists(st.dictionaries(FIELDS, VALUES, max_size=8), max_size=6)


@pytest.mark.slow
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROWS, max_size=3))
def test_whatever_is_sent_can_be_told_from_the_frame(pages: list[list[Row]]) -> None:
    frame = leads(*pages)
    sent = [row for rows in pages for row in rows]
    assert len(frame) == len(sent)
    names = {"shoeSize": "shoe_size", "leadState": "lead_state", "listDesc": "list_desc"}
    names |= {"leadId": "lead_id", "loadedDts": "loaded_dts", "leadPasses": "lead_passes"}
    for number, row in enumerate(sent):
        for field, expected in row.items():
            if field == "shoeSize" and isinstance(expected, dict):
                continue  # spread over columns of its own
            seen = told(frame, names.get(field, field), number)
            if isinstance(expected, list) and isinstance(seen, str):
                seen = json.loads(seen)  # a column of lists holds their JSON
            assert seen == shown(field, expected)
            assert isinstance(seen, bool) == isinstance(expected, bool)


def told(frame: pd.DataFrame, column: str, row: int) -> object:
    """What the frame says was sent: the JSON beside the column, or else the column's value."""
    beside = f"{column}_as_sent"
    if beside in frame and (text := value(frame, beside, row)) is not None:
        return json.loads(text)
    cell = value(frame, column, row) if column in frame else None
    return cell.item() if isinstance(cell, np.generic) else cell


def shown(field: str, sent: object) -> object:
    if field == "leadState" and isinstance(sent, str):
        return canonical_lead_state(sent)
    if field == "loadedDts" and sent == "2026-11-01T00:00:00Z":
        return instant(sent)
    if field == "loadedDts" and isinstance(sent, int) and not isinstance(sent, bool):
        fits = -62_135_596_800_000 <= sent <= 253_402_300_799_999
        return pd.Timestamp(sent, unit="ms", tz="UTC") if fits else sent
    return sent
