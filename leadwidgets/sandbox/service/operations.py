"""The requests that the embedded account answers, as values: routes and their description in one.

`app` makes a route of each `Operation`, `openapi` describes it, and the access log names requests
by them.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leadwidgets.sandbox.service import (
    legacy_routes,
    search_routes,
    sign_in_routes,
    value_list_routes,
    write_routes,
)
from leadwidgets.sandbox.service.refusals import JSON, TEXT

Schema = Mapping[str, Any]
"""A JSON schema, in the dialect of OpenAPI 3.1."""

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One request.

    Attributes
    ----------
    path
        Below the API's prefix, or of the host where `prefixed` is false.
    answer
        What answers; its docstring's first line says what.
    method
        As in HTTP.
    answers
        Name of the schema of a good answer, in `openapi`; empty where every request is refused.
    media_type
        Of a good answer.
    body
        For each content type the name of the schema of the request's body.
    query
        Names of the query parameters, which `openapi` describes.
    refusals
        Statuses of other answers, beside those that every request of its kind can have.
    signed_in
        Whether a token is needed.
    prefixed
        Whether it is found below the API's two prefixes.
    """

    path: str
    answer: Endpoint
    answers: str
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    media_type: str = JSON
    body: tuple[tuple[str, str], ...] = ()
    query: tuple[str, ...] = ()
    refusals: tuple[int, ...] = ()
    signed_in: bool = True
    prefixed: bool = True

    def route(self) -> Route:
        """Make the route."""
        return Route(self.path, self.answer, methods=[self.method], name=self.path)


PREFIXES = ("/voice/api/v1", "/api/v1")
"""Where the API is found: on RingCX's host, and on the legacy hosts."""

_FORM = "application/x-www-form-urlencoded"
_ACCOUNT = "/admin/accounts/{account_id}"
_GROUPS = f"{_ACCOUNT}/dialGroups"
_CAMPAIGNS = f"{_GROUPS}/{{dial_group_id}}/campaigns"
_LEADS = f"{_ACCOUNT}/campaignLeads"
_LEAD_LOADER = f"{_ACCOUNT}/campaigns/{{campaign_id}}/leadLoader"
_PAGED = ("page", "maxRows")

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "/restapi/oauth/token",
        sign_in_routes.platform_token,
        "PlatformTokens",
        "POST",
        body=((_FORM, "Grant"),),
        refusals=(400, 401),
        signed_in=False,
        prefixed=False,
    ),
    Operation(
        "/api/auth/login/rc/accesstoken",
        sign_in_routes.exchange,
        "Tokens",
        "POST",
        body=((_FORM, "Exchange"),),
        query=("includeRefresh",),
        refusals=(401, 429),
        signed_in=False,
        prefixed=False,
    ),
    Operation(
        "/api/auth/token/refresh",
        sign_in_routes.renew,
        "Tokens",
        "POST",
        body=((_FORM, "Refresh"),),
        refusals=(401,),
        signed_in=False,
        prefixed=False,
    ),
    Operation(
        "/auth/login",
        legacy_routes.legacy_sign_in,
        "LegacySignIn",
        "POST",
        body=((_FORM, "LegacyGrant"),),
        refusals=(401,),
        signed_in=False,
    ),
    Operation("/admin/token", legacy_routes.api_tokens, "Texts"),
    Operation("/admin/token", legacy_routes.make_api_token, "ApiToken", "POST", media_type=TEXT),
    Operation(
        "/admin/token/{token}",
        legacy_routes.remove_api_token,
        "Removed",
        "DELETE",
        media_type=TEXT,
        refusals=(404,),
    ),
    Operation("/admin/accounts", sign_in_routes.accounts, "Accounts"),
    Operation("/admin/states", value_list_routes.states, "States", refusals=(403, 404)),
    Operation(
        _GROUPS,
        value_list_routes.dial_groups,
        "DialGroups",
        query=("includePermissions", *_PAGED),
        refusals=(400, 404),
    ),
    Operation(
        f"{_GROUPS}/withChildren",
        value_list_routes.dial_groups_with_children,
        "DialGroups",
        query=("includePermissions", *_PAGED),
        refusals=(400, 404),
    ),
    Operation(
        _CAMPAIGNS,
        value_list_routes.campaigns,
        "Campaigns",
        query=("includePermissions", *_PAGED),
        refusals=(400, 404),
    ),
    Operation(
        f"{_CAMPAIGNS}/{{campaign_id}}/lists",
        value_list_routes.lists,
        "LeadLists",
        query=("includePermissions", *_PAGED),
        refusals=(400, 404),
    ),
    Operation(
        f"{_CAMPAIGNS}/{{campaign_id}}/campaignDispositions",
        value_list_routes.campaign_dispositions,
        "CampaignDispositions",
        query=("includePermissions", *_PAGED),
        refusals=(400, 404),
    ),
    Operation(f"{_LEADS}/leadStates", value_list_routes.lead_states, "Texts", refusals=(404,)),
    Operation(
        f"{_LEADS}/systemDispositions",
        value_list_routes.system_dispositions,
        "Texts",
        refusals=(404,),
    ),
    Operation(
        f"{_LEADS}/leadSearch",
        search_routes.lead_search,
        "LeadsOrCount",
        "POST",
        body=((JSON, "Criteria"),),
        query=("count", *_PAGED),
        refusals=(400, 415, 429),
    ),
    Operation(
        f"{_LEADS}/leadSearchByPhoneList",
        search_routes.lead_search_by_phone_list,
        "LeadRows",
        "POST",
        body=((JSON, "PhoneList"), ("multipart/form-data", "PhoneFile")),
        query=_PAGED,
        refusals=(400, 415, 429),
    ),
    Operation(f"{_LEADS}/actions", write_routes.act_on_leads, "", "PUT"),
    Operation(f"{_LEADS}/{{lead_id}}", write_routes.replace_lead, "", "PUT"),
    Operation(f"{_LEADS}/{{lead_id}}", write_routes.change_lead, "", "PATCH"),
    Operation(f"{_LEAD_LOADER}/direct", write_routes.load_leads, "", "POST"),
    Operation(f"{_LEAD_LOADER}/preview", write_routes.preview_file, "", "POST"),
    Operation(f"{_LEAD_LOADER}/process", write_routes.load_file, "", "POST"),
)
"""Every request."""
