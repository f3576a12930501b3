"""What the user says of the columns: which field each is, also as a table to keep and use again."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leadwidgets.errors import InvalidArgumentError, SnapshotError
from leadwidgets.sandbox.snapshots.options import checked_columns

AUTO = "auto"
"""What takes every column for the field that is proposed for it."""

Columns = Mapping[str, str] | str | os.PathLike[str] | Iterable[Any]
"""A mapping from columns to fields, `AUTO`, the path of a table, or a list of these."""

_EXAMPLE = '{"Lead No": "lead_id", "Score": ""}'


@dataclass(frozen=True, slots=True)
class ColumnsSaid:
    """What is said of the columns.

    Attributes
    ----------
    fields
        From a column to the field that it is; an empty text says that it is none.
    auto
        Whether the others are what is proposed for them.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    auto: bool = False


def columns_said(columns: Columns | None) -> ColumnsSaid:
    """Read what a caller says; of a list, what comes later goes before what comes earlier.

    Raises
    ------
    InvalidArgumentError
        If it is none of `Columns`.
    SnapshotError
        If a table cannot be read.
    """
    match columns:
        case None:
            return ColumnsSaid()
        case "auto":
            return ColumnsSaid(auto=True)
        case str() | os.PathLike():
            return ColumnsSaid(read_table(Path(columns)))
        case Mapping():
            return ColumnsSaid(checked_columns(columns))
        case list() | tuple():
            parts = [columns_said(part) for part in columns]
            fields = {name: of for part in parts for name, of in part.fields.items()}
            return ColumnsSaid(fields, any(part.auto for part in parts))
    raise InvalidArgumentError(
        "columns: expected a mapping such as {'Lead No': 'lead_id'}, 'auto', the path of a table, "
        f"or a list of these, got a {type(columns).__name__}"
    )


def read_table(path: Path) -> dict[str, str]:
    """Read a table of columns: a JSON object from a column to its field.

    Raises
    ------
    SnapshotError
        If it is none, or names a column twice.
    """
    try:
        pairs = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_Pairs)
    except OSError as error:
        raise _unreadable(path, error.strerror or "it is no readable file") from None
    except (ValueError, RecursionError):
        raise _unreadable(path, "it is no JSON text") from None
    if not isinstance(pairs, _Pairs) or not all(isinstance(of, str) for _, of in pairs):
        raise _unreadable(path, "it is no JSON object from columns to fields")
    table = dict(pairs)
    names = [name for name, _ in pairs]
    if twice := [name for name in table if names.count(name) > 1]:
        raise _unreadable(path, f"it names {', '.join(map(repr, twice))} more than once")
    return table


def write_table(path: Path, fields: Mapping[str, str]) -> None:
    """Write a table that `read_table` reads; an older one is replaced by a whole one.

    Raises
    ------
    OSError
        If nothing can be written there.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(json.dumps(fields, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class _Pairs(list[tuple[str, Any]]):
    """The members of a JSON object, in their order."""


def _unreadable(path: Path, why: str) -> SnapshotError:
    return SnapshotError(
        f"The table of columns in {path} could not be read: {why}",
        next_step=f"Give a file that holds an object such as {_EXAMPLE}; "
        "`leadwidgets check export.csv --save-columns columns.json` writes one.",
    )
