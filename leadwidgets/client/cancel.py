"""Ending a search or a count from outside: `CancelSignal`."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress

from leadwidgets.errors import SearchCancelled


class CancelSignal:
    """Ends the searches that it was given to, from any thread and event loop.

    Examples
    --------
    ::

        signal = CancelSignal()
        task = asyncio.create_task(client.search(criteria, cancel=signal, keep_partial=True))
        ...
        signal.cancel()
        result = await task  # what had been read
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = False
        self._listeners: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Tell whether `cancel` was called."""
        return self._cancelled

    def cancel(self) -> None:
        """End the searches; those that begin later end at once."""
        with self._lock:
            # A task that is cancelled twice stays half cancelled when it takes one back.
            listeners = () if self._cancelled else tuple(self._listeners)
            self._cancelled = True
        for tell in listeners:
            tell()

    @contextmanager
    def cancels_current_task(self) -> Iterator[None]:
        """Cancel the running asyncio task when the signal is given inside the block."""
        loop = asyncio.get_running_loop()
        task = asyncio.current_task()
        inside = True

        def cancel_task() -> None:
            if inside and task is not None:
                task.cancel()

        def tell() -> None:
            with suppress(RuntimeError):  # the search has ended, and its loop with it
                loop.call_soon_threadsafe(cancel_task)

        with self._lock:
            self._listeners.append(tell)
            late = self._cancelled
        if late:
            tell()
        try:
            yield
        finally:
            inside = False
            with self._lock:
                self._listeners.remove(tell)


@contextmanager
def ended_by(cancel: CancelSignal | None, message: str) -> Iterator[None]:
    """Let a signal end the block, and raise that as an error of ours.

    Raises
    ------
    SearchCancelled
        With the message, if the signal was given. If only the task is cancelled, that goes on.
    """
    try:
        with cancel.cancels_current_task() if cancel else nullcontext():
            yield
    except asyncio.CancelledError:
        if cancel is None or not cancel.cancelled:
            raise
        take_back_cancellation()
        raise SearchCancelled(message) from None


def take_back_cancellation() -> None:
    """Let the running task go on as if it had not been cancelled."""
    if (task := asyncio.current_task()) is not None:
        task.uncancel()
