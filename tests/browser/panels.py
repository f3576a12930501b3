"""The panel as a user meets it: found by role and name, never by its insides."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"

ANY_NUMBER = re.compile(r"^[\d,]+ leads? match")


def panel(page: Page) -> Locator:
    """Give the first panel of the page, with its form."""
    return page.locator(".leadwidgets", has=page.get_by_role("form", name="Lead search")).first


def panel_of_first_notebook(page: Page, address: str) -> Locator:
    """Open the address that `leadwidgets lab` prints, run the first cell, and give its panel."""
    page.goto(address)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.locator(".jp-Notebook .jp-CodeCell").first.click()
    page.keyboard.press("Shift+Enter")
    shown = panel(page)
    wait_until_ready(shown)
    return shown


def wait_until_ready(panel: Locator) -> None:
    """Wait until the options are there and the leads are counted."""
    expect(panel.get_by_text(ANY_NUMBER)).to_be_visible()
    expect(panel.get_by_text("loading…")).to_have_count(0)


def matching(panel: Locator) -> int:
    """Read the live match count, once it is settled."""
    count = panel.get_by_text(ANY_NUMBER)
    expect(count).to_have_attribute("aria-busy", "false")
    return int(re.sub(r"\D", "", count.inner_text()))


def choose(panel: Locator, field: str, *options: str) -> None:
    """Open a field's list, press each option, and close the list."""
    combobox = panel.get_by_role("combobox", name=field, exact=True)
    combobox.click()
    for option in options:
        combobox.fill(option)
        panel.get_by_role("option", name=option).first.click()
        expect(panel.get_by_role("button", name=f"Remove {option}", exact=True)).to_be_visible()
    combobox.press("Escape")


def offered(panel: Locator, field: str) -> list[str]:
    """Open a field's list, read its options' labels, and close the list."""
    combobox = panel.get_by_role("combobox", name=field, exact=True)
    combobox.click()
    options = panel.get_by_role("listbox", name=field, exact=True).get_by_role("option")
    expect(options.first).to_be_visible()
    labels = [text.splitlines()[0] for text in options.all_inner_texts()]
    combobox.press("Escape")
    return labels


def search(panel: Locator) -> int:
    """Press Search, wait for the receipt, and give the number of leads in its headline."""
    panel.get_by_role("button", name="Search", exact=True).click()
    headline = panel.get_by_text(re.compile(r"^(Complete|Incomplete) [\d,]+ of "))
    expect(headline).to_be_visible()
    expect(panel.get_by_role("progressbar", name="Search")).to_have_count(0)
    return int(re.sub(r"\D", "", headline.inner_text().split(" of ")[0]))


def wait_for_charts(charts: Locator) -> None:
    """Wait until all three charts are drawn."""
    expect(charts.locator(".js-plotly-plot .bars")).to_have_count(3)


def screenshot(page: Page, name: str) -> None:
    """Keep a picture of the page for those who look."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def portrait(panel: Locator, name: str) -> None:
    """Keep a picture of the panel alone."""
    SCREENSHOTS.mkdir(exist_ok=True)
    panel.screenshot(path=SCREENSHOTS / f"{name}.png")
