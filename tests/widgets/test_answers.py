"""What the panel answers to a page, asked as a page would: with messages."""

import gzip
import itertools
from base64 import b64decode
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import msgspec
import pandas as pd
import pytest
from hypothesis import given, settings
from oracle import matching
from widgets.pages import LIKE_ASKS, PHONE, SECRET, VALUES
from widgets.sessions import listed, opened, opened_session, settled, until

from leadwidgets.client.background import portal
from leadwidgets.criteria import SearchCriteria
from leadwidgets.result import read_result
from leadwidgets.sandbox import Faults, Sandbox
from leadwidgets.sandbox.service.faults import answered
from leadwidgets.widgets.answers import Answers
from leadwidgets.widgets.panel_search import TableLeads
from leadwidgets.widgets.searches_file import SearchesFile
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.table_file import MOST_LEADS
from leadwidgets.widgets.views import panel_state
from leadwidgets.widgets.wire import (
    AccountsReply,
    Answered,
    Comparison,
    CountsReply,
    CriteriaReply,
    DoneReply,
    EngineReply,
    ExportReply,
    FiguresReply,
    FilterReply,
    FormReply,
    Layout,
    OptionsReply,
    PieceReply,
    PlaceReply,
    Reason,
    Refused,
    RowsReply,
    SearchesReply,
    TextReply,
    ValuesReply,
    WordsReply,
)

pytestmark = pytest.mark.anyio

R = TypeVar("R")

numbers = itertools.count(1)

ROWS = {"version": 1, "filter": 0, "offset": 0, "limit": 10, "sort": [], "columns": ["lead_id"]}


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(leads=2_000, limits=False)


@pytest.fixture
async def session(sandbox: Sandbox) -> AsyncIterator[PanelSession]:
    async with opened(sandbox) as session:
        await until(session, lambda: listed(session))
        yield session


async def ask(
    session: PanelSession, wanted: type[R], kind: str, **body: object
) -> tuple[R, list[bytes]]:
    """Ask, and read the reply as the page does: from JSON, as the type that the wire names."""
    answer, buffers = await send(session, kind, **body)
    assert isinstance(answer, Answered)
    return msgspec.json.decode(msgspec.json.encode(answer.reply), type=wanted), buffers


async def rows(
    session: PanelSession, version: int, **body: object
) -> tuple[RowsReply, list[bytes]]:
    return await ask(session, RowsReply, "rows", **ROWS | {"version": version} | body)


async def refused(session: PanelSession, kind: str, **body: object) -> Reason:
    answer, buffers = await send(session, kind, **body)
    assert isinstance(answer, Refused)
    assert buffers == []
    return answer.reason


async def send(
    session: PanelSession, kind: str, **body: object
) -> tuple[Answered | Refused, list[bytes]]:
    ask_id = f"a{next(numbers)}"
    answer, buffers = await Answers(session).to({"kind": kind, "id": ask_id, **body})
    assert answer.id == ask_id
    return answer, buffers


def table_of(session: PanelSession) -> TableLeads:
    table = session.panel_search.table
    assert table is not None
    return table


async def test_the_form_names_every_field_once(session: PanelSession) -> None:
    reply, _ = await ask(session, FormReply, "form")
    names = [field.name for field in reply.primary] + [field.name for field in reply.extended]
    assert sorted(names) == sorted(SearchCriteria().to_dict())


async def test_options_are_columns_of_equal_length(session: PanelSession) -> None:
    for field, choice in session.choices.fields.items():
        reply, _ = await ask(session, OptionsReply, "options", field=field)
        assert (reply.field, reply.version) == (field, choice.version)
        assert len(reply.values) == len(reply.labels) == len(reply.hints or ()) > 0


async def test_a_field_is_set_or_refused_with_the_reason(session: PanelSession) -> None:
    states = ["READY", "DO_NOT_CALL"]
    await ask(session, DoneReply, "set", field="lead_states", value=states)
    reply, _ = await ask(session, CriteriaReply, "criteria")
    assert reply.criteria["lead_states"] == ["READY", "DO-NOT-CALL"]
    reason = await refused(session, "set", field="lead_states", value=["ready"])
    assert "Lead status cannot hold 'ready'" in reason.message
    assert (reason.next_step or "").startswith("Accepted: ")
    reply, _ = await ask(session, CriteriaReply, "criteria")
    assert reply.criteria["lead_states"] == ["READY", "DO-NOT-CALL"]
    assert reply.refused["lead_states"].value == ["ready"]
    assert "because of Lead status" in (await refused(session, "search")).message
    assert session.panel_search.status == "idle"


