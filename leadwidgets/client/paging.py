"""Reading all pages of a search from an account whose habits are unknown.

Nobody has documented the number of the first page, nor how many rows a page may hold. `Pages`
learns both from the answers, at no cost where the first page is 1: page 1 is asked first, and page
0 only when what came cannot be the whole. An account that gives fewer rows than were asked for is
asked for that many from then on. What was learned is kept in `Habits` for the next search. Pages
come in order; a few are asked for at once, and never more than that are held.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Sequence
from contextlib import aclosing
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from leadwidgets.client.shared import Habits
from leadwidgets.errors import InvalidCriteriaError, ServerError, UnexpectedResponseError

AT_ONCE = 8
_TWO = 2
_SAME_SHARE = 0.5  # of a page's leads: two pages with that much in common are one page, read twice


class Page(Protocol):
    """What paging needs to know of a page."""

    @property
    def rows(self) -> int:
        """Give the number of leads."""
        ...

    @property
    def lead_ids(self) -> Sequence[int | None]:
        """Give the id of each lead."""
        ...


P = TypeVar("P", bound=Page)


class Pages(Generic[P]):
    """The pages of one search.

    Parameters
    ----------
    ask
        Asks for a page by its number and its largest number of rows.
    matched
        How many leads there are, as counted.
    size
        How many rows to ask for at once.
    habits
        What is known of the account; learns.

    Attributes
    ----------
    first_page
        The number of the first page; None while it does not matter or is not known.
    size
        The rows asked for at once, after the account's largest page is known.
    """

    def __init__(
        self,
        ask: Callable[[int, int], Coroutine[Any, Any, P]],
        matched: int,
        size: int,
        habits: Habits,
    ) -> None:
        self._ask_page = ask
        self._matched = matched
        self._habits = habits
        self._asked: set[int] = set()
        self.first_page = habits.first_page
        self.size = size
        self._step = self.size  # rows by which pages advance

    async def read(self) -> AsyncGenerator[P]:
        """Give the pages that hold all counted leads."""
        if self.first_page is None:
            pages = self._read_learning()
        else:
            pages = self._read_from(self.first_page)
        async with aclosing(pages):
            async for page in pages:
                yield page

    async def read_beyond(self) -> AsyncGenerator[P]:
        """Give what the count did not promise: a page 0 never asked for, pages after the last."""
        if 0 not in self._asked and (zero := await self._ask_unsure(0)) is not None:
            yield zero
        number = max(self._asked) + 1
        page = await self._ask(number)
        yield page
        while page.rows >= self._step:
            number += 1
            page = await self._ask(number)
            yield page

    async def read_again(self, matched: int) -> AsyncGenerator[P]:
        """Give all pages once more."""
        first = 1 if self.first_page is None else self.first_page
        pages = self._in_order(range(first, first + self._pages_of(matched)))
        async with aclosing(pages):
            async for page in pages:
                yield page

    async def _read_from(self, first: int) -> AsyncGenerator[P]:
        page = await self._ask(first)
        if page.rows == 0 and (other := await self._ask_unsure(1 - first)) and other.rows:
            page, first = other, 1 - first
            self._begins_with(first)
        self._learn_size(page)
        yield page
        async for page in self._in_order(range(first + 1, first + self._pages_of(self._matched))):
            yield page

    async def _read_learning(self) -> AsyncGenerator[P]:
        one = await self._ask(1)
        if one.rows >= self._matched:
            self._begins_with(1)
            yield one
            return
        # Few rows mean that page 1 is the last one, or that pages are smaller than asked for.
        unclear = one.rows < self.size and self._pages_of(self._matched) <= _TWO
        rest = self._read_settled(one) if unclear or not one.rows else self._read_unsettled(one)
        async with aclosing(rest):
            async for page in rest:
                yield page

    async def _read_settled(self, one: P) -> AsyncGenerator[P]:
        """Learn the first page's number from page 0, then read on."""
        asked_size = self.size
        first = await self._settle(one)
        self._learn_size(first)
        yield first
        if not first.rows:
            return
        start = 2 if first is one else 1
        stop = start - 1 + self._pages_of(self._matched)
        if first is not one and self.size == asked_size and start < stop:
            yield one
            start += 1
        async for page in self._in_order(range(start, stop)):
            yield page

    async def _settle(self, one: P) -> P:
        """Learn the first page's number by asking for page 0, and give the first page."""
        zero = await self._ask_unsure(0)
        if zero is not None and zero.rows and not _same(zero, one):
            self._begins_with(0)
            return zero
        if one.rows:
            self._begins_with(1)
        return one

    async def _read_unsettled(self, one: P) -> AsyncGenerator[P]:
        """Read on from page 1 not knowing whether it is the first: the end tells."""
        self._learn_size(one)
        yield one
        last = one
        count = self._pages_of(self._matched)
        async for page in self._in_order(range(2, count)):
            last = page
            yield page
        if last.rows >= self._step:
            page = await self._ask(count)
            if page.rows:
                self._begins_with(1)
                yield page
                return
        first = await self._settle(one)
        if first is not one:
            yield first

    async def _in_order(self, numbers: Iterable[int]) -> AsyncGenerator[P]:
        left = iter(numbers)
        running = deque(self._start(number) for number in islice(left, AT_ONCE))
        try:
            while running:
                page = await running[0]
                running.popleft()
                running.extend(self._start(number) for number in islice(left, 1))
                yield page
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    def _start(self, number: int) -> asyncio.Task[P]:
        return asyncio.get_running_loop().create_task(self._ask(number))

    async def _ask(self, number: int) -> P:
        self._asked.add(number)
        return await self._ask_page(number, self.size)

    async def _ask_unsure(self, number: int) -> P | None:
        """Ask for a page that may not exist; None where the account answers with an error."""
        try:
            return await self._ask(number)
        except (InvalidCriteriaError, ServerError, UnexpectedResponseError):
            return None

    def _begins_with(self, number: int) -> None:
        self.first_page = self._habits.first_page = number

    def _learn_size(self, page: P) -> None:
        if page.rows > self.size:  # the account does not let itself be asked for fewer
            self._step = page.rows
        elif 0 < page.rows < min(self.size, self._matched):
            self.size = self._step = page.rows

    def _pages_of(self, leads: int) -> int:
        return -(-leads // self._step)


def _same(page: Page, other: Page) -> bool:
    common = set(page.lead_ids) & set(other.lead_ids)
    return len(common) > _SAME_SHARE * min(page.rows, other.rows)
