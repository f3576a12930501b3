"""How a test waits for what no event tells."""

import asyncio
from collections.abc import Callable


async def until(fulfilled: Callable[[], object]) -> None:
    """Let the event loop go on until something is so.

    Raises
    ------
    TimeoutError
        If it never is.
    """
    async with asyncio.timeout(20):
        while not fulfilled():  # noqa: ASYNC110 - no event tells of it
            await asyncio.sleep(0)
