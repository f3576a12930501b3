"""Search criteria to SQL: the JSON body of a `leadSearch` becomes a `Where` over stored rows.

Every criterion of the API's schema is in `CRITERIA`; all that are given must hold. A criterion that
is missing, null, an empty text or an empty array is no condition. A criterion that is not in the
schema is ignored, as RingCX's own samples need: they send ``campaignId`` beside ``campaignIds``.
Only when ``campaignIds`` is not given, ``campaignId`` stands for it.

- Free text (names, addresses, city, e-mail, auxiliary data): contained in the lead's, whatever the
  case.
- ``zip`` and ``callerId``: the same, whatever the case.
- Phones: the same digits as one of the lead's numbers; a leading 1 does not matter.
- Codes and ids (states, dispositions, timezones, lists, …): one of the given ones, exactly. An
  unknown one fits no lead.
- ``loadedDtsStart`` and ``loadedDtsEnd``: both ends belong to the range.

Values never become part of the SQL.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from leadwidgets.sandbox.dialect import Dialect
from leadwidgets.sandbox.service import criteria_kinds
from leadwidgets.sandbox.service.criteria_kinds import integer, is_null
from leadwidgets.sandbox.service.refusals import Refusal, bad_request
from leadwidgets.sandbox.store import Where
from leadwidgets.vocabulary import LEAD_STATES, canonical_lead_state


@dataclass(frozen=True, slots=True)
class Criterion:
    """How a criterion is read, and what it demands of a lead.

    Attributes
    ----------
    read
        A reader of `kinds`.
    demand
        From what was read to the condition; None when it excludes nothing.
    """

    read: Callable[[str, object], Any]
    demand: Callable[[Any], Where | None]


def _contains(column: str) -> Criterion:
    return Criterion(
        criteria_kinds.text, lambda value: Where(f"contains(lower({column}), lower(?))", (value,))
    )


def _same_text(column: str) -> Criterion:
    return Criterion(
        criteria_kinds.text, lambda value: Where(f"lower({column}) = lower(?)", (value,))
    )


def _same_number(column: str) -> Criterion:
    return Criterion(criteria_kinds.integer, lambda value: Where(f"{column} = ?", (value,)))


_ARRAYS: Mapping[Callable[[str, object], Any], str] = {
    criteria_kinds.integers: "INTEGER[]",
    criteria_kinds.lead_ids: "BIGINT[]",
}


def _among(column: str, read: Callable[[str, object], Any] = criteria_kinds.texts) -> Criterion:
    def demand(values: list[Any]) -> Where:
        kind = _ARRAYS.get(read, "VARCHAR[]")
        return Where(f"{column} IN (SELECT unnest(?::{kind}))", (values,))

    return Criterion(read, demand)


def _compared(column: str, read: Callable[[str, object], criteria_kinds.Comparison]) -> Criterion:
    return Criterion(read, lambda found: Where(f"{column} {found.operator} ?", (found.value,)))


def _bounded(column: str, operator: str) -> Criterion:
    return Criterion(criteria_kinds.moment, lambda value: Where(f"{column} {operator} ?", (value,)))


def has_phone(numbers: list[str]) -> Where:
    """Demand one of these phone numbers, however they are written."""
    digits = [re.sub(r"\D", "", number, flags=re.ASCII) for number in numbers]
    plain = sorted({number[1:] if _WITH_COUNTRY.fullmatch(number) else number for number in digits})
    phones = "SELECT lead FROM phones WHERE phone IN (SELECT unnest(?::VARCHAR[]))"
    return Where(f"rowid IN ({phones})", (plain,))


def _suppressed(choice: str) -> Where | None:
    return None if choice == "ALL" else Where("suppressed = ?", (choice == "ONLY_SUPPRESSED",))


def _orphaned(only: bool) -> Where | None:  # noqa: FBT001 - the value of a criterion
    return Where("listId IS NULL") if only else None


_LEAD_STATES = "leadStates"
_WITH_COUNTRY = re.compile(r"1[0-9]{10}")

CRITERIA: Mapping[str, Criterion] = {
    "address1": _contains("address1"),
    "address2": _contains("address2"),
    "agentDispositions": _among("agentDispostion"),
    "agentId": _same_number("agentId"),
    **{name: _contains(name) for name in (f"auxData{number}" for number in range(1, 6))},
    "callerId": _same_text("callerId"),
    "campaignIds": _among("campaignId", criteria_kinds.integers),
    "city": _contains("city"),
    "emailAddress": _contains("email"),
    "externIds": _among("externId"),
    "firstName": _contains("firstName"),
    "lastName": _contains("lastName"),
    "lastPassTimeCriteria": _compared("lastPassDts", criteria_kinds.moment_comparison),
    "leadIds": _among("leadId", criteria_kinds.lead_ids),
    "leadPassesCriteria": _compared("leadPasses", criteria_kinds.integer_comparison),
    "leadPhoneNum": Criterion(criteria_kinds.text, lambda number: has_phone([number])),
    "leadPhoneNumbers": Criterion(criteria_kinds.texts, has_phone),
    _LEAD_STATES: _among("leadState"),
    "leadTimezones": _among("leadTimezone", criteria_kinds.timezones),
    "listIds": _among("listId", criteria_kinds.integers),
    "loadedDtsEnd": _bounded("loadedDts", "<="),
    "loadedDtsStart": _bounded("loadedDts", ">="),
    "nextDialTimeCriteria": _compared("nextDialTime", criteria_kinds.moment_comparison),
    "orphanedLeadsOnly": Criterion(criteria_kinds.flag, _orphaned),
    "pendingAgentId": _same_number("pendingAgentId"),
    "physicalStates": _among("state"),
    "suppressed": Criterion(criteria_kinds.suppressed, _suppressed),
    "systemDispositions": _among("lastPassDispo"),
    "zip": _same_text("zip"),
}
"""Every criterion of the API's schema."""


