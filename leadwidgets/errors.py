"""The errors that leadwidgets raises: one tree, each with what happened, where, and what to do.

::

    LeadSearchError
    ├── SignInError              credentials are missing, wrong or no longer accepted
    ├── PermissionDeniedError    signed in, but this account or list may not be read
    ├── InvalidCriteriaError     a search that cannot be sent (also a ValueError)
    ├── RateLimitedError         the account's request budget stayed used up
    ├── ServerError              RingCX failed to answer
    ├── ConnectionFailedError    RingCX could not be reached, or stopped answering
    ├── UnexpectedResponseError  an answer of a shape that nobody has documented
    ├── SearchCancelled          the search was ended before its last page
    ├── SnapshotError            saved leads that cannot be served (also a ValueError)
    ├── ResultFileError          a file that holds no search result (also a ValueError)
    ├── ExcelLimitError          leads that no Excel workbook can hold (also a ValueError)
    ├── InvalidArgumentError     a call that means nothing, such as a breakdown by no field
    │                            (also a ValueError)
    └── MissingExtraError        a feature whose package is not installed (also a
                                 ModuleNotFoundError); the message has the command

What the system refuses, such as a folder that cannot be written to, stays the `OSError` that it is.
A message never holds a token, a query string or a phone number.
"""

from typing import Any


class LeadSearchError(Exception):
    """Base of all errors of this package.

    Parameters
    ----------
    message
        What happened, as a sentence without its full stop.
    request
        Where it happened: method and path, without the query string.
    request_id
        The id that RingCX gave the request, for its support.
    next_step
        What the reader can do about it.
    status
        The HTTP status, if it is what went wrong.
    """

    def __init__(
        self,
        message: str,
        *,
        request: str | None = None,
        request_id: str | None = None,
        next_step: str | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.request = request
        self.request_id = request_id
        self.next_step = next_step
        self.status = status

    @property
    def explanation(self) -> str:
        """What happened and where, without what can be done about it."""
        where = [
            part for part in (self.request, self.request_id and f"id {self.request_id}") if part
        ]
        return f"{self.message} ({', '.join(where)})." if where else f"{self.message}."

    def __str__(self) -> str:
        return f"{self.explanation} {self.next_step}" if self.next_step else self.explanation

    def __reduce__(self) -> tuple[object, ...]:
        # The default would call the class with the message alone and lose where and what next.
        details = {
            "request": self.request,
            "request_id": self.request_id,
            "next_step": self.next_step,
            "status": self.status,
        }
        return (_rebuilt, (type(self), self.message, details))


def _rebuilt(kind: type[LeadSearchError], message: str, details: dict[str, Any]) -> LeadSearchError:
    return kind(message, **details)


class SignInError(LeadSearchError):
    """RingCentral or RingCX did not accept the credentials."""


class PermissionDeniedError(LeadSearchError):
    """The user is signed in and may not read what was asked for."""


class InvalidCriteriaError(LeadSearchError, ValueError):
    """A value that no search can hold: the message names field, value and what is accepted."""


class RateLimitedError(LeadSearchError):
    """RingCX kept answering 429 after every wait that the client was allowed to make."""


class ServerError(LeadSearchError):
    """RingCX answered with a 5xx status after every retry."""


class ConnectionFailedError(LeadSearchError):
    """No connection, or no answer in time."""


class UnexpectedResponseError(LeadSearchError):
    """RingCX answered in a shape that nobody has documented: nothing is concluded from it."""


class SearchCancelled(LeadSearchError):  # noqa: N818 - like asyncio.CancelledError
    """The search was cancelled before its last page."""


class SnapshotError(LeadSearchError, ValueError):
    """Saved leads that the embedded account cannot serve: the message names file or column."""


class ResultFileError(LeadSearchError, ValueError):
    """A file or text that `SearchResult.to_parquet` or `Receipt.to_json` did not write."""


class ExcelLimitError(LeadSearchError, ValueError):
    """The leads do not fit into an Excel workbook; the message says what to write instead."""


class InvalidArgumentError(LeadSearchError, ValueError):
    """An argument that the call cannot take: the message says what was expected, and what came."""


class MissingExtraError(LeadSearchError, ModuleNotFoundError):
    """An extra is not installed; the message holds the command that installs it."""
