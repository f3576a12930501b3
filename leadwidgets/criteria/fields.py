"""What each field of a search is: its name on the wire, what it holds, and how people call it.

Names and types: CampaignLeadSearchCriteria of RingCentral's OpenAPI file. Which fields are primary:
its guide page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Kind(Enum):
    """What a field holds; it decides how a value is checked, sent and asked for."""

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


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a search.

    Attributes
    ----------
    api
        Its name on the wire.
    kind
        What it holds.
    label
        For people.
    help
        What it filters, in one sentence.
    primary
        Whether RingCX's own page counts it among the primary fields.
    """

    api: str
    kind: Kind
    label: str
    help: str
    primary: bool = False


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "campaign_ids": Field(
            "campaignIds", Kind.IDS, "Campaigns", "Leads of these campaigns.", primary=True
        ),
        "suppressed": Field(
            "suppressed",
            Kind.SUPPRESSED,
            "Suppressed",
            "Whether the system may dial the lead.",
            primary=True,
        ),
        "list_ids": Field(
            "listIds", Kind.IDS, "Loaded lists", "Leads of these lists.", primary=True
        ),
        "agent_dispositions": Field(
            "agentDispositions",
            Kind.TEXTS,
            "Agent dispositions",
            "What an agent chose last.",
            primary=True,
        ),
        "system_dispositions": Field(
            "systemDispositions",
            Kind.CODES,
            "System dispositions",
            "How the last call ended.",
            primary=True,
        ),
        "lead_states": Field(
            "leadStates", Kind.LEAD_STATES, "Lead states", "The lead's status.", primary=True
        ),
        "physical_states": Field(
            "physicalStates",
            Kind.TEXTS,
            "States",
            "US states and Canadian provinces.",
            primary=True,
        ),
        "lead_timezones": Field(
            "leadTimezones",
            Kind.TIMEZONES,
            "Timezones",
            "The lead's timezone abbreviation.",
            primary=True,
        ),
        "orphaned_leads_only": Field(
            "orphanedLeadsOnly",
            Kind.FLAG,
            "Orphaned leads only",
            "Leads that belong to no list any more.",
            primary=True,
        ),
        "first_name": Field("firstName", Kind.TEXT, "First name", "The lead's first name."),
        "last_name": Field("lastName", Kind.TEXT, "Last name", "The lead's last name."),
        "lead_phone_num": Field("leadPhoneNum", Kind.TEXT, "Phone", "One phone number."),
        "lead_phone_numbers": Field(
            "leadPhoneNumbers", Kind.TEXTS, "Phones", "Any of these phone numbers."
        ),
        "caller_id": Field("callerId", Kind.TEXT, "Caller id", "The number shown to the lead."),
        "email_address": Field("emailAddress", Kind.TEXT, "E-mail", "The lead's e-mail address."),
        "address1": Field("address1", Kind.TEXT, "Address", "First line of the address."),
        "address2": Field("address2", Kind.TEXT, "Address, line 2", "Second line of the address."),
        "city": Field("city", Kind.TEXT, "City", "The lead's city."),
        "zip": Field("zip", Kind.TEXT, "Zip", "Zip or postal code; leading zeros count."),
        "lead_ids": Field("leadIds", Kind.IDS, "Lead ids", "Any of these lead ids."),
        "extern_ids": Field(
            "externIds", Kind.TEXTS, "External ids", "Any of these ids of your own system."
        ),
        "agent_id": Field("agentId", Kind.NUMBER, "Agent id", "The agent of the last call."),
        "pending_agent_id": Field(
            "pendingAgentId", Kind.NUMBER, "Pending agent id", "The agent the lead waits for."
        ),
        "lead_passes_criteria": Field(
            "leadPassesCriteria", Kind.NUMBER_COMPARISON, "Passes", "How often the lead was dialed."
        ),
        "last_pass_time_criteria": Field(
            "lastPassTimeCriteria",
            Kind.TIME_COMPARISON,
            "Last pass",
            "When the lead was last dialed.",
        ),
        "next_dial_time_criteria": Field(
            "nextDialTimeCriteria",
            Kind.TIME_COMPARISON,
            "Next dial",
            "When the lead may be dialed next.",
        ),
        "loaded_dts_start": Field(
            "loadedDtsStart", Kind.TIME, "Loaded from", "Loaded at this moment or later."
        ),
        "loaded_dts_end": Field(
            "loadedDtsEnd", Kind.TIME, "Loaded until", "Loaded at this moment or earlier."
        ),
        "aux_data1": Field("auxData1", Kind.TEXT, "Aux data 1", "The campaign's first own field."),
        "aux_data2": Field("auxData2", Kind.TEXT, "Aux data 2", "The campaign's second own field."),
        "aux_data3": Field("auxData3", Kind.TEXT, "Aux data 3", "The campaign's third own field."),
        "aux_data4": Field("auxData4", Kind.TEXT, "Aux data 4", "The campaign's fourth own field."),
        "aux_data5": Field("auxData5", Kind.TEXT, "Aux data 5", "The campaign's fifth own field."),
    }
)
