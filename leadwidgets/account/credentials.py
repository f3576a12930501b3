"""The four ways to sign in. Values only: none of them shows a secret, and none is ever pickled."""

import re
from dataclasses import dataclass
from typing import ClassVar, TypeGuard

from leadwidgets.confidential import Confidential, closed
from leadwidgets.errors import SignInError


class Credentials(Confidential):
    """Base of the four ways to sign in."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def secrets(self) -> tuple[str, ...]:
        """Give the values that must never be shown, for redaction."""
        values = (getattr(self, name) for name in self.__match_args__)
        return tuple(value for value in values if value)


@closed
@dataclass(frozen=True, slots=True, repr=False)
class JwtCredentials(Credentials):
    """A RingCentral app with a JWT, the way that RingCentral recommends."""

    client_id: str
    client_secret: str
    jwt: str


@closed
@dataclass(frozen=True, slots=True, repr=False)
class PasswordCredentials(Credentials):
    """A RingCentral app with a user's password. RingCentral is retiring this way of signing in."""

    client_id: str
    client_secret: str
    username: str
    password: str
    extension: str = ""


@closed
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


@closed
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


def _checked(token: str, variable: str) -> str:
    if isinstance(token, str) and is_token(stripped := token.strip()):
        return stripped
    raise SignInError(
        "The given token is empty, or holds a character that no token has",
        next_step=f"Copy it anew and whole, into {variable} if it is kept in the environment.",
    )
