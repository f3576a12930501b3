"""The table of leads in JupyterLab and Voilà: filtered, arranged, copied and exported."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import CheckAccessibility
from browser.notebook import cell, open_notebook, run_cell, use_theme, write
from browser.panels import panel, portrait, screenshot, search, wait_until_ready
from browser.servers import Lab
from playwright.sync_api import Locator, Page, ViewportSize, expect

pytestmark = pytest.mark.browser

DASHBOARD = Path(__file__).parents[2] / "notebooks" / "dashboard.ipynb"
WIDE = ViewportSize(width=2600, height=1400)  # every column is in view
SHOW = """import leadwidgets as lw

panel = lw.LeadSearchPanel(lw.Sandbox(leads=2_000))
panel"""
FILTERED = """leads = panel.filtered
print(f"{len(leads)} of {len(panel.leads)}, {set(leads['lead_state'])}, {panel.columns[:2]}")"""


def _found(page: Page, lab: Lab, name: str) -> Locator:
    page.set_viewport_size(WIDE)
    open_notebook(page, lab, write(lab, name, SHOW, FILTERED, "panel.table"))
    run_cell(page, 0)
    shown = panel(page)
    wait_until_ready(shown)
    search(shown)
    expect(shown.get_by_role("gridcell").first).to_have_text(re.compile(r"\d+"))
    return shown


def _open_menu(shown: Locator, column: str) -> Locator:
    shown.get_by_title(f"Sort, filter, hide {column}", exact=True).click()
    return shown.get_by_role("dialog", name=f"Column {column}")


def test_a_filter_and_the_columns_are_read_in_a_cell_and_seen_in_a_second_view(
    page: Page, lab: Lab
) -> None:
    shown = _found(page, lab, "filtered.ipynb")
    menu = _open_menu(shown, "Lead state")
    menu.get_by_role("checkbox", name="READY").check()
    menu.get_by_role("button", name="Filter", exact=True).click()
    left = shown.get_by_text(re.compile(r"^[\d,]+ of [\d,]+ leads$"))
    expect(left).to_be_visible()
    expect(shown.get_by_text("Lead state is READY")).to_be_visible()
    shown.get_by_role("button", name="Columns").click()
    shown.get_by_role("checkbox", name="First name").uncheck()
    expect(shown.get_by_role("columnheader", name="First name")).to_have_count(0)
    page.keyboard.press("Escape")
    run_cell(page, 1)
    said = left.inner_text().replace(",", "").removesuffix(" leads")
    printed = f"{said}, {{'READY'}}, ['lead_id', 'last_name']"
    expect(cell(page, 1).get_by_text(printed)).to_be_visible()
    run_cell(page, 2)
    second = cell(page, 2).locator(".leadwidgets")
    expect(second.get_by_text("Lead state is READY")).to_be_visible()
    expect(second.get_by_role("columnheader").nth(1)).to_have_text("Last name")


def test_keys_select_and_copy_cells_and_no_cell_of_the_notebook_is_harmed(
    page: Page, lab: Lab
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = _found(page, lab, "copied.ipynb")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    ids = shown.get_by_role("gridcell").filter(has_text=re.compile(r"^41\d{6}$"))
    expected = ids.all_inner_texts()[:2]
    shown.get_by_role("grid", name="Leads").focus()
    for key in ("ArrowDown", "Shift+ArrowDown", "Control+c"):
        page.keyboard.press(key)
    expect(shown.get_by_text("Copied 2 rows \N{MULTIPLICATION SIGN} 1 column.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").split("\n") == expected
    page.keyboard.press("Control+a")
    expect(shown.get_by_text(re.compile(r"rows . \d+ columns selected$"))).to_be_visible()
    for key in "xbdda":
        page.keyboard.press(key)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    page.keyboard.press("Enter")
    card = shown.get_by_role("dialog", name="Lead in row 1")
    expect(card.get_by_text("Loaded (UTC)", exact=True)).to_be_visible()
    for key in "xbdda":
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_menu_is_accessible(
    page: Page, lab: Lab, axe: CheckAccessibility, theme: str
) -> None:
    if theme == "contrast":
        page.emulate_media(forced_colors="active")
    shown = _found(page, lab, f"menus-{theme}.ipynb")
    use_theme(page, "JupyterLab Dark" if theme == "dark" else "JupyterLab Light")
    menus = ("Lead state", "Passes", "Last pass (UTC)")
    for column in menus:
        menu = _open_menu(shown, column)
        expect(menu.get_by_role("button", name="Filter", exact=True)).to_be_visible()
        axe(page, ".leadwidgets")
        page.keyboard.press("Escape")
        expect(menu).to_have_count(0)
    for name in ("Export", "Columns"):
        shown.get_by_role("button", name=name, exact=True).click()
        expect(shown.get_by_role("dialog")).to_be_visible()
        axe(page, ".leadwidgets")
        portrait(shown, f"table-{name.lower()}-{theme}")
        page.keyboard.press("Escape")
        expect(shown.get_by_role("dialog")).to_have_count(0)
    screenshot(page, f"table-{theme}")


def test_a_visitor_of_the_dashboard_exports_what_a_filter_left_masked(
    page: Page, voila: Callable[[Path], str], axe: CheckAccessibility, tmp_path: Path
) -> None:
    page.set_viewport_size(WIDE)
    page.goto(voila(DASHBOARD))
    form = panel(page)
    wait_until_ready(form)
    search(form)
    table = page.get_by_role("region", name="Leads found")
    menu = _open_menu(table, "Passes")
    menu.get_by_label("From").fill("3")
    menu.get_by_label("To").fill("four")
    page.keyboard.press("Enter")
    expect(menu.get_by_role("alert")).to_contain_text("What the filter asks for is no number")
    menu.get_by_label("To").fill("4")
    page.keyboard.press("Enter")
    left = table.get_by_text(re.compile(r"^[\d,]+ of [\d,]+ leads$"))
    expect(left).to_be_visible()
    axe(page, ".leadwidgets")
    table.get_by_role("button", name="Export", exact=True).click()
    table.get_by_role("checkbox", name="Mask personal data").check()
    axe(page, ".leadwidgets")
    screenshot(page, "dashboard-export")
    with page.expect_download() as downloading:
        table.get_by_role("button", name="CSV").click()
    downloading.value.save_as(tmp_path / "leads.csv")
    assert downloading.value.suggested_filename == "leads-masked.csv"
    with (tmp_path / "leads.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert f"{len(rows):,}" == left.inner_text().split(" of ")[0]
    assert {row["lead_passes"] for row in rows} == {"3", "4"}
    assert {row["last_name"] for row in rows} <= {"***", ""}
