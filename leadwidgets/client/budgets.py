"""The request budgets of a sub-account: how long a request must wait so that no limit is hit.

RingCentral documents its limits as sliding windows, and everybody who uses the sub-account shares
them. A `Budget` holds all windows of one kind of request. It belongs to no event loop:
`Budget.reserve` gives a place in time under a lock, and whoever holds the `Place` waits for it in a
loop of its own.
"""

import threading
from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Window:
    """At most `requests` within any `seconds`."""

    requests: int
    seconds: float


ROWS = (Window(15, 10), Window(60, 30))
COUNTS = (Window(90, 10), Window(180, 30))
EXACT_NUMBERS = (Window(30, 10), Window(120, 60))
SIGN_INS = (Window(5, 60),)

# RingCX counts a request when it arrives, which the network delays by a changing amount. So windows
# are kept this much longer than documented.
_CAUTION = 1.01


class Budget:
    """The windows of one kind of request, filled by all clients of this process.

    Parameters
    ----------
    windows
        All of them hold at the same time.
    now
        Gives the time in seconds.
    """

    def __init__(self, windows: Sequence[Window], now: Callable[[], float]) -> None:
        self._windows = tuple(windows)
        self._now = now
        self._kept = _CAUTION * max(window.seconds for window in windows)
        self._lock = threading.Lock()
        self._times: list[float] = []  # of requests made and reserved, ascending
        self._held_until = float("-inf")

    def reserve(self, spare: int = 0) -> "Place":
        """Take the next free place, to wait for and then to use or give back.

        Parameters
        ----------
        spare
            How many requests of each window are left to others: a request that is one of many
            leaves some, so that a single one never queues behind them.
        """
        with self._lock:
            now = self._now()
            time = max(now, self._held_until, self._free_from(self._times, spare))
            self._forget(now)
            insort(self._times, time)
            return Place(self, time)

    def forecast(self, requests: int, spare: int = 0) -> float:
        """Give the seconds until the last of so many requests may go, if nobody else asks."""
        with self._lock:
            now = time = max(self._now(), self._held_until)
            times = list(self._times)
            for _ in range(requests):
                time = max(time, self._free_from(times, spare))
                insort(times, time)
            return time - now

    def _free_from(self, times: Sequence[float], spare: int) -> float:
        """Give the time from which all windows have room for one more."""
        free = float("-inf")
        for window in self._windows:
            most = max(1, window.requests - spare)
            if len(times) >= most:
                free = max(free, times[-most] + window.seconds * _CAUTION)
        return free

    def hold(self, seconds: float) -> None:
        """Let no request go for some seconds: RingCX said that the budget is used up."""
        with self._lock:
            self._held_until = max(self._held_until, self._now() + seconds)

    def _forget(self, now: float) -> None:
        del self._times[: bisect_left(self._times, now - self._kept)]

    def use(self, time: float) -> None:
        """Turn a place into a request that is made now, at its time or later."""
        with self._lock:
            self._remove(time)
            insort(self._times, max(time, self._now()))

    def give_back(self, time: float) -> None:
        """Free a place."""
        with self._lock:
            self._remove(time)

    def _remove(self, time: float) -> None:
        index = bisect_left(self._times, time)
        if index < len(self._times) and self._times[index] == time:
            del self._times[index]

    def seconds_until(self, time: float) -> float:
        """Give the seconds until a place may be used."""
        with self._lock:
            return max(0.0, max(time, self._held_until) - self._now())


class Place:
    """One request's place in a budget. Leaving its ``with`` block before `use` gives it back.

    Examples
    --------
    ::

        with budget.reserve() as place:
            while seconds := place.wait():
                await clock.sleep(seconds)
            place.use()
    """

    def __init__(self, budget: Budget, time: float) -> None:
        self._budget = budget
        self._time = time
        self._used = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._used:
            self._budget.give_back(self._time)

    def wait(self) -> float:
        """Give the seconds until the request may go; 0 when it may go now."""
        return self._budget.seconds_until(self._time)

    def use(self) -> None:
        """Say that the request goes now, which may be later than planned."""
        self._used = True
        self._budget.use(self._time)
