"""One case of a test file, decoded."""

from __future__ import annotations

from typing import Any

import msgspec

from runtime.context import Context


class Wanted(msgspec.Struct, frozen=True):
    """What a request must hold, besides its method and URL, to be given an answer. Nothing is wanted of what is unset.

    Texts are compared with a secret shown as `[secret NAME]`; names of headers are in lower case.
    """

    headers: dict[str, str] = {}
    body: str | msgspec.UnsetType = msgspec.UNSET
    json: Any = msgspec.UNSET


class Answer(msgspec.Struct, frozen=True):
    """What a faked upstream answers: a response, or the failure of the connection in the words of `failure`."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    failure: str | None = None
    wanted: Wanted = Wanted()
    optional: bool = False
    """Whether it is fine that nobody asks."""


class Route(msgspec.Struct, frozen=True):
    """All answers to one method and URL. With `once` each is given to one request, in order; else to any number."""

    method: str
    url: str
    """As the URL parser writes it, without a fragment; a secret in it, or all of it, is `[secret NAME]`."""
    answers: tuple[Answer, ...]
    once: bool

    @property
    def text(self) -> str:
        """How it stands in a test file."""
        return f"{self.method} {self.url}"


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A context, the world around it, and what is expected. What is None is not compared."""

    name: str
    line: int
    """1-based, in the test file."""
    context: Context
    data: dict[str, bytes] = {}
    """Data files by id, as JSON, instead of the ones on disk or besides them."""
    now: float = 0
    """Seconds since 1970."""
    routes: tuple[Route, ...] = ()
    matches: bool = True
    results: list[Any] | None = None
    error: str | None = None
    """A part of the reason for which the run fails."""
    logs: tuple[tuple[str, str], ...] | None = None
    """Level and message of all lines."""
    max_fuel: int | None = None

    @property
    def expects_something(self) -> bool:
        """False for a new case whose results are still to be recorded."""
        return not self.matches or self.results is not None or self.error is not None
