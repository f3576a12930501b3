"""Answers other than success: what went wrong (`Refusal`), and how RingCX writes that."""

import json
from dataclasses import dataclass

from starlette.responses import Response

JSON = "application/json"
TEXT = "text/plain"


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - the service did not fail
    """A request that cannot be served.

    Attributes
    ----------
    status
        HTTP status.
    code
        ``errorCode`` of the body.
    message
        ``generalMessage`` of the body: what happened, and what would have been right.
    field
        The criterion or parameter at fault.
    retry_after
        Seconds after which the request may come again.
    """

    status: int
    code: str
    message: str
    field: str | None = None
    retry_after: int | None = None

    def response(self, path: str, now: float) -> Response:
        """Write the answer.

        Parameters
        ----------
        path
            Of the request.
        now
            Seconds since 1970.
        """
        problem = {"field": self.field, "message": self.message}
        body = {
            "errorCode": self.code,
            "generalMessage": self.message,
            "details": self.field,
            "requestUri": path,
            "validationErrors": [problem] if self.field is not None else [],
            "timestamp": int(now * 1000),
        }
        headers = {} if self.retry_after is None else {"retry-after": str(self.retry_after)}
        return Response(json.dumps(body), self.status, headers, JSON)


@dataclass(eq=False)
class NotSignedIn(Exception):  # noqa: N818 - the service did not fail
    """A request without a token that is good now. `message` is the whole body, as plain text."""

    message: str

    def response(self) -> Response:
        """Write the answer."""
        return Response(self.message, 401, {"www-authenticate": "Bearer"}, TEXT)


def bad_request(field: str, expected: str, value: object) -> Refusal:
    """Refuse a value. The message tells its JSON type only: the value may be a phone number."""
    message = f"{field}: expected {expected}, got {json_type(value)}"
    return Refusal(400, "bad.request.exception", message, field)


def access_denied(why: str = "no READ permission on the account") -> Refusal:
    """Refuse what the user may not see or what is not there; the answer does not tell which."""
    return Refusal(403, "access.denied.exception", f"Access is denied: {why}")


def not_found(what: str) -> Refusal:
    """Refuse a request for something that the account does not have."""
    return Refusal(404, "not.found.exception", f"{what} not found")


def json_type(value: object) -> str:
    """Name the JSON type of a value."""
    names = {dict: "an object", list: "an array", str: "a string", bool: "a boolean"}
    if value is None:
        return "null"
    return names.get(type(value), "a number")
