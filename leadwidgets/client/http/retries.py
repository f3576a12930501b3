"""Whether to ask once more, and after how long.

Every request of this client only reads, so it can be repeated, with one exception: a refresh token
can be used once, and a refresh whose answer was lost may have used it. Waits double; after a 429
that does not say how long, the next tries come when the documented windows of 10, 30 and 60 seconds
may have opened. Each has a random part, so that several programs that failed together do not come
back together.
"""

import random

from leadwidgets.errors import (
    ConnectionFailedError,
    LeadSearchError,
    RateLimitedError,
    ServerError,
    UnexpectedResponseError,
)

_TRIES_AGAIN: dict[type[LeadSearchError], int] = {
    RateLimitedError: 6,
    ServerError: 4,
    ConnectionFailedError: 3,
    UnexpectedResponseError: 2,
}
_FIRST_WAIT = 0.5
_WINDOWS = (10.0, 10.0, 10.0, 30.0, 30.0)  # seconds: 10, 20, 30, 60 and 90 after the first refusal
_LONGER = 1.05  # a window that is waited for is over, whoever's clock is fast
_LONGEST_WAIT = 30.0
_LONGEST_ASKED_WAIT = 300.0
_SIGN_INS_AGAIN = 2

_random = random.Random()  # noqa: S311 - spreads waits, keeps no secret


class Retries:
    """The retries of one request.

    Parameters
    ----------
    repeatable
        Whether the request may be sent again when it may have arrived.
    again
        Whether to try again at all, except after a token that was refused.
    """

    def __init__(self, *, repeatable: bool = True, again: bool = True) -> None:
        self._repeatable = repeatable
        self._again = again
        self._counts: dict[type[LeadSearchError], int] = {}
        self._sign_ins = 0

    def wait_after(
        self, failure: LeadSearchError, *, arrived: bool, retry_after: float | None = None
    ) -> float | None:
        """Give the seconds to wait before the next try; None to give up.

        Parameters
        ----------
        failure
            What went wrong.
        arrived
            Whether the request may have reached the server.
        retry_after
            The seconds that the server asked for, if it did. None at all, 0, are no reason to go
            on at once.
        """
        kind = type(failure)
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        safe = self._repeatable or not arrived or kind is RateLimitedError
        if not (safe and self._again) or count > _TRIES_AGAIN.get(kind, 0):
            return None
        if retry_after:
            return retry_after if retry_after <= _LONGEST_ASKED_WAIT else None
        if kind is RateLimitedError:
            if count > len(_WINDOWS):
                return None
            return _WINDOWS[count - 1] * _random.uniform(1, _LONGER)
        longest = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (count - 1))
        return _random.uniform(longest / 2, longest)

    def sign_in_again(self) -> bool:
        """Tell whether a refused token is worth another one."""
        self._sign_ins += 1
        return self._sign_ins <= _SIGN_INS_AGAIN
