"""The panel in JupyterLab, from opening the notebook to reading the DataFrame back in a cell."""

import json
from pathlib import Path

import pytest
from browser.conftest import CheckAccessibility
from browser.notebook import (
    Theme,
    cell,
    open_notebook,
    run_all,
    run_cell,
    save,
    save_widgets,
    use_theme,
    write,
)
from browser.panels import (
    choose,
    matching,
    panel,
    portrait,
    screenshot,
    search,
    wait_for_charts,
    wait_until_ready,
)
from browser.servers import Lab
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SEARCH = Path(__file__).parents[2] / "notebooks" / "01-search.ipynb"
SHOW = """import leadwidgets as lw

panel = lw.LeadSearchPanel(lw.Sandbox(leads=5_000))
panel"""
READ_BACK = "print(f'{len(panel.leads)} leads, {panel.leads.lead_state.nunique()} states')"
BUSY = """import pathlib, time

while not pathlib.Path("seen").exists():
    time.sleep(0.1)"""
WRONG_SECRET = """import leadwidgets as lw

served = lw.Sandbox(leads=100).serve()
with served as there:
    wrong = lw.JwtCredentials("an-app", "not the secret", "not the token")
    panel = lw.LeadSearchPanel(
        lw.Account(
            account_id=there.account_id,
            credentials=wrong,
            base_url=there.base_url,
            platform_url=there.platform_url,
        )
    )
    display(panel)
    try:
        await panel.search()
    except lw.SignInError:
        pass"""
NO_NETWORK = """import leadwidgets as lw

token = lw.AccessToken("a-token")
account = lw.Account(account_id="1", credentials=token, base_url="http://127.0.0.1:9")
lw.LeadSearchPanel(account)"""


def test_an_analyst_picks_narrows_searches_and_sees_three_breakdowns(
    page: Page, lab: Lab, axe: CheckAccessibility
) -> None:
    notebook = lab.folder / "01-search.ipynb"
    notebook.write_bytes(SEARCH.read_bytes())
    open_notebook(page, lab, notebook.name)
    run_cell(page, 1)
    shown = panel(page)
    wait_until_ready(shown)
    whole_campaign = matching(shown)
    choose(shown, "Lead status", "Ready", "Complete")
    narrowed = matching(shown)
    assert 0 < narrowed < whole_campaign
    assert search(shown) == narrowed
    heard = f"Complete: {narrowed:,} of {narrowed:,} matching leads."
    expect(shown.get_by_role("status").filter(has_text=heard)).to_have_count(1)
    wait_for_charts(shown)
    axe(page, ".leadwidgets")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_the_panel_wears_the_theme(page: Page, lab: Lab, theme: Theme) -> None:
    open_notebook(page, lab, write(lab, f"{theme[11:].lower()}.ipynb", SHOW))
    use_theme(page, theme)
    page.set_viewport_size({"width": 1500, "height": 1500})
    run_all(page)
    shown = panel(page)
    wait_until_ready(shown)
    search(shown)
    wait_for_charts(shown)
    screenshot(page, f"lab-{theme[11:].lower()}")
    portrait(shown, f"panel-{theme[11:].lower()}")
    background = shown.evaluate("e => getComputedStyle(e).colorScheme")
    assert background == theme[11:].lower()
    expect(shown).to_have_attribute("data-palette", "host")


def test_the_frame_is_read_back_in_a_cell(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "read-back.ipynb", SHOW, READ_BACK))
    run_cell(page, 0)
    shown = panel(page)
    wait_until_ready(shown)
    choose(shown, "Lead status", "Ready")
    leads = search(shown)
    run_cell(page, 1)
    expect(cell(page, 1).get_by_text(f"{leads} leads, 1 states")).to_be_visible()


def test_code_fills_the_form(page: Page, lab: Lab) -> None:
    fill = "panel.criteria = lw.SearchCriteria(lead_states=['READY'], first_name='Ana')"
    open_notebook(page, lab, write(lab, "fill.ipynb", SHOW, fill))
    run_cell(page, 0)
    shown = panel(page)
    wait_until_ready(shown)
    run_cell(page, 1)
    expect(shown.get_by_role("button", name="Remove Ready")).to_be_visible()


def test_a_second_view_shows_the_same_session(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "twice.ipynb", SHOW, "panel"))
    run_all(page)
    first, second = page.locator(".leadwidgets").nth(0), page.locator(".leadwidgets").nth(1)
    wait_until_ready(first)
    wait_until_ready(second)
    choose(first, "Lead status", "Ready")
    expect(second.get_by_role("button", name="Remove Ready")).to_be_visible()
    leads = search(second)
    assert matching(first) == leads


