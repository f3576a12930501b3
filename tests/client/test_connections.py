"""Connections: certificates are checked as httpx does it, and read once for all clients."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme
from virtual_time import VirtualClock

from leadwidgets.account import AccessToken, Account, JwtCredentials
from leadwidgets.client import LeadSearchClient
from leadwidgets.client.http.connections import tls, trusting
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import ConnectionFailedError
from leadwidgets.sandbox import Sandbox

pytestmark = pytest.mark.anyio

_ALL = SearchCriteria()
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n42"
_PROXIES = ("ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin like a process whose environment says nothing about certificates and proxies."""
    for name in (*_PROXIES, *map(str.lower, _PROXIES), "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    tls.cache_clear()
    yield
    tls.cache_clear()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note each time that certificates are read."""
    noted: list[object] = []
    inner = ssl.create_default_context

    def create_default_context(*given: object, **named: object) -> ssl.SSLContext:
        noted.append(named)
        return inner(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(ssl, "create_default_context", create_default_context)
    return noted


@asynccontextmanager
async def _served(authority: trustme.CA, *names: str) -> AsyncIterator[Account]:
    """Serve an account in which every count is 42, over TLS with a certificate for some names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            [length] = [
                int(line[15:]) for line in head.lower().split(b"\r\n") if b"-length" in line
            ]
            await reader.readexactly(length)
            writer.write(_ANSWER)
            await writer.drain()
        finally:
            writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context) as server:
        port = server.sockets[0].getsockname()[1]
        url = f"https://localhost:{port}"
        yield Account(account_id="1", credentials=AccessToken("hush"), base_url=url)


def _trust(authority: trustme.CA, folder: Path) -> str:
    file = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    return str(file)


async def _count(account: Account) -> int:
    async with LeadSearchClient(account, clock=VirtualClock()) as client:
        return await client.count(_ALL)


def _real_account() -> Account:
    return Account(account_id="1", credentials=JwtCredentials("app", "secret", "jwt"))


async def test_a_certificate_of_nobody_who_is_trusted_is_refused(authority: trustme.CA) -> None:
    async with _served(authority, "localhost") as account:
        with pytest.raises(ConnectionFailedError, match="its certificate was not accepted"):
            await _count(account)


async def test_the_authority_that_ssl_cert_file_names_is_trusted_from_then_on(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _served(authority, "localhost") as account:
        with pytest.raises(ConnectionFailedError):
            await _count(account)
        monkeypatch.setenv("SSL_CERT_FILE", _trust(authority, tmp_path))
        assert await _count(account) == 42
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(ConnectionFailedError):
            await _count(account)


async def test_a_file_of_certificates_that_has_changed_is_read_again(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", _trust(trustme.CA(), tmp_path))
    async with _served(authority, "localhost") as account:
        with pytest.raises(ConnectionFailedError):
            await _count(account)
        _trust(authority, tmp_path)
        assert await _count(account) == 42


async def test_a_certificate_for_another_name_is_refused(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", _trust(authority, tmp_path))
    async with _served(authority, "elsewhere.example") as account:
        with pytest.raises(ConnectionFailedError, match="its certificate was not accepted"):
            await _count(account)


async def test_clients_in_many_threads_share_what_was_read(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: list[object]
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", _trust(authority, tmp_path))
    async with _served(authority, "localhost") as account:
        assert await _count(account) == 42
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(4) as threads:
            works = (
                loop.run_in_executor(threads, lambda: asyncio.run(_count(account)))
                for _ in range(12)
            )
            assert await asyncio.gather(*works) == [42] * 12
    assert len(reads) == 1


async def test_a_connection_changes_nothing_about_the_context_that_all_share() -> None:
    """CPython breaks when a thread sets protocols while another connects."""
    context = trusting(_real_account())
    context.set_alpn_protocols(["other"])
    assert trusting(_real_account()) is context
    side, other = ssl.MemoryBIO(), ssl.MemoryBIO()
    with pytest.raises(ssl.SSLWantReadError):
        context.wrap_bio(side, other, server_hostname="localhost").do_handshake()
    hello = other.read()
    assert b"http/1.1" in hello
    assert b"other" not in hello


@pytest.mark.slow
async def test_no_certificate_is_read_where_none_is_needed(reads: list[object]) -> None:
    with Sandbox(leads=10).serve() as served:
        assert await _count(served) == 10
        token = Account(account_id="1", credentials=AccessToken("hush"), base_url=served.base_url)
        async with LeadSearchClient(token):
            pass
    assert await _count(Sandbox(leads=10)) == 10
    assert not reads


async def test_what_is_not_expected_to_speak_tls_trusts_nobody() -> None:
    """If an address of plain HTTP ever led to TLS, no secret would go there."""
    plain = Account(account_id="1", credentials=AccessToken("hush"), base_url="http://127.0.0.1:1")
    context = trusting(plain)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert not context.get_ca_certs()


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("HTTPS_PROXY", "socks5://me:hush@proxy.example:1", r"httpx\[socks\]"),
        ("HTTPS_PROXY", "gopher://me:hush@proxy.example", "HTTPS_PROXY"),
        ("HTTP_PROXY", "http://me:hush@proxy.example:port", "HTTP_PROXY"),
        ("SSL_CERT_FILE", "/nowhere/hush.pem", "SSL_CERT_FILE"),
        ("SSL_CERT_FILE", __file__, "SSL_CERT_FILE"),
    ],
    ids=["socks", "unknown proxy", "wrong port", "missing file", "no certificates"],
)
def test_an_environment_that_cannot_be_used_is_told_at_once(
    variable: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConnectionFailedError, match=told) as caught:
        LeadSearchClient(_real_account())
    assert caught.value.next_step
    assert "hush" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_client_of_a_host_that_is_taken_to_a_second_event_loop_says_so() -> None:
    with Sandbox(20).serve() as served:
        client = LeadSearchClient(served)

        async def used() -> None:
            await client.count(SearchCriteria())
            await client._requests._http.aclose()

        asyncio.run(used())
        for again in (client.count(SearchCriteria()), client.aclose()):
            with pytest.raises(ConnectionFailedError, match="another event loop") as told:
                asyncio.run(again)
            assert "Make a client in each" in str(told.value)


def test_a_client_of_an_embedded_account_may_be_taken_to_another_event_loop() -> None:
    client = LeadSearchClient(Sandbox(20))
    assert [asyncio.run(client.count(SearchCriteria())) for _ in range(2)] == [20, 20]
    asyncio.run(client.aclose())
