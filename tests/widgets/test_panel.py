"""The widget itself, in a process without a browser."""

import asyncio
import gc
import json
import queue
import re
import subprocess
import sys
import threading
import time
import weakref
from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ipywidgets.widgets.widget import _instances
from traitlets import TraitError
from waiting import until
from widgets.pages import LIKE_ASKS, VALUES

import leadwidgets as lw
from leadwidgets.client import run
from leadwidgets.client.background import portal
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.wire import ColumnFilter, PanelState

SANDBOX = lw.Sandbox(leads=2_000, limits=False)


@pytest.fixture
def panel() -> Iterator[lw.LeadSearchPanel]:
    made = lw.LeadSearchPanel(SANDBOX)
    yield made
    made.close()


@pytest.mark.anyio
async def test_a_panel_searches_from_a_cell_where_a_loop_is_running(
    panel: lw.LeadSearchPanel,
) -> None:
    assert len(panel.leads) == 0
    panel.criteria = lw.SearchCriteria(lead_states=["READY"])
    result = await panel.search()
    raw = SANDBOX.raw_leads()
    assert sorted(panel.leads["lead_id"]) == sorted(raw[raw["leadState"] == "READY"]["leadId"])
    assert panel.result is result
    assert result.receipt.complete


@pytest.mark.anyio
async def test_before_the_first_search_the_frame_has_the_same_columns(
    panel: lw.LeadSearchPanel,
) -> None:
    empty = panel.leads
    await panel.search()
    shared = [name for name in empty.columns if name in panel.leads.columns]
    assert list(empty.columns) == shared
    assert empty.dtypes["loaded_dts"] == panel.leads.dtypes["loaded_dts"]


@pytest.mark.anyio
async def test_its_columns_are_read_and_set_and_outlive_a_search(
    panel: lw.LeadSearchPanel,
) -> None:
    panel.columns = ["city", "lead_id"]
    await panel.search()
    assert panel.columns == panel.table.columns == ["city", "lead_id"]
    with pytest.raises(lw.LeadSearchError, match="there is no 'town'"):
        panel.columns = ["town"]
    with pytest.raises(lw.LeadSearchError, match="a list of columns"):
        panel.columns = "city"
    panel.columns = None
    assert panel.columns[:3] == ["lead_id", "first_name", "last_name"]
    assert "gate_keeper" not in panel.columns


@pytest.mark.anyio
async def test_filtered_holds_what_the_tables_filter_leaves(panel: lw.LeadSearchPanel) -> None:
    assert len(panel.filtered) == 0
    result = await panel.search()
    assert len(panel.filtered) == len(result.leads)
    row_filter = panel._session.panel_search.row_filter
    assert row_filter is not None
    wanted = row_filter.put("lead_state", ColumnFilter(any_of=["READY"]))
    await asyncio.wrap_future(portal().start_task_soon(lambda: wanted))
    assert set(panel.filtered["lead_state"]) == {"READY"}
    assert 0 < len(panel.filtered) < len(panel.leads)


@pytest.mark.anyio
async def test_its_parts_are_the_same_session(panel: lw.LeadSearchPanel) -> None:
    assert panel.form is panel.form
    assert [panel.form.parts, panel.charts.parts, panel.table.parts] == [
        ["form"],
        ["charts"],
        ["table"],
    ]
    panel.form.criteria = lw.SearchCriteria(lead_states=["READY"])
    result = await panel.charts.search()
    assert panel.result is panel.table.result is result


@pytest.mark.anyio
async def test_what_charts_leave_and_keep_are_frames_and_the_version_tells_of_each(
    panel: lw.LeadSearchPanel,
) -> None:
    assert (len(panel.filtered), len(panel.selected)) == (0, 0)
    told: list[tuple[int, int]] = []
    panel.observe(lambda _: told.append((len(panel.filtered), len(panel.selected))), "version")
    leads = (await panel.search()).leads
    await until(lambda: told[-1:] == [(len(leads), 0)])  # observers have a thread of their own
    assert panel.filtered.equals(leads)
    charts = panel._session.charts
    await asyncio.wrap_future(portal().start_task_soon(charts.choose, "lead_state", [0]))
    ready = leads[leads["lead_state"] == "READY"]
    assert panel.filtered.equals(ready)
    await asyncio.wrap_future(portal().start_task_soon(charts.keep))
    run(charts.clear)
    assert panel.selected.equals(ready)
    assert panel.filtered.equals(leads)
    await until(lambda: told[-1] == (len(leads), len(ready)))


