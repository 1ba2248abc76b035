"""HTTP/1.1 on a socket, as uvicorn speaks it, with bounds on what a client may send before anybody has looked at it."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD_BYTES = 64 * 1024
HEAD_SECONDS = 10.0
"""From the first byte of a request (or the connection) until its headers are complete."""

_TOO_LARGE = b'{"error":"Request header fields too large: at most 65536 bytes"}'
_ANSWER = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: application/json; charset=utf-8\r\n"


class BoundedProtocol(HttpToolsProtocol):
    """Closes connections whose request line and headers are too large or too slow."""

    _head_bytes = 0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._timer is None:
            return
        self._head_bytes += len(data)
        if self._head_bytes > MAX_HEAD_BYTES and not self.transport.is_closing():
            length = str(len(_TOO_LARGE)).encode()
            self.transport.write(_ANSWER + b"connection: close\r\ncontent-length: " + length + b"\r\n\r\n" + _TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._expect_head()

    def on_headers_complete(self) -> None:
        self._forget_timer()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_timer()
        super().connection_lost(exc)

    def _expect_head(self) -> None:
        self._forget_timer()
        self._head_bytes = 0
        self._timer = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
