"""Signing in: from credentials to the token that each request carries.

RingCentral's sign-in has two steps: its platform turns a JWT or a password into a RingCentral
token, and RingCX exchanges that for an access token that lives five minutes and a refresh token
that can be used once. `SignIn` holds both for all clients of the process. Whoever finds the token
missing, about to expire or refused starts one renewal; everybody else, in whatever thread and event
loop, waits for that one. A renewal uses the refresh token; if that fails, it signs in in full,
once.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from leadwidgets.account import AccessToken, Account, LegacyToken, PasswordCredentials
from leadwidgets.client.clock import Clock
from leadwidgets.client.progress import Meter
from leadwidgets.client.sign_in import steps
from leadwidgets.client.sign_in.steps import SignInStep
from leadwidgets.confidential import Confidential, ConfidentialDict
from leadwidgets.errors import LeadSearchError, SignInError

_log = logging.getLogger(__name__)

_LIFETIME = 300  # seconds, documented; used when the answer does not say
_LONGEST_LIFETIME = 24 * 3600
_EARLY = 30.0  # seconds before the end at which a token is renewed
_LOOK_AGAIN = 1.0  # seconds between two looks at whether a renewal still goes on


@dataclass(frozen=True, slots=True, repr=False)
class Token(Confidential):
    """An access token, and the clock time after which it is not used."""

    value: str
    usable_until: float
    legacy: bool = False

    def header(self) -> dict[str, str]:
        """Give the header that carries the token."""
        if self.legacy:
            return ConfidentialDict({"X-Auth-Token": self.value})
        return ConfidentialDict({"Authorization": f"Bearer {self.value}"})


class Poster(Protocol):
    """What a sign-in needs of the asking client: connections, which live in its event loop."""

    async def post_form(self, step: SignInStep, on_wait: Callable[[float], None]) -> dict[str, Any]:
        """Make one step of a sign-in and give the object that is answered."""
        ...

    def keep(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something to its end, even if whoever started it is cancelled."""
        ...


class _AbandonedError(Exception):
    """The client that was renewing the token, or its event loop, is gone: another must do it."""


