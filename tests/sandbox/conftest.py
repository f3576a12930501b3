"""Accounts that the tests of the embedded account share."""

import pytest
from sandbox.foreign import Foreign

from leadwidgets.sandbox import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Sandbox:
    """Give an account without limits."""
    return Sandbox(leads=6_000, limits=False)


@pytest.fixture(scope="session")
def foreign(sandbox: Sandbox) -> Foreign:
    """Give a foreign client of that account."""
    return Foreign(sandbox)
