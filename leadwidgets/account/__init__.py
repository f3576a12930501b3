"""Where to search, as whom, and how: the `Account` and its credentials."""

from leadwidgets.account.account import LEGACY_HOSTS, RINGCENTRAL_URL, RINGCX_URL, Account
from leadwidgets.account.credentials import (
    AccessToken,
    Credentials,
    JwtCredentials,
    LegacyToken,
    PasswordCredentials,
    is_token,
)
from leadwidgets.account.environment import VARIABLES, named_in
from leadwidgets.account.limits import RINGCX_LIMITS, Limits, Window, least_seconds

__all__ = [
    "LEGACY_HOSTS",
    "RINGCENTRAL_URL",
    "RINGCX_LIMITS",
    "RINGCX_URL",
    "VARIABLES",
    "AccessToken",
    "Account",
    "Credentials",
    "JwtCredentials",
    "LegacyToken",
    "Limits",
    "PasswordCredentials",
    "Window",
    "is_token",
    "least_seconds",
    "named_in",
]
