"""The charts: counted before a search, filtering each other after it, by mouse and by keys."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import CheckAccessibility
from browser.panels import matching, panel, portrait, search, wait_for_charts, wait_until_ready
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CELLS = (
    """import ipywidgets
import leadwidgets as lw

panel = lw.LeadSearchPanel(lw.Sandbox(leads=2_000, limits=False), parts=["form", "charts"])
panel""",
    """told = ipywidgets.Label()

def tell(_):
    told.value = f"filtered {len(panel.filtered)}, selected {len(panel.selected)}"

panel.observe(tell, "version")
told""",
)
REMAIN = re.compile(r"^([\d,]+) of ([\d,]+) leads? remain")


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, voila: Callable[[Path], str]
) -> Callable[[], str]:
    code = dict[str, object](cell_type="code", metadata={}, execution_count=None, outputs=[])
    notebook = tmp_path_factory.mktemp("charts") / "charts.ipynb"
    notebook.write_text(
        json.dumps(
            {
                "cells": [code | {"source": cell} for cell in CELLS],
                "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
                "nbformat": 4,
                "nbformat_minor": 4,
            }
        ),
        encoding="utf-8",
    )
    served = voila(notebook)
    return lambda: served


def breakdown(shown: Locator, label: str) -> Locator:
    return shown.get_by_role("region", name=f"Breakdown: {label}")


def bars(shown: Locator, label: str) -> Locator:
    return breakdown(shown, label).get_by_role("listbox").get_by_role("option")


def number(text: str) -> int:
    return int(text.replace(",", ""))


def remaining(shown: Locator) -> int:
    """Read how many leads remain."""
    found = REMAIN.match(shown.get_by_text(REMAIN).inner_text())
    assert found is not None
    return number(found[1])


def in_bar(shown: Locator, bar: str) -> int:
    """Read a bar's leads."""
    option = shown.get_by_role("option", name=re.compile(rf"^{re.escape(bar)}: "))
    found = re.search(r": ([\d,]+)", option.get_attribute("aria-label") or "")
    assert found is not None
    return number(found[1])


def searched(page: Page, address: Callable[[], str], query: str = "") -> Locator:
    page.goto(address() + query)
    shown = panel(page)
    wait_until_ready(shown)
    search(shown)
    expect(shown.get_by_text(re.compile("^Of the .* leads found$"))).to_be_visible()
    expect(bars(shown, "Lead state").first).to_be_visible()
    wait_for_charts(shown)
    return shown


def test_the_charts_are_counted_before_a_search_and_say_so(
    page: Page, address: Callable[[], str], axe: CheckAccessibility
) -> None:
    page.goto(address())
    shown = panel(page)
    wait_until_ready(shown)
    leads = matching(shown)
    cost = re.compile(rf"^Counted, not fetched: {leads:,} leads \(\d+ counts, \d+ s\)$")
    expect(shown.get_by_text(cost)).to_be_visible()
    wait_for_charts(shown)
    axe(page, ".leadwidgets")
    portrait(shown, "charts-counted")
    shown.get_by_label("Count before searching").uncheck()
    expect(shown.get_by_text(cost)).to_have_count(0)
    expect(breakdown(shown, "Lead state")).to_have_count(0)
    search(shown)
    expect(shown.get_by_text(f"Of the {leads:,} leads found")).to_be_visible()


def test_bars_filter_the_other_charts_and_the_leads_of_python(
    page: Page, address: Callable[[], str], axe: CheckAccessibility
) -> None:
    shown = searched(page, address)
    ready = in_bar(shown, "Ready")
    bars(shown, "Lead state").first.click()
    expect(shown.get_by_text(REMAIN)).to_contain_text(f"{ready:,} of")
    expect(page.get_by_text(f"filtered {ready}, selected 0")).to_be_visible()
    zones = breakdown(shown, "Timezone").get_by_role("listbox")
    expect(zones).to_have_attribute("aria-label", re.compile("of the leads that remain$"))
    expect(bars(shown, "Timezone").first).to_have_attribute(
        "aria-label", re.compile(r": [\d,]+ of [\d,]+$")
    )
    axe(page, ".leadwidgets")
    portrait(shown, "charts-filtered")
    bars(shown, "Lead state").nth(1).click(modifiers=["Shift"])
    expect(bars(shown, "Lead state").nth(1)).to_have_attribute("aria-selected", "true")
    expect(shown.get_by_text(REMAIN)).not_to_contain_text(f"{ready:,} of")
    more = remaining(shown)
    assert more > ready
    shown.get_by_role("button", name="Keep these leads").click()
    expect(shown.get_by_text(f"{more:,} kept as panel.selected")).to_be_visible()
    shown.get_by_role("button", name="Clear", exact=True).click()
    expect(shown.get_by_text(REMAIN)).to_have_count(0)
    expect(page.get_by_text(f"selected {more}")).to_be_visible()


