"""`Answers`: what the panel replies to whatever a page sends.

Every answer is a coroutine on the session's loop. What takes long (sorting, figures) runs in a
worker thread, so that a search goes on meanwhile.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from leadwidgets.errors import LeadSearchError
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.widgets import views
from leadwidgets.widgets.chart_engine import bytes_are_safe, engine
from leadwidgets.widgets.row_window import RowWindow
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.wire import (
    Answered,
    AnyAsk,
    AnyReply,
    ArrangeAsk,
    BadAskError,
    CancelAsk,
    ChooseAsk,
    ClearAsk,
    CountingAsk,
    CriteriaAsk,
    DismissAsk,
    DoneReply,
    EngineAsk,
    EngineReply,
    FiguresAsk,
    FormAsk,
    KeepAsk,
    NarrowAsk,
    OptionsAsk,
    Reason,
    Refused,
    ResetAsk,
    RestoreAsk,
    RowsAsk,
    RowsReply,
    SearchAsk,
    SetAsk,
    TakeAsk,
    id_of,
    read_ask,
)

Answer = tuple[AnyReply, list[bytes]]

_DONE: Answer = (DoneReply(), [])


class Answers:
    """Answers asks over one session.

    Parameters
    ----------
    session
        Whose state is asked for and changed.
    """

    def __init__(self, session: PanelSession) -> None:
        self._session = session
        self._window: tuple[int, RowWindow] | None = None
        self._answers: Mapping[type[AnyAsk], Callable[[Any], Awaitable[Answer]]] = {
            FormAsk: self._form,
            CriteriaAsk: self._criteria,
            OptionsAsk: self._options,
            SetAsk: self._set,
            SearchAsk: self._search,
            CancelAsk: self._cancel,
            KeepAsk: self._keep,
            ResetAsk: self._reset,
            RestoreAsk: self._restore,
            DismissAsk: self._dismiss,
            RowsAsk: self._rows,
            FiguresAsk: self._figures,
            ArrangeAsk: self._arrange,
            ChooseAsk: self._choose,
            ClearAsk: self._clear,
            NarrowAsk: self._narrow,
            TakeAsk: self._take,
            CountingAsk: self._counting,
            EngineAsk: self._engine,
        }

    async def to(self, content: object) -> tuple[Answered | Refused, list[bytes]]:
        """Give the one answer to what came up, and its buffers. Nothing in it makes this raise."""
        try:
            ask = read_ask(content)
            reply, buffers = await self._answers[type(ask)](ask)
        except BadAskError as error:
            reason = Reason(
                f"The panel's page sent what cannot be answered: {error}.",
                "Reload the page if it was open before leadwidgets was installed anew.",
            )
        except LeadSearchError as error:
            reason = Reason(error.explanation, error.next_step)
        except Exception as error:  # noqa: BLE001 - the page must be answered, whatever broke
            self._session.report_bug(error)
            reason = Reason("Something went wrong inside leadwidgets.")
        else:
            return Answered(ask.id, reply), buffers
        return Refused(id_of(content), reason), []

    async def _form(self, _: FormAsk) -> Answer:
        return views.form_view(), []

    async def _criteria(self, _: CriteriaAsk) -> Answer:
        return views.criteria_view(self._session), []

    async def _options(self, ask: OptionsAsk) -> Answer:
        return views.options_view(ask.field, self._session.choices.fields[ask.field]), []

    async def _set(self, ask: SetAsk) -> Answer:
        if ask.field not in SEARCH_FIELDS:
            raise BadAskError("field must be a field of a search")
        self._session.set_field(ask.field, ask.value)
        return _DONE

    async def _search(self, _: SearchAsk) -> Answer:
        self._session.check_form()
        self._session.search_soon()
        return _DONE

    async def _cancel(self, _: CancelAsk) -> Answer:
        self._session.cancel()
        return _DONE

    async def _keep(self, _: KeepAsk) -> Answer:
        self._session.panel_search.keep_partial()
        return _DONE

    async def _reset(self, _: ResetAsk) -> Answer:
        self._session.reset()
        return _DONE

    async def _restore(self, _: RestoreAsk) -> Answer:
        self._session.restore()
        return _DONE

    async def _dismiss(self, ask: DismissAsk) -> Answer:
        self._session.dismiss(ask.notice)
        return _DONE

    async def _rows(self, ask: RowsAsk) -> Answer:
        table = self._session.panel_search.table
        if table is None or ask.version != table.version:
            raise BadAskError("version must be the current table's")
        if ask.sort is not None and ask.sort.column not in table.leads.columns:
            raise BadAskError("sort must name a column of the table")
        if self._window is None or self._window[0] != ask.version:
            self._window = ask.version, RowWindow(table.leads)
        columns = await asyncio.to_thread(self._window[1].read, ask.offset, ask.limit, ask.sort)
        return RowsReply(ask.version, ask.offset, len(table.leads), columns), []

    async def _figures(self, _: FiguresAsk) -> Answer:
        self._session.see_charts()
        return await views.figures_view(self._session), []

    async def _arrange(self, ask: ArrangeAsk) -> Answer:
        self._session.charts.arrange(ask.charts)
        return _DONE

    async def _choose(self, ask: ChooseAsk) -> Answer:
        if ask.result != self._session.panel_search.version:
            raise BadAskError("result must be the current result's version")
        await self._session.charts.choose(ask.by, ask.bars)
        return await views.figures_view(self._session), []

    async def _clear(self, _: ClearAsk) -> Answer:
        self._session.charts.clear()
        return _DONE

    async def _narrow(self, _: NarrowAsk) -> Answer:
        self._session.narrow()
        return _DONE

    async def _take(self, _: TakeAsk) -> Answer:
        await self._session.charts.keep()
        return _DONE

    async def _counting(self, ask: CountingAsk) -> Answer:
        self._session.count_charts(wanted=ask.wanted)
        return _DONE

    async def _engine(self, _: EngineAsk) -> Answer:
        sent = await asyncio.to_thread(engine)
        if bytes_are_safe():
            return EngineReply(sent.version, None), [sent.script]
        return EngineReply(sent.version, sent.text), []
