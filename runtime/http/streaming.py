"""The streamed answer: newline-delimited JSON, a line per integration as it finishes, the totals last."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Final

import msgspec
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

from runtime.answer import IntegrationLine, Totals, timestamp
from runtime.http.answers import StreamError
from runtime.http.disconnect import until_gone
from runtime.http.errors import INTERNAL, log_crash
from runtime.http.exchange import Exchange, exchange_of

NDJSON: Final = "application/x-ndjson"
MAX_LINE: Final = 64 * 1024  # bytes, the line break included
_MAX_ERROR: Final = 10_000  # characters: at most 60 kB as JSON

_HEADERS = [
    (b"content-type", NDJSON.encode()),
    (b"x-accel-buffering", b"no"),  # nginx would otherwise hold lines back
]


def wants_lines(accept: str) -> bool:
    """Whether an Accept header asks for newline-delimited JSON by name."""
    for part in accept.split(","):
        media_type, *parameters = (word.strip().lower() for word in part.split(";"))
        if media_type == NDJSON:
            return not any(parameter.replace(" ", "") in ("q=0", "q=0.0") for parameter in parameters)
    return False


class LinesResponse(Response):
    """Sends lines as they come. Begins with the first, so that what is raised before it can still be a status."""

    def __init__(
        self,
        lines: AsyncGenerator[IntegrationLine, None],
        *,
        log: FilteringBoundLogger,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._lines = lines
        self._log = log
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await until_gone(receive, self._send(exchange_of(scope), send))

    async def _send(self, exchange: Exchange, send: Send) -> None:
        sent: list[IntegrationLine] = []
        try:
            async with aclosing(self._lines):
                async for given in self._lines:
                    line, encoded = bounded(given)
                    await _send_line(exchange, send, encoded)
                    sent.append(line)
        except Exception as error:
            if exchange.status is None:
                raise
            log_crash(self._log, exchange, error)
            last: StreamError | Totals = StreamError(INTERNAL, exchange.request_id)
        else:
            last = totals(sent, timestamp(self._now()))
            exchange.note.update(count=last.count, cache_hits=last.cache_hits, failed_count=last.failed_count)
        await _send_line(exchange, send, msgspec.json.encode(last) + b"\n")
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def bounded(line: IntegrationLine) -> tuple[IntegrationLine, bytes]:
    """The line and its bytes; a line that says why instead, where it would be longer than `MAX_LINE`."""
    encoded = msgspec.json.encode(line) + b"\n"
    if len(encoded) <= MAX_LINE:
        return line, encoded
    error = (
        f"results have {len(encoded)} bytes, at most {MAX_LINE} fit into a line: "
        f"return less, or ask without {NDJSON} in Accept"
    )
    if line.error is not msgspec.UNSET:
        error = line.error[: _MAX_ERROR - 3] + "..."
    line = msgspec.structs.replace(line, results=msgspec.UNSET, error=error, failed=False)
    return line, msgspec.json.encode(line) + b"\n"


def totals(lines: list[IntegrationLine], at: str) -> Totals:
    """What all lines come to."""
    errors = sum(line.error is not msgspec.UNSET for line in lines)
    return Totals(
        count=errors + sum(len(line.results) for line in lines if line.results is not msgspec.UNSET),
        cache_hits=sum(line.cached for line in lines),
        failed_count=errors + sum(line.failed for line in lines),
        timestamp=at,
        integration_names=tuple(line.integration for line in sorted(lines, key=lambda line: line.rank)),
    )


async def _send_line(exchange: Exchange, send: Send, line: bytes) -> None:
    if exchange.status is None:
        await send({"type": "http.response.start", "status": 200, "headers": list(_HEADERS)})
    await send({"type": "http.response.body", "body": line, "more_body": True})
