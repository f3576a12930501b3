"""How far a search or a count is, and the `Meter` of its waits and retries."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from leadwidgets.client.clock import Clock

Stage = Literal["counting", "reading", "verifying", "done"]

_STEP = 1.0  # seconds between two reports of the same wait


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """A moment of a search.

    Attributes
    ----------
    stage
        ``counting``, ``reading``, ``verifying`` (counting again, and reading what is missing),
        ``done``.
    matched
        How many leads the account counts; None before it is known.
    pages
        Pages read.
    leads
        Different leads received.
    waiting_seconds
        Seconds until the next request may go, when every request waits for the account's limits or
        before a retry; 0 otherwise.
    """

    stage: Stage = "counting"
    matched: int | None = None
    pages: int = 0
    leads: int = 0
    waiting_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class CountProgress:
    """A moment of counting by a field.

    Attributes
    ----------
    asked
        Counts that have been answered.
    requests
        Counts that are needed at most, the answered ones included: told before the first one is
        sent, and less when empty parts turn up. 0 while the values to count by are asked for.
    waiting_seconds
        As in `SearchProgress`.
    """

    asked: int
    requests: int
    waiting_seconds: float = 0.0


class Meter:
    """What the requests of one search cost in retries and waits, told as it happens.

    Parameters
    ----------
    clock
        Of the client.
    on_wait
        Called with the seconds to go, about once a second, and with 0 when the waiting is over.
    """

    def __init__(self, clock: Clock, on_wait: Callable[[float], None] | None = None) -> None:
        self._clock = clock
        self._on_wait = on_wait
        self._waits: dict[object, float] = {}
        self._since = 0.0
        self._waited = 0.0
        self.retries = 0

    @property
    def waited_seconds(self) -> float:
        """Give how long at least one request waited; waits at the same time count once."""
        running = self._clock.now() - self._since if self._waits else 0.0
        return self._waited + running

    async def sleep(self, seconds: float) -> None:
        """Wait and report."""
        end = self._clock.now() + seconds
        await self.wait(lambda: end - self._clock.now())

    async def wait(self, seconds_left: Callable[[], float]) -> None:
        """Wait and report until no seconds are left; they are asked for again now and then."""
        if (left := seconds_left()) <= 0:
            return
        with self.waiting() as report:
            while left > 0:
                report(left)
                await self._clock.sleep(min(left, _STEP))
                left = seconds_left()

    @contextmanager
    def waiting(self) -> Iterator[Callable[[float], None]]:
        """Count the block as a wait while it lasts.

        Yields
        ------
        Callable[[float], None]
            To be called with the seconds to go; 0 ends the wait before the block does.
        """
        mark = object()
        inside = True

        def report(seconds: float) -> None:
            if seconds > 0 and inside:
                if not self._waits:
                    self._since = self._clock.now()
                self._waits[mark] = self._clock.now() + seconds
                self._report(self._seconds_to_go())
            elif self._waits.pop(mark, None) is not None and not self._waits:
                self._waited += self._clock.now() - self._since
                self._report(0.0)

        try:
            yield report
        finally:
            inside = False
            report(0.0)

    def _seconds_to_go(self) -> float:
        return max(0.0, min(self._waits.values(), default=-math.inf) - self._clock.now())

    def _report(self, seconds: float) -> None:
        if self._on_wait is not None:
            self._on_wait(seconds)
