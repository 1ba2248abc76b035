"""The `responses` of a case, decoded: which requests there may be, and what each is answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from runtime.egress.errors import FetchFailed
from runtime.egress.request import FetchArguments, GuestRequest, first_hop
from runtime.problems import Keys, Review, suggestion
from runtime.testing.case import Answer, Route, Wanted

MAX_ROUTES = 500
MAX_ANSWERS = 500  # of one route

_SECRET_URL = re.compile(r"\[secret \w+\]")  # all of it, as the webhooks of chats are
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2: token


def decode_routes(value: object, review: Review, keys: Keys) -> tuple[Route, ...]:
    """`METHOD URL` -> an answer, or a list of answers that are given one after another."""
    if not isinstance(value, dict) or len(value) > MAX_ROUTES:
        review.error(keys, f"it is no mapping of at most {MAX_ROUTES} requests", "write METHOD URL: { json: ... }")
        return ()
    routes = [_route(text, answers, review, (*keys, text)) for text, answers in value.items()]
    seen: dict[str, str] = {}
    for route, text in zip(routes, value, strict=True):
        if route is not None and seen.setdefault(route.text, text) != text:
            message = f'it is the same request as "{seen[route.text]}"'
            review.error((*keys, text), message, "write the answers below one of them, as a list")
    return tuple(route for route in routes if route is not None)


def _route(text: str, value: object, review: Review, keys: Keys) -> Route | None:
    method, _, url = text.partition(" ")
    whole = _SECRET_URL.fullmatch(url)
    try:
        hop = first_hop(GuestRequest(FetchArguments("https://secret.invalid/" if whole else url, method)))
    except FetchFailed as failed:
        reason = str(failed).removeprefix("fetch failed: ")
        review.error(keys, f"it is no request: {reason}", "write it like GET https://api.example.com/things?page=1")
        return None
    once = isinstance(value, list)
    given = value if isinstance(value, list) else [value]
    if not given or len(given) > MAX_ANSWERS:
        review.error(keys, f"it has {len(given)} answers", f"write 1 to {MAX_ANSWERS}")
    answers = tuple(_answer(each, review, (*keys, number) if once else keys) for number, each in enumerate(given))
    return Route(hop.method, url if whole else hop.url.href, answers, once)


def _answer(value: object, review: Review, keys: Keys) -> Answer:
    given = _members(value, review, keys, _ANSWER)
    for other in ("status", "headers", "body", "json"):
        if "error" in given and other in given:
            review.error((*keys, other), "a request that fails has no answer", f"remove {other}, or error")
    headers = given.get("headers", ())
    if "json" in given and not any(name == "content-type" for name, _ in headers):
        headers = (*headers, ("content-type", "application/json"))
    return Answer(
        status=given.get("status", 200),
        headers=headers,
        body=given.get("json", given.get("body", b"")),
        failure=given.get("error"),
        wanted=given.get("request", Wanted()),
        optional=given.get("optional", False),
    )


def _members(value: object, review: Review, keys: Keys, fields: dict[str, Field]) -> dict[str, Any]:
    """The members of a mapping, each read by its own field."""
    if not isinstance(value, dict):
        review.error(keys, "it is no mapping", f"write {', '.join(fields)}, as far as you need them")
        return {}
    if "body" in value and "json" in value:
        review.error((*keys, "body"), "body and json exclude each other", "remove one of them")
    read: dict[str, Any] = {}
    for key, given in value.items():
        if key in fields:
            read[key] = fields[key](given, review, (*keys, key))
        else:
            review.error((*keys, key), "it is not known here", suggestion(key, fields))
    return read


def _status(value: object, review: Review, keys: Keys) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 200 <= value <= 599:
        review.error(keys, "it is no status of an answer", "write a number from 200 to 599")
        return 200
    return value


def _headers(value: object, review: Review, keys: Keys) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        review.error(keys, "it is no mapping of headers", "write { Retry-After: 30 }")
        return ()
    pairs: list[tuple[str, str]] = []
    for name, given in value.items():
        for text in given if isinstance(given, list) else [given]:
            good = isinstance(text, str | int | float) and not isinstance(text, bool)
            if not _HEADER.fullmatch(name) or not good or not _is_line(str(text)):
                review.error((*keys, name), "it is no header", "write a name, and a line of latin-1 text or a number")
                continue
            pairs.append((name.lower(), str(text)))
    return tuple(pairs)


def _is_line(text: str) -> bool:
    return text.replace("\t", "").isprintable() and all(ord(character) < 256 for character in text)


def _text(value: object, review: Review, keys: Keys) -> str:
    if not isinstance(value, str):
        review.error(keys, "it is no text", "put it in quotes, or use json")
        return ""
    return value


def _reason(value: object, review: Review, keys: Keys) -> str:
    if not isinstance(value, str) or not value or not value.isprintable():
        review.error(keys, "it is no reason", "write one line, such as: connection refused")
        return ""
    return value


def _optional(value: object, review: Review, keys: Keys) -> bool:
    if not isinstance(value, bool):
        review.error(keys, "it is neither true nor false", "write true or false")
    return value is True


def _wanted(value: object, review: Review, keys: Keys) -> Wanted:
    given = _members(value, review, keys, _WANTED)
    return Wanted(dict(given.get("headers", ())), given.get("body", msgspec.UNSET), given.get("json", msgspec.UNSET))


Field = Callable[[object, Review, Keys], Any]

_ANSWER: dict[str, Field] = {
    "status": _status,
    "headers": _headers,
    "body": lambda value, review, keys: _text(value, review, keys).encode(),
    "json": lambda value, review, keys: msgspec.json.encode(value),
    "error": _reason,
    "request": _wanted,
    "optional": _optional,
}
ANSWER_KEYS = tuple(_ANSWER)
_WANTED: dict[str, Field] = {"headers": _headers, "body": _text, "json": lambda value, review, keys: value}
