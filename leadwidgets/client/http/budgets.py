"""The request budgets of a sub-account: how long a request must wait so that no limit is hit.

RingCentral documents its limits as sliding windows, and everybody who uses the sub-account shares
them. A `Budget` holds all windows of one kind of request. It belongs to no event loop:
`Budget.reserve` gives a `Place` in a queue, under a lock, and whoever holds it waits in a loop of
its own, asking again now and then: places given up, a budget that RingCX calls used up, and one
that relaxes again move everybody behind.

A refusal (429) within the documented limits means that others use the account. What this process
had been allowed until then is taken for its share of the windows, and the share grows back to the
whole in two minutes, until the next refusal.
"""

import threading
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Self

from leadwidgets.account import Window

# RingCX counts a request when it arrives, which the network delays by a changing amount. So windows
# are kept this much longer than documented.
_CAUTION = 1.01

_RELAXED_AFTER = 120.0  # seconds in which a share grows from nothing to the whole


class Budget:
    """The windows of one kind of request, filled by all clients of this process.

    Parameters
    ----------
    windows
        All of them hold at the same time; none of an account without limits.
    now
        Gives the time in seconds.
    """

    def __init__(self, windows: Sequence[Window], now: Callable[[], float]) -> None:
        self._windows = tuple(windows)
        self._now = now
        self._kept = _CAUTION * max((window.seconds for window in windows), default=0.0)
        self._lock = threading.RLock()
        self._times: list[float] = []  # of requests made, ascending
        self._queue: dict[Place, None] = {}  # who waits, as they came
        self._held_until = float("-inf")
        self._learned_share = 1.0

    def reserve(self, spare: int = 0) -> "Place":
        """Take a place at the end of the queue, to wait for and then to use or give back.

        Parameters
        ----------
        spare
            How many requests of each window are left to others: a request that is one of many
            leaves some, so that a single one never queues behind them.
        """
        place = Place(self, spare)
        with self._lock:
            self._queue[place] = None
        return place

    def seconds_until(self, place: "Place") -> float:
        """Give the seconds until a place may be used, if those before it go as soon as they can."""
        with self._lock:
            now = self._now()
            queue = self._in_order()
            times = self._planned(now, (waiting.spare for waiting in queue))
            for waiting, time in zip(queue, times, strict=True):
                if waiting is place:
                    return time - now
        return 0.0

    def forecast(self, requests: int, spare: int = 0) -> float:
        """Give the seconds until the last of so many more requests may go."""
        with self._lock:
            now = self._now()
            before = [waiting.spare for waiting in self._in_order()]
            return max(self._planned(now, [*before, *[spare] * requests]), default=now) - now

    def _in_order(self) -> list["Place"]:
        """Give who waits: single requests before those that are one of many, else as they came."""
        return sorted(self._queue, key=lambda place: place.spare)

    def _planned(self, now: float, spares: Iterable[int]) -> Iterator[float]:
        """Give the times at which requests may go, one after the other."""
        times, share = list(self._times), self.share
        for spare in spares:
            time = max(now, self._held_until)
            for window in self._windows:
                most = max(1, int(window.requests * share) - spare)
                if len(times) >= most:
                    time = max(time, times[-most] + window.seconds * _CAUTION)
            insort(times, time)
            yield time

    def use(self, place: "Place") -> float:
        """Turn a place into a request that is made now, and give the time."""
        with self._lock:
            self._queue.pop(place, None)
            now = self._now()
            del self._times[: bisect_left(self._times, now - self._kept)]
            insort(self._times, now)
            return now

    def give_back(self, place: "Place") -> None:
        """Leave the queue."""
        with self._lock:
            self._queue.pop(place, None)

    def refused(self, time: float, seconds: float, *, asked: bool) -> None:
        """Learn that RingCX refused the request made at a time, as the budget was used up.

        Parameters
        ----------
        time
            When it was made.
        seconds
            For how long no request is to go.
        asked
            Whether RingCX named the time. If not, other requests may go earlier: once the oldest
            one that it served leaves the shortest window, there is room.
        """
        with self._lock:
            index = bisect_left(self._times, time)
            if index < len(self._times) and self._times[index] == time:
                del self._times[index]
            now = self._now()
            allowed = max(
                (
                    (len(self._times) - bisect_left(self._times, now - window.seconds))
                    / window.requests
                    for window in self._windows
                ),
                default=1.0,
            )
            self._learned_share = min(self.share, allowed)
            if not asked:
                seconds = min(seconds, self._room_in(now))
            self._held_until = max(self._held_until, now + seconds)

    def _room_in(self, now: float) -> float:
        """Give the seconds until a request that was served leaves the shortest window."""
        shortest = min((window.seconds for window in self._windows), default=float("inf"))
        first = bisect_right(self._times, now - shortest)
        served = self._times[first] if first < len(self._times) else now
        return served + shortest * _CAUTION - now

    @property
    def share(self) -> float:
        """Give the share of the windows that is used, 0 to 1: less than 1 where others were met."""
        relaxing = max(0.0, self._now() - self._held_until)
        return min(1.0, self._learned_share + relaxing / _RELAXED_AFTER)


class Place:
    """One request's place in a budget's queue. Leaving its ``with`` block gives it back.

    Examples
    --------
    ::

        with budget.reserve() as place:
            while seconds := place.wait():
                await clock.sleep(seconds)
            place.use()
    """

    def __init__(self, budget: Budget, spare: int) -> None:
        self._budget = budget
        self._used_at: float | None = None
        self.spare = spare

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._budget.give_back(self)

    def wait(self) -> float:
        """Give the seconds until the request may go; 0 when it may go now."""
        return self._budget.seconds_until(self)

    def use(self) -> None:
        """Say that the request goes now, which may be later than it could."""
        self._used_at = self._budget.use(self)

    def refused(self, seconds: float, *, asked: bool = True) -> None:
        """Say that RingCX refused the request, and whether it asked to wait for these seconds."""
        if self._used_at is not None:
            self._budget.refused(self._used_at, seconds, asked=asked)
