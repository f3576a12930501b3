"""`LeadSearchPanel`: the widget. It carries a session's state to the browser, and asks back.

All that the panel does is the session's; this class only mirrors it.
"""

import asyncio
import logging
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
from leadwidgets.widgets.saved_searches import SavedSearches
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.static_twin import StaticTwin
from leadwidgets.widgets.table_columns import PINNED, columns_of, layout_of
from leadwidgets.widgets.views import panel_state
from leadwidgets.widgets.wire import PARTS, Layout, TableColumn

OPENING_SECONDS = 10.0

_log = logging.getLogger(__name__)


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
        Where to search; by default the environment's account, else the embedded one. Where it names
        no sub-account and the user may see several, the panel lets choose one first.
    criteria
        What the form starts with; by default the first available campaign.
    searches
        A JSON file in which named searches are kept: whoever uses the panel saves and deletes them
        there. Without one none can be saved.
    session
        Shows this session instead of one of its own; what stands above is not looked at then.
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
    searches : SavedSearches
        The named searches, to list, save, open and delete.
    filtered : pandas.DataFrame
        The leads that the filters of charts and table leave; all of them without one.
    selected : pandas.DataFrame
        The leads that were kept last, with *Keep these leads*; none before.
    columns : list of str
        What the table shows, from left to right. Assigning changes it.
    version : int
        Grows with every finished search: ``panel.observe(follow, "version")`` calls ``follow`` in a
        thread of its own, and a cell of marimo that uses ``mo.ui.anywidget(panel)`` runs again.
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

    twin = traitlets.Unicode().tag(sync=True)
    """The class of the static HTML beside it, which the page hides while a kernel answers."""

    version = traitlets.Int(0, read_only=True).tag(sync=True)
    """Grows when `result`, `filtered` or `selected` is another: what a cell can observe."""

    def __init__(
        self,
        account: Account | None = None,
        *,
        criteria: SearchCriteria | None = None,
        searches: str | os.PathLike[str] | None = None,
        session: PanelSession | None = None,
        parts: Sequence[str] = PARTS,
    ) -> None:
        self._session = session or PanelSession(resolve(account), criteria, searches)
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
    def searches(self) -> SavedSearches:
        """The named searches, in the file that the panel was made with."""

        def fill(criteria: SearchCriteria) -> None:
            self.criteria = criteria

        return SavedSearches(self._session.searches_file, lambda: self.criteria, fill)

    @property
    def filtered(self) -> pd.DataFrame:
        """The last answer's leads that the filters of charts and table leave, one row each."""
        # Asked of the loop, so that leads and filter are of one result; copied here.
        remaining = run(lambda: self._session.charts.remaining)
        return empty_leads() if remaining is None else leads_of(remaining)

    @property
    def selected(self) -> pd.DataFrame:
        """The leads that *Keep these leads* kept last, one row each; a new search leaves them."""
        kept = self._session.charts.kept
        return empty_leads() if kept is None else kept

    @property
    def columns(self) -> list[str]:
        """The columns that the table shows, from left to right, by their names in `leads`.

        Assigning a list shows these in this order, and None the first set again.

        Raises
        ------
        InvalidArgumentError
            If a name that is assigned is no column of the leads, or there is none.
        """
        return [*layout_of(self._table_columns(), self._session.layout).shown]

    @columns.setter
    def columns(self, names: Sequence[str] | None) -> None:
        if names is None:
            run(self._session.arrange, None)
            return
        columns = self._table_columns()
        known = [column.name for column in columns]
        unknown = [name for name in names if name not in known]
        if unknown or isinstance(names, str) or not names:
            raise InvalidArgumentError(
                "columns are a list of columns of the leads"
                + (f"; there is no {', '.join(map(repr, unknown))}" if unknown else ""),
                next_step="`panel.leads.columns` names them.",
            )
        before = layout_of(columns, self._session.layout)
        run(self._session.arrange, Layout(tuple(dict.fromkeys(names)), PINNED, before.widths))

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
        return await asyncio.wrap_future(portal().start_task_soon(self._search))

    async def _search(self) -> SearchResult:
        result = await self._session.search()
        # Told while the cell that asked still runs: one of a shell hears of nothing later.
        self._session.changes.flush()
        await asyncio.to_thread(self._tell_version)
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
        self.result.to_html(
            path, leads=leads, mask_pii=mask_pii, names=self._session.choices.names()
        )

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

    def _table_columns(self) -> list[TableColumn]:
        table = self._session.panel_search.table
        return columns_of(self.leads) if table is None else table.columns

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
        self._twin.refresh()
        if self.version != self._session.version:
            asyncio.get_running_loop().run_in_executor(None, self._tell_version)

    def _tell_version(self) -> None:
        """Tell who observes the panel; not on the loop, where whoever asks the panel would wait."""
        try:
            self.set_trait("version", self._session.version)
        except Exception:  # noqa: BLE001 - whatever a user's function raises
            _log.exception("What observes the panel's version failed")

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
