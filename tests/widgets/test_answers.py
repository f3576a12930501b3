"""What the panel answers to a page, asked as a page would: with messages."""

import itertools
from collections.abc import AsyncIterator
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from widgets.sessions import listed, opened, until

from leadwidgets.client.background import portal
from leadwidgets.criteria import SearchCriteria
from leadwidgets.sandbox import Sandbox
from leadwidgets.widgets.answers import Answers
from leadwidgets.widgets.messages import BadAskError, read_ask
from leadwidgets.widgets.session import LeadSearchSession

pytestmark = pytest.mark.anyio

Reply = tuple[dict[str, Any], list[bytes]]

numbers = itertools.count(1)


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(leads=2_000, limits=False)


@pytest.fixture
async def session(sandbox: Sandbox) -> AsyncIterator[LeadSearchSession]:
    async with opened(sandbox) as session:
        await until(session, lambda: listed(session))
        yield session


async def ask(session: LeadSearchSession, kind: str, **body: object) -> Reply:
    message = {"kind": kind, "id": f"a{next(numbers)}", **body}
    reply, buffers = await Answers(session).to(read_ask(message))
    assert (reply["kind"], reply["id"]) == ("reply", message["id"])
    return reply, buffers


async def test_the_form_names_every_field_once(session: LeadSearchSession) -> None:
    reply, _ = await ask(session, "form")
    names = [field["name"] for field in (*reply["primary"], *reply["extended"])]
    assert sorted(names) == sorted(SearchCriteria().to_dict())


async def test_options_are_columns_of_equal_length(session: LeadSearchSession) -> None:
    for field, choice in session.choices.fields.items():
        reply, _ = await ask(session, "options", field=field)
        assert reply["version"] == choice.version
        assert len(reply["values"]) == len(reply["labels"]) == len(reply["hints"]) > 0


async def test_a_field_is_set_or_refused_with_the_reason(session: LeadSearchSession) -> None:
    reply, _ = await ask(session, "set", field="lead_states", value=["READY", "DO_NOT_CALL"])
    assert reply["ok"]
    reply, _ = await ask(session, "criteria")
    assert reply["criteria"]["lead_states"] == ["READY", "DO-NOT-CALL"]
    reply, _ = await ask(session, "set", field="lead_states", value=["ready"])
    assert not reply["ok"]
    assert "lead_states cannot hold 'ready'" in reply["error"]["message"]
    assert reply["error"]["next"].startswith("Accepted: ")


async def test_rows_are_the_results_in_the_asked_order(session: LeadSearchSession) -> None:
    result = await session.search()
    version = session.search_run.version
    sort = {"column": "lead_id", "descending": True}
    reply, (rows,) = await ask(session, "rows", version=version, offset=5, limit=10, sort=sort)
    shown = pa.ipc.open_stream(rows).read_all().to_pydict()["lead_id"]
    expected = result.leads["lead_id"].sort_values(ascending=False).iloc[5:15]
    assert shown == [str(one) for one in expected]
    assert (reply["rows"], reply["total"]) == (10, len(result.leads))


async def test_a_figure_comes_with_the_numbers_that_it_shows(session: LeadSearchSession) -> None:
    result = await session.search()
    version = session.search_run.version
    for by in ("lead_state", "system_disposition", "agent_disposition", "lead_timezone"):
        reply, _ = await ask(session, "figure", version=version, by=by)
        assert sum(row["leads"] for row in reply["table"]) == len(result.leads)
        (bars,) = reply["figure"]["data"]
        assert bars["type"] == "bar"
        assert sum(bars["x"]) == len(result.leads)
        assert len(bars["x"]) == len(reply["figure"]["labels"])


async def test_rows_of_an_older_result_are_refused(session: LeadSearchSession) -> None:
    reply, _ = await ask(session, "rows", version=1, offset=0, limit=1, sort=None)
    assert not reply["ok"]
    assert "version" in reply["error"]["message"]


async def test_a_column_that_is_not_there_is_refused(session: LeadSearchSession) -> None:
    await session.search()
    sort = {"column": "__class__", "descending": False}
    reply, _ = await ask(
        session, "rows", version=session.search_run.version, offset=0, limit=1, sort=sort
    )
    assert not reply["ok"]


async def test_the_engine_is_sent_compressed(session: LeadSearchSession) -> None:
    reply, (script,) = await ask(session, "engine")
    assert reply["version"]
    assert script[:2] == b"\x1f\x8b"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
kinds = st.sampled_from(
    ["form", "criteria", "options", "set", "dismiss", "rows", "figure", "cancel", "reset", "x"]
)
names = st.sampled_from(["field", "value", "version", "offset", "limit", "sort", "by", "notice"])


@given(values)
def test_whatever_comes_up_is_an_ask_or_is_not_believed(content: object) -> None:
    try:
        ask = read_ask(content)
    except BadAskError:
        return
    assert isinstance(content, dict)
    assert (ask.kind, ask.id) == (content["kind"], content["id"])


@settings(max_examples=60, deadline=None)
@given(kind=kinds, body=st.dictionaries(names, values))
def test_no_ask_breaks_the_panel(sandbox: Sandbox, kind: str, body: dict[str, object]) -> None:
    async def asked() -> tuple[Reply, LeadSearchSession]:
        async with opened(sandbox, SearchCriteria()) as session:
            return await ask(session, kind, **body), session

    (reply, _), session = portal().call(asked)
    assert reply["ok"] or reply["error"]["message"]
    assert session.problem is None
