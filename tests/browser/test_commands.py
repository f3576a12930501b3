"""The commands that a new user types first, up to the panel on the screen."""

from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from browser.panels import (
    matching,
    panel,
    panel_of_first_notebook,
    search,
    wait_for_charts,
    wait_until_ready,
)
from browser.servers import Home, leadwidgets_dashboard, leadwidgets_lab
from playwright.sync_api import Page

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