async def test_a_result_is_said_in_a_sentence_also_when_the_form_has_changed(
    session: PanelSession,
) -> None:
    session.set_field("first_name", "Jon")
    await session.search()
    version = session.panel_search.version
    session.set_field("first_name", "")
    reply, _ = await ask(session, WordsReply, "words", version=version)
    campaigns = session.choices.fields["campaign_ids"].options
    chosen = campaigns.labels[campaigns.values.index(session.criteria.campaign_ids[0])]  # noqa: PD011 - no pandas
    assert reply.words == f"Leads of {chosen}, whose first name contains “Jon”"
    assert "Jon" not in msgspec.json.encode(panel_state(session)).decode()
    assert "version must be" in (await refused(session, "words", version=version + 1)).message


@pytest.mark.parametrize("form", ["python", "json", "api"])
async def test_what_the_form_holds_is_copied_and_pasted_in_each_form(
    session: PanelSession, form: str
) -> None:
    session.set_field("lead_states", ["READY", "MY_OWN"])
    session.set_field("lead_passes_criteria", Comparison(operator="LESS_THAN", value=3))
    held = session.criteria
    reply, _ = await ask(session, TextReply, "text", form=form)
    session.reset()
    await ask(session, DoneReply, "paste", text=f"\n{reply.text}\n")
    assert session.criteria == held


async def test_what_a_pasted_text_holds_and_no_search_has_is_named_and_the_form_stays(
    session: PanelSession,
) -> None:
    held = session.criteria
    for text, named in (
        ("{'lead_sates': ['READY']}", "'lead_sates'"),
        ('{"suppressed": "SOME"}', "suppressed"),
        ("lw.SearchCriteria(phones=open('/etc/passwd'))", "phones"),
        ("[1, 2]", "a JSON list"),
        ("[" * 100_000, "not valid Python"),
        ("   ", "no text"),
    ):
        assert named in (await refused(session, "paste", text=text)).message
    assert session.criteria == held


async def test_a_recent_search_fills_the_form_and_one_that_is_not_kept_is_refused(
    session: PanelSession,
) -> None:
    session.set_field("first_name", "Jon")
    searched = session.criteria
    await session.search()
    session.reset()
    reply, _ = await ask(session, SearchesReply, "searches")
    assert reply.named is None
    [recent] = reply.recent
    assert recent.words.endswith("whose first name contains “Jon”")
    await ask(session, DoneReply, "repeat", search=recent.number)
    assert session.criteria == searched
    assert "recent" in (await refused(session, "repeat", search=recent.number + 1)).message


async def test_without_a_file_a_page_reaches_none(session: PanelSession) -> None:
    for kind in ("open", "save", "delete"):
        reason = await refused(session, kind, name="../../notebook")
        assert "no file for named searches" in reason.message


