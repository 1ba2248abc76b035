"""A request's body: JSON, bounded while it is read."""

import asyncio
import re
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Receive

from runtime.context import MAX_BYTES
from runtime.http.errors import ClientGone, HttpError

DRAIN_BYTES: Final = 16 * 1024 * 1024
"""How much of a body that is too large is read and dropped, so that an honest client gets to see its 413."""
READ_SECONDS: Final = 10.0
"""Time for the whole body to arrive. 100 kB take 2 s on a bad mobile connection."""

_JSON_TYPE = re.compile(
    r"""application/(?:json|[\w.!#$&^-]+\+json) [ \t]* (?:; [ \t]* charset[ \t]*=[ \t]*"?utf-?8"? [ \t]*)? ;? [ \t]*""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)


async def read_json_body(headers: Headers, receive: Receive) -> bytes:
    """The body of a request that says it is JSON; `{}` when it has none, as in ToolJump.

    Raises HttpError 408, 413 or 415, and ClientGone.
    """
    if "transfer-encoding" not in headers and headers.get("content-length", "0") == "0":
        return b"{}"
    _require_json(headers)
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await _read(receive, _readable(headers)) or b"{}"
    except TimeoutError:
        raise HttpError(408, "Request timeout", message=f"The body took longer than {READ_SECONDS:g} s") from None


def _require_json(headers: Headers) -> None:
    content_type = headers.get("content-type", "")
    if not _JSON_TYPE.fullmatch(content_type.strip()):
        raise HttpError(
            415,
            "Unsupported media type",
            message=f"Content-Type is '{content_type[:100]}', but it must be application/json, in UTF-8",
        )
    encoding = headers.get("content-encoding", "identity")
    if encoding.strip().lower() != "identity":
        raise HttpError(
            415,
            "Unsupported media type",
            headers={"Accept-Encoding": "identity"},
            message=f"Content-Encoding is '{encoding[:100]}', but compressed bodies are not taken",
        )


def _readable(headers: Headers) -> int:
    """How many bytes to read before giving up on a body that is too large."""
    # Who asks before sending (Expect: 100-continue) is told at once.
    longest = MAX_BYTES if "expect" in headers else DRAIN_BYTES
    if int(headers.get("content-length", "0")) > longest:  # digits only: the HTTP parser saw to that
        raise _too_large()
    return longest


async def _read(receive: Receive, longest: int) -> bytes:
    kept = bytearray()
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > longest:
            raise _too_large()
        if size <= MAX_BYTES:
            kept += chunk
        more = message.get("more_body", False)
    if size > MAX_BYTES:
        raise _too_large()
    return bytes(kept)


def _too_large() -> HttpError:
    return HttpError(413, "Request body too large", message=f"The body has more than {MAX_BYTES} bytes")
