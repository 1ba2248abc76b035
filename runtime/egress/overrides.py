"""Methods that a request names besides its own: some servers obey them, so a grant for POST would be one for DELETE.

In headers, and where web frameworks look for the form field `_method` (Rack::MethodOverride, Symfony, Laravel): in the
query and the form of a POST.
"""

import re
from urllib.parse import parse_qsl

from runtime.egress.headers import METHOD_OVERRIDES
from runtime.egress.request import Hop

_FIELD = "_method"
_ENCODED_FIELD = re.compile(rb"(?:_|%5f)(?:m|%[46]d)", re.IGNORECASE)
_PART = re.compile(rb'name\s*=\s*"?_method"?\s*(?:;[^\r\n]*)?\r?\n(?:[^\r\n]+\r?\n)*\r?\n([^\r\n]*)', re.IGNORECASE)


def overriding_methods(hop: Hop) -> list[str]:
    """In capitals and sorted, without the request's own; what is no method at all is among them."""
    found = [value.decode("latin-1") for name, value in hop.headers if name.replace(b"_", b"-") in METHOD_OVERRIDES]
    if hop.method == "POST":
        if hop.url.query and _ENCODED_FIELD.search(hop.url.query.encode("ascii")):
            found += _fields(hop.url.query[1:])
        if hop.body is not None and _ENCODED_FIELD.search(hop.body):
            found += _in_form(hop, hop.body)
    if not found:
        return []
    return sorted({text.strip().upper() for text in ",".join(found).split(",")} - {"", hop.method})


def _in_form(hop: Hop, body: bytes) -> list[str]:
    kind = b",".join(hop.values(b"content-type")).lower()
    if b"urlencoded" in kind:
        return _fields(body.decode("latin-1"))
    if b"multipart" in kind:
        return [value.decode("latin-1") for value in _PART.findall(body)]
    return []


def _fields(form: str) -> list[str]:
    pairs = parse_qsl(form.replace(";", "&"), keep_blank_values=True, encoding="latin-1")
    return [value for name, value in pairs if name.lower() == _FIELD]
