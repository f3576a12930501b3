"""Voilà as `leadwidgets dashboard` runs it: nobody reads leads who was not given the address."""

import time
import webbrowser
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler


class Kernels(AsyncMappingKernelManager):
    """Ends the kernels that no page has been connected to for the time of ``cull_idle_timeout``.

    What Jupyter goes by is the last activity alone. A kernel that was kept ready for hours would be
    ended between a visitor's request and the page's first message.
    """

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - Jupyter's own
        self._without_page: dict[str, float] = {}
        super().__init__(**settings)  # type: ignore[no-untyped-call]

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that no page has, unless it was without one for a short time only."""
        now = time.monotonic()
        if self._kernel_connections.get(kernel_id, 0):
            self._without_page.pop(kernel_id, None)
        elif now - self._without_page.setdefault(kernel_id, now) >= self.cull_idle_timeout:
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]
            self._without_page = {
                one: since for one, since in self._without_page.items() if one in self
            }


class _Page(TornadoVoilaHandler):  # type: ignore[misc] # published without types
    """The dashboard's page, given what it needs to have its kernel ended as it is left."""

    async def prepare(self) -> None:
        """Set the cookie whose value the page's farewell repeats; without it, it is refused."""
        await super().prepare()
        _ = self.xsrf_token


class SharedDashboard(Voila):  # type: ignore[misc] # published without types
    """Asks for the token that is part of the printed address, on whatever address it listens."""

    def init_settings(self) -> dict[str, Any]:
        """Compress what goes over the websocket: under Voilà all of it is text."""
        return {**super().init_settings(), "websocket_compression_options": {}}

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Serve the page by a handler of ours."""
        return [
            (path, _Page if handler is TornadoVoilaHandler else handler, *more)
            for path, handler, *more in super().init_handlers()
        ]

    def launch_browser(self) -> None:
        """Open the printed address; Voilà's own way leaves the token out."""
        webbrowser.open(self.display_url)


class LocalDashboard(SharedDashboard):
    """Answers under this machine's own names only.

    A page elsewhere can point a name of its own at this machine's loopback address. The browser
    then takes the dashboard for a part of that page, and only the ``Host`` header tells.
    """

    def init_settings(self) -> dict[str, Any]:
        """Let Jupyter's handlers check the header, which Voilà forgoes."""
        return {**super().init_settings(), "allow_remote_access": False}
