"""`Answers`: what the panel replies to each kind of ask.

Every answer is a coroutine on the session's loop. What takes long (sorting, figures) runs in a
worker thread, so that a search goes on meanwhile.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from leadwidgets.breakdown import figure
from leadwidgets.criteria import FIELDS
from leadwidgets.errors import LeadSearchError
from leadwidgets.result import SearchResult
from leadwidgets.widgets import messages
from leadwidgets.widgets.engine import engine
from leadwidgets.widgets.messages import Ask, BadAskError
from leadwidgets.widgets.session import LeadSearchSession
from leadwidgets.widgets.window import LARGEST_WINDOW, RowWindow, Sort

Answer = tuple[Mapping[str, Any], list[bytes]]

_NOTHING: Answer = ({}, [])


class Answers:
    """Answers asks over one session.

    Parameters
    ----------
    session
        Whose state is asked for and changed.
    """

    def __init__(self, session: LeadSearchSession) -> None:
        self._session = session
        self._window: tuple[int, RowWindow] | None = None
        self._kinds: Mapping[str, Callable[[Ask], Awaitable[Answer]]] = {
            "form": self._form,
            "criteria": self._criteria,
            "options": self._options,
            "set": self._set,
            "search": self._search,
            "cancel": self._cancel,
            "reset": self._reset,
            "dismiss": self._dismiss,
            "rows": self._rows,
            "figure": self._figure,
            "engine": self._engine,
        }

    async def to(self, ask: Ask) -> tuple[dict[str, Any], list[bytes]]:
        """Give the reply to an ask, and its buffers. Nothing that an ask holds makes this raise."""
        if ask.kind not in self._kinds:
            return messages.refusal(ask, "The panel asked for something unknown."), []
        try:
            body, buffers = await self._kinds[ask.kind](ask)
        except BadAskError as error:
            return messages.refusal(ask, f"The panel asked in a wrong way: {error}."), []
        except LeadSearchError as error:
            return messages.refusal_of(ask, error), []
        except Exception as error:  # noqa: BLE001 - the page must be answered, whatever broke
            self._session.report_bug(error)
            return messages.refusal(ask, "Something went wrong inside leadwidgets."), []
        return messages.reply(ask, body), buffers

    async def _form(self, _: Ask) -> Answer:
        return messages.form_view(), []

    async def _criteria(self, _: Ask) -> Answer:
        session = self._session
        return messages.criteria_view(session.criteria, session.criteria_version), []

    async def _options(self, ask: Ask) -> Answer:
        field = ask.text("field")
        choice = self._session.choices.fields.get(field)
        if choice is None:
            raise BadAskError("field must be a primary field")
        return messages.options_view(field, choice.version, choice.options), []

    async def _set(self, ask: Ask) -> Answer:
        field = ask.text("field")
        if field not in FIELDS:
            raise BadAskError("field must be a field of a search")
        self._session.set_field(field, ask.body.get("value"))
        return _NOTHING

    async def _search(self, _: Ask) -> Answer:
        self._session.search_soon()
        return _NOTHING

    async def _cancel(self, _: Ask) -> Answer:
        self._session.cancel()
        return _NOTHING

    async def _reset(self, _: Ask) -> Answer:
        self._session.reset()
        return _NOTHING

    async def _dismiss(self, ask: Ask) -> Answer:
        self._session.dismiss(ask.whole_number("notice"))
        return _NOTHING

    async def _rows(self, ask: Ask) -> Answer:
        result = self._current_result(ask)
        version, offset = ask.whole_number("version"), ask.whole_number("offset")
        limit, sort = ask.whole_number("limit"), _sort(ask, result)
        if self._window is None or self._window[0] != version:
            self._window = version, RowWindow(result.leads)
        rows = await asyncio.to_thread(self._window[1].read, offset, limit, sort)
        total = len(result.leads)
        given = max(0, min(limit, LARGEST_WINDOW, total - offset))
        return {"version": version, "offset": offset, "rows": given, "total": total}, [rows]

    async def _figure(self, ask: Ask) -> Answer:
        result, by = self._current_result(ask), ask.text("by")
        if by not in messages.CHARTED:
            raise BadAskError("by must be a field that is charted")
        drawn, table = await asyncio.to_thread(_figure_and_table, result, by)
        version = ask.whole_number("version")
        return {"version": version, "by": by, "figure": drawn, "table": table}, []

    async def _engine(self, _: Ask) -> Answer:
        script = await asyncio.to_thread(engine)
        return {"version": script.version}, [script.script]

    def _current_result(self, ask: Ask) -> SearchResult:
        result, version = self._session.result, self._session.search_run.version
        if result is None or ask.whole_number("version") != version:
            raise BadAskError("version must be the current result's")
        return result


def _sort(ask: Ask, result: SearchResult) -> Sort | None:
    sort = ask.mapping("sort")
    if sort is None:
        return None
    column, descending = sort.get("column"), sort.get("descending")
    if not isinstance(column, str) or column not in result.leads.columns:
        raise BadAskError("sort must name a column of the result")
    return Sort(column, descending is True)


def _figure_and_table(result: SearchResult, by: str) -> tuple[Any, list[dict[str, Any]]]:
    """Give what is drawn, without how it looks: sizes and colours of its theme are the page's."""
    table = result.breakdown(by)
    made = json.loads(figure(table, by).to_json())
    drawn = {"data": made["data"], "labels": made["layout"]["yaxis"]["ticktext"]}
    rows = table[["label", "leads", "share"]].to_dict(orient="list")
    keys = [str(key) for key in rows]
    return drawn, [dict(zip(keys, row, strict=True)) for row in zip(*rows.values(), strict=True)]
