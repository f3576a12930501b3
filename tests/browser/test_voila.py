"""The dashboard in Voilà, where axe-core sees contrast too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import CheckAccessibility
from browser.panels import (
    choose,
    matching,
    panel,
    screenshot,
    search,
    wait_for_charts,
    wait_until_ready,
)
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

DASHBOARD = Path(__file__).parents[2] / "notebooks" / "dashboard.ipynb"


def test_the_dashboard_searches_without_a_line_of_code(
    page: Page, voila: Callable[[Path], str], axe: CheckAccessibility
) -> None:
    page.goto(voila(DASHBOARD))
    form = panel(page)
    wait_until_ready(form)
    choose(form, "Lead states", "Ready")
    expected = matching(form)
    assert search(form) == expected
    charts = page.get_by_role("region", name="Breakdowns")
    wait_for_charts(charts)
    expect(page.locator(".jp-CodeCell .jp-InputArea")).to_have_count(0)
    axe(page, ".leadwidgets")
    form.get_by_role("combobox", name="Campaigns").click()
    expect(form.get_by_role("option").first).to_be_visible()
    axe(page, ".leadwidgets")
    screenshot(page, "voila")
    page.emulate_media(media="print")
    cards = charts.get_by_role("region", name="Breakdown:").all()
    lefts = {card.evaluate("card => card.getBoundingClientRect().left") for card in cards}
    assert (len(cards), len(lefts)) == (3, 1)  # beneath each other, for paper is narrow


def test_a_result_of_other_criteria_than_the_forms_is_marked_and_brought_back(
    page: Page, voila: Callable[[Path], str], axe: CheckAccessibility
) -> None:
    page.goto(voila(DASHBOARD))
    form = panel(page)
    wait_until_ready(form)
    found = search(form)
    wait_for_charts(page.get_by_role("region", name="Breakdowns"))
    choose(form, "Lead states", "Ready")
    old = page.get_by_role("region", name="Breakdowns by the search before")
    expect(old).to_be_visible()
    expect(form.get_by_text("The search before: Complete")).to_be_visible()
    expect(form.get_by_text("The form has changed")).to_be_visible()
    axe(page, ".leadwidgets")
    screenshot(page, "form-changed")
    form.get_by_role("button", name="Back to that search").click()
    expect(old).to_have_count(0)
    expect(form.get_by_role("button", name="Remove Ready")).to_have_count(0)
    assert matching(form) == found


def test_a_search_that_would_leave_a_field_out_is_not_started(
    page: Page, voila: Callable[[Path], str], axe: CheckAccessibility
) -> None:
    page.goto(voila(DASHBOARD))
    form = panel(page)
    wait_until_ready(form)
    fold = form.get_by_role("button", name="More fields")
    fold.click()
    ids = form.get_by_label("Lead ids", exact=True)
    ids.fill("41000021x")
    form.get_by_label("Loaded from: time of day").fill("09:30")
    fold.click()
    expect(fold).to_contain_text("2 to correct")
    expect(form.get_by_text("Not counted, because of Lead ids and Loaded from.")).to_be_visible()
    form.get_by_role("button", name="Search", exact=True).click()
    expect(form.get_by_role("alert")).to_contain_text("Not searched, because of Lead ids")
    expect(ids).to_be_focused()
    axe(page, ".leadwidgets")
    expect(form.get_by_label("Loaded from: time of day")).to_have_value("09:30")
    screenshot(page, "not-searched")
    form.get_by_role("button", name="Remove 41000021x").dispatch_event("click")
    form.get_by_label("Loaded from", exact=True).fill("2026-10-01")
    form.get_by_label("Loaded from: time of day").fill("")
    passes = form.get_by_role("combobox", name="Passes: how to compare")
    passes.select_option("at least")
    form.get_by_label("Passes", exact=True).fill("3")
    expected = matching(form)
    assert search(form) == expected
    expect(passes).to_have_value("AT_LEAST")
    expect(form.get_by_label("Loaded from: time of day")).to_have_value("00:00")
