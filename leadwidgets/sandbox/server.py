"""The embedded account over HTTP: uvicorn in a thread of its own, while a ``with`` block runs."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp

from leadwidgets.extras import load

LOOPBACK = "127.0.0.1"
_EVERYWHERE = "0.0.0.0"  # noqa: S104 - only compared with


@contextmanager
def serving(app: ASGIApp, host: str, port: int) -> Iterator[int]:
    """Serve an app while the block runs.

    Parameters
    ----------
    app
        What answers.
    host, port
        Where to listen, beside `LOOPBACK`; port 0 takes a free one.

    Yields
    ------
    int
        The port. Requests may be sent at once.

    Raises
    ------
    MissingExtraError
        If uvicorn is not installed; the message says how to install it.
    OSError
        If the port is taken, or the address is none of this machine's.
    """
    uvicorn = load("uvicorn", extra="server", needed_for="Serving over HTTP")
    with ExitStack() as open_sockets:
        listeners = [open_sockets.enter_context(listening(host, port))]
        taken: int = listeners[0].getsockname()[1]
        if not _heard_on_loopback(host):
            listeners.append(open_sockets.enter_context(listening(LOOPBACK, taken)))
        config = uvicorn.Config(
            _under_own_names(app, host),
            access_log=False,
            log_level="warning",
            lifespan="off",
            ws="none",
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": listeners}, name="embedded account", daemon=True
        )
        thread.start()
        try:
            yield taken
        finally:
            server.should_exit = True
            thread.join()


def _under_own_names(app: ASGIApp, host: str) -> ASGIApp:
    """Refuse other names than this machine's, unless other machines are meant to listen.

    A page elsewhere can point a name of its own at the loopback address, and then ask as if the
    account were a part of it.
    """
    if host == _EVERYWHERE or ":" in host:
        return app
    return TrustedHostMiddleware(app, [LOOPBACK, "localhost", host], www_redirect=False)


def listening(host: str, port: int) -> socket.socket:
    """Listen on an address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    # Connections inherit it. asyncio does not set it for a listener made elsewhere, and without it
    # the end of every answer waits for the client's delayed acknowledgement, 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _heard_on_loopback(host: str) -> bool:
    """Tell whether who listens there is reached by `LOOPBACK`, too."""
    return host in {LOOPBACK, "localhost", _EVERYWHERE}
