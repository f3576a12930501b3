"""The wire between the kernel and the page: every message as a struct, the synced state among them.

Down come the synced state (`PanelState`, and `Part` by part what is shown) and answers. Up go asks;
each is answered once, under its id, as `Answered` or as `Refused`. Rows, figures, options and the
values of the criteria are asked for, never synced: synced state is saved into notebooks.

Whatever comes up is untrusted: `read_ask` accepts what these structs allow, and nothing else.
Names are camelCase on the wire. ``js/wire.ts`` is generated from this module.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, get_args

import msgspec
from msgspec import Meta

from leadwidgets.fields import SEARCH_FIELDS, Operator, SearchKind

Part = Literal["form", "charts", "table"]
PARTS: tuple[Part, ...] = get_args(Part)

FIELD_NAMES = tuple(
    name
    for name, field in SEARCH_FIELDS.items()
    if field.primary and field.kind is not SearchKind.FLAG
)
"""The fields that offer options."""

LARGEST_WINDOW = 1_000
"""No more rows are given at once."""

MOST_CHARTS = 12
"""No more charts are shown at once."""

MOST_COUNTED = 100
"""No more options are counted at once."""

if TYPE_CHECKING:  # a type checker knows only literals that are written out
    FieldName = str
else:
    FieldName = Literal[FIELD_NAMES]

TypedField = Literal["lead_phone_numbers", "lead_ids", "extern_ids"]
TypedOutcome = Literal["good", "none", "doubled"]
FieldStatus = Literal["waiting", "loading", "ready", "failed"]
CountStatus = Literal["idle", "counting", "known", "failed"]
SearchStatus = Literal["idle", "running", "done", "cancelled", "failed"]
CountedStatus = Literal["idle", "counting", "known"]
FigureSource = Literal["none", "leads", "counted"]
BarKind = Literal["value", "none", "others"]
BarOrder = Literal["field", "size"]
CellKind = Literal["text", "number", "time", "flag"]
TextForm = Literal["python", "json", "api"]
FileFormat = Literal["csv", "xlsx", "parquet"]
InputKind = Literal[
    "text", "texts", "number", "numbers", "time", "number_comparison", "time_comparison", "flag"
]

_ID = r"^[0-9a-z-]{1,64}\Z"
_LARGEST_NUMBER = 2**53 - 1  # JavaScript's largest whole number
_LONGEST_LIST = 100_000  # twice the longest list of options that was ever tried
_MOST_COLUMNS = 2_000
_MOST_SORTS = 8

_Id = Annotated[str, Meta(pattern=_ID)]
_Name = Annotated[str, Meta(max_length=200)]
_Text = Annotated[str, Meta(max_length=10_000)]
_Pasted = Annotated[str, Meta(max_length=2_000_000)]
_Number = Annotated[int, Meta(ge=-_LARGEST_NUMBER, le=_LARGEST_NUMBER)]
_Natural = Annotated[int, Meta(ge=0, le=_LARGEST_NUMBER)]
_Names = Annotated[Sequence[_Name], Meta(max_length=_MOST_COLUMNS)]


class _Message(msgspec.Struct, frozen=True, rename="camel"):
    """Base of everything on the wire."""


class _Up(_Message, frozen=True, forbid_unknown_fields=True):
    """Base of what also comes up."""


class Comparison(_Up, frozen=True):
    """A comparison as it is typed; the criteria check its value."""

    operator: Operator
    value: _Text | _Number


class Sort(_Up, frozen=True):
    """Which column orders the rows."""

    column: _Name
    descending: bool = False


class Layout(_Up, frozen=True):
    """Which columns are shown, from left to right, which of them stay in sight, and their widths.

    Widths are in pixels; a column without one is as wide as its texts.
    """

    shown: _Names
    pinned: _Names
    widths: Annotated[dict[_Name, Annotated[int, Meta(ge=24, le=4_000)]], Meta(max_length=2_000)]


class ColumnFilter(_Up, frozen=True):
    """What of a column remains: any of these values, what holds a text, what lies between two.

    Numbers and times are written as the table shows them; a day without a time of day is meant
    with all its hours. What is null restricts nothing; among values, null stands for no value.
    """

    contains: _Name | None = None
    any_of: Annotated[Sequence[_Text | None], Meta(max_length=1_000)] | None = None
    low: _Name | None = None
    high: _Name | None = None


_Sorts = Annotated[Sequence[Sort], Meta(max_length=_MOST_SORTS)]


OptionValue = _Text | _Number
CriteriaValue = (
    _Text
    | _Number
    | bool
    | None
    | Annotated[Sequence[OptionValue], Meta(max_length=_LONGEST_LIST)]
    | Comparison
)


class FieldState(_Message, frozen=True):
    """How far a field's options are; another version of them means: ask again."""

    status: FieldStatus
    options: int
    total: int
    message: str | None
    waiting_seconds: int


