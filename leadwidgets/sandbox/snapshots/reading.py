"""Saved leads as stored rows: fields in the account's types, everything else kept beside them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.errors import SnapshotError
from leadwidgets.fields import LEAD_FIELDS, LeadKind
from leadwidgets.sandbox.snapshots import values
from leadwidgets.sandbox.snapshots.fields import REQUIRED, match_columns
from leadwidgets.sandbox.snapshots.identity import check_lead_ids
from leadwidgets.sandbox.snapshots.nested import is_nested, unflattened
from leadwidgets.sandbox.snapshots.options import ReadingOptions
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

Stored = dict[str, pa.Array]


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
    leads: Leads, columns: Mapping[str, str], options: ReadingOptions | None = None
) -> Snapshot:
    """Read saved leads.

    Parameters
    ----------
    leads
        A DataFrame, something with a DataFrame as ``leads``, or the path of a file.
    columns
        From a column's name to the field that it is, where the name does not tell.
    options
        How to read a file, where it does not tell itself.

    Raises
    ------
    SnapshotError
        If the leads cannot be read, a required column is missing, a value has the wrong type, or
        lead ids are missing or repeat.
    """
    saved = read_leads(leads, options or ReadingOptions())
    frame = _with_text_names(saved.frame)
    matched = match_columns(list(frame.columns), columns)
    stored = {field: _field(frame[column], field) for field, column in matched.items()}
    check_lead_ids(stored["leadId"], matched["leadId"])
    used = {*matched.values(), _DERIVED}
    others = [column for column in frame.columns if column not in used]
    nested = [column for column in others if is_nested(column)]
    if nested and "campaignLead" not in stored:
        stored["campaignLead"] = unflattened(frame[nested])
        others = [column for column in others if column not in nested]
    table = _with_every_field(stored, len(frame))
    if others:
        table = table.append_column(UNDOCUMENTED, _members(frame[others]))
    ordered = table.take(pc.sort_indices(table, [("leadId", "ascending")]))
    return Snapshot(ordered, saved.notes)


def _with_text_names(frame: pd.DataFrame) -> pd.DataFrame:
    named = frame.set_axis(list(map(str, frame.columns)), axis=1)
    twice = sorted(set(named.columns[named.columns.duplicated()]))
    if twice:
        raise SnapshotError(
            f"Several columns have the same name: {', '.join(map(repr, twice))}",
            next_step="Rename or drop all but one of each.",
        )
    return named


def _field(column: values.Column, field: str) -> pa.Array:
    kind = LEAD_FIELDS[field].kind
    read: Callable[[values.Column], pa.Array] = (
        values.lead_states if field == "leadState" else values.READERS[kind]
    )
    array = read(column)
    misfits = np.asarray(array.is_null()) & ~values.blank(column)
    if misfits.any():
        first = int(np.flatnonzero(misfits)[0]) + 1
        raise SnapshotError(
            f"The column {column.name!r} is {field}, which holds {values.EXPECTED[kind]}, and "
            f"{int(misfits.sum()):,} of its values are something else, the first in row {first:,} "
            "below the column names",
            next_step=(
                "Correct them, or say with columns={…} which other column it is."
                if field in REQUIRED
                else "Correct them, or rename the column to keep it as it is."
            ),
        )
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _with_every_field(stored: Stored, rows: int) -> pa.Table:
    """Add what is missing: what the other fields tell, and nulls."""
    stored = stored | _dispositions(stored)
    # A list that says nothing of suppression is one whose leads may be dialed.
    stored.setdefault("suppressed", pa.array(np.zeros(rows, dtype=np.bool_)))
    return pa.table(
        {
            name: stored[name] if name in stored else pa.nulls(rows, _ARROW_TYPES[field.kind])
            for name, field in LEAD_FIELDS.items()
        }
    )


def _dispositions(stored: Stored) -> Stored:
    """Make whole dispositions from their parts, or the parts from the whole."""
    system, agent, both = (
        stored.get(name) for name in ("lastPassDispo", "agentDispostion", "lastPassDisposition")
    )
    if both is not None:
        coded = both.dictionary_encode()
        halves = [text.partition(" : ") for text in coded.dictionary.to_pylist()]
        return {
            name: pa.array([half[place] or None for half in halves], pa.string()).take(
                coded.indices
            )
            for name, place in (("lastPassDispo", 0), ("agentDispostion", 2))
            if name not in stored
        }
    if system is None:
        return {}
    whole = system if agent is None else pc.binary_join_element_wise(system, agent, " : ")
    return {"lastPassDisposition": pc.coalesce(whole, system)}


def _members(frame: pd.DataFrame) -> pa.Array:
    """Write columns as JSON members, ``"name":value,"name":value``."""
    members = [
        pc.binary_join_element_wise(
            f"{values.json_text(column)}:", pa.array(values.json_values(frame[column])), ""
        )
        for column in frame.columns
    ]
    return pc.binary_join_element_wise(*members, ",")
