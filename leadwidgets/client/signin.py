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
from collections.abc import Coroutine, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from leadwidgets.account import (
    AccessToken,
    Account,
    Credentials,
    JwtCredentials,
    LegacyToken,
    PasswordCredentials,
)
from leadwidgets.client.clock import Clock
from leadwidgets.errors import LeadSearchError, SignInError

_log = logging.getLogger(__name__)

_LIFETIME = 300.0  # seconds, documented; used when the answer does not say
_EARLY = 30.0  # seconds before the end at which a token is renewed


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """An access token, and the clock time after which it is not used."""

    value: str
    usable_until: float
    legacy: bool = False

    def header(self) -> dict[str, str]:
        """Give the header that carries the token."""
        if self.legacy:
            return {"X-Auth-Token": self.value}
        return {"Authorization": f"Bearer {self.value}"}


class Poster(Protocol):
    """What a sign-in needs of the asking client: connections, which live in its event loop."""

    async def post_form(
        self,
        url: str,
        form: Mapping[str, str],
        *,
        basic: tuple[str, str] | None = None,
        spends_token: bool = False,
        exchange: bool = False,
    ) -> dict[str, Any]:
        """Post a form and give the object that is answered."""
        ...

    def keep(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something to its end, even if whoever started it is cancelled."""
        ...


class _AbandonedError(Exception):
    """The client that was renewing the token was closed; another one must do it."""


class SignIn:
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
        self._platform_url = account.platform_url
        self._clock = clock
        self._lock = threading.Lock()
        self._token: Token | None = None
        self._refresh_token: str | None = None
        self._renewal: Future[Token] | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._auth_root!r}, [secure])"

    async def token(self, poster: Poster, refused: Token | None = None) -> Token:
        """Give a token that can be used now.

        Parameters
        ----------
        poster
            The asking client.
        refused
            The token that RingCX just refused, if it did: it is renewed unless somebody has done so
            already.

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
                renewal, starts = self._renewal, self._renewal is None
                if renewal is None:
                    renewal = self._renewal = Future()
            if starts:
                poster.keep(self._renew(renewal, poster, refused))
            with suppress(_AbandonedError):
                return await _outcome(renewal)

    def forget_refresh_token(self) -> None:
        """Make the next renewal a full sign-in."""
        with self._lock:
            self._refresh_token = None

    def _usable(self, token: Token | None, refused: Token | None) -> bool:
        return token is not None and token is not refused and self._clock.now() < token.usable_until

    async def _renew(self, renewal: Future[Token], poster: Poster, refused: Token | None) -> None:
        try:
            token = await self._obtain(poster, refused)
        except asyncio.CancelledError:
            self._ended(None)
            renewal.set_exception(_AbandonedError())
            raise
        except Exception as error:  # noqa: BLE001 - whoever waits for the token gets to see it
            self._ended(None)
            renewal.set_exception(error)
        else:
            self._ended(token)
            renewal.set_result(token)

    def _ended(self, token: Token | None) -> None:
        with self._lock:
            self._token = token
            self._renewal = None

    async def _obtain(self, poster: Poster, refused: Token | None) -> Token:
        credentials = self._credentials
        if isinstance(credentials, AccessToken | LegacyToken):
            return self._given(credentials, refused)
        with self._lock:
            spent, self._refresh_token = self._refresh_token, None
        if spent is not None:
            try:
                return await self._refreshed(poster, spent)
            except LeadSearchError as error:
                _log.info("The refresh failed (%s); signing in in full", type(error).__name__)
        return await self._signed_in(poster)

    def _given(self, credentials: AccessToken | LegacyToken, refused: Token | None) -> Token:
        if refused is not None:
            raise SignInError(
                "RingCX no longer accepts the given token",
                next_step="Give a new one, or a JWT, which the client renews by itself.",
            )
        return Token(credentials.token, float("inf"), legacy=isinstance(credentials, LegacyToken))

    async def _refreshed(self, poster: Poster, refresh_token: str) -> Token:
        asked = self._clock.now()
        answer = await poster.post_form(
            f"{self._auth_root}/token/refresh",
            {"refresh_token": refresh_token},
            spends_token=True,
        )
        return self._accept(answer, asked)

    async def _signed_in(self, poster: Poster) -> Token:
        form, basic = _first_step(self._credentials)
        platform = await poster.post_form(
            f"{self._platform_url}/restapi/oauth/token", form, basic=basic
        )
        asked = self._clock.now()
        answer = await poster.post_form(
            f"{self._auth_root}/login/rc/accesstoken?includeRefresh=true",
            {"rcAccessToken": _text(platform, "access_token"), "rcTokenType": "Bearer"},
            exchange=True,
        )
        return self._accept(answer, asked)

    def _accept(self, answer: Mapping[str, Any], asked: float) -> Token:
        said = answer.get("expiresIn")
        lifetime = float(said) if isinstance(said, int) and said > 0 else _LIFETIME
        token = Token(_text(answer, "accessToken"), asked + max(lifetime - _EARLY, lifetime / 2))
        refresh_token = answer.get("refreshToken")
        with self._lock:
            self._refresh_token = refresh_token if isinstance(refresh_token, str) else None
        return token


async def _outcome(renewal: Future[Token]) -> Token:
    """Wait for a renewal that may run in another event loop.

    Unlike with `asyncio.wrap_future`, cancelling the wait leaves the renewal alone.
    """
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def wake(_: Future[Token]) -> None:
        with suppress(RuntimeError):  # the loop that waited has been closed
            loop.call_soon_threadsafe(done.set)

    renewal.add_done_callback(wake)
    await done.wait()
    return renewal.result()


def _first_step(credentials: Credentials) -> tuple[dict[str, str], tuple[str, str]]:
    match credentials:
        case JwtCredentials(client_id, client_secret, jwt):
            form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": jwt}
        case PasswordCredentials(client_id, client_secret, username, password, extension):
            form = {"grant_type": "password", "username": username, "password": password}
            if extension:
                form["extension"] = extension
        case other:
            raise SignInError(
                f"{type(other).__name__} is no way to sign in",
                next_step="Give JwtCredentials, PasswordCredentials, AccessToken or LegacyToken.",
            )
    return form, (client_id, client_secret)


def _text(answer: Mapping[str, Any], name: str) -> str:
    value = answer.get(name)
    if isinstance(value, str) and value:
        return value
    raise SignInError(
        f"The sign-in answered without {name}",
        next_step="Check that the app and the user have RingCX access.",
    )
