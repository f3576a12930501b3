"""`LeadSearchPanel`: the widget. It carries a session's state to the browser, and asks back.

All that the panel does is the session's; this class only mirrors it.
"""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import wait
from contextlib import suppress
from pathlib import Path
from typing import Any

import anywidget
import msgspec
import pandas as pd
import traitlets
from IPython.display import publish_display_data

from leadwidgets.account import Account
from leadwidgets.client import portal, run
from leadwidgets.criteria import SearchCriteria
from leadwidgets.default_account import resolve
from leadwidgets.errors import InvalidArgumentError, LeadSearchError
from leadwidgets.frame import empty_leads
from leadwidgets.result import SearchResult, Target
from leadwidgets.widgets.answers import Answers
from leadwidgets.widgets.chart_engine import STATIC
from leadwidgets.widgets.charts import leads_of
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.static_twin import StaticTwin, names_of
from leadwidgets.widgets.views import panel_state
from leadwidgets.widgets.wire import PARTS

OPENING_SECONDS = 10.0


def _front_end(name: str) -> Path | str:
    """Give a file's text; its path for whoever works on it and has anywidget look for changes.

    anywidget keeps every widget whose script is a path, with all that it holds, until the process
    ends.
    """
    path = STATIC / name
    return path if os.environ.get("ANYWIDGET_HMR") == "1" else path.read_text(encoding="utf-8")


