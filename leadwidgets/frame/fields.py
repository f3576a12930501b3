"""The fields of a lead as the API documents them, and the columns that they become.

Field names and types are those of ``CampaignLeadSearchResultsView`` in RingCentral's OpenAPI file.
What an answer holds beyond them is kept too, in columns named after the path to it. Columns stand
in the order in which an analyst reads them: which lead, in what state, who, from where, and what
happened to it last.
"""

import enum
import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass

from leadwidgets.frame.exact import printable
from leadwidgets.vocabulary import (
    LEAD_STATES,
    LEAD_TIMEZONES,
    SYSTEM_DISPOSITIONS,
    canonical_lead_state,
)

Path = tuple[str, ...]
"""Where a value stands in a row: one API name, or several for nested objects."""


class ColumnKind(enum.Enum):
    """What a column holds, with the words for it in a note."""

    INTEGER = "a whole number"
    NUMBER = "a number"
    FLAG = "true or false"
    TIME = "a point in time"
    TEXT = "text"
    CATEGORY = "a repeating text"
    JSON = "a list or an object, as JSON"


@dataclass(frozen=True, slots=True)
class Field:
    """One documented field.

    Attributes
    ----------
    name
        As the API writes it.
    column
        As the DataFrame has it.
    kind
        What it holds.
    """

    name: str
    column: str
    kind: ColumnKind

    @property
    def path(self) -> Path:
        """Where it stands in a row."""
        return (self.name,)


_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_API_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def snake_case(name: str) -> str:
    """Give an API name in snake_case: ``auxData1`` becomes ``aux_data1``.

    Names that accounts invent themselves (``Favourite colour``) stay as they are.
    """
    return _BOUNDARY.sub("_", name).lower() if _API_NAME.fullmatch(name) else printable(name)


# Four columns do not carry their API name: one is misspelled there, `state` is too easily taken
# for the lead's state, and the composite's parts have columns of their own.
_RENAMED = {"agentDispostion": "agent_disposition", "state": "physical_state"}

SYSTEM_DISPOSITION = "system_disposition"
AGENT_DISPOSITION = "agent_disposition"


def _field(name: str, kind: ColumnKind) -> Field:
    return Field(name, _RENAMED.get(name, snake_case(name)), kind)


FIELDS: tuple[Field, ...] = (
    _field("leadId", ColumnKind.INTEGER),
    _field("leadState", ColumnKind.CATEGORY),
    _field("suppressed", ColumnKind.FLAG),
    _field("leadPhone", ColumnKind.TEXT),
    _field("firstName", ColumnKind.TEXT),
    _field("midName", ColumnKind.TEXT),
    _field("lastName", ColumnKind.TEXT),
    _field("listId", ColumnKind.INTEGER),
    _field("listDesc", ColumnKind.CATEGORY),
    _field("campaignId", ColumnKind.INTEGER),
    _field("campaignName", ColumnKind.CATEGORY),
    _field("dialGroupId", ColumnKind.INTEGER),
    _field("agentDispostion", ColumnKind.CATEGORY),
    _field("lastPassDispo", ColumnKind.CATEGORY),
    _field("lastPassDisposition", ColumnKind.CATEGORY),
    _field("lastPassDts", ColumnKind.TIME),
    _field("lastPassAgentName", ColumnKind.CATEGORY),
    _field("leadPasses", ColumnKind.INTEGER),
    _field("maxPasses", ColumnKind.INTEGER),
    _field("nextDialTime", ColumnKind.TIME),
    _field("pendingAgentName", ColumnKind.CATEGORY),
    _field("leadTimezone", ColumnKind.CATEGORY),
    _field("state", ColumnKind.CATEGORY),
    _field("city", ColumnKind.TEXT),
    _field("zip", ColumnKind.TEXT),
    _field("address1", ColumnKind.TEXT),
    _field("address2", ColumnKind.TEXT),
    _field("email", ColumnKind.TEXT),
    _field("externId", ColumnKind.TEXT),
    _field("loadedDts", ColumnKind.TIME),
    _field("stateDts", ColumnKind.TIME),
    _field("uploadDate", ColumnKind.TIME),
    _field("uploadedBy", ColumnKind.CATEGORY),
    _field("lastPassDate", ColumnKind.TIME),
    _field("speedToLeadFirstPass", ColumnKind.INTEGER),
    _field("speedToLeadAgentConn", ColumnKind.INTEGER),
    _field("callerId", ColumnKind.TEXT),
    _field("auxData1", ColumnKind.TEXT),
    _field("auxData2", ColumnKind.TEXT),
    _field("auxData3", ColumnKind.TEXT),
    _field("auxData4", ColumnKind.TEXT),
    _field("auxData5", ColumnKind.TEXT),
    _field("auxPhone", ColumnKind.TEXT),
    _field("auxGreeting", ColumnKind.TEXT),
    _field("auxExternalUrl", ColumnKind.TEXT),
    _field("extraData", ColumnKind.TEXT),
    _field("title", ColumnKind.CATEGORY),
    _field("suffix", ColumnKind.CATEGORY),
    _field("gateKeeper", ColumnKind.TEXT),
    _field("liveAnswerMessage", ColumnKind.TEXT),
    _field("machAnswerMessage", ColumnKind.TEXT),
    _field("dupeKeyOverride", ColumnKind.INTEGER),
    _field("sortCol", ColumnKind.TEXT),
)

