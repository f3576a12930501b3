"""Finds a Chromium for the browser tests, or installs one.

    python tests/browser/chromium.py    prints its path; where there is none, says what to do

Looked for, in this order: the path in LEADWIDGETS_CHROMIUM, a Chromium or Chrome on PATH, the one
that Playwright installed. Where there is none, Playwright's own is downloaded; where that cannot be
had, root on Debian or Ubuntu installs the distribution's package, and the one library that the
smallest systems lack for Playwright itself.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

VARIABLE = "LEADWIDGETS_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HELP = (
    "The browser tests need a Chromium, and none could be found or installed. Install Chromium or "
    f"Chrome so that it is on PATH, or name its executable in the variable {VARIABLE}."
)
DRIVER_HELP = (
    "Playwright does not start: see `python -m playwright --version`. On a small Debian or Ubuntu, "
    "it lacks the package libatomic1."
)
PACKAGES = ("chromium", "libatomic1")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Nothing but this machine is reached, so that a run never depends on the network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


class NoChromiumError(Exception):
    """There is no Chromium, and the message says what to do."""


def find() -> Path:
    """Give the path of a Chromium that starts.

    Raises
    ------
    NoChromiumError
        If there is none, or if LEADWIDGETS_CHROMIUM names something that does not start.
    """
    if named := os.environ.get(VARIABLE):
        if _starts(named):
            return Path(named)
        message = f"{VARIABLE} names {named}, which does not start"
        raise NoChromiumError(message)
    for path in _candidates():
        if _starts(path):
            return Path(path)
    raise NoChromiumError(HELP)


def flags() -> list[str]:
    """Give the command line that Chromium is started with; its sandbox does not work for root."""
    return [*FLAGS, "--no-sandbox"] if _is_root() else [*FLAGS]


def main() -> int:
    """Find or install a Chromium and print its path."""
    problem = ""
    for install in (_nothing, _from_playwright, _from_distribution):
        install()
        try:
            _check_driver()
            print(find())
        except NoChromiumError as error:
            problem = str(error)
        else:
            return 0
    print(problem, file=sys.stderr)
    return 1


def _check_driver() -> None:
    driver = [sys.executable, "-m", "playwright", "--version"]
    if subprocess.run(driver, capture_output=True, check=False).returncode:
        raise NoChromiumError(DRIVER_HELP)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(path: str) -> bool:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def _nothing() -> None:
    """Install nothing: there may be one already."""


def _from_playwright() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _from_distribution() -> None:
    if not _is_root() or shutil.which("apt-get") is None:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
        subprocess.run(
            ["apt-get", *arguments], env=environment, stdin=subprocess.DEVNULL, check=False
        )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    sys.exit(main())
