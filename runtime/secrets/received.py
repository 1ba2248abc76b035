"""Credentials that a server gives: cookies, and the tokens of an OAuth answer (RFC 6749, 5.1). Pure.

The guest sees a fresh placeholder instead, which works in requests to the server that gave it.
"""

import re
from collections.abc import Callable
from urllib.parse import quote, unquote_plus

import msgspec

from runtime.egress.hosts import HostPattern
from runtime.egress.response import Answer
from runtime.egress.url import Url
from runtime.secrets.filling.fields import fields
from runtime.secrets.filling.json_body import json_text
from runtime.secrets.filling.json_members import members
from runtime.secrets.place import AUTHORIZATION, Place
from runtime.secrets.placeholder import may_hold_placeholder
from runtime.secrets.places import SecretHost, SecretPlaces

MIN_BYTES = 16
"""A shorter value is a language or a theme, or a credential that can be guessed."""
MAX_TOKEN_ANSWER = 65_536
"""Bytes of an answer that may be one with tokens."""

# RFC 6265, 4.1.1, and RFC 9110, 5.6.2. What is called otherwise, or longer, is kept and not called by its name: names
# stand in results and logs, and a server may put anything into one.
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
_TOKENS = ("access_token", "refresh_token", "id_token")
_REFRESH = (Place("json", "/refresh_token"), Place("form", "refresh_token"))

Keep = Callable[[str, str, tuple[Place, ...]], str]
"""Takes what it is called, the value, and where it may stand; gives the placeholder."""


def kept_answer(answer: Answer, keep: Keep) -> Answer:
    """The answer with placeholders for the credentials in it. What `keep` raises passes through."""
    headers = tuple((name, _cookie(value, keep) if name == b"set-cookie" else value) for name, value in answer.headers)
    body = _tokens(answer.body, keep)
    if body != answer.body:
        length = str(len(body)).encode("ascii")
        headers = tuple((name, length if name == b"content-length" else value) for name, value in headers)
    return msgspec.structs.replace(answer, headers=headers, body=body)


def places_at(name: str, url: Url, places: tuple[Place, ...]) -> SecretPlaces:
    """The rule for a credential that came from this URL's origin."""
    host = HostPattern(url.scheme, url.host, url.port, below=False, literal=url.address is not None)
    return SecretPlaces(name, (SecretHost(host),), places)


def _cookie(header: bytes, keep: Keep) -> bytes:
    """RFC 6265, 4.1.1: the name, "=", the value; attributes follow behind ";"."""
    pair, semicolon, attributes = header.partition(b";")
    name, equals, value = (part.strip() for part in pair.partition(b"="))
    if not _is_credential(value) or not name:
        return header
    text = name.decode("latin-1")
    called = f"cookie {text}" if _NAME.fullmatch(text) else "cookie"
    kept = keep(called, value.decode("latin-1"), (AUTHORIZATION, Place("cookie", text)))
    return name + equals + kept.encode("ascii") + semicolon + attributes


def _tokens(body: bytes, keep: Keep) -> bytes:
    if len(body) > MAX_TOKEN_ANSWER or b"access_token" not in body or b"token_type" not in body:
        return body
    text = json_text(body)
    return _form_tokens(body, keep) if text is None else _json_tokens(text, keep).encode("utf-8")


def _json_tokens(text: str, keep: Keep) -> str:
    found = [member for member in members(text) if text[member.begin] == '"'] if text.lstrip().startswith("{") else []
    if not {"access_token", "token_type"} <= {member.key for member in found}:
        return text
    for member in reversed(found):
        value = msgspec.json.decode(text[member.begin : member.end].encode("utf-8", "surrogatepass"), type=str)
        if member.key in _TOKENS and _is_credential(value.encode("utf-8")):
            text = f'{text[: member.begin]}"{keep(member.key, value, (AUTHORIZATION, *_REFRESH))}"{text[member.end :]}'
    return text


def _form_tokens(body: bytes, keep: Keep) -> bytes:
    """The same fields as `a=1&b=2`, which GitHub answers unless it is asked for JSON."""
    named = fields(body)
    if not {"access_token", "token_type"} <= {name for name, _ in named}:
        return body
    parts = []
    for part, (name, value) in zip(body.split(b"&"), named, strict=True):
        if name in _TOKENS and _is_credential(value):
            kept = keep(name, unquote_plus(value.decode("latin-1")), (AUTHORIZATION, *_REFRESH))
            part = part[: len(part) - len(value)] + quote(kept).encode("ascii")
        parts.append(part)
    return b"&".join(parts)


def _is_credential(value: bytes) -> bool:
    return len(value) >= MIN_BYTES and not may_hold_placeholder(value)
