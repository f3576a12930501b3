"""What is left of a panel and of figures where no kernel answers, seen in a real browser."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from browser.conftest import CheckAccessibility
from browser.notebook import cell, open_notebook, run_cell, save, save_widgets, write
from browser.panels import SCREENSHOTS, choose, panel, search, wait_for_charts, wait_until_ready
from browser.servers import Lab
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SHOW = """import leadwidgets as lw

panel = lw.LeadSearchPanel(lw.Sandbox(leads=2_000))
panel"""
NO_KERNEL = "No kernel is behind this panel"
PHONE = re.compile(r"\b\d{10}\b")


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run a notebook from a shell, as a job would: the search comes after the panel."""
    folder = tmp_path_factory.mktemp("executed")
    cells = (
        SHOW,
        "panel.criteria = panel.criteria.replace(lead_states=['READY'], last_name='e')",
        "result = await panel.search()",
        "result.figure('lead_timezone')",
        "result.figure(['lead_timezone', 'suppressed']).show()",
    )
    write(Lab("", "", folder), "job.ipynb", *cells)
    _jupyter("nbconvert", "--to=notebook", "--inplace", "--execute", folder / "job.ipynb")
    return folder / "job.ipynb"


def _jupyter(program: str, *arguments: str | Path) -> None:
    command = [sys.executable, "-m", program, *arguments]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def _exported(notebook: Path, theme: str) -> Path:
    _jupyter("nbconvert", "--to=html", f"--theme={theme}", f"--output={theme}.html", notebook)
    return notebook.with_name(f"{theme}.html")


def _contrast(page: Page, selector: str) -> float:
    """Give the contrast of a text with the page's background, as WCAG 2.2 counts it."""
    text = page.locator(selector).first.evaluate("e => getComputedStyle(e).color")
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    darker, lighter = sorted(map(_luminance, (text, ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3])
    linear = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_exported_notebook_shows_what_was_found_without_a_script_and_a_network(
    executed: Path, chromium: Browser, theme: str
) -> None:
    exported = _exported(executed, theme)
    with chromium.new_context(
        offline=True,
        java_script_enabled=False,
        viewport={"width": 1100, "height": 900},
    ) as context:
        page = context.new_page()
        page.goto(exported.as_uri())
        found = page.locator(".lws").first
        expect(found).to_contain_text("READY leads of Solar Spring, whose last name contains •••.")
        expect(found).to_contain_text(re.compile(r"[\d,]+ of [\d,]+ matching leads, complete"))
        expect(page.get_by_role("table")).to_have_count(6)
        assert _contrast(page, ".lws-criteria") >= 4.5
        of_figure = page.get_by_role("table", name=re.compile("^Leads by timezone: "))
        expect(of_figure).to_have_count(2)  # the panel's, and the figure's
        bar = of_figure.last.locator(".lws-bar span").first.bounding_box()
        assert bar is not None
        assert bar["width"] > 1
        assert not PHONE.search(page.locator("body").inner_text())
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"exported-{theme}.png", full_page=True)


def test_the_static_form_is_accessible(
    executed: Path, page: Page, axe: CheckAccessibility, tmp_path: Path
) -> None:
    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    outputs = [output.get("data", {}) for cell in cells for output in cell["outputs"]]
    body = ["".join(output.get("text/html", "")) for output in outputs]
    alone = tmp_path / "alone.html"
    alone.write_text(
        f'<!doctype html><html lang="en"><title>x</title><main><h1>x</h1>{"".join(body)}</main>'
    )
    page.goto(alone.as_uri())
    expect(page.get_by_role("table").first).to_be_visible()
    axe(page, "body")


def test_beside_a_live_panel_its_static_form_is_kept_up_to_date_and_out_of_sight(
    page: Page, lab: Lab
) -> None:
    open_notebook(page, lab, write(lab, "twin.ipynb", SHOW))
    save_widgets(page)
    run_cell(page, 0)
    shown = panel(page)
    wait_until_ready(shown)
    choose(shown, "Lead status", "Ready")
    shown.get_by_text("More fields").click()
    leads = search(shown)
    wait_for_charts(shown)
    expect(shown.get_by_label("First name")).to_be_visible()  # the view was not drawn anew
    static = cell(page, 0).locator(".lws")
    expect(static).to_have_count(1)
    expect(static).to_be_hidden()
    save(page)
    saved = json.loads((lab.folder / "twin.ipynb").read_text(encoding="utf-8"))
    _, twin = saved["cells"][0]["outputs"]
    told = "".join(twin["data"]["text/plain"])
    assert told.startswith(f"READY leads of Solar Spring.\n{leads:,} of {leads:,} matching leads")

    (lab.folder / "reopened.ipynb").write_text(json.dumps(saved), encoding="utf-8")
    open_notebook(page, lab, "reopened.ipynb")
    expect(cell(page, 0).get_by_text(NO_KERNEL)).to_be_visible()
    expect(cell(page, 0).locator(".lws")).to_be_visible()
    expect(cell(page, 0).get_by_role("grid")).to_have_count(0)
    expect(cell(page, 0).get_by_role("form")).to_have_count(0)
    expect(cell(page, 0).locator(".lw-charts")).to_have_count(0)
    page.screenshot(path=SCREENSHOTS / "reopened.png")
    run_cell(page, 0)
    wait_until_ready(panel(page))
    expect(cell(page, 0).get_by_text(NO_KERNEL)).to_have_count(0)
    expect(cell(page, 0).locator(".lws")).to_have_count(0)
