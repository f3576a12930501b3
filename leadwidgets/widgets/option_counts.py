"""`OptionCounts`: how many leads each option of a field would give, with its own choice left out.

They come from the leads that the last search found, where it was for what the form holds; else from
the account, in its budget of counts, behind whoever counts once (the live count does). One field is
counted at a time, and only the options that are in view.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leadwidgets.breakdown import DIMENSIONS, Value
from leadwidgets.client import LeadSearchClient, gather_or_cancel
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidArgumentError, InvalidCriteriaError, LeadSearchError
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.result import SearchResult
from leadwidgets.widgets.brief_errors import brief
from leadwidgets.widgets.live_count import PAUSE_SECONDS, LiveCount
from leadwidgets.widgets.wire import CountStatus, OptionValue

_AT_ONCE = 8
_KEPT = 20  # questions whose counts are kept
_FRESH_SECONDS = 300.0  # leads move


@dataclass(slots=True)
class _Counted:
    """What is known of one question: a field, and criteria without its own choice."""

    number: int
    since: float
    leads: dict[OptionValue, int] = field(default_factory=dict)
    total: int | None = None


class OptionCounts:
    """Counts the options of the field whose list is open.

    Parameters
    ----------
    client
        Asks the account.
    live
        Knows how many leads there are in all.
    changed
        Called after every change.
    start
        Starts work in the background, and tells of errors that nobody expected.

    Attributes
    ----------
    field
        Whose options are counted; None while no list is open.
    status
        ``idle``, ``counting``, ``known`` or ``failed``.
    version
        Grows with every new count.
    left
        How many counts are still to ask for, at most.
    of_leads
        Whether counts came from the leads of the last search.
    message
        Why it failed.
    """

    def __init__(
        self,
        client: LeadSearchClient,
        live: LiveCount,
        changed: Callable[[], None],
        start: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]],
    ) -> None:
        self._client = client
        self._live = live
        self._changed = changed
        self._start = start
        self._task: asyncio.Task[None] | None = None
        self._criteria: SearchCriteria | None = None
        self._result: SearchResult | None = None
        self._wanted: tuple[OptionValue, ...] = ()
        self._questions: dict[tuple[str, SearchCriteria], _Counted] = {}
        self._found: dict[str, Mapping[Value, int]] = {}
        self._numbers = 0
        self.field: str | None = None
        self.status: CountStatus = "idle"
        self.version = 0
        self.left = 0
        self.of_leads = False
        self.message: str | None = None

    @property
    def seconds(self) -> float:
        """Give the seconds until the last count may go, by the account's limits."""
        return self._client.seconds_for_counts(self.left) if self.left else 0.0

    @property
    def question(self) -> int:
        """Give the number of what is asked: counts of another one are of other criteria."""
        return 0 if self._question is None else self._counted.number

    def follow(self, criteria: SearchCriteria | None, result: SearchResult | None) -> None:
        """Take what the form holds now, None where no search can hold it, and the last result."""
        before, found = self._question, result is not self._result
        if found:
            self._result, self._found = result, {}
        self._criteria = criteria
        if self.field is not None and (found or self._question != before):
            self._begin(PAUSE_SECONDS)

    def want(self, name: str, values: Sequence[OptionValue]) -> None:
        """Count these options of a field, and no others; none: give up what is under way."""
        wanted = tuple(dict.fromkeys(values))
        if not wanted:
            self.stop()
        elif (name, wanted) != (self.field, self._wanted):
            self.field, self._wanted = name, wanted
            self._begin(0)

    def known(self, values: Sequence[OptionValue]) -> list[int | None]:
        """Give the counts of options of the field, None where one is not known."""
        leads = {} if self._question is None else self._counted.leads
        return [leads.get(value) for value in values]

    def stop(self) -> None:
        """Give up what is under way; what is known stays for the next time."""
        self._end_task()
        self.field, self._wanted, self.status, self.left = None, (), "idle", 0
        self._changed()

    def _end_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @property
    def _question(self) -> tuple[str, SearchCriteria] | None:
        if self.field is None or self._criteria is None:
            return None
        return self.field, self._criteria.replace(**{self.field: []})

    @property
    def _counted(self) -> _Counted:
        """Give what is known of the question, as long as it is fresh."""
        question, now = self._question, time.monotonic()
        if question is None:
            raise LookupError
        counted = self._questions.pop(question, None)
        if counted is None or now - counted.since > _FRESH_SECONDS:
            self._numbers += 1
            counted = _Counted(self._numbers, now)
        self._questions[question] = counted  # the newest stands last
        while len(self._questions) > _KEPT:
            del self._questions[next(iter(self._questions))]
        return counted

    def _begin(self, pause: float) -> None:
        self._end_task()
        self.message, self.of_leads = None, False
        self.version += 1
        if self._question is None:
            self.status, self.left = "failed", 0
            self.message = "Not counted: a field holds what no search can."
        else:
            self.status = "counting"
            self.left = len(self._missing(self._counted))
            self._task = self._start(self._count(self._question, self._counted, pause))
        self._changed()

    def _missing(self, counted: _Counted) -> list[OptionValue]:
        return [value for value in self._wanted if value not in counted.leads]

    async def _count(
        self, question: tuple[str, SearchCriteria], counted: _Counted, pause: float
    ) -> None:
        try:
            await self._take_from_leads(question, counted)
            if self._missing(counted):
                await asyncio.sleep(pause)
                await self._ask(question, counted)
        except LeadSearchError as error:
            self.status, self.message = "failed", brief(error)
        except Exception:
            self.status, self.message = "failed", "The options could not be counted."
            raise
        else:
            self.status = "known"
        self.left = 0
        self._tell()

    async def _take_from_leads(
        self, question: tuple[str, SearchCriteria], counted: _Counted
    ) -> None:
        """Count what the last search found, where it found all leads with an option."""
        name, criteria = question
        result = self._result
        if result is None or not result.receipt.complete:
            return
        searched = result.receipt.criteria
        if searched.replace(**{name: []}) != criteria:
            return
        by = DIMENSIONS[SEARCH_FIELDS[name].counted_as or ""]
        if name not in self._found:
            try:
                self._found[name] = await asyncio.to_thread(_counts_of, result, by.name)
            except InvalidArgumentError:  # the leads have no such column
                return
        chosen = set(getattr(searched, name))
        for value in self._wanted:
            if not chosen or value in chosen:
                counted.leads[value] = self._found[name].get(by.canonical(value), 0)
        self.of_leads = True
        self._tell()

    async def _ask(self, question: tuple[str, SearchCriteria], counted: _Counted) -> None:
        name, criteria = question
        missing = self._missing(counted)
        self.left = len(missing)
        self._tell()
        if counted.total is None and len(missing) > 1:
            counted.total = await self._total(criteria)
        left = iter(missing)

        async def work() -> None:
            for value in left:
                try:
                    narrowed = criteria.replace(**{name: [value]})
                except InvalidCriteriaError:  # listed, yet no search can hold it
                    continue
                # Once all leads are found, no other option has any.
                if counted.total is not None and sum(counted.leads.values()) >= counted.total:
                    counted.leads[value] = 0
                else:
                    counted.leads[value] = await self._client.count(narrowed, one_of_many=True)
                self.left -= 1
                self._tell()

        await gather_or_cancel(work() for _ in range(_AT_ONCE))

    async def _total(self, criteria: SearchCriteria) -> int:
        live = self._live
        if criteria == self._criteria and live.status == "known" and live.leads is not None:
            return live.leads
        return await self._client.count(criteria, one_of_many=True)

    def _tell(self) -> None:
        self.version += 1
        self._changed()


def _counts_of(result: SearchResult, by: str) -> Mapping[Value, int]:
    table = result.breakdown(by).dropna(subset="value")
    return dict(zip(table["value"].tolist(), table["leads"].tolist(), strict=True))
