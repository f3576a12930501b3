"""One event loop in the background, for callers that have none or must not block their own.

A notebook's kernel runs a loop, so `asyncio.run` is refused in a cell; widgets are called in
whatever thread. Both use this one.
"""

import atexit
import os
import threading
from contextlib import ExitStack, suppress
from functools import partial

from anyio.from_thread import BlockingPortal, start_blocking_portal

_lock = threading.Lock()
_portals: dict[int, tuple[BlockingPortal, ExitStack]] = {}


def portal() -> BlockingPortal:
    """Give the portal to the background loop, started when it is first asked for.

    The loop runs in a daemon thread until the process ends. A forked process gets one of its own.
    """
    with _lock:
        if os.getpid() not in _portals:
            stack = ExitStack()
            started = stack.enter_context(
                start_blocking_portal("asyncio", name="leadwidgets-background")
            )
            _portals[os.getpid()] = started, stack
        return _portals[os.getpid()][0]


@atexit.register
def _stop() -> None:
    """End the loop while threads still run; the interpreter would wait for it for ever later on."""
    with _lock:
        found = _portals.pop(os.getpid(), None)
    if found is not None:
        started, stack = found
        with suppress(RuntimeError):
            started.call(partial(started.stop, cancel_remaining=True))
        stack.close()
