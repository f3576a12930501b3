"""What the panel says while the account's limits hold up a list: seen at the list, heard once."""

import re

import pytest
from browser.notebook import open_notebook, run_cell, write
from browser.panels import offered, panel, portrait, wait_until_ready
from browser.servers import Lab
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SHOW = """import leadwidgets as lw
from leadwidgets.sandbox import Faults
from leadwidgets.sandbox.service.faults import others_are_busy

busy = Faults(others_are_busy(9, on="leadStates"), others_are_busy(7, on="leadSearch"))
panel = lw.LeadSearchPanel(lw.Sandbox(leads=500, faults=busy))
panel"""
COUNTDOWN = re.compile(r"(^| )waiting \d+ s")
LISTEN = """() => {
    window.heard = [];
    const hear = () => {
        const said = document.querySelector('.lw-wait')?.textContent ?? '';
        if (said !== (window.heard.at(-1) ?? '')) window.heard.push(said);
    };
    new MutationObserver(hear).observe(document.body, {
        childList: true, characterData: true, subtree: true,
    });
}"""


def test_a_list_that_waits_for_the_limits_says_so_and_is_announced_once(
    page: Page, lab: Lab
) -> None:
    open_notebook(page, lab, write(lab, "waits.ipynb", SHOW))
    page.evaluate(LISTEN)
    run_cell(page, 0)
    shown = panel(page)
    explained = shown.get_by_role("status").filter(has_text="limits how often it may be asked")
    expect(explained).to_be_visible()
    waiting = shown.get_by_text(COUNTDOWN)
    expect(waiting).to_have_count(2)  # at the lead states, and at the count
    shown.get_by_role("combobox", name="Lead status").click()
    expect(shown.get_by_text("for the account's limit")).to_be_visible()
    portrait(shown, "panel-waiting")
    wait_until_ready(shown)
    expect(waiting).to_have_count(0)
    expect(explained).to_have_count(0)
    assert "Ready" in offered(shown, "Lead status")
    sentence, over = page.evaluate("window.heard")
    assert "limits how often" in sentence
    assert over == ""
