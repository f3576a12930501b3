"""The time that the client goes by, as a value that tests can replace."""

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds that only grow, and a way to let them pass."""

    def now(self) -> float:
        """Give the time in seconds since some fixed moment."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Give the monotonic time of the process."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Sleep in the running event loop."""
        await asyncio.sleep(seconds)
