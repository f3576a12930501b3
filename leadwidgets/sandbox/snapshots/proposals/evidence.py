"""Whether the values of a column can be those of a field.

Names mislead: ``Lead Origin`` is no id, and ``Status`` may hold states or dispositions. Ids and
times are judged as their readers read them, the others by what most of their values look like.
Empty values and words for nothing say neither yes nor no.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from leadwidgets.errors import SnapshotError
from leadwidgets.fields import LEAD_FIELDS, LeadKind, Personal
from leadwidgets.sandbox.snapshots.columns import (
    FieldColumn,
    are_null_words,
    blank,
    holds_nested,
    read_field,
    readings_of,
    texts,
)
from leadwidgets.sandbox.snapshots.identity import check_lead_ids
from leadwidgets.sandbox.snapshots.saved_leads import SavedLeads
from leadwidgets.vocabulary import (
    LEAD_STATES,
    SYSTEM_DISPOSITIONS,
    lead_state_meant,
    system_disposition_meant,
)

_SAMPLE = 2_000  # rows
_FEW = 20  # different values that even a short list may have of campaigns, lists or zones
_PHONE = r"^(?:\D*\d){7,}\D*$"

Series = "pd.Series[Any]"


def can_be(field: str, column: "pd.Series[Any]") -> bool:
    """Tell whether a column can be a field, by its values; one without values can be any.

    Parameters
    ----------
    field
        As the API calls it.
    column
        A row a lead.
    """
    if field == "leadId":
        return _are_ids(column)
    there = column[~blank(column)].iloc[:_SAMPLE]
    kind = LEAD_FIELDS[field].kind
    if holds_nested(there) or there.empty:
        return there.empty
    if kind is LeadKind.TIME:
        return bool(readings_of(there))
    if kind not in (LeadKind.TEXT, LeadKind.CATEGORY):
        return _is_read(field, there)
    likely = _phones if LEAD_FIELDS[field].personal is Personal.PHONE else _LIKELY.get(field)
    return likely is None or likely(texts(there))


def _are_ids(column: "pd.Series[Any]") -> bool:
    """Tell whether each row has an id of its own."""
    read = FieldColumn("leadId", str(column.name), column, SavedLeads(column.to_frame()))
    try:
        check_lead_ids(read_field(read).array, read)
    except SnapshotError:
        return False
    return True


def _is_read(field: str, there: "pd.Series[Any]") -> bool:
    numbered = field in ("campaignId", "listId")
    if numbered and not _are_groups(texts(there)):
        return False
    try:
        read_field(FieldColumn(field, str(there.name), there, SavedLeads(there.to_frame())))
    except SnapshotError:
        return False
    return True


def _are_groups(values: pa.Array) -> bool:
    """Tell whether leads share values, as they share campaigns and zones."""
    return len(pc.unique(values)) <= max(_FEW, len(values) // 2)


def _mostly(match: Callable[[pa.Array], pa.Array]) -> Callable[[pa.Array], bool]:
    """Give what tells whether at least half of some texts match, words for nothing aside."""

    def holds(values: pa.Array) -> bool:
        there = pc.filter(values, pc.invert(are_null_words(values)))
        return not len(there) or 2 * (pc.sum(match(there)).as_py() or 0) >= len(there)

    return holds


def _matching(pattern: str) -> Callable[[pa.Array], bool]:
    return _mostly(lambda values: pc.match_substring_regex(values, pattern))


def _meaning(
    known: Mapping[str, object], meant: Callable[[str], str]
) -> Callable[[pa.Array], bool]:
    return _mostly(
        lambda values: pa.array([meant(text.strip()) in known for text in values.to_pylist()])
    )


_phones = _matching(_PHONE)
_states = _meaning(LEAD_STATES, lead_state_meant)

_LIKELY: Mapping[str, Callable[[pa.Array], bool]] = {
    "leadState": _states,
    "agentDispostion": lambda values: _are_groups(values) and not _states(values),
    "lastPassDispo": _meaning(SYSTEM_DISPOSITIONS, system_disposition_meant),
    "lastPassDisposition": _matching(r"\S : "),
    "leadTimezone": _are_groups,
    "email": _matching("@"),
    "zip": _matching(r"\d"),
}
"""From a field of texts to what tells whether some are likely to be its values."""
