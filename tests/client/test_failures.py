"""Failures in the user's words: what happened, with whom, and what to do; nothing else."""

import json
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import MappingProxyType

import httpx
import pytest

from leadwidgets.client.http.failures import Answer, never_sent, of_answer, of_exception
from leadwidgets.errors import (
    ConnectionFailedError,
    InvalidCriteriaError,
    PermissionDeniedError,
    RateLimitedError,
    ServerError,
    SignInError,
    UnexpectedResponseError,
)

_REQUEST = "POST …/campaignLeads/leadSearch"
_HOST = "ringcx.example"


def _answer(
    status: int, content: bytes = b"", headers: Mapping[str, str] = MappingProxyType({})
) -> Answer:
    return Answer(status, httpx.Headers(dict(headers)), content)


def _told_to_wait(value: str) -> float | None:
    headers = httpx.Headers([(b"Retry-After", value.encode("latin-1"))])
    return Answer(429, headers, b"").retry_after


def _beneath(error: httpx.RequestError, cause: Exception) -> httpx.RequestError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, InvalidCriteriaError),
        (401, SignInError),
        (403, PermissionDeniedError),
        (404, UnexpectedResponseError),
        (418, UnexpectedResponseError),
        (422, InvalidCriteriaError),
        (429, RateLimitedError),
        (500, ServerError),
        (503, ServerError),
        (599, ServerError),
    ],
)
def test_every_status_is_one_error_with_request_id_and_next_step(
    status: int, kind: type[Exception]
) -> None:
    error = of_answer(_answer(status, b"{}", {"X-Request-Id": "abc-1"}), _REQUEST)
    assert error is not None
    assert type(error) is kind
    assert error.next_step
    assert (error.request, error.request_id) == (_REQUEST, "abc-1")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-446655440000"),
        ("Root=1-67891233-abcdef012345678912345678", "Root=1-67891233-abcdef012345678912345678"),
        ("4155550142", "[number]"),
        ("415-555-0142", "[number]"),
        ("ann@example.com", "[e-mail]"),
        ("eyJhbGciOi.eyJzdWIi.c2ln", "[secure]"),
        ("Bearer abcdefgh", "Bearer [secure]"),
        ("a" * 200, "[secure]"),
        ("", None),
    ],
)
def test_the_id_of_a_request_is_whole_where_it_is_one(sent: str, shown: str | None) -> None:
    error = of_answer(_answer(500, headers={"X-Request-Id": sent}), _REQUEST)
    assert error is not None
    assert error.request_id == shown


def test_a_budget_that_is_used_up_says_how_long_to_wait() -> None:
    error = of_answer(_answer(429, headers={"Retry-After": "7200"}), _REQUEST)
    assert "RingCX asks to wait 7,200 s" in str(error)


@pytest.mark.parametrize(
    "body", [b"[1]", b'"Ann"', b"not JSON", b"", b"[" * 100_000, b'{"error":1}']
)
def test_what_is_no_message_is_not_repeated(body: bytes) -> None:
    error = of_answer(_answer(400, body), _REQUEST)
    assert error is not None
    assert error.message == "RingCX did not accept the search"


def test_the_servers_own_words_are_repeated() -> None:
    body = json.dumps({"errorCode": "x", "generalMessage": "listId: no such list."}).encode()
    error = of_answer(_answer(400, body), _REQUEST)
    assert f"listId: no such list ({_REQUEST}). " in str(error)


@pytest.mark.parametrize("kind", ["text/html", "application/json"])
@pytest.mark.parametrize("page", [b"<!doctype html>", b"\r\n <html>"])
def test_a_page_of_a_proxy_is_no_answer(page: bytes, kind: str) -> None:
    error = of_answer(_answer(200, page, {"Content-Type": kind}), _REQUEST)
    assert isinstance(error, UnexpectedResponseError)
    assert "proxy" in (error.next_step or "")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("1.5", None),
        ("\u00b2", None),
        ("Thu, 01 Jan 1970 00:00:00 -99999999999999", None),
    ],
)
def test_seconds_to_wait_are_read_where_they_are_given(value: str, seconds: float | None) -> None:
    assert _told_to_wait(value) == seconds


@pytest.mark.parametrize("zone", ["GMT", "-0000"])
def test_a_date_to_wait_for_is_read_too(zone: str) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    header = soon.replace("GMT", zone)
    waited = _told_to_wait(header)
    assert waited == pytest.approx(30, abs=3)
    assert _told_to_wait("Sat, 01 Nov 2025 10:00:00 GMT") == 0


@pytest.mark.parametrize(
    ("error", "told", "sent"),
    [
        (httpx.ConnectTimeout("x"), "nobody answered in time", False),
        (httpx.PoolTimeout("x"), "nobody answered in time", False),
        (
            _beneath(httpx.ConnectError("x"), ConnectionRefusedError()),
            "the connection was refused",
            False,
        ),
        (
            _beneath(httpx.ConnectError("x"), ExceptionGroup("x", [ConnectionRefusedError()])),
            "the connection was refused",
            False,
        ),
        (_beneath(httpx.ConnectError("x"), ssl.SSLError("x")), "its certificate", False),
        (httpx.ConnectError("x"), "no connection could be made", False),
        (httpx.ReadTimeout("x"), f"No answer came in time from {_HOST}", True),
        (TimeoutError(), f"No answer came in time from {_HOST}", True),
        (httpx.ProxyError("407 for user:pass"), f"The proxy on the way to {_HOST}", True),
        (httpx.ReadError("x"), "broke before the whole answer", True),
        (httpx.RemoteProtocolError("x"), "broke before the whole answer", True),
    ],
    ids=[
        "slow connect",
        "full pool",
        "refused",
        "refused twice",
        "TLS",
        "no connection",
        "slow answer",
        "slow whole",
        "proxy",
        "cut off",
        "no HTTP",
    ],
)
def test_a_broken_connection_is_told_in_plain_words(
    error: httpx.RequestError | TimeoutError,
    told: str,
    sent: bool,  # noqa: FBT001
) -> None:
    failure = of_exception(error, _REQUEST, _HOST)
    assert isinstance(failure, ConnectionFailedError)
    assert told in failure.message
    assert _HOST in failure.message
    assert failure.next_step
    assert "pass" not in str(failure)
    assert never_sent(error) is not sent
