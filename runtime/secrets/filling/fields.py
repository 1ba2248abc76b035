"""Names with values, as the query of a URL and the body of a form have them. Pure.

A name that stands more than once is left alone: servers disagree on which of them counts.
"""

from collections import Counter
from typing import Literal
from urllib.parse import quote, unquote_to_bytes

from runtime.egress.sent import Sent
from runtime.secrets.filling.lookup import Lookup, encoded
from runtime.secrets.place import Place


def fill_fields(data: bytes, kind: Literal["query", "form"], value_of: Lookup) -> tuple[bytes, tuple[Sent, ...]]:
    """Put values into `a=1&b=2`."""
    named = fields(data)
    times = Counter(name for name, _ in named)
    parts: list[bytes] = []
    sent: tuple[Sent, ...] = ()
    for part, (name, value) in zip(data.split(b"&"), named, strict=True):
        put_in = value_of(Place(kind, name), value) if times[name] == 1 and name else None
        if put_in is not None:
            written = quote(put_in.real, safe="").encode("ascii")
            part = part[: len(part) - len(value)] + written
            sent += encoded(put_in, written)
        parts.append(part)
    return b"&".join(parts), sent


def fields(data: bytes) -> list[tuple[str, bytes]]:
    """Decoded names, with values as they stand there."""
    pairs = (part.partition(b"=") for part in data.split(b"&"))
    return [(unquote_to_bytes(name.replace(b"+", b" ")).decode("utf-8", "replace"), value) for name, _, value in pairs]
