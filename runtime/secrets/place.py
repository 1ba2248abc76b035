"""One place in a request where a secret may stand, as `in` names it: "header:x-api-key", "json:/token". Pure."""

import re
from typing import Literal, get_args

import msgspec

from runtime.egress.errors import RuleError
from runtime.egress.headers import is_owned_by_host

Kind = Literal["authorization", "header", "cookie", "query", "json", "form"]

_FORMS = '"authorization", "header:x-api-key", "cookie:sid", "query:api_key", "json:/token" or "form:key"'
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")  # RFC 9110, 5.6.2
_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*){1,20}")  # RFC 6901, 3


class Place(msgspec.Struct, frozen=True):
    """Where a whole value stands: a header, cookie or field of this name, or what a JSON pointer points to."""

    kind: Kind
    name: str = ""

    @property
    def text(self) -> str:
        """As `in` has it."""
        return f"{self.kind}:{self.name}" if self.name else self.kind


AUTHORIZATION = Place("authorization")


def read_place(text: str) -> Place:
    """Read one item of `in`.

    Raises:
        RuleError: names the text and the remedy.
    """
    kind, colon, name = text.partition(":")
    if text == "authorization" or (kind == "header" and name.lower() == "authorization"):
        return AUTHORIZATION
    if kind not in get_args(Kind) or kind == "authorization" or not colon or not name.isprintable():
        raise RuleError(f"{text!a} is no place in a request: write {_FORMS}")
    if kind == "header":
        return _header(text, name.lower())
    if kind == "cookie" and not _TOKEN.fullmatch(name):
        raise RuleError(f'{text!a} names no cookie: write it like "cookie:sid"')
    if kind == "json" and not _POINTER.fullmatch(name):
        raise RuleError(f'{text!a} has no JSON pointer (RFC 6901) behind "json:": write it like "json:/auth/token"')
    if not name:
        raise RuleError(f'{text!a} names no field: write it like "{kind}:key"')
    return Place(kind, name)  # type: ignore[arg-type]  # it is one of the kinds


def _header(text: str, name: str) -> Place:
    if not _TOKEN.fullmatch(name):
        raise RuleError(f'{text!a} names no header: write it like "header:x-api-key"')
    if name == "cookie":
        raise RuleError('"header:cookie" is all cookies: name the one, as in "cookie:sid"')
    if is_owned_by_host(name.encode("ascii")):
        raise RuleError(f'"{text}": the server sets this header itself, so no secret can stand there')
    return Place("header", name)
