"""What all tests share: their folder, their event loop, their patience, and their order."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import leadwidgets

pytest_plugins = ["secrecy"]

# A busy machine must not fail a test.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def _elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Leave the checkout, so that kernels and scripts import what is installed."""
    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("elsewhere"))
    yield
    os.chdir(before)


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio, the only loop that notebooks have."""
    return "asyncio"


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let Ctrl+C interrupt this process and those it starts, in a run that ignores it, too.

    As one does that was started with ``nohup pytest &``.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def pytest_report_header() -> str:
    """Say which leadwidgets is tested: the installed wheel, or a checkout."""
    return f"leadwidgets: {Path(leadwidgets.__file__).parent}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last, so that a quick failure shows quickly."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
