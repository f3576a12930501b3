"""The commands that a new user types first, up to the panel on the screen."""

import re
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest
from browser.panels import (
    choose,
    matching,
    panel,
    panel_of_first_notebook,
    screenshot,
    search,
    wait_for_charts,
    wait_until_ready,
)
from browser.servers import Home, leadwidgets_dashboard, leadwidgets_lab
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def leave(page: Page) -> None:
    """Leave the page before its server ends, which it would complain about."""
    page.goto("about:blank")


def test_lab_opens_the_first_notebook_and_its_panel_works(page: Page, tmp_path: Path) -> None:
    home = Home.made_in(tmp_path / "home")
    with leadwidgets_lab(tmp_path / "notebooks", home) as address:
        shown = panel_of_first_notebook(page, address)
        assert matching(shown) > 0
        leave(page)
    assert (tmp_path / "notebooks" / "01-search.ipynb").is_file()


def test_dashboard_serves_the_panel_and_its_charts(page: Page, tmp_path: Path) -> None:
    with leadwidgets_dashboard(Home.made_in(tmp_path / "home")) as address:
        page.goto(address)
        shown = panel(page)
        wait_until_ready(shown)
        assert search(shown) == matching(shown)
        wait_for_charts(page.get_by_role("region", name="Breakdowns"))
        leave(page)


def _status(address: str, host: str) -> int:
    """Ask as a page would that has pointed a name of its own at this machine."""
    url = urlsplit(address)
    assert url.hostname is not None
    with closing(HTTPConnection(url.hostname, url.port, timeout=30)) as connection:
        connection.request("GET", f"{url.path}?{url.query}", headers={"Host": host})
        return connection.getresponse().status


def test_dashboard_answers_to_nobody_without_its_token_or_under_another_name(
    tmp_path: Path,
) -> None:
    with leadwidgets_dashboard(Home.made_in(tmp_path / "home")) as address:
        own, without = urlsplit(address).netloc, address.partition("?")[0]
        channels = urljoin(without, "api/kernels/00000000-0000-0000-0000-000000000000/channels")
        assert _status(address, own) == 200
        assert _status(without, own) == 302  # to the page that asks for the token
        assert _status(channels, own) == 403
        assert _status(address, "evil.example") == 403


def test_dashboard_serves_saved_leads(page: Page, tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text("lead_id,campaign_id,Status\n1,5,READY\n2,5,READY\n3,5,PENDING\n")
    options = ("--leads", str(export), "--column", "Status=lead_state")
    with leadwidgets_dashboard(Home.made_in(tmp_path / "home"), *options) as address:
        page.goto(address)
        shown = panel(page)
        wait_until_ready(shown)
        assert matching(shown) == 3
        leave(page)


def _visit(address: str) -> str:
    """Ask for the dashboard as a page that never comes to speak with its kernel; give its id."""
    with urlopen(address, timeout=60) as answer:  # noqa: S310 - a loopback address of ours
        found = re.search(r'"kernelId": *"([0-9a-f-]+)"', answer.read().decode())
    assert found is not None
    return found[1]


def _kernel_of(page: Page) -> str:
    told = page.locator("#jupyter-config-data").text_content()
    found = re.search(r'"kernelId": *"([0-9a-f-]+)"', told or "")
    assert found is not None
    return found[1]


def _ended(address: str, kernel: str) -> bool:
    url = urlsplit(address)
    assert url.hostname is not None
    with closing(HTTPConnection(url.hostname, url.port, timeout=30)) as connection:
        connection.request("GET", f"/api/kernels/{kernel}?{url.query}")
        return connection.getresponse().status == 404


def _wait_until(holds: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it does not come about"
        time.sleep(0.2)


def test_a_dashboards_kernel_ends_as_its_page_is_left(page: Page, tmp_path: Path) -> None:
    with leadwidgets_dashboard(Home.made_in(tmp_path / "home")) as address:
        page.goto(address)
        wait_until_ready(panel(page))
        kernel = _kernel_of(page)
        assert not _ended(address, kernel)
        leave(page)
        _wait_until(partial(_ended, address, kernel), seconds=20)


def test_a_kernel_whose_page_was_lost_ends_and_one_of_an_open_idle_page_stays(
    page: Page, tmp_path: Path
) -> None:
    with leadwidgets_dashboard(Home.made_in(tmp_path / "home"), "--keep", "3") as address:
        page.goto(address)
        shown = panel(page)
        wait_until_ready(shown)
        kernel = _kernel_of(page)
        for _ in range(2):  # each waits longer than a kernel without a page may
            gone = partial(_ended, address, _visit(address))
            _wait_until(gone, seconds=60)
        assert not _ended(address, kernel)
        assert search(shown) == matching(shown)
        expect(shown.get_by_text("is gone")).to_have_count(0)
        leave(page)


def test_a_reload_and_a_shared_link_keep_the_filters_and_the_title_is_the_campaigns(
    page: Page, tmp_path: Path
) -> None:
    with leadwidgets_dashboard(Home.made_in(tmp_path / "home")) as address:
        page.goto(address)
        form = panel(page)
        wait_until_ready(form)
        expect(page).to_have_title("Solar Spring · Lead search")
        choose(form, "Lead status", "Ready")
        form.get_by_role("button", name="More fields").click()
        form.get_by_label("Last name", exact=True).fill("Smith")
        form.get_by_label("Last name", exact=True).blur()
        kept = f"{address}&campaign_ids=136785&lead_states=READY"
        page.wait_for_url(f"{kept}&left_out=last_name")
        page.reload()
        form = panel(page)
        wait_until_ready(form)
        expect(form.get_by_role("button", name="Remove Ready")).to_be_visible()
        expect(
            form.get_by_text("Not in the address, so not in this search: Last name.")
        ).to_be_visible()
        expect(page).to_have_title("Solar Spring · Lead search")
        screenshot(page, "address-left-out")
        page.wait_for_url(kept)
        form.get_by_role("button", name="Remove Solar Spring").click()
        page.wait_for_url(f"{address}&campaign_ids=&lead_states=READY")
        expect(page).to_have_title("All campaigns · Lead search")
        leave(page)
