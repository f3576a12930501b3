"""Checking saved leads before they are loaded: every column is read, and nothing is kept."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import pandas as pd
import pyarrow.compute as pc

from leadwidgets.errors import SnapshotError
from leadwidgets.fields import LEAD_FIELDS, LeadKind, Personal
from leadwidgets.sandbox.snapshots.column_matching import field_called, match_columns
from leadwidgets.sandbox.snapshots.column_tables import AUTO, Columns, ColumnsSaid, columns_said
from leadwidgets.sandbox.snapshots.columns import (
    FieldColumn,
    Read,
    blank,
    read_field,
    readings_of,
    texts,
    without_words,
)
from leadwidgets.sandbox.snapshots.next_steps import saying_one
from leadwidgets.sandbox.snapshots.options import Quotes, ReadingOptions
from leadwidgets.sandbox.snapshots.preparing import prepared, proposed, with_text_names
from leadwidgets.sandbox.snapshots.proposals import Proposals
from leadwidgets.sandbox.snapshots.reading import read_prepared, storable
from leadwidgets.sandbox.snapshots.said import filled, readings_told
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads
from leadwidgets.sandbox.snapshots.snapshot_check import COLUMNS, SnapshotCheck
from leadwidgets.sandbox.snapshots.sources import Leads, read_leads

_PHONE_OR_EMAIL = re.compile(
    r"(?<![\d-])\+?(?!\d{4}-\d\d-\d\d)\d(?:[\s().-]*\d){6,}|[^\s@]+@[^\s@]+", re.ASCII
)
_UNREADABLE = "not readable"
_KINDS = {
    LeadKind.INTEGER: "whole numbers",
    LeadKind.FLAG: "true or false",
    LeadKind.TEXT: "text",
    LeadKind.CATEGORY: "codes",
    LeadKind.JSON: "JSON",
}


def check(  # noqa: PLR0913 - what `Sandbox.from_leads` takes
    leads: Leads,
    *,
    columns: Columns | None = None,
    campaign: str | int | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    quotes: Quotes | None = None,
    times: Mapping[str, str] | None = None,
    fill: Mapping[str, str | int] | None = None,
    null_words: Sequence[str] = (),
) -> SnapshotCheck:
    """Tell what a file of leads holds and how `Sandbox.from_leads` will read it; load nothing.

    Parameters
    ----------
    leads, columns, campaign, sheet, encoding, quotes, times, fill, null_words
        As `Sandbox.from_leads` takes them.

    Returns
    -------
    SnapshotCheck
        Its columns, what was noticed, and what stands against loading it. Fields that nobody has
        named are proposed, by the names that other programs give them and by their values.

    Raises
    ------
    SnapshotError
        If the file, or a table of columns, cannot be read: the message says what is against it.
    MissingExtraError
        If the leads are in a workbook and the extra ``excel`` is not installed.
    """
    said = columns_said(columns)
    options = ReadingOptions.from_arguments(
        sheet=sheet,
        encoding=encoding,
        quotes=quotes,
        times=times,
        fill=fill,
        null_words=null_words,
        campaign=campaign,
    )
    saved = read_leads(leads, options, said.fields)
    with storable(saved):
        return _checked(saved, said, options)


@dataclass(frozen=True, slots=True)
class _Tried:
    """A column that is a field, and what became of reading it."""

    column: FieldColumn
    told: str | None
    read: Read | None = None
    refusal: SnapshotError | None = None


def _checked(saved: SavedLeads, said: ColumnsSaid, options: ReadingOptions) -> SnapshotCheck:
    frame, _ = without_words(with_text_names(saved.frame), options.null_words)
    fitting = _fitting(frame, said)
    proposals = _proposed(frame, fitting, options)
    columns = {**fitting.fields, **proposals.columns}
    tried = _tried(frame, saved, columns, options)
    refusals: list[SnapshotError] = []
    try:
        snapshot = read_prepared(prepared(saved, said, options))
    except SnapshotError as error:
        refusals = _refusals(error, tried, set() if said.auto else set(proposals.columns))
        read = (one.read for one in tried if one.read is not None)
        notes = [note for one in read for note in one.notes]
    else:
        notes = [*snapshot.notes[len(saved.notes) :]]
    if not said.auto:
        notes += _proposals_noted(proposals)
    return SnapshotCheck(
        source=saved.source,
        leads=len(frame),
        columns=_table(frame, tried, fitting, proposals),
        mapping=columns,
        notes=(*saved.notes, *map(_without_personal, notes)),
        refusals=tuple(refusals),
    )


def _fitting(frame: pd.DataFrame, said: ColumnsSaid) -> ColumnsSaid:
    """Give what is said of columns that are there, and names fields that there are."""
    fields = {
        name: of
        for name, of in said.fields.items()
        if name in frame.columns and (not of or field_called(of) is not None)
    }
    return replace(said, fields=fields)


def _proposed(frame: pd.DataFrame, said: ColumnsSaid, options: ReadingOptions) -> Proposals:
    """Propose columns; none where two are the same field, for which the leads will be refused."""
    try:
        return proposed(frame, said, options)
    except SnapshotError:
        return Proposals()


def _tried(
    frame: pd.DataFrame, saved: SavedLeads, columns: Mapping[str, str], options: ReadingOptions
) -> list[_Tried]:
    """Read each column that is, or may be, a field by itself, with what is said of it and fits."""
    found = list(frame.columns)
    told: dict[str, str] = {}
    matched: dict[str, str] = {}
    with suppress(SnapshotError):
        matched = match_columns(found, columns)
        frame, matched, _ = filled(frame, matched, options.fill)
    with suppress(SnapshotError):
        told = readings_told(options.times, found, matched, columns)
    return [
        _read(FieldColumn(api, name, frame[name], saved), told.get(api))
        for api, name in matched.items()
    ]


def _read(column: FieldColumn, told: str | None) -> _Tried:
    try:
        return _Tried(column, told, read=read_field(column, told))
    except SnapshotError as error:
        return _Tried(column, told, refusal=error)


def _refusals(
    first: SnapshotError, tried: Iterable[_Tried], not_accepted: Collection[str]
) -> list[SnapshotError]:
    """Give what stands against loading: what was met first, and each column that is refused."""
    of_columns = [
        one.refusal
        for one in tried
        if one.refusal is not None and one.column.name not in not_accepted
    ]
    met = first.message in {error.message for error in of_columns}
    return of_columns if met else [first, *of_columns]


def _proposals_noted(proposals: Proposals) -> Iterator[str]:
    if proposals.columns:
        yield f"What is proposed is not taken yet: {saying_one('columns', AUTO)} takes all of it"
    yield from proposals.doubts()


def _table(
    frame: pd.DataFrame, tried: Iterable[_Tried], said: ColumnsSaid, proposals: Proposals
) -> pd.DataFrame:
    fields = {one.column.name: one for one in tried}
    rows = []
    for name in map(str, frame.columns):
        there = frame[name][~blank(frame[name])]
        one = fields.get(name)
        rows.append(
            (
                name,
                None if one is None else LEAD_FIELDS[one.column.field].column,
                _how(name, one, said, proposals),
                "as it is" if one is None else _reading(one),
                len(there),
                len(pc.unique(texts(there))),
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def _how(name: str, one: _Tried | None, said: ColumnsSaid, proposals: Proposals) -> str:
    if name in proposals.columns:
        return AUTO if said.auto else "proposed"
    if name in said.fields:
        return "said"
    return "kept" if one is None else "name"


def _reading(one: _Tried) -> str:
    """Say what the values of a column are read as; where it is refused, what they may be."""
    field = LEAD_FIELDS[one.column.field]
    if field.kind is LeadKind.TIME:
        return one.told or " or ".join(readings_of(one.column.series)) or _UNREADABLE
    if one.read is None:
        return _UNREADABLE
    if one.read.texts is not None:
        return "texts, numbered"
    return "phone numbers" if field.personal is Personal.PHONE else _KINDS[field.kind]


def _without_personal(note: str) -> str:
    return _PHONE_OR_EMAIL.sub("[personal]", note)
