"""The way to a host, before anything is asked: its name, its door, a proxy, its certificate."""

import asyncio
import ssl
import urllib.request
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import urlsplit

import httpx

from leadwidgets.account import AccessToken, Account, LegacyToken
from leadwidgets.client.http import trusting
from leadwidgets.errors import ConnectionFailedError

_SECONDS = 10.0
_PORTS = {"http": 80, "https": 443}
_CHECK_ADDRESS = "Check {variable}, the network, and whether a VPN has to be on."
_CHECK_PROXY = "Check HTTPS_PROXY and NO_PROXY in the environment, and the network."
_CHECK_CERTIFICATE = (
    "If the network looks into TLS, name the file with its certificate (PEM) in SSL_CERT_FILE; ask "
    "whoever runs the network for it. If not, check {variable}."
)


@dataclass(frozen=True, slots=True)
class Host:
    """A host that a search speaks to.

    Attributes
    ----------
    url
        Scheme, name and port.
    variable
        The environment variable that names another.
    """

    url: str
    variable: str

    @property
    def name(self) -> str:
        """Its name."""
        return httpx.URL(self.url).host

    @property
    def port(self) -> int:
        """Where it listens."""
        url = httpx.URL(self.url)
        return url.port or _PORTS[url.scheme]

    @property
    def secure(self) -> bool:
        """Whether it speaks TLS."""
        return self.url.startswith("https:")

    @property
    def proxy(self) -> str:
        """The proxy on the way, as name and port; empty where there is none.

        Raises
        ------
        ConnectionFailedError
            If the environment names one by what is no address.
        """
        proxies = urllib.request.getproxies()
        named = proxies.get(urlsplit(self.url).scheme) or proxies.get("all")
        if not named or urllib.request.proxy_bypass(self.name):
            return ""
        try:
            address = httpx.URL(named if "://" in named else f"http://{named}")
        except httpx.InvalidURL:
            _refuse("The environment names a proxy by what is no address", _CHECK_PROXY)
        return f"{address.host}:{address.port or _PORTS.get(address.scheme, 1080)}"


def hosts_of(account: Account) -> tuple[Host, ...]:
    """Give the hosts that a search of the account speaks to; none for an embedded account."""
    if account.embedded:
        return ()
    hosts = [Host(account.base_url, "RINGCX_BASE_URL")]
    if not isinstance(account.credentials, AccessToken | LegacyToken):
        hosts.append(Host(account.platform_url, "RC_PLATFORM_URL"))
    return tuple(dict.fromkeys(hosts))


async def knock(host: Host) -> None:
    """Look up a host and connect to it.

    Raises
    ------
    ConnectionFailedError
        If nobody knows it, or it does not let us in.
    """
    await _connected(host.name, host.port, _CHECK_ADDRESS.format(variable=host.variable))


async def knock_at_proxy(host: Host) -> None:
    """Connect to the proxy on the way to a host.

    Raises
    ------
    ConnectionFailedError
        If it does not let us in.
    """
    name, _, port = host.proxy.rpartition(":")
    await _connected(name, int(port), _CHECK_PROXY)


async def check_certificate(host: Host, account: Account) -> None:
    """Begin to speak TLS with a host.

    Raises
    ------
    ConnectionFailedError
        If its certificate is not accepted, or it does not speak TLS.
    """
    try:
        await _closed_again(host.name, host.port, trusting(account))
    except ssl.SSLCertVerificationError as error:
        why = f"its certificate is not accepted ({error.verify_message})"
    except ssl.SSLError:
        why = "it does not speak TLS there"
    except (OSError, TimeoutError):
        why = "the connection broke while TLS began"
    else:
        return
    raise ConnectionFailedError(
        f"{host.name}: {why}", next_step=_CHECK_CERTIFICATE.format(variable=host.variable)
    )


async def _connected(name: str, port: int, check: str) -> None:
    try:
        await asyncio.get_running_loop().getaddrinfo(name, port)
    except OSError:
        _refuse(f"The network knows no host {name}", check)
    try:
        await _closed_again(name, port)
    except TimeoutError:
        _refuse(f"{name} did not answer at port {port} within {_SECONDS:.0f} s", check)
    except ConnectionRefusedError:
        _refuse(f"{name} refuses connections at port {port}", check)
    except OSError:
        _refuse(f"{name} cannot be reached at port {port}", check)


def _refuse(message: str, check: str) -> NoReturn:
    raise ConnectionFailedError(message, next_step=check) from None


async def _closed_again(name: str, port: int, tls: ssl.SSLContext | None = None) -> None:
    async with asyncio.timeout(_SECONDS):
        _, writer = await asyncio.open_connection(name, port, ssl=tls)
        writer.close()
        await writer.wait_closed()
