"""`Changes`: tells views that something is new, at most so often.

A search reports every page; a browser needs to hear of it a few times a second. The server drops
clients that receive over 1,000 messages a second.
"""

import asyncio
from collections.abc import Callable

INTERVAL_SECONDS = 0.05


class Changes:
    """Collects changes on one event loop and tells the listeners once an interval.

    Notes
    -----
    `tell` is called on the loop; listeners are called there too. The first change after a pause is
    told in the loop's next round, so that a click is answered at once.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []
        self._planned: asyncio.TimerHandle | None = None
        self._told_at = float("-inf")

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change from now on."""
        self._listeners.append(listener)

    def ignore(self, listener: Callable[[], None]) -> None:
        """Call `listener` no more."""
        self._listeners.remove(listener)

    def tell(self) -> None:
        """Plan one call of every listener, unless one is planned already."""
        if self._planned is None:
            loop = asyncio.get_running_loop()
            at = max(loop.time(), self._told_at + INTERVAL_SECONDS)
            self._planned = loop.call_at(at, self._call)

    def flush(self) -> None:
        """Tell now what is planned to be told."""
        if self._planned is not None:
            self._planned.cancel()
            self._call()

    def _call(self) -> None:
        self._planned = None
        self._told_at = asyncio.get_running_loop().time()
        for listener in tuple(self._listeners):
            listener()
