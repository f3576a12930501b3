"""What the client's tests share."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    """The client is plain asyncio."""
    return "asyncio"