class CountState(_Message, frozen=True):
    """How many leads match what the form holds, and what it takes to read them at the least."""

    status: CountStatus
    leads: int | None
    seconds: int
    megabytes: int
    message: str | None
    waiting_seconds: int


class OptionCountState(_Message, frozen=True):
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


class SearchState(_Message, frozen=True):
    """How far the running or last search is, and how many leads one that was ended has read."""

    status: SearchStatus
    matched: int | None
    pages: int
    leads: int
    waiting_seconds: int
    seconds_left: int | None
    kept: int


class AccountState(_Message, frozen=True):
    """Who is asked; with choices, one of so many sub-accounts is to be chosen first."""

    name: str
    embedded: bool
    choices: int


class ReceiptState(_Message, frozen=True):
    """The receipt of the last result: a line, and its facts as name and text.

    It is current while the form holds what the result was searched by.
    """

    current: bool
    complete: bool
    headline: str
    facts: Sequence[tuple[str, str]]


class Problem(_Message, frozen=True):
    """What went wrong, in the words that the panel shows."""

    title: str
    detail: str
    next_step: str | None = msgspec.field(name="next", default=None)


class Notice(_Message, frozen=True):
    """Something that the session did by itself and the user should know, and may take back."""

    number: int
    text: str
    revertible: bool


class HistoryState(_Message, frozen=True):
    """What the changes of the form are called that can be undone and redone; null for none."""

    undo: str | None
    redo: str | None


class TableColumn(_Message, frozen=True):
    """A column of the leads: its name in the frame, label and kind, and if no lead has a value."""

    name: str
    label: str
    kind: CellKind
    empty: bool


class TableState(_Message, frozen=True):
    """What the table is of; its rows are asked for. While a search runs, of its first leads.

    Of all leads found, `rows` remain by the filter; another version of it means other rows.
    """

    version: int
    search: int
    filter: int
    rows: int
    total: int
    columns: Sequence[TableColumn]
    layout: Layout
    so_far: bool


class ChartField(_Message, frozen=True):
    """A field that a chart can show."""

    name: str
    label: str


class ChartSpec(_Up, frozen=True):
    """A chart: the field that it shows, and how its bars are ordered."""

    by: _Name
    order: BarOrder = "field"


class CountedState(_Message, frozen=True):
    """How far counting for the charts is, and what it takes; whether it is wanted at all."""

    wanted: bool
    status: CountedStatus
    counts: int
    seconds: int


class ChartsState(_Message, frozen=True):
    """Which charts there are, and of what; another version means: ask for the figures again.

    Their figures are of the leads of a result (its version is `result`) or counted without them.
    """

    version: str
    source: FigureSource
    result: int
    leads: int
    fields: Sequence[ChartField]
    charts: Sequence[ChartSpec]
    counted: CountedState


class PanelState(_Message, frozen=True):
    """The synced state; of the criteria it holds the version alone."""

    account: AccountState
    criteria: int
    history: HistoryState
    fields: dict[FieldName, FieldState]
    count: CountState
    option_counts: OptionCountState
    search: SearchState
    receipt: ReceiptState | None
    problem: Problem | None
    notices: Sequence[Notice]
    table: TableState
    charts: ChartsState


class PrimaryField(_Message, frozen=True):
    """A field that is always in sight."""

    name: str
    label: str
    help: str


class ExtendedField(_Message, frozen=True):
    """A field that is folded away, and what it is typed into."""

    name: str
    label: str
    help: str
    kind: InputKind


class FormReply(_Message, frozen=True):
    """The fields of the form; they never change."""

    primary: Sequence[PrimaryField]
    extended: Sequence[ExtendedField]


class RefusedValue(_Message, frozen=True):
    """What a field holds and no search can, and why."""

    value: CriteriaValue
    message: str
    next_step: str | None = msgspec.field(name="next", default=None)


