"""Whose request it is: bearer tokens (RFC 6750), told apart before anything of the body is read."""

from collections.abc import Iterable
from typing import NoReturn, Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from runtime.http.errors import HttpError
from runtime.http.exchange import Header, exchange_of
from runtime.http.rate_limit import RateLimit

PUBLIC_PATHS = frozenset({"/healthz"})
"""Answered without a token, whatever is presented."""
OPTIONAL_PATHS = frozenset({"/readyz"})
"""Answered without a token; who presents one is checked, and told more."""


class Tokens(Protocol):
    """The tokens that this server takes."""

    def identify(self, presented: bytes) -> str | None:
        """The name of whoever holds this token, or None. Takes the same time for every wrong one."""


def bearer_token(headers: Iterable[Header]) -> bytes:
    """The token in a request's headers. Raises HttpError 401 with ToolJump's texts.

    As in ToolJump the scheme is `Bearer` in this spelling only (RFC 9110 would allow any), and words after the token
    are ignored.
    """
    values = [value for name, value in headers if name == b"authorization"]
    if not values:
        raise _unauthorized("Authorization header required")
    words = values[0].split(b" ")
    if len(values) > 1 or len(words) < 2 or words[0] != b"Bearer" or not words[1]:
        raise _unauthorized("Invalid authorization header format")
    return words[1]


class GateMiddleware:
    """Lets through who has a good token and has not asked too often."""

    def __init__(self, app: ASGIApp, *, tokens: Tokens, requests: RateLimit, failures: RateLimit) -> None:
        """`requests` counts those with a good token, by token and address; `failures` all others, by address.

        A good token passes however many failures its address has: people behind one address cannot lock each other
        out, and a token of 256 bits is not guessed.
        """
        self._app = app
        self._tokens = tokens
        self._requests = requests
        self._failures = failures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _is_public(scope):
            await self._admit(scope)
        await self._app(scope, receive, send)

    async def _admit(self, scope: Scope) -> None:
        exchange = exchange_of(scope)
        try:
            name = self._tokens.identify(bearer_token(scope["headers"]))
            if name is None:
                _refuse()
        except HttpError:
            exchange.headers += await self._failures.take(exchange.client)
            raise
        exchange.token = name
        exchange.headers += await self._requests.take(name, exchange.client)


def _is_public(scope: Scope) -> bool:
    if scope["path"] in OPTIONAL_PATHS:
        return all(name != b"authorization" for name, _ in scope["headers"])
    return scope["path"] in PUBLIC_PATHS


def _refuse() -> NoReturn:
    raise _unauthorized("Invalid token")


def _unauthorized(text: str) -> HttpError:
    return HttpError(401, text, headers={"WWW-Authenticate": 'Bearer realm="skerry"'})
