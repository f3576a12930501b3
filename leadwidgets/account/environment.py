"""Credentials and addresses from environment variables and ``.env`` files."""

import os
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values

from leadwidgets.account.credentials import (
    AccessToken,
    Credentials,
    JwtCredentials,
    LegacyToken,
    PasswordCredentials,
)
from leadwidgets.account.limits import RINGCX_LIMITS, Limits
from leadwidgets.errors import SignInError

VARIABLES = (
    "RINGCX_ACCOUNT_ID",
    "RINGCX_ACCOUNT_NAME",
    "RINGCX_BASE_URL",
    "RINGCX_LIMITS",
    "RINGCX_ACCESS_TOKEN",
    "RINGCX_LEGACY_TOKEN",
    "RC_CLIENT_ID",
    "RC_CLIENT_SECRET",
    "RC_JWT",
    "RC_USERNAME",
    "RC_PASSWORD",
    "RC_EXTENSION",
    "RC_PLATFORM_URL",
)
"""The environment variables that `Account.from_env` reads."""


def named_in(environ: Mapping[str, str]) -> bool:
    """Tell whether the environment means to name an account, completely or not."""
    return any(environ.get(name) for name in VARIABLES)


def read_variables(environ: Mapping[str, str] | None, dotenv: str | Path | None) -> dict[str, str]:
    """Give the variables that have a value, those of a ``.env`` file behind the environment's.

    Raises
    ------
    SignInError
        If the file cannot be read.
    """
    return _set(_read_dotenv(dotenv)) | _set(os.environ if environ is None else environ)


def _set(environ: Mapping[str, str]) -> dict[str, str]:
    """Give the variables that have a value, without what shells and editors put around it."""
    found = ((name, environ.get(name, "")) for name in VARIABLES)
    values = {name: text if name == "RC_PASSWORD" else text.strip() for name, text in found}
    return {name: value for name, value in values.items() if value}


def read_credentials(values: Mapping[str, str]) -> Credentials:
    """Make the credentials that the variables name.

    Raises
    ------
    SignInError
        If variables are missing, and the message names them.
    """
    if values.get("RINGCX_ACCESS_TOKEN"):
        return AccessToken(values["RINGCX_ACCESS_TOKEN"])
    if values.get("RINGCX_LEGACY_TOKEN"):
        return LegacyToken(values["RINGCX_LEGACY_TOKEN"])
    ways = (
        (JwtCredentials, ("RC_CLIENT_ID", "RC_CLIENT_SECRET", "RC_JWT")),
        (PasswordCredentials, ("RC_CLIENT_ID", "RC_CLIENT_SECRET", "RC_USERNAME", "RC_PASSWORD")),
    )
    for kind, names in ways:
        if all(values.get(name) for name in names):
            extension = (values.get("RC_EXTENSION", ""),) if kind is PasswordCredentials else ()
            return kind(*(values[name] for name in names), *extension)
    missing = [name for name in ways[0][1] if not values.get(name)]
    raise SignInError(
        f"The environment names no complete credentials: {', '.join(missing)} missing",
        next_step="Set RC_CLIENT_ID, RC_CLIENT_SECRET and RC_JWT, or RINGCX_ACCESS_TOKEN.",
    )


def read_limits(values: Mapping[str, str]) -> Limits | None:
    """Give the limits that the variables name: RingCX's, unless it is said that there are none.

    Raises
    ------
    SignInError
        If ``RINGCX_LIMITS`` is set to anything but ``none``.
    """
    named = values.get("RINGCX_LIMITS")
    if named is None:
        return RINGCX_LIMITS
    if named != "none":
        raise SignInError(
            "RINGCX_LIMITS is not none",
            next_step="Unset it, or set it to none for an embedded account without limits.",
        )
    return None


def _read_dotenv(path: str | Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SignInError(
            f"The file {path} could not be read: {reason}",
            next_step="Check the file given as dotenv.",
        ) from None
    values = dotenv_values(stream=StringIO(text), interpolate=False)  # a secret may hold ${
    return {name: value or "" for name, value in values.items()}
