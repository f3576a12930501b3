"""The object inside a lead, put together again from the columns that it was flattened into.

This package's DataFrames have ``campaign_lead.extended_lead_data.score`` where a lead has
``{"campaignLead": {"extendedLeadData": {"score": …}}}``.
"""

import json
import re

import pandas as pd
import pyarrow as pa

from leadwidgets.fields import LEAD_FIELDS, NESTED_LEAD_FIELDS, LeadKind
from leadwidgets.sandbox.snapshots.columns.values import Column, integers, json_values

_NESTED = re.compile(r"(campaign_lead|campaignLead)\.")
_NUMBERS = {
    name
    for table in (LEAD_FIELDS, NESTED_LEAD_FIELDS)
    for name, field in table.items()
    if field.kind is LeadKind.INTEGER
}
_SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")


def is_nested(column: str) -> bool:
    """Tell whether a column was part of the object."""
    return _NESTED.match(column) is not None


def unflattened(frame: pd.DataFrame) -> pa.Array:
    """Give the objects as JSON texts, null for a lead that has none of the columns."""
    paths = [tuple(map(_camel_case, column.split(".")[1:])) for column in frame.columns]
    columns = (_values(frame[column], path) for column, path in zip(frame, paths, strict=True))
    rows = zip(*columns, strict=True)
    return pa.array([_object(paths, row) for row in rows], pa.string())


def _values(column: Column, path: tuple[str, ...]) -> list[str]:
    """Write a column as JSON; numbers that a CSV file has made texts of become numbers again."""
    numbers = integers(column) if path[-1] in _NUMBERS else None
    if numbers is None or numbers.null_count > column.isna().sum():
        return json_values(column)
    return ["null" if number is None else str(number) for number in numbers.to_pylist()]


def _object(paths: list[tuple[str, ...]], row: tuple[str, ...]) -> str | None:
    whole: dict[str, object] = {}
    for path, value in zip(paths, row, strict=True):
        if value == "null":
            continue
        inner = whole
        for name in path[:-1]:
            inner = inner.setdefault(name, {})  # type: ignore[assignment]
        inner[path[-1]] = json.loads(value)
    return json.dumps(whole) if whole else None


def _camel_case(name: str) -> str:
    """Give the API's spelling; a name that an account invented stays as it is."""
    if not _SNAKE_CASE.fullmatch(name):
        return name
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))
