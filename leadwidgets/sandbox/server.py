"""The embedded account over HTTP: uvicorn in a thread of its own, while a ``with`` block runs."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from starlette.types import ASGIApp


@contextmanager
def serving(app: ASGIApp, host: str, port: int) -> Iterator[int]:
    """Serve an app while the block runs.

    Parameters
    ----------
    app
        What answers.
    host, port
        Where to listen; port 0 takes a free one.

    Yields
    ------
    int
        The port. Requests may be sent at once.

    Raises
    ------
    ModuleNotFoundError
        If uvicorn is not installed; the message says how to install it.
    OSError
        If the port is taken.
    """
    uvicorn = _uvicorn()
    with socket.create_server((host, port)) as listener:
        config = uvicorn.Config(app, access_log=False, log_level="warning", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name="embedded account", daemon=True
        )
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def _uvicorn() -> ModuleType:
    try:
        import uvicorn  # noqa: PLC0415 - only needed to serve
    except ModuleNotFoundError as error:
        message = (
            "Serving over HTTP needs uvicorn; install it with: pip install 'leadwidgets[server]'"
        )
        raise ModuleNotFoundError(message, name=error.name) from None
    return uvicorn
