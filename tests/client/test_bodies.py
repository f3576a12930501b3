"""Bodies: unpacked as they come, and never more of them than memory may hold."""

import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator

import httpx
import pytest
from virtual_time import TimedSandbox, client_of

from leadwidgets.client.http.bodies import LARGEST
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import ConnectionFailedError, UnexpectedResponseError
from leadwidgets.sandbox.service.faults import Fault, Faults

pytestmark = pytest.mark.anyio

_ALL = SearchCriteria()


def _answering(body: bytes, encoding: str, *, times: int | None = None) -> TimedSandbox:
    headers = (("content-encoding", encoding),)
    fault = Fault(on="leadSearch", status=200, body=body, headers=headers, times=times)
    return TimedSandbox(10, faults=Faults(fault))


def _raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"10")),
        ("X-Gzip", gzip.compress(b"10")),
        ("deflate", zlib.compress(b"10")),
        ("deflate", _raw(b"10")),
        ("identity", b"10"),
        ("", b"10"),
    ],
)
async def test_an_answer_may_be_packed_once_or_not(encoding: str, body: bytes) -> None:
    async with client_of(_answering(body, encoding)) as client:
        assert await client.count(_ALL) == 10


class _Parts(TimedSandbox):
    """An account whose counts come packed, in parts."""

    def __init__(self, encoding: str, *parts: bytes) -> None:
        super().__init__(1)
        self._encoding = encoding
        self._parts = parts

    def open_transport(self) -> httpx.AsyncBaseTransport:
        inner = super().open_transport()

        async def parts() -> AsyncIterator[bytes]:
            for part in self._parts:
                yield part

        async def answer(request: httpx.Request) -> httpx.Response:
            if "count" not in request.url.params:
                return await inner.handle_async_request(request)
            headers = {"content-encoding": self._encoding}
            return httpx.Response(200, headers=headers, content=parts())

        return httpx.MockTransport(answer)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"1234567890", 0)),
        ("deflate", zlib.compress(b"1234567890", 0)),
        ("deflate", _raw(b"1234567890")),
        ("gzip", gzip.compress(b"12345") + gzip.compress(b"67890")),
    ],
    ids=["gzip", "zlib", "raw", "two gzips"],
)
async def test_a_packed_count_is_read_whole_or_not_at_all(encoding: str, body: bytes) -> None:
    single = (body[place : place + 1] for place in range(len(body)))
    for parts in ([body], single):
        async with client_of(_Parts(encoding, *parts)) as client:
            assert await client.count(_ALL) == 1_234_567_890
    for cut in (len(body) - 1, len(body) - 5, 1):
        async with client_of(_Parts(encoding, body[:cut])) as client:
            with pytest.raises(ConnectionFailedError, match="before the whole answer had come"):
                await client.count(_ALL)


@pytest.mark.slow
async def test_what_unpacks_to_gigabytes_is_given_up_at_the_bound() -> None:
    packer = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    zeros = bytes(1024**2)
    bomb = b"".join(packer.compress(zeros) for _ in range(1024)) + packer.flush()
    async with client_of(_answering(bomb, "gzip")) as client:
        tracemalloc.start()
        with pytest.raises(UnexpectedResponseError, match="larger than 128 MB"):
            await client.count(_ALL)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 3 * LARGEST


async def test_an_answer_that_is_large_without_being_packed_is_given_up_too() -> None:
    async with client_of(_answering(b" " * (LARGEST + 1), "")) as client:
        with pytest.raises(UnexpectedResponseError, match="larger than 128 MB"):
            await client.count(_ALL)


@pytest.mark.parametrize("encoding", ["gzip, gzip", "gzip, identity, deflate", "br", "zstd"])
async def test_what_was_not_asked_for_is_refused_unread(encoding: str) -> None:
    body = gzip.compress(gzip.compress(b"10"))
    async with client_of(_answering(body, encoding)) as client:
        with pytest.raises(UnexpectedResponseError, match="a way that was not asked for"):
            await client.count(_ALL)


async def test_an_answer_that_cannot_be_unpacked_is_asked_for_again() -> None:
    async with client_of(_answering(b"no gzip", "gzip", times=1)) as client:
        assert await client.count(_ALL) == 10
    async with client_of(_answering(b"no gzip", "gzip")) as client:
        with pytest.raises(ConnectionFailedError):
            await client.count(_ALL)


async def test_every_request_says_who_asks_and_what_it_can_unpack() -> None:
    class Noting(TimedSandbox):
        def open_transport(self) -> httpx.AsyncBaseTransport:
            inner = super().open_transport()

            class Transport(httpx.AsyncBaseTransport):
                async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                    noted.append(request.headers)
                    return await inner.handle_async_request(request)

            return Transport()

    noted: list[httpx.Headers] = []
    async with client_of(Noting(10)) as client:
        await client.count(_ALL)
    assert len(noted) == 3
    assert all(headers["user-agent"].startswith("leadwidgets/") for headers in noted)
    assert {headers["accept-encoding"] for headers in noted} == {"gzip, deflate"}
