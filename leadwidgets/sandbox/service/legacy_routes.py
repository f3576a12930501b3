"""The requests of legacy sign-in: a user name and a password give a token, and that one API tokens.

As RingCX's guide has them under its legacy hosts and, for API tokens, under ``/voice/api/v1`` too.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from leadwidgets.sandbox.service.refusals import Refusal
from leadwidgets.sandbox.service.requests import form_body, service_of, user_of
from leadwidgets.sandbox.service.sign_in_routes import accounts_of


async def legacy_sign_in(request: Request) -> Response:
    """Answer a legacy sign-in: a token for ``X-Auth-Token``, and the accounts that it opens."""
    signed_in = service_of(request).sign_in.legacy_sign_in(await form_body(request))
    if signed_in is None:
        raise Refusal(401, "unauthorized.exception", "The user name or the password is wrong")
    token, user = signed_in
    return JSONResponse(
        {
            "authToken": token,
            "accounts": accounts_of(request, user),
            "platformHost": request.url.hostname,
        }
    )


async def api_tokens(request: Request) -> Response:
    """Answer the user's API tokens, which do not end."""
    return JSONResponse(service_of(request).sign_in.api_tokens(user_of(request)))


async def make_api_token(request: Request) -> Response:
    """Answer one more API token, as plain text."""
    return PlainTextResponse(service_of(request).sign_in.make_api_token(user_of(request)))


async def remove_api_token(request: Request) -> Response:
    """Answer whether an API token of the user's has been ended."""
    token = request.path_params["token"]
    removed = service_of(request).sign_in.remove_api_token(user_of(request), token)
    return PlainTextResponse("true" if removed else "false")
