"""The requests of signing in: RingCentral's token, its exchange for RingCX's, and renewal."""

import base64
import binascii
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from leadwidgets.sandbox.service.limits import Budget
from leadwidgets.sandbox.service.refusals import Refusal
from leadwidgets.sandbox.service.requests import form_body, service_of, user_of
from leadwidgets.sandbox.service.tokens import (
    ACCESS_SECONDS,
    PLATFORM_SECONDS,
    REFRESH_SECONDS,
    Tokens,
    User,
)

_GRANTS = ("urn:ietf:params:oauth:grant-type:jwt-bearer", "password", "refresh_token")


async def platform_token(request: Request) -> Response:
    """Answer step one: a RingCentral token for an app and a JWT, a password or a refresh token."""
    form = await form_body(request)
    sign_in = service_of(request).sign_in
    users = sign_in.app_users(*_basic(request.headers.get("authorization", "")))
    if not users:
        return _oauth_error(401, "invalid_client", "Client id or secret is wrong or missing")
    if form.get("grant_type") not in _GRANTS:
        return _oauth_error(400, "unsupported_grant_type", f"Use one of {', '.join(_GRANTS)}")
    tokens = sign_in.platform_tokens(users, form)
    if tokens is None:
        return _oauth_error(
            400, "invalid_grant", "The grant is wrong, has expired or has been used"
        )
    return JSONResponse(
        {
            "access_token": tokens.access,
            "token_type": "bearer",
            "expires_in": int(PLATFORM_SECONDS),
            "refresh_token": tokens.refresh,
            "refresh_token_expires_in": int(REFRESH_SECONDS),
            "scope": "ReadAccounts",
            "owner_id": "800555010",
            "endpoint_id": "embedded",
        }
    )


async def exchange(request: Request) -> Response:
    """Answer step two: RingCX tokens for a RingCentral one."""
    form = await form_body(request)
    service = service_of(request)
    user = service.sign_in.platform_holder(form.get("rcAccessToken", ""))
    if user is None or form.get("rcTokenType", "Bearer").lower() != "bearer":
        raise Refusal(401, "unauthorized.exception", "The RingCentral token is not valid")
    service.spend(user.account_ids[0], Budget.TOKEN_EXCHANGE)
    tokens = service.sign_in.issue(user)
    refresh = form.get("includeRefresh", "").lower() == "true"
    return _ringcx_tokens(request, tokens, refresh=refresh)


async def renew(request: Request) -> Response:
    """Answer a refresh: new tokens for a refresh token, which is spent by this."""
    form = await form_body(request)
    tokens = service_of(request).sign_in.renew(form.get("refresh_token", ""))
    if tokens is None:
        message = "The refresh token is not valid, has expired or has been used"
        raise Refusal(401, "unauthorized.exception", message)
    return _ringcx_tokens(request, tokens, refresh=True)


async def accounts(request: Request) -> Response:
    """Answer the accounts that the user may see."""
    return JSONResponse(accounts_of(request, user_of(request)))


def accounts_of(request: Request, user: User) -> list[dict[str, str]]:
    """Give the accounts that a user may see, as the API writes them."""
    known = service_of(request).accounts
    return [
        {
            "accountId": account_id,
            "accountName": known[account_id].plan.name,
            "mainAccountId": user.account_ids[0],
            "rcAccountAccess": "ENABLED",
        }
        for account_id in user.account_ids
    ]


def _ringcx_tokens(request: Request, tokens: Tokens, *, refresh: bool) -> Response:
    user = tokens.user
    known = service_of(request).accounts
    return JSONResponse(
        {
            "accessToken": tokens.access,
            "refreshToken": tokens.refresh if refresh else None,
            "tokenType": "Bearer",
            "expiresIn": int(ACCESS_SECONDS),
            "mainAccountId": user.account_ids[0],
            "platformId": "embedded",
            "adminId": 880_001,
            "adminUrl": "/voice/admin/",
            "agentUrl": "/voice/agent/",
            "isAdminPasswordReset": False,
            "ssoLogin": True,
            "agentDetails": [
                {
                    "agentId": 880_002,
                    "firstName": user.name,
                    "lastName": "",
                    "username": user.name.lower(),
                    "accountId": account_id,
                    "accountName": known[account_id].plan.name,
                    "agentType": "AGENT",
                }
                for account_id in user.account_ids
            ],
        }
    )


def _basic(header: str) -> tuple[str, str]:
    """Give id and secret of an HTTP Basic header; empty ones if it is not one."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return client_id, secret


def _oauth_error(status: int, error: str, description: str) -> Response:
    headers = (
        {"www-authenticate": 'Basic realm="RingCentral"'}
        if status == HTTPStatus.UNAUTHORIZED
        else None
    )
    return JSONResponse({"error": error, "error_description": description}, status, headers)
