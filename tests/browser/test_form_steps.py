"""What a user changes in the form is undone, and what the form changes by itself is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import CheckAccessibility
from browser.panels import choose, offered, panel, screenshot, wait_until_ready
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

DASHBOARD = Path(__file__).parents[2] / "notebooks" / "dashboard.ipynb"


def test_lists_that_a_campaign_took_with_it_are_named_in_sight_and_brought_back(
    page: Page, voila: Callable[[Path], str], axe: CheckAccessibility
) -> None:
    page.set_viewport_size({"width": 900, "height": 420})
    page.goto(voila(DASHBOARD))
    form = panel(page)
    wait_until_ready(form)
    taken = offered(form, "Loaded lists")[0]
    choose(form, "Loaded lists", taken)
    campaigns = form.get_by_role("combobox", name="Campaigns")
    campaigns.press("Backspace")
    choose(form, "Campaigns", offered(form, "Campaigns")[1])
    notice = form.get_by_text(f"Loaded lists: “{taken}” was taken out")
    expect(notice).to_be_in_viewport()
    axe(page, ".leadwidgets")
    screenshot(page, "taken-out")
    form.get_by_role("button", name=f"Undo: Loaded lists: “{taken}”").click()
    expect(form.get_by_role("button", name=f"Remove {taken}")).to_be_visible()
    expect(notice).to_have_count(0)
    expect(form.get_by_role("button", name="Search", exact=True)).to_be_focused()


def test_the_form_is_undone_by_key_and_by_button_and_a_text_by_its_own_undo(
    page: Page, voila: Callable[[Path], str]
) -> None:
    page.goto(voila(DASHBOARD))
    form = panel(page)
    wait_until_ready(form)
    undo = form.get_by_role("button", name="Undo", exact=True)
    redo = form.get_by_role("button", name="Redo", exact=True)
    ready = form.get_by_role("button", name="Remove Ready")
    expect(undo).to_have_attribute("aria-disabled", "true")
    choose(form, "Lead status", "Ready")
    page.keyboard.press("Control+z")
    expect(ready).to_have_count(0)
    page.keyboard.press("Control+Shift+z")
    expect(ready).to_be_visible()
    undo.click()
    expect(ready).to_have_count(0)
    expect(undo).to_have_attribute("aria-disabled", "true")
    expect(undo).to_be_focused()
    redo.click()
    expect(ready).to_be_visible()
    form.get_by_role("button", name="More fields").click()
    name = form.get_by_label("First name", exact=True)
    name.press_sequentially("Jo")
    name.press("Control+z")
    expect(name).not_to_have_value("Jo")  # how much of it goes at once is the browser's
    expect(ready).to_be_visible()
