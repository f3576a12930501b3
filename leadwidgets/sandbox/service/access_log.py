"""A log of requests that tells nothing of anybody: method, path, status, duration.

The query is left out, since sign-in takes tokens in it; headers and bodies are never looked at.
The path is the one of the documentation, ``/admin/accounts/{account_id}``, since what a client puts
into a path may be anything.
"""

import logging
import time
from http import HTTPMethod

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leadwidgets.sandbox.service.operations import OPERATIONS

REQUEST_LOG = logging.getLogger(__name__)


UNKNOWN = "(an unknown path)"


class AccessLog:
    """ASGI middleware that logs every request that has been answered, or has not.

    Parameters
    ----------
    app
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and log it."""
        if scope["type"] != "http" or not REQUEST_LOG.isEnabledFor(logging.INFO):
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            milliseconds = (time.perf_counter() - started) * 1000
            REQUEST_LOG.info(
                "%s %s %s %.1f ms", *_request(scope), status or "no answer", milliseconds
            )


def _request(scope: Scope) -> tuple[str, str]:
    """Give the method, if it is one of HTTP's, and the path as it is documented."""
    method = scope["method"] if scope["method"] in HTTPMethod.__members__ else "(a method)"
    answering = scope.get("endpoint")
    path = next((entry.path for entry in OPERATIONS if entry.answer is answering), UNKNOWN)
    return method, scope.get("root_path", "") + path