KINDS: dict[Path, ColumnKind] = {field.path: field.kind for field in FIELDS}
COLUMN_NAMES: dict[Path, str] = {field.path: field.column for field in FIELDS}

COLUMNS: tuple[str, ...] = tuple(
    name
    for field in FIELDS
    for name in (
        (SYSTEM_DISPOSITION, field.column) if field.column == AGENT_DISPOSITION else (field.column,)
    )
)
"""Every documented column, and the one that the composite adds, in order."""

NESTED_FIELDS = frozenset({"campaignLead"})
"""Documented fields that hold an object; its values become columns of their own."""

LEAD_ID: Path = ("leadId",)
LEAD_STATE: Path = ("leadState",)
LEAD_TIMEZONE: Path = ("leadTimezone",)
COMPOSITE_DISPOSITION: Path = ("lastPassDisposition",)
LAST_PASS_DISPO: Path = ("lastPassDispo",)
SINGLE_AGENT_DISPOSITION: Path = ("agentDispostion",)


CATEGORY_ORDERS: Mapping[Path, Iterable[str]] = {
    LEAD_STATE: LEAD_STATES,
    LEAD_TIMEZONE: LEAD_TIMEZONES,
    LAST_PASS_DISPO: SYSTEM_DISPOSITIONS,
}
"""Known values, in the order that a column's categories take."""

SPELLINGS: Mapping[Path, Callable[[str], str]] = {LEAD_STATE: canonical_lead_state}
"""How a value is spelled in the frame; values spelled alike become one."""


def column_name(path: Path, taken: Container[str]) -> str:
    """Name the column for a path: the documented name, or the path's own, made unique.

    Parameters
    ----------
    path
        Such as ``("campaignLead", "leadPriority")``, which gives ``campaign_lead.lead_priority``.
    taken
        Names that other columns have.
    """
    wanted = COLUMN_NAMES.get(path) or ".".join(snake_case(part) for part in path)
    return unique_name(wanted, taken)


def unique_name(wanted: str, taken: Container[str]) -> str:
    """Give `wanted`, or `wanted` with the first free number after it."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name


def kind_of(path: Path) -> ColumnKind | None:
    """Tell what a documented field holds; None for all others.

    The lead inside ``campaignLead`` has the fields of the lead around it.
    """
    if len(path) == 2 and path[0] in NESTED_FIELDS:  # noqa: PLR2004 - the object and its field
        return KINDS.get(path[1:])
    return KINDS.get(path)
