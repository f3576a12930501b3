"""Criteria in the address of a dashboard: the query string that a reload and a shared link carry.

Addresses are kept in histories and logs: no value that can tell who a lead is stands in one, and
nothing that is too long for one. What was left out is named, so that nobody takes the rest for the
whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from leadwidgets.criteria.search_criteria import SearchCriteria
from leadwidgets.criteria.serialization import field_name, plain_values
from leadwidgets.errors import InvalidCriteriaError
from leadwidgets.fields import SEARCH_FIELDS, SearchField, SearchKind

LEFT_OUT = "left_out"

_MOST_CHARACTERS = 4_000  # with the rest of an address within what any server and messenger takes
_COMPARED = (SearchKind.NUMBER_COMPARISON, SearchKind.TIME_COMPARISON)
_SEVERAL = (
    SearchKind.IDS,
    SearchKind.CODES,
    SearchKind.LEAD_STATES,
    SearchKind.TEXTS,
    SearchKind.TIMEZONES,
)


@dataclass(frozen=True, slots=True)
class AddressCriteria:
    """What an address asks for.

    Attributes
    ----------
    criteria
        The criteria.
    left_out
        The fields that were set and do not stand in it, in the order of the form.
    """

    criteria: SearchCriteria
    left_out: tuple[SearchField, ...]


def to_query(criteria: SearchCriteria) -> str:
    """Give the query string of criteria, without its question mark.

    Campaigns are always named, by nothing where none is chosen: that is another search than the
    first campaign's, with which a dashboard opens.
    """
    given = {"campaign_ids": [], **plain_values(criteria.given())}
    query, left_out = "", []
    for name, value in given.items():
        stands = not SEARCH_FIELDS[name].personal and not _is_endless(value)
        longer = f"{query}&{urlencode(_pairs(name, value))}".lstrip("&") if stands else ""
        if stands and len(longer) <= _MOST_CHARACTERS:
            query = longer
        else:
            left_out.append((LEFT_OUT, name))
    return f"{query}&{urlencode(left_out)}".strip("&")


def from_query(query: str) -> AddressCriteria:
    """Read what `to_query` wrote, or what somebody typed.

    Raises
    ------
    InvalidCriteriaError
        If it names what no address of criteria can, or a value does not fit its field.
    """
    texts: dict[str, list[str]] = {}
    left_out = set()
    for name, text in parse_qsl(query, keep_blank_values=True):
        if name == LEFT_OUT:
            left_out.add(field_name(text))
        else:
            texts.setdefault(field_name(name), []).append(text)
    values = {name: _value(SEARCH_FIELDS[name], given) for name, given in texts.items()}
    return AddressCriteria(
        SearchCriteria.from_api(values),
        tuple(field for name, field in SEARCH_FIELDS.items() if name in left_out),
    )


def _is_endless(value: object) -> bool:
    return isinstance(value, list) and len(value) > _MOST_CHARACTERS


def _pairs(name: str, value: Any) -> list[tuple[str, object]]:  # noqa: ANN401 - any field's value
    if isinstance(value, Mapping):
        return [(name, f"{value['operator']} {value['value']}")]
    if isinstance(value, list):
        return [(name, one) for one in value] or [(name, "")]
    return [(name, str(value).lower() if isinstance(value, bool) else value)]


def _value(field: SearchField, texts: list[str]) -> object:
    if field.personal:
        raise InvalidCriteriaError(
            f"{field.name} stands in no address: its value could tell who a lead is",
            next_step=f"Type it into the form, at {field.label}.",
        )
    if field.kind in _SEVERAL:
        return [text for text in texts if text]
    if len(texts) > 1:
        raise InvalidCriteriaError(f"{field.name} is given twice", next_step="Give it once.")
    [text] = texts
    if field.kind not in _COMPARED:
        return text or None
    operator, _, operand = text.partition(" ")
    return {"operator": operator, "value": operand}
