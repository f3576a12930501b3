"""What the user says of columns, each by its own name or by that of the field that it is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from leadwidgets.errors import SnapshotError
from leadwidgets.fields import LEAD_FIELDS, LeadKind
from leadwidgets.sandbox.snapshots.column_matching import field_called, near
from leadwidgets.sandbox.snapshots.columns import Places, are_null_words, blank, counted, trimmed

_WITHOUT_WORDS = (LeadKind.INTEGER, LeadKind.TIME, LeadKind.FLAG)

Fill = Iterable[tuple[str, str | int]]
"""Pairs of a column, or a field, and what its empty values are."""


def fields_filled(fill: Fill, found: Iterable[str]) -> set[str]:
    """Give the fields that a value is said for, and that no column is called by name."""
    fields = {field_called(name) for name, _ in fill if name not in set(found)}
    return {field for field in fields if field is not None}


def filled(
    frame: pd.DataFrame, matched: Mapping[str, str], fill: Fill
) -> tuple[pd.DataFrame, dict[str, str], list[str]]:
    """Give empty values what the user says that they are.

    In a column of numbers, times or flags, a word for nothing is an empty value.

    Returns
    -------
    frame
        Where no column is a field that is said, with a column of that name.
    matched
        From a field to its column.
    notes
        What was filled.

    Raises
    ------
    SnapshotError
        If a name is no column's and no field's, or one is said twice.
    """
    frame, matched, notes = frame.copy(deep=False), dict(matched), []
    said: dict[str, str] = {}
    for name, value in fill:
        column = _column(name, list(frame.columns), matched)
        field = field_called(name)
        if column is not None:
            _check_once("fill", name, column, said)
            empty = _empty(frame[column], column, matched)
            if empty.any():
                frame[column] = frame[column].astype("object").mask(empty, value)
            notes.append(f"{column}: {counted(int(empty.sum()), 'empty value')} became {value}")
        elif field is not None:
            column = LEAD_FIELDS[field].column
            frame[column] = np.full(len(frame), value, dtype=object)
            matched[field], said[column] = column, name
            notes.append(f"{column} is {value} for every lead")
        else:
            raise _unknown("fill", name, list(frame.columns))
    return frame, matched, notes


def _empty(series: "pd.Series[Any]", column: str, matched: Mapping[str, str]) -> Places:
    field = next((field for field, other in matched.items() if other == column), None)
    if field is None or LEAD_FIELDS[field].kind not in _WITHOUT_WORDS:
        return blank(series)
    words: Places = np.asarray(are_null_words(trimmed(series)))
    return blank(series) | words


def readings_told(
    times: Iterable[tuple[str, str]],
    found: list[str],
    matched: Mapping[str, str],
    columns: Mapping[str, str],
) -> dict[str, str]:
    """Give, from a field, how the user says that its times are written.

    Nothing is to be read in a column that the user says is no field.

    Raises
    ------
    SnapshotError
        If a name is no column's and no field's, or no column of times, or one is said twice.
    """
    fields = {column: field for field, column in matched.items()}
    told, said = {}, dict[str, str]()
    for name, reading in times:
        column = _column(name, found, matched)
        if column is None:
            raise _unknown("times", name, found)
        _check_once("times", name, column, said)
        if columns.get(column) == "":
            continue
        field = fields.get(column)
        if field is None or LEAD_FIELDS[field].kind is not LeadKind.TIME:
            held = ", ".join(repr(fields[other]) for other in _times(fields)) or "none"
            raise SnapshotError(
                f"times: the column {column!r} is none of the fields that hold times",
                next_step=f"Columns that are: {held}.",
            )
        told[field] = reading
    return told


def _times(fields: Mapping[str, str]) -> Iterator[str]:
    return (name for name, field in fields.items() if LEAD_FIELDS[field].kind is LeadKind.TIME)


def _column(name: str, found: list[str], matched: Mapping[str, str]) -> str | None:
    field = field_called(name)
    return name if name in found else matched.get(field) if field is not None else None


def _check_once(argument: str, name: str, column: str, said: dict[str, str]) -> None:
    """Note that something is said of a column, which nothing was said of before."""
    if column in said:
        raise SnapshotError(
            f"{argument} names the column {column!r} twice, as {said[column]!r} and as {name!r}",
            next_step="Say once what it holds.",
        )
    said[column] = name


def _unknown(argument: str, name: str, found: list[str]) -> SnapshotError:
    return SnapshotError(
        f"{argument} names {name!r}, which is no column of the leads and no field of the API"
        f"{near(name, [*found, *LEAD_FIELDS])}",
        next_step=f"The leads have: {', '.join(map(repr, found))}.",
    )