@pytest.mark.anyio
async def test_its_saved_state_is_small_and_holds_no_row_and_no_secret(
    panel: lw.LeadSearchPanel,
) -> None:
    panel.criteria = lw.SearchCriteria(last_name="o")
    result = await panel.search()
    saved = panel.get_state()
    script = {"_esm", "_css"}
    state = json.dumps({name: value for name, value in saved.items() if name not in script})
    assert len(state) < 10_000
    assert sum(len(saved[name]) for name in script) < 140_000
    names = set(result.leads["last_name"])
    assert [name for name in names if f'"{name}"' in state] == []
    assert [secret for secret in SANDBOX.credentials.secrets() if secret in state] == []


@pytest.mark.anyio
async def test_as_text_it_tells_whose_leads_it_has_and_nothing_of_what_was_searched_for(
    panel: lw.LeadSearchPanel,
) -> None:
    assert repr(panel) == "<LeadSearchPanel over Harbor & Pine Outreach: nothing searched yet>"
    panel.criteria = lw.SearchCriteria(last_name="Nobody")
    await panel.search()
    assert repr(panel) == (
        "<LeadSearchPanel over Harbor & Pine Outreach: 0 of 0 matching leads, complete>"
    )


def test_its_criteria_hold_the_first_campaign_as_soon_as_they_are_read(
    panel: lw.LeadSearchPanel,
) -> None:
    assert len(panel.criteria.campaign_ids) == 1


def test_an_observer_may_fill_the_form(panel: lw.LeadSearchPanel) -> None:
    filled = threading.Event()
    wanted = lw.SearchCriteria(lead_states=["READY"])

    def fill(_: object) -> None:
        if not filled.is_set():
            filled.set()
            panel.criteria = wanted

    panel.criteria = lw.SearchCriteria()
    panel.observe(fill, "state")
    assert filled.wait(20)
    assert panel.criteria == wanted


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match="parts can be any of form, charts, table; got from"):
        lw.LeadSearchPanel(SANDBOX, parts=("from",))


class Page:
    """A page's end of a panel's comm."""

    def __init__(self, panel: lw.LeadSearchPanel) -> None:
        self._panel = panel
        self._answers = queue.Queue[dict[str, object]]()
        panel.comm.publish_msg = self._hear

    def _hear(self, kind: str, data: dict[str, object], **_: object) -> None:
        if kind == "comm_msg" and data["method"] == "custom":
            # Through JSON, as in a kernel: what cannot be written there never arrives.
            self._answers.put(json.loads(json.dumps(data["content"]).encode()))

    def send(self, content: object) -> None:
        data = {"method": "custom", "content": content}
        # Not by the comm, which would log what is sent.
        self._panel._handle_msg({"content": {"data": data}, "buffers": []})

    def answers(self, how_many: int) -> list[dict[str, object]]:
        """Give so many answers, and the one behind them, to an ask sent last."""
        answers = [self._answers.get(timeout=20) for _ in range(how_many)]
        self.send({"kind": "criteria", "id": "last"})
        return [*answers, self._answers.get(timeout=20)]


def answered_under(content: object) -> str | None:
    ask_id = content.get("id") if isinstance(content, dict) else None
    return ask_id if isinstance(ask_id, str) and re.fullmatch("[0-9a-z-]{1,64}", ask_id) else None


