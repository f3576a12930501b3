"""Where to search, as whom, and how: the `Account` and its credentials.

Values only. Nothing here opens a connection; a secret is never part of a repr, and a credential
cannot be pickled.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn, TypeGuard, cast
from urllib.parse import urlsplit

import httpx
from dotenv import dotenv_values

from leadwidgets.errors import SignInError

RINGCX_URL = "https://ringcx.ringcentral.com"
RINGCENTRAL_URL = "https://platform.ringcentral.com"
LEGACY_HOSTS = frozenset({"portal.vacd.biz", "portal.virtualacd.biz"})

VARIABLES = (
    "RINGCX_ACCOUNT_ID",
    "RINGCX_ACCOUNT_NAME",
    "RINGCX_BASE_URL",
    "RINGCX_ACCESS_TOKEN",
    "RINGCX_LEGACY_TOKEN",
    "RC_CLIENT_ID",
    "RC_CLIENT_SECRET",
    "RC_JWT",
    "RC_USERNAME",
    "RC_PASSWORD",
    "RC_EXTENSION",
    "RC_PLATFORM_URL",
)
"""The environment variables that `Account.from_env` reads."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_API_SUFFIXES = ("/v1", "/api", "/voice")


class Credentials:
    """Base of the four ways to sign in. Its repr shows no value, and pickling is refused."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}([secure])"

    def __reduce__(self) -> NoReturn:
        message = "Credentials are never pickled; make them again where they are needed"
        raise TypeError(message)

    def secrets(self) -> tuple[str, ...]:
        """Give the values that must never be shown, for redaction."""
        values = (getattr(self, entry.name) for entry in fields(cast("Any", self)))
        return tuple(value for value in values if value)


@dataclass(frozen=True, slots=True, repr=False)
class JwtCredentials(Credentials):
    """A RingCentral app with a JWT, the way that RingCentral recommends."""

    client_id: str
    client_secret: str
    jwt: str


@dataclass(frozen=True, slots=True, repr=False)
class PasswordCredentials(Credentials):
    """A RingCentral app with a user's password. RingCentral is retiring this way of signing in."""

    client_id: str
    client_secret: str
    username: str
    password: str
    extension: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class AccessToken(Credentials):
    """A RingCX access token from elsewhere: it lives five minutes and cannot be renewed here.

    Raises
    ------
    SignInError
        If no token can be like it.
    """

    token: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "token", _checked(self.token, "RINGCX_ACCESS_TOKEN"))


@dataclass(frozen=True, slots=True, repr=False)
class LegacyToken(Credentials):
    """A token for the legacy hosts, sent as ``X-Auth-Token``.

    Raises
    ------
    SignInError
        If no token can be like it.
    """

    token: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "token", _checked(self.token, "RINGCX_LEGACY_TOKEN"))


def is_token(value: object) -> TypeGuard[str]:
    """Tell whether a value can be a token: text that a header of HTTP can hold."""
    return isinstance(value, str) and bool(re.fullmatch(r"[!-~]+", value))


@dataclass(frozen=True, kw_only=True)
class Account:
    """A RingCX sub-account: where it is and who asks.

    Parameters
    ----------
    account_id
        The sub-account's id. A string, as in the API.
    credentials
        One of `JwtCredentials`, `PasswordCredentials`, `AccessToken`, `LegacyToken`.
    base_url
        The RingCX host. A path of ``/voice``, ``/voice/api`` or ``/voice/api/v1`` is dropped.
    name
        For people.
    platform_url
        The RingCentral host of the first sign-in step.

    Raises
    ------
    SignInError
        If an address is not ``https`` (loopback and invented hosts may be ``http``), or the id is
        empty.
    """

    account_id: str
    credentials: Credentials = field(repr=False)
    base_url: str = RINGCX_URL
    name: str = ""
    platform_url: str = RINGCENTRAL_URL

    def __post_init__(self) -> None:
        if not isinstance(self.account_id, str) or not self.account_id.strip():
            raise SignInError(
                "The account id is empty or not a string",
                next_step="Give RINGCX_ACCOUNT_ID, or account_id='…' as a string.",
            )
        object.__setattr__(self, "account_id", self.account_id.strip())
        for name in ("base_url", "platform_url"):
            object.__setattr__(self, name, _host(getattr(self, name), name))

    @property
    def legacy(self) -> bool:
        """Whether the host has no ``/voice`` prefix and takes ``X-Auth-Token``."""
        return (
            isinstance(self.credentials, LegacyToken)
            or urlsplit(self.base_url).hostname in LEGACY_HOSTS
        )

    @property
    def api_root(self) -> str:
        """The root of the search and value-list requests."""
        return f"{self.base_url}/api/v1" if self.legacy else f"{self.base_url}/voice/api/v1"

    @property
    def auth_root(self) -> str:
        """The root of the second sign-in step."""
        return f"{self.base_url}/api/auth"

    @property
    def embedded(self) -> bool:
        """Whether the account lives in this process instead of behind a network."""
        return False

    def open_transport(self) -> httpx.AsyncBaseTransport | None:
        """Give the httpx transport that reaches the account; None for the network."""
        return None

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str] | None = None, *, dotenv: str | Path | None = None
    ) -> "Account":
        """Read an account from environment variables.

        Parameters
        ----------
        environ
            The variables; those of the process by default.
        dotenv
            A ``.env`` file of ``NAME=value`` lines. A variable of `environ` goes before the file's,
            unless it is empty.

        Returns
        -------
        Account
            From ``RINGCX_ACCOUNT_ID`` and either ``RC_CLIENT_ID``, ``RC_CLIENT_SECRET`` and
            ``RC_JWT``, or ``RC_CLIENT_ID``, ``RC_CLIENT_SECRET``, ``RC_USERNAME`` and
            ``RC_PASSWORD`` (``RC_EXTENSION``), or ``RINGCX_ACCESS_TOKEN``, or
            ``RINGCX_LEGACY_TOKEN``; ``RINGCX_BASE_URL`` and ``RC_PLATFORM_URL`` when they differ
            from the public hosts.

        Raises
        ------
        SignInError
            If variables are missing, and the message names them; if a value cannot be what it is
            said to be, or the file cannot be read.
        """
        values = _set(_read_dotenv(dotenv)) | _set(os.environ if environ is None else environ)
        return cls(
            account_id=values.get("RINGCX_ACCOUNT_ID", ""),
            credentials=_credentials(values),
            base_url=values.get("RINGCX_BASE_URL") or RINGCX_URL,
            name=values.get("RINGCX_ACCOUNT_NAME", ""),
            platform_url=values.get("RC_PLATFORM_URL") or RINGCENTRAL_URL,
        )


