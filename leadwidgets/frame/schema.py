"""The fields of a lead as the API documents them, and the columns that they become.

Field names and types are those of ``CampaignLeadSearchResultsView`` in RingCentral's OpenAPI file.
What an answer holds beyond them is kept too, in columns named after the path to it. Columns stand
in the order in which an analyst reads them: which lead, in what state, who, from where, and what
happened to it last.
"""

import enum
import re
from collections.abc import Container
from dataclasses import dataclass

from leadwidgets.frame.exact import printable

Path = tuple[str, ...]
"""Where a value stands in a row: one API name, or several for nested objects."""


class Kind(enum.Enum):
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
    kind: Kind

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


def _field(name: str, kind: Kind) -> Field:
    return Field(name, _RENAMED.get(name, snake_case(name)), kind)


FIELDS: tuple[Field, ...] = (
    _field("leadId", Kind.INTEGER),
    _field("leadState", Kind.CATEGORY),
    _field("suppressed", Kind.FLAG),
    _field("leadPhone", Kind.TEXT),
    _field("firstName", Kind.TEXT),
    _field("midName", Kind.TEXT),
    _field("lastName", Kind.TEXT),
    _field("listId", Kind.INTEGER),
    _field("listDesc", Kind.CATEGORY),
    _field("campaignId", Kind.INTEGER),
    _field("campaignName", Kind.CATEGORY),
    _field("dialGroupId", Kind.INTEGER),
    _field("agentDispostion", Kind.CATEGORY),
    _field("lastPassDispo", Kind.CATEGORY),
    _field("lastPassDisposition", Kind.CATEGORY),
    _field("lastPassDts", Kind.TIME),
    _field("lastPassAgentName", Kind.CATEGORY),
    _field("leadPasses", Kind.INTEGER),
    _field("maxPasses", Kind.INTEGER),
    _field("nextDialTime", Kind.TIME),
    _field("pendingAgentName", Kind.CATEGORY),
    _field("leadTimezone", Kind.CATEGORY),
    _field("state", Kind.CATEGORY),
    _field("city", Kind.TEXT),
    _field("zip", Kind.TEXT),
    _field("address1", Kind.TEXT),
    _field("address2", Kind.TEXT),
    _field("email", Kind.TEXT),
    _field("externId", Kind.TEXT),
    _field("loadedDts", Kind.TIME),
    _field("stateDts", Kind.TIME),
    _field("uploadDate", Kind.TIME),
    _field("uploadedBy", Kind.CATEGORY),
    _field("lastPassDate", Kind.TIME),
    _field("speedToLeadFirstPass", Kind.INTEGER),
    _field("speedToLeadAgentConn", Kind.INTEGER),
    _field("callerId", Kind.TEXT),
    _field("auxData1", Kind.TEXT),
    _field("auxData2", Kind.TEXT),
    _field("auxData3", Kind.TEXT),
    _field("auxData4", Kind.TEXT),
    _field("auxData5", Kind.TEXT),
    _field("auxPhone", Kind.TEXT),
    _field("auxGreeting", Kind.TEXT),
    _field("auxExternalUrl", Kind.TEXT),
    _field("extraData", Kind.TEXT),
    _field("title", Kind.CATEGORY),
    _field("suffix", Kind.CATEGORY),
    _field("gateKeeper", Kind.TEXT),
    _field("liveAnswerMessage", Kind.TEXT),
    _field("machAnswerMessage", Kind.TEXT),
    _field("dupeKeyOverride", Kind.INTEGER),
    _field("sortCol", Kind.TEXT),
)

KINDS: dict[Path, Kind] = {field.path: field.kind for field in FIELDS}
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
SENT_AGENT_DISPOSITION: Path = ("agentDispostion",)


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


def kind_of(path: Path) -> Kind | None:
    """Tell what a documented field holds; None for all others.

    The lead inside ``campaignLead`` has the fields of the lead around it.
    """
    if len(path) == 2 and path[0] in NESTED_FIELDS:  # noqa: PLR2004 - the object and its field
        return KINDS.get(path[1:])
    return KINDS.get(path)
