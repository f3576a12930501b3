"""Leads decoded with msgspec, fast, into the fields that those before them had.

Into structs, with which a page costs a third less than with dicts. They refuse a field that they
do not know, and lack of one that all leads have had: nothing is dropped that way. Then the fields
are learned from the page, and it is decoded again. After the first page they rarely teach more.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import msgspec

from leadwidgets.frame.chunks import Values
from leadwidgets.frame.exact import NumberText
from leadwidgets.frame.lead_columns import COLUMN_NAMES

_MOST_FIELDS = 400
_NO_STRUCT_FIELD = re.compile(r'[\\"\x00-\x1f]')
_KEYS = msgspec.json.Decoder(list[dict[str, msgspec.Raw]])

_Fields = Mapping[str, bool]
"""API name → whether every lead so far has had it."""


@dataclass(frozen=True, slots=True)
class LeadValues:
    """What leads hold, column by column, before anything is made of it.

    Attributes
    ----------
    rows
        How many leads.
    columns
        API name → one value a lead; None for null, and where a lead lacks the field.
    absent
        API name → the rows that lack the field, where others have it.
    """

    rows: int
    columns: Mapping[str, Values]
    absent: Mapping[str, Sequence[int]]


class LeadDecoder:
    """Decodes page after page; safe in any thread."""

    def __init__(self) -> None:
        self._known = _struct_of({})

    def decode(self, rows: bytes) -> LeadValues:
        """Decode a JSON array of leads.

        Of a key that stands twice in one lead the last value alone is kept.

        Raises
        ------
        ValueError
            It is no array of objects, or one that Python's own reader has to see.
        """
        try:
            return self._decoded(rows)
        except (msgspec.DecodeError, RecursionError) as refusal:
            raise ValueError(type(refusal).__name__) from None

    def _decoded(self, rows: bytes) -> LeadValues:
        fields, decoder = self._known
        try:
            leads = decoder.decode(rows)
        except msgspec.ValidationError:
            fields, decoder = _struct_of(_learned(fields, _KEYS.decode(rows)))
            leads = decoder.decode(rows)
            # Another thread may have learned something else meanwhile; who needs that learns it.
            self._known = fields, decoder
        # One flat list, and no tuple a lead that stays: the garbage collector would visit them all.
        values = [*chain.from_iterable(map(msgspec.structs.astuple, leads))]
        columns = {name: values[place :: len(fields)] for place, name in enumerate(fields)}
        columns = {name: columns[name] for name in _as_they_appear(fields, rows)}
        optional = [name for name, always in fields.items() if not always]
        return _without_unset(LeadValues(len(leads), columns, {}), optional)


def _as_they_appear(names: Iterable[str], rows: bytes) -> list[str]:
    """Put undocumented fields in the order of this page, whatever those before it taught.

    Documented ones stand first: their columns have an order of their own.
    """
    places = {
        name: rows.find(f"{json.dumps(name, ensure_ascii=False)}:".encode())
        for name in names
        if (name,) not in COLUMN_NAMES
    }
    return sorted(names, key=lambda name: places.get(name, -1))


def _without_unset(leads: LeadValues, optional: Iterable[str]) -> LeadValues:
    """Tell which leads lack optional fields, and leave out fields that all lack."""
    columns, absent = dict(leads.columns), dict(leads.absent)
    for name in optional:
        values = columns[name]
        lacking = [row for row, value in enumerate(values) if value is msgspec.UNSET]
        if len(lacking) == leads.rows:
            del columns[name]
        elif lacking:
            columns[name] = [None if value is msgspec.UNSET else value for value in values]
            absent[name] = lacking
    return LeadValues(leads.rows, columns, absent)


def _struct_of(fields: _Fields) -> tuple[_Fields, msgspec.json.Decoder[list[Any]]]:
    """Make the decoder into a struct that has exactly these fields."""
    if any(_NO_STRUCT_FIELD.search(name) for name in fields):
        raise ValueError("a field that no struct can have")
    declared = [
        (f"field_{number}", Any, msgspec.field(name=name, **({} if always else _OPTIONAL)))
        for number, (name, always) in enumerate(fields.items())
    ]
    row = msgspec.defstruct("Row", declared, kw_only=True, forbid_unknown_fields=True, gc=False)
    decoder = msgspec.json.Decoder(list[row], float_hook=NumberText)  # type: ignore[valid-type]
    return fields, decoder


_OPTIONAL: Mapping[str, Any] = {"default": msgspec.UNSET}


def _learned(known: _Fields, leads: Sequence[Mapping[str, object]]) -> _Fields:
    """Add the fields of leads to known ones; should many accounts' have piled up, start afresh.

    New ones stand in the order sent: msgspec finds a field fastest where it expects it.
    """
    for before in (known, {}):
        fields = dict(before)
        for lead in leads:
            for name in lead:
                fields.setdefault(name, not before)
        for lead in leads:
            fields.update(dict.fromkeys(fields.keys() - lead.keys(), False))
        if len(fields) <= _MOST_FIELDS:
            return fields
    raise ValueError("more fields than a struct should have")
