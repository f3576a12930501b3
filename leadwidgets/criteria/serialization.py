"""How criteria are written: as the API's JSON body, as JSON for a file, and as Python.

Everything here works on a mapping of the fields that are set, by their Python names.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Any

from leadwidgets.criteria.checks import shown
from leadwidgets.errors import InvalidCriteriaError
from leadwidgets.fields import SEARCH_FIELDS, Comparison, SearchKind
from leadwidgets.vocabulary import spell_lead_state

_NUMBER = re.compile(r"[+-]?[0-9]{1,19}")
_FLAGS = {"true": True, "false": False}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAMES = {spelled: name for name, field in SEARCH_FIELDS.items() for spelled in (field.api, name)}


def api_body(given: Mapping[str, Any], listed_lead_states: Collection[str]) -> dict[str, Any]:
    """Give the body of a leadSearch request.

    The primary lists are always there, as in the guide's sample, and so is ``campaignId``, the
    first campaign, when there is one: every sample sends it beside ``campaignIds``, though only the
    latter is in the schema.
    """
    body: dict[str, Any] = {}
    for name, field in SEARCH_FIELDS.items():
        value = given.get(name)
        if name == "campaign_ids" and value:
            body["campaignId"] = value[0]
        if value is not None:
            body[field.api] = _api_value(field.kind, value, listed_lead_states)
        elif field.primary and field.kind is not SearchKind.FLAG:
            body[field.api] = []
    return body


def _api_value(kind: SearchKind, value: Any, listed_lead_states: Collection[str]) -> Any:  # noqa: ANN401
    if kind is SearchKind.LEAD_STATES:
        return [spell_lead_state(state, listed_lead_states) for state in value]
    if kind is SearchKind.TIMEZONES:
        return [{"name": name} for name in value]
    return _plain(value, _api_moment)


def _plain(value: Any, moment: Any) -> Any:  # noqa: ANN401
    """Turn tuples, comparisons and moments into what JSON holds."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Comparison):
        return {"operator": value.operator, "value": _plain(value.value, moment)}
    return moment(value) if isinstance(value, datetime) else value


def _api_moment(value: datetime) -> str:
    """Write a moment as RingCX does, with milliseconds, or microseconds where it has them."""
    precision = "microseconds" if value.microsecond % 1000 else "milliseconds"
    return value.isoformat(timespec=precision).replace("+00:00", "+0000")


def plain_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields under their Python names with values that JSON holds."""
    return {name: _plain(value, datetime.isoformat) for name, value in given.items()}


def code(given: Mapping[str, Any], *, hide: Collection[str] = ()) -> str:
    """Give the Python expression of these fields; ``lw`` is this package.

    Parameters
    ----------
    given
        The fields.
    hide
        Those of which only the name is shown: then it is no expression.
    """
    if not given:
        return "lw.SearchCriteria()"
    values = {
        name: "<not shown>" if name in hide else _code_value(value) for name, value in given.items()
    }
    lines = (f"    {name}={value},\n" for name, value in values.items())
    return f"lw.SearchCriteria(\n{''.join(lines)})"


def _code_value(value: object) -> str:
    if isinstance(value, Comparison):
        return f"lw.Comparison({value.operator!r}, {_code_value(value.value)})"
    return repr(_plain(value, datetime.isoformat))


def read_fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a mapping that uses the API's names or Python's.

    Raises
    ------
    InvalidCriteriaError
        If it is no mapping, a name is no field's, a field is given under both names, or
        ``campaignId`` is not one of ``campaignIds``.
    """
    if not isinstance(body, Mapping):
        raise InvalidCriteriaError(
            f"The criteria are a {type(body).__name__}", next_step="Give a mapping of fields."
        )
    found: dict[str, Any] = {}
    for key, value in body.items():
        name = "campaign_ids" if key == "campaignId" else field_name(key)
        if key == "campaignId" or value is None:
            continue
        if name in found:
            raise InvalidCriteriaError(f"{name} is given twice", next_step="Give it once.")
        found[name] = _as_meant(SEARCH_FIELDS[name].kind, value)
    _add_single_campaign(found, _as_number(body.get("campaignId")))
    return found


def _as_meant(kind: SearchKind, value: object) -> object:
    """Give what a body means, as RingCX's framework reads it.

    Numbers and truth can be written as text, and a moment as milliseconds since 1970. Anything else
    stays as it is, for the field's own check.
    """
    read = _READERS.get(kind)
    return value if read is None else read(value)


def _as_numbers(value: object) -> object:
    return [*map(_as_number, value)] if isinstance(value, list | tuple) else value


def _as_flag(value: object) -> object:
    return _FLAGS.get(value.strip().lower(), value) if isinstance(value, str) else value


def _as_number(value: object) -> object:
    return int(value) if isinstance(value, str) and _NUMBER.fullmatch(value.strip()) else value


def _as_moment(value: object) -> object:
    milliseconds = _as_number(value)
    if not isinstance(milliseconds, int) or isinstance(milliseconds, bool):
        return value
    try:
        return _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return value


def _compared(read: Callable[[object], object]) -> Callable[[object], object]:
    def compared(value: object) -> object:
        if isinstance(value, Mapping) and "value" in value:
            return {**value, "value": read(value["value"])}
        return value

    return compared


_READERS: Mapping[SearchKind, Callable[[object], object]] = {
    SearchKind.IDS: _as_numbers,
    SearchKind.NUMBER: _as_number,
    SearchKind.NUMBER_COMPARISON: _compared(_as_number),
    SearchKind.TIME: _as_moment,
    SearchKind.TIME_COMPARISON: _compared(_as_moment),
    SearchKind.FLAG: _as_flag,
}


def _add_single_campaign(found: dict[str, Any], campaign_id: object) -> None:
    if campaign_id is None or campaign_id == "":
        return
    campaigns = found.setdefault("campaign_ids", [campaign_id])
    if isinstance(campaigns, list | tuple) and campaign_id not in campaigns:
        if campaigns:
            raise InvalidCriteriaError(
                "campaignId is not one of campaignIds",
                next_step="Name each campaign in campaignIds.",
            )
        found["campaign_ids"] = [campaign_id]


def field_name(key: object) -> str:
    """Give the Python name of a field, whichever of its two names is given.

    Raises
    ------
    InvalidCriteriaError
        If no field has that name.
    """
    if key in _NAMES:
        return _NAMES[str(key)]
    near = get_close_matches(str(key), _NAMES, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"The fields are {', '.join(SEARCH_FIELDS)}."
    raise InvalidCriteriaError(f"A search has no field {shown(key)}", next_step=hint)


def read_json(text: str) -> Mapping[str, Any]:
    """Give the object that a JSON text holds.

    Raises
    ------
    InvalidCriteriaError
        If the text is not JSON, or not an object.
    """
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        position = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InvalidCriteriaError(
            f"The criteria are not valid JSON{position}", next_step="Give what to_json() wrote."
        ) from None
    if not isinstance(body, dict):
        raise InvalidCriteriaError(
            f"The criteria are a JSON {type(body).__name__}",
            next_step="Give a JSON object of fields.",
        )
    return body
