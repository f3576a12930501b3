"""The documented request limits, each a sliding window per sub-account."""

import math
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from enum import Enum

from leadwidgets.sandbox.service.refusals import Refusal


class Budget(Enum):
    """What is counted together, and the windows it is held to: ``(requests, seconds)``."""

    ROWS = ((15, 10.0), (60, 30.0))
    COUNT = ((90, 10.0), (180, 30.0))
    EXACT_NUMBER = ((30, 10.0), (120, 60.0))
    TOKEN_EXCHANGE = ((5, 60.0),)


class Limits:
    """Counts requests, and refuses those beyond a limit. A refused request does not count.

    Parameters
    ----------
    clock
        Gives seconds.
    retry_after
        Whether a refusal says after how many seconds the window has room again.
    """

    def __init__(self, clock: Callable[[], float], *, retry_after: bool) -> None:
        self._clock = clock
        self._retry_after = retry_after
        self._lock = threading.Lock()
        self._served: defaultdict[tuple[str, Budget], deque[float]] = defaultdict(deque)

    def spend(self, account_id: str, budget: Budget, requests: int = 1) -> None:
        """Count requests of an account.

        Raises
        ------
        Refusal
            With status 429, if the window has no room for one more.
        """
        with self._lock:
            now = self._clock()
            served = self._served[account_id, budget]
            _forget(served, now - max(seconds for _, seconds in budget.value))
            wait = max(_wait(served, now, most, seconds) for most, seconds in budget.value)
            if wait > 0:
                raise self._refusal(wait)
            served.extend([now] * requests)

    def _refusal(self, wait: float) -> Refusal:
        return Refusal(
            429,
            "too.many.requests.exception",
            "Too many requests for this account",
            retry_after=max(1, math.ceil(wait)) if self._retry_after else None,
        )


def _forget(served: deque[float], before: float) -> None:
    while served and served[0] <= before:
        served.popleft()


def _wait(served: deque[float], now: float, most: int, seconds: float) -> float:
    """Give the seconds until a window that takes `most` has room; 0 when it has."""
    if len(served) < most:
        return 0.0
    return max(0.0, served[-most] + seconds - now)
