"""Methods that a request names besides its own: some servers obey them, so a grant for POST would be one for DELETE.

In headers, and where web frameworks look for the form field `_method` (Rack::MethodOverride, Symfony, Laravel): in the
query and the form of a POST.
"""

import re
from urllib.parse import unquote_to_bytes

from runtime.egress.headers import METHOD_OVERRIDES
from runtime.egress.request import Hop

# Made to be fast (9 ns a byte): a body may have megabytes, and the event loop waits. For lower-case forms, behind a "&".
_FIELD = re.compile(
    b"[&;](?:_|%5f)(?:m|%[46]d)(?:e|%[46]5)(?:t|%[57]4)(?:h|%[46]8)(?:o|%[46]f)(?:d|%[46]4)=([^&;]{0,100})"
)
_PART = re.compile(rb'name\s*=\s*"?_method"?\s*(?:;[^\r\n]*)?\r?\n(?:[^\r\n]+\r?\n)*\r?\n([^\r\n]*)', re.IGNORECASE)


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
        return [value.decode("latin-1") for value in _PART.findall(body)]
    return []


def _fields(form: bytes) -> list[str]:
    return [unquote_to_bytes(value).decode("latin-1") for value in _FIELD.findall(b"&" + form.lower())]
