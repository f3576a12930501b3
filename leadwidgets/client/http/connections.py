"""The connections of one client, and the trusted certificates that all clients share.

Reading the certificates takes longer than a request, so it is done once in a process, and not at
all for an account that is never spoken to over TLS. Which are trusted, and which proxies are used,
follows the environment as httpx documents it: ``SSL_CERT_FILE``, ``SSL_CERT_DIR``,
``HTTPS_PROXY``, ``HTTP_PROXY``, ``ALL_PROXY``, ``NO_PROXY``.
"""

import os
import ssl
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import httpx

from leadwidgets.account import AccessToken, Account, LegacyToken
from leadwidgets.client.http.bodies import ACCEPTED
from leadwidgets.errors import ConnectionFailedError

_CONNECT_SECONDS = 10.0
_PROTOCOLS = ["http/1.1"]
_CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")


def connections(account: Account, timeout: float) -> httpx.AsyncClient:
    """Give connections to an account.

    Parameters
    ----------
    account
        Where to.
    timeout
        Seconds to wait for the next part of an answer.

    Raises
    ------
    ConnectionFailedError
        If the environment names certificates that cannot be read, or a proxy that cannot be used.
    """
    transport = account.open_transport()
    try:
        return httpx.AsyncClient(
            transport=transport,
            verify=True if transport else trusting(account),
            timeout=httpx.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS)),
            headers={
                "Accept": "application/json",
                "Accept-Encoding": ACCEPTED,
                "User-Agent": f"leadwidgets/{version('leadwidgets')}",
            },
        )
    except ImportError:
        next_step = "Install it: python -m pip install 'httpx[socks]'. Or name another proxy."
        message = "The environment names a SOCKS proxy, which needs the package socksio"
    except (ValueError, httpx.InvalidURL):
        next_step = "Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY: like http://proxy.example:3128."
        message = "The environment names a proxy whose address cannot be used"
    raise ConnectionFailedError(message, next_step=next_step)


def trusting(account: Account) -> ssl.SSLContext:
    """Give what certificates of an account's hosts are checked with.

    Raises
    ------
    ConnectionFailedError
        If the environment names certificates that cannot be read.
    """
    if not _speaks_tls(account):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # which trusts nobody
    named = tuple(os.environ.get(name, "") for name in _CERTIFICATES)
    try:
        return tls(ssl.SSLContext, named, _changed(named[0]))
    except OSError as error:
        reason = error.strerror or "they are not in a form that is known"
    raise ConnectionFailedError(
        f"The trusted certificates could not be read: {reason}",
        next_step="Check SSL_CERT_FILE in the environment: it names a file of certificates (PEM).",
    )


@lru_cache(maxsize=2)
def tls(_kind: type, _named: tuple[str, ...], _changed: int) -> ssl.SSLContext:
    """Read the trusted certificates; the arguments are what decides which those are."""
    context = httpx.create_ssl_context()
    context.set_alpn_protocols(_PROTOCOLS)
    # httpcore sets them again for each connection. CPython may then crash where another thread
    # connects at the same moment (python/cpython#141012), so the second time does nothing.
    context.set_alpn_protocols = _keep  # type: ignore[method-assign]
    return context


def _keep(alpn_protocols: Iterable[str]) -> None:
    """Leave the protocols of a context that other threads use as they are."""


def _speaks_tls(account: Account) -> bool:
    addresses = [account.base_url]
    if not isinstance(account.credentials, AccessToken | LegacyToken):
        addresses.append(account.platform_url)
    return any(address.startswith("https:") for address in addresses)


def _changed(path: str) -> int:
    """Give when a file was written, 0 where there is none: new certificates are to be read."""
    with suppress(OSError):
        return Path(path).stat().st_mtime_ns if path else 0
    return 0
