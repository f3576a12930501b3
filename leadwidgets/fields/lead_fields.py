"""Every field of a lead, each once: its name on the wire, its column, what it holds, whose it is.

Names and types: CampaignLeadSearchResultsView of RingCentral's OpenAPI file. The fields stand in
the order in which an analyst reads them: which lead, in what state, who, from where, and what
happened to it last.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class LeadKind(Enum):
    """What a field of a lead holds, with the words for it in a note."""

    INTEGER = "a whole number"
    NUMBER = "a number"
    FLAG = "true or false"
    TIME = "a point in time"
    TEXT = "text"
    CATEGORY = "a repeating text"
    JSON = "a list or an object, as JSON"


class Personal(Enum):
    """What a field tells of the person behind a lead."""

    NO = "nothing"
    PHONE = "phone numbers"
    YES = "who it is, or what only an analyst can judge"


@dataclass(frozen=True, slots=True)
class LeadField:
    """One field of a lead.

    Attributes
    ----------
    api
        As the API writes it.
    column
        As a DataFrame of leads has it.
    kind
        What it holds.
    personal
        What it tells of the person.
    sent
        Whether answers hold it; the others are only searched by.
    """

    api: str
    column: str
    kind: LeadKind
    personal: Personal = Personal.NO
    sent: bool = True


def snake_case(name: str) -> str:
    """Give an API name in snake_case: ``auxData1`` becomes ``aux_data1``."""
    return _BOUNDARY.sub("_", name).lower()


def _field(
    api: str,
    kind: LeadKind,
    personal: Personal = Personal.NO,
    *,
    column: str = "",
    sent: bool = True,
) -> LeadField:
    return LeadField(api, column or snake_case(api), kind, personal, sent)


def _table(fields: Iterable[LeadField]) -> Mapping[str, LeadField]:
    return MappingProxyType({field.api: field for field in fields})


LEAD_FIELDS: Mapping[str, LeadField] = _table(
    (
        _field("leadId", LeadKind.INTEGER),
        _field("leadState", LeadKind.CATEGORY),
        _field("suppressed", LeadKind.FLAG),
        _field("leadPhone", LeadKind.TEXT, Personal.PHONE),
        _field("firstName", LeadKind.TEXT, Personal.YES),
        _field("midName", LeadKind.TEXT, Personal.YES),
        _field("lastName", LeadKind.TEXT, Personal.YES),
        _field("listId", LeadKind.INTEGER),
        _field("listDesc", LeadKind.CATEGORY),
        _field("campaignId", LeadKind.INTEGER),
        _field("campaignName", LeadKind.CATEGORY),
        _field("dialGroupId", LeadKind.INTEGER),
        _field("agentDispostion", LeadKind.CATEGORY, column="agent_disposition"),  # sic
        _field("lastPassDispo", LeadKind.CATEGORY),
        _field("lastPassDisposition", LeadKind.CATEGORY),
        _field("lastPassDts", LeadKind.TIME),
        _field("lastPassAgentName", LeadKind.CATEGORY),
        _field("leadPasses", LeadKind.INTEGER),
        _field("maxPasses", LeadKind.INTEGER),
        _field("nextDialTime", LeadKind.TIME),
        _field("pendingAgentName", LeadKind.CATEGORY),
        _field("leadTimezone", LeadKind.CATEGORY),
        _field("state", LeadKind.CATEGORY, column="physical_state"),  # not the lead's state
        _field("city", LeadKind.TEXT, Personal.YES),
        _field("zip", LeadKind.TEXT, Personal.YES),
        _field("address1", LeadKind.TEXT, Personal.YES),
        _field("address2", LeadKind.TEXT, Personal.YES),
        _field("email", LeadKind.TEXT, Personal.YES),
        _field("externId", LeadKind.TEXT, Personal.YES),
        _field("loadedDts", LeadKind.TIME),
        _field("stateDts", LeadKind.TIME),
        _field("uploadDate", LeadKind.TIME),
        _field("uploadedBy", LeadKind.CATEGORY),
        _field("lastPassDate", LeadKind.TIME),
        _field("speedToLeadFirstPass", LeadKind.INTEGER),
        _field("speedToLeadAgentConn", LeadKind.INTEGER),
        _field("callerId", LeadKind.TEXT, Personal.PHONE),
        _field("auxData1", LeadKind.TEXT, Personal.YES),
        _field("auxData2", LeadKind.TEXT, Personal.YES),
        _field("auxData3", LeadKind.TEXT, Personal.YES),
        _field("auxData4", LeadKind.TEXT, Personal.YES),
        _field("auxData5", LeadKind.TEXT, Personal.YES),
        _field("auxPhone", LeadKind.TEXT, Personal.PHONE),
        _field("auxGreeting", LeadKind.TEXT, Personal.YES),
        _field("auxExternalUrl", LeadKind.TEXT, Personal.YES),
        _field("extraData", LeadKind.TEXT, Personal.YES),
        _field("title", LeadKind.CATEGORY, Personal.YES),
        _field("suffix", LeadKind.CATEGORY, Personal.YES),
        _field("gateKeeper", LeadKind.TEXT, Personal.YES),
        _field("liveAnswerMessage", LeadKind.TEXT, Personal.YES),
        _field("machAnswerMessage", LeadKind.TEXT, Personal.YES),
        _field("dupeKeyOverride", LeadKind.INTEGER, Personal.YES),
        _field("sortCol", LeadKind.TEXT, Personal.YES),
        _field("campaignLead", LeadKind.JSON, Personal.YES),
        _field("agentId", LeadKind.INTEGER, sent=False),
        _field("pendingAgentId", LeadKind.INTEGER, sent=False),
    )
)
"""Every documented field, by its API name."""

NESTED_LEAD_FIELDS: Mapping[str, LeadField] = _table(
    (
        _field("leadPriority", LeadKind.INTEGER),
        _field("leadPhoneE164", LeadKind.TEXT, Personal.PHONE, column="lead_phone_e164"),
    )
)
"""What the lead inside ``campaignLead`` has beside the fields above, as far as we rely on it."""
