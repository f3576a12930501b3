"""Searches on the wire: the count before, how far one is, its receipt, and those to go back to."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from leadwidgets.widgets.wire.messages import (
    Ask,
    CountStatus,
    DoneReply,
    Message,
    Name,
    Natural,
    Pasted,
)

SearchStatus = Literal["idle", "running", "done", "cancelled", "failed"]
TextForm = Literal["python", "json", "api"]


class CountState(Message, frozen=True):
    """How many leads match what the form holds, and what it takes to read them at the least."""

    status: CountStatus
    leads: int | None
    seconds: int
    megabytes: int
    message: str | None
    waiting_seconds: int


class SearchState(Message, frozen=True):
    """How far the running or last search is, and how many leads one that was ended has read."""

    status: SearchStatus
    matched: int | None
    pages: int
    leads: int
    waiting_seconds: int
    seconds_left: int | None
    kept: int


class ReceiptState(Message, frozen=True):
    """The receipt of the last result: a line, and its facts as name and text.

    It is current while the form holds what the result was searched by.
    """

    current: bool
    complete: bool
    headline: str
    facts: Sequence[tuple[str, str]]


class Problem(Message, frozen=True):
    """What went wrong, in the words that the panel shows."""

    title: str
    detail: str
    next_step: str | None = msgspec.field(name="next", default=None)


class Notice(Message, frozen=True):
    """Something that the session did by itself and the user should know, and may take back."""

    number: int
    text: str
    revertible: bool


class RecentSearch(Message, frozen=True):
    """A search of this session, in a sentence."""

    number: int
    words: str


class NamedSearch(Message, frozen=True):
    """A search that was saved, its criteria in a sentence."""

    name: str
    words: str


class SearchesReply(Message, frozen=True):
    """The searches to go back to; named ones are null where there is no file for them."""

    recent: Sequence[RecentSearch]
    named: Sequence[NamedSearch] | None


class TextReply(Message, frozen=True):
    """What the form holds, as text."""

    text: str


class WordsReply(Message, frozen=True):
    """Which leads a result is of, in a sentence."""

    version: int
    words: str


class SearchAsk(Ask, frozen=True):
    """Starts a search."""

    reply = DoneReply


class CancelAsk(Ask, frozen=True):
    """Ends the running search."""

    reply = DoneReply


class KeepAsk(Ask, frozen=True):
    """Shows what was read before a search was cancelled or failed."""

    reply = DoneReply


class RestoreAsk(Ask, frozen=True):
    """Brings the form back to what the result was searched by."""

    reply = DoneReply


class RevertAsk(Ask, frozen=True):
    """Takes back what a notice tells of."""

    reply = DoneReply

    notice: Natural


class SearchesAsk(Ask, frozen=True):
    """Asks which searches there are to go back to."""

    reply = SearchesReply


class RepeatAsk(Ask, frozen=True):
    """Fills the form with a recent search, by its number."""

    reply = DoneReply

    search: Natural


class OpenAsk(Ask, frozen=True):
    """Fills the form with a named search."""

    reply = DoneReply

    name: Name


class SaveAsk(Ask, frozen=True):
    """Saves what the form holds under a name."""

    reply = SearchesReply

    name: Name


class DeleteAsk(Ask, frozen=True):
    """Forgets a named search."""

    reply = SearchesReply

    name: Name


class TextAsk(Ask, frozen=True):
    """Asks for what the form holds as Python, as JSON, or as the API's request body."""

    reply = TextReply

    form: TextForm


class PasteAsk(Ask, frozen=True):
    """Fills the form from a text in any of these forms."""

    reply = DoneReply

    text: Pasted


class DismissAsk(Ask, frozen=True):
    """Takes away a notice, by its number."""

    reply = DoneReply

    notice: Natural


class WordsAsk(Ask, frozen=True):
    """Asks which leads a result is of."""

    reply = WordsReply

    version: Natural
