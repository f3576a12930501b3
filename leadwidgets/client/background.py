"""One event loop in the background, for callers that have none or must not block their own.

A notebook's kernel runs a loop, so `asyncio.run` is refused in a cell; widgets are called in
whatever thread. Both use this one.
"""

import asyncio
import atexit
import os
import threading
import weakref
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from anyio.from_thread import BlockingPortal, start_blocking_portal

T = TypeVar("T")

_PATIENCE = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class _Background:
    portal: BlockingPortal
    loop: asyncio.AbstractEventLoop
    stack: ExitStack


_lock = threading.Lock()
_over = threading.Event()
_backgrounds: dict[int, _Background] = {}  # by process: a forked one has none

# Exit functions run backwards, and weakref registers its own with its first finalizer: so what is
# finalized at the end, such as the databases that the loop asks, stands until the loop has ended.
weakref.finalize(_over, bool)


def portal() -> BlockingPortal:
    """Give the portal to the background loop, started when it is first asked for.

    The loop runs in a daemon thread until the process ends. A forked process gets one of its own.

    Raises
    ------
    RuntimeError
        If the process is ending: a thread that is started then never runs.
    """
    with _lock:
        if _over.is_set():
            raise RuntimeError("The process is ending, and its background loop has ended")
        if os.getpid() not in _backgrounds:
            _backgrounds[os.getpid()] = _start()
        return _backgrounds[os.getpid()].portal


def run(function: Callable[..., T], *arguments: object) -> T:
    """Call a function in the background loop and give its result; the loop itself may ask, too."""
    here = portal()
    with _lock:
        loop = _backgrounds[os.getpid()].loop
    if asyncio._get_running_loop() is loop:  # noqa: SLF001 - None, not an error, where none runs
        return function(*arguments)
    return here.call(function, *arguments)


def process_ends(error: BaseException) -> bool:
    """Tell whether the process is ending: whatever is under way then fails, to nobody's interest.

    Python first takes no more work for threads, and says so in these words; a moment later the main
    thread has ended.
    """
    refused = isinstance(error, RuntimeError) and str(error).startswith(
        "cannot schedule new futures after"
    )
    return refused or _over.is_set() or not threading.main_thread().is_alive()


def _start() -> _Background:
    stack = ExitStack()
    started = stack.enter_context(start_blocking_portal("asyncio", name="leadwidgets-background"))
    return _Background(started, started.call(_running_loop), stack)


async def _running_loop() -> asyncio.AbstractEventLoop:
    return asyncio.get_running_loop()


@atexit.register
def _stop() -> None:
    """End the loop while threads still run; the interpreter would wait for it for ever later on."""
    with _lock:
        _over.set()
        background = _backgrounds.pop(os.getpid(), None)
    if background is None:
        return
    with suppress(RuntimeError):
        background.portal.call(partial(background.portal.stop, cancel_remaining=True))
    background.stack.close()
    _join_workers(background.loop)


def _join_workers(loop: asyncio.AbstractEventLoop) -> None:
    """Wait for anyio's worker threads of a loop, which it tells to end and does not wait for.

    One that is still closing a database connection when the interpreter ends aborts the process.
    """
    for thread in threading.enumerate():
        if getattr(thread, "loop", None) is loop:
            thread.join(_PATIENCE)
