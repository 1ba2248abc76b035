"""A copy of a journal for sharing: which turns there were, what they asked for, how much of what, and what it cost.

Left out is everything that a run was told and said: texts, numbers, names, hosts, times, the seed, digests of files
(small files can be guessed from theirs). What stays is listed here; whatever is not, goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import msgspec

from sandbox.errors import AbiBroken
from sandbox.frames import (
    NO_VALUE,
    SEED_BYTES,
    Bytes,
    Call,
    Done,
    Failed,
    Kind,
    LogLine,
    Reply,
    ReplyError,
    ResumeHead,
    StartHead,
    Suspended,
    decode_answer,
    decode_resume,
    decode_start,
    encode,
)
from sandbox.journal import End, Exchange, Header, Journal
from sandbox.program import Moment, Origin
from sandbox.runner import Answered, Broken, Turn

OPS = frozenset({"fetch", "cache.get", "cache.set"})
_KEYS = """
    context type url page secrets shouldRun trace run results cache skipped content href status icon tooltip items value
    key ttl
"""
_HEADERS = """
    accept accept-encoding accept-language authorization cache-control content-encoding content-language content-length
    content-type cookie date etag expires if-modified-since if-none-match last-modified link location retry-after server
    set-cookie user-agent vary www-authenticate x-api-key x-request-id