class LeadSearchPanel(anywidget.AnyWidget):
    """A lead search in a notebook: form, charts and table over one account.

    Parameters
    ----------
    account
        Where to search; by default the environment's account, else the embedded one.
    criteria
        What the form starts with; by default the first available campaign.
    session
        Shows this session instead of one of its own; account and criteria are not looked at then.
    parts
        What to show: any of ``form``, ``charts``, ``table``.

    Attributes
    ----------
    criteria : SearchCriteria
        What the form holds. Assigning fills the form.
    result : SearchResult or None
        What the last finished search found.
    leads : pandas.DataFrame
        Its leads; empty, with the same columns, before the first search.
    filtered : pandas.DataFrame
        The leads that the charts' filter leaves; all of them where nothing is chosen.
    selected : pandas.DataFrame
        The leads that were kept last, with *Keep these leads*; none before.
    form, charts, table : LeadSearchPanel
        The same session shown in parts, to place one by one.

    Examples
    --------
    >>> panel = LeadSearchPanel()
    >>> panel  # doctest: +SKIP - shows it
    >>> await panel.search()  # doctest: +SKIP - what the Search button does
    """

    _esm = _front_end("panel.js")
    _css = _front_end("panel.css")

    state = traitlets.Dict().tag(sync=True)
    """The small durable state, as `wire.PanelState` has it; written by the session only."""

    parts = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Which parts are shown: any of form, charts, table."""

    version = traitlets.Int().tag(sync=True)
    """Grows when `result`, `filtered` or `selected` is another: what a cell can observe."""

    twin = traitlets.Unicode().tag(sync=True)
    """The class of the static HTML beside it, which the page hides while a kernel answers."""

    def __init__(
        self,
        account: Account | None = None,
        *,
        criteria: SearchCriteria | None = None,
        session: PanelSession | None = None,
        parts: Sequence[str] = PARTS,
    ) -> None:
        self._session = session or PanelSession(resolve(account), criteria)
        self._owns_session = session is None
        self._answers = Answers(self._session)
        self._alone: dict[str, LeadSearchPanel] = {}
        self._twin = StaticTwin(self._session, _known(parts))
        super().__init__(
            state=_state(self._session), parts=_known(parts), twin=self._twin.css_class
        )
        self.on_msg(self._receive)
        run(self._follow)
        self._opening = portal().start_task_soon(self._session.open) if self._owns_session else None

    def __repr__(self) -> str:
        account = self._session.account
        found = "nothing searched yet" if self.result is None else self.result.receipt.headline
        return f"<{type(self).__name__} over {account.label}: {found}>"

    @property
    def criteria(self) -> SearchCriteria:
        """What the form holds; waits a moment for the first campaign, after the panel was made.

        Raises
        ------
        InvalidCriteriaError
            If a field of the form holds what no search can.
        """
        if self._opening is not None:
            wait([self._opening], timeout=OPENING_SECONDS)
        self._session.check_form()
        return self._session.criteria

    @criteria.setter
    def criteria(self, criteria: SearchCriteria) -> None:
        run(self._session.set_criteria, criteria)

    @property
    def result(self) -> SearchResult | None:
        """What the last finished search found; None before the first."""
        return self._session.result

    @property
    def leads(self) -> pd.DataFrame:
        """The last answer's leads, one row each; no rows before the first search."""
        return empty_leads() if self.result is None else self.result.leads

    @property
    def filtered(self) -> pd.DataFrame:
        """The last answer's leads that what is chosen in the charts leaves, one row each."""
        # Asked of the loop, so that leads and filter are of one result; copied here.
        remaining = run(lambda: self._session.charts.remaining)
        return empty_leads() if remaining is None else leads_of(remaining)

    @property
    def selected(self) -> pd.DataFrame:
        """The leads that *Keep these leads* kept last, one row each; a new search leaves them."""
        kept = self._session.charts.kept
        return empty_leads() if kept is None else kept

    @property
    def form(self) -> "LeadSearchPanel":
        """The form alone."""
        return self._shown_alone("form")

    @property
    def charts(self) -> "LeadSearchPanel":
        """The charts alone."""
        return self._shown_alone("charts")

    @property
    def table(self) -> "LeadSearchPanel":
        """The table alone."""
        return self._shown_alone("table")

    async def search(self) -> SearchResult:
        """Search for what the form holds, and show the result.

        Raises
        ------
        InvalidCriteriaError
            If a field of the form holds what no search can; nothing is searched then.
        LeadSearchError
            If the search failed or was cancelled; the panel says so too.
        """
        result = await asyncio.wrap_future(portal().start_task_soon(self._session.search))
        # In the cell that asked: a notebook run from a shell hears of nothing later.
        self._twin.refresh()
        return result

    def to_html(self, path: Target, *, leads: int = 0, mask_pii: bool = True) -> None:
        """Write what was found as a page that opens offline; see `SearchResult.to_html`.

        Parameters
        ----------
        path
            Where to.
        leads
            How many of the leads to show one by one; none unless asked.
        mask_pii
            Whether to mask what could tell who a lead is.

        Raises
        ------
        LeadSearchError
            If nothing was searched yet.
        """
        if self.result is None:
            raise LeadSearchError(
                "There is no result to write: nothing was searched yet",
                next_step="Press Search, or run `await panel.search()`.",
            )
        self.result.to_html(path, leads=leads, mask_pii=mask_pii, names=names_of(self._session))

    def close(self) -> None:
        """Take the panel away, the parts made from it too, and end what is under way."""
        for part in self._alone.values():
            part.close()
        if self.comm is not None:
            self._session.changes.ignore(self._mirror)
            if self._owns_session:
                with suppress(RuntimeError):  # ipywidgets closes what is left as the process ends
                    portal().start_task_soon(self._session.close)
            self.layout.close()
        super().close()

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take nothing: state goes down only, and a page that sends some is not believed."""

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:  # noqa: ANN401
        shown = super()._repr_mimebundle_(**kwargs)
        return shown and ({**shown[0], **self._twin.bundle()}, shown[1])

    def _ipython_display_(self) -> None:
        """Show the panel, and its static twin in an output of its own."""
        shown = super()._repr_mimebundle_()
        if shown is None:
            return
        account = self._session.account.label
        plain = {"text/plain": f"Lead search over {account}"}
        publish_display_data({**shown[0], **plain}, shown[1])
        self._twin.display()

    def _shown_alone(self, part: str) -> "LeadSearchPanel":
        if self.comm is None:
            raise LeadSearchError("This panel was closed", next_step="Make a new one.")
        shown = self._alone.get(part)
        if shown is None or shown.comm is None:
            self._alone[part] = LeadSearchPanel(session=self._session, parts=(part,))
        return self._alone[part]

    def _follow(self) -> None:
        """Mirror the session from now on; called on its loop, so that no change is missed."""
        self._session.changes.listen(self._mirror)
        self._mirror()

    def _mirror(self) -> None:
        self.state = _state(self._session)
        self.version = self._session.version
        self._twin.refresh()

    def _receive(self, _: object, content: object, buffers: object) -> None:
        del buffers  # no ask has any
        portal().start_task_soon(self._answer, content)

    async def _answer(self, content: object) -> None:
        answer, buffers = await self._answers.to(content)
        # What the ask changed comes first: a page that has its reply must not see the old state.
        self._session.changes.flush()
        self.send(msgspec.to_builtins(answer), buffers)


def _state(session: PanelSession) -> dict[str, Any]:
    state: dict[str, Any] = msgspec.to_builtins(panel_state(session))
    return state


def _known(parts: Sequence[str]) -> list[str]:
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise InvalidArgumentError(
            f"parts can be any of {', '.join(PARTS)}; got {', '.join(unknown)}"
        )
    return list(parts)
