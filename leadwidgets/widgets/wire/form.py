"""The form on the wire: its fields, what they hold and offer, and what is done with them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta

from leadwidgets.fields import SEARCH_FIELDS, SearchKind
from leadwidgets.widgets.wire.messages import (
    Ask,
    CountStatus,
    CriteriaValue,
    DoneReply,
    Message,
    Name,
    OptionValue,
    Pasted,
    Text,
)

FIELD_NAMES = tuple(
    name
    for name, field in SEARCH_FIELDS.items()
    if field.primary and field.kind is not SearchKind.FLAG
)
"""The fields that offer options."""


MOST_COUNTED = 100
"""No more options are counted at once."""


if TYPE_CHECKING:  # a type checker knows only literals that are written out
    FieldName = str
else:
    FieldName = Literal[FIELD_NAMES]


TypedField = Literal["lead_phone_numbers", "lead_ids", "extern_ids"]
TypedOutcome = Literal["good", "none", "doubled"]
FieldStatus = Literal["waiting", "loading", "ready", "failed"]
InputKind = Literal[
    "text", "texts", "number", "numbers", "time", "number_comparison", "time_comparison", "flag"
]


class FieldState(Message, frozen=True):
    """How far a field's options are; another version of them means: ask again."""

    status: FieldStatus
    options: int
    total: int
    message: str | None
    waiting_seconds: int


class OptionCountState(Message, frozen=True):
    """How far the counting of one field's options is; the counts are asked for.

    It takes `left` more counts at most, and `seconds` at least. Some came from the leads of the
    last search if it is of leads.
    """

    field: FieldName | None
    version: int
    status: CountStatus
    left: int
    seconds: int
    of_leads: bool
    message: str | None


class AccountState(Message, frozen=True):
    """Who is asked; with choices, one of so many sub-accounts is to be chosen first."""

    name: str
    embedded: bool
    choices: int


class HistoryState(Message, frozen=True):
    """What the changes of the form are called that can be undone and redone; null for none."""

    undo: str | None
    redo: str | None


class PrimaryField(Message, frozen=True):
    """A field that is always in sight."""

    name: str
    label: str
    help: str


class ExtendedField(Message, frozen=True):
    """A field that is folded away, and what it is typed into."""

    name: str
    label: str
    help: str
    kind: InputKind


class FormReply(Message, frozen=True):
    """The fields of the form; they never change."""

    primary: Sequence[PrimaryField]
    extended: Sequence[ExtendedField]


class RefusedValue(Message, frozen=True):
    """What a field holds and no search can, and why."""

    value: CriteriaValue
    message: str
    next_step: str | None = msgspec.field(name="next", default=None)


class CriteriaReply(Message, frozen=True):
    """The value of every field, by field the values that are not accepted, and as a query string.

    The query string, for the page's address, holds nothing that could tell who a lead is.
    """

    version: int
    criteria: dict[str, CriteriaValue]
    refused: dict[str, RefusedValue]
    query: str


class SubAccount(Message, frozen=True):
    """A sub-account to choose."""

    id: str
    name: str


class AccountsReply(Message, frozen=True):
    """The sub-accounts to choose from."""

    accounts: Sequence[SubAccount]


class OptionGroup(Message, frozen=True):
    """A group of options: it runs from its start to the next one's."""

    label: str
    start: int


class OptionsReply(Message, frozen=True):
    """What a field offers, as columns of equal length."""

    version: int
    field: FieldName
    values: Sequence[OptionValue]
    labels: Sequence[str]
    hints: Sequence[str] | None
    groups: Sequence[OptionGroup]


class CountsReply(Message, frozen=True):
    """How many leads the options give that were asked for, in their order; null if unknown.

    Counts of another question are of other criteria.
    """

    question: int
    leads: Sequence[int | None]


class TypedReply(Message, frozen=True):
    """What becomes of a list as it is typed: a column for each thing said of a value.

    `values` are the good ones, each once, as a search takes them. `firsts` says of a doubled value
    which one it repeats, counted from 1. `leads` says how many leads of the last search have it;
    null where that search was not for these values.
    """

    texts: Sequence[str]
    outcomes: Sequence[TypedOutcome]
    firsts: Sequence[int]
    leads: Sequence[int] | None
    looked_in: str | None
    values: Sequence[OptionValue]
    one: str
    none: str


class FormAsk(Ask, frozen=True):
    """Asks which fields the form has."""

    reply = FormReply


class CriteriaAsk(Ask, frozen=True):
    """Asks what the form holds."""

    reply = CriteriaReply


class AddressAsk(Ask, frozen=True):
    """Fills the form with what the query string of the page's address asks for."""

    reply = DoneReply

    query: Text


class AccountsAsk(Ask, frozen=True):
    """Asks which sub-accounts there are to choose from."""

    reply = AccountsReply


class ChooseAsk(Ask, frozen=True):
    """Chooses a sub-account, by its id."""

    reply = DoneReply

    account: Name


class OptionsAsk(Ask, frozen=True):
    """Asks what a field offers."""

    reply = OptionsReply

    field: FieldName


class CountsAsk(Ask, frozen=True):
    """Wants some options of a field counted, and asks for what is known; of none: no more."""

    reply = CountsReply

    field: FieldName
    values: Annotated[Sequence[OptionValue], Meta(max_length=MOST_COUNTED)]


class TypedAsk(Ask, frozen=True):
    """Asks what becomes of a list as it is typed into a field, one value a line."""

    reply = TypedReply

    field: TypedField
    text: Pasted


class SetAsk(Ask, frozen=True):
    """Changes one field of the form."""

    reply = DoneReply

    field: Name
    value: CriteriaValue


class ResetAsk(Ask, frozen=True):
    """Brings the form back to its start."""

    reply = DoneReply


class UndoAsk(Ask, frozen=True):
    """Takes back the last change of the form."""

    reply = DoneReply


class RedoAsk(Ask, frozen=True):
    """Makes again what was undone last."""

    reply = DoneReply