async def test_named_searches_are_kept_in_the_file_that_python_named(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    path = tmp_path / "searches.json"
    async with opened_session(PanelSession(sandbox, searches=path)) as session:
        held = session.criteria
        reply, _ = await ask(session, SearchesReply, "save", name="../June")
        assert [one.name for one in reply.named or ()] == ["../June"]
        session.set_criteria(SearchCriteria(first_name="Jon"))
        await ask(session, DoneReply, "open", name="../June")
        assert session.criteria == held
        assert "No search" in (await refused(session, "open", name="July")).message
        reply, _ = await ask(session, SearchesReply, "delete", name="../June")
        assert (reply.recent, reply.named) == ([], [])
    assert SearchesFile(path).read() == {}


async def test_a_form_with_what_no_search_can_hold_is_not_copied_without_it(
    session: PanelSession,
) -> None:
    await refused(session, "set", field="lead_ids", value=["41000021x"])
    assert "Lead ids" in (await refused(session, "text", form="json")).message


async def test_the_options_of_an_open_list_are_counted_and_of_a_closed_one_no_more(
    session: PanelSession, sandbox: Sandbox
) -> None:
    values = ["READY", "COMPLETE"]
    await ask(session, CountsReply, "counts", field="lead_states", values=values)
    await until(session, lambda: session.option_counts.status == "known")
    reply, _ = await ask(session, CountsReply, "counts", field="lead_states", values=values)
    raw = sandbox.raw_leads()
    each = [session.criteria.replace(lead_states=[value]) for value in values]
    assert list(reply.leads) == [len(matching(raw, one)) for one in each]
    assert panel_state(session).option_counts.field == "lead_states"
    await ask(session, CountsReply, "counts", field="lead_states", values=[])
    assert panel_state(session).option_counts.field is None
    reason = await refused(session, "counts", field="suppressed", values=["ALL"])
    assert "several options" in reason.message


async def test_a_field_that_no_search_has_is_refused(session: PanelSession) -> None:
    reason = await refused(session, "set", field="415-555-0142", value="Reno")
    assert "field must be a field of a search" in reason.message
    assert "555" not in reason.message


async def test_a_comparison_is_set_as_it_was_typed(session: PanelSession) -> None:
    passes = {"operator": "LESS_THAN", "value": 3}
    await ask(session, DoneReply, "set", field="lead_passes_criteria", value=passes)
    reply, _ = await ask(session, CriteriaReply, "criteria")
    assert msgspec.to_builtins(reply.criteria["lead_passes_criteria"]) == passes
    typed = {"operator": "LESS_THAN", "value": "three"}
    reason = await refused(session, "set", field="lead_passes_criteria", value=typed)
    assert "Passes cannot hold 'three'" in reason.message


async def test_rows_are_the_results_in_the_asked_order(session: PanelSession) -> None:
    result = await session.search()
    version = table_of(session).version
    reply, buffers = await rows(
        session,
        version,
        offset=5,
        sort=[{"column": "lead_id", "descending": True}],
        columns=["city", "lead_id"],
    )
    _, shown = reply.columns
    expected = result.leads["lead_id"].sort_values(ascending=False).iloc[5:15]
    assert shown == [str(one) for one in expected]
    assert (reply.total, buffers) == (len(result.leads), [])


async def test_rows_of_a_running_search_are_those_that_have_come() -> None:
    faults = Faults(answered(503, on="leadSearch", first=4, times=None))
    async with opened(Sandbox(leads=1_500, faults=faults), SearchCriteria()) as session:
        session.search_soon()
        await until(session, lambda: session.panel_search.table is not None)
        table = table_of(session)
        state = panel_state(session)
        assert (state.search.status, state.table.so_far, state.table.rows) == (
            "running",
            True,
            1_000,
        )
        reply, _ = await rows(session, table.version, offset=998, columns=["lead_id"])
        (column,) = reply.columns
        assert column == [str(lead_id) for lead_id in table.leads["lead_id"][998:]]
        assert reply.total == 1_000


async def test_the_figures_count_every_lead_of_the_result(session: PanelSession) -> None:
    result = await session.search()
    reply, _ = await ask(session, FiguresReply, "figures")
    assert (reply.source, reply.leads, reply.remaining) == ("leads", *2 * [len(result.leads)])
    assert [figure.by for figure in reply.figures] == [
        "lead_state",
        "system_disposition",
        "lead_timezone",
    ]
    for figure in reply.figures:
        expected = result.breakdown(figure.by)
        assert [bar.label for bar in figure.bars] == expected["label"].tolist()
        assert [bar.leads for bar in figure.bars] == expected["leads"].tolist()
    assert reply.version == panel_state(session).charts.version


async def test_the_answer_to_a_choice_has_its_figures(session: PanelSession) -> None:
    result = await session.search()
    version = session.panel_search.version
    reply, _ = await ask(session, FiguresReply, "bars", result=version, by="lead_state", bars=[0])
    states, dispositions, _ = reply.figures
    assert [bar.chosen for bar in states.bars[:2]] == [True, False]
    assert reply.remaining == states.bars[0].leads < len(result.leads)
    assert sum(bar.part for bar in dispositions.bars) == reply.remaining
    assert [(chip.by, chip.values) for chip in reply.chips] == [("lead_state", ["Ready"])]  # noqa: PD011 - no pandas


async def test_rows_of_an_older_table_are_refused(session: PanelSession) -> None:
    reason = await refused(session, "rows", **ROWS)
    assert "version must be the current table's" in reason.message


async def test_a_column_that_is_not_there_is_refused(session: PanelSession) -> None:
    await session.search()
    body = {**ROWS, "version": table_of(session).version}
    sort = [{"column": "__class__", "descending": False}]
    for wrong in ({"sort": sort}, {"columns": ["lead_id", "__class__"]}):
        reason = await refused(session, "rows", **body | wrong)
        assert "it must name columns of the table" in reason.message


async def test_columns_are_arranged_for_every_view_or_refused(session: PanelSession) -> None:
    layout = {"shown": ["city", "lead_id"], "pinned": ["city"], "widths": {"city": 200}}
    reason = await refused(session, "layout", layout=layout)
    assert "there is no table yet" in reason.message
    await session.search()
    first = panel_state(session).table.layout
    assert (first.shown[0], first.pinned) == ("lead_id", ("lead_id",))
    await ask(session, DoneReply, "layout", layout=layout)
    arranged = panel_state(session).table.layout
    assert arranged == Layout(("city", "lead_id"), ("city",), {"city": 200})
    for wrong in ({"shown": ["__class__"]}, {"pinned": ["x"]}, {"widths": {"x": 90}}):
        reason = await refused(session, "layout", layout=layout | wrong)
        assert "it must name columns of the table" in reason.message
    reason = await refused(session, "layout", layout=layout | {"shown": []})
    assert "a layout must show a column" in reason.message
    assert panel_state(session).table.layout == arranged
    await ask(session, DoneReply, "layout", layout=None)
    assert panel_state(session).table.layout == first


async def test_rows_are_those_that_the_filter_leaves_and_the_state_says_how_many(
    session: PanelSession,
) -> None:
    result = await session.search()
    version = table_of(session).version
    ready = result.leads[result.leads["lead_state"] == "READY"]
    body = {"version": version, "column": "lead_state"}
    await ask(session, DoneReply, "filter", **body, filter={"anyOf": ["READY"]})
    state = panel_state(session).table
    assert (state.rows, state.total) == (len(ready), len(result.leads))
    filtered, _ = await ask(session, FilterReply, "filtered")
    assert [one.text for one in filtered.columns] == ["Lead state is READY"]
    sort = [{"column": "lead_id", "descending": True}]
    reply, _ = await rows(session, version, filter=state.filter, sort=sort)
    expected = ready["lead_id"].sort_values(ascending=False).iloc[:10]
    assert (reply.columns, reply.total) == ([[str(one) for one in expected]], len(ready))
    reason = await refused(session, "rows", **ROWS | {"version": version})
    assert "filter must be the current filter's version" in reason.message
    values, _ = await ask(session, ValuesReply, "values", **body)
    counts = result.leads["lead_state"].value_counts()
    assert {one.value: one.leads for one in values.counts if one.leads} == {
        str(name): leads for name, leads in counts.items() if leads
    }
    place = {"version": version, "filter": state.filter, "sort": sort}
    at, _ = await ask(session, PlaceReply, "place", **place, lead=int(expected.iloc[3]))
    assert (at.row, at.found) == (3, True)
    hidden = result.leads["lead_id"][result.leads["lead_state"] != "READY"].iloc[0]
    at, _ = await ask(session, PlaceReply, "place", **place, lead=int(hidden))
    assert (at.row, at.found) == (None, True)
    at, _ = await ask(session, PlaceReply, "place", **place, lead=1)
    assert (at.row, at.found) == (None, False)
    await ask(session, DoneReply, "filter", version=version, column=None, filter=None)
    assert panel_state(session).table.rows == len(result.leads)
    await session.search()
    assert panel_state(session).table.filter == 0


async def exported(session: PanelSession, **body: object) -> tuple[ExportReply, bytes]:
    version = table_of(session).version
    given = {"version": version, "filter": 0, "sort": [], "columns": ["lead_id", "last_name"]}
    given |= {"offset": 0, "limit": None, "format": "csv", "masked": False}
    answers = Answers(session)

    async def answered(wanted: type[R], kind: str, **asked: object) -> R:
        answer, _ = await answers.to({"kind": kind, "id": "e-1", **asked})
        assert isinstance(answer, Answered)
        return msgspec.json.decode(msgspec.json.encode(answer.reply), type=wanted)

    file = await answered(ExportReply, "export", **given | body)
    pieces = [
        b64decode((await answered(PieceReply, "piece", number=file.number, piece=piece)).data)
        for piece in range(file.pieces)
    ]
    gone, _ = await answers.to({"kind": "piece", "id": "e-2", "number": file.number, "piece": 0})
    assert isinstance(gone, Refused)
    return file, b"".join(pieces)


async def test_what_is_exported_is_what_the_results_own_writers_write(
    session: PanelSession, tmp_path: Path
) -> None:
    result = await session.search()
    file, content = await exported(session, columns=list(result.leads.columns))
    result.to_csv(tmp_path / "leads.csv")
    assert content == (tmp_path / "leads.csv").read_bytes()
    assert (file.name, file.size) == ("leads.csv", len(content))
    file, content = await exported(session, format="xlsx", limit=3)
    workbook = pd.read_excel(BytesIO(content), dtype=str, engine="openpyxl")
    assert workbook["lead_id"].tolist() == [str(one) for one in result.leads["lead_id"][:3]]


async def test_a_part_is_exported_in_its_order_masked_and_with_a_receipt_that_says_so(
    session: PanelSession,
) -> None:
    result = await session.search()
    sort = [{"column": "lead_id", "descending": True}]
    file, content = await exported(
        session, format="parquet", sort=sort, offset=2, limit=5, masked=True
    )
    read = read_result(BytesIO(content))
    expected = result.leads["lead_id"].sort_values(ascending=False).iloc[2:7]
    assert read.leads["lead_id"].tolist() == expected.tolist()
    assert set(read.leads["last_name"].dropna()) == {"***"}
    assert file.name == "leads-masked.parquet"
    assert f"The file holds 5 of the {len(result.leads):,} leads" in " ".join(read.receipt.notes)


async def test_more_than_a_page_can_download_is_refused_and_python_named(
    session: PanelSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    await session.search()
    monkeypatch.setitem(MOST_LEADS, "xlsx", 10)
    body = {"version": table_of(session).version, "filter": 0, "sort": [], "columns": ["lead_id"]}
    body |= {"offset": 0, "limit": None, "format": "xlsx", "masked": False}
    reason = await refused(session, "export", **body)
    assert "leads are more than the 10 that a page can download" in reason.message
    assert reason.next_step == "Write them in Python: panel.result.to_excel(path)."


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("arrange", {"charts": [{"by": "first_name"}]}),
        ("arrange", {"charts": 2 * [{"by": "campaign"}]}),
        ("arrange", {"charts": 13 * [{"by": "campaign"}]}),
        ("arrange", {"charts": [{"by": "campaign", "order": "random"}]}),
        ("bars", {"result": 0, "by": "lead_state", "bars": [0]}),
        ("bars", {"result": 1, "by": "agent_disposition", "bars": [0]}),
        ("bars", {"result": 1, "by": "lead_state", "bars": [99]}),
        ("bars", {"result": 1, "by": "lead_state", "bars": [-1]}),
        ("bars", {"result": 1, "by": "lead_state", "bars": 101 * [0]}),
    ],
)
async def test_charts_and_bars_that_there_are_not_are_refused(
    session: PanelSession, kind: str, body: dict[str, object]
) -> None:
    await session.search()
    before = panel_state(session).charts
    await refused(session, kind, **body)
    assert panel_state(session).charts == before