class CriteriaReply(_Message, frozen=True):
    """The value of every field, by field the values that are not accepted, and as a query string.

    The query string, for the page's address, holds nothing that could tell who a lead is.
    """

    version: int
    criteria: dict[str, CriteriaValue]
    refused: dict[str, RefusedValue]
    query: str


class SubAccount(_Message, frozen=True):
    """A sub-account to choose."""

    id: str
    name: str


class AccountsReply(_Message, frozen=True):
    """The sub-accounts to choose from."""

    accounts: Sequence[SubAccount]


class OptionGroup(_Message, frozen=True):
    """A group of options: it runs from its start to the next one's."""

    label: str
    start: int


class OptionsReply(_Message, frozen=True):
    """What a field offers, as columns of equal length."""

    version: int
    field: FieldName
    values: Sequence[OptionValue]
    labels: Sequence[str]
    hints: Sequence[str] | None
    groups: Sequence[OptionGroup]


class RecentSearch(_Message, frozen=True):
    """A search of this session, in a sentence."""

    number: int
    words: str


class NamedSearch(_Message, frozen=True):
    """A search that was saved, its criteria in a sentence."""

    name: str
    words: str


class SearchesReply(_Message, frozen=True):
    """The searches to go back to; named ones are null where there is no file for them."""

    recent: Sequence[RecentSearch]
    named: Sequence[NamedSearch] | None


class TextReply(_Message, frozen=True):
    """What the form holds, as text."""

    text: str


class WordsReply(_Message, frozen=True):
    """Which leads a result is of, in a sentence."""

    version: int
    words: str


class CountsReply(_Message, frozen=True):
    """How many leads the options give that were asked for, in their order; null if unknown.

    Counts of another question are of other criteria.
    """

    question: int
    leads: Sequence[int | None]


class TypedReply(_Message, frozen=True):
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


class RowsReply(_Message, frozen=True):
    """Rows of the table: for each column asked for the texts of the rows, null for no value."""

    version: int
    offset: int
    total: int
    columns: Sequence[Sequence[str | None]]


class FilteredColumn(_Message, frozen=True):
    """A column of which not all remains, and how that is said."""

    column: str
    filter: ColumnFilter
    text: str


class FilterReply(_Message, frozen=True):
    """What the rows are filtered by."""

    version: int
    columns: Sequence[FilteredColumn]


class ValueCount(_Message, frozen=True):
    """A value of a column, null for none, and how many of the leads have it."""

    value: str | None
    leads: int


class ValuesReply(_Message, frozen=True):
    """The most frequent of so many values, among what the other columns' filters leave."""

    counts: Sequence[ValueCount]
    distinct: int


class PlaceReply(_Message, frozen=True):
    """The row of a lead, null if the filter hides it, and whether it was found at all."""

    row: int | None
    found: bool


class ExportReply(_Message, frozen=True):
    """A file that was written: what it is called, its size in bytes, its pieces to be asked for."""

    number: int
    name: str
    size: int
    pieces: int


class PieceReply(_Message, frozen=True):
    """A piece of a file, in base64."""

    data: str


class Bar(_Message, frozen=True):
    """One bar: its number, its label as text and in plotly's markup, and its leads.

    `part` are those of them that the other charts leave.
    """

    place: int
    label: str
    markup: str
    kind: BarKind
    leads: int
    part: int
    chosen: bool


class Figure(_Message, frozen=True):
    """A chart's bars from top to bottom; or, in words, why it has none."""

    by: str
    bars: Sequence[Bar]
    message: str | None


class Chip(_Message, frozen=True):
    """What a chart filters by."""

    by: str
    label: str
    values: Sequence[str]


class FiguresReply(_Message, frozen=True):
    """The figures of all charts, of how many leads, and how many of them remain."""

    version: str
    source: FigureSource
    leads: int
    remaining: int
    figures: Sequence[Figure]
    chips: Sequence[Chip]


class EngineReply(_Message, frozen=True):
    """The chart engine: its gzipped script, in base64 or, where that is null, as the one buffer."""

    version: str
    script: str | None


class DoneReply(_Message, frozen=True):
    """That it was done."""


class Ask(_Up, frozen=True, tag_field="kind", tag=lambda name: name.removesuffix("Ask").lower()):
    """Base of what the page asks, each under an id that the page chose.

    Attributes
    ----------
    reply
        What it is answered with.
    """

    reply: ClassVar[type[_Message]]

    id: _Id


