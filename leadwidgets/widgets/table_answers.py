"""`TableAnswers`: what the panel replies to what the table asks.

One piece of work over the leads runs at a time for each view, in a worker thread: a page that asks
for many sorts at once waits for them one by one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from itertools import count
from typing import Any, ParamSpec, TypeVar

import numpy as np

from leadwidgets.result import SearchResult
from leadwidgets.widgets import views
from leadwidgets.widgets.panel_search import TableLeads
from leadwidgets.widgets.row_filter import RowFilter, frequent
from leadwidgets.widgets.row_window import RowWindow
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.table_file import TableFile, check_size, written
from leadwidgets.widgets.wire import (
    AnyAsk,
    AnyReply,
    BadAskError,
    DoneReply,
    ExportAsk,
    ExportReply,
    FilterAsk,
    FilteredAsk,
    LayoutAsk,
    PieceAsk,
    PieceReply,
    PlaceAsk,
    PlaceReply,
    RowsAsk,
    RowsReply,
    ValuesAsk,
    ValuesReply,
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
        self._file: TableFile | None = None
        self._file_numbers = count(1)
        self.by_ask: AnswersByAsk = {
            RowsAsk: self._rows,
            LayoutAsk: self._layout,
            FilterAsk: self._filter,
            FilteredAsk: self._filtered,
            ValuesAsk: self._values,
            PlaceAsk: self._place,
            ExportAsk: self._export,
            PieceAsk: self._piece,
        }

    async def _rows(self, ask: RowsAsk) -> Answer:
        table, kept = self._shown(ask)
        _check_columns(table, ask.columns)
        window = self._window_of(table)
        total = len(table.leads) if kept is None else int(kept.sum())
        columns = await self._work(window.read, ask.offset, ask.limit, ask.sort, ask.columns, kept)
        return RowsReply(ask.version, ask.offset, total, columns), []

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

    async def _filter(self, ask: FilterAsk) -> Answer:
        table, row_filter = self._filterable(ask.version)
        if ask.column is None or ask.filter is None:
            row_filter.drop(ask.column)
            return DoneReply(), []
        _check_columns(table, [ask.column])
        async with self._working:
            await row_filter.put(ask.column, ask.filter)
        return DoneReply(), []

    async def _filtered(self, _: FilteredAsk) -> Answer:
        return views.filter_view(self._session.panel_search.table_filter), []

    async def _values(self, ask: ValuesAsk) -> Answer:
        table, row_filter = self._filterable(ask.version)
        _check_columns(table, [ask.column])
        kept = row_filter.kept_by_others(ask.column)
        values, distinct = await self._work(frequent, table.leads[ask.column], kept)
        return ValuesReply(values, distinct), []

    async def _place(self, ask: PlaceAsk) -> Answer:
        table, kept = self._shown(ask)
        if "lead_id" not in table.names:
            return PlaceReply(None, found=False), []
        found = np.flatnonzero((table.leads["lead_id"] == ask.lead).to_numpy(bool, na_value=False))
        if not found.size:
            return PlaceReply(None, found=False), []
        rows = await self._work(self._window_of(table).positions, ask.sort, kept)
        places = np.flatnonzero(rows == found[0])
        return PlaceReply(int(places[0]) if places.size else None, found=True), []

    async def _export(self, ask: ExportAsk) -> Answer:
        table, kept = self._shown(ask)
        _check_columns(table, ask.columns)
        result = self._session.result
        if result is None or table.so_far:
            raise BadAskError("there is nothing to export before a search has ended")
        if not ask.columns:
            raise BadAskError("a file must have a column")
        self._file = None
        self._file = await self._work(self._write, ask, result, self._window_of(table), kept)
        file = self._file
        return ExportReply(file.number, file.name, len(file.content), file.pieces), []

    def _write(
        self, ask: ExportAsk, result: SearchResult, window: RowWindow, kept: np.ndarray | None
    ) -> TableFile:
        rows = window.positions(ask.sort, kept)
        stop = None if ask.limit is None else ask.offset + ask.limit
        rows = rows[ask.offset : stop]
        check_size(len(rows), ask.format)
        content = written(result, rows, ask.columns, ask.format, masked=ask.masked)
        name = f"leads{'-masked' if ask.masked else ''}.{ask.format}"
        return TableFile(next(self._file_numbers), name, content)

    async def _piece(self, ask: PieceAsk) -> Answer:
        file = self._file
        if file is None or ask.number != file.number or ask.piece >= file.pieces:
            raise BadAskError("there is no such piece")
        if ask.piece == file.pieces - 1:
            self._file = None  # a page asks for one after the other, and each once
        return PieceReply(file.piece(ask.piece)), []

    def _shown(self, ask: RowsAsk | PlaceAsk | ExportAsk) -> tuple[TableLeads, np.ndarray | None]:
        """Give the table whose rows are asked for, and which of its leads remain."""
        table = self._table(ask.version)
        row_filter = self._session.panel_search.table_filter
        if ask.filter != (row_filter.version if row_filter else 0):
            raise BadAskError("filter must be the current filter's version")
        _check_columns(table, [sort.column for sort in ask.sort])
        return table, row_filter.kept if row_filter else None

    def _filterable(self, version: int) -> tuple[TableLeads, RowFilter]:
        table, row_filter = self._table(version), self._session.panel_search.table_filter
        if row_filter is None:
            raise BadAskError("the first leads of a search cannot be filtered")
        return table, row_filter

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


def _check_columns(table: TableLeads, names: Iterable[str]) -> None:
    if not table.names.issuperset(names):
        raise BadAskError("it must name columns of the table")
