"""The fast reader: msgspec decodes a page straight into the fields that the last pages had.

A `Layout` refuses what it does not expect: a field it does not know, one that is missing, a value
of another type. Nothing is dropped that way: the refusal names the field, the layout learns it,
and the page is decoded again. After the first page an account's answers rarely teach it more.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any

import msgspec

from leadwidgets.frame.exact import NumberText
from leadwidgets.frame.schema import KINDS, Kind
from leadwidgets.frame.table import SentColumn, SentTable

_MOST_FIELDS = 400
_CHECKED_TYPES: Mapping[Kind, Any] = {
    Kind.INTEGER: int | None,
    Kind.FLAG: bool | None,
    Kind.TEXT: str | None,
    Kind.CATEGORY: str | None,
    Kind.TIME: str | None,  # epoch milliseconds make the field a loose one
}
_OTHER_FIELDS = re.compile(r"Object (?:contains unknown|missing required) field `")
_OTHER_TYPE = re.compile(
    r"Expected `[^`]+`, got `[^`]+` - at `\$\[[^]]*\]\.(?P<name>.+)`", re.DOTALL
)
_NO_STRUCT_FIELD = re.compile(r'[\\"\x00-\x1f]')
_KEYS = msgspec.json.Decoder(list[dict[str, msgspec.Raw]])


@dataclass(frozen=True)
class Layout:
    """The fields that a page is expected to have.

    Attributes
    ----------
    fields
        API name → whether every lead so far has had it.
    loose
        Fields that have held another type than the documented one.
    """

    fields: Mapping[str, bool] = field(default_factory=dict)
    loose: frozenset[str] = frozenset()

    def decode(self, rows: bytes) -> SentTable:
        """Decode a JSON array of objects, column by column.

        Raises
        ------
        msgspec.ValidationError
            The page is not what the layout expects.
        msgspec.DecodeError, UnicodeDecodeError
            It is not JSON, or holds text that is not Unicode.
        """
        leads = self._decoder.decode(rows)
        # One flat list, and no tuple a lead that stays: the garbage collector would visit them all.
        values = list(chain.from_iterable(map(msgspec.structs.astuple, leads)))
        width = len(self.fields)
        sent = (
            self._column(name, values[place::width])
            for place, name in enumerate(self.fields)
            if leads
        )
        return SentTable(len(leads), {column.name: column for column in sent if column})

    def _column(self, name: str, values: list[object]) -> SentColumn | None:
        if self.fields[name] or not values.count(msgspec.UNSET):
            return SentColumn(name, values, self._checked_kind(name))
        absent = [row for row, value in enumerate(values) if value is msgspec.UNSET]
        if len(absent) == len(values):
            return None
        present = [None if value is msgspec.UNSET else value for value in values]
        return SentColumn(name, present, self._checked_kind(name), absent)

    def taught(self, refusal: msgspec.ValidationError, rows: bytes) -> "Layout | None":
        """Give the layout that expects what was refused; None where no layout would help."""
        message = str(refusal)
        if _OTHER_FIELDS.match(message):
            return self._with_fields_of(rows)
        wrong = _OTHER_TYPE.match(message)
        if wrong and self._checked_kind(wrong["name"]) and wrong["name"] in self.fields:
            return replace(self, loose=self.loose | {wrong["name"]})
        return None

    def _with_fields_of(self, rows: bytes) -> "Layout | None":
        leads = _KEYS.decode(rows)
        if any(_NO_STRUCT_FIELD.search(name) for lead in leads for name in lead):
            return None
        # Should the fields of many accounts have piled up, start afresh.
        for known in (self.fields, {}):
            fields = _with_keys(known, leads)
            if len(fields) <= _MOST_FIELDS:
                return replace(self, fields=fields)
        return None

    def _checked_kind(self, name: str) -> Kind | None:
        return None if name in self.loose else KINDS.get((name,))

    @cached_property
    def _decoder(self) -> msgspec.json.Decoder[list[Any]]:
        fields = [
            (f"field_{number}", *self._declaration(name, always=always))
            for number, (name, always) in enumerate(self.fields.items())
        ]
        row = msgspec.defstruct("Row", fields, kw_only=True, forbid_unknown_fields=True, gc=False)
        return msgspec.json.Decoder(list[row], float_hook=NumberText)  # type: ignore[valid-type]

    def _declaration(self, name: str, *, always: bool) -> tuple[Any, Any]:
        kind = self._checked_kind(name)
        checked = _CHECKED_TYPES[kind] if kind else Any
        if always:
            return checked, msgspec.field(name=name)
        return checked, msgspec.field(name=name, default=msgspec.UNSET)


def _with_keys(known: Mapping[str, bool], leads: Sequence[Mapping[str, object]]) -> dict[str, bool]:
    """Add the keys of leads to known fields, and tell which of all fields each lead has.

    New ones stand in the order sent: msgspec finds a field fastest where it expects it.
    """
    fields = dict(known)
    for lead in leads:
        for name in lead:
            fields.setdefault(name, not known)
    for lead in leads:
        fields.update(dict.fromkeys(fields.keys() - lead.keys(), False))
    return fields


class FastReader:
    """Reads page after page with the layout that the pages before have taught it."""

    def __init__(self) -> None:
        self._layout = Layout()

    def read(self, rows: bytes) -> SentTable | None:
        """Read a JSON array of leads; None where it takes the exact reader to tell what it is."""
        try:
            table, layout = _decoded(self._layout, rows)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        # Another thread may have taught it something else meanwhile; the next page that needs that
        # teaches it again.
        self._layout = layout
        return table


def _decoded(layout: Layout, rows: bytes) -> tuple[SentTable, Layout]:
    """Decode a page, and give the layout that could."""
    while True:
        try:
            return layout.decode(rows), layout
        except msgspec.ValidationError as refusal:
            taught = layout.taught(refusal, rows)
            if taught is None or taught == layout:
                raise
            layout = taught
