"""The embedded account over HTTP, against what it cannot be faster than.

    python -m benchmarks sandbox_http [--leads 1000000] [--seconds 4] [--clients 1 8 32]

Asked are a count with three filters and a page of 1,000 rows, in turns, without request limits, by
clients that each send the next request when the last is answered, over loopback only. The account
has a process of its own; so have its floors:

- ``sql``: the same statements in DuckDB, in as many threads as there are clients, without HTTP.
- ``fixed``: a handler that returns a page (or a count) made beforehand, by the same server.

Figures: requests a second, p50 and p99 in milliseconds, the account's p50 as a multiple of both
floors' p50 together, and the peak of resident memory.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leadwidgets.account import JwtCredentials
from leadwidgets.sandbox import Dialect, Sandbox
from leadwidgets.sandbox.server import serving
from leadwidgets.sandbox.service.where import where

CRITERIA = {
    "campaignIds": [136_785, 136_811],
    "leadStates": ["READY", "CALLBACK"],
    "suppressed": "ONLY_UNSUPPRESSED",
}
PAGE = 3
ROWS = 1_000
QUERIES = {"count": "count=true", "page": f"page={PAGE}&maxRows={ROWS}"}
_FEWEST = 5


@dataclass(frozen=True)
class Served:
    """A server in another process: its port, its process id, and the request to send."""

    port: int
    pid: int
    path: str
    headers: str

    def request(self, kind: str) -> bytes:
        """Write the request of a kind."""
        body = json.dumps(CRITERIA).encode()
        head = (
            f"POST {self.path}?{QUERIES[kind]} HTTP/1.1\r\nhost: 127.0.0.1\r\n{self.headers}"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def peak(self) -> float:
        """Give the peak of its resident memory, in megabytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1e3
        return float("nan")


def main() -> None:
    """Measure, or be one of the servers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--leads", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=4.0, help="for each figure")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--serve", choices=["account", "fixed"], help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve:
        _serve(chosen.serve, chosen.leads)
    else:
        _measure(chosen.leads, chosen.seconds, chosen.clients)


def _measure(leads: int, seconds: float, clients: list[int]) -> None:
    print(f"{leads:,} leads; {seconds:g} s for each figure")
    print("what   clients |  sql p50 | fixed p50 |  req/s      p50      p99 | x floors")
    sql = _Sql(leads)
    with _server("account", leads) as account, _server("fixed", 2_000) as fixed:
        for kind in QUERIES:
            for number in clients:
                floor = sql.latencies(kind, number, seconds)
                plain = asyncio.run(_latencies(fixed, kind, number, seconds))
                started = time.perf_counter()
                taken = asyncio.run(_latencies(account, kind, number, seconds))
                rate = len(taken) / (time.perf_counter() - started)
                floors = statistics.median(floor) + statistics.median(plain)
                print(
                    f"{kind:6} {number:7} |{_ms(floor):9.1f} |{_ms(plain):10.1f} |"
                    f"{rate:7.0f}{_ms(taken):9.1f}{_ms(taken, 0.99):9.1f} |"
                    f"{statistics.median(taken) / floors:9.2f}"
                )
        print(f"peak of resident memory: {account.peak():,.0f} MB (fixed: {fixed.peak():,.0f} MB)")


def _ms(latencies: list[float], quantile: float = 0.5) -> float:
    ordered = sorted(latencies)
    return ordered[min(int(len(ordered) * quantile), len(ordered) - 1)] * 1000


class _Sql:
    """The account's own statements, without its HTTP."""

    def __init__(self, leads: int) -> None:
        sandbox = Sandbox(leads, limits=False)
        self._store = sandbox._service.accounts[sandbox.account_id].store  # noqa: SLF001
        condition = where(CRITERIA, Dialect())
        self._asks: dict[str, Callable[[], object]] = {
            "count": lambda: self._store.count(condition),
            "page": lambda: self._store.page(condition, rows=ROWS, skip=(PAGE - 1) * ROWS),
        }

    def latencies(self, kind: str, clients: int, seconds: float) -> list[float]:
        """Ask in so many threads at once."""
        taken: list[float] = []
        until = time.perf_counter() + seconds

        def ask() -> None:
            asked = 0
            while (started := time.perf_counter()) < until or asked < _FEWEST:
                self._asks[kind]()
                taken.append(time.perf_counter() - started)
                asked += 1

        threads = [threading.Thread(target=ask) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return taken


async def _latencies(served: Served, kind: str, clients: int, seconds: float) -> list[float]:
    """Ask over so many connections at once."""
    taken: list[float] = []
    request = served.request(kind)
    until = time.perf_counter() + seconds

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port, limit=2**22)
        asked = 0
        while (started := time.perf_counter()) < until or asked < _FEWEST:
            writer.write(request)
            await _answer(reader)
            taken.append(time.perf_counter() - started)
            asked += 1
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(*(ask() for _ in range(clients)))
    return taken


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status, _, fields = head.partition(b"\r\n")
    if b" 200 " not in status:
        raise RuntimeError(f"Unexpected answer: {status.decode()}")
    length = fields.partition(b"content-length: ")[2].partition(b"\r\n")[0]
    return await reader.readexactly(int(length))


