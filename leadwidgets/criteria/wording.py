"""Criteria as a sentence: ``READY leads of Solar Spring in Central time, not suppressed``.

Every field that is set is said. What a field's words are follows from its kind and how it compares;
the few that have better ones stand in a table here. Moments are in UTC; one at midnight is a date.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from leadwidgets.fields import SEARCH_FIELDS, Comparison, Match, SearchField, SearchKind
from leadwidgets.plain_text import shown
from leadwidgets.vocabulary import LEAD_TIMEZONES

Names = Mapping[str, Mapping[Any, str]]
"""For a field, what people call its values: ``{"campaign_ids": {136785: "Solar Spring"}}``."""

MASK = "•••"

_MOST_SAID = 3
_LONGEST_TEXT = 60
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_SEVERAL = frozenset(
    (
        SearchKind.IDS,
        SearchKind.CODES,
        SearchKind.LEAD_STATES,
        SearchKind.TEXTS,
        SearchKind.TIMEZONES,
    )
)

# What stands before the values of a field: one value, and one of several.
_BEFORE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "campaign_ids": ("of campaign", "of campaigns"),
        "list_ids": ("in list", "in lists"),
        "physical_states": ("from", "from"),
        "lead_timezones": ("in timezone", "in timezones"),
    }
)
_COUNTED_BEFORE: Mapping[str, str] = MappingProxyType(
    {
        "campaign_ids": "of any of {count} campaigns",
        "list_ids": "in any of {count} lists",
        "physical_states": "from any of {count} states",
        "lead_timezones": "in any of {count} timezones",
    }
)
# These follow the noun without a comma.
_BESIDE_THE_NOUN = ("campaign_ids", "list_ids", "lead_timezones", "physical_states")
_MOMENTS = MappingProxyType({Match.FROM: "since", Match.UNTIL: "until"})
_THAN = MappingProxyType(
    {"GREATER_THAN": "more than", "LESS_THAN": "fewer than", "EQUALS": "exactly"}
)
_WHEN = MappingProxyType({"GREATER_THAN": "after", "LESS_THAN": "before", "EQUALS": "at"})


def in_words(given: Mapping[str, Any], names: Names, *, mask_pii: bool) -> str:
    """Say which leads are meant.

    Parameters
    ----------
    given
        The fields that are set, by their Python names.
    names
        What people call the values of a field, where its values are ids or codes.
    mask_pii
        Whether to keep to oneself what could tell who a lead is: of a text that it is there, of
        several values how many they are.
    """
    said = _Said(names, mask_pii=mask_pii)
    beside = [said.field(name, given[name]) for name in _BESIDE_THE_NOUN if name in given]
    if "campaign_ids" not in given:
        beside.insert(0, "of the whole account")
    others = [
        said.field(name, value)
        for name, value in given.items()
        if name != "lead_states" and name not in _BESIDE_THE_NOUN
    ]
    start = " ".join([*said.noun(given.get("lead_states", ())), *beside])
    return ", ".join([start, *others])


class _Said:
    """Says single fields."""

    def __init__(self, names: Names, *, mask_pii: bool) -> None:
        self._names = names
        self._mask_pii = mask_pii
        self._by_kind: Mapping[SearchKind, Callable[[SearchField, Any], str]] = {
            SearchKind.SUPPRESSED: _suppressed,
            SearchKind.FLAG: _flag,
            SearchKind.TEXT: self._text,
            SearchKind.NUMBER: _number,
            SearchKind.TIME: _time,
            SearchKind.NUMBER_COMPARISON: _number_comparison,
            SearchKind.TIME_COMPARISON: _time_comparison,
        }

    def field(self, name: str, value: Any) -> str:  # noqa: ANN401 - any field's value
        """Say one field."""
        field = SEARCH_FIELDS[name]
        if field.kind in _SEVERAL:
            return self._several(field, value)
        return self._by_kind[field.kind](field, value)

    def noun(self, lead_states: Sequence[str]) -> Iterator[str]:
        """Say in which states the leads are."""
        if not lead_states:
            yield "Leads"
        elif len(lead_states) > _MOST_SAID:
            yield f"Leads in any of {len(lead_states):,} lead states"
        else:
            yield f"{_any_of(self._each('lead_states', lead_states))} leads"

    def _several(self, field: SearchField, values: Sequence[Any]) -> str:
        many = field.label.lower()
        one = many.removesuffix("s")
        if field.personal and self._mask_pii:
            return f"with {_counted(len(values), one, many)} ({MASK})"
        if len(values) > _MOST_SAID:
            counted = _COUNTED_BEFORE.get(field.name, f"with any of {{count}} {many}")
            return counted.format(count=f"{len(values):,}")
        if field.kind is SearchKind.TIMEZONES and (zones := _zones(values)):
            return f"in {_any_of(zones)} time"
        before = _BEFORE.get(field.name, (f"with {one}", f"with {one}"))[len(values) > 1]
        known = self._names.get(field.name, {})
        if field.name == "campaign_ids" and all(value in known for value in values):
            before = "of"
        return f"{before} {_any_of(self._each(field.name, values))}"

    def _each(self, name: str, values: Sequence[Any]) -> list[str]:
        known = self._names.get(name, {})
        return [_isolated(str(known.get(value, value))) for value in values]

    def _text(self, field: SearchField, value: str) -> str:
        verb = "contains" if field.match is Match.CONTAINS else "is"
        said = MASK if field.personal and self._mask_pii else f"“{_isolated(value)}”"
        return f"whose {field.label.lower()} {verb} {said}"


def _suppressed(_: SearchField, value: str) -> str:
    return {"ONLY_UNSUPPRESSED": "not suppressed", "ONLY_SUPPRESSED": "suppressed"}[value]


def _flag(field: SearchField, _: bool) -> str:  # noqa: FBT001 - only what is set is said
    return field.label[:1].lower() + field.label[1:]


def _number(field: SearchField, value: int) -> str:
    return f"whose {field.label.lower()} is {value}"


def _time(field: SearchField, value: datetime) -> str:
    verb = field.label.lower().rpartition(" ")[0]
    return f"{verb} {_MOMENTS[field.match]} {_moment(value)}"


def _number_comparison(field: SearchField, value: Comparison) -> str:
    return f"with {_THAN[value.operator]} {value.value} {field.label.lower()}"


def _time_comparison(field: SearchField, value: Comparison) -> str:
    assert isinstance(value.value, datetime)  # noqa: S101 - criteria hold moments as datetimes
    return f"with {field.label.lower()} {_WHEN[value.operator]} {_moment(value.value)}"


def _moment(value: datetime) -> str:
    day = f"{value.day} {value:%B} {value.year}"
    at = value.time()
    if (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0):
        return day
    return f"{day}, {at.isoformat('auto' if at.second or at.microsecond else 'minutes')} UTC"


def _zones(codes: Sequence[str]) -> list[str]:
    """Name timezones as people do: ``Central`` where summer and winter time are both meant.

    Empty where one has no name of ours.
    """
    if not all(code in LEAD_TIMEZONES for code in codes):
        return []
    labels = [
        LEAD_TIMEZONES[code].label.partition(" - ")[2].removesuffix(" Time") for code in codes
    ]
    places = [label.rpartition(" ")[0] for label in labels]
    return list(
        dict.fromkeys(
            place if places.count(place) > 1 else label
            for place, label in zip(places, labels, strict=True)
        )
    )


def _any_of(values: Sequence[str]) -> str:
    *others, last = values
    return f"{', '.join(others)} or {last}" if others else last


def _counted(count: int, one: str, many: str) -> str:
    return f"the {one}" if count == 1 else f"any of {count:,} {many}"


def _isolated(text: str) -> str:
    """Shorten a text, and keep one that is read from right to left from turning the sentence."""
    short = shown(text, _LONGEST_TEXT)
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in short):
        return f"\N{FIRST STRONG ISOLATE}{short}\N{POP DIRECTIONAL ISOLATE}"
    return short
