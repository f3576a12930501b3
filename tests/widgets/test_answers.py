"""What the panel answers to a page, asked as a page would: with messages."""

import gzip
import itertools
from base64 import b64decode
from collections.abc import AsyncIterator
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given, settings
from widgets.pages import LIKE_ASKS, PHONE, SECRET, VALUES
from widgets.sessions import listed, opened, until

from leadwidgets.client.background import portal
from leadwidgets.criteria import SearchCriteria
from leadwidgets.sandbox import Faults, Sandbox
from leadwidgets.sandbox.service.faults import answered
from leadwidgets.widgets.answers import Answers
from leadwidgets.widgets.panel_search import TableLeads
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.views import panel_state
from leadwidgets.widgets.wire import (
    Answered,
    CriteriaReply,
    DoneReply,
    EngineReply,
    FiguresReply,
    FormReply,
    OptionsReply,
    Reason,
    Refused,
    RowsReply,
)

pytestmark = pytest.mark.anyio

R = TypeVar("R")

numbers = itertools.count(1)


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
    assert "Lead states cannot hold 'ready'" in reason.message
    assert (reason.next_step or "").startswith("Accepted: ")
    reply, _ = await ask(session, CriteriaReply, "criteria")
    assert reply.criteria["lead_states"] == ["READY", "DO-NOT-CALL"]
    assert reply.refused["lead_states"].value == ["ready"]
    assert "because of Lead states" in (await refused(session, "search")).message
    assert session.panel_search.status == "idle"


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
    sort = {"column": "lead_id", "descending": True}
    reply, buffers = await ask(
        session, RowsReply, "rows", version=version, offset=5, limit=10, sort=sort
    )
    shown = reply.columns[list(result.leads.columns).index("lead_id")]
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
        reply, _ = await ask(
            session, RowsReply, "rows", version=table.version, offset=998, limit=5, sort=None
        )
        column = reply.columns[list(table.leads.columns).index("lead_id")]
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
    reply, _ = await ask(session, FiguresReply, "choose", result=version, by="lead_state", bars=[0])
    states, dispositions, _ = reply.figures
    assert [bar.chosen for bar in states.bars[:2]] == [True, False]
    assert reply.remaining == states.bars[0].leads < len(result.leads)
    assert sum(bar.part for bar in dispositions.bars) == reply.remaining
    assert [(chip.by, chip.values) for chip in reply.chips] == [("lead_state", ["Ready"])]


async def test_rows_of_an_older_table_are_refused(session: PanelSession) -> None:
    reason = await refused(session, "rows", version=1, offset=0, limit=1, sort=None)
    assert "version must be the current table's" in reason.message


async def test_a_column_that_is_not_there_is_refused(session: PanelSession) -> None:
    await session.search()
    sort = {"column": "__class__", "descending": False}
    reason = await refused(
        session, "rows", version=table_of(session).version, offset=0, limit=1, sort=sort
    )
    assert "sort must name a column of the table" in reason.message


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("arrange", {"charts": [{"by": "first_name"}]}),
        ("arrange", {"charts": 2 * [{"by": "campaign"}]}),
        ("arrange", {"charts": 13 * [{"by": "campaign"}]}),
        ("arrange", {"charts": [{"by": "campaign", "order": "random"}]}),
        ("choose", {"result": 0, "by": "lead_state", "bars": [0]}),
        ("choose", {"result": 1, "by": "agent_disposition", "bars": [0]}),
        ("choose", {"result": 1, "by": "lead_state", "bars": [99]}),
        ("choose", {"result": 1, "by": "lead_state", "bars": [-1]}),
        ("choose", {"result": 1, "by": "lead_state", "bars": 101 * [0]}),
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
            before = session.criteria, session.criteria_version
            answer, _ = await Answers(session).to(content)
            return answer, before == (session.criteria, session.criteria_version), session

    answer, unchanged, session = portal().call(sent)
    assert session.problem is None
    assert SearchCriteria.from_json(session.criteria.to_json()) == session.criteria
    if isinstance(answer, Refused):
        assert unchanged
        said = f"{answer.reason.message} {answer.reason.next_step}"
        assert PHONE not in said.replace("-", "")
        # The criteria's own errors show what was typed, apart from numbers; the wire's never do.
        assert SECRET not in said or "cannot hold" in said
