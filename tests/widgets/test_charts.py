"""What the session's charts do: arranged, chosen in, put into the search, kept, counted before."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from widgets.sessions import opened, settled, until

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidArgumentError
from leadwidgets.sandbox import Faults, Sandbox
from leadwidgets.sandbox.service.faults import answered
from leadwidgets.widgets.answers import Answers
from leadwidgets.widgets.charts import START, leads_of
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.views import figures_view, panel_state
from leadwidgets.widgets.wire import Bar, ChartSpec, Figure, FiguresReply

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

ALL = SearchCriteria(campaign_ids=[136785], suppressed="ALL")


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(leads=2_000, limits=False)


@pytest.fixture
async def session(sandbox: Sandbox) -> AsyncIterator[PanelSession]:
    async with opened(sandbox, ALL) as session:
        await until(session, lambda: settled(session))
        yield session


def figure(reply: FiguresReply, by: str) -> Figure:
    return next(figure for figure in reply.figures if figure.by == by)


def bar(reply: FiguresReply, by: str, label: str) -> Bar:
    return next(bar for bar in figure(reply, by).bars if bar.label == label)


async def choose(session: PanelSession, by: str, *labels: str) -> FiguresReply:
    reply = await figures_view(session)
    await session.charts.choose(by, [bar(reply, by, label).place for label in labels])
    return await figures_view(session)


async def counted(session: PanelSession) -> FiguresReply:
    session.see_charts()
    await until(session, lambda: session.counted.status == "known")
    return await figures_view(session)


async def test_what_is_chosen_in_one_chart_filters_the_others_and_the_leads(
    session: PanelSession,
) -> None:
    leads = (await session.search()).leads
    reply = await choose(session, "lead_state", "Ready", "Complete")
    kept = leads[leads["lead_state"].isin(["READY", "COMPLETE"])]
    assert reply.remaining == len(kept)
    remaining = session.charts.remaining
    assert remaining is not None
    assert leads_of(remaining)["lead_id"].tolist() == kept["lead_id"].tolist()
    zones = figure(reply, "lead_timezone").bars
    known = {bar.label: bar.part for bar in zones if bar.kind == "value" and bar.part}
    assert known == kept["lead_timezone"].dropna().astype("str").value_counts().to_dict()
    states = figure(reply, "lead_state").bars
    assert [bar.part for bar in states] == [bar.leads for bar in states]


async def test_a_chart_removed_or_changed_takes_its_filter_with_it(session: PanelSession) -> None:
    leads = (await session.search()).leads
    await choose(session, "lead_state", "Ready")
    session.charts.arrange([ChartSpec("campaign"), *START[1:]])
    assert session.charts.selection.rows is None
    reply = await figures_view(session)
    assert (reply.remaining, reply.chips) == (len(leads), [])


async def test_another_result_begins_with_all_its_leads(session: PanelSession) -> None:
    await session.search()
    await choose(session, "lead_state", "Ready")
    before = session.version
    leads = (await session.search()).leads
    assert (await figures_view(session)).remaining == len(leads)
    assert session.version > before


async def test_bars_by_size_begin_with_the_largest_and_end_with_none(
    session: PanelSession,
) -> None:
    await session.search()
    session.charts.arrange([ChartSpec("lead_timezone", "size")])
    bars = (await figures_view(session)).figures[0].bars
    sizes = [bar.leads for bar in bars if bar.kind == "value"]
    assert sizes == sorted(sizes, reverse=True)
    assert [bar.kind for bar in bars].index("none") == len(bars) - 1


async def test_a_second_view_has_the_charts_of_the_first(session: PanelSession) -> None:
    specs = (ChartSpec("campaign", "size"), ChartSpec("last_pass_hour"))
    session.charts.arrange(specs)
    assert panel_state(session).charts.charts == specs


async def test_what_is_chosen_becomes_criteria_that_find_those_leads(
    session: PanelSession,
) -> None:
    await session.search()
    session.charts.arrange([*START, ChartSpec("lead_passes"), ChartSpec("suppressed")])
    await choose(session, "lead_state", "Ready", "Callback")
    await choose(session, "suppressed", "Not suppressed")
    reply = await choose(session, "lead_passes", "2")
    session.narrow()
    assert session.criteria.suppressed == "ONLY_UNSUPPRESSED"
    assert len((await session.search()).leads) == reply.remaining > 0


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        ("lead_timezone", ("(none)",)),
        ("loaded_age", ("6 to 12 months",)),
        ("lead_passes", ("1", "2")),
    ],
)
async def test_what_no_search_can_ask_for_leaves_the_form_and_says_why(
    session: PanelSession, by: str, labels: tuple[str, ...]
) -> None:
    await session.search()
    session.charts.arrange([ChartSpec("lead_state"), ChartSpec(by)])
    await choose(session, "lead_state", "Ready")
    await choose(session, by, *labels)
    with pytest.raises(InvalidArgumentError, match="no search"):
        session.narrow()
    assert session.criteria == ALL


async def test_kept_leads_stay_when_the_filter_goes(session: PanelSession) -> None:
    await session.search()
    reply = await choose(session, "lead_state", "Ready")
    await session.charts.keep()
    session.charts.clear()
    assert session.charts.kept is not None
    assert len(session.charts.kept) == reply.remaining
    assert set(session.charts.kept["lead_state"]) == {"READY"}


async def test_a_column_that_was_dropped_is_missed_in_its_chart_alone(
    session: PanelSession,
) -> None:
    result = await session.search()
    del result.leads["lead_timezone"]
    reply = await figures_view(session)
    assert "needs a column" in (figure(reply, "lead_timezone").message or "")
    assert figure(reply, "lead_state").bars


async def test_before_a_search_the_charts_are_counted_and_equal_the_leads(
    session: PanelSession,
) -> None:
    reply = await counted(session)
    state = panel_state(session).charts
    assert (reply.source, state.counted.status) == ("counted", "known")
    assert state.counted.counts > 0
    result = await session.search()
    assert reply.leads == len(result.leads)
    expected = result.breakdown("lead_state")
    assert {bar.label: bar.leads for bar in figure(reply, "lead_state").bars} == dict(
        zip(expected["label"], expected["leads"], strict=True)
    )
    assert panel_state(session).charts.source == "leads"


async def test_nothing_is_counted_for_charts_that_nobody_looks_at(session: PanelSession) -> None:
    session.set_field("lead_states", ["READY"])
    await until(session, lambda: settled(session))
    assert panel_state(session).charts.counted.status == "idle"
    await Answers(session).to({"kind": "figures", "id": "1"})
    assert panel_state(session).charts.counted.status == "counting"


async def test_a_field_that_cannot_be_counted_says_why(session: PanelSession) -> None:
    session.charts.arrange([ChartSpec("lead_passes"), ChartSpec("lead_state")])
    reply = await counted(session)
    assert "known after a search only" in (figure(reply, "lead_passes").message or "")
    assert figure(reply, "lead_state").bars


async def test_a_field_of_more_counts_than_a_window_allows_is_left_to_a_search() -> None:
    async with opened(Sandbox(leads=300), SearchCriteria()) as session:
        session.charts.arrange([ChartSpec("physical_state"), ChartSpec("suppressed")])
        session.counted._most = 20
        reply = await counted(session)
        assert "counts; search to see it" in (figure(reply, "physical_state").message or "")
        assert figure(reply, "suppressed").bars


async def test_counted_numbers_go_as_soon_as_their_question_changes(
    session: PanelSession,
) -> None:
    await counted(session)
    session.set_field("lead_states", ["READY"])
    reply = await figures_view(session)
    assert (reply.source, reply.figures) == ("none", [])
    ready = await counted(session)
    assert [bar.label for bar in figure(ready, "lead_state").bars] == ["Ready"]
    assert session.live_count.leads == ready.leads


async def test_a_search_ends_the_counting_and_keeps_what_was_counted(
    session: PanelSession,
) -> None:
    shown = await counted(session)
    search = asyncio.create_task(session.search())
    await asyncio.sleep(0)
    assert panel_state(session).search.status == "running"
    assert panel_state(session).charts.source == "counted"
    assert (await figures_view(session)).figures == shown.figures
    await search
    assert panel_state(session).charts.source == "leads"


async def test_while_a_search_runs_any_chart_of_the_result_before_is_given(
    session: PanelSession,
) -> None:
    leads = (await session.search()).leads
    again = asyncio.create_task(session.search())
    await asyncio.sleep(0)
    session.charts.arrange([ChartSpec("agent_disposition")])
    reply = await figures_view(session)
    assert panel_state(session).search.status == "running"
    assert sum(bar.leads for bar in reply.figures[0].bars) == len(leads)
    await again


async def test_the_charts_of_another_search_give_way_to_counts_and_come_back(
    session: PanelSession,
) -> None:
    result = await session.search()
    session.set_field("lead_states", ["READY"])
    assert panel_state(session).charts.source == "leads"
    assert (await counted(session)).leads < len(result.leads)
    session.restore()
    assert panel_state(session).charts.source == "leads"


async def test_nothing_is_counted_where_it_is_not_wanted(session: PanelSession) -> None:
    await counted(session)
    session.count_charts(wanted=False)
    assert panel_state(session).charts.source == "none"
    session.count_charts(wanted=True)
    assert (await counted(session)).figures


async def test_a_count_that_fails_is_told_in_its_chart_and_the_others_are_counted() -> None:
    faults = Faults(answered(403, on="leadSearch", first=4, times=1))
    async with opened(Sandbox(leads=300, limits=False, faults=faults), ALL) as session:
        reply = await counted(session)
        assert "leadSearch" in (reply.figures[0].message or "")
        assert reply.figures[1].bars
