"""The three hosts of a ground, and what must never arrive at them."""

from __future__ import annotations

import posixpath
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl, unquote

from runtime.hostile.hosts.open_host import OpenHost
from runtime.hostile.hosts.server import Received, Server, reply, serving
from runtime.hostile.plants import Plants

READING = ("GET", "HEAD")
OVERRIDES = ("x-http-method", "x-http-method-override", "x-method-override")


class Trio:
    """`api` may be reached below /open/, `evil` is the attacker's, `inside` must not be reached at all."""

    def __init__(self, api: Server, evil: Server, inside: Server, host: OpenHost, plants: Plants) -> None:
        self.api, self.evil, self.inside = api, evil, inside
        self._host = host
        self._plants = plants

    @property
    def page(self) -> dict[str, str]:
        """Where they are, for the pages of attacks."""
        return {
            "api": f"http://api.test:{self.api.port}",
            "direct": f"http://127.0.0.1:{self.api.port}",
            "evil": f"http://evil.test:{self.evil.port}",
            "granted": f"http://127.0.0.1:{self.evil.port}",
            "inside": str(self.inside.port),
        }

    def clear(self) -> None:
        """Forgets what came so far."""
        for server in (self.api, self.evil, self.inside):
            server.seen.clear()
            server.most = 0
        self._host.public.clear()

    @property
    def public(self) -> str:
        """All that an attacker can read afterwards."""
        return "\n".join(request.readable for request in (*self.evil.seen, *self._host.public))

    def arrived(self, *, evil_is_granted: bool) -> str:
        """Requests that must not have been sent, a line each."""
        wrong = list(self.inside.seen)
        if not evil_is_granted:
            wrong += self.evil.seen
        wrong += [request for request in self.api.seen if any(self._wrongs(request))]
        return "\n".join(f"{request.method} {request.target}" for request in wrong)

    def _wrongs(self, request: Received) -> Iterator[bool]:
        """As a server reads it that is not careful."""
        path = posixpath.normpath(unquote(request.path).replace("\\", "/").partition("\0")[0])
        methods = {request.method, *_overrides(request)}
        yield path != "/open" and not path.startswith("/open/")
        yield bool(methods - {*READING, "POST"})
        asked = request.header("x-forwarded-host") or request.header("host")
        yield asked not in (f"api.test:{self.api.port}", f"127.0.0.1:{self.api.port}")
        yield path.startswith("/open/as-another") and any(text in request.text for text in self._plants.secrets)


def _overrides(request: Received) -> Iterator[str]:
    for name in OVERRIDES:
        if value := request.header(name):
            yield value.upper()
    for name, value in parse_qsl(request.body.decode("latin-1")):
        if name == "_method":
            yield value.upper()


@asynccontextmanager
async def open_trio(plants: Plants) -> AsyncIterator[Trio]:
    """All three, listening."""
    host = OpenHost(plants.cookie)
    async with (
        serving(host.respond) as api,
        serving(lambda request: reply(b"thank you")) as evil,
        serving(lambda request: reply(plants.inside.encode())) as inside,
    ):
        yield Trio(api, evil, inside, host, plants)
