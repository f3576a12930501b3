"""The wire against a fixture that the front end reads too: ``tests/fixtures/messages.json``."""

import json
from pathlib import Path
from typing import Any

import pytest
from results import receipt
from widgets.sessions import listed, opened, until

from leadwidgets.criteria import SearchCriteria
from leadwidgets.sandbox import Sandbox
from leadwidgets.widgets.answers import Answers
from leadwidgets.widgets.messages import panel_state, read_ask, receipt_view

FIXTURE: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "messages.json").read_text(encoding="utf-8")
)
FREE_FORM = {"figure", "criteria"}
"""Parts whose keys are plotly's, or follow the fields of a search."""


def same_shape(sample: object, real: object) -> bool:
    """Tell whether two messages have the same keys and kinds; null stands for any kind."""
    if sample is None or real is None:
        return True
    if isinstance(sample, dict) and isinstance(real, dict):
        return sample.keys() == real.keys() and all(
            name in FREE_FORM or same_shape(value, real[name]) for name, value in sample.items()
        )
    if isinstance(sample, list) and isinstance(real, list):
        return all(same_shape(one, other) for one in sample[:1] for other in real)
    number = (int, float)
    return type(sample) is type(real) or (isinstance(sample, number) and isinstance(real, number))


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(leads=300, limits=False)


@pytest.mark.anyio
async def test_the_fixtures_state_is_one_that_the_kernel_sends(sandbox: Sandbox) -> None:
    async with opened(sandbox) as session:
        await until(session, lambda: listed(session))
        await session.search()
        assert same_shape(FIXTURE["state"], panel_state(session))


@pytest.mark.slow
@pytest.mark.anyio
@pytest.mark.parametrize(
    "pair", FIXTURE["asks"], ids=lambda pair: f"{pair['ask']['id']} {pair['ask']['kind']}"
)
async def test_the_kernel_replies_to_the_fixtures_asks_in_the_same_shape(
    sandbox: Sandbox, pair: dict[str, Any]
) -> None:
    async with opened(sandbox) as session:
        await until(session, lambda: listed(session))
        await session.search()
        reply, _ = await Answers(session).to(read_ask(pair["ask"]))
        assert reply["ok"] == pair["reply"]["ok"]
        assert same_shape(pair["reply"], reply)


@pytest.mark.anyio
async def test_the_state_holds_nothing_of_a_lead_or_of_what_is_searched_for(
    sandbox: Sandbox,
) -> None:
    personal = SearchCriteria(first_name="Anastasia", lead_phone_num="2125550100")
    async with opened(sandbox, personal) as session:
        await session.search()
        session.set_criteria(SearchCriteria())
        result = await session.search()
        state = json.dumps(panel_state(session))
        assert "Anastasia" not in state
        assert "555" not in state
        shown = set(result.leads["last_name"].dropna())
        assert [name for name in shown if f'"{name}' in state] == []


def test_a_receipt_says_why_it_is_not_complete() -> None:
    view = receipt_view(receipt(complete=False, reason="2 leads never came"))
    assert view["headline"] == "12,345 of 12,345 matching leads"
    assert view["facts"][0] == ["Not complete because", "2 leads never came"]
