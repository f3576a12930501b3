"""The synced state, every ask and every answer, and what is believed of what comes up."""

import re
from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from leadwidgets.widgets.wire.charts import (
    ArrangeAsk,
    BarsAsk,
    ChartsState,
    ClearAsk,
    CountingAsk,
    EngineAsk,
    EngineReply,
    FiguresAsk,
    FiguresReply,
    NarrowAsk,
    TakeAsk,
)
from leadwidgets.widgets.wire.form import (
    AccountsAsk,
    AccountsReply,
    AccountState,
    AddressAsk,
    ChooseAsk,
    CountsAsk,
    CountsReply,
    CriteriaAsk,
    CriteriaReply,
    FieldName,
    FieldState,
    FormAsk,
    FormReply,
    HistoryState,
    OptionCountState,
    OptionsAsk,
    OptionsReply,
    RedoAsk,
    ResetAsk,
    SetAsk,
    TypedAsk,
    TypedReply,
    UndoAsk,
)
from leadwidgets.widgets.wire.messages import ID, DoneReply, Message
from leadwidgets.widgets.wire.searches import (
    CancelAsk,
    CountState,
    DeleteAsk,
    DismissAsk,
    KeepAsk,
    Notice,
    OpenAsk,
    PasteAsk,
    Problem,
    ReceiptState,
    RepeatAsk,
    RestoreAsk,
    RevertAsk,
    SaveAsk,
    SearchAsk,
    SearchesAsk,
    SearchesReply,
    SearchState,
    TextAsk,
    TextReply,
    WordsAsk,
    WordsReply,
)
from leadwidgets.widgets.wire.table import (
    ExportAsk,
    ExportReply,
    FilterAsk,
    FilteredAsk,
    FilterReply,
    LayoutAsk,
    PieceAsk,
    PieceReply,
    PlaceAsk,
    PlaceReply,
    RowsAsk,
    RowsReply,
    TableState,
    ValuesAsk,
    ValuesReply,
)

Part = Literal["form", "charts", "table"]
PARTS: tuple[Part, ...] = get_args(Part)


class PanelState(Message, frozen=True):
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


class Answered(Message, frozen=True):
    """An ask's answer."""

    id: str
    reply: AnyReply


class Reason(Message, frozen=True):
    """Why an ask is not answered, and what to do."""

    message: str
    next_step: str | None = msgspec.field(name="next", default=None)


class Refused(Message, frozen=True):
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
    return ask_id if isinstance(ask_id, str) and re.search(ID, ask_id) else None