class FormAsk(Ask, frozen=True):
    """Asks which fields the form has."""

    reply = FormReply


class CriteriaAsk(Ask, frozen=True):
    """Asks what the form holds."""

    reply = CriteriaReply


class AddressAsk(Ask, frozen=True):
    """Fills the form with what the query string of the page's address asks for."""

    reply = DoneReply

    query: _Text


class AccountsAsk(Ask, frozen=True):
    """Asks which sub-accounts there are to choose from."""

    reply = AccountsReply


class ChooseAsk(Ask, frozen=True):
    """Chooses a sub-account, by its id."""

    reply = DoneReply

    account: _Name


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
    text: _Pasted


class SetAsk(Ask, frozen=True):
    """Changes one field of the form."""

    reply = DoneReply

    field: _Name
    value: CriteriaValue


class SearchAsk(Ask, frozen=True):
    """Starts a search."""

    reply = DoneReply


class CancelAsk(Ask, frozen=True):
    """Ends the running search."""

    reply = DoneReply


class KeepAsk(Ask, frozen=True):
    """Shows what was read before a search was cancelled or failed."""

    reply = DoneReply


class ResetAsk(Ask, frozen=True):
    """Brings the form back to its start."""

    reply = DoneReply


class RestoreAsk(Ask, frozen=True):
    """Brings the form back to what the result was searched by."""

    reply = DoneReply


class UndoAsk(Ask, frozen=True):
    """Takes back the last change of the form."""

    reply = DoneReply


class RedoAsk(Ask, frozen=True):
    """Makes again what was undone last."""

    reply = DoneReply


class RevertAsk(Ask, frozen=True):
    """Takes back what a notice tells of."""

    reply = DoneReply

    notice: _Natural


class SearchesAsk(Ask, frozen=True):
    """Asks which searches there are to go back to."""

    reply = SearchesReply


class RepeatAsk(Ask, frozen=True):
    """Fills the form with a recent search, by its number."""

    reply = DoneReply

    search: _Natural


class OpenAsk(Ask, frozen=True):
    """Fills the form with a named search."""

    reply = DoneReply

    name: _Name


class SaveAsk(Ask, frozen=True):
    """Saves what the form holds under a name."""

    reply = SearchesReply

    name: _Name


class DeleteAsk(Ask, frozen=True):
    """Forgets a named search."""

    reply = SearchesReply

    name: _Name


class TextAsk(Ask, frozen=True):
    """Asks for what the form holds as Python, as JSON, or as the API's request body."""

    reply = TextReply

    form: TextForm


class PasteAsk(Ask, frozen=True):
    """Fills the form from a text in any of these forms."""

    reply = DoneReply

    text: _Pasted


class DismissAsk(Ask, frozen=True):
    """Takes away a notice, by its number."""

    reply = DoneReply

    notice: _Natural


class WordsAsk(Ask, frozen=True):
    """Asks which leads a result is of."""

    reply = WordsReply

    version: _Natural


class RowsAsk(Ask, frozen=True):
    """Asks for rows of the table, in columns, ordered by the first sort, then by the next."""

    reply = RowsReply

    version: _Natural
    filter: _Natural
    offset: _Natural
    limit: Annotated[int, Meta(ge=0, le=LARGEST_WINDOW)]
    sort: _Sorts
    columns: _Names


class LayoutAsk(Ask, frozen=True):
    """Arranges the table's columns; null brings the first set back."""

    reply = DoneReply

    layout: Layout | None


class FilterAsk(Ask, frozen=True):
    """Filters by a column; without a filter, by that column no more; without a column, by none."""

    reply = DoneReply

    version: _Natural
    column: _Name | None
    filter: ColumnFilter | None


class FilteredAsk(Ask, frozen=True):
    """Asks what the rows are filtered by."""

    reply = FilterReply


class ValuesAsk(Ask, frozen=True):
    """Asks which values a column has."""

    reply = ValuesReply

    version: _Natural
    column: _Name


class PlaceAsk(Ask, frozen=True):
    """Asks where a lead stands."""

    reply = PlaceReply

    version: _Natural
    filter: _Natural
    sort: _Sorts
    lead: _Natural


class ExportAsk(Ask, frozen=True):
    """Asks for a file of the leads that are shown, or of so many of them from a row on."""

    reply = ExportReply

    version: _Natural
    filter: _Natural
    sort: _Sorts
    columns: _Names
    offset: _Natural
    limit: _Natural | None
    format: FileFormat
    masked: bool


