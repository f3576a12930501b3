"""What the panel says of a kernel that does not answer, or that is not the panel's any more."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from browser.notebook import cell, open_notebook, run_cell, write
from browser.panels import choose, matching, panel, search, wait_until_ready
from browser.servers import Lab
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SHOW = """import os, pathlib

import leadwidgets as lw

pathlib.Path("kernel").write_text(str(os.getpid()))
panel = lw.LeadSearchPanel(lw.Sandbox(leads=2_000))
panel"""
RESTART = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"


@contextmanager
def paused(process: int) -> Iterator[None]:
    """Stop all threads of a process: a cell that runs would leave those that answer a panel."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def test_a_kernel_that_does_not_answer_is_waited_for(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "paused.ipynb", SHOW, "print(panel.criteria)"))
    run_cell(page, 0)
    shown = panel(page)
    wait_until_ready(shown)
    before = matching(shown)
    waiting = shown.get_by_text("Waiting for the kernel")
    with paused(int((lab.folder / "kernel").read_text())):
        choose(shown, "Lead status", "Ready")
        expect(waiting).to_be_visible()
        expect(shown.get_by_role("button", name="Remove Ready")).to_be_visible()
    expect(waiting).to_have_count(0)
    ready = matching(shown)
    assert 0 < ready < before
    assert search(shown) == ready
    run_cell(page, 1)
    expect(cell(page, 1).get_by_text("lead_states=['READY']")).to_be_visible()


def test_a_restarted_kernel_is_noticed_at_once_and_its_panel_can_be_made_anew(
    page: Page, lab: Lab
) -> None:
    open_notebook(page, lab, write(lab, "restarted.ipynb", SHOW))
    run_cell(page, 0)
    wait_until_ready(panel(page))
    page.evaluate(RESTART)
    gone = panel(page).get_by_text("The kernel behind this panel is gone. Run the cell")
    expect(gone).to_be_visible()
    run_cell(page, 0)
    expect(gone).to_have_count(0)
    wait_until_ready(panel(page))
    assert search(panel(page)) > 0
