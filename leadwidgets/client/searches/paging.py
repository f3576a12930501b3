"""Reading all pages of a search from an account whose habits are unknown.

Nobody has documented the number of the first page, nor how many rows a page may hold. `Pages`
learns both from the answers, at no cost where the first page is 1: page 1 is asked first, and page
0 only when what came cannot be the whole. An account that gives fewer rows than were asked for is
asked for that many from then on. What was learned is kept in `Habits` for the next search. Pages
come with their numbers and in order, except that a page 0 that turns out to exist at the end comes
last; a few are asked for at once, and never more than that are held. Some accounts refuse a page
beyond the last: once one page has come, a page that is refused is one that does not exist.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, Generic, Protocol, TypeVar

from leadwidgets.client.http import Habits
from leadwidgets.errors import InvalidCriteriaError, ServerError, UnexpectedResponseError

AT_ONCE = 8
_TWO = 2
_MOST_REFUSED = 3  # pages in a row, after which no more are asked for
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

    @property
    def contents(self) -> object:
        """Give what is equal of pages with the same leads, for pages without ids."""
        ...


P = TypeVar("P", bound=Page)
Numbered = tuple[int, P]


class Pages(Generic[P]):
    """The pages of one search.

    Parameters
    ----------
    ask
        Asks for a page by its number and its largest number of rows.
    matched
        How many leads there are, as counted; None of an account that does not count.
    wanted
        How many of them are to be read.
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
    refused
        How many pages the account refused after it had given one.
    """

    def __init__(
        self,
        ask: Callable[[int, int], Coroutine[Any, Any, P]],
        matched: int | None,
        size: int,
        habits: Habits,
        wanted: int | None = None,
    ) -> None:
        self._ask_page = ask
        self._matched = matched or 0
        self._counted = matched is not None
        self._wanted = self._matched if wanted is None else min(self._matched, wanted)
        self._habits = habits
        self._asked: set[int] = set()
        self.first_page = habits.first_page
        self.size = size
        self.refused = 0
        self._step = self.size  # rows by which pages advance

    async def read(self) -> AsyncGenerator[Numbered[P]]:
        """Give the pages that hold all counted leads, or the wanted number of them.

        Where nobody has counted them, pages are given until one has no leads, or those of the page
        before.
        """
        if not self._counted:
            async with aclosing(self._read_to_the_end()) as pages:
                async for numbered in pages:
                    yield numbered
            return
        begun = await self._begin()
        for numbered in begun.pages:
            yield numbered
        _, last = begun.pages[-1]
        async with aclosing(self.read_numbers(begun.rest)) as pages:
            async for number, page in pages:
                last = page
                yield number, page
        if begun.unsettled:
            _, one = begun.pages[0]
            for numbered in await self._end(one, last):
                yield numbered

    async def _read_to_the_end(self) -> AsyncGenerator[Numbered[P]]:
        number, last = await self._first()
        yield number, last
        if not last.rows:
            return
        if last.rows < self.size:  # as many as a page can have, or all that there are
            self.size = self._step = last.rows
        following = self.read_numbers(count(number + 1), at_once=_TWO, most_refused=1)
        async with aclosing(following) as pages:
            try:
                async for number, page in pages:
                    if not page.rows or _same(page, last):
                        return
                    yield number, page
                    last = page
            except UnexpectedResponseError as error:
                if error.status is None:  # a page that is there and cannot be read is no end
                    raise
                self.refused += 1

    async def _first(self) -> Numbered[P]:
        """Ask for the first page, whose number page 0 tells where it is not known."""
        if self.first_page is not None:
            return self.first_page, await self._ask(self.first_page)
        number, one = await self._one()
        if number == 0:
            return 0, one
        first = await self._settle(one)
        return (1 if first is one else 0), first

    async def _one(self) -> Numbered[P]:
        """Ask for page 1; give page 0 where the account has that one alone and refuses page 1."""
        try:
            return 1, await self._ask(1)
        except (InvalidCriteriaError, UnexpectedResponseError):
            zero = await self._ask_unsure(0)
            if zero is None or not zero.rows:
                raise
            return 0, zero

    async def read_beyond(self, matched: int) -> AsyncGenerator[Numbered[P]]:
        """Give what the first count did not promise: later pages, a page 0 never asked for.

        Not without end: some accounts may give a page for whatever number they are asked.

        Parameters
        ----------
        matched
            How many leads there are by now.
        """
        rows, most = self._step, 1 + self._pages_of(matched)
        while rows >= self._step and (number := max(self._asked) + 1) <= most:
            if (page := await self._ask_unsure(number)) is None:
                break
            rows = page.rows
            yield number, page
        if 0 not in self._asked and (zero := await self._ask_unsure(0)) is not None:
            yield 0, zero

    async def read_again(self, matched: int) -> AsyncGenerator[Numbered[P]]:
        """Give all pages once more."""
        first = 1 if self.first_page is None else self.first_page
        async with aclosing(
            self.read_numbers(range(first, first + self._pages_of(matched)))
        ) as pages:
            async for numbered in pages:
                yield numbered

    async def read_numbers(
        self, numbers: Iterable[int], at_once: int = AT_ONCE, most_refused: int = _MOST_REFUSED
    ) -> AsyncGenerator[Numbered[P]]:
        """Give the pages of these numbers, in this order; some are asked for at once.

        Those that the account refuses are left out; after some in a row no more are asked for.
        """
        left = iter(numbers)
        refused = 0
        running = deque((number, self._start(number)) for number in islice(left, at_once))
        try:
            while running:
                number, task = running[0]
                page = await task
                running.popleft()
                refused = refused + 1 if page is None else 0
                if refused == most_refused:
                    return
                running.extend((following, self._start(following)) for following in islice(left, 1))
                if page is not None:
                    yield number, page
        finally:
            for _, task in running:
                task.cancel()
            await asyncio.gather(*(task for _, task in running), return_exceptions=True)

    def is_full(self, leads: int) -> bool:
        """Tell whether so many leads are as many as a page can bring."""
        return leads >= self._step

    async def _begin(self) -> "_Begun[P]":
        """Ask for the first page, and another one where that does not tell how to go on."""
        if self.first_page is not None:
            return await self._begin_at(self.first_page)
        number, one = await self._one()
        if number == 0:
            self._begins_with(0)
            self._learn_size(one)
            return _Begun([(0, one)], range(1, self._pages_of(self._wanted)))
        if one.rows >= self._matched:
            self._begins_with(1)
            return _Begun([(1, one)])
        # Few rows: page 1 is the last one, or pages are smaller than asked for.
        unclear = one.rows < self.size and self._pages_of(self._matched) <= _TWO
        if unclear or not one.rows:
            return await self._begin_settled(one)
        self._learn_size(one)
        if self._wanted < self._matched:
            return _Begun([(1, one)], range(2, 1 + self._pages_of(self._wanted)))
        return _Begun([(1, one)], range(2, self._pages_of(self._matched)), unsettled=True)

    async def _begin_at(self, first: int) -> "_Begun[P]":
        page = await self._ask(first)
        if page.rows == 0 and (other := await self._ask_unsure(1 - first)) and other.rows:
            page, first = other, 1 - first
            self._begins_with(first)
        self._learn_size(page)
        return _Begun([(first, page)], range(first + 1, first + self._pages_of(self._wanted)))

    async def _begin_settled(self, one: P) -> "_Begun[P]":
        """Learn the first page's number from page 0."""
        asked_size = self.size
        first = await self._settle(one)
        number = 1 if first is one else 0
        if not first.rows:
            return _Begun([(number, first)])
        self._learn_size(first)
        pages = self._pages_of(self._wanted)
        if number == 0 and self.size == asked_size and pages > 1:
            return _Begun([(0, first), (1, one)], range(2, pages))
        return _Begun([(number, first)], range(number + 1, number + pages))

    async def _end(self, one: P, last: P) -> list[Numbered[P]]:
        """Ask for what is still missing: the last page, or a page 0 that came before page 1."""
        if last.rows >= self._step:
            number = self._pages_of(self._matched)
            page = await self._ask_unsure(number)
            if page is not None and page.rows:
                self._begins_with(1)
                return [(number, page)]
        first = await self._settle(one)
        return [] if first is one else [(0, first)]

    async def _settle(self, one: P) -> P:
        """Learn the first page's number by asking for page 0, and give the first page."""
        zero = await self._ask_unsure(0)
        if zero is not None and zero.rows and not _same(zero, one):
            self._begins_with(0)
            return zero
        if one.rows:
            self._begins_with(1)
        return one

    def _start(self, number: int) -> asyncio.Task[P | None]:
        return asyncio.get_running_loop().create_task(self._ask_further(number))

    async def _ask_further(self, number: int) -> P | None:
        """Ask for a page after a first one; None where the account refuses it."""
        try:
            return await self._ask(number)
        except InvalidCriteriaError:
            self.refused += 1
            return None

    async def _ask(self, number: int) -> P:
        self._asked.add(number)
        return await self._ask_page(number, self.size)

    async def _ask_unsure(self, number: int) -> P | None:
        """Ask for a page that may not exist; None where the account answers with an error.

        A page that is there and cannot be read does exist, unless it is page 0, which an account
        may answer with words of its own.
        """
        try:
            return await self._ask(number)
        except (InvalidCriteriaError, ServerError):
            return None
        except UnexpectedResponseError as error:
            if number and error.status is None:
                raise
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


@dataclass(frozen=True, slots=True)
class _Begun(Generic[P]):
    """Pages in hand, the numbers of those to read next, and whether the end must tell the base."""

    pages: list[Numbered[P]]
    rest: Iterable[int] = ()
    unsettled: bool = False


def _same(page: Page, other: Page) -> bool:
    common = set(page.lead_ids) & set(other.lead_ids) - {None}
    if len(common) > _SAME_SHARE * min(page.rows, other.rows):
        return True
    return None in page.lead_ids and page.contents == other.contents
