"""A list of phone numbers or external ids that leads are asked for by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from leadwidgets.errors import InvalidArgumentError
from leadwidgets.lookup.kinds import EXTERN_IDS, PHONES, Kind

MOST_VALUES = 100_000

Values = str | Iterable[object] | None
"""A pasted text with one value a line, or the values; None for none."""


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One value that was given: where, as which text, and its key (None for what has none)."""

    place: int
    text: str
    key: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """The values of one kind.

    Attributes
    ----------
    kind
        Phone numbers or external ids.
    entries
        All that was given, in order.
    first_places
        Key → the place of the value that had it first.
    """

    kind: Kind
    entries: tuple[Entry, ...]
    first_places: Mapping[str, int]


def asked_for(phones: Values, extern_ids: Values) -> tuple[Asked, ...]:
    """Read the lists that were given.

    Raises
    ------
    InvalidArgumentError
        If none was given, one holds more than 100,000 values, or is no list.
    """
    lists = ((PHONES, "phones", phones), (EXTERN_IDS, "extern_ids", extern_ids))
    asked = tuple(
        asked_of(kind, name, values) for kind, name, values in lists if values is not None
    )
    if not any(one.entries for one in asked):
        raise InvalidArgumentError(
            "Neither phones nor external ids were given",
            next_step="Give a list of them, or a text with one a line, as phones or extern_ids.",
        )
    return asked


def asked_of(kind: Kind, name: str, values: str | Iterable[object]) -> Asked:
    """Read a list of one kind; errors call it by the name.

    Raises
    ------
    InvalidArgumentError
        If it holds more than 100,000 values, or is no list.
    """
    entries: list[Entry] = []
    first_places: dict[str, int] = {}
    for place, value in enumerate(_listed(kind, name, values), 1):
        for part in kind.parts(value):
            key = kind.key(part)
            entries.append(Entry(place, part, key))
            if key is not None:
                first_places.setdefault(key, place)
    return Asked(kind, tuple(entries), first_places)


def _listed(kind: Kind, name: str, values: str | Iterable[object]) -> list[object]:
    if isinstance(values, str):
        values = [text for text in kind.between_pasted.split(values) if text.strip()]
    if isinstance(values, bytes | Mapping) or not isinstance(values, Iterable):
        raise InvalidArgumentError(
            f"{name} is a value of type {type(values).__name__}",
            next_step="Give a list, a column of a DataFrame, or a text with one value a line.",
        )
    listed = list(islice(values, MOST_VALUES + 1))
    if len(listed) > MOST_VALUES:
        raise InvalidArgumentError(
            f"{name} holds more than {MOST_VALUES:,} values", next_step="Look them up in parts."
        )
    return listed
