"""Every field of a search, each once: its name, what it holds, how it compares, its label.

Names and types: CampaignLeadSearchCriteria of RingCentral's OpenAPI file. Which fields are primary:
its guide page. A field of `SearchFields` is a parameter of `SearchCriteria`, a member of the
request, an entry of the form and a key of saved criteria; all of them follow from its line here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, Literal

from leadwidgets.fields.comparison import Comparison
from leadwidgets.fields.lead_fields import LEAD_FIELDS, LeadField, Personal

Suppressed = Literal["ALL", "ONLY_UNSUPPRESSED", "ONLY_SUPPRESSED"]


class SearchKind(Enum):
    """What a field of a search holds; it decides how a value is checked, sent and asked for."""

    IDS = "ids"
    CODES = "codes"
    LEAD_STATES = "lead_states"
    TEXTS = "texts"
    TIMEZONES = "timezones"
    SUPPRESSED = "suppressed"
    FLAG = "flag"
    TEXT = "text"
    NUMBER = "number"
    TIME = "time"
    NUMBER_COMPARISON = "number_comparison"
    TIME_COMPARISON = "time_comparison"


class Match(Enum):
    """How a field's value is compared with the lead's; the embedded account reads it so."""

    ANY_OF = "is one of"
    CONTAINS = "contains, whatever the case"
    SAME = "is, whatever the case"
    ANY_PHONE_OF = "has one of these numbers, however they are written"
    COMPARED = "is more than, less than or equal to"
    FROM = "is at or after"
    UNTIL = "is at or before"
    IS = "is"


@dataclass(frozen=True, slots=True)
class SearchField:
    """One field of a search.

    Attributes
    ----------
    name
        In Python, and in saved criteria.
    kind
        What it holds.
    label
        For people.
    help
        What it filters, in one sentence.
    match
        How it compares.
    lead_field
        What it compares with.
    primary
        Whether RingCX's own page counts it among the primary fields.
    of_campaigns
        Whether its values belong to the chosen campaigns.
    counted_as
        The name of the breakdown by the same field; empty where there is none.
    option
        Its option of ``leadwidgets search``; empty where it has none.
    """

    name: str
    kind: SearchKind
    label: str
    help: str
    match: Match
    lead_field: LeadField
    primary: bool = False
    of_campaigns: bool = False
    counted_as: str = ""
    option: str = ""

    @property
    def api(self) -> str:
        """Its name on the wire."""
        return _camel_case(self.name)

    @property
    def personal(self) -> bool:
        """Whether a value of it can tell who a lead is."""
        return self.lead_field.personal is not Personal.NO


def _line(
    kind: SearchKind, label: str, help_: str, match: Match, *, default: object = None, **facts: Any
) -> Any:
    line = {"kind": kind, "label": label, "help": help_, "match": match, **facts}
    return field(default=default, metadata=line)


def _any_of(kind: SearchKind, label: str, help_: str, *, of: str, **facts: Any) -> Any:
    facts.setdefault("match", Match.ANY_OF)
    return _line(kind, label, help_, of=of, default=(), **facts)


def _text(label: str, help_: str, match: Match = Match.CONTAINS, *, of: str = "") -> Any:
    return _line(SearchKind.TEXT, label, help_, match, of=of)


def _number(label: str, help_: str) -> Any:
    return _line(SearchKind.NUMBER, label, help_, Match.IS)


def _compared(kind: SearchKind, label: str, help_: str, *, of: str) -> Any:
    return _line(kind, label, help_, Match.COMPARED, of=of)


def _time(label: str, help_: str, match: Match, *, of: str) -> Any:
    return _line(SearchKind.TIME, label, help_, match, of=of)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SearchFields:
    """The fields of a search, in the order of the form."""

    campaign_ids: Sequence[int] = _any_of(
        SearchKind.IDS,
        "Campaigns",
        "Leads of these campaigns.",
        of="campaignId",
        primary=True,
        counted_as="campaign",
        option="--campaign",
    )
    suppressed: Suppressed = _line(
        SearchKind.SUPPRESSED,
        "Suppressed",
        "Whether the system may dial the lead.",
        Match.IS,
        default="ALL",
        primary=True,
        counted_as="suppressed",
        option="--suppressed",
    )
    list_ids: Sequence[int] = _any_of(
        SearchKind.IDS,
        "Loaded lists",
        "Leads of these lists.",
        of="listId",
        primary=True,
        of_campaigns=True,
        counted_as="lead_list",
        option="--list",
    )
    agent_dispositions: Sequence[str] = _any_of(
        SearchKind.TEXTS,
        "Agent dispositions",
        "What an agent chose last.",
        of="agentDispostion",
        primary=True,
        of_campaigns=True,
        counted_as="agent_disposition",
        option="--agent-disposition",
    )
    system_dispositions: Sequence[str] = _any_of(
        SearchKind.CODES,
        "System dispositions",
        "How the last call ended.",
        of="lastPassDispo",
        primary=True,
        counted_as="system_disposition",
        option="--system-disposition",
    )
    lead_states: Sequence[str] = _any_of(
        SearchKind.LEAD_STATES,
        "Lead status",
        "Where the lead is on its way through dialing.",
        of="leadState",
        primary=True,
        counted_as="lead_state",
        option="--state",
    )
    physical_states: Sequence[str] = _any_of(
        SearchKind.TEXTS,
        "State",
        "The lead's state, province or territory, by its code.",
        of="state",
        primary=True,
        counted_as="physical_state",
        option="--physical-state",
    )
    lead_timezones: Sequence[str] = _any_of(
        SearchKind.TIMEZONES,
        "Timezone",
        "The abbreviation of the lead's timezone.",
        of="leadTimezone",
        primary=True,
        counted_as="lead_timezone",
        option="--timezone",
    )
    orphaned_leads_only: bool = _line(
        SearchKind.FLAG,
        "Orphaned leads only",
        "Leads that belong to no list any more.",
        Match.IS,
        of="listId",
        default=False,
        primary=True,
    )
    first_name: str | None = _text("First name", "The lead's first name.")
    last_name: str | None = _text("Last name", "The lead's last name.")
    lead_phone_num: str | None = _text(
        "Phone", "One phone number.", Match.ANY_PHONE_OF, of="leadPhone"
    )
    lead_phone_numbers: Sequence[str] = _any_of(
        SearchKind.TEXTS,
        "Phones",
        "Any of these phone numbers.",
        of="leadPhone",
        match=Match.ANY_PHONE_OF,
    )
    caller_id: str | None = _text("Caller id", "The number shown to the lead.", Match.SAME)
    email_address: str | None = _text("E-mail", "The lead's e-mail address.", of="email")
    address1: str | None = _text("Address", "First line of the address.")
    address2: str | None = _text("Address, line 2", "Second line of the address.")
    city: str | None = _text("City", "The lead's city.")
    zip: str | None = _text("Zip", "Zip or postal code; leading zeros count.", Match.SAME)
    lead_ids: Sequence[int] = _any_of(
        SearchKind.IDS, "Lead ids", "Any of these lead ids.", of="leadId"
    )
    extern_ids: Sequence[str] = _any_of(
        SearchKind.TEXTS, "External ids", "Any of these ids of your own system.", of="externId"
    )
    agent_id: int | None = _number("Agent id", "The agent of the last call.")
    pending_agent_id: int | None = _number("Pending agent id", "The agent the lead waits for.")
    lead_passes_criteria: Comparison | None = _compared(
        SearchKind.NUMBER_COMPARISON, "Passes", "How often the lead was dialed.", of="leadPasses"
    )
    last_pass_time_criteria: Comparison | None = _compared(
        SearchKind.TIME_COMPARISON, "Last pass", "When the lead was last dialed.", of="lastPassDts"
    )
    next_dial_time_criteria: Comparison | None = _compared(
        SearchKind.TIME_COMPARISON,
        "Next dial",
        "When the lead may be dialed next.",
        of="nextDialTime",
    )
    loaded_dts_start: datetime | None = _time(
        "Loaded from", "Loaded at this moment or later.", Match.FROM, of="loadedDts"
    )
    loaded_dts_end: datetime | None = _time(
        "Loaded until", "Loaded at this moment or earlier.", Match.UNTIL, of="loadedDts"
    )
    aux_data1: str | None = _text("Aux data 1", "The campaign's first own field.")
    aux_data2: str | None = _text("Aux data 2", "The campaign's second own field.")
    aux_data3: str | None = _text("Aux data 3", "The campaign's third own field.")
    aux_data4: str | None = _text("Aux data 4", "The campaign's fourth own field.")
    aux_data5: str | None = _text("Aux data 5", "The campaign's fifth own field.")


def _camel_case(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def _search_field(name: str, line: Mapping[str, Any]) -> SearchField:
    facts = dict(line)
    compared = facts.pop("of", "") or _camel_case(name)
    return SearchField(name=name, lead_field=LEAD_FIELDS[compared], **facts)


SEARCH_FIELDS: Mapping[str, SearchField] = MappingProxyType(
    {one.name: _search_field(one.name, one.metadata) for one in fields(SearchFields)}
)
"""Every field of a search, by its Python name, in the order of the form."""
