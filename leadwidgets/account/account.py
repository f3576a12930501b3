"""Where to search, and how it is reached: the `Account`. Nothing here opens a connection."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from leadwidgets.account.credentials import Credentials, LegacyToken
from leadwidgets.account.environment import read_credentials, read_limits, read_variables
from leadwidgets.account.limits import RINGCX_LIMITS, Limits
from leadwidgets.errors import SignInError

RINGCX_URL = "https://ringcx.ringcentral.com"
RINGCENTRAL_URL = "https://platform.ringcentral.com"
LEGACY_HOSTS = frozenset({"portal.vacd.biz", "portal.virtualacd.biz"})

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LAST_PORT = 65_535
_API_PATH = re.compile(r"/+(?:voice|api|restapi)(?=/|$)")


@dataclass(frozen=True, kw_only=True)
class Account:
    """A RingCX sub-account: where it is and who asks.

    Parameters
    ----------
    account_id
        The sub-account's id, a string as in the API. Where it is not given, the client takes the
        one sub-account that the user may see, and names them where there are several.
    credentials
        One of `JwtCredentials`, `PasswordCredentials`, `AccessToken`, `LegacyToken`.
    base_url
        The RingCX host, in any form that people paste: ``https://`` may be missing, and a path from
        ``/voice`` or ``/api`` on is dropped, as is a query.
    name
        For people.
    platform_url
        The RingCentral host of the first sign-in step.
    limits
        How often it may be asked; RingCentral's documented windows unless told otherwise, None for
        an account that has no such limits. Nobody waits for limits that do not exist.
    notes
        What whoever searches the account should know, as sentences without a full stop: they stand
        in every receipt.

    Raises
    ------
    SignInError
        If an address is not ``https`` (loopback and invented hosts may be ``http``), the id is
        neither text nor a number, or the credentials are of no known kind.
    """

    account_id: str = ""
    credentials: Credentials = field(repr=False)
    base_url: str = RINGCX_URL
    name: str = ""
    platform_url: str = RINGCENTRAL_URL
    limits: Limits | None = field(default=RINGCX_LIMITS, repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.account_id, str | int) or isinstance(self.account_id, bool):
            raise SignInError(
                "The account id is not a string",
                next_step="Give RINGCX_ACCOUNT_ID, or account_id='…' as a string.",
            )
        if not isinstance(self.credentials, Credentials):
            raise SignInError(
                "The credentials are none of the four kinds",
                next_step="Give JwtCredentials, PasswordCredentials, AccessToken or LegacyToken.",
            )
        object.__setattr__(self, "account_id", str(self.account_id).strip())
        for name in ("base_url", "platform_url"):
            object.__setattr__(self, name, _host(getattr(self, name), name))

    @property
    def label(self) -> str:
        """What people call it, its name or else its id or host."""
        return self.name or self.account_id or self.base_url.partition("://")[2]

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
            From ``RINGCX_ACCOUNT_ID``, which may be missing where the user sees one sub-account,
            and either ``RC_CLIENT_ID``, ``RC_CLIENT_SECRET`` and ``RC_JWT``, or ``RC_CLIENT_ID``,
            ``RC_CLIENT_SECRET``, ``RC_USERNAME`` and ``RC_PASSWORD`` (``RC_EXTENSION``), or
            ``RINGCX_ACCESS_TOKEN``, or
            ``RINGCX_LEGACY_TOKEN``; ``RINGCX_BASE_URL`` and ``RC_PLATFORM_URL`` when they differ
            from the public hosts; ``RINGCX_LIMITS=none`` for a served embedded account without
            limits.

        Raises
        ------
        SignInError
            If variables are missing, and the message names them; if a value cannot be what it is
            said to be, or the file cannot be read.
        """
        values = read_variables(environ, dotenv)
        return cls(
            account_id=values.get("RINGCX_ACCOUNT_ID", ""),
            credentials=read_credentials(values),
            base_url=values.get("RINGCX_BASE_URL") or RINGCX_URL,
            name=values.get("RINGCX_ACCOUNT_NAME", ""),
            platform_url=values.get("RC_PLATFORM_URL") or RINGCENTRAL_URL,
            limits=read_limits(values),
        )


def _host(address: str, name: str) -> str:
    """Give an address without the API's path; refuse one that shows or sends secrets."""
    try:
        url = httpx.URL(_with_scheme(address.strip().strip("\"'<>")))
    except (httpx.InvalidURL, AttributeError):
        url = httpx.URL("")
    trusted = _is_trusted(url.host)
    named = url.host and not re.search(r"[\s%]", url.host) and (url.port or 0) <= _LAST_PORT
    if not named or not (url.scheme == "https" or (url.scheme == "http" and trusted)):
        raise SignInError(
            f"{name} is not an https address", next_step=f"Give it like {RINGCX_URL}."
        )
    if url.userinfo:
        raise SignInError(
            f"{name} holds a user name or a password", next_step="Give those as credentials."
        )
    path, *_ = _API_PATH.split(url.path, maxsplit=1)
    return f"{url.scheme}://{url.netloc.decode('ascii')}{path.rstrip('/')}"


def _with_scheme(address: str) -> str:
    """Give an address as a browser understands it: one without a scheme has the usual one."""
    if "://" in address or not address:
        return address
    address = address.lstrip("/")
    host = httpx.URL(f"https://{address}").host
    return f"{'http' if host in _LOOPBACK else 'https'}://{address}"


def _is_trusted(host: str) -> bool:
    return host in _LOOPBACK or host.endswith(".invalid")
