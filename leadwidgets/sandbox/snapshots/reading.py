"""Saved leads as stored rows: fields in the account's types, everything else kept beside them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.errors import SnapshotError
from leadwidgets.fields import LEAD_FIELDS, LeadKind
from leadwidgets.sandbox.snapshots.column_tables import Columns, columns_said
from leadwidgets.sandbox.snapshots.columns import (
    DISPOSITIONS,
    KEPT_IN,
    FieldColumn,
    Read,
    are_system_parts,
    holds_nested,
    is_nested,
    kept_as_texts,
    null_words_in,
    read_field,
    texts,
    unflattened,
    with_whole_and_parts,
)
from leadwidgets.sandbox.snapshots.identity import check_campaigns, check_lead_ids
from leadwidgets.sandbox.snapshots.options import ReadingOptions
from leadwidgets.sandbox.snapshots.own_columns import AS_SAVED, infinities_noted, members
from leadwidgets.sandbox.snapshots.preparing import Prepared, is_unicode, prepared
from leadwidgets.sandbox.snapshots.python_values import check_python_values
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads
from leadwidgets.sandbox.snapshots.sources import Leads, read_leads
from leadwidgets.sandbox.store import UNDOCUMENTED

_ARROW_TYPES = {
    LeadKind.TEXT: pa.string(),
    LeadKind.CATEGORY: pa.string(),
    LeadKind.INTEGER: pa.int64(),
    LeadKind.FLAG: pa.bool_(),
    LeadKind.TIME: pa.timestamp("us"),
    LeadKind.JSON: pa.string(),
}
_DERIVED = "system_disposition"
"""A column of this package's DataFrames that every reader makes anew from the fields."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Saved leads as an account stores them.

    Attributes
    ----------
    leads
        One row a lead, in the order of the lead ids; a column for each field, and `UNDOCUMENTED`
        where there is more.
    notes
        What was noticed while they were read.
    """

    leads: pa.Table
    notes: tuple[str, ...]


def read_snapshot(
    leads: Leads, columns: Columns | None, options: ReadingOptions | None = None
) -> Snapshot:
    """Read saved leads.

    Parameters
    ----------
    leads
        A DataFrame, something with a DataFrame as ``leads``, or the path of a file.
    columns
        From a column's name to the field that it is, where the name does not tell; see `Columns`.
    options
        How to read them, where they do not tell themselves.

    Raises
    ------
    InvalidArgumentError
        If `columns` is no mapping of texts.
    SnapshotError
        If the leads cannot be read, a required column is missing or empty in a row, a value is not
        what its field holds, or lead ids repeat.
    """
    options, said = options or ReadingOptions(), columns_said(columns)
    saved = read_leads(leads, options, said.fields)
    with storable(saved):
        return read_prepared(prepared(saved, said, options))


def read_prepared(leads: Prepared) -> Snapshot:
    """Read saved leads whose columns are known; errors as of `read_snapshot`."""
    read = {
        column.field: read_field(column, leads.told.get(column.field)) for column in leads.fields
    }
    own = leads.frame.drop(columns=list(leads.matched.values()))
    table, notes = _table(leads.fields, read, _without_derived(own, read, leads.columns))
    of_columns = (note for one in read.values() for note in one.notes)
    return Snapshot(table, (*leads.saved.notes, *leads.notes, *of_columns, *notes))


@contextmanager
def storable(saved: SavedLeads) -> Iterator[None]:
    """Refuse what nothing can store, such as texts that hold half of a surrogate pair.

    Raises
    ------
    SnapshotError
        If there is any; the message names the first.
    """
    check_python_values(saved)
    try:
        yield
    except UnicodeEncodeError:
        name, row = next(_texts_not_unicode(saved.frame))
    else:
        return
    raise SnapshotError(
        f"The column {name!r} holds text that is not Unicode, the first in {saved.place(row)}",
        next_step=f"Replace what is not: leads[{name!r}].str.encode('utf-8', 'replace')"
        ".str.decode('utf-8').",
    )


def _without_derived(
    own: pd.DataFrame, read: Mapping[str, Read], columns: Mapping[str, str]
) -> pd.DataFrame:
    """Leave out what every reader makes anew, unless it says something else or is to be kept."""
    if _DERIVED not in own.columns or columns.get(_DERIVED) == "":
        return own
    fields = {field: one.array for field, one in read.items()}
    return own.drop(columns=_DERIVED) if are_system_parts(texts(own[_DERIVED]), fields) else own


def _table(
    fields: Iterable[FieldColumn], read: Mapping[str, Read], own: pd.DataFrame
) -> tuple[pa.Table, list[str]]:
    """Put the fields together, and what is kept beside them."""
    by_field = {column.field: column for column in fields}
    stored = {field: one.array for field, one in read.items()}
    check_lead_ids(stored["leadId"], by_field["leadId"])
    check_campaigns(stored["campaignId"], by_field["campaignId"])
    for field, keeper in KEPT_IN.items():
        kept = read[field].texts if field in read else None
        if kept is not None:
            stored[keeper] = pc.coalesce(stored.get(keeper, pa.nulls(len(kept), pa.string())), kept)
            lost = pc.any(pc.not_equal(stored[keeper], kept)).as_py()
            if lost:
                own = own.assign(**{f"{by_field[field].name}{AS_SAVED}": kept.to_pandas()})
    notes = [*kept_as_texts(_null_words(stored, by_field, own)), *infinities_noted(own)]
    nested = [name for name in own.columns if is_nested(name)]
    if nested and "campaignLead" not in stored:
        stored["campaignLead"] = unflattened(own[nested], by_field["leadId"].saved)
        own = own.drop(columns=nested)
    table = _with_every_field(with_whole_and_parts(stored), len(own))
    if len(own.columns):
        table = table.append_column(UNDOCUMENTED, members(own))
    return table.take(pc.sort_indices(table, [("leadId", "ascending")])), notes


def _null_words(
    stored: Mapping[str, pa.Array], by_field: Mapping[str, FieldColumn], own: pd.DataFrame
) -> dict[str, "Counter[str]"]:
    """Count the words for nothing in columns of texts."""
    of_fields = {
        by_field[field].name: null_words_in(array, dispositions=field in DISPOSITIONS)
        for field, array in stored.items()
        if field in by_field and array.type == pa.string()
    }
    own_texts = own.select_dtypes(["object", "str", "category"])
    return of_fields | {
        name: null_words_in(texts(own_texts[name]))
        for name in map(str, own_texts.columns)
        if not holds_nested(own_texts[name])
    }


def _with_every_field(stored: Mapping[str, pa.Array], rows: int) -> pa.Table:
    """Add nulls for the fields that nobody has said anything of."""
    # A list that says nothing of suppression is one whose leads may be dialed.
    known = {"suppressed": pa.array(np.zeros(rows, dtype=np.bool_)), **stored}
    return pa.table(
        {
            name: known[name] if name in known else pa.nulls(rows, _ARROW_TYPES[field.kind])
            for name, field in LEAD_FIELDS.items()
        }
    )


def _texts_not_unicode(frame: pd.DataFrame) -> Iterator[tuple[str, int]]:
    for name in frame.columns:
        for row, value in enumerate(frame[name]):
            if isinstance(value, str) and not is_unicode(value):
                yield name, row