@contextmanager
def _server(kind: str, leads: int) -> Iterator[Served]:
    command = [sys.executable, __file__, "--serve", kind, "--leads", str(leads)]
    with subprocess.Popen(  # noqa: S603 - this script
        command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        about = json.loads(process.stdout.readline())
        yield Served(about["port"], process.pid, about["path"], _headers(about))
        process.communicate("end\n")


def _headers(about: dict[str, Any]) -> str:
    if "jwt" not in about:
        return ""
    with httpx.Client(base_url=f"http://127.0.0.1:{about['port']}", timeout=120) as http:
        grant = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer"}
        platform = http.post(
            "/restapi/oauth/token",
            auth=(about["client_id"], about["client_secret"]),
            data=grant | {"assertion": about["jwt"]},
        ).json()
        tokens = http.post(
            "/api/auth/login/rc/accesstoken", data={"rcAccessToken": platform["access_token"]}
        ).json()
        authorization = {"authorization": f"Bearer {tokens['accessToken']}"}
        http.post(about["path"], headers=authorization, json=CRITERIA).raise_for_status()
    return f"authorization: Bearer {tokens['accessToken']}\r\n"


def _serve(kind: str, leads: int) -> None:
    """Serve until the parent says so."""
    sandbox = Sandbox(leads, limits=False)
    path = f"/voice/api/v1/admin/accounts/{sandbox.account_id}/campaignLeads/leadSearch"
    if kind == "account":
        credentials = sandbox.credentials
        assert isinstance(credentials, JwtCredentials)  # noqa: S101 - an embedded account's
        with sandbox.serve() as account:
            secrets = {
                "client_id": credentials.client_id,
                "client_secret": credentials.client_secret,
                "jwt": credentials.jwt,
            }
            _until_told({"port": urlsplit(account.base_url).port, "path": path} | secrets)
        return
    store = sandbox._service.accounts[sandbox.account_id].store  # noqa: SLF001
    page = store.page(where({}, Dialect()), rows=ROWS, skip=0)
    with serving(_fixed(page), "127.0.0.1", 0) as port:
        _until_told({"port": port, "path": "/fixed"})


def _fixed(page: bytes) -> Starlette:
    async def answer(request: Request) -> Response:
        await request.body()
        content = b"311692" if "count" in request.query_params else page
        return Response(content, media_type="application/json")

    handler: Callable[[Request], Awaitable[Response]] = answer
    return Starlette(routes=[Route("/fixed", handler, methods=["POST"])])


def _until_told(about: dict[str, Any]) -> None:
    print(json.dumps(about), flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    main()
