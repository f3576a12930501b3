"""The wire shape of a lead: the fields of CampaignLeadSearchResultsView, and the SQL that stores and renders them.

A stored row has a column for each field, under the field's own name, and a few more that criteria need (`HIDDEN`). Moments are stored
as ``TIMESTAMP`` (UTC, to the millisecond) and written as RingCX writes them, which differs from field to field (`MOMENTS`).
"""

from leadwidgets.sandbox.people import AGENTS, FIRST_AGENT_ID

FIELDS: tuple[str, ...] = (
    "address1",
    "address2",
    "agentDispostion",  # misspelled in the API
    "auxData1",
    "auxData2",
    "auxData3",
    "auxData4",
    "auxData5",
    "auxExternalUrl",
    "auxGreeting",
    "auxPhone",
    "callerId",
    "campaignId",
    "campaignLead",
    "campaignName",
    "city",
    "dialGroupId",
    "dupeKeyOverride",
    "email",
    "externId",
    "extraData",
    "firstName",
    "gateKeeper",
    "lastName",
    "lastPassAgentName",
    "lastPassDate",
    "lastPassDispo",
    "lastPassDisposition",
    "lastPassDts",
    "leadId",
    "leadPasses",
    "leadPhone",
    "leadState",
    "leadTimezone",
    "listDesc",
    "listId",
    "liveAnswerMessage",
    "loadedDts",
    "machAnswerMessage",
    "maxPasses",
    "midName",
    "nextDialTime",
    "pendingAgentName",
    "sortCol",
    "speedToLeadAgentConn",
    "speedToLeadFirstPass",
    "state",
    "stateDts",
    "suffix",
    "suppressed",
    "title",
    "uploadDate",
    "uploadedBy",
    "zip",
)
"""The fields of a row on the wire, in the order of the API's schema."""

HIDDEN: tuple[str, ...] = ("agentId", "pendingAgentId")
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


def wire_expression(name: str, *, underscores: bool = False) -> str:
    """Give the SQL of a field's wire value: a text, a number, a flag, JSON or null."""
    if name in MOMENTS:
        return MOMENTS[name].format(name=name)
    if name == "leadState" and underscores:
        return "replace(leadState, '-', '_')"
    return name


def row_expression(*, underscores: bool = False) -> str:
    """Give the SQL of a whole row as JSON text."""
    fields = (f"'{name}': {wire_expression(name, underscores=underscores)}" for name in FIELDS)
    return f"to_json({{{', '.join(fields)}}})"


def _phone(serial: str) -> str:
    """An area code's first hundred numbers have the exchange 555, the rest one that no telephone has."""
    exchange = f"CASE WHEN {serial} < 100 THEN '555' ELSE lpad((({serial} // 100 - 1) % 200)::VARCHAR, 3, '0') END"
    line = f"lpad((100 + {serial} * 37 % 100)::VARCHAR, 4, '0')"
    return f"areaCode::VARCHAR || {exchange} || {line}"


def _agent(position: str) -> str:
    names = ", ".join("'" + name.replace("'", "''") + "'" for name in AGENTS)
    return f"[{names}][{position} + 1]"


def _named(text: str) -> str:
    return f"CASE WHEN shouted THEN upper({text}::VARCHAR) ELSE {text}::VARCHAR END"


_COLUMNS: dict[str, str] = {
    "address1": "houseNumber::VARCHAR || ' ' || street::VARCHAR",
    "address2": "unit::VARCHAR || ' ' || unitNumber::VARCHAR",
    "auxData5": "CASE WHEN extended THEN 'batch ' || (leadId % 7)::VARCHAR END",
    "callerId": "'80055501' || lpad((campaignId % 100)::VARCHAR, 2, '0')",
    "campaignLead": """CASE WHEN extended THEN to_json({
        'leadId': leadId::INTEGER,
        'leadPriority': leadPriority::INTEGER,
        'extendedLeadData': {'score': (leadId % 101)::VARCHAR, 'segment': chr((65 + leadId % 4)::INTEGER)}
    }) END""",
    "dupeKeyOverride": "NULL::BIGINT",
    "email": """lower(strip_accents(firstName::VARCHAR)) || '.'
        || regexp_replace(lower(strip_accents(lastName::VARCHAR)), '[^a-z]', '', 'g')
        || emailNumber::VARCHAR || '@' || emailDomain::VARCHAR""",
    "externId": """CASE externKind WHEN 0 THEN lpad(externNumber::VARCHAR, 10, '0')
        WHEN 1 THEN 'CRM-' || externNumber::VARCHAR END""",
    "firstName": _named("firstName"),
    "lastName": _named("lastName"),
    "lastPassAgentName": _agent("agent"),
    "lastPassDate": "date_trunc('day', epoch_ms(lastPassDts))",
    "lastPassDisposition": "lastPassDispo::VARCHAR || coalesce(' : ' || agentDispostion::VARCHAR, '')",
    "leadPhone": (
        f"{_phone('phone')} || coalesce('|' || {_phone('secondPhone')}, '')"
        f" || coalesce('|' || {_phone('thirdPhone')}, '')"
    ),
    "listDesc": "CASE WHEN NOT orphaned THEN listDesc::VARCHAR END",
    "listId": "CASE WHEN NOT orphaned THEN listId::INTEGER END",
    "pendingAgentName": _agent("pendingAgent"),
    "uploadDate": "CASE WHEN NOT orphaned THEN epoch_ms(uploadDate) END",
    "uploadedBy": f"CASE WHEN NOT orphaned THEN {_agent('uploadedBy')} END",
    "zip": """CASE WHEN regexp_matches(zipPrefix::VARCHAR, '^\\d') THEN
        zipPrefix::VARCHAR || lpad(zipRest::VARCHAR, 2, '0')
        || CASE WHEN zipPlus > 0 THEN '-' || lpad(zipPlus::VARCHAR, 4, '0') ELSE '' END
        ELSE zipPrefix::VARCHAR || ' ' || (zipRest % 10)::VARCHAR || chr((65 + zipRest % 8)::INTEGER)
        || (zipRest // 10)::VARCHAR END""",
    "agentId": f"({FIRST_AGENT_ID} + agent)::INTEGER",
    "pendingAgentId": f"({FIRST_AGENT_ID} + pendingAgent)::INTEGER",
    **dict.fromkeys(_EMPTY_TEXTS, "NULL::VARCHAR"),
}
_INTEGERS = (
    "campaignId",
    "dialGroupId",
    "leadId",
    "leadPasses",
    "maxPasses",
    "speedToLeadAgentConn",
    "speedToLeadFirstPass",
)


def _column(name: str) -> str:
    if name in _COLUMNS:
        return f"{_COLUMNS[name]} AS {name}"
    if name in MOMENTS:
        return f"epoch_ms({name}) AS {name}"
    if name in _INTEGERS:
        return f"{name}::INTEGER AS {name}"
    return name if name == "suppressed" else f"{name}::VARCHAR AS {name}"


def stored_columns() -> str:
    """Give the SELECT list that makes stored rows of what `leads` has drawn."""
    return ", ".join(_column(name) for name in (*FIELDS, *HIDDEN))
