"""The table on the wire: its rows by windows, what they are sorted and filtered by, its files."""

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from leadwidgets.widgets.wire.messages import Ask, DoneReply, Message, Name, Natural, Text, Up

LARGEST_WINDOW = 1_000
"""No more rows are given at once."""


CellKind = Literal["text", "number", "time", "flag"]
FileFormat = Literal["csv", "xlsx", "parquet"]
_MOST_COLUMNS = 2_000
_MOST_SORTS = 8
_Names = Annotated[Sequence[Name], Meta(max_length=_MOST_COLUMNS)]


class Sort(Up, frozen=True):
    """Which column orders the rows."""

    column: Name
    descending: bool = False


class Layout(Up, frozen=True):
    """Which columns are shown, from left to right, which of them stay in sight, and their widths.

    Widths are in pixels; a column without one is as wide as its texts.
    """

    shown: _Names
    pinned: _Names
    widths: Annotated[dict[Name, Annotated[int, Meta(ge=24, le=4_000)]], Meta(max_length=2_000)]


class ColumnFilter(Up, frozen=True):
    """What of a column remains: any of these values, what holds a text, what lies between two.

    Numbers and times are written as the table shows them; a day without a time of day is meant
    with all its hours. What is null restricts nothing; among values, null stands for no value.
    """

    contains: Name | None = None
    any_of: Annotated[Sequence[Text | None], Meta(max_length=1_000)] | None = None
    low: Name | None = None
    high: Name | None = None


_Sorts = Annotated[Sequence[Sort], Meta(max_length=_MOST_SORTS)]


class TableColumn(Message, frozen=True):
    """A column of the leads: its name in the frame, label and kind, and if no lead has a value."""

    name: str
    label: str
    kind: CellKind
    empty: bool


class TableState(Message, frozen=True):
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


class RowsReply(Message, frozen=True):
    """Rows of the table: for each column asked for the texts of the rows, null for no value."""

    version: int
    offset: int
    total: int
    columns: Sequence[Sequence[str | None]]


class FilteredColumn(Message, frozen=True):
    """A column of which not all remains, and how that is said."""

    column: str
    filter: ColumnFilter
    text: str


class FilterReply(Message, frozen=True):
    """What the rows are filtered by."""

    version: int
    columns: Sequence[FilteredColumn]


class ValueCount(Message, frozen=True):
    """A value of a column, null for none, and how many of the leads have it."""

    value: str | None
    leads: int


class ValuesReply(Message, frozen=True):
    """The most frequent of so many values, among what the other columns' filters leave."""

    counts: Sequence[ValueCount]
    distinct: int


class PlaceReply(Message, frozen=True):
    """The row of a lead, null if the filter hides it, and whether it was found at all."""

    row: int | None
    found: bool


class ExportReply(Message, frozen=True):
    """A file that was written: what it is called, its size in bytes, its pieces to be asked for."""

    number: int
    name: str
    size: int
    pieces: int


class PieceReply(Message, frozen=True):
    """A piece of a file, in base64."""

    data: str


class RowsAsk(Ask, frozen=True):
    """Asks for rows of the table, in columns, ordered by the first sort, then by the next."""

    reply = RowsReply

    version: Natural
    filter: Natural
    offset: Natural
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

    version: Natural
    column: Name | None
    filter: ColumnFilter | None


class FilteredAsk(Ask, frozen=True):
    """Asks what the rows are filtered by."""

    reply = FilterReply


class ValuesAsk(Ask, frozen=True):
    """Asks which values a column has."""

    reply = ValuesReply

    version: Natural
    column: Name


class PlaceAsk(Ask, frozen=True):
    """Asks where a lead stands."""

    reply = PlaceReply

    version: Natural
    filter: Natural
    sort: _Sorts
    lead: Natural


class ExportAsk(Ask, frozen=True):
    """Asks for a file of the leads that are shown, or of so many of them from a row on."""

    reply = ExportReply

    version: Natural
    filter: Natural
    sort: _Sorts
    columns: _Names
    offset: Natural
    limit: Natural | None
    format: FileFormat
    masked: bool


class PieceAsk(Ask, frozen=True):
    """Asks for a piece of the file that was written last."""

    reply = PieceReply

    number: Natural
    piece: Natural
