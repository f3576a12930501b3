"""The embedded account's description of itself, as an OpenAPI 3.1 document.

It is made of what answers: the operations, the readers of criteria, the fields of rows and lists,
and the dialect. Nothing in it is kept by hand beside the code that it describes.
"""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from leadwidgets.fields import LEAD_FIELDS, LeadKind
from leadwidgets.sandbox.dialect import Dialect
from leadwidgets.sandbox.service import criteria_kinds, value_list_fields
from leadwidgets.sandbox.service.criteria_kinds import INT32
from leadwidgets.sandbox.service.operations import OPERATIONS, PREFIXES, Operation, Schema
from leadwidgets.sandbox.service.refusals import JSON, TEXT
from leadwidgets.sandbox.service.search_routes import IDS, ROW_KEYS, WITH_TOTAL
from leadwidgets.sandbox.service.where import CRITERIA
from leadwidgets.sandbox.store import FIELDS, MOMENTS

DESCRIPTION_PATH = "/openapi.json"
"""Where the description is found, without signing in."""

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_FLAG: Schema = {"type": "boolean"}
_WHOLE: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": INT32.stop - 1}

_QUERY: dict[str, tuple[Schema, str]] = {
    "count": (_FLAG, "Answer the number of leads alone."),
    "includePermissions": (_FLAG, "Tell what the user may do with each entry."),
    "includeRefresh": (_FLAG, "Give a refresh token, too."),
    "maxRows": (_WHOLE | {"minimum": 1}, "Rows of a page."),
    "page": (_WHOLE, "Number of the page."),
}
_PATH: dict[str, Schema] = {
    "account_id": _TEXT,
    "dial_group_id": _WHOLE,
    "campaign_id": _WHOLE,
    "lead_id": _WHOLE,
    "token": _TEXT,
}
_FIELD_SCHEMAS: dict[LeadKind, Schema] = {
    LeadKind.TEXT: {"type": ["string", "null"]},
    LeadKind.CATEGORY: {"type": ["string", "null"]},
    LeadKind.INTEGER: {"type": ["integer", "null"]},
    LeadKind.FLAG: {"type": ["boolean", "null"]},
    LeadKind.TIME: {"type": ["string", "null"]},
    LeadKind.JSON: {},
}


