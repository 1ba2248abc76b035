"""Reading a response's body: bounded while it arrives and while it is decompressed."""

import asyncio
import zlib
from collections.abc import AsyncIterable, Iterator

from runtime.egress.errors import FetchFailed
from runtime.egress.held import Hold

_STEP_BYTES = 262_144  # inflating this much takes about a millisecond, then other requests have their turn
_GZIP, _ZLIB, _RAW_DEFLATE = 31, 15, -15  # wbits of zlib.decompressobj
_GZIP_MAGIC = b"\x1f\x8b"


async def read_body(chunks: AsyncIterable[bytes], encoding: str, limit: int, hold: Hold | None = None) -> bytes:
    """The whole body, decompressed. `encoding` is the `Content-Encoding`, "" for none; `limit` is in bytes.

    What it takes of memory is counted in `hold` as it grows.

    Raises:
        FetchFailed: if the body, as received or decompressed, is larger than the limit, or cannot be decoded, or the
            bodies of all runs together are too large.
    """
    inflater = _inflater(encoding)
    body = bytearray()
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        check_size(received, limit)
        for piece in inflater.pieces(chunk) if inflater else (chunk,):
            check_size(len(body) + len(piece), limit)
            if hold is not None:
                hold.grow(len(piece))
            body += piece
            if len(piece) == _STEP_BYTES:
                await asyncio.sleep(0)
    if inflater and received:
        inflater.finish()
    return bytes(body)


def check_size(used: int, limit: int) -> None:
    """Compare a body's bytes so far, or those it announces, with the limit.

    Raises:
        FetchFailed: says what was used, what is allowed, and where to change it.
    """
    if used > limit:
        raise FetchFailed(
            f"fetch failed: the response body has {used} bytes or more, allowed are {limit}: "
            "ask for less, or raise response_bytes in [egress] of skerry.toml"
        )


class _Inflater:
    """Decompresses in steps that never give more than _STEP_BYTES, whatever the ratio."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._stream = zlib.decompressobj(_GZIP) if encoding == "gzip" else None
        self._behind = b""  # what came behind the end, until it is clear what it is

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            if self._stream is None:
                self._stream = zlib.decompressobj(_deflate_bits(chunk))
            if self._stream.eof:
                # gzip allows several members (RFC 1952, 2.2); anything else behind the end is padding.
                chunk = self._behind = self._behind + chunk
                if self._encoding != "gzip" or not chunk.startswith(_GZIP_MAGIC):
                    self._behind = self._behind[:2]
                    return
                self._stream, self._behind = zlib.decompressobj(_GZIP), b""
            yield self._inflate(self._stream, chunk)
            chunk = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def finish(self) -> None:
        if self._stream is None or not self._stream.eof:
            raise FetchFailed(f"fetch failed: the response's {self._encoding} data ends too early")

    def _inflate(self, stream: "zlib._Decompress", chunk: bytes) -> bytes:
        try:
            return stream.decompress(chunk, _STEP_BYTES)
        except zlib.error:
            raise FetchFailed(f"fetch failed: the response's body is not valid {self._encoding}") from None


def _inflater(encoding: str) -> _Inflater | None:
    known = encoding.strip().lower()
    if known in ("", "identity"):
        return None
    if known in ("gzip", "x-gzip"):
        return _Inflater("gzip")
    if known == "deflate":
        return _Inflater("deflate")
    raise FetchFailed(f"fetch failed: the response is encoded as {encoding[:40]!a}, which was not asked for")


def _deflate_bits(chunk: bytes) -> int:
    # "deflate" is zlib data (RFC 9110, 8.4.1.2), but some servers send it without the zlib header (RFC 1950, 2.2).
    has_header = chunk[0] & 0x0F == 8 and (len(chunk) < 2 or int.from_bytes(chunk[:2], "big") % 31 == 0)
    return _ZLIB if has_header else _RAW_DEFLATE
