"""Signing in: the tokens of both steps, who holds them and until when.

Step one is RingCentral's: an app and a JWT (or a password, or a refresh token) give a platform
token. Step two is RingCX's: a platform token gives an access token of five minutes and a refresh
token. A refresh token is good once; its use gives the next.
"""

import hmac
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import unquote

from leadwidgets.account import JwtCredentials, LegacyToken, PasswordCredentials
from leadwidgets.sandbox.service.legacy_tokens import LegacyTokens
from leadwidgets.sandbox.service.refusals import NotSignedIn

ACCESS_SECONDS = 300.0
PLATFORM_SECONDS = 3_600.0
REFRESH_SECONDS = 7 * 24 * 3_600.0


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in.

    Attributes
    ----------
    name
        For people.
    account_ids
        The sub-accounts that this user may see, the main one first.
    jwt, password
        The two ways of signing in; both belong to the same app.
    legacy
        A token for the legacy interface, which does not end.
    """

    name: str
    account_ids: tuple[str, ...]
    jwt: JwtCredentials
    password: PasswordCredentials
    legacy: LegacyToken

    @classmethod
    def invent(cls, name: str, *account_ids: str) -> "User":
        """Make up a user with secrets that nobody can guess."""
        client_id, client_secret = f"app-{secrets.token_hex(4)}", secrets.token_urlsafe(24)
        return cls(
            name=name,
            account_ids=account_ids,
            jwt=JwtCredentials(client_id, client_secret, secrets.token_urlsafe(48)),
            password=PasswordCredentials(
                client_id, client_secret, "+18005550199", secrets.token_urlsafe(12), "101"
            ),
            legacy=LegacyToken(secrets.token_urlsafe(32)),
        )


@dataclass(frozen=True, slots=True)
class _Grant:
    user: User
    until: float
    family: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """An access token and the refresh token that renews it."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    user: User


