"""Reaching the embedded account in process: httpx to the ASGI app, failing as a network fails."""

import logging

import httpx
from starlette.types import ASGIApp

from leadwidgets.errors import SnapshotError

_LOG = logging.getLogger(__name__)


class InProcessTransport(httpx.AsyncBaseTransport):
    """Sends requests to an ASGI app, without a port.

    A connection that the app resets becomes `httpx.ReadError`, and any other failure of the app a
    500, as a server would answer; but leads that cannot be read or kept are the caller's own.

    Parameters
    ----------
    app
        The app that answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._asgi = httpx.ASGITransport(app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request.

        Raises
        ------
        httpx.ReadError
            If the app resets the connection.
        SnapshotError
            If the account's leads cannot be read, or kept in their file.
        """
        try:
            return await self._asgi.handle_async_request(request)
        except ConnectionResetError:
            message = "The connection was reset"
            raise httpx.ReadError(message, request=request) from None
        except SnapshotError:
            raise
        except Exception:  # noqa: BLE001 - a server answers 500 whatever went wrong
            _LOG.exception("The embedded account failed to answer")
            return httpx.Response(500, text="Internal Server Error")