def describe(dialect: Dialect) -> dict[str, Any]:
    """Give the document for an account that speaks a dialect."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The embedded account of leadwidgets",
            "version": version("leadwidgets"),
            "description": "Lead search as in RingCX, over invented or saved leads.",
        },
        "paths": _described_paths(),
        "components": {
            "schemas": dict(_requests()) | dict(_answers(dialect)),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "legacyToken": {"type": "apiKey", "in": "header", "name": "X-Auth-Token"},
                "app": {"type": "http", "scheme": "basic"},
            },
        },
    }


def _described_paths() -> dict[str, dict[str, Any]]:
    described: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        for path in _paths(operation):
            methods = described.setdefault(path, {})
            methods[operation.method.lower()] = _operation(operation, path)
    return described


def _paths(operation: Operation) -> Iterator[str]:
    if not operation.prefixed:
        yield operation.path
        return
    for prefix in PREFIXES:
        yield prefix + operation.path


def _operation(operation: Operation, path: str) -> dict[str, Any]:
    legacy = path.startswith(PREFIXES[1])
    name = operation.answer.__name__
    described: dict[str, Any] = {
        "operationId": f"{name}_legacy" if legacy and operation.prefixed else name,
        "summary": (operation.answer.__doc__ or "").partition("\n")[0],
        "parameters": [*_parameters(operation)],
        "responses": {str(status): _refusal(operation, status) for status in _refusals(operation)},
        "security": _security(operation),
    }
    if operation.answers:
        good = _content(operation.media_type, operation.answers, "As asked.")
        described["responses"]["200"] = good
    if operation.body:
        content = {kind: {"schema": _reference(schema)} for kind, schema in operation.body}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _parameters(operation: Operation) -> Iterator[dict[str, Any]]:
    for name, schema in _PATH.items():
        if f"{{{name}}}" in operation.path:
            yield {"name": name, "in": "path", "required": True, "schema": schema}
    for name in operation.query:
        schema, meaning = _QUERY[name]
        yield {"name": name, "in": "query", "schema": schema, "description": meaning}


def _refusals(operation: Operation) -> list[int]:
    statuses = set(operation.refusals)
    if operation.signed_in:
        statuses.add(HTTPStatus.UNAUTHORIZED)
    if "{account_id}" in operation.path:
        # An id with a line break in it is no path of ours at all.
        statuses |= {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    if operation.body:
        statuses.add(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return sorted(map(int, statuses))


def _refusal(operation: Operation, status: int) -> dict[str, Any]:
    phrase = HTTPStatus(status).phrase
    if status == HTTPStatus.UNAUTHORIZED and operation.signed_in:
        return {"description": phrase, "content": {TEXT: {"schema": _TEXT}}}
    oauth = operation.answers == "PlatformTokens" and status in {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
    }
    return _content(JSON, "OAuthError" if oauth else "Refusal", phrase)


def _security(operation: Operation) -> list[dict[str, list[str]]]:
    if operation.signed_in:
        return [{"token": []}, {"legacyToken": []}]
    return [{"app": []}] if operation.answers == "PlatformTokens" else []


def _content(media_type: str, schema: str, description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {media_type: {"schema": _reference(schema)}},
    }


def _reference(schema: str) -> Schema:
    return {"$ref": f"#/components/schemas/{schema}"}


def _requests() -> Iterator[tuple[str, Schema]]:
    """Give the schemas of what is asked."""
    criteria = {
        name: {"anyOf": [criteria_kinds.SCHEMAS[criterion.read], {"type": "null"}]}
        for name, criterion in CRITERIA.items()
    }
    criteria["campaignId"] = {
        "anyOf": [criteria_kinds.SCHEMAS[criteria_kinds.integer], {"type": "null"}]
    }
    yield "Criteria", {"type": "object", "properties": criteria}
    numbers = {"phoneList": {"type": "array", "items": _TEXT}}
    campaigns = {"campaignIds": criteria["campaignIds"]}
    yield "PhoneList", _object(numbers | campaigns, required=numbers)
    yield "PhoneFile", _object({"file": {"type": "string", "format": "binary"}})
    grant = ("assertion", "username", "password", "extension", "refresh_token")
    yield "Grant", _object(dict.fromkeys(("grant_type", *grant), _TEXT), required=("grant_type",))
    yield (
        "Exchange",
        _object(
            dict.fromkeys(("rcAccessToken", "rcTokenType"), _TEXT), required=("rcAccessToken",)
        ),
    )
    yield "Refresh", _object({"refresh_token": _TEXT})
    named = dict.fromkeys(("username", "password"), _TEXT)
    yield "LegacyGrant", _object(named | {"stayLoggedIn": _TEXT}, required=named)


def _answers(dialect: Dialect) -> Iterator[tuple[str, Schema]]:
    """Give the schemas of what is answered."""
    yield "Lead", _lead(dialect)
    leads = _array(_reference("Lead"))
    rows = leads
    if dialect.row_shape != "array":
        total = {"totalCount": _NUMBER} if dialect.row_shape in WITH_TOTAL else {}
        rows = _object(total | {ROW_KEYS[dialect.row_shape]: leads})
    yield "LeadRows", rows
    counts = {
        "integer": _NUMBER,
        "total_count": _object({"totalCount": _NUMBER}),
        "search_results": _object({"totalCount": _NUMBER, "searchResults": leads}),
        "total": _object({"total": _NUMBER}),
        "text": _TEXT,
        "list": _array(_NUMBER),
        "rows": rows,
    }
    yield "Count", counts[dialect.count_shape]
    yield "LeadsOrCount", {"anyOf": [_reference("LeadRows"), _reference("Count")]}
    yield "Texts", _array(_TEXT)
    yield "States", _array(_object({"state": _TEXT, "description": _TEXT}))
    for name, members, known in (
        (
            "DialGroups",
            value_list_fields.DIAL_GROUP,
            {"dialGroupId": _NUMBER, "dialGroupName": _TEXT},
        ),
        ("Campaigns", value_list_fields.CAMPAIGN, {"campaignId": _NUMBER, "campaignName": _TEXT}),
        ("LeadLists", value_list_fields.LEAD_LIST, {"listId": _NUMBER, "listDesc": _TEXT}),
        (
            "CampaignDispositions",
            value_list_fields.CAMPAIGN_DISPOSITION,
            {"dispositionId": _NUMBER, "disposition": _TEXT},
        ),
    ):
        yield name, _array(_object({member: {} for member in members} | known))
    names = ("accountId", "accountName", "mainAccountId")
    yield "Accounts", _array(_object(dict.fromkeys(names, _TEXT)))
    yield from _sign_in_answers()


def _lead(dialect: Dialect) -> Schema:
    fields = {name: _FIELD_SCHEMAS[LEAD_FIELDS[name].kind] for name in FIELDS} | _NUMERIC
    if dialect.id_kind == "text":
        fields |= dict.fromkeys(IDS, _FIELD_SCHEMAS[LeadKind.TEXT])
    if dialect.lead_place == "row":
        return _object(fields)
    del fields["campaignLead"]
    return _object({"campaignLead": _object(fields)})


def _sign_in_answers() -> Iterator[tuple[str, Schema]]:
    platform = dict.fromkeys(("access_token", "token_type", "refresh_token"), _TEXT)
    yield "PlatformTokens", _object(platform | {"expires_in": _NUMBER})
    agent = dict.fromkeys(("accountId", "accountName"), _TEXT)
    tokens = dict.fromkeys(("accessToken", "tokenType", "mainAccountId"), _TEXT)
    refresh: Schema = {"type": ["string", "null"]}
    yield (
        "Tokens",
        _object(tokens | {"refreshToken": refresh, "agentDetails": _array(_object(agent))}),
    )
    yield "OAuthError", _object({"error": _TEXT, "error_description": _TEXT})
    signed_in = {"authToken": _TEXT, "accounts": _reference("Accounts"), "platformHost": _TEXT}
    yield "LegacySignIn", _object(signed_in)
    yield "ApiToken", _TEXT
    yield "Removed", {"enum": ["true", "false"]}
    refusal = {"errorCode": _TEXT, "generalMessage": _TEXT, "timestamp": _NUMBER}
    yield "Refusal", _object(refusal)


def _object(properties: dict[str, Any], required: Iterable[str] | None = None) -> Schema:
    needed = [*properties] if required is None else [*required]
    return {"type": "object", "properties": properties, "required": needed}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_NUMERIC = {
    name: {"type": ["integer", "null"]} for name, sql in MOMENTS.items() if "epoch_ms" in sql
}
"""Moments that are written as milliseconds since 1970."""