def test_bars_are_chosen_by_keys_and_put_into_the_search(
    page: Page, address: Callable[[], str]
) -> None:
    shown = searched(page, address)
    states = breakdown(shown, "Lead state").get_by_role("listbox")
    states.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(bars(shown, "Lead state").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    expect(shown.get_by_text(REMAIN)).to_be_visible()
    expect(bars(shown, "Lead state").first).to_have_attribute("aria-selected", "true")
    chosen = [bars(shown, "Lead state").nth(at).get_attribute("aria-label") for at in (0, 1)]
    expect(states).to_be_focused()
    page.keyboard.press("Escape")
    expect(shown.get_by_text(REMAIN)).to_have_count(0)
    page.keyboard.press("Space")
    expect(shown.get_by_text(REMAIN)).to_be_visible()
    left = remaining(shown)
    shown.get_by_role("button", name="Put into the search").click()
    name = str(chosen[0]).split(":")[0]
    expect(shown.get_by_role("button", name=f"Remove {name}", exact=True)).to_be_visible()
    assert matching(shown) == left
    assert search(shown) == left


def test_any_field_is_charted_in_any_order_also_on_a_narrow_page(
    page: Page, address: Callable[[], str], axe: CheckAccessibility
) -> None:
    shown = searched(page, address)
    shown.get_by_label("Chart 1 by").focus()
    shown.get_by_label("Chart 1 by").select_option("Passes")
    expect(bars(shown, "Passes").first).to_be_visible()
    expect(shown.get_by_label("Chart 1 by")).to_be_focused()
    shown.get_by_label("Add a chart").select_option("Last pass by hour (UTC)")
    expect(bars(shown, "Last pass by hour (UTC)").first).to_be_visible()
    shown.get_by_role("button", name="Remove System disposition").click()
    expect(breakdown(shown, "System disposition")).to_have_count(0)
    shown.get_by_role("button", name="Move Timezone forward").click()
    expect(shown.get_by_label("Chart 1 by")).to_have_value("lead_timezone")
    by_size = shown.get_by_role("button", name="Timezone by size")
    by_size.click()
    expect(by_size).to_have_attribute("aria-pressed", "true")
    shown.get_by_label("Add a chart").select_option("Agent disposition")
    tags = bars(shown, "Agent disposition").and_(
        shown.get_by_role("option", name=re.compile("^Renter <not owner>: "))
    )
    expect(tags).to_be_visible()
    drawn = breakdown(shown, "Agent disposition").locator(".js-plotly-plot text")
    expect(drawn.filter(has_text="Renter <not owner>")).to_have_count(1)
    first = bars(shown, "Timezone").first
    expect(first).to_have_attribute("aria-label", re.compile("^E[DS]T: "))
    axe(page, ".leadwidgets")
    page.set_viewport_size({"width": 320, "height": 900})
    first.click()
    expect(shown.get_by_text(REMAIN)).to_be_visible()
    axe(page, ".leadwidgets")
    portrait(breakdown(shown, "Timezone"), "charts-320")


def test_a_filter_is_told_from_the_rest_in_the_dark(
    page: Page, address: Callable[[], str], axe: CheckAccessibility
) -> None:
    shown = searched(page, address, "?theme=dark")
    expect(shown).to_have_attribute("data-theme", "dark")
    bars(shown, "Timezone").nth(2).click()
    bars(shown, "Timezone").nth(3).click(modifiers=["Control"])
    expect(shown.get_by_role("list", name="Filtered by")).to_contain_text("Timezone: EST, EDT")
    axe(page, ".leadwidgets")
    portrait(shown, "charts-dark")
