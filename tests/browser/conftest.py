"""Fixtures of the browser tests: Chromium, JupyterLab, Voilà, the console's errors, axe-core."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import chromium as chromium_path
from browser.servers import Home, Lab, jupyterlab
from browser.servers import voila as served_by_voila
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)
from secrecy import Watch

TIMEOUT = 30_000  # milliseconds that a locator waits
expect.set_options(timeout=TIMEOUT)
VIEWPORT = ViewportSize(width=1280, height=900)

# Voilà's templates link these style sheets; without a network they are missing, harmlessly.
ALLOWED_URLS = (
    "https://cdn.jsdelivr.net/npm/@fortawesome/",
    "https://cdn.jsdelivr.net/npm/font-awesome@",
)


@dataclass
class Console:
    """What a page complained about: errors in its console, and exceptions nobody caught."""

    errors: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Collect what `page` says from now on."""
        page.on("console", self._on_message)
        page.on("pageerror", self._on_exception)

    def _on_message(self, message: ConsoleMessage) -> None:
        address = message.location["url"]
        if message.type == "error" and not address.startswith(ALLOWED_URLS):
            self.errors.append(f"{message.text} ({address})")

    def _on_exception(self, error: Error) -> None:
        self.errors.append(f"{error.name}: {error.message}\n{error.stack}")


class CheckAccessibility(Protocol):
    """Fails the test where axe-core finds a violation within the selector."""

    def __call__(self, page: Page, selector: str) -> None: ...


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start a real Chromium; where there is none the test fails, and says what to do."""
    path = chromium_path.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=chromium_path.flags(), headless=True
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, console: Console) -> Iterator[Page]:
    """Open a page with a profile of its own."""
    with chromium.new_context(viewport=VIEWPORT) as context:
        context.set_default_timeout(TIMEOUT)
        page = context.new_page()
        console.listen(page)
        yield page


@pytest.fixture
def console() -> Iterator[Console]:
    """Collect the errors of the test's page, and fail the test if there are any at its end."""
    console = Console()
    yield console
    assert console.errors == []


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory, watch: Watch) -> Iterator[Lab]:
    """Run one JupyterLab over an empty folder; a test puts its notebooks into `lab.folder`.

    What was saved there, and what it logged, is searched for secrets and phones.
    """
    folder = tmp_path_factory.mktemp("lab")
    home = Home.made_in(tmp_path_factory.mktemp("home") / "jupyter")
    with jupyterlab(folder, home) as running:
        yield running
    watch.hear_files("a notebook saved in JupyterLab,", folder.rglob("*.ipynb"))
    watch.hear_files("a server's", home.folder.rglob("*.log"))


@pytest.fixture(scope="session")
def voila(
    tmp_path_factory: pytest.TempPathFactory, watch: Watch
) -> Iterator[Callable[[Path], str]]:
    """Give a function that serves a notebook with Voilà for the rest of the run."""
    with ExitStack() as running:

        def serve(notebook: Path) -> str:
            home = Home.made_in(tmp_path_factory.mktemp("home") / "voila")
            running.callback(lambda: watch.hear_files("a server's", home.folder.rglob("*.log")))
            return running.enter_context(served_by_voila(notebook, home))

        yield serve


@pytest.fixture
def axe() -> CheckAccessibility:
    """Give axe-core, as carried by a Python package: the tests of a wheel have no node_modules."""

    def check(page: Page, selector: str) -> None:
        results = Axe().run(page, context=selector)
        assert results.violations_count == 0, results.generate_report()

    return check
