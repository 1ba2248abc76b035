"""Answers requests from a case's list, in the place of the network. What nobody listed fails the case."""

from __future__ import annotations

import base64
import binascii
import http
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager

import httpcore
import msgspec

from runtime.egress.errors import FetchFailed
from runtime.egress.transport import Transport
from runtime.egress.url import Url
from runtime.problems import suggestion
from runtime.testing.case import Answer, Route, Wanted

MAX_SHOWN = 2_000  # characters of a request's part in a message


class Asked(msgspec.Struct, frozen=True):
    """A request as a test file would write it: every secret in it is `[secret NAME]`."""

    method: str
    url: str
    headers: dict[str, str]
    body: str

    @property
    def text(self) -> str:
        """Method and URL."""
        return f"{self.method} {self.url}"


class FakedUpstream(Transport):
    """The upstreams of one run of one case. `secrets` are the texts that stand for secrets in requests, with names."""

    def __init__(self, routes: Iterable[Route], secrets: Mapping[str, str]) -> None:
        self.unexpected: list[str] = []
        """A sentence for each request that was not answered."""
        self._routes = {route.text: route for route in routes}
        self._secrets = secrets
        self._given: set[tuple[str, int]] = set()

    async def aclose(self) -> None:
        """Nothing is open."""

    @asynccontextmanager
    async def send(
        self,
        method: str,
        url: Url,
        headers: list[tuple[bytes, bytes]],
        body: bytes | None,
        *,
        granted: bool = True,
    ) -> AsyncIterator[httpcore.Response]:
        """Answer from the list. Errors: FetchFailed, if the case says so or has no answer."""
        answer = self._answer(asked(method, url, headers, body, self._secrets))
        if answer.failure is not None:
            raise FetchFailed(f"fetch failed: {answer.failure}")
        yield httpcore.Response(
            answer.status,
            headers=[(name.encode(), value.encode("latin-1")) for name, value in answer.headers],
            content=b"" if method == "HEAD" else answer.body,
            extensions={"reason_phrase": _phrase(answer.status)},
        )

    def unasked(self) -> list[str]:
        """The answers that nobody asked for, as a test file would write them."""
        return [
            f"{route.text} (answer {number + 1})" if len(route.answers) > 1 else route.text
            for route in self._routes.values()
            for number, answer in enumerate(route.answers)
            if not answer.optional and (route.text, number) not in self._given
        ]

    def _answer(self, request: Asked) -> Answer:
        route = self._routes.get(request.text)
        if route is None:
            raise self._refused(f"unexpected request {request.text}", self._near(request))
        reasons: list[str] = []
        for number, answer in enumerate(route.answers):
            if route.once and (request.text, number) in self._given:
                continue
            reason = mismatch(answer.wanted, request)
            if reason is None:
                self._given.add((request.text, number))
                return answer
            reasons.append(reason)
        if reasons:
            raise self._refused(f"unexpected request {request.text}", "; ".join(reasons))
        times = len(route.answers) + 1
        raise self._refused(f"unexpected request {request.text}", f"it is asked {times} times, one more than answered")

    def _near(self, request: Asked) -> str:
        return suggestion(request.text, self._routes) if self._routes else "the case has no responses"

    def _refused(self, message: str, remedy: str) -> FetchFailed:
        self.unexpected.append(f"{message}; {remedy}")
        return FetchFailed(f"fetch failed: {message}")


def asked(
    method: str, url: Url, headers: Iterable[tuple[bytes, bytes]], body: bytes | None, secrets: Mapping[str, str]
) -> Asked:
    """The request with each secret's text replaced by `[secret NAME]`."""
    shown: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        if key == "authorization":
            text = _basic(text)
        shown[key] = f"{shown[key]}, {text}" if key in shown else text
    return Asked(
        method,
        f"[secret {secrets[url.href]}]" if url.href in secrets else _named(url.href, secrets, "[secret%20{}]"),
        {name: _named(value, secrets, "[secret {}]") for name, value in shown.items()},
        _named((body or b"").decode("utf-8", "replace"), secrets, "[secret {}]"),
    )


def mismatch(wanted: Wanted, request: Asked) -> str | None:
    """Why the answer is not for this request; None if it is."""
    for name, value in wanted.headers.items():
        if request.headers.get(name) != value:
            return f"its header {name} is {_shown(request.headers.get(name))}, the answer wants {_shown(value)}"
    if wanted.body is not msgspec.UNSET and request.body != wanted.body:
        return f"its body is {_shown(request.body)}, the answer wants {_shown(wanted.body)}"
    if wanted.json is not msgspec.UNSET:
        try:
            given = msgspec.json.decode(request.body)
        except msgspec.DecodeError:
            return f"its body is no JSON: {_shown(request.body)}"
        if given != wanted.json:
            return f"its body is {_shown(request.body)}, the answer wants {msgspec.json.encode(wanted.json).decode()}"
    return None


def _basic(text: str) -> str:
    """`Basic user:password`, so that a test file can say what is in it."""
    scheme, _, encoded = text.partition(" ")
    if scheme.lower() != "basic":
        return text
    try:
        return f"{scheme} {base64.b64decode(encoded, validate=True).decode()}"
    except (binascii.Error, UnicodeDecodeError):
        return text


def _named(text: str, secrets: Mapping[str, str], form: str) -> str:
    for value, name in secrets.items():
        text = text.replace(value, form.format(name))
    return text


def _shown(text: str | None) -> str:
    if text is None:
        return "missing"
    return f'"{text}"' if len(text) <= MAX_SHOWN else f'"{text[:MAX_SHOWN]}..."'


def _phrase(status: int) -> bytes:
    try:
        return http.HTTPStatus(status).phrase.encode()
    except ValueError:
        return b""