async def test_the_engine_is_sent_compressed(session: PanelSession) -> None:
    reply, (script,) = await ask(session, EngineReply, "engine")
    assert reply.version
    assert (script[:2], reply.script) == (b"\x1f\x8b", None)


async def test_under_voila_no_answer_has_bytes(
    session: PanelSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOILA_PREHEAT", "True")
    reply, buffers = await ask(session, EngineReply, "engine")
    assert buffers == []
    assert b"plotly.js" in gzip.decompress(b64decode(reply.script or ""))[:100]


@settings(max_examples=60, deadline=None)
@given(VALUES | LIKE_ASKS)
def test_a_refusal_repeats_nothing_that_was_sent_and_changes_nothing(
    sandbox: Sandbox, content: object
) -> None:
    async def sent() -> tuple[Answered | Refused, bool, PanelSession]:
        async with opened(sandbox, SearchCriteria(city="Reno")) as session:
            before, version = session.criteria, session.criteria_version
            answer, _ = await Answers(session).to(content)
            # A refused value is told to the other views, as another version of the same criteria.
            told = session.criteria_version == version or bool(session.refused)
            return answer, before == session.criteria and told, session

    answer, unchanged, session = portal().call(sent)
    assert session.problem is None
    assert SearchCriteria.from_json(session.criteria.to_json()) == session.criteria
    if isinstance(answer, Refused):
        assert unchanged
        said = f"{answer.reason.message} {answer.reason.next_step}"
        assert PHONE not in said.replace("-", "")
        # The criteria's own errors show what was typed, apart from numbers; the wire's never do.
        assert SECRET not in said or "cannot hold" in said or "has no field" in said


async def test_sub_accounts_are_shown_by_name_and_one_is_chosen() -> None:
    account = Sandbox(leads=50)
    other = account.users[1].account_ids[0]
    object.__setattr__(account.users[0], "account_ids", (other, account.account_id))
    with account.serve() as served:
        async with opened(replace(served, account_id="", name="")) as session:
            assert panel_state(session).account.choices == 2
            reply, _ = await ask(session, AccountsReply, "accounts")
            names = [one.name for one in reply.accounts]
            assert names == ["Harbor & Pine Outreach", "Quiet Valley Credit"]
            reason = await refused(session, "choose", account="12345")
            assert "Choose one of those" in (reason.next_step or "")
            await ask(session, DoneReply, "choose", account=other)
            await until(session, lambda: settled(session))
            state = panel_state(session).account
            assert (state.name, state.choices) == ("Quiet Valley Credit", 0)
            reply, _ = await ask(session, AccountsReply, "accounts")
            assert reply.accounts == []
