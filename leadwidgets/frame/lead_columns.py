"""The columns of the documented fields of a lead, and the names of all others.

What an answer holds beyond `leadwidgets.fields` is kept too, in columns named after the path to it.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping

from leadwidgets.fields import LEAD_FIELDS, LeadKind, snake_case
from leadwidgets.frame.exact import printable
from leadwidgets.vocabulary import (
    LEAD_STATES,
    LEAD_TIMEZONES,
    SYSTEM_DISPOSITIONS,
    canonical_lead_state,
)

Path = tuple[str, ...]
"""Where a value stands in a row: one API name, or several for nested objects."""

SYSTEM_DISPOSITION = "system_disposition"
"""A column without a field: the system's part of the composite disposition."""

AGENT_DISPOSITION = LEAD_FIELDS["agentDispostion"].column

NESTED_FIELDS = frozenset(
    field.api for field in LEAD_FIELDS.values() if field.kind is LeadKind.JSON
)
"""Documented fields that hold an object; its values become columns of their own."""

_SENT = [field for field in LEAD_FIELDS.values() if field.sent and field.api not in NESTED_FIELDS]
KINDS: dict[Path, LeadKind] = {(field.api,): field.kind for field in _SENT}
COLUMN_NAMES: dict[Path, str] = {(field.api,): field.column for field in _SENT}

COLUMNS: tuple[str, ...] = tuple(
    name
    for column in COLUMN_NAMES.values()
    for name in ((SYSTEM_DISPOSITION, column) if column == AGENT_DISPOSITION else (column,))
)
"""Every documented column, and the one that the composite adds, in order."""

LEAD_ID: Path = ("leadId",)
LEAD_STATE: Path = ("leadState",)
LEAD_TIMEZONE: Path = ("leadTimezone",)
COMPOSITE_DISPOSITION: Path = ("lastPassDisposition",)
LAST_PASS_DISPO: Path = ("lastPassDispo",)
SINGLE_AGENT_DISPOSITION: Path = ("agentDispostion",)

ROW_FIELDS: Mapping[Path, Path] = {
    **{("campaignLead", *path): path for path in COLUMN_NAMES},
    ("campaignLead", "campaign", "campaignId"): ("campaignId",),
    ("campaignLead", "campaign", "campaignName"): ("campaignName",),
    ("campaignLead", "campaign", "dialGroup", "dialGroupId"): ("dialGroupId",),
}
"""Where the lead inside ``campaignLead`` has a field of the row around it."""

ID_FIELDS: frozenset[Path] = frozenset(
    {("leadId",), ("listId",), ("campaignId",), ("dialGroupId",)}
)
"""Fields whose whole numbers some accounts write as text."""

CATEGORY_ORDERS: Mapping[Path, Iterable[str]] = {
    LEAD_STATE: LEAD_STATES,
    LEAD_TIMEZONE: LEAD_TIMEZONES,
    LAST_PASS_DISPO: SYSTEM_DISPOSITIONS,
}
"""Known values, in the order that a column's categories take."""

SPELLINGS: Mapping[Path, Callable[[str], str]] = {LEAD_STATE: canonical_lead_state}
"""How a value is spelled in the frame; values spelled alike become one."""


_API_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def _column_part(name: str) -> str:
    """Give an API name in snake_case; a name that an account made up itself stays as it is."""
    return snake_case(name) if _API_NAME.fullmatch(name) else printable(name)


def column_name(path: Path, taken: Container[str]) -> str:
    """Name the column for a path: the documented name, or the path's own, made unique.

    Parameters
    ----------
    path
        Such as ``("campaignLead", "leadPriority")``, which gives ``campaign_lead.lead_priority``.
    taken
        Names that other columns have.
    """
    wanted = COLUMN_NAMES.get(path) or ".".join(_column_part(part) for part in path)
    return unique_name(wanted, taken)


def unique_name(wanted: str, taken: Container[str]) -> str:
    """Give `wanted`, or `wanted` with the first free number after it."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name


def kind_of(path: Path) -> LeadKind | None:
    """Tell what a documented field holds; None for all others.

    The lead inside ``campaignLead`` has the fields of the lead around it.
    """
    return KINDS.get(ROW_FIELDS.get(path, path))