class _Renewal(Future[Token]):
    """One renewal in the running event loop, which clients in several loops may wait for."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.get_running_loop()
        self._listeners: list[Callable[[float], None]] = []

    @property
    def stands_still(self) -> bool:
        """Tell whether it cannot go on, since its loop was stopped or closed."""
        return not (self.done() or self._loop.is_running())

    def tell_wait(self, seconds: float) -> None:
        """Tell everybody who waits for it that it waits itself."""
        for tell in tuple(self._listeners):
            tell(seconds)

    async def outcome(self, meter: Meter) -> Token:
        """Wait for the token.

        Unlike with `asyncio.wrap_future`, cancelling the wait leaves the renewal alone.

        Raises
        ------
        _AbandonedError
            If nobody makes it any more.
        """
        loop = asyncio.get_running_loop()
        done = asyncio.Event()

        def wake(_: Future[Token]) -> None:
            with suppress(RuntimeError):  # the loop that waited has been closed
                loop.call_soon_threadsafe(done.set)

        with meter.waiting() as report:

            def tell(seconds: float) -> None:
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(report, seconds)

            self._listeners.append(tell)
            self.add_done_callback(wake)
            try:
                while not await _happens(done, _LOOK_AGAIN):
                    if self.stands_still:
                        raise _AbandonedError
            finally:
                self._listeners.remove(tell)
        return self.result()


class SignIn(Confidential):
    """The tokens of one account, shared by all clients of the process.

    Parameters
    ----------
    account
        Its credentials and addresses are kept, not the account itself, which may hold much.
    clock
        Tells when a token is about to expire.
    """

    def __init__(self, account: Account, clock: Clock) -> None:
        self._credentials = account.credentials
        self._auth_root = account.auth_root
        self._legacy = account.legacy
        self._platform_url = account.platform_url
        self._clock = clock
        self._lock = threading.Lock()
        self._token: Token | None = None
        self._refresh_token: str | None = None
        self._renewal: _Renewal | None = None

    async def token(self, poster: Poster, refused: Token | None, meter: Meter) -> Token:
        """Give a token that can be used now.

        Parameters
        ----------
        poster
            The asking client.
        refused
            The token that RingCX just refused, if it did: it is renewed unless somebody has done so
            already.
        meter
            Learns of the waits of the sign-in, whoever makes it.

        Raises
        ------
        SignInError
            If the credentials are not accepted, or cannot be renewed.
        LeadSearchError
            If the sign-in fails for another reason.
        """
        while True:
            with self._lock:
                if self._usable(self._token, refused):
                    assert self._token is not None  # noqa: S101 - for the type checker
                    return self._token
                renewal = self._renewal
                if starts := renewal is None or renewal.stands_still:
                    renewal = self._renewal = _Renewal()
            if starts:
                task = poster.keep(self._renew(renewal, poster))
                task.add_done_callback(partial(self._abandon, renewal))
            with suppress(_AbandonedError):
                return await renewal.outcome(meter)

    @property
    def renewable(self) -> bool:
        """Tell whether a token that is refused can be replaced by another one."""
        return not isinstance(self._credentials, AccessToken | LegacyToken)

    def explained(self, refusal: SignInError) -> SignInError:
        """Give the error of a refused token, with what to check where it is a ready one."""
        if isinstance(self._credentials, AccessToken | LegacyToken):
            return steps.token_refused(self._credentials, refusal)
        return refusal

    def forget_refresh_token(self) -> None:
        """Make the next renewal a full sign-in."""
        with self._lock:
            self._refresh_token = None

    def _usable(self, token: Token | None, refused: Token | None) -> bool:
        return token is not None and token is not refused and self._clock.now() < token.usable_until

    async def _renew(self, renewal: _Renewal, poster: Poster) -> None:
        try:
            token = await self._obtain(poster, renewal.tell_wait)
        except Exception as error:  # noqa: BLE001 - whoever waits for the token gets to see it
            self._ended(renewal, None)
            # Without its traceback: its frames hold secrets, and some tools print them.
            renewal.set_exception(error.with_traceback(None))
        else:
            self._ended(renewal, token)
            renewal.set_result(token)

    def _abandon(self, renewal: _Renewal, _: asyncio.Task[None]) -> None:
        """Let others try, if a renewal was cancelled; even before its first step."""
        if not renewal.done():
            self._ended(renewal, None)
            renewal.set_exception(_AbandonedError())

    def _ended(self, renewal: _Renewal, token: Token | None) -> None:
        with self._lock:
            if self._renewal is renewal:  # not one that stood still, when another has begun
                self._token = token
                self._renewal = None

    async def _obtain(self, poster: Poster, on_wait: Callable[[float], None]) -> Token:
        credentials = self._credentials
        if isinstance(credentials, AccessToken | LegacyToken):
            return Token(credentials.token, float("inf"), legacy=self._legacy)
        with self._lock:
            spent, self._refresh_token = self._refresh_token, None
        if spent is not None:
            try:
                return await self._refreshed(poster, spent, on_wait)
            except LeadSearchError as error:
                _log.info("The refresh failed (%s); signing in in full", type(error).__name__)
        return await self._signed_in(poster, on_wait)

    async def _refreshed(
        self, poster: Poster, refresh_token: str, on_wait: Callable[[float], None]
    ) -> Token:
        asked = self._clock.now()
        step = steps.renewal(self._auth_root, refresh_token)
        return self._accept(step, await poster.post_form(step, on_wait), asked)

    async def _signed_in(self, poster: Poster, on_wait: Callable[[float], None]) -> Token:
        if isinstance(self._credentials, PasswordCredentials):
            _log.warning("RingCentral is retiring the sign-in by password: use a JWT instead")
        first = steps.first(self._credentials, self._platform_url)
        platform = await poster.post_form(first, on_wait)
        asked = self._clock.now()
        second = steps.second(self._auth_root, steps.token(first, platform, "access_token"))
        return self._accept(second, await poster.post_form(second, on_wait), asked)

    def _accept(self, step: SignInStep, answer: Mapping[str, Any], asked: float) -> Token:
        said = answer.get("expiresIn")
        lifetime = _LIFETIME
        if isinstance(said, int) and said > 0:
            lifetime = min(said, _LONGEST_LIFETIME)
        usable_until = asked + max(lifetime - _EARLY, lifetime / 2)
        token = Token(steps.token(step, answer, "accessToken"), usable_until)
        refresh_token = answer.get("refreshToken")
        with self._lock:
            self._refresh_token = refresh_token if isinstance(refresh_token, str) else None
        return token


async def _happens(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event for so long, and tell whether it has happened."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()