"""
KEYS = frozenset(_KEYS.split())
"""The words of the contract between Skerry and integrations; any other key may be data."""
HEADERS = frozenset(_HEADERS.split())
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
TOLD_ENDS = frozenset({"limit", "host_limit", "deadline", "stuck", "crashed"})
"""Ends whose text is the server's own, with numbers in it and nothing of the run's."""
ERROR_NAME = re.compile("(Aggregate|Eval|Internal|Range|Reference|Syntax|Type|URI|Abort|Timeout)?Error")
MAX_DEPTH, MAX_ITEMS = 8, 10


def redact(journal: Journal) -> Journal:
    """The copy. It no longer replays, and its header says so."""
    redactor = _Redactor()
    header = journal.header
    origin = Origin(header.origin.engine, header.origin.wasmtime, "", {}, Moment())
    path = text(header.path)
    exchanges = tuple(redactor.exchange(exchange) for exchange in journal.exchanges)
    end = journal.end
    if end.kind not in TOLD_ENDS:
        end = End(end.kind, text(end.error), end.turns, end.fuel, end.memory_bytes, end.ms)
    return Journal(
        Header("redacted", path, header.export, origin, header.limits, header.skerry, redacted=True), exchanges, end
    )


def text(value: str) -> str:
    """How long it is."""
    return f"<{len(value)} characters>" if value else ""


def shape(value: Any, depth: int = 0) -> Any:
    """A value of JSON without what it says."""
    match value:
        case None:
            return None
        case bool():
            return "<boolean>"
        case int() | float():
            return "<number>"
        case str():
            return text(value)
        case _ if depth == MAX_DEPTH:
            return "<deeper>"
        case list():
            more = [f"<{len(value) - MAX_ITEMS} more>"] if len(value) > MAX_ITEMS else []
            return [*(shape(each, depth + 1) for each in value[:MAX_ITEMS]), *more]
        case dict():
            pairs = list(value.items())
            shown = {_key(key, number): shape(each, depth + 1) for number, (key, each) in enumerate(pairs[:MAX_ITEMS])}
            return shown | ({"<more>": f"<{len(pairs) - MAX_ITEMS} more>"} if len(pairs) > MAX_ITEMS else {})
    return "<unknown>"


def _key(key: str, number: int) -> str:
    return key if key in KEYS else f"<key {number + 1} of {len(key)} characters>"


def _json(data: bytes) -> bytes:
    """JSON text without what it says."""
    try:
        return msgspec.json.encode(shape(msgspec.json.decode(data)))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return msgspec.json.encode(f"<{len(data)} bytes>")


def _body(data: Bytes) -> bytes:
    try:
        found = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return f"<{len(data)} bytes>".encode()
    return f"<{len(data)} bytes of JSON> ".encode() + msgspec.json.encode(shape(found))


def _error_name(name: str) -> str:
    return name if ERROR_NAME.fullmatch(name) else text(name)


class _Redactor:
    """One journal's: equal hosts get equal numbers, times count from the first turn's."""

    def __init__(self) -> None:
        self._hosts: dict[str, int] = {}
        self._ops: dict[int, str] = {}
        self._began: int | None = None

    def exchange(self, exchange: Exchange) -> Exchange:
        return Exchange(self._sent(exchange.sent), None if exchange.turn is None else self._turn(exchange.turn))

    def _since(self, milliseconds: float) -> int:
        return max(0, int(milliseconds) - (self._began or 0))

    def _sent(self, frame: bytes) -> bytes:
        if self._began is None:
            head, parts = decode_start(frame)
            self._began = head.now
            start = StartHead(0, head.export, head.log_bytes)
            return encode(Kind.START, start, [bytes(SEED_BYTES), _json(parts[1])])
        resume, bodies = decode_resume(frame)
        replies = [self._reply(reply) for reply in resume.replies]
        return encode(Kind.RESUME, ResumeHead(self._since(resume.now), replies), [_body(body) for body in bodies])

    def _reply(self, reply: Reply) -> Reply:
        error = reply.error
        if error is not None:
            error = ReplyError(_error_name(error.name), text(error.message))
        value = NO_VALUE if error is not None else self._known(bytes(reply.value), self._ops.get(reply.id) == "fetch")
        return Reply(reply.id, value, reply.body, error)

    def _turn(self, turn: Turn) -> Turn:
        if isinstance(turn, Answered):
            return Answered(self._answer(turn.frame), turn.usage)
        return Broken(text(turn.rule), turn.usage) if isinstance(turn, Broken) else turn

    def _answer(self, frame: bytes) -> bytes:
        try:
            answer, parts = decode_answer(frame)
        except AbiBroken:
            return b""
        logs: list[LogLine] = [(level, text(line)) for level, line in answer.logs]
        if isinstance(answer, Failed):
            lines = f"<{len(answer.stack.splitlines())} lines>"
            failed = Failed(_error_name(answer.name), text(answer.message), lines, logs)
            return encode(Kind.FAILED, failed)
        calls = [self._call(call) for call in answer.calls]
        if isinstance(answer, Done):
            return encode(Kind.DONE, Done(calls, logs), [_json(parts[0]), *map(_body, parts[1:])])
        wake = None if answer.wake is None else self._since(answer.wake)
        return encode(Kind.SUSPENDED, Suspended(calls, answer.cancel, wake, logs), [_body(part) for part in parts])

    def _call(self, call: Call) -> Call:
        self._ops[call.id] = call.op
        op = call.op if call.op in OPS else "<another>"
        return Call(call.id, op, self._known(bytes(call.args), op == "fetch"), call.body)

    def _known(self, data: bytes, is_fetch: bool) -> msgspec.Raw:
        """A fetch's arguments or its response keep more than other JSON."""
        try:
            found = msgspec.json.decode(data) if is_fetch else None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            found = None
        if not isinstance(found, dict):
            return msgspec.Raw(_json(data))
        kept = {key: self._kept(key, value) for key, value in found.items() if key in _FETCH}
        return msgspec.Raw(msgspec.json.encode(kept))

    def _kept(self, key: str, value: Any) -> Any:
        if key == "url":
            return self._url(value) if isinstance(value, str) else shape(value)
        return _FETCH[key](value)

    def _url(self, url: str) -> str:
        """`https://host-1/<5>/<7>?<2 parameters>`."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return text(url)
        host = self._hosts.setdefault(parts.netloc, len(self._hosts) + 1)
        path = "/".join(f"<{len(step)}>" if step else "" for step in parts.path.split("/"))
        query = f"?<{parts.query.count('&') + 1} parameters>" if parts.query else ""
        scheme = parts.scheme if parts.scheme in ("http", "https") else "<scheme>"
        return f"{scheme}://host-{host}{path}{query}"


def _one_of(known: frozenset[str]) -> Callable[[Any], Any]:
    return lambda value: value if isinstance(value, str) and value in known else shape(value)


def _number(value: Any) -> Any:
    return value if isinstance(value, int) else shape(value)


def _headers(value: Any) -> Any:
    if not isinstance(value, list):
        return shape(value)
    pairs = [pair for pair in value if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)]
    return [[name if name.lower() in HEADERS else text(name), shape(content)] for name, content in pairs]


_FETCH: dict[str, Callable[[Any], Any]] = {
    "url": shape,
    "method": _one_of(METHODS),
    "redirect": _one_of(frozenset({"follow", "error", "manual"})),
    "redirected": lambda value: value if isinstance(value, bool) else shape(value),
    "status": _number,
    "statusText": shape,
    "headers": _headers,
}
