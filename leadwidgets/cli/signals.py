"""Waiting until a user, or the system, ends a command that would run for ever."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from types import FrameType

Ending = SimpleQueue[int]
"""Its `get` waits for the signal that ends the command, or gives one that has come already."""


@contextmanager
def told_to_end() -> Iterator[Ending]:
    """Keep interrupts and requests to terminate, while the block runs, for the block to see.

    They are kept from the block's first line on, so that one that comes early ends the command as
    quietly as one that comes late.

    Yields
    ------
    Ending
        A queue of signal numbers.
    """
    # A SimpleQueue may be put into by a handler that interrupts its own get; an Event may not.
    ending: Ending = SimpleQueue()

    def keep(number: int, _frame: FrameType | None) -> None:
        ending.put(number)

    before = {number: signal.signal(number, keep) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