def where(body: object, dialect: Dialect) -> Where:
    """Turn a search body into a condition.

    Parameters
    ----------
    body
        The decoded JSON of the request.
    dialect
        Whether both spellings of lead states are taken.

    Raises
    ------
    Refusal
        With status 400, naming the criterion whose value is wrong.
    """
    if not isinstance(body, dict):
        raise bad_request("body", "an object of search criteria", body)
    conditions = [
        condition
        for name, value in _named(body).items()
        if (condition := _condition(name, value, dialect)) is not None
    ]
    return every(conditions)


def every(conditions: list[Where]) -> Where:
    """Demand all of the conditions."""
    sql = " AND ".join(condition.sql for condition in conditions) or "true"
    return Where(sql, tuple(value for condition in conditions for value in condition.parameters))


def _named(body: dict[str, object]) -> dict[str, object]:
    known = {name: value for name, value in body.items() if name in CRITERIA}
    campaign_id = body.get("campaignId")
    if not is_null(integer, campaign_id):
        only = integer("campaignId", campaign_id)  # checked also where it stands for nothing
        known["campaignIds"] = known.get("campaignIds") or [only]
    return known


def _condition(name: str, value: object, dialect: Dialect) -> Where | None:
    criterion = CRITERIA[name]
    if is_null(criterion.read, value):
        return None
    found = criterion.read(name, value)
    if found in ("", []):
        return None
    if name == _LEAD_STATES:
        found = [_lead_state(state, dialect) for state in found]
    return criterion.demand(found)


def _lead_state(state: str, dialect: Dialect) -> str:
    """Give the stored spelling, which has hyphens."""
    canonical = canonical_lead_state(state)
    spelled = (
        canonical.replace("-", "_") if dialect.lead_state_spelling == "underscore" else canonical
    )
    if dialect.other_spelling == "refused" and canonical in LEAD_STATES and state != spelled:
        message = (
            f"{_LEAD_STATES}: expected lead states as this account spells them, such as {spelled}"
        )
        raise Refusal(400, "bad.request.exception", message, _LEAD_STATES)
    return canonical
