"""An embedded account and clients on a clock of their own, so that waits take no time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakKeyDictionary

import httpx

from leadwidgets.client import LeadSearchClient
from leadwidgets.sandbox import Sandbox

_START = 1_800_000_000.0  # seconds since 1970, for the embedded account's tokens
_QUIET_TURNS = 8
_TLS = httpx.create_ssl_context()  # once: each client would read the certificates anew


_threads: WeakKeyDictionary[asyncio.AbstractEventLoop, set[asyncio.Future[Any]]]
_threads = WeakKeyDictionary()


def _watch_threads() -> None:
    """Note what the running loop has under way in other threads, so that clocks wait for it."""
    loop = asyncio.get_running_loop()
    if loop in _threads:
        return
    busy = _threads.setdefault(loop, set())
    inner = loop.run_in_executor

    def run_in_executor(executor: Any, work: Any, *given: Any) -> asyncio.Future[Any]:  # noqa: ANN401
        future = inner(executor, work, *given)
        busy.add(future)
        future.add_done_callback(busy.discard)
        return future

    loop.run_in_executor = run_in_executor  # type: ignore[assignment,method-assign]


def _busy_threads() -> bool:
    return bool(_threads.get(asyncio.get_running_loop()))


class VirtualClock:
    """A clock that jumps to the end of the next sleep when nothing else is under way.

    Attributes
    ----------
    seconds
        The time.
    requests
        How many requests are under way.
    """

    def __init__(self) -> None:
        self.seconds = _START
        self.requests = 0
        self._ends: list[float] = []

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        end = self.seconds + seconds
        self._ends.append(end)
        quiet = 0
        try:
            while self.seconds < end:
                await asyncio.sleep(0)
                still = not (self.requests or _busy_threads()) and min(self._ends) == end
                quiet = quiet + 1 if still else 0
                if quiet > _QUIET_TURNS:
                    self.seconds = end
        finally:
            self._ends.remove(end)


class _Watched(httpx.AsyncBaseTransport):
    """Tells the clock when requests are under way, and keeps what was asked."""

    def __init__(self, inner: httpx.AsyncBaseTransport, account: "TimedSandbox") -> None:
        self._inner = inner
        self._account = account

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        clock, asked = self._account.clock, self._account.asked
        sent = (clock.seconds, str(request.url))
        place = len(asked)
        asked.append((*sent, 0))
        clock.requests += 1
        try:
            response = await self._inner.handle_async_request(request)
            asked[place] = (*sent, response.status_code)
            return response
        finally:
            clock.requests -= 1


class TimedSandbox(Sandbox):
    """An embedded account with limits, on a virtual clock, that remembers what it was asked.

    Attributes
    ----------
    clock
        Its clock.
    asked
        Time, address and answered status of each request, in the order in which they were sent; 0
        where the connection broke.
    """

    clock: VirtualClock
    asked: list[tuple[float, str, int]]

    def __init__(self, leads: int = 2_000, **given: Any) -> None:  # noqa: ANN401 - as Sandbox
        clock = VirtualClock()
        super().__init__(leads, clock=clock.now, **{"limits": True} | given)
        object.__setattr__(self, "clock", clock)
        object.__setattr__(self, "asked", [])

    def open_transport(self) -> httpx.AsyncBaseTransport:
        return _Watched(super().open_transport(), self)

    async def asked_by_another_program(self, **params: str) -> httpx.Response:
        """Answer a search for all leads that no client of ours has sent; it is not remembered."""
        path = f"/api/v1/admin/accounts/{self.account_id}/campaignLeads/leadSearch"
        headers = {"x-auth-token": self.users[0].legacy.token}
        transport = super().open_transport()
        self.clock.requests += 1
        try:
            async with httpx.AsyncClient(transport=transport, verify=_TLS) as program:
                url = f"{self.base_url}{path}"
                return await program.post(url, params=params, headers=headers, json={})
        finally:
            self.clock.requests -= 1

    def paths(self) -> list[str]:
        """Give the last part of the path of each request."""
        return [httpx.URL(url).path.rsplit("/", 1)[-1] for _, url, _ in self.asked]

    def pages_asked(self) -> list[int]:
        """Give the page number of each request for rows."""
        params = (httpx.URL(url).params for _, url, _ in self.asked)
        return [int(param["page"]) for param in params if "page" in param]

    def statuses(self) -> list[int]:
        return [status for _, _, status in self.asked]


@asynccontextmanager
async def client_of(account: Sandbox, **given: Any) -> AsyncIterator[LeadSearchClient]:  # noqa: ANN401
    """Give a client of an account, on the account's clock if it has one."""
    if isinstance(account, TimedSandbox):
        given.setdefault("clock", account.clock)
        _watch_threads()
    async with LeadSearchClient(account, **given) as client:
        yield client
