"""`LiveCount`: how many leads match, kept up to date while the form is edited."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from leadwidgets.client import LeadSearchClient
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import LeadSearchError
from leadwidgets.widgets.brief_errors import brief
from leadwidgets.widgets.wire import CountStatus

PAUSE_SECONDS = 0.25


class LiveCount:
    """Counts the matching leads shortly after the last change.

    Parameters
    ----------
    client
        Asks the account.
    changed
        Called after every change.
    start
        Starts work in the background, and tells of errors that nobody expected.

    Attributes
    ----------
    status
        ``idle``, ``counting``, ``known`` or ``failed``.
    leads
        The last known number; kept while a new one is counted.
    message
        Why it failed.
    waiting_seconds
        Seconds until the count may be asked for; 0 if it does not wait.
    """

    def __init__(
        self,
        client: LeadSearchClient,
        changed: Callable[[], None],
        start: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]],
    ) -> None:
        self._client = client
        self._changed = changed
        self._start = start
        self._task: asyncio.Task[None] | None = None
        self.status: CountStatus = "idle"
        self.leads: int | None = None
        self.message: str | None = None
        self.waiting_seconds = 0.0

    def follow(self, criteria: SearchCriteria) -> None:
        """Count these criteria soon; a count that is under way for others is given up."""
        self.stop()
        self.status, self.message = "counting", None
        self._task = self._start(self._count(criteria))
        self._changed()

    def refuse(self, message: str) -> None:
        """Count nothing, and say why."""
        self.stop()
        self._fail(message)

    def know(self, leads: int) -> None:
        """Take the number from a search that counted the same criteria."""
        self.stop()
        self.status, self.leads, self.message = "known", leads, None
        self._changed()

    def stop(self) -> None:
        """Give up what is under way."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _count(self, criteria: SearchCriteria) -> None:
        await asyncio.sleep(PAUSE_SECONDS)
        try:
            self.leads = await self._client.count(criteria, on_wait=self._wait)
        except LeadSearchError as error:
            self._fail(brief(error))
        except Exception:
            self._fail("The leads could not be counted.")
            raise
        else:
            self.status = "known"
        self._changed()

    def _wait(self, seconds: float) -> None:
        self.waiting_seconds = seconds
        self._changed()

    def _fail(self, message: str) -> None:
        self.status, self.leads, self.message = "failed", None, message
        self._changed()
