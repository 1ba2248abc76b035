"""Structured logs (structlog): JSON, one object a line; for people where a person is watching.

What may be in them is decided where they are written: names, numbers and routes, never a token, a secret, a context or
a query. Here only their form is.
"""

import logging
import traceback
from typing import Any, TextIO, cast

import msgspec
import structlog
from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

# C0 and C1 control characters, as escapes: in a terminal they could move the cursor or rewrite lines.
_VISIBLE = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))}


def configure_logs(stream: TextIO, level: str = "info") -> FilteringBoundLogger:
    """Send all logs, uvicorn's too, to `stream`, from `level` on. Call once, before anything logs.

    The one place that changes the process's logging. Returns the root logger.
    """
    threshold = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *(_for_people() if stream.isatty() else _for_machines()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    log = cast(FilteringBoundLogger, structlog.get_logger())
    # Libraries are heard from warnings on: what they say below that may quote URLs.
    logging.basicConfig(handlers=[_Forward(log)], level=max(threshold, logging.WARNING), force=True)
    logging.getLogger("uvicorn").setLevel(max(threshold, logging.INFO))
    logging.getLogger("uvicorn.access").disabled = True  # http.exchange writes that line
    return log


def _for_machines() -> list[structlog.typing.Processor]:
    return [structlog.processors.JSONRenderer(serializer=_json)]


def _for_people() -> list[structlog.typing.Processor]:
    return [_printable, structlog.dev.ConsoleRenderer()]


def _json(event: object, **_: Any) -> str:
    return msgspec.json.encode(event, enc_hook=repr).decode()


def _printable(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """What an integration logs is hostile, and a terminal obeys escape sequences. Lists and the like print as repr."""
    return {key: value.translate(_VISIBLE) if isinstance(value, str) else value for key, value in event.items()}


class _Forward(logging.Handler):
    """Passes on what libraries log with the standard library, without the messages of exceptions."""

    def __init__(self, log: FilteringBoundLogger) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        fields: dict[str, Any] = {"logger": record.name}
        if record.exc_info and record.exc_info[0] is not None:
            fields["error"] = record.exc_info[0].__qualname__
            fields["stack"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(record.exc_info[2])]
        self._log.log(record.levelno, record.getMessage().strip(), **fields)
