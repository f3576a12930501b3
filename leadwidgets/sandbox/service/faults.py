"""What goes wrong on purpose, as values, and the middleware that lets it happen.

A `Fault` says which requests it meets (`on`, `first`, `times`) and what happens to them. `Faults`
is any number of them::

    Faults(late(0.2), answered(503, on="leadSearch", first=2, times=3), reset(on="leadSearch"))

Of the faults that meet a request, delays add up, leads move as all of them say, and the first other
one happens.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Self, TypedDict, Unpack

import anyio
from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leadwidgets.sandbox.service.refusals import JSON, TEXT


class Meets(TypedDict, total=False):
    """Which requests a fault meets.

    Those whose path contains `on` (all, if empty) are counted from 1; it meets `times` of them from
    the `first` on, and with ``times=None`` all from there.
    """

    on: str
    first: int
    times: int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong.

    Attributes
    ----------
    on, first, times
        Which requests it meets: of those whose path contains ``on`` (all, if empty), ``times`` from
        the ``first`` on, counted from 1; with ``times=None`` all from there.
    delay
        Seconds before the request is looked at.
    status, body, content_type, headers
        Answer this instead of the right thing, when `status` is given.
    keep
        Share of the answer's bytes that arrive.
    reset
        Whether the connection ends there. Otherwise the answer looks complete.
    vanish, appear, change
        Ids of leads that the dialer takes away, brings, or changes just before the request. Those
        that appear are not there until then.
    state
        The lead state that `change` gives them.
    """

    on: str = ""
    first: int = 1
    times: int | None = 1
    delay: float = 0.0
    status: int | None = None
    body: bytes = b""
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()
    keep: float = 1.0
    reset: bool = False
    vanish: tuple[int, ...] = ()
    appear: tuple[int, ...] = ()
    change: tuple[int, ...] = ()
    state: str = "COMPLETE"

    @property
    def moves(self) -> bool:
        """Whether leads change."""
        return bool(self.vanish or self.appear or self.change)

    @property
    def only_delays(self) -> bool:
        """Whether the answer itself is right."""
        return self.status is None and self.keep == 1.0 and not self.reset

    def meets(self, number: int) -> bool:
        """Tell whether it happens to the request of this number, among those on its path."""
        return number >= self.first and (self.times is None or number < self.first + self.times)


class Faults(tuple[Fault, ...]):
    """Any number of faults."""

    __slots__ = ()

    def __new__(cls, *faults: Fault) -> Self:
        """Put faults together; where several meet a request, their order decides."""
        return super().__new__(cls, faults)


def late(seconds: float, **meets: Unpack[Meets]) -> Fault:
    """Let every request wait."""
    return Fault(delay=seconds, **({"times": None} | meets))


def answered(
    status: int, body: bytes = b"", *, content_type: str = JSON, **meets: Unpack[Meets]
) -> Fault:
    """Answer with a status and a body, whatever was asked."""
    return Fault(status=status, body=body, content_type=content_type, **meets)


def token_expires(**meets: Unpack[Meets]) -> Fault:
    """Answer as if the token had just ended."""
    return Fault(status=401, body=b"Jwt is expired", content_type=TEXT, **meets)


def others_are_busy(retry_after: int | None = None, **meets: Unpack[Meets]) -> Fault:
    """Answer 429, as when somebody else has used up the account's requests."""
    headers = () if retry_after is None else (("retry-after", str(retry_after)),)
    body = b'{"errorCode":"too.many.requests.exception","generalMessage":"Too many requests"}'
    return Fault(status=429, body=body, headers=headers, **meets)


def html(status: int = 502, **meets: Unpack[Meets]) -> Fault:
    """Answer with a page for people, as proxies do."""
    body = b"<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>"
    return Fault(status=status, body=body, content_type="text/html", **meets)


def truncated(keep: float = 0.5, **meets: Unpack[Meets]) -> Fault:
    """Cut the answer short in a way that HTTP does not notice."""
    return Fault(keep=keep, **meets)


def reset(keep: float = 0.0, **meets: Unpack[Meets]) -> Fault:
    """Lose the connection after a share of the answer."""
    return Fault(keep=keep, reset=True, **meets)


def rotation_lost(**meets: Unpack[Meets]) -> Fault:
    """Lose the answer that holds a new refresh token: the client is left with the spent one."""
    return Fault(keep=0.0, reset=True, **({"on": "token/refresh"} | meets))


def leads_vanish(lead_ids: Iterable[int], **meets: Unpack[Meets]) -> Fault:
    """Take leads away while pages are read: later leads move up, past a reader."""
    return Fault(vanish=tuple(lead_ids), **meets)


def leads_appear(lead_ids: Iterable[int], **meets: Unpack[Meets]) -> Fault:
    """Keep leads back until then: leads behind them move down, and are read twice."""
    return Fault(appear=tuple(lead_ids), **meets)


def leads_change(lead_ids: Iterable[int], state: str = "COMPLETE", **meets: Unpack[Meets]) -> Fault:
    """Dial leads while pages are read: they get another lead state."""
    return Fault(change=tuple(lead_ids), state=state, **meets)


class FaultyApp:
    """ASGI middleware that lets faults happen.

    Parameters
    ----------
    app
        What answers when nothing goes wrong.
    faults
        What goes wrong.
    move
        Lets leads vanish, appear and change as a fault says.
    """

    def __init__(self, app: ASGIApp, faults: Faults, move: Callable[[Fault], None]) -> None:
        self.app = app
        self._faults = faults
        self._move = move
        self._seen = [0] * len(faults)
        self._counting = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        happening = self._happening(scope["path"])
        await anyio.sleep(sum(fault.delay for fault in happening))
        for moving in happening:
            if moving.moves:
                await to_thread.run_sync(self._move, moving)
        fault = next((fault for fault in happening if not fault.only_delays), None)
        if fault is None:
            await self.app(scope, receive, send)
            return
        answer = _Answer() if fault.status is None else _Answer.of(fault)
        if fault.status is None:
            await self.app(scope, receive, answer.collect)
        await answer.send(send, fault)

    def _happening(self, path: str) -> list[Fault]:
        met = []
        with self._counting:
            for place, fault in enumerate(self._faults):
                if fault.on in path:
                    self._seen[place] += 1
                    if fault.meets(self._seen[place]):
                        met.append(fault)
        return met


@dataclass
class _Answer:
    """An answer that is held back, to be spoiled before it goes out."""

    start: Message = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def of(cls, fault: Fault) -> "_Answer":
        start: Message = {"type": "http.response.start", "status": fault.status, "headers": []}
        headers = MutableHeaders(scope=start)
        headers.update({"content-type": fault.content_type, **dict(fault.headers)})
        return cls(start, fault.body)

    async def collect(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self.body += message.get("body", b"")

    async def send(self, send: Send, fault: Fault) -> None:
        kept = self.body[: int(len(self.body) * fault.keep)]
        length = len(self.body) + 1 if fault.reset else len(kept)
        MutableHeaders(scope=self.start)["content-length"] = str(length)
        await send(self.start)
        await send({"type": "http.response.body", "body": kept, "more_body": fault.reset})
        if fault.reset:
            message = "A fault resets this connection"
            raise ConnectionResetError(message)
