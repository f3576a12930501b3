"""The requests of a sign-in as values, and what it means when one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leadwidgets.account import (
    AccessToken,
    Credentials,
    JwtCredentials,
    LegacyToken,
    PasswordCredentials,
    is_token,
)
from leadwidgets.confidential import Confidential
from leadwidgets.errors import SignInError

_GUIDE = "https://developers.ringcentral.com/engage/voice/guide/authentication/auth-ringcentral"
_CHECK_JWT = (
    "Check the credentials, RC_CLIENT_ID, RC_CLIENT_SECRET and RC_JWT: (1) id and secret are of "
    "one app; (2) the app takes the JWT auth flow; (3) the JWT is neither expired nor revoked, and "
    "made for all apps or for this one; (4) app and JWT are of production, or RC_PLATFORM_URL "
    f"names their host. How: {_GUIDE}"
)
_CHECK_PASSWORD = (
    "Check the credentials: RC_CLIENT_ID, RC_CLIENT_SECRET, RC_USERNAME, RC_PASSWORD and "  # noqa: S105
    "RC_EXTENSION. RingCentral is retiring passwords: a JWT is better."
)
_CHECK_RINGCX = (
    "Check the credentials: RingCentral knows the user, who must also have RingCX access, on the "
    f"host that RINGCX_BASE_URL names. How: {_GUIDE}"
)
_ACCESS_TOKEN_REFUSED = (
    "RingCX did not accept the sign-in with the given access token, which lives five minutes"  # noqa: S105
)
_CHECK_ACCESS_TOKEN = (
    "Check the credentials: give a new RINGCX_ACCESS_TOKEN; or RC_CLIENT_ID, RC_CLIENT_SECRET and "  # noqa: S105
    "RC_JWT, with which the client renews it by itself."
)
_LEGACY_TOKEN_REFUSED = "RingCX did not accept the sign-in with the given X-Auth-Token"  # noqa: S105
_CHECK_LEGACY_TOKEN = (
    "Check the credentials: RINGCX_LEGACY_TOKEN, and the host in RINGCX_BASE_URL that it was made "  # noqa: S105
    "for."
)


@dataclass(frozen=True, slots=True, repr=False)
class SignInStep(Confidential):
    """One request of a sign-in.

    Attributes
    ----------
    url, form, basic
        What to send; `basic` is name and password of HTTP Basic.
    refusal
        What it means when it is not accepted.
    check
        What to do then.
    spends_token
        Whether the form holds something that can be used once.
    exchange
        Whether it counts for the limit of exchanges.
    """

    url: str
    form: Mapping[str, str]
    refusal: str
    check: str
    basic: tuple[str, str] | None = None
    spends_token: bool = False
    exchange: bool = False


def first(credentials: Credentials, platform_url: str) -> SignInStep:
    """Give the step that turns credentials into a RingCentral token.

    Raises
    ------
    SignInError
        If they are of a kind that needs no such step.
    """
    match credentials:
        case JwtCredentials(client_id, client_secret, jwt):
            form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": jwt}
            check = _CHECK_JWT
        case PasswordCredentials(client_id, client_secret, username, password, extension):
            form = {"grant_type": "password", "username": username, "password": password}
            form |= {"extension": extension} if extension else {}
            check = _CHECK_PASSWORD
        case other:
            raise SignInError(
                f"{type(other).__name__} is no way to sign in",
                next_step="Give JwtCredentials, PasswordCredentials, AccessToken or LegacyToken.",
            )
    return SignInStep(
        f"{platform_url}/restapi/oauth/token",
        form,
        refusal="RingCentral did not accept the sign-in (step 1 of 2)",
        check=check,
        basic=(client_id, client_secret),
    )


def second(auth_root: str, platform_token: str) -> SignInStep:
    """Give the step that exchanges a RingCentral token for RingCX's."""
    return SignInStep(
        f"{auth_root}/login/rc/accesstoken?includeRefresh=true",
        {"rcAccessToken": platform_token, "rcTokenType": "Bearer"},
        refusal="RingCX did not accept the sign-in (step 2 of 2)",
        check=_CHECK_RINGCX,
        exchange=True,
    )


def renewal(auth_root: str, refresh_token: str) -> SignInStep:
    """Give the step that renews RingCX's tokens."""
    return SignInStep(
        f"{auth_root}/token/refresh",
        {"refresh_token": refresh_token},
        refusal="RingCX did not renew the sign-in",
        check=_CHECK_RINGCX,
        spends_token=True,
    )


def token_refused(credentials: AccessToken | LegacyToken, refusal: SignInError) -> SignInError:
    """Make the error of a ready token that RingCX does not accept, or no longer.

    Parameters
    ----------
    credentials
        Which kind of token.
    refusal
        What RingCX answered.
    """
    if isinstance(credentials, LegacyToken):
        message, check = _LEGACY_TOKEN_REFUSED, _CHECK_LEGACY_TOKEN
    else:
        message, check = _ACCESS_TOKEN_REFUSED, _CHECK_ACCESS_TOKEN
    return SignInError(
        message, request=refusal.request, request_id=refusal.request_id, next_step=check
    )


def token(step: SignInStep, answer: Mapping[str, Any], name: str) -> str:
    """Give a token of a step's answer.

    Raises
    ------
    SignInError
        If the answer lacks it.
    """
    value = answer.get(name)
    if is_token(value):
        return value
    raise SignInError(f"{step.refusal}: the answer has no {name}", next_step=step.check)
