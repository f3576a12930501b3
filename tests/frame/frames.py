"""Pages made of rows, the frames made of pages, and what stands in them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from leadwidgets.frame import LeadFrame, read_page

Row = dict[str, Any]


def page(rows: Sequence[Row] | str | bytes) -> bytes:
    if isinstance(rows, bytes):
        return rows
    return rows.encode() if isinstance(rows, str) else json.dumps(rows).encode()


def gathered(*pages: Sequence[Row] | str | bytes) -> tuple[pd.DataFrame, tuple[str, ...]]:
    frame = LeadFrame()
    for rows in pages:
        frame.add(read_page(page(rows)))
    return frame.finish(), frame.notes


def leads(*pages: Sequence[Row] | str | bytes) -> pd.DataFrame:
    return gathered(*pages)[0]


def one(field: str, sent: str) -> pd.DataFrame:
    """A frame of three leads; the one in the middle has `field` as the JSON text `sent`."""
    return leads(f'[{{"leadId":1}},{{"leadId":2,"{field}":{sent}}},{{"leadId":3}}]')


def value(frame: pd.DataFrame, column: str, row: int = 1) -> Any:  # noqa: ANN401
    cell: Any = frame[column].iloc[row]
    return None if pd.isna(cell) else cell


def instant(text: str) -> pd.Timestamp:
    return pd.Timestamp(datetime.fromisoformat(text).astimezone(UTC))
