"""The tokens of the legacy interface, as RingCX's guide to legacy sign-in tells of them.

A sign-in gives a token that ends an hour after it was last used, or two weeks after. An API token
does not end. Both come as ``X-Auth-Token``.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

HOUR = 3_600.0
TWO_WEEKS = 14 * 24 * HOUR

Holder = TypeVar("Holder")


@dataclass(slots=True)
class _Session(Generic[Holder]):
    """A sign-in. It lasts so many seconds more whenever its token is used."""

    holder: Holder
    seconds: float
    until: float


class LegacyTokens(Generic[Holder]):
    """The legacy tokens of everybody.

    Parameters
    ----------
    api_tokens
        Those that do not end, each with its holder.
    clock
        Gives seconds.
    """

    def __init__(self, api_tokens: dict[str, Holder], clock: Callable[[], float]) -> None:
        self._api_tokens = api_tokens
        self._sessions: dict[str, _Session[Holder]] = {}
        self._clock = clock

    def begin(self, holder: Holder, *, stays: bool) -> str:
        """Give a token that ends after an hour without use, or after two weeks."""
        now = self._clock()
        self._sessions = {
            token: session for token, session in self._sessions.items() if session.until > now
        }
        seconds = TWO_WEEKS if stays else HOUR
        token = secrets.token_urlsafe(32)
        self._sessions[token] = _Session(holder, seconds, now + seconds)
        return token

    def holder(self, token: str) -> Holder | None:
        """Give who holds a token that is good now; this counts as its use."""
        session = self._sessions.get(token)
        now = self._clock()
        if session is None or session.until <= now:
            return self._api_tokens.get(token)
        session.until = now + session.seconds
        return session.holder

    def api_tokens(self, holder: Holder) -> list[str]:
        """Give somebody's tokens that do not end, the oldest first."""
        return [token for token, held_by in self._api_tokens.items() if held_by is holder]

    def make_api_token(self, holder: Holder) -> str:
        """Give one more token that does not end."""
        token = secrets.token_urlsafe(32)
        self._api_tokens[token] = holder
        return token

    def remove_api_token(self, holder: Holder, token: str) -> bool:
        """Forget a token that does not end; False if it is none of the holder's."""
        if self._api_tokens.get(token) is not holder:
            return False
        del self._api_tokens[token]
        return True
