"""The body of an answer, unpacked as it arrives, and no more of it than memory may hold.

A few kilobytes can unpack to gigabytes. So the client asks for the two encodings that it unpacks
itself, with a bound on what comes out, and refuses any other and several on top of each other.
"""

import zlib
from collections.abc import AsyncIterable, Mapping
from contextlib import suppress

import httpx

from leadwidgets.errors import UnexpectedResponseError

ACCEPTED = "gzip, deflate"
"""What the client asks for in ``Accept-Encoding``."""

LARGEST = 128 * 1024 * 1024
"""Bytes of an unpacked answer: about 90,000 leads."""

_HEADER = 2  # bytes that tell a zlib stream from a raw one
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
_ENCODINGS: Mapping[str, tuple[int, ...]] = {
    "gzip": (_GZIP,),
    "x-gzip": (_GZIP,),
    "deflate": (_ZLIB, _RAW),  # both are sent under this name
}


async def body_of(response: httpx.Response) -> bytes:
    """Give the unpacked body of an answer that is being received.

    Raises
    ------
    UnexpectedResponseError
        If it is larger than `LARGEST`, or packed in another way than was asked for.
    httpx.DecodingError
        If it cannot be unpacked.
    """
    if response.is_stream_consumed:
        return response.content  # a transport in this process has made it whole
    named = response.headers.get("content-encoding", "").lower()
    encodings = [
        name for part in named.split(",") if (name := part.strip()) not in ("", "identity")
    ]
    if not encodings:
        return await _gathered(response.aiter_raw(), None)
    if len(encodings) > 1 or encodings[0] not in _ENCODINGS:
        raise UnexpectedResponseError(
            "The answer is packed in a way that was not asked for: "
            f"{len(encodings)} content encodings, the last one {encodings[-1][:20]!a}",
            next_step="Check the base URL and any proxy in between.",
        )
    unpacking = _Unpacking(_ENCODINGS[encodings[0]])
    with suppress(zlib.error):
        body = await _gathered(response.aiter_raw(), unpacking)
        if unpacking.ended:
            return body
    message = "The answer could not be unpacked, or only its beginning came"
    raise httpx.DecodingError(message, request=response.request)


async def _gathered(parts: AsyncIterable[bytes], unpacking: "_Unpacking | None") -> bytes:
    body = bytearray()
    async for part in parts:
        room = LARGEST - len(body)
        body += part[: room + 1] if unpacking is None else unpacking.more(part, room + 1)
        if len(body) > LARGEST:
            raise UnexpectedResponseError(
                f"The answer is larger than {LARGEST // 1024**2:,} MB",
                next_step="Search for fewer leads, or give a smaller page_size.",
            )
    return bytes(body)


class _Unpacking:
    """A packed body, unpacked part by part; it may be of several packed one after the other."""

    def __init__(self, ways: tuple[int, ...]) -> None:
        self._ways = ways
        self._unpacker = zlib.decompressobj(ways[0])
        self._start: bytes | None = b""  # what came; None once the way is settled

    @property
    def ended(self) -> bool:
        """Whether what came is whole; nothing at all is."""
        return self._unpacker.eof or self._start == b""

    def more(self, part: bytes, most: int) -> bytes:
        """Give what a part holds, `most` bytes of it at most.

        Raises
        ------
        zlib.error
            If it cannot be unpacked.
        """
        if self._start is not None:
            part = self._start + part
            self._start = part
            if len(part) < _HEADER:
                return b""
        try:
            unpacked = self._unpacked(part, most)
        except zlib.error:
            if self._start is None or len(self._ways) == 1:
                raise
            self._ways = self._ways[1:]
            self._unpacker = zlib.decompressobj(self._ways[0])
            unpacked = self._unpacked(part, most)
        self._start = None
        return unpacked

    def _unpacked(self, packed: bytes, most: int) -> bytes:
        unpacked = bytearray()
        while packed and len(unpacked) < most:
            if self._unpacker.eof:
                self._unpacker = zlib.decompressobj(self._ways[0])
            unpacked += self._unpacker.decompress(packed, most - len(unpacked))
            packed = self._unpacker.unused_data
        return bytes(unpacked)