class _Drawer:
    """Tokens of one kind. Ended ones are thrown away as new ones come, so that it stays small."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._grants: dict[str, _Grant] = {}

    def issue(self, user: User, family: int = 0) -> str:
        now = self._clock()
        # The oldest come first. Ended ones stay known for a while, to be told from invented ones.
        for token, grant in list(self._grants.items()):
            if grant.until + self._seconds > now:
                break
            del self._grants[token]
        token = secrets.token_urlsafe(32)
        self._grants[token] = _Grant(user, now + self._seconds, family)
        return token

    def find(self, token: str) -> _Grant | None:
        return self._grants.get(token)

    def take(self, token: str) -> _Grant | None:
        """Give the grant of a token that is good, and spend it."""
        grant = self._grants.pop(token, None)
        return grant if grant is not None and grant.until > self._clock() else None

    def revoke(self, family: int) -> None:
        """Forget every token of a family."""
        for token, grant in list(self._grants.items()):
            if grant.family == family:
                del self._grants[token]


class SignIn:
    """The tokens of everybody who has signed in.

    Parameters
    ----------
    users
        Who may.
    clock
        Gives seconds.
    replay_revokes
        Whether a spent refresh token that comes again ends what came of the same sign-in.
    """

    def __init__(
        self, users: tuple[User, ...], clock: Callable[[], float], *, replay_revokes: bool = False
    ) -> None:
        self._users = users
        self._families = count(1)
        self._replay_revokes = replay_revokes
        self._spent: dict[str, int] = {}
        self._clock = clock
        self._lock = threading.Lock()
        self._platform = _Drawer(PLATFORM_SECONDS, clock)
        self._platform_refresh = _Drawer(REFRESH_SECONDS, clock)
        self._access = _Drawer(ACCESS_SECONDS, clock)
        self._refresh = _Drawer(REFRESH_SECONDS, clock)
        self._legacy = LegacyTokens({user.legacy.token: user for user in users}, clock)

    def app_users(self, client_id: str, client_secret: str) -> tuple[User, ...]:
        """Give the users of an app; none when its id or secret is wrong."""
        return tuple(
            user
            for user in self._users
            if _same(user.jwt.client_id, client_id) and _same(user.jwt.client_secret, client_secret)
        )

    def platform_tokens(self, users: tuple[User, ...], form: Mapping[str, str]) -> Tokens | None:
        """Answer step one: tokens for the user whom the form's grant proves, if anybody."""
        with self._lock:
            user = self._proven(users, form)
            if user is None:
                return None
            return Tokens(self._platform.issue(user), self._platform_refresh.issue(user), user)

    def platform_holder(self, platform_token: str) -> User | None:
        """Give the user behind a platform token that is good."""
        with self._lock:
            grant = self._platform.find(platform_token)
        return grant.user if grant is not None and grant.until > self._clock() else None

    def issue(self, user: User) -> Tokens:
        """Answer step two: RingCX tokens for a user who has a good platform token."""
        with self._lock:
            return self._issue(user, next(self._families))

    def renew(self, refresh_token: str) -> Tokens | None:
        """Give new tokens for a refresh token that has not been used."""
        with self._lock:
            grant = self._refresh.take(refresh_token)
            if grant is None:
                self._replayed(refresh_token)
                return None
            if self._replay_revokes:
                self._spent[refresh_token] = grant.family
            return self._issue(grant.user, grant.family)

    def holder(self, access_token: str) -> User:
        """Give the user behind an access token.

        Raises
        ------
        NotSignedIn
            If the token has ended or was never given.
        """
        with self._lock:
            grant = self._access.find(access_token)
        if grant is None:
            raise NotSignedIn("Jwt verification fails")
        if grant.until <= self._clock():
            raise NotSignedIn("Jwt is expired")
        return grant.user

    def legacy_sign_in(self, form: Mapping[str, str]) -> tuple[str, User] | None:
        """Answer a legacy sign-in: a token that ends, for a user whose name and password fit."""
        for user in self._users:
            if _name_and_password_fit(user.password, form):
                stays = form.get("stayLoggedIn", "").lower() == "true"
                with self._lock:
                    return self._legacy.begin(user, stays=stays), user
        return None

    def legacy_holder(self, token: str) -> User:
        """Give the user behind a token of the legacy interface, or behind an access token.

        Raises
        ------
        NotSignedIn
            If the token has ended or was never given.
        """
        with self._lock:
            user = self._legacy.holder(token)
        return self.holder(token) if user is None else user

    def api_tokens(self, user: User) -> list[str]:
        """Give a user's tokens that do not end, the oldest first."""
        with self._lock:
            return self._legacy.api_tokens(user)

    def make_api_token(self, user: User) -> str:
        """Give a user one more token that does not end."""
        with self._lock:
            return self._legacy.make_api_token(user)

    def remove_api_token(self, user: User, token: str) -> bool:
        """End a user's token that would not end; False if there is none such."""
        with self._lock:
            return self._legacy.remove_api_token(user, token)

    def _issue(self, user: User, family: int) -> Tokens:
        return Tokens(self._access.issue(user, family), self._refresh.issue(user, family), user)

    def _replayed(self, refresh_token: str) -> None:
        family = self._spent.get(refresh_token)
        if family is not None:
            self._access.revoke(family)
            self._refresh.revoke(family)

    def _proven(self, users: tuple[User, ...], form: Mapping[str, str]) -> User | None:
        grant_type = form.get("grant_type")
        if grant_type == "refresh_token":
            grant = self._platform_refresh.take(form.get("refresh_token", ""))
            return grant.user if grant is not None and grant.user in users else None
        for user in users:
            if grant_type == "password" and _password_fits(user.password, form):
                return user
            if grant_type != "password" and _same(user.jwt.jwt, form.get("assertion", "")):
                return user
        return None


def _password_fits(credentials: PasswordCredentials, form: Mapping[str, str]) -> bool:
    _, star, behind_name = _name(form).partition("*")
    extension = behind_name if star else form.get("extension", "")
    return _name_and_password_fit(credentials, form) and _same(credentials.extension, extension)


def _name_and_password_fit(credentials: PasswordCredentials, form: Mapping[str, str]) -> bool:
    name, _, _ = _name(form).partition("*")
    return _same(credentials.username, name) and _same(
        credentials.password, form.get("password", "")
    )


def _name(form: Mapping[str, str]) -> str:
    """Give the user name that the vendor's wrappers mean, which write it in ways of their own.

    Node's puts the extension behind it, ``name*extension``. PHP's escapes it twice and, in the
    legacy sign-in, not at all, so that a plus arrives as a space. No invented name has either.
    """
    return unquote(form.get("username", "")).replace(" ", "+")


def _same(secret: str, given: str) -> bool:
    """Compare without telling by the time it takes how much was right."""
    return hmac.compare_digest(secret.encode(), given.encode("utf-8", "surrogatepass"))
