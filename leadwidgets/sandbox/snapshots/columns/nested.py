"""The object inside a lead, put together again from the columns that it was flattened into.

This package's DataFrames have ``campaign_lead.extended_lead_data.score`` where a lead has
``{"campaignLead": {"extendedLeadData": {"score": …}}}``.
"""

import json
import re
from typing import Any

import pandas as pd
import pyarrow as pa

from leadwidgets.errors import SnapshotError
from leadwidgets.fields import LEAD_FIELDS, NESTED_LEAD_FIELDS, LeadKind
from leadwidgets.sandbox.snapshots.columns.values import Column, integers, json_values
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads

Path = tuple[str, ...]
"""The names of members, from the outermost to the innermost."""

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


def unflattened(frame: pd.DataFrame, saved: SavedLeads) -> pa.Array:
    """Give the objects as JSON texts, null for a lead that has none of the columns.

    Raises
    ------
    SnapshotError
        If two columns say something of the same part of a lead.
    """
    names = list(map(str, frame.columns))
    paths = [tuple(map(_camel_case, name.split(".")[1:])) for name in names]
    columns = (_values(frame[name], path) for name, path in zip(names, paths, strict=True))
    objects = []
    for number, row in enumerate(zip(*columns, strict=True)):
        whole: dict[str, object] = {}
        for place, value in enumerate(row):
            if value != "null" and not _is_put(whole, paths[place], json.loads(value)):
                raise _said_twice(names, paths, place, saved.place(number))
        objects.append(json.dumps(whole) if whole else None)
    return pa.array(objects, pa.string())


def _values(column: Column, path: Path) -> list[str]:
    """Write a column as JSON; numbers that a CSV file has made texts of become numbers again."""
    numbers = integers(column) if path[-1] in _NUMBERS else None
    if numbers is None or numbers.null_count > column.isna().sum():
        return json_values(column)
    return ["null" if number is None else str(number) for number in numbers.to_pylist()]


def _is_put(whole: dict[str, Any], path: Path, value: object) -> bool:
    """Put a value into an object, unless something else is in its place."""
    inner = whole
    for name in path[:-1]:
        inner = inner.setdefault(name, {})
        if not isinstance(inner, dict):
            return False
    if path[-1] in inner:
        return False
    inner[path[-1]] = value
    return True


def _said_twice(names: list[str], paths: list[Path], place: int, row: str) -> SnapshotError:
    path = paths[place]
    others = [
        name
        for name, other in zip(names, paths, strict=True)
        if name != names[place] and (other[: len(path)] == path or path[: len(other)] == other)
    ]
    return SnapshotError(
        f"The column {names[place]!r} and {', '.join(map(repr, others))} say something of the same "
        f"part of a lead, the first in {row}",
        next_step="Drop or rename one of them.",
    )


def _camel_case(name: str) -> str:
    """Give the API's spelling; a name that an account invented stays as it is."""
    if not _SNAKE_CASE.fullmatch(name):
        return name
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))
