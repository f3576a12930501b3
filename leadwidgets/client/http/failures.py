"""What went wrong with a request, as one error of the tree.

An `Answer` that is no success, or an httpx exception, becomes a `LeadSearchError` that names the
request (method and path, no query string), the id that RingCX gave it, and the next step. What
RingCX wrote is redacted first. No httpx exception stays attached, since it carries the request with
its headers.
"""

import json
import logging
import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from traceback import extract_tb

import httpx

from leadwidgets.client.http.redaction import redact, redact_request_id, sent_values
from leadwidgets.confidential import Confidential
from leadwidgets.errors import (
    ConnectionFailedError,
    InvalidCriteriaError,
    LeadSearchError,
    PermissionDeniedError,
    RateLimitedError,
    ServerError,
    SignInError,
    SnapshotError,
    UnexpectedResponseError,
)

_log = logging.getLogger(__name__)

_ID_HEADERS = ("x-request-id", "rcrequestid", "x-correlation-id")

_WHO_ELSE = "See what else uses the same account."
_REFUSED_SEARCH = (
    InvalidCriteriaError,
    "RingCX did not accept the search",
    "Change the criteria.",
)
_MEANINGS: Mapping[int, tuple[type[LeadSearchError], str, str]] = {
    HTTPStatus.BAD_REQUEST: _REFUSED_SEARCH,
    HTTPStatus.UNPROCESSABLE_ENTITY: _REFUSED_SEARCH,
    HTTPStatus.UNAUTHORIZED: (
        SignInError,
        "RingCX did not accept the sign-in",
        "Check the credentials, and that they belong to this account.",
    ),
    HTTPStatus.FORBIDDEN: (
        PermissionDeniedError,
        "RingCX denied access",
        "Ask an administrator for read permission on this account.",
    ),
    HTTPStatus.NOT_FOUND: (
        UnexpectedResponseError,
        "RingCX does not know this address",
        "Check the base URL and the account id; some accounts lack some value lists.",
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        RateLimitedError,
        "The account's request budget is used up",
        f"Wait a minute. {_WHO_ELSE}",
    ),
}


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "its certificate was not accepted, or it does not speak TLS"),
    (socket.gaierror, "the network knows no such name"),
    (ConnectionRefusedError, "the connection was refused"),
)


