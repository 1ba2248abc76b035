"""Methods that a request names besides its own: some servers obey them, so a grant for POST would be one for DELETE.

In headers, and where web frameworks look for the field `_method` (Rack::MethodOverride, Symfony, Laravel): in the query
and the form of a POST, and in its JSON (Laravel takes that for a form).
"""

import re
from itertools import islice
from urllib.parse import unquote_to_bytes

import msgspec

from runtime.egress.headers import METHOD_OVERRIDES
from runtime.egress.request import Hop

MAX_FIELDS = 20  # of this name in one form; no form needs more than one

# Linear and bounded, as a body may have megabytes and the event loop waits: 10 to 40 ns a byte. All are for bodies in
# lower case, the first for a form behind a "&".
_FIELD = re.compile(
    rb"[&;](?:_|%5f)(?:m|%[46]d)(?:e|%[46]5)(?:t|%[57]4)(?:h|%[46]8)(?:o|%[46]f)(?:d|%[46]4)=([^&;]{0,100})"
)
_PART = re.compile(rb'name\s{0,9}=\s{0,9}"?_method"?(?=[\s;])')
_PART_VALUE = re.compile(rb"\r?\n\r?\n([^\r\n]{0,100})")
_HEADERS_BYTES = 1_000  # of one part
_MEMBER = re.compile(
    rb'"(?:_|\\u005f)(?:m|\\u006d)(?:e|\\u0065)(?:t|\\u0074)(?:h|\\u0068)(?:o|\\u006f)(?:d|\\u0064)"'
    rb'\s*+:\s*+("(?:[^"\\]|\\.){0,100}+")'
)
_TOO_MANY = "?"


def overriding_methods(hop: Hop) -> list[str]:
    """In capitals and sorted, without the request's own; what is no method at all is among them."""
    found = [value.decode("latin-1") for name, value in hop.headers if name.replace(b"_", b"-") in METHOD_OVERRIDES]
    if hop.method == "POST":
        found += _fields(hop.url.query[1:].encode("ascii"))
        if hop.body is not None:
            found += _in_form(hop, hop.body)
    if not found:
        return []
    return sorted({text.strip().upper() for text in ",".join(found).split(",")} - {"", hop.method})


def _in_form(hop: Hop, body: bytes) -> list[str]:
    kind = b",".join(hop.values(b"content-type")).lower()
    if b"urlencoded" in kind:
        return _fields(body)
    if b"multipart" in kind:
        return _parts(body.lower())
    if b"json" in kind:
        return _members(body.lower())
    return []


def _fields(form: bytes) -> list[str]:
    found = list(islice(_FIELD.finditer(b"&" + form.lower()), MAX_FIELDS + 1))
    values = [unquote_to_bytes(field[1]).decode("latin-1") for field in found]
    return values if len(values) <= MAX_FIELDS else [_TOO_MANY]


def _parts(form: bytes) -> list[str]:
    found = list(islice(_PART.finditer(form), MAX_FIELDS + 1))
    values = [_PART_VALUE.search(form, part.end(), part.end() + _HEADERS_BYTES) for part in found]
    return [value[1].decode("latin-1") for value in values if value] if len(found) <= MAX_FIELDS else [_TOO_MANY]


def _members(body: bytes) -> list[str]:
    found = list(islice(_MEMBER.finditer(body), MAX_FIELDS + 1))
    return [_text(member[1]) for member in found] if len(found) <= MAX_FIELDS else [_TOO_MANY]


def _text(value: bytes) -> str:
    try:
        return msgspec.json.decode(value, type=str)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _TOO_MANY
