"""One request and its answer: an id, the headers that every answer has, one log line at the end."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

Header = tuple[bytes, bytes]

_SCOPE_KEY = "skerry.exchange"
_ALWAYS: tuple[Header, ...] = ((b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"))
_CLIENT_GONE = 499  # nginx's number for a client that left before the answer; for the log only


class Exchange:
    """What the layers learn of one request. Nothing in it is secret: `note` goes into the log as it is."""

    def __init__(self, request_id: str, method: str, client: str) -> None:
        self.request_id = request_id
        self.method = method
        self.client = client
        """The peer's address."""
        self.token: str | None = None
        """The name of the presented token, once it is known to be good."""
        self.headers: list[Header] = []
        """To be added to the answer, whatever it becomes."""
        self.note: dict[str, Any] = {}
        """To be added to the log line."""
        self.status: int | None = None
        """Of the answer, once it has started."""


def exchange_of(scope: Scope) -> Exchange:
    """The exchange that this scope belongs to."""
    exchange: Exchange = scope[_SCOPE_KEY]
    return exchange


class ExchangeMiddleware:
    """The outermost layer."""

    def __init__(
        self, app: ASGIApp, *, log: FilteringBoundLogger, new_request_id: Callable[[], str], routes: frozenset[str]
    ) -> None:
        """`routes` are the paths that the log may name; any other is logged as `-`, it may hold anything."""
        self._app = app
        self._log = log
        self._new_request_id = new_request_id
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = perf_counter()
        address = scope.get("client")
        exchange = Exchange(self._new_request_id(), scope["method"], address[0] if address else "unknown")
        # As in ToolJump, /Context/ is /context.
        path = scope["path"].rstrip("/").lower() or "/"
        body = _BodyWatch(scope, receive)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                message["headers"] = [*message.get("headers", ()), *_ALWAYS, *exchange.headers]
                message["headers"].append((b"x-request-id", exchange.request_id.encode()))
                if body.unread:
                    message["headers"].append((b"connection", b"close"))
            await send(message)

        try:
            with structlog.contextvars.bound_contextvars(request_id=exchange.request_id):
                await self._app({**scope, "path": path, _SCOPE_KEY: exchange}, body.receive, send_with_headers)
        finally:
            self._log.info(
                "request",
                method=exchange.method,
                route=path if path in self._routes else "-",
                status=exchange.status or _CLIENT_GONE,
                ms=round((perf_counter() - started) * 1000, 2),
                request_id=exchange.request_id,
                token=exchange.token,
                client=exchange.client,
                **exchange.note,
            )


class _BodyWatch:
    """Knows whether there is body left that nobody read.

    An answer that is given before then closes the connection: what is still to come would otherwise have to be read
    and thrown away for as long as the client likes to send.
    """

    def __init__(self, scope: Scope, receive: Receive) -> None:
        names = {name: value for name, value in scope["headers"] if name in (b"content-length", b"transfer-encoding")}
        self.unread = b"transfer-encoding" in names or names.get(b"content-length", b"0") != b"0"
        self._receive = receive

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request" and not message.get("more_body", False):
            self.unread = False
        return message
