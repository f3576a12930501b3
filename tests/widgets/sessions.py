"""Opens sessions for tests, and waits for what they do."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from leadwidgets.account import Account
from leadwidgets.criteria import SearchCriteria
from leadwidgets.widgets.session import PanelSession

PATIENCE_SECONDS = 20


@asynccontextmanager
async def opened(
    account: Account, criteria: SearchCriteria | None = None
) -> AsyncIterator[PanelSession]:
    async with opened_session(PanelSession(account, criteria)) as session:
        yield session


@asynccontextmanager
async def opened_session(session: PanelSession) -> AsyncIterator[PanelSession]:
    await session.open()
    try:
        yield session
    finally:
        await session.close()


async def until(session: PanelSession, holds: Callable[[], bool]) -> None:
    """Wait for a change after which something holds."""
    happened = asyncio.Event()

    def look() -> None:
        if holds():
            happened.set()

    session.changes.listen(look)
    look()
    try:
        await asyncio.wait_for(happened.wait(), PATIENCE_SECONDS)
    finally:
        session.changes.ignore(look)


def listed(session: PanelSession) -> bool:
    """Tell, after opening, whether the options are there; the leads may not be counted yet."""
    return "loading" not in {choice.status for choice in session.choices.fields.values()}


def settled(session: PanelSession) -> bool:
    return listed(session) and session.live_count.status in ("known", "failed")
