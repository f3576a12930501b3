"""Voilà as `leadwidgets dashboard` runs it: nobody reads leads who was not given the address."""

import webbrowser
from typing import Any

from voila.app import Voila


class SharedDashboard(Voila):  # type: ignore[misc] # published without types
    """Asks for the token that is part of the printed address, on whatever address it listens."""

    def init_settings(self) -> dict[str, Any]:
        """Compress what goes over the websocket: under Voilà all of it is text."""
        return {**super().init_settings(), "websocket_compression_options": {}}

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
