"""A user who sees several sub-accounts chooses one in the panel, by keyboard alone."""

import pytest
from browser.conftest import CheckAccessibility
from browser.notebook import open_notebook, run_cell, write
from browser.panels import panel, portrait, screenshot, search, wait_until_ready
from browser.servers import Lab
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SHOW = """
from dataclasses import replace
import leadwidgets as lw

sandbox = lw.Sandbox(leads=2_000)
other = sandbox.users[1].account_ids[0]
object.__setattr__(sandbox.users[0], "account_ids", (sandbox.account_id, other))
serving = sandbox.serve()
account = replace(serving.__enter__(), account_id="", name="")
lw.LeadSearchPanel(account)
"""


def test_a_sub_account_is_chosen_with_the_keyboard_and_the_focus_is_not_lost(
    page: Page, lab: Lab, axe: CheckAccessibility
) -> None:
    open_notebook(page, lab, write(lab, "accounts.ipynb", SHOW))
    run_cell(page, 0)
    asked = page.get_by_role("form", name="Sub-account")
    select = asked.get_by_role("combobox", name="Sub-account")
    expect(select.get_by_role("option")).to_have_text(
        ["Harbor & Pine Outreach (99990001)", "Quiet Valley Credit (99990002)"]
    )
    expect(page.get_by_role("status").filter(has_text="2 sub-accounts")).to_be_visible()
    axe(page, ".leadwidgets")
    portrait(page.locator(".leadwidgets").first, "panel-sub-accounts")
    select.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shown = panel(page)
    wait_until_ready(shown)
    expect(shown.get_by_role("heading", name="Lead search")).to_be_focused()
    expect(shown.get_by_text("Quiet Valley Credit")).to_be_visible()
    assert search(shown) == 200
    screenshot(page, "sub-account-chosen")
