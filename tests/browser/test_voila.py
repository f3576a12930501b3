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
    choose(form, "Lead status", "Ready")
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