@dataclass(frozen=True, slots=True, repr=False)
class Answer(Confidential):
    """What came back.

    Attributes
    ----------
    status, headers, content
        The body is whole.
    sent
        The parts of the request, which no message must repeat; see `sent_values`.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes
    sent: Sequence[object] = ()

    @property
    def request_id(self) -> str | None:
        """Give the id that the server gave the request, if it gave one."""
        found = next((self.headers[name] for name in _ID_HEADERS if name in self.headers), None)
        return redact_request_id(found, sent_values(*self.sent)) if found else None

    @property
    def markup(self) -> bool:
        """Tell whether it is a page for people, such as proxies send, whatever they call it."""
        html = self.headers.get("content-type", "").startswith("text/html")
        return html or self.content.lstrip()[:1] == b"<"

    @property
    def expired_token(self) -> bool:
        """Tell whether RingCX said that the access token is past its five minutes."""
        return self.status == HTTPStatus.UNAUTHORIZED and b"jwt is expired" in self.content.lower()

    @property
    def retry_after(self) -> float | None:
        """Give the seconds that the server asks to wait, if it asks."""
        value = self.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdigit():
            return float(value)
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def of_answer(answer: Answer, request: str) -> LeadSearchError | None:
    """Give the error that an answer means; None for a success.

    Parameters
    ----------
    answer
        What came.
    request
        Method and path of what was asked.
    """
    if answer.status in (HTTPStatus.OK, HTTPStatus.CREATED):
        return _of_html(answer, request)
    kind, message, next_step = _meaning(answer.status)
    if kind is RateLimitedError and answer.retry_after:
        next_step = f"RingCX asks to wait {answer.retry_after:,.0f} s. {_WHO_ELSE}"
    said = _said(answer)
    return kind(
        f"{message}: {said}" if said else message,
        request=request,
        request_id=answer.request_id,
        next_step=next_step,
        status=answer.status,
    )


def of_exception(
    error: httpx.RequestError | TimeoutError, request: str, host: str
) -> LeadSearchError:
    """Give the error that a broken or missing connection means.

    Parameters
    ----------
    error
        What httpx raised.
    request
        Method and path of what was asked.
    host
        Whom: a name without port and path.
    """
    match error:
        case httpx.ConnectTimeout() | httpx.PoolTimeout() | httpx.ConnectError():
            message = f"Could not connect to {host}: {_why_no_connection(error)}"
            next_step = "Check the network, the proxy and the base URL."
        case httpx.TimeoutException() | TimeoutError():
            message = f"No answer came in time from {host}"
            next_step = "Try again, or give LeadSearchClient a longer timeout."
        case httpx.ProxyError():
            message = f"The proxy on the way to {host} refused the connection"
            next_step = "Check the network, and HTTPS_PROXY and NO_PROXY in the environment."
        case _:
            message = f"The connection to {host} broke before the whole answer had come"
            next_step = "Try again. If it stays so, check the network and the proxy."
    return ConnectionFailedError(message, request=request, next_step=next_step)


def of_foreign(error: Exception, request: str, host: str) -> LeadSearchError:
    """Give the error that an exception of neither httpx nor this package means.

    Its traceback goes, whose frames hold the request with its headers: what was raised where is
    logged by name.
    """
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in extract_tb(error.__traceback__))
    _log.error("%s: %s in %s", request, type(error).__name__, places)
    return ConnectionFailedError(
        f"The connection to {host} failed with {type(error).__name__}",
        request=request,
        next_step="Try again. If it stays so, check the network, the proxy and the transport.",
    )


def of_body(
    error: UnexpectedResponseError, request: str, request_id: str | None = None
) -> UnexpectedResponseError:
    """Give the error of a body that cannot be read, with the request that it answers."""
    return UnexpectedResponseError(
        error.message, request=request, request_id=request_id, next_step=error.next_step
    )


def of_leads(error: SnapshotError) -> SnapshotError:
    """Give the error of an embedded account's leads, without its frames, which hold the request."""
    return SnapshotError(error.message, next_step=error.next_step)


def _why_no_connection(error: BaseException) -> str:
    """Give the reason in plain words, from the error that lies beneath."""
    if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
        return "nobody answered in time"
    beneath = tuple(_beneath(error))
    for kind, reason in _REASONS:
        if any(isinstance(one, kind) for one in beneath):
            return reason
    return "no connection could be made"


def _beneath(error: BaseException) -> Iterator[BaseException]:
    """Give what led to an error, and the errors of a group one by one."""
    yield error
    causes = [error.__cause__ or error.__context__]
    if isinstance(error, BaseExceptionGroup):
        causes.extend(error.exceptions)
    for cause in causes:
        if cause is not None:
            yield from _beneath(cause)


def never_sent(error: httpx.RequestError | TimeoutError) -> bool:
    """Tell whether the request cannot have arrived, so that even a refresh token is not spent."""
    return isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


def _of_html(answer: Answer, request: str) -> LeadSearchError | None:
    if not answer.markup:
        return None
    return UnexpectedResponseError(
        "An HTML page came instead of JSON",
        request=request,
        request_id=answer.request_id,
        next_step="Check the base URL, and whether a proxy or a sign-in page stands in between.",
    )


def _meaning(status: int) -> tuple[type[LeadSearchError], str, str]:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ServerError, f"RingCX failed with status {status}", "Try again in a while."
    other = (
        UnexpectedResponseError,
        f"RingCX answered with status {status}",
        "Check the base URL.",
    )
    return _MEANINGS.get(status, other)


def _said(answer: Answer) -> str:
    """Give the server's own words, redacted; nothing where it sent a page or something else."""
    try:
        body = json.loads(answer.content)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(body, dict):
        return ""
    names = ("generalMessage", "error_description", "errorCode", "error", "message")
    said = next((body[name] for name in names if isinstance(body.get(name), str)), "")
    return redact(said, sent_values(*answer.sent)).rstrip(".")  # ours ends in one
