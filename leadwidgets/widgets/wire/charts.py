"""The charts on the wire: which there are, their bars, and what is chosen in them."""

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from leadwidgets.widgets.wire.messages import Ask, DoneReply, Message, Name, Natural, Up

MOST_CHARTS = 12
"""No more charts are shown at once."""


CountedStatus = Literal["idle", "counting", "known"]
FigureSource = Literal["none", "leads", "counted"]
BarKind = Literal["value", "none", "others"]
BarOrder = Literal["field", "size"]


class ChartField(Message, frozen=True):
    """A field that a chart can show."""

    name: str
    label: str


class ChartSpec(Up, frozen=True):
    """A chart: the field that it shows, and how its bars are ordered."""

    by: Name
    order: BarOrder = "field"


class CountedState(Message, frozen=True):
    """How far counting for the charts is, and what it takes; whether it is wanted at all."""

    wanted: bool
    status: CountedStatus
    counts: int
    seconds: int


class ChartsState(Message, frozen=True):
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


class Bar(Message, frozen=True):
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


class Figure(Message, frozen=True):
    """A chart's bars from top to bottom; or, in words, why it has none."""

    by: str
    bars: Sequence[Bar]
    message: str | None


class Chip(Message, frozen=True):
    """What a chart filters by."""

    by: str
    label: str
    values: Sequence[str]


class FiguresReply(Message, frozen=True):
    """The figures of all charts, of how many leads, and how many of them remain."""

    version: str
    source: FigureSource
    leads: int
    remaining: int
    figures: Sequence[Figure]
    chips: Sequence[Chip]


class EngineReply(Message, frozen=True):
    """The chart engine: its gzipped script, in base64 or, where that is null, as the one buffer."""

    version: str
    script: str | None


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

    result: Natural
    by: Name
    bars: Annotated[Sequence[Natural], Meta(max_length=100)]


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
