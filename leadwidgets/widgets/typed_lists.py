"""Lists of values that are typed: which are good, which repeat one, which the last search found."""

from collections.abc import Mapping, Sequence

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidCriteriaError
from leadwidgets.lookup import EXTERN_IDS, LEAD_IDS, PHONES, Asked, Kind, asked_of
from leadwidgets.result import SearchResult
from leadwidgets.widgets.wire import (
    CriteriaValue,
    OptionValue,
    TypedField,
    TypedOutcome,
    TypedReply,
)

KINDS: Mapping[str, Kind] = {kind.criterion: kind for kind in (PHONES, LEAD_IDS, EXTERN_IDS)}
"""The fields that take lists, and what each takes."""


def typed_reply(name: TypedField, text: str, result: SearchResult | None) -> TypedReply:
    """Tell what becomes of each value, and which leads of a search for these values have it.

    Raises
    ------
    InvalidArgumentError
        If the list holds more than 100,000 values.
    """
    kind = KINDS[name]
    asked = asked_of(kind, "The list", text)
    outcomes: list[TypedOutcome] = []
    firsts: list[int] = []
    numbers: dict[str, int] = {}
    for number, entry in enumerate(asked.entries, 1):
        first = number if entry.key is None else numbers.setdefault(entry.key, number)
        doubled = first != number
        outcomes.append("none" if entry.key is None else "doubled" if doubled else "good")
        firsts.append(first if doubled else 0)
    searched = result if result is not None and _is_of(result, asked) else None
    return TypedReply(
        texts=[entry.text for entry in asked.entries],
        outcomes=outcomes,
        firsts=firsts,
        leads=None if searched is None else _leads(searched, asked),
        looked_in=None if searched is None else _looked_in(searched, kind),
        values=[_value(kind, key) for key in asked.first_places],
        one=kind.name,
        none=kind.none,
    )


def joined(name: str, value: CriteriaValue) -> CriteriaValue:
    """Give a field's value with each phone number once, as its digits; others as they are.

    Raises
    ------
    InvalidCriteriaError
        If one of the values is no phone number.
    """
    if name != PHONES.criterion or not isinstance(value, Sequence) or isinstance(value, str):
        return value
    keys = [PHONES.key(str(one)) for one in value]
    bad = keys.count(None)
    if bad:
        raise InvalidCriteriaError(
            f"{name}: {bad:,} of {len(keys):,} {'is' if bad == 1 else 'are'} no phone number",
            next_step="Open the list to see which.",
        )
    return tuple(dict.fromkeys(key for key in keys if key is not None))


def _value(kind: Kind, key: str) -> OptionValue:
    return int(key) if kind is LEAD_IDS else key


def _is_of(result: SearchResult, asked: Asked) -> bool:
    """Tell whether a search was for all the values, so that what it lacks is not found."""
    searched = {asked.kind.key(str(one)) for one in _searched(result, asked.kind)}
    return bool(asked.first_places) and searched >= asked.first_places.keys()


def _searched(result: SearchResult, kind: Kind) -> Sequence[object]:
    values: Sequence[object] = getattr(result.receipt.criteria, kind.criterion)
    return values


def _leads(result: SearchResult, asked: Asked) -> list[int]:
    rows = asked.kind.rows_by_key(result.leads, asked.first_places) if len(result.leads) else {}
    return [len(rows.get(entry.key, ())) if entry.key else 0 for entry in asked.entries]


def _looked_in(result: SearchResult, kind: Kind) -> str:
    receipt = result.receipt
    count = len(result.leads)
    told = f"Found or not in the {count:,} {'lead' if count == 1 else 'leads'} of the last search"
    limits: list[str] = []
    if not receipt.complete:
        limits.append("it is not complete")
    others = receipt.criteria.replace(**{kind.criterion: []})
    if others != SearchCriteria(suppressed="ALL"):
        limits.append("its other fields leave leads out, too")
    return f"{told}; {' and '.join(limits)}." if limits else f"{told}."
