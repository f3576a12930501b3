"""Reading requests: who asks, for which account, with which parameters and body."""

import json
import re
from collections.abc import Mapping
from typing import NoReturn
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leadwidgets.sandbox.service.criteria_kinds import INT32, WrittenFloat
from leadwidgets.sandbox.service.refusals import JSON, NotSignedIn, Refusal
from leadwidgets.sandbox.service.service import AccountData, Service
from leadwidgets.sandbox.service.tokens import User

_JSON_TYPES = re.compile(r"application/(?:[^/]+\+)?json")

LARGEST_BODY = 4 * 1024 * 1024
"""Bytes. A list of 100,000 phone numbers fits."""


class BodyLimit:
    """ASGI middleware that reads no more of a body than `LARGEST_BODY`, and refuses the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting its bytes."""
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LARGEST_BODY:
                limit = f"{LARGEST_BODY:,} bytes"
                raise Refusal(
                    413, "payload.too.large.exception", f"The body is larger than {limit}", "body"
                )
            return message

        await self.app(scope, counted, send)


def service_of(request: Request) -> Service:
    """Give the service that the app was made for."""
    service: Service = request.app.state.service
    return service


def user_of(request: Request) -> User:
    """Give who asks, by the bearer token, or else by ``X-Auth-Token``.

    Raises
    ------
    NotSignedIn
        If there is no good token.
    """
    sign_in = service_of(request).sign_in
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return sign_in.holder(token.strip())
    if legacy := request.headers.get("x-auth-token"):
        return sign_in.legacy_holder(legacy)
    raise NotSignedIn("Jwt is missing")


def account_of(request: Request) -> AccountData:
    """Give the account that the path names.

    Raises
    ------
    NotSignedIn, Refusal
        If nobody is signed in, or the account is not theirs.
    """
    user = user_of(request)
    return service_of(request).account(user, request.path_params["account_id"])


def integer_in(values: Mapping[str, str], name: str, *, least: int, missing: int) -> int:
    """Give a whole number of the query or the path; `missing` when it is missing or empty."""
    given = values.get(name)
    if given is None or given == "":
        return missing
    if not re.fullmatch(r"[+-]?[0-9]{1,10}", given) or int(given) not in INT32:
        raise _bad_parameter(name, "a whole number")
    if int(given) < least:
        raise _bad_parameter(name, f"{least} or more")
    return int(given)


def flag_in(values: Mapping[str, str], name: str) -> bool:
    """Give a boolean of the query; False when it is missing or empty."""
    given = values.get(name, "").lower()
    if given not in ("true", "false", ""):
        raise _bad_parameter(name, "true or false")
    return given == "true"


def content_type(request: Request) -> str | None:
    """Give the media type that the body is said to have, without parameters."""
    said = request.headers.get("content-type")
    return None if said is None else said.partition(";")[0].strip().lower()


def is_json(media_type: str | None) -> bool:
    """Tell whether a media type is JSON: ``application/json``, or ``application/…+json``."""
    return media_type is not None and _JSON_TYPES.fullmatch(media_type) is not None


def unsupported_media_type(accepted: str) -> Refusal:
    """Refuse a body that is said to be something else than what is `accepted`."""
    field = "Content-Type"
    message = f"{field}: expected {accepted}"
    return Refusal(415, "unsupported.media.type.exception", message, field)


async def json_body(request: Request) -> object:
    """Give the decoded body.

    RingCX does not say what it makes of other content types; this does as its framework, Spring,
    does. A body without a content type is one of unknown bytes; where there is neither, what is
    missing is the body.

    Raises
    ------
    Refusal
        With status 415, if it is not said to be JSON, and with 400, if it is none.
    """
    said = content_type(request)
    if not is_json(said) and (said is not None or await request.body()):
        raise unsupported_media_type(JSON)
    try:
        return json.loads(
            await request.body(), parse_float=WrittenFloat, parse_constant=_no_constant
        )
    except (ValueError, RecursionError):
        raise Refusal(400, "bad.request.exception", "body: not readable as JSON", "body") from None


async def form_body(request: Request) -> dict[str, str]:
    """Give the parameters of the query and of an urlencoded body; the body's go first."""
    body = (await request.body()).decode("utf-8", "replace")
    return dict(request.query_params) | dict(parse_qsl(body, keep_blank_values=True))


def _bad_parameter(name: str, expected: str) -> Refusal:
    return Refusal(400, "bad.request.exception", f"{name}: expected {expected}", name)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
