"""What an answer is worth: how many leads matched, how many arrived, and why not all of them."""

import html
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Self

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import ResultFileError


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Receipt:
    """How a search went. It says nothing about the leads themselves, and may be shown to anybody.

    Attributes
    ----------
    criteria
        What was searched for; never part of the text of a receipt, as it may name people.
    account_id, account_name
        Where.
    matched
        Leads that matched by the account's own count, before the first page was read; None if the
        account does not count.
    matched_after
        The same after the last page; None if it was not counted again.
    received
        Rows that arrived, duplicates included.
    duplicates
        Rows dropped because their lead was there already.
    pages, page_size, first_page
        How many pages were read, the rows asked for in each, and the number of the first (RingCX
        does not say whether that is 0 or 1; None if no page was read).
    retries
        Requests that had to be sent again.
    waited_seconds
        Time spent waiting for the account's request limits.
    complete
        Whether every matching lead is there.
    reason
        If not, why.
    notes
        What else is worth knowing, such as values that did not fit their column.
    started, finished
        When, with a UTC offset.
    """

    criteria: SearchCriteria
    account_id: str
    account_name: str
    matched: int | None
    matched_after: int | None
    received: int
    duplicates: int
    pages: int
    page_size: int
    first_page: int | None
    retries: int
    waited_seconds: float
    complete: bool
    reason: str | None
    notes: tuple[str, ...]
    started: datetime
    finished: datetime

    @property
    def leads(self) -> int:
        """How many leads the result has."""
        return self.received - self.duplicates

    @property
    def seconds(self) -> float:
        """How long the search took."""
        return (self.finished - self.started).total_seconds()

    @property
    def arrived(self) -> str:
        """How many of how many leads arrived, in words."""
        if self.matched is None:
            return f"{_leads(self.leads)}, how many match is not known"
        return f"{self.leads:,} of {_leads(self.matched, 'matching ')}"

    @property
    def headline(self) -> str:
        """The receipt in one line."""
        return f"{self.arrived}, {'complete' if self.complete else 'not complete'}"

    def lines(self) -> Iterator[str]:
        """Tell the receipt in sentences."""
        yield self.headline
        if self.reason:
            yield f"Not complete because: {self.reason}"
        if self.matched is not None and self.matched_after not in (None, self.matched):
            yield (
                f"{_leads(self.matched)} matched before reading, "
                f"{self.matched_after:,} afterwards: they moved meanwhile"
            )
        yield (
            f"{_counted(self.received, 'row')} received in {_counted(self.pages, 'page')}, "
            f"{_counted(self.duplicates, 'duplicate')} dropped"
        )
        yield (
            f"{self.seconds:,.1f} s in all, {self.waited_seconds:,.1f} s of them waiting for the "
            f"account's limits, {_counted(self.retries, 'request')} sent again"
        )
        yield (
            f"Finished {self.finished:%Y-%m-%d %H:%M:%S %Z}, account "
            f"{self.account_name or self.account_id}"
        )
        for note in self.notes:
            yield f"Note: {note}"

    def facts(self) -> Iterator[tuple[str, str]]:
        """Tell the receipt as names and texts, what is not as it should be first."""
        if self.reason:
            yield "Not complete because", self.reason
        yield from (("Note", note) for note in self.notes)
        yield "Matched before", _count_or(self.matched, "not known")
        yield "Matched after", _count_or(self.matched_after, "not counted")
        yield "Rows received", f"{self.received:,}"
        yield "Duplicates dropped", f"{self.duplicates:,}"
        yield "Pages", f"{self.pages:,} of at most {_counted(self.page_size, 'row')}"
        yield "First page number", "unknown" if self.first_page is None else f"{self.first_page}"
        yield "Repeated requests", f"{self.retries:,}"
        yield "Waited for the limits", f"{self.waited_seconds:,.1f} s"
        yield "Started", f"{self.started.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
        yield "Took", f"{self.seconds:,.1f} s"
        yield "Account", self.account_name or self.account_id

    def __repr__(self) -> str:
        return "\n  ".join(["Receipt", *self.lines()])

    def _repr_html_(self) -> str:
        headline, *others = map(html.escape, self.lines())
        items = "".join(f"<li>{line}</li>" for line in others)
        return f"<div><strong>{headline}</strong><ul>{items}</ul></div>"

    def to_json(self) -> str:
        """Write the receipt as JSON, the criteria included."""
        values: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        values["criteria"] = json.loads(self.criteria.to_json())
        values["started"] = self.started.isoformat()
        values["finished"] = self.finished.isoformat()
        return json.dumps(values)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote.

        Raises
        ------
        ResultFileError
            It is not a receipt.
        """
        # Raised outside the handler: a decoder's error carries the text, whose criteria may name
        # people.
        with suppress(TypeError, KeyError, ValueError, RecursionError):
            values = json.loads(text)
            values["criteria"] = SearchCriteria.from_json(json.dumps(values["criteria"]))
            values["started"] = datetime.fromisoformat(values["started"])
            values["finished"] = datetime.fromisoformat(values["finished"])
            values["notes"] = tuple(values["notes"])
            return cls(**values)
        raise ResultFileError(
            "This text is not a receipt that leadwidgets wrote",
            next_step="Give what Receipt.to_json() wrote.",
        )


def _count_or(count: int | None, otherwise: str) -> str:
    return otherwise if count is None else f"{count:,}"


def _leads(count: int, which: str = "") -> str:
    return f"{count:,} {which}{'lead' if count == 1 else 'leads'}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
