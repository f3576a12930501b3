"""The embedded account as an ASGI app: the routes, and the answers to what goes wrong."""

from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from leadwidgets.sandbox.service import openapi
from leadwidgets.sandbox.service.access_log import AccessLog
from leadwidgets.sandbox.service.operations import OPERATIONS, PREFIXES
from leadwidgets.sandbox.service.refusals import NotSignedIn, Refusal
from leadwidgets.sandbox.service.requests import BodyLimit, service_of
from leadwidgets.sandbox.service.service import Service


def make_app(service: Service) -> Starlette:
    """Make the app that answers for a service.

    The same API is found under ``/voice/api/v1`` and, as on the legacy hosts, under ``/api/v1``;
    what it is, under ``/openapi.json``.
    """
    api: list[BaseRoute] = [operation.route() for operation in OPERATIONS if operation.prefixed]
    description = openapi.describe(service.dialect)

    async def described(_request: Request) -> Response:
        return JSONResponse(description)

    app = Starlette(
        routes=[
            *(operation.route() for operation in OPERATIONS if not operation.prefixed),
            Route(openapi.DESCRIPTION_PATH, described, name=openapi.DESCRIPTION_PATH),
            *(Mount(prefix, routes=api) for prefix in PREFIXES),
        ],
        middleware=[Middleware(AccessLog), Middleware(BodyLimit)],
        exception_handlers=dict.fromkeys((Refusal, NotSignedIn, HTTPException), _explain),
    )
    app.state.service = service
    return app


async def _explain(request: Request, error: Exception) -> Response:
    """Answer a request that a handler, or the router, did not serve."""
    match error:
        case NotSignedIn():
            return error.response()
        case HTTPException():
            answer = _unrouted(error.status_code).response(*_where_and_when(request))
            answer.headers.update(error.headers or {})
            return answer
        case Refusal():
            refusal = error
        case _:
            raise error
    return refusal.response(*_where_and_when(request))


def _where_and_when(request: Request) -> tuple[str, float]:
    return request.url.path, service_of(request).clock()


def _unrouted(status: int) -> Refusal:
    """Give the refusal of an unknown path, or of a method that the path does not take."""
    phrase = HTTPStatus(status).phrase
    return Refusal(status, f"{phrase.lower().replace(' ', '.')}.exception", phrase)
