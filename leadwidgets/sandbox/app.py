"""The embedded account as an ASGI app: the routes, and the answers to what goes wrong."""

from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from leadwidgets.sandbox import lead_search, sign_in_routes, value_lists
from leadwidgets.sandbox.answers import NotSignedIn, Refusal
from leadwidgets.sandbox.requests import BodyLimit, service_of
from leadwidgets.sandbox.service import Service

_ACCOUNT = "/admin/accounts/{account_id}"
_GROUPS = f"{_ACCOUNT}/dialGroups"
_CAMPAIGNS = f"{_GROUPS}/{{dial_group_id}}/campaigns"
_LEADS = f"{_ACCOUNT}/campaignLeads"

_API: list[BaseRoute] = [
    Route("/admin/accounts", sign_in_routes.accounts),
    Route("/admin/states", value_lists.states),
    Route(_GROUPS, value_lists.dial_groups),
    Route(f"{_GROUPS}/withChildren", value_lists.dial_groups_with_children),
    Route(_CAMPAIGNS, value_lists.campaigns),
    Route(f"{_CAMPAIGNS}/{{campaign_id}}/lists", value_lists.lists),
    Route(f"{_CAMPAIGNS}/{{campaign_id}}/campaignDispositions", value_lists.campaign_dispositions),
    Route(f"{_LEADS}/leadStates", value_lists.lead_states),
    Route(f"{_LEADS}/systemDispositions", value_lists.system_dispositions),
    Route(f"{_LEADS}/leadSearch", lead_search.lead_search, methods=["POST"]),
    Route(
        f"{_LEADS}/leadSearchByPhoneList",
        lead_search.lead_search_by_phone_list,
        methods=["POST"],
    ),
]


def make_app(service: Service) -> Starlette:
    """Make the app that answers for a service.

    The same API is found under ``/voice/api/v1`` and, as on the legacy hosts, under ``/api/v1``.
    """
    app = Starlette(
        routes=[
            *sign_in_routes.ROUTES,
            Mount("/voice/api/v1", routes=_API),
            Mount("/api/v1", routes=_API),
        ],
        middleware=[Middleware(BodyLimit)],
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
            refusal = _unrouted(error.status_code)
        case Refusal():
            refusal = error
        case _:
            raise error
    return refusal.response(request.url.path, service_of(request).clock())


def _unrouted(status: int) -> Refusal:
    """Give the refusal of an unknown path, or of a method that the path does not take."""
    phrase = HTTPStatus(status).phrase
    return Refusal(status, f"{phrase.lower().replace(' ', '.')}.exception", phrase)
