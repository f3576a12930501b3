"""Typing and lists in a real notebook: Enter, counts and pasted lists, with a real kernel."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import CheckAccessibility
from browser.notebook import Theme, open_notebook, run_all, use_theme, write
from browser.panels import panel, screenshot, search, wait_until_ready
from browser.servers import Lab
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

SHOW = """import leadwidgets as lw

panel = lw.LeadSearchPanel(lw.Sandbox(leads=3_000))
panel"""


def type_a_name_and_enter(shown: Locator) -> None:
    shown.get_by_role("button", name="More fields").click()
    name = shown.get_by_role("textbox", name="First name")
    name.click()
    name.press_sequentially("an")
    name.press("Enter")
    expect(shown.get_by_text("matching leads").first).to_be_visible()


def test_enter_in_a_text_field_searches_in_jupyterlab(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "enter.ipynb", SHOW))
    run_all(page)
    shown = panel(page)
    wait_until_ready(shown)
    type_a_name_and_enter(shown)


def test_enter_in_a_text_field_searches_under_voila(
    page: Page, lab: Lab, voila: Callable[[Path], str]
) -> None:
    notebook = lab.folder / write(lab, "enter-voila.ipynb", SHOW)
    page.goto(voila(notebook))
    shown = panel(page)
    wait_until_ready(shown)
    type_a_name_and_enter(shown)


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_counts_and_a_pasted_list_meet_a_real_kernel(
    page: Page, lab: Lab, axe: CheckAccessibility, theme: Theme
) -> None:
    dark = theme.removeprefix("JupyterLab ").lower()
    open_notebook(page, lab, write(lab, f"lists-{dark}.ipynb", SHOW))
    use_theme(page, theme)
    run_all(page)
    shown = panel(page)
    wait_until_ready(shown)

    shown.get_by_role("combobox", name="Lead status").click()
    expect(shown.get_by_role("option", name="Ready").get_by_text(" leads")).to_be_attached()
    expect(shown.get_by_text("Leads, counted by the account")).to_be_visible()
    axe(page, ".leadwidgets")
    screenshot(page, f"lab-counts-{dark}")
    page.keyboard.press("Escape")

    shown.get_by_role("button", name="More fields").click()
    shown.get_by_role("button", name="Phones: Open a list").click()
    dialog = shown.get_by_role("dialog", name="Phones")
    typed = dialog.get_by_role("textbox")
    typed.fill("200-555-0199\nn/a")
    typed.press("End")
    typed.press("Enter")
    typed.press_sequentially("(200) 555.0199 x")
    typed.press("Backspace")
    status = dialog.get_by_role("status")
    expect(status).to_contain_text("1 good · 1 no phone number · 1 doubled")
    axe(page, ".leadwidgets")
    screenshot(page, f"lab-list-{dark}")
    dialog.get_by_role("button", name="Use 1 phone number").click()
    expect(page.locator(".jp-Notebook .jp-CodeCell")).to_have_count(1)
    assert search(shown) == 0
    shown.get_by_role("button", name="Phones: Open a list").click()
    expect(status).to_contain_text("1 not found")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_lists_without_a_campaign_offer_none_of_the_campaign_before(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "no-campaign.ipynb", SHOW))
    run_all(page)
    shown = panel(page)
    wait_until_ready(shown)
    campaigns = shown.get_by_role("combobox", name="Campaigns")
    campaigns.click()
    campaigns.press("Backspace")
    campaigns.press("Escape")
    expect(shown.get_by_text("the whole account is searched")).to_be_visible()
    shown.get_by_role("combobox", name="Loaded lists").click()
    popup = shown.locator(".lw-popup:visible")
    expect(popup.get_by_text("Choose a campaign first.")).to_be_visible()
    expect(popup.get_by_role("option")).to_have_count(0)
