"""`TableAnswers`: what the panel replies to what the table asks.

One piece of work over the leads runs at a time for each view, in a worker thread: a page that asks
for many sorts at once waits for them one by one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

from leadwidgets.widgets.panel_search import TableLeads
from leadwidgets.widgets.row_window import RowWindow
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.wire import (
    AnyAsk,
    AnyReply,
    BadAskError,
    DoneReply,
    LayoutAsk,
    RowsAsk,
    RowsReply,
)

P = ParamSpec("P")
T = TypeVar("T")

Answer = tuple[AnyReply, list[bytes]]
AnswersByAsk = Mapping[type[AnyAsk], Callable[[Any], Awaitable[Answer]]]


class TableAnswers:
    """Answers the table's asks over one session.

    Parameters
    ----------
    session
        Whose leads are asked for.

    Attributes
    ----------
    by_ask
        What answers each ask.
    """

    def __init__(self, session: PanelSession) -> None:
        self._session = session
        self._window: tuple[int, RowWindow] | None = None
        self._working = asyncio.Lock()
        self.by_ask: AnswersByAsk = {RowsAsk: self._rows, LayoutAsk: self._layout}

    async def _rows(self, ask: RowsAsk) -> Answer:
        table = self._table(ask.version)
        _check_columns(table, [*ask.columns, *(sort.column for sort in ask.sort)])
        window = self._window_of(table)
        columns = await self._work(window.read, ask.offset, ask.limit, ask.sort, ask.columns)
        return RowsReply(ask.version, ask.offset, len(table.leads), columns), []

    async def _layout(self, ask: LayoutAsk) -> Answer:
        table, layout = self._session.panel_search.table, ask.layout
        if table is None:
            raise BadAskError("there is no table yet")
        if layout is not None:
            _check_columns(table, [*layout.shown, *layout.pinned, *layout.widths])
            if not layout.shown:
                raise BadAskError("a layout must show a column")
        self._session.arrange(layout)
        return DoneReply(), []

    def _table(self, version: int) -> TableLeads:
        table = self._session.panel_search.table
        if table is None or version != table.version:
            raise BadAskError("version must be the current table's")
        return table

    def _window_of(self, table: TableLeads) -> RowWindow:
        if self._window is None or self._window[0] != table.version:
            self._window = table.version, RowWindow(table.leads)
        return self._window[1]

    async def _work(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        async with self._working:
            return await asyncio.to_thread(do, *args, **kwargs)


def _check_columns(table: TableLeads, names: Sequence[str]) -> None:
    if not table.names.issuperset(names):
        raise BadAskError("it must name columns of the table")
