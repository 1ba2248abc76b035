"""What the host answers that integrations may reach. It repeats the credential that it is sent, as echo services do."""

from __future__ import annotations

import base64
import gzip

from runtime.hostile.hosts.server import Received, reply
from runtime.hostile.hosts.spellings import SPELLINGS

BOMB_BYTES = 8_000_000


class OpenHost:
    """Below /open/; `cookie` is a credential that it gives. What is written at /open/write everybody can read."""

    def __init__(self, cookie: str) -> None:
        self.public: list[Received] = []
        self._cookie = cookie
        self._kept = b""

    def respond(self, request: Received) -> bytes:
        """The answer to a request."""
        path = request.path.removeprefix("/open/")
        answer = getattr(self, f"_{path.partition('/')[0].replace('-', '_')}", None)
        return answer(request) if answer else reply(b"hello")

    def _write(self, request: Received) -> bytes:
        self.public.append(request)
        return reply(b"written, for everybody to read")

    def _echo(self, request: Received) -> bytes:
        spelled = SPELLINGS[request.asked("as", "raw")](_credential(request))
        return reply(spelled, request.asked("status", "200 OK"), f"content-type: {request.asked('type', 'text/plain')}")

    def _echo_header(self, request: Received) -> bytes:
        return reply(b"ok", "200 OK", f"x-you-sent: {_credential(request).decode('latin-1')}")

    def _echo_status(self, request: Received) -> bytes:
        return reply(b"ok", f"200 {_credential(request).decode('latin-1')}")

    def _echo_location(self, request: Received) -> bytes:
        return reply(b"", "302 Found", f"location: /open/hello?{_credential(request).decode('latin-1')}")

    def _echo_gzip(self, request: Received) -> bytes:
        return reply(gzip.compress(_credential(request)), "200 OK", "content-encoding: gzip")

    def _echo_chunks(self, request: Received) -> bytes:
        value = _credential(request)
        chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in value) + b"0\r\n\r\n"
        return b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + chunks

    def _echo_part(self, request: Received) -> bytes:
        first, _, last = request.header("range").removeprefix("bytes=").partition("-")
        part = _credential(request)[int(first or 0) : int(last or 0) + 1] if first else _credential(request)
        return reply(part, "206 Partial Content")

    def _keep(self, request: Received) -> bytes:
        self._kept = _credential(request)
        return reply()

    def _kept_before(self, request: Received) -> bytes:
        return reply(self._kept)

    def _redirect(self, request: Received) -> bytes:
        return reply(b"", request.asked("status", "302 Found"), f"location: {request.asked('to')}")

    def _cookie_given(self, request: Received) -> bytes:
        return reply(b"ok", "200 OK", f"set-cookie: session={self._cookie}; Path=/")

    def _token_given(self, request: Received) -> bytes:
        body = b'{"token_type":"bearer","access_token":"%s"}' % self._cookie.encode()
        return reply(body, "200 OK", "content-type: application/json")

    def _hook(self, request: Received) -> bytes:
        return reply(b"", "302 Found", "location: other") if request.path.endswith("/send") else reply()

    def _bomb(self, request: Received) -> bytes:
        return reply(gzip.compress(bytes(BOMB_BYTES)), "200 OK", "content-encoding: gzip")

    def _large(self, request: Received) -> bytes:
        return reply(bytes(BOMB_BYTES))

    def _headers(self, request: Received) -> bytes:
        return reply(b"ok", "200 OK", *(f"x-{number}: many" for number in range(300)))


def _credential(request: Received) -> bytes:
    """The last word of the Authorization header, decoded if that is Basic; else the whole body."""
    words = request.header("authorization").split()
    if len(words) > 1 and words[0].lower() == "basic":
        return base64.b64decode(words[-1]).partition(b":")[2]
    return words[-1].encode("latin-1") if words else request.body or request.target.encode("latin-1")
