"""Accounts that the tests of the embedded account share."""

import pytest
from sandbox.foreign import Clock, Foreign

from leadwidgets.sandbox import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Sandbox:
    """Give an account without limits, whose tokens never end, however slow the machine is."""
    return Sandbox(leads=6_000, limits=False, clock=Clock())


@pytest.fixture(scope="session")
def foreign(sandbox: Sandbox) -> Foreign:
    """Give a foreign client of that account."""
    return Foreign(sandbox)
