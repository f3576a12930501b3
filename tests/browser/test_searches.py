"""The searches to go back to: recent ones, named ones, and the criteria as text."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from browser.conftest import CheckAccessibility
from browser.panels import choose, panel, screenshot, search, wait_until_ready
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CODE = """
import leadwidgets as lw
panel = lw.LeadSearchPanel(searches="searches.json")
panel
"""


@pytest.fixture(params=["light", "dark"])
def form(
    request: pytest.FixtureRequest, page: Page, voila: Callable[[Path], str], tmp_path: Path
) -> Locator:
    """Show a panel with a file for named searches, the leads that are ready chosen."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CODE)])
    nbformat.write(notebook, tmp_path / "searches.ipynb")
    page.goto(f"{voila(tmp_path / 'searches.ipynb')}/?theme={request.param}")
    form = panel(page)
    wait_until_ready(form)
    choose(form, "Lead status", "Ready")
    return form


def theme(form: Locator) -> str | None:
    return form.get_attribute("data-theme")


def opened(form: Locator) -> Locator:
    form.get_by_role("button", name="Searches", exact=True).click()
    return form.get_by_role("dialog", name="Searches to go back to")


def test_a_search_is_gone_back_to_and_saved_under_a_name(
    page: Page, form: Locator, axe: CheckAccessibility, tmp_path: Path
) -> None:
    file = tmp_path / "searches.json"
    ready = form.get_by_role("button", name="Remove Ready")
    search(form)
    sentence = form.locator("p", has_text="READY leads of")
    expect(sentence).to_be_visible()
    ready.dispatch_event("click")
    expect(form.get_by_text("The form has changed")).to_be_visible()
    expect(sentence).to_be_visible()

    menu = opened(form)
    menu.get_by_role("button", name="READY leads of").click()
    expect(ready).to_be_visible()
    expect(menu).to_have_count(0)
    expect(form.get_by_role("button", name="Searches", exact=True)).to_be_focused()

    menu = opened(form)
    menu.get_by_label("Name to save this search under").fill("Ready, <b>all</b>")
    page.keyboard.press("Enter")
    saved = menu.get_by_role("button", name="Ready, <b>all</b> READY leads of")
    expect(saved).to_be_visible()
    [fields] = json.loads(file.read_text(encoding="utf-8")).values()
    assert fields["lead_states"] == ["READY"]
    axe(page, ".leadwidgets")
    screenshot(page, f"searches-{theme(form)}")
    menu.get_by_role("button", name="Delete Ready, <b>all</b>").click()
    expect(saved).to_have_count(0)
    assert json.loads(file.read_text(encoding="utf-8")) == {}
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)


def test_the_criteria_are_copied_as_text_and_others_pasted_in(
    page: Page, form: Locator, axe: CheckAccessibility
) -> None:
    ready = form.get_by_role("button", name="Remove Ready")
    opened(form).get_by_role("button", name="Copy or paste as text…").click()
    dialog = page.get_by_role("dialog", name="The criteria as text")
    text = dialog.get_by_label("Criteria", exact=True)
    expect(text).to_have_value(re.compile(r"lw\.SearchCriteria\([^)]*lead_states=\['READY'\]"))
    axe(page, ".leadwidgets")
    screenshot(page, f"as-text-{theme(form)}")
    dialog.get_by_role("button", name="Request body").click()
    expect(text).to_have_value(re.compile(r'"leadStates": \[\s*"READY"'))
    text.fill('{"lead_sates": ["READY"]}')
    dialog.get_by_role("button", name="Fill the form").click()
    expect(dialog.get_by_role("status")).to_contain_text("no field 'lead_sates'")
    text.fill('{"campaignIds": [136785], "firstName": "Jon"}')
    dialog.get_by_role("button", name="Fill the form").click()
    expect(dialog).to_have_count(0)
    expect(ready).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(ready).to_be_visible()
