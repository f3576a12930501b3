"""What the panel shows of a session."""

import json

import msgspec
import pytest
from results import receipt
from widgets.sessions import opened

from leadwidgets.criteria import SearchCriteria
from leadwidgets.sandbox import Sandbox
from leadwidgets.widgets.views import panel_state, receipt_view
from leadwidgets.widgets.wire import PanelState


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(leads=300, limits=False)


@pytest.mark.anyio
async def test_the_state_is_at_all_times_what_the_wire_says_it_is(sandbox: Sandbox) -> None:
    states: list[bytes] = []

    async with opened(sandbox, SearchCriteria()) as session:

        def look() -> None:
            states.append(msgspec.json.encode(panel_state(session)))

        session.changes.listen(look)
        look()
        await session.search()
        look()
    first, *_, last = [msgspec.json.decode(state, type=PanelState) for state in states]
    assert (first.search.status, first.receipt, first.table.rows) == ("idle", None, 0)
    assert (last.search.status, last.table.rows, last.count.leads) == ("done", 300, 300)
    assert last.receipt


@pytest.mark.anyio
async def test_the_state_holds_nothing_of_a_lead_or_of_what_is_searched_for(
    sandbox: Sandbox,
) -> None:
    personal = SearchCriteria(first_name="Anastasia", lead_phone_num="2125550100")
    async with opened(sandbox, personal) as session:
        await session.search()
        session.set_criteria(SearchCriteria())
        result = await session.search()
        state = json.dumps(msgspec.to_builtins(panel_state(session)))
        assert "Anastasia" not in state
        assert "555" not in state
        shown = set(result.leads["last_name"].dropna())
        assert [name for name in shown if f'"{name}' in state] == []


def test_a_receipt_says_why_it_is_not_complete() -> None:
    view = receipt_view(receipt(complete=False, reason="2 leads never came"), current=True)
    assert view.headline == "12,345 of 12,345 matching leads"
    assert view.facts[0] == ("Not complete because", "2 leads never came")
