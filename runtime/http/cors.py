"""Who may read answers in a browser (the CORS protocol of the Fetch standard).

An answer is given to whoever has the token; what is decided here is only whether the page's own scripts may see it.
"""

import re
from collections.abc import Callable, Collection, Sequence

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from runtime.adapters import Adapter
from runtime.http.exchange import Header, exchange_of

OPEN_PATHS = frozenset({"/adapters", "/config", "/custom-domains"})
"""Paths whose answers any origin may read."""

_EXTENSION = re.compile(r"(?:chrome|moz|safari-web)-extension://[A-Za-z0-9-]+")
_MAX_AGE = b"7200"  # seconds a browser may keep a preflight's answer; Chrome keeps none longer
_METHODS = b"GET,HEAD,PUT,PATCH,POST,DELETE"
_EXPOSED = b"X-Request-Id, Retry-After, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
# A public page asks before it talks to a server in a private network (Private Network Access, renamed since).
_LOCAL_NETWORK = (
    (b"access-control-request-private-network", b"access-control-allow-private-network"),
    (b"access-control-request-local-network", b"access-control-allow-local-network"),
)


def may_read(path: str, origin: str, adapters: Sequence[Adapter], custom_domains: Collection[str]) -> bool:
    """Whether scripts of this origin may read what is answered at this path."""
    if path in OPEN_PATHS or _EXTENSION.fullmatch(origin):
        return True
    return origin in custom_domains or any(adapter.enabled and adapter.owns(origin) for adapter in adapters)


class CorsMiddleware:
    """Answers OPTIONS, without a token; adds the headers to all other answers."""

    def __init__(
        self, app: ASGIApp, *, adapters: Sequence[Adapter], custom_domains: Callable[[], Collection[str]]
    ) -> None:
        self._app = app
        self._adapters = adapters
        self._custom_domains = custom_domains

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        origin = asked.get(b"origin", b"")
        allowed = bool(origin) and may_read(
            scope["path"], origin.decode("latin-1"), self._adapters, self._custom_domains()
        )
        headers = exchange_of(scope).headers
        if allowed:
            headers.append((b"access-control-allow-origin", origin))
        if scope["method"] != "OPTIONS":
            headers += [(b"vary", b"Origin"), (b"access-control-expose-headers", _EXPOSED)]
            await self._app(scope, receive, send)
            return
        headers += _preflight(asked, allowed)
        await Response(status_code=204)(scope, receive, send)


def _preflight(asked: dict[bytes, bytes], allowed: bool) -> list[Header]:
    headers = [
        (b"vary", b"Origin, Access-Control-Request-Headers"),
        (b"access-control-allow-methods", _METHODS),
        (b"access-control-max-age", _MAX_AGE),
    ]
    wanted = asked.get(b"access-control-request-headers")
    if wanted is not None:
        headers.append((b"access-control-allow-headers", wanted))
    if allowed:
        headers += [(allow, b"true") for request, allow in _LOCAL_NETWORK if asked.get(request) == b"true"]
    return headers
