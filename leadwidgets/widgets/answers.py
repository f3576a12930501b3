"""`Answers`: what the panel replies to whatever a page sends.

Every answer is a coroutine on the session's loop. What takes long (sorting, figures) runs in a
worker thread, so that a search goes on meanwhile.
"""

import asyncio

from leadwidgets.errors import LeadSearchError
from leadwidgets.fields import SEARCH_FIELDS, SearchKind
from leadwidgets.result import SearchResult
from leadwidgets.widgets import views
from leadwidgets.widgets.chart_engine import bytes_are_safe, engine
from leadwidgets.widgets.criteria_text import as_text, read_text
from leadwidgets.widgets.searches_file import SearchesFile, found
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.table_answers import Answer, AnswersByAsk, TableAnswers
from leadwidgets.widgets.typed_lists import typed_reply
from leadwidgets.widgets.wire import (
    AccountsAsk,
    AddressAsk,
    Answered,
    ArrangeAsk,
    BadAskError,
    BarsAsk,
    CancelAsk,
    ChooseAsk,
    ClearAsk,
    CountingAsk,
    CountsAsk,
    CountsReply,
    CriteriaAsk,
    DeleteAsk,
    DismissAsk,
    DoneReply,
    EngineAsk,
    EngineReply,
    FiguresAsk,
    FormAsk,
    KeepAsk,
    NarrowAsk,
    OpenAsk,
    OptionsAsk,
    PasteAsk,
    Reason,
    RedoAsk,
    Refused,
    RepeatAsk,
    ResetAsk,
    RestoreAsk,
    RevertAsk,
    SaveAsk,
    SearchAsk,
    SearchesAsk,
    SearchesReply,
    SetAsk,
    TakeAsk,
    TextAsk,
    TextReply,
    TypedAsk,
    UndoAsk,
    WordsAsk,
    WordsReply,
    id_of,
    read_ask,
)

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
        self._said = WordsReply(0, "")
        self._reading = asyncio.Lock()
        self._answers: AnswersByAsk = {
            **TableAnswers(session).by_ask,
            FormAsk: self._form,
            CriteriaAsk: self._criteria,
            AddressAsk: self._address,
            AccountsAsk: self._accounts,
            ChooseAsk: self._choose,
            OptionsAsk: self._options,
            CountsAsk: self._counts,
            TypedAsk: self._typed,
            SetAsk: self._set,
            SearchAsk: self._search,
            CancelAsk: self._cancel,
            KeepAsk: self._keep,
            ResetAsk: self._reset,
            RestoreAsk: self._restore,
            UndoAsk: self._undo,
            RedoAsk: self._redo,
            RevertAsk: self._revert,
            SearchesAsk: self._searches,
            RepeatAsk: self._repeat,
            OpenAsk: self._open,
            SaveAsk: self._save,
            DeleteAsk: self._delete,
            TextAsk: self._text,
            PasteAsk: self._paste,
            DismissAsk: self._dismiss,
            WordsAsk: self._words,
            FiguresAsk: self._figures,
            ArrangeAsk: self._arrange,
            BarsAsk: self._bars,
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

    async def _address(self, ask: AddressAsk) -> Answer:
        self._session.take_address(ask.query)
        return _DONE

    async def _accounts(self, _: AccountsAsk) -> Answer:
        return views.accounts_view(self._session.sub_accounts), []

    async def _choose(self, ask: ChooseAsk) -> Answer:
        self._session.choose_account(ask.account)
        return _DONE

    async def _options(self, ask: OptionsAsk) -> Answer:
        return views.options_view(ask.field, self._session.choices.fields[ask.field]), []

    async def _counts(self, ask: CountsAsk) -> Answer:
        if SEARCH_FIELDS[ask.field].kind is SearchKind.SUPPRESSED:
            raise BadAskError("field must be one of which several options can be chosen")
        counts = self._session.option_counts
        counts.want(ask.field, ask.values)
        return CountsReply(counts.question, counts.known(ask.values)), []

    async def _typed(self, ask: TypedAsk) -> Answer:
        result = self._session.result
        return await asyncio.to_thread(typed_reply, ask.field, ask.text, result), []

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

    async def _undo(self, _: UndoAsk) -> Answer:
        self._session.undo()
        return _DONE

    async def _redo(self, _: RedoAsk) -> Answer:
        self._session.redo()
        return _DONE

    async def _revert(self, ask: RevertAsk) -> Answer:
        self._session.revert(ask.notice)
        return _DONE

    async def _searches(self, _: SearchesAsk) -> Answer:
        return await self._searches_reply(), []

    async def _repeat(self, ask: RepeatAsk) -> Answer:
        criteria = self._session.recent.criteria(ask.search)
        if criteria is None:
            raise BadAskError("search must be the number of a recent one")
        self._session.set_criteria(criteria)
        return _DONE

    async def _open(self, ask: OpenAsk) -> Answer:
        named = await asyncio.to_thread(self._file().read)
        self._session.set_criteria(found(named, ask.name))
        return _DONE

    async def _save(self, ask: SaveAsk) -> Answer:
        self._session.check_form()
        await asyncio.to_thread(self._file().save, ask.name, self._session.criteria)
        return await self._searches_reply(), []

    async def _delete(self, ask: DeleteAsk) -> Answer:
        await asyncio.to_thread(self._file().delete, ask.name)
        return await self._searches_reply(), []

    async def _searches_reply(self) -> SearchesReply:
        file = self._session.searches_file
        named = None if file is None else await asyncio.to_thread(file.read)
        return views.searches_view(self._session.recent, named, self._session.choices.names())

    def _file(self) -> SearchesFile:
        if self._session.searches_file is None:
            raise BadAskError("this panel has no file for named searches")
        return self._session.searches_file

    async def _text(self, ask: TextAsk) -> Answer:
        self._session.check_form()
        return TextReply(await asyncio.to_thread(as_text, self._session.criteria, ask.form)), []

    async def _paste(self, ask: PasteAsk) -> Answer:
        async with self._reading:  # one at a time: reading takes memory
            criteria = await asyncio.to_thread(read_text, ask.text)
        self._session.set_criteria(criteria)
        return _DONE

    async def _dismiss(self, ask: DismissAsk) -> Answer:
        self._session.dismiss(ask.notice)
        return _DONE

    async def _words(self, ask: WordsAsk) -> Answer:
        criteria = self._result(ask.version).receipt.criteria
        if self._said.version != ask.version:  # kept: what is called so now may be unknown later
            self._said = WordsReply(ask.version, criteria.in_words(self._session.choices.names()))
        return self._said, []

    async def _figures(self, _: FiguresAsk) -> Answer:
        self._session.see_charts()
        return await views.figures_view(self._session), []

    async def _arrange(self, ask: ArrangeAsk) -> Answer:
        self._session.charts.arrange(ask.charts)
        return _DONE

    async def _bars(self, ask: BarsAsk) -> Answer:
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

    def _result(self, version: int) -> SearchResult:
        result = self._session.result
        if result is None or version != self._session.panel_search.version:
            raise BadAskError("version must be the current result's")
        return result
