"""Every answer that is no success, as JSON. The table of whose fault gets which status:

    the caller's     400 context, 401 auth, 404 and 405 routes, 408 413 415 body, 429 rate limit
    nobody's         503 when all places are taken, with Retry-After
    ours             500, which says nothing but the request's id; the log has the rest

`ClientGone` is no error: nobody is left to read an answer.
"""

import traceback
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final

import msgspec
from msgspec import UNSET, UnsetType
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

from runtime.answer import timestamp
from runtime.context import ContextError, Detail
from runtime.http.answers import ErrorAnswer
from runtime.http.exchange import Exchange, exchange_of
from sandbox.errors import Full

INTERNAL: Final = "Internal server error"
JSON = "application/json; charset=utf-8"


class HttpError(Exception):
    """An answer with this status, for the layers above `routes` to give."""

    def __init__(
        self,
        status: int,
        error: str,
        *,
        headers: Mapping[str, str] | None = None,
        message: str | UnsetType = UNSET,
        details: tuple[Detail, ...] | UnsetType = UNSET,
        request_id: str | UnsetType = UNSET,
    ) -> None:
        super().__init__(error)
        self.status = status
        self.headers = headers
        self.answer = ErrorAnswer(error=error, message=message, details=details, request_id=request_id)


class ClientGone(Exception):
    """The client closed its connection before it had its answer."""


def json_response(value: msgspec.Struct, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The value as JSON."""
    return Response(msgspec.json.encode(value), status, headers, JSON)


def log_crash(log: FilteringBoundLogger, exchange: Exchange, error: Exception) -> None:
    """Log a bug: the error's type and where it was raised.

    Not its message: that may quote what it stumbled over, a context or a secret.
    """
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("crash", request_id=exchange.request_id, error=type(error).__qualname__, stack=frames)


class ErrorsMiddleware:
    """Answers for the layers below it when they raise."""

    def __init__(self, app: ASGIApp, *, log: FilteringBoundLogger, now: Callable[[], float]) -> None:
        """`now` gives seconds since the epoch."""
        self._app = app
        self._log = log
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = exchange_of(scope)
        try:
            await self._app(scope, receive, send)
        except ClientGone:
            return
        except Exception as error:
            answer = self._answer(error, exchange)
            if exchange.status is None:  # otherwise it is too late: the connection is closed on a cut-off answer
                await answer(scope, receive, send)

    def _answer(self, error: Exception, exchange: Exchange) -> Response:
        match error:
            case HttpError():
                failure = error
            case ContextError():
                failure = HttpError(400, "Invalid request body", details=error.details)
            case Full():
                failure = full(error)
            case _:
                log_crash(self._log, exchange, error)
                failure = HttpError(500, INTERNAL, request_id=exchange.request_id)
        answer = failure.answer
        exchange.note["error"] = answer.error
        if failure.status != HTTPStatus.UNAUTHORIZED:  # ToolJump's has the one key
            answer = msgspec.structs.replace(answer, timestamp=timestamp(self._now()))
        return json_response(answer, failure.status, failure.headers)


def full(error: Full) -> HttpError:
    """503: come back later."""
    return HttpError(
        503,
        "Server is full",
        headers={"Retry-After": str(error.retry_after)},
        message=f"All places are taken, try again in {error.retry_after} seconds",
    )


async def not_found(request: Request, error: Exception) -> Response:
    """404, raised again for the layer above to answer."""
    raise HttpError(404, "Not found", message=f"There is no {request.url.path[:100]} here") from None


async def method_not_allowed(request: Request, error: Exception) -> Response:
    """405, raised again for the layer above to answer."""
    allow = (error.headers or {}).get("Allow", "") if isinstance(error, HTTPException) else ""
    message = f"{request.url.path[:100]} takes {allow}, not {request.method[:20]}"
    raise HttpError(405, "Method not allowed", headers={"Allow": allow}, message=message) from None