def test_a_reload_keeps_what_was_chosen_and_found(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "reload.ipynb", SHOW))
    run_cell(page, 0)
    shown = panel(page)
    wait_until_ready(shown)
    choose(shown, "Lead status", "Ready")
    leads = search(shown)
    save(page)
    page.reload()
    wait_until_ready(panel(page))
    expect(panel(page).get_by_role("button", name="Remove Ready")).to_be_visible()
    assert matching(panel(page)) == leads
    wait_for_charts(panel(page))


def test_wrong_credentials_are_told_with_what_to_check(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "wrong.ipynb", WRONG_SECRET))
    run_all(page)
    alert = panel(page).get_by_role("alert")
    expect(alert).to_contain_text("did not accept the sign-in")
    expect(alert).to_contain_text("Check the credentials")
    expect(alert).not_to_contain_text("not the")
    expect(panel(page).get_by_text("Check the credentials")).to_have_count(1)
    expect(panel(page).get_by_text("Type values instead")).to_have_count(0)
    screenshot(page, "lab-wrong")


def test_no_network_is_told_and_the_form_stays_usable(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "offline.ipynb", NO_NETWORK))
    run_all(page)
    expect(panel(page).get_by_role("alert")).to_contain_text("Check the network")
    screenshot(page, "lab-offline")


def test_an_empty_result_says_so(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "empty.ipynb", SHOW))
    run_all(page)
    shown = panel(page)
    wait_until_ready(shown)
    shown.get_by_text("More fields").click()
    shown.get_by_label("First name").fill("Nobody is called this")
    expect(shown.get_by_text("0 leads match")).to_be_visible()
    assert search(shown) == 0
    expect(shown.get_by_text("No lead matches this search.")).to_be_visible()
    screenshot(page, "lab-empty")


def test_the_form_is_used_with_the_keyboard_and_no_cell_is_harmed(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "keyboard.ipynb", SHOW))
    run_all(page)
    shown = panel(page)
    wait_until_ready(shown)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    shown.get_by_role("combobox", name="Lead status").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    for key in "xbdda":
        page.keyboard.press(key)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    expect(shown.get_by_role("button", name="Remove Active")).to_be_visible()


def test_where_the_system_chooses_the_colours_the_place_of_the_keyboard_is_seen(
    page: Page, lab: Lab
) -> None:
    page.emulate_media(forced_colors="active")
    open_notebook(page, lab, write(lab, "contrast.ipynb", SHOW))
    run_all(page)
    shown = panel(page)
    wait_until_ready(shown)
    search(shown)
    shown.get_by_role("combobox", name="Lead status").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    active = shown.get_by_role("option", name="Active")
    expect(active).to_have_css("outline-style", "solid")
    expect(shown.get_by_role("option").first).to_have_css("outline-style", "none")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    chip = shown.get_by_role("listitem").filter(has_text="Active")
    expect(chip).to_have_css("outline-style", "solid")
    shown.get_by_role("grid", name="Leads").focus()
    page.keyboard.press("ArrowDown")
    expect(shown.get_by_role("gridcell").first).to_have_css("outline-style", "solid")
    screenshot(page, "lab-contrast")


def test_what_is_chosen_while_a_cell_runs_arrives(page: Page, lab: Lab) -> None:
    seen = lab.folder / "seen"
    open_notebook(page, lab, write(lab, "busy.ipynb", SHOW, BUSY, "print(panel.criteria)"))
    run_cell(page, 0)
    shown = panel(page)
    wait_until_ready(shown)
    run_cell(page, 1)
    choose(shown, "Lead status", "Ready")
    expect(shown.get_by_role("button", name="Remove Ready")).to_be_visible()
    expect(cell(page, 1).get_by_text("[*]:")).to_be_visible()
    seen.touch()
    expect(cell(page, 1).get_by_text("[2]:")).to_be_visible()
    matching(shown)  # settled, once the choice has arrived
    run_cell(page, 2)
    expect(cell(page, 2).get_by_text("lead_states=['READY']")).to_be_visible()


def test_a_notebook_saved_with_its_widgets_holds_no_row(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, write(lab, "saved.ipynb", SHOW))
    save_widgets(page)
    run_cell(page, 0)
    shown = panel(page)
    wait_until_ready(shown)
    search(shown)
    save(page)
    notebook = json.loads((lab.folder / "saved.ipynb").read_text(encoding="utf-8"))
    states = notebook["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    (ours,) = [one["state"] for one in states.values() if one["model_module"] == "anywidget"]
    script = ours.pop("_esm")
    style = ours.pop("_css")
    assert len(script) <= 115_000
    assert len(style) < 25_000
    assert len(json.dumps(ours)) < 15_000
    assert "555" not in json.dumps(ours["state"])
