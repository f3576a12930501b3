"""`StaticTwin`: what a panel has found, as plain HTML in an output beside the panel's own.

It is what an exported page, GitHub, an e-mail and a notebook without widget state show. A live
panel hides it. It is an output of its own, because it changes when a search ends: a front end that
is told of a changed output draws it anew, and would take the panel away from under its user.
"""

import secrets
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from IPython import get_ipython
from IPython.display import publish_display_data

from leadwidgets.breakdown import DIMENSIONS
from leadwidgets.result import BREAKDOWNS, SearchResult, StaticReport
from leadwidgets.widgets.session import PanelSession


class StaticTwin:
    """Shows a session's result without a script, and keeps what it shows up to date.

    Parameters
    ----------
    session
        Whose result.
    parts
        The parts of the panel that stands beside it.

    Attributes
    ----------
    css_class
        By which the page finds it, to hide it while a kernel answers.
    """

    def __init__(self, session: PanelSession, parts: Sequence[str]) -> None:
        self._session = session
        self._parts = parts
        self.css_class = f"lws-twin-{secrets.token_hex(8)}"
        self._lock = threading.Lock()
        self._displayed = False
        self._version = 0  # of the result that is shown

    def bundle(self) -> dict[str, str]:
        """Give the result as HTML and as text; before the first search, that there is none."""
        result = self._session.result
        if result is None:
            account = self._session.account.label
            said = f"Lead search over {account}; nothing was searched before {_now()}."
            return {"text/html": f"<p>{escape(said)}</p>", "text/plain": said}
        return self._of(result)

    def display(self) -> None:
        """Show it in the running cell; before the first search there is nothing to see."""
        with self._lock:
            self._displayed = True
            self._version = self._session.panel_search.version
            self._publish(update=False)

    def refresh(self) -> None:
        """Show the newest result wherever it was displayed; called from any thread."""
        with self._lock:
            version = self._session.panel_search.version
            if self._displayed and version != self._version:
                self._version = version
                self._publish(update=True)

    def _publish(self, *, update: bool) -> None:
        if getattr(get_ipython(), "kernel", None) is None:  # a terminal, where nothing changes
            return
        result = self._session.result
        empty = {"text/html": f'<div class="{self.css_class}"></div>', "text/plain": ""}
        publish_display_data(
            empty if result is None else self._of(result),
            transient={"display_id": self.css_class},
            update=update,
        )

    def _of(self, result: SearchResult) -> dict[str, str]:
        # Whoever has the leads may have renamed or dropped a column of them.
        counted = [by for by in BREAKDOWNS if set(DIMENSIONS[by].columns) & set(result.leads)]
        report = StaticReport(
            leads=result.leads,
            receipt=result.receipt,
            names=self._session.choices.names(),
            by=counted if "charts" in self._parts else (),
            with_receipt="form" in self._parts,
        )
        return {"text/html": report.to_html(self.css_class), "text/plain": report.to_text()}


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
