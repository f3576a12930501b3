"""Putting together the texts of drawn leads: from the codes and numbers of `leads` to stored rows.

SQL, since DuckDB does it on all cores and no text becomes a Python object.

A North American phone is an area code, an exchange and ``01xx``. The exchange is 555, whose 01xx
numbers are kept for fiction, and, once an area code's hundred of those are used up, one that begins
with 0 or 1, which no telephone there has. An Australian one is of the ranges that its authority
keeps for fiction (5550 and 7010 with any four digits, in every area; 1800 975 707 to 711), and
after those of an exchange that begins with 0, which no telephone there has.
"""

from collections.abc import Callable, Mapping

from leadwidgets.fields import LEAD_FIELDS, LeadKind
from leadwidgets.sandbox.invented.names import AGENTS, FIRST_AGENT_ID
from leadwidgets.sandbox.store import FIELDS, HIDDEN, MOMENTS

_EMPTY_TEXTS = (
    "auxExternalUrl",
    "auxGreeting",
    "auxPhone",
    "extraData",
    "gateKeeper",
    "liveAnswerMessage",
    "machAnswerMessage",
    "sortCol",
)


def stored_columns(country: str) -> str:
    """Give the SELECT list that makes stored rows of what `leads.draw_leads` gives."""
    columns = _COLUMNS | _COUNTRY_COLUMNS.get(country, {})
    return ", ".join(f"{_column(name, columns)} AS {name}" for name in (*FIELDS, *HIDDEN))


def _column(name: str, columns: Mapping[str, str]) -> str:
    if name in columns:
        return columns[name]
    if name in MOMENTS:
        return f"epoch_ms({name})"
    if LEAD_FIELDS[name].kind is LeadKind.INTEGER:
        return f"{name}::INTEGER"
    return name if name == "suppressed" else f"{name}::VARCHAR"


def _phone(serial: str) -> str:
    """Give a number of the area code: its first hundred are 555-01xx, the rest are impossible."""
    impossible = f"lpad((({serial} // 100 - 1) % 200)::VARCHAR, 3, '0')"
    line = f"lpad((100 + {serial} * 37 % 100)::VARCHAR, 4, '0')"
    return f"areaCode::VARCHAR || if({serial} < 100, '555', {impossible}) || {line}"


def _australian_phone(serial: str) -> str:
    """Give a number of the area code, with ten digits as it is dialed in the country."""
    impossible = f"lpad(({serial} // 10000 - 2)::VARCHAR, 4, '0')"
    exchange = f"CASE {serial} // 10000 WHEN 0 THEN '5550' WHEN 1 THEN '7010' ELSE {impossible} END"
    return f"areaCode::VARCHAR || {exchange} || lpad(({serial} % 10000)::VARCHAR, 4, '0')"


def _phones(phone: Callable[[str], str]) -> str:
    more = [f"|| coalesce('|' || {phone(serial)}, '')" for serial in ("secondPhone", "thirdPhone")]
    return " ".join([phone("phone"), *more])


def _agent(position: str) -> str:
    names = ", ".join("'" + name.replace("'", "''") + "'" for name in AGENTS)
    return f"[{names}][{position} + 1]"


def _name(part: str) -> str:
    return f"if(shouted, upper({part}::VARCHAR), {part}::VARCHAR)"


_COLUMNS: dict[str, str] = {
    "address1": "houseNumber::VARCHAR || ' ' || street::VARCHAR",
    "address2": "unit::VARCHAR || ' ' || unitNumber::VARCHAR",
    "agentId": f"({FIRST_AGENT_ID} + agent)::INTEGER",
    "auxData5": "if(extended, 'batch ' || (leadId % 7)::VARCHAR, NULL)",
    "callerId": "'80055501' || lpad((campaignId % 100)::VARCHAR, 2, '0')",
    "campaignLead": """
        if(extended, to_json({
            'leadId': leadId::INTEGER,
            'leadPriority': leadPriority::INTEGER,
            'extendedLeadData': {
                'score': (leadId % 101)::VARCHAR,
                'segment': chr((65 + leadId % 4)::INTEGER)
            }
        }), NULL)""",
    "dupeKeyOverride": "NULL::BIGINT",
    "email": """
        lower(strip_accents(firstName::VARCHAR))
        || '.' || regexp_replace(lower(strip_accents(lastName::VARCHAR)), '[^a-z]', '', 'g')
        || emailNumber::VARCHAR || '@' || emailDomain::VARCHAR""",
    "externId": """
        CASE externKind
            WHEN 0 THEN lpad(externNumber::VARCHAR, 10, '0')
            WHEN 1 THEN 'CRM-' || externNumber::VARCHAR
        END""",
    "firstName": _name("firstName"),
    "lastName": _name("lastName"),
    "lastPassAgentName": _agent("agent"),
    "lastPassDate": "date_trunc('day', epoch_ms(lastPassDts))",
    "lastPassDisposition": """
        lastPassDispo::VARCHAR || coalesce(' : ' || agentDispostion::VARCHAR, '')""",
    "leadPhone": _phones(_phone),
    "listDesc": "if(orphaned, NULL, listDesc::VARCHAR)",
    "listId": "if(orphaned, NULL, listId::INTEGER)",
    "pendingAgentId": f"({FIRST_AGENT_ID} + pendingAgent)::INTEGER",
    "pendingAgentName": _agent("pendingAgent"),
    "uploadDate": "if(orphaned, NULL, epoch_ms(uploadDate))",
    "uploadedBy": f"if(orphaned, NULL, {_agent('uploadedBy')})",
    "zip": """
        if(
            zipPrefix::VARCHAR < 'A',
            zipPrefix::VARCHAR || lpad(zipRest::VARCHAR, 2, '0')
                || if(zipPlus > 0, '-' || lpad(zipPlus::VARCHAR, 4, '0'), ''),
            zipPrefix::VARCHAR || ' ' || (zipRest % 10)::VARCHAR
                || chr((65 + zipRest % 8)::INTEGER) || (zipRest // 10)::VARCHAR
        )""",
    **dict.fromkeys(_EMPTY_TEXTS, "NULL::VARCHAR"),
}

_COUNTRY_COLUMNS: dict[str, dict[str, str]] = {
    "AU": {
        "callerId": "'1800975' || (707 + campaignId % 5)::VARCHAR",
        "leadPhone": _phones(_australian_phone),
        "zip": "zipPrefix::VARCHAR || lpad(zipRest::VARCHAR, 2, '0')",
    },
}