class PieceAsk(Ask, frozen=True):
    """Asks for a piece of the file that was written last."""

    reply = PieceReply

    number: _Natural
    piece: _Natural


class FiguresAsk(Ask, frozen=True):
    """Asks for the present figures."""

    reply = FiguresReply


class ArrangeAsk(Ask, frozen=True):
    """Changes which charts there are, and their order."""

    reply = DoneReply

    charts: Annotated[Sequence[ChartSpec], Meta(max_length=MOST_CHARTS)]


class BarsAsk(Ask, frozen=True):
    """Chooses bars of a chart of a result: the other charts and the table keep to their leads."""

    reply = FiguresReply

    result: _Natural
    by: _Name
    bars: Annotated[Sequence[_Natural], Meta(max_length=100)]


class ClearAsk(Ask, frozen=True):
    """Chooses nothing in any chart."""

    reply = DoneReply


class NarrowAsk(Ask, frozen=True):
    """Puts what is chosen into the form."""

    reply = DoneReply


class TakeAsk(Ask, frozen=True):
    """Keeps the leads that remain, for Python."""

    reply = DoneReply


class CountingAsk(Ask, frozen=True):
    """Switches counting for the charts on or off."""

    reply = DoneReply

    wanted: bool


class EngineAsk(Ask, frozen=True):
    """Asks for the chart engine."""

    reply = EngineReply


AnyAsk = (
    FormAsk
    | CriteriaAsk
    | AddressAsk
    | AccountsAsk
    | ChooseAsk
    | OptionsAsk
    | CountsAsk
    | TypedAsk
    | SetAsk
    | SearchAsk
    | CancelAsk
    | KeepAsk
    | ResetAsk
    | RestoreAsk
    | UndoAsk
    | RedoAsk
    | RevertAsk
    | SearchesAsk
    | RepeatAsk
    | OpenAsk
    | SaveAsk
    | DeleteAsk
    | TextAsk
    | PasteAsk
    | DismissAsk
    | WordsAsk
    | RowsAsk
    | FiguresAsk
    | ArrangeAsk
    | BarsAsk
    | ClearAsk
    | NarrowAsk
    | TakeAsk
    | CountingAsk
    | LayoutAsk
    | FilterAsk
    | FilteredAsk
    | ValuesAsk
    | PlaceAsk
    | ExportAsk
    | PieceAsk
    | EngineAsk
)
AnyReply = (
    FormReply
    | CriteriaReply
    | AccountsReply
    | OptionsReply
    | SearchesReply
    | TextReply
    | WordsReply
    | CountsReply
    | TypedReply
    | RowsReply
    | FiguresReply
    | FilterReply
    | ValuesReply
    | PlaceReply
    | ExportReply
    | PieceReply
    | EngineReply
    | DoneReply
)


class Answered(_Message, frozen=True):
    """An ask's answer."""

    id: str
    reply: AnyReply


class Reason(_Message, frozen=True):
    """Why an ask is not answered, and what to do."""

    message: str
    next_step: str | None = msgspec.field(name="next", default=None)


class Refused(_Message, frozen=True):
    """An ask that is not answered; the id is null where it could not be read."""

    id: str | None
    reason: Reason


class BadAskError(Exception):
    """What came up is not an ask of this wire. The message holds no value of it."""


def read_ask(content: object) -> AnyAsk:
    """Read what came up.

    Raises
    ------
    BadAskError
        If it is not an ask, or holds what no ask may hold.
    """
    try:
        ask: AnyAsk = msgspec.convert(content, AnyAsk)
    except msgspec.ValidationError as error:
        reason = str(error)
    except (UnicodeEncodeError, RecursionError):  # half a surrogate pair; nested without end
        reason = ""
    else:
        return ask
    # What begins so tells of the wire alone; other words of msgspec's repeat what was sent.
    if not reason.startswith(("Expected ", "Object missing ")):
        reason = "It has a kind, a field or a value that is not of this wire"
    raise BadAskError(reason) from None


def id_of(content: object) -> str | None:
    """Give the id of what came up, if it has one that can be answered under."""
    ask_id = content.get("id") if isinstance(content, dict) else None
    return ask_id if isinstance(ask_id, str) and re.search(_ID, ask_id) else None
