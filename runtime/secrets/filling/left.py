"""Where in a request a placeholder still stands after all that may be replaced was replaced. Pure."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from runtime.egress.request import Hop
from runtime.secrets.filling.fields import fields
from runtime.secrets.filling.headers import VALUE, cookies
from runtime.secrets.filling.json_body import json_text
from runtime.secrets.filling.json_members import pointer_of
from runtime.secrets.filling.request import MAX_BODY, body_kind
from runtime.secrets.place import AUTHORIZATION, Place

MAX_SEARCHED = 65_536
"""Bytes of a JSON body that is searched for the pointer to a placeholder."""

Holds = Callable[[bytes], bool]
"""Whether a placeholder is in the bytes, however it is spelled."""


class Left(msgspec.Struct, frozen=True):
    """What people call the place; the item of `in` for it if the placeholder stands there whole; what else to do."""

    text: str
    place: Place | None = None
    note: str = ""


def parts_of(hop: Hop) -> tuple[bytes, bytes]:
    """All that a placeholder may stand in: URL with headers, and body."""
    head = b"\n".join([hop.url.href.encode("ascii"), *(part for pair in hop.headers for part in pair)])
    return head, hop.body or b""


def find_left(hop: Hop, placeholder: bytes, holds: Holds) -> Left | None:
    """The first place where the placeholder stands; None if there is none."""
    if holds(hop.url.href.encode("ascii")):
        return _in_url(hop, placeholder, holds)
    for name, value in hop.headers:
        if holds(name):
            return Left("the name of a header")
        if holds(value):
            return _in_header(name, value, placeholder)
    if hop.body is not None and holds(hop.body):
        return _in_body(hop, hop.body, placeholder)
    return None


def _in_url(hop: Hop, placeholder: bytes, holds: Holds) -> Left:
    query = hop.url.query[1:].encode("ascii")
    if not holds(query):
        return Left("the URL's path" if holds(hop.url.path.encode("ascii")) else "the URL's host")
    return Left("the URL's query", _field("query", query, placeholder), _ONCE)


def _in_header(name: bytes, value: bytes, placeholder: bytes) -> Left:
    if name == b"authorization":
        whole = VALUE.fullmatch(value)
        return Left("Authorization", AUTHORIZATION if whole and whole[2] == placeholder else None, _FORMS)
    text = f"the header {name.decode('ascii')}"
    if name == b"cookie":
        named = (cookie for cookie, content in cookies(value) if content == placeholder)
        return Left(text, next((Place("cookie", cookie) for cookie in named), None))
    whole = VALUE.fullmatch(value)
    return Left(text, Place("header", name.decode("ascii")) if whole and whole[2] == placeholder else None)


def _in_body(hop: Hop, body: bytes, placeholder: bytes) -> Left:
    if len(body) > MAX_BODY:
        return Left("the body", None, f"a body that holds one may have {MAX_BODY} bytes")
    kind = body_kind(hop)
    if kind == "form":
        return Left("the body", _field("form", body, placeholder), _ONCE)
    if len(body) > MAX_SEARCHED or (text := json_text(body)) is None:
        return Left("the body")
    place = _pointer(text, placeholder.decode("ascii"))
    return Left("the body", place, _ONCE if kind == "json" else "send the body with Content-Type: application/json")


def _field(kind: Any, data: bytes, placeholder: bytes) -> Place | None:
    return next((Place(kind, name) for name, value in fields(data) if name and value == placeholder), None)


def _pointer(text: str, placeholder: str) -> Place | None:
    try:
        found = next(_pointers(json.loads(text, parse_int=float), placeholder, ()), None)
    except RecursionError:
        return None
    return Place("json", found) if found else None


def _pointers(value: Any, wanted: str, keys: tuple[str, ...]) -> Iterator[str]:
    match value:
        case dict():
            for key, member in value.items():
                yield from _pointers(member, wanted, (*keys, key))
        case list():
            for number, member in enumerate(value):
                yield from _pointers(member, wanted, (*keys, str(number)))
        case str() if value == wanted:
            yield pointer_of(keys)


_ONCE = "it is put in only where its name stands once"
_FORMS = "use it alone, after Bearer or token, or as user or password of Basic"
