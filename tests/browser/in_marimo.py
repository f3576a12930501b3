"""The panel in marimo, which only `nox -s marimo` installs: `pytest tests/browser/in_marimo.py`."""

from pathlib import Path

import pytest
from browser.panels import (
    choose,
    matching,
    panel,
    screenshot,
    search,
    wait_for_charts,
    wait_until_ready,
)
from browser.servers import Home, marimo
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

NOTEBOOK = """
import marimo

app = marimo.App(width="full")


@app.cell
def _():
    import marimo as mo
    import leadwidgets as lw

    return lw, mo


@app.cell
def _(lw, mo):
    panel = mo.ui.anywidget(lw.LeadSearchPanel(lw.Sandbox(leads=2_000, limits=False)))
    panel
    return (panel,)


@app.cell
def _(mo, panel):
    version = panel.value["version"]
    mo.md(f"Version {version}: {len(panel.leads)} leads in the frame.")
    return


if __name__ == "__main__":
    app.run()
"""


def test_a_cell_that_uses_the_panel_runs_again_after_each_search(
    page: Page, tmp_path: Path
) -> None:
    notebook = tmp_path / "leads.py"
    notebook.write_text(NOTEBOOK, encoding="utf-8")
    with marimo(notebook, Home.made_in(tmp_path / "home")) as address:
        page.goto(address)
        shown = panel(page)
        wait_until_ready(shown)
        expect(page.get_by_text("Version 0: 0 leads in the frame.")).to_be_visible()
        expected = matching(shown)
        assert search(shown) == expected
        expect(page.get_by_text(f"Version 1: {expected} leads in the frame.")).to_be_visible()
        choose(shown, "Lead status", "Ready")
        fewer = matching(shown)
        assert search(shown) == fewer < expected
        expect(page.get_by_text(f"Version 2: {fewer} leads in the frame.")).to_be_visible()
        wait_for_charts(shown)
        screenshot(page, "marimo")
        page.goto("about:blank")
