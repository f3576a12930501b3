"""The wire shape of a lead: the fields of CampaignLeadSearchResultsView, and the SQL of each.

A stored row has a column for each field, under the field's own name, and a few more that criteria
need (`HIDDEN`). Moments are stored as ``TIMESTAMP`` (UTC, to the millisecond) and written as RingCX
writes them, which differs from field to field (`MOMENTS`).
"""

from leadwidgets.fields import LEAD_FIELDS
from leadwidgets.vocabulary import LEAD_STATES

FIELDS: tuple[str, ...] = tuple(sorted(name for name, field in LEAD_FIELDS.items() if field.sent))
"""The fields of a row on the wire, in the order of the API's schema."""

HIDDEN: tuple[str, ...] = tuple(name for name, field in LEAD_FIELDS.items() if not field.sent)
"""Stored, searched by, and not on the wire."""

_PLUS_ZERO = "strftime({name}, '%Y-%m-%dT%H:%M:%S.%g+0000')"
MOMENTS: dict[str, str] = {
    "lastPassDate": "strftime({name}, '%Y-%m-%dT%H:%M:%S.%g-0000')",
    "lastPassDts": _PLUS_ZERO,
    "loadedDts": _PLUS_ZERO,
    "nextDialTime": _PLUS_ZERO,
    "stateDts": "epoch_ms({name})",
    "uploadDate": _PLUS_ZERO,
}
"""How each moment is written: with ``+0000``, with ``-0000``, or as milliseconds since 1970."""

_KNOWN = ", ".join(f"'{state}'" for state in LEAD_STATES)
_UNDERSCORES = (
    f"CASE WHEN leadState IN ({_KNOWN}) THEN replace(leadState, '-', '_') ELSE leadState END"
)

UNDOCUMENTED = "undocumented"
"""Column of a snapshot: what its leads have beyond the API's fields, as JSON members without the
braces around them."""


def wire_expression(name: str, *, underscores: bool = False) -> str:
    """Give the SQL of a field's wire value: a text, a number, a flag, JSON or null."""
    if name in MOMENTS:
        return MOMENTS[name].format(name=name)
    if name == "leadState" and underscores:
        return _UNDERSCORES
    return name


def row_expression(*, underscores: bool = False, undocumented: bool = False) -> str:
    """Give the SQL of a whole row as JSON text; with its undocumented members, if it has any."""
    fields = (f"'{name}': {wire_expression(name, underscores=underscores)}" for name in FIELDS)
    row = f"to_json({{{', '.join(fields)}}})"
    if not undocumented:
        return row
    # The last brace is taken away as a byte: to look for it among the characters takes as long as
    # all the rest of the row does.
    return f"decode(encode({row})[:-2]) || ',' || {UNDOCUMENTED} || '}}'"