@pytest.fixture(scope="module")
def open_panel() -> Iterator[lw.LeadSearchPanel]:
    made = lw.LeadSearchPanel(SANDBOX)
    yield made
    made.close()


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(VALUES | LIKE_ASKS, min_size=1, max_size=5))
def test_whatever_a_page_sends_is_answered_exactly_once(
    open_panel: lw.LeadSearchPanel, contents: list[object]
) -> None:
    page = Page(open_panel)
    for content in contents:
        page.send(content)
    *answers, last = page.answers(len(contents))
    assert Counter(answer["id"] for answer in answers) == Counter(map(answered_under, contents))
    assert all(answer.keys() in ({"id", "reply"}, {"id", "reason"}) for answer in answers)
    assert last["id"] == "last"
    assert last["reply"]
    assert msgspec.convert(open_panel.state, PanelState).problem is None


def test_a_page_cannot_write_the_state(panel: lw.LeadSearchPanel) -> None:
    before = dict(panel.state)
    panel.set_state({"state": {"account": {"name": "<b>mine</b>"}}, "parts": ["table"]})
    assert panel.state["account"] == before["account"]
    assert panel.parts == ["form", "charts", "table"]


def _sessions() -> list[PanelSession]:
    return [one for one in gc.get_objects() if isinstance(one, PanelSession)]


@pytest.mark.slow
@pytest.mark.anyio
async def test_nothing_of_a_closed_panel_stays_in_memory() -> None:
    registered, others = len(_instances), _sessions()
    made = lw.LeadSearchPanel(SANDBOX)
    result = await made.search()
    assert made.form.layout is not None
    [session] = [one for one in _sessions() if one not in others]
    kept = [weakref.ref(one) for one in (made, session, result.leads)]
    others.clear()
    made.close()
    del made, session, result
    deadline = time.monotonic() + 10
    while any(one() is not None for one in kept) and time.monotonic() < deadline:
        await asyncio.sleep(0.05)  # the session closes on the background loop
        gc.collect()
    assert [one() for one in kept] == [None, None, None]
    assert len(_instances) == registered


def test_a_closed_panel_takes_its_parts_with_it(panel: lw.LeadSearchPanel) -> None:
    form = panel.form
    panel.close()
    assert form.comm is None
    with pytest.raises(lw.LeadSearchError, match="This panel was closed"):
        _ = panel.form


@pytest.mark.slow
@pytest.mark.parametrize("then", ["", "asyncio.run(panel.search())"], ids=["at once", "searched"])
def test_a_process_with_an_open_panel_ends_by_itself(then: str) -> None:
    script = f"import asyncio, leadwidgets as lw; panel = lw.LeadSearchPanel(); {then}"
    ended = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=100, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_every_finished_search_is_told_to_who_observes_the_version_whoever_started_it(
    panel: lw.LeadSearchPanel,
) -> None:
    told: queue.Queue[tuple[int, int]] = queue.Queue()

    def follow(change: dict[str, int]) -> None:
        # From there the panel can be asked and changed as from a cell.
        panel.criteria = panel.criteria.replace(agent_id=change["new"])
        told.put((change["new"], len(panel.leads)))

    panel.observe(follow, "version")
    panel._receive(None, {"kind": "search", "id": "a-1"}, [])
    assert told.get(timeout=30) == (1, len(panel.leads))
    assert panel.criteria.agent_id == 1
    found = asyncio.run(panel.search())
    assert told.get(timeout=30) == (2, len(found.leads))
    assert panel.version == 2
    assert told.empty()


@pytest.mark.anyio
async def test_a_function_that_fails_as_it_is_told_ends_nothing(
    panel: lw.LeadSearchPanel, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise ValueError("ours is not to reason why")

    panel.observe(fail, "version")
    assert len((await panel.search()).leads) == len(panel.leads) > 0
    await until(lambda: "ours is not to reason why" in caplog.text)
    assert panel.version == 1


def test_the_version_is_written_by_no_page_and_no_cell(panel: lw.LeadSearchPanel) -> None:
    panel.set_state({"version": 7})
    with pytest.raises(TraitError, match="version"):
        panel.version = 7
    assert panel.version == 0