def named_in(environ: Mapping[str, str]) -> bool:
    """Tell whether the environment means to name an account, completely or not."""
    return any(environ.get(name) for name in VARIABLES)


def _set(environ: Mapping[str, str]) -> dict[str, str]:
    """Give the variables that have a value, without what shells and editors put around it."""
    found = ((name, environ.get(name, "")) for name in VARIABLES)
    values = {name: text if name == "RC_PASSWORD" else text.strip() for name, text in found}
    return {name: value for name, value in values.items() if value}


def _credentials(values: Mapping[str, str]) -> Credentials:
    if values.get("RINGCX_ACCESS_TOKEN"):
        return AccessToken(values["RINGCX_ACCESS_TOKEN"])
    if values.get("RINGCX_LEGACY_TOKEN"):
        return LegacyToken(values["RINGCX_LEGACY_TOKEN"])
    ways = (
        (JwtCredentials, ("RC_CLIENT_ID", "RC_CLIENT_SECRET", "RC_JWT")),
        (PasswordCredentials, ("RC_CLIENT_ID", "RC_CLIENT_SECRET", "RC_USERNAME", "RC_PASSWORD")),
    )
    for kind, names in ways:
        if all(values.get(name) for name in names):
            extension = (values.get("RC_EXTENSION", ""),) if kind is PasswordCredentials else ()
            return kind(*(values[name] for name in names), *extension)
    missing = [name for name in ways[0][1] if not values.get(name)]
    raise SignInError(
        f"The environment names no complete credentials: {', '.join(missing)} missing",
        next_step="Set RC_CLIENT_ID, RC_CLIENT_SECRET and RC_JWT, or RINGCX_ACCESS_TOKEN.",
    )


def _read_dotenv(path: str | Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SignInError(
            f"The file {path} could not be read: {reason}",
            next_step="Check the file given as dotenv.",
        ) from None
    values = dotenv_values(stream=StringIO(text), interpolate=False)  # a secret may hold ${
    return {name: value or "" for name, value in values.items()}


def _checked(token: str, variable: str) -> str:
    token = token.strip()
    if is_token(token):
        return token
    raise SignInError(
        "The given token is empty, or holds a character that no token has",
        next_step=f"Copy it anew and whole, into {variable} if it is kept in the environment.",
    )


def _host(address: str, name: str) -> str:
    """Give an address without the API's path; refuse one that shows or sends secrets."""
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, AttributeError):
        url = httpx.URL("")
    trusted = url.host in _LOOPBACK or url.host.endswith(".invalid")
    named = url.host and not re.search(r"[\s%]", url.host)
    if not named or not (url.scheme == "https" or (url.scheme == "http" and trusted)):
        raise SignInError(
            f"{name} is not an https address", next_step=f"Give it like {RINGCX_URL}."
        )
    if url.userinfo:
        raise SignInError(
            f"{name} holds a user name or a password", next_step="Give those as credentials."
        )
    path = url.path.rstrip("/")
    for suffix in _API_SUFFIXES:
        path = path.removesuffix(suffix)
    return f"{url.scheme}://{url.netloc.decode('ascii')}{path}"
