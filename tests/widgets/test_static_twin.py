"""A panel's static form, in a kernel that no front end is connected to."""

import re
from pathlib import Path
from typing import Any

import pytest

import leadwidgets as lw

SANDBOX = lw.Sandbox(leads=2_000)
SHOW = "import leadwidgets as lw\npanel = lw.LeadSearchPanel(lw.Sandbox(2_000))\n"


def _executed(*cells: str) -> list[list[dict[str, Any]]]:
    """Give the outputs of each cell of a notebook that was run without a page."""
    import nbformat  # noqa: PLC0415 - these two take seconds, and all tests would wait for them
    from nbclient import NotebookClient  # noqa: PLC0415

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in cells])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [cell["outputs"] for cell in notebook.cells]


@pytest.mark.slow
@pytest.mark.tells("a log line of traitlets", why="nbclient logs what a cell shows of its leads")
def test_a_panel_that_was_shown_before_the_search_tells_what_the_last_one_found() -> None:
    (panel, twin), *_ = _executed(
        f"{SHOW}panel",
        "_ = await panel.search()",
        "panel.criteria = panel.criteria.replace(lead_states=['READY'])\n_ = await panel.search()",
    )
    assert "application/vnd.jupyter.widget-view+json" in panel["data"]
    assert panel["data"]["text/plain"] == "Lead search over Harbor & Pine Outreach"
    assert twin["data"]["text/plain"].startswith("READY leads of Solar Spring.\n")
    assert "READY leads of Solar Spring." in twin["data"]["text/html"]


@pytest.mark.slow
@pytest.mark.tells("a log line of traitlets", why="nbclient logs what a cell shows of its leads")
def test_parts_that_are_shown_apart_tell_each_its_own() -> None:
    form, charts, table, _ = _executed(
        f"{SHOW}panel.form", "panel.charts", "panel.table", "_ = await panel.search()"
    )
    told = [part[1]["data"]["text/plain"] for part in (form, charts, table)]
    assert ["rows received" in text for text in told] == [True, False, False]
    assert ["Leads by lead state" in text for text in told] == [False, True, False]
    assert all(text.startswith("Leads of Solar Spring.\n") for text in told)


@pytest.mark.anyio
async def test_beside_the_widget_stand_html_and_text() -> None:
    panel = lw.LeadSearchPanel(SANDBOX)
    shown = panel._repr_mimebundle_()
    assert shown is not None
    assert "application/vnd.jupyter.widget-view+json" in shown[0]
    assert re.match(
        r"Lead search over .*; nothing was searched before 20\d\d-", shown[0]["text/plain"]
    )
    panel.criteria = lw.SearchCriteria(campaign_ids=[136785], first_name="a")
    result = await panel.search()
    shown = panel._repr_mimebundle_()
    assert shown is not None
    assert result.receipt.headline in shown[0]["text/html"]
    assert shown[0]["text/plain"].startswith("Leads of Solar Spring, whose first name contains •••")
    panel.close()


@pytest.mark.anyio
async def test_leads_that_their_owner_changed_are_no_reason_to_show_nothing() -> None:
    panel = lw.LeadSearchPanel(SANDBOX)
    await panel.search()
    for name in ("lead_state", "campaign_id"):
        del panel.leads[name]
    shown = panel._repr_mimebundle_()
    assert shown is not None
    assert "Leads by timezone" in shown[0]["text/plain"]
    panel.close()


@pytest.mark.anyio
async def test_a_panel_writes_its_result_as_a_page_and_says_when_there_is_none(
    tmp_path: Path,
) -> None:
    panel = lw.LeadSearchPanel(SANDBOX)
    with pytest.raises(lw.LeadSearchError, match="nothing was searched yet"):
        panel.to_html(tmp_path / "report.html")
    panel.criteria = lw.SearchCriteria(campaign_ids=[136785], first_name="Nobody is called this")
    await panel.search()
    panel.to_html(tmp_path / "report.html")
    # No lead tells the campaign's name: the form's options do.
    assert "Leads of Solar Spring" in (tmp_path / "report.html").read_text(encoding="utf-8")
    panel.close()


@pytest.mark.slow
@pytest.mark.tells("a log line of traitlets", why="nbclient logs what a cell shows of its leads")
def test_a_figure_shows_itself_where_no_front_end_is() -> None:
    _, shown, asked, chosen = _executed(
        "import leadwidgets as lw\nresult = lw.search(lw.SearchCriteria(), lw.Sandbox(500))",
        "result.figure('lead_state')",
        "result.figure(['lead_state', 'suppressed']).show()",
        "result.figure('lead_state').show('json')",
    )
    for (output,) in (shown, asked):
        assert "application/vnd.plotly.v1+json" in output["data"]
        assert "<table" in output["data"]["text/html"]
    assert list(chosen[0]["data"]) == ["application/json"]
