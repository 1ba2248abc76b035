"""Headers that a secret names: the whole value, or what stands behind one word; and single cookies. Pure."""

import re

from runtime.egress.headers import Headers
from runtime.egress.sent import Sent
from runtime.secrets.filling.authorization import fill_authorization
from runtime.secrets.filling.lookup import Lookup
from runtime.secrets.place import Place

VALUE = re.compile(rb"((?:[A-Za-z][A-Za-z0-9_-]* +)?)(\S+)")


def fill_headers(headers: Headers, value_of: Lookup) -> tuple[Headers, tuple[Sent, ...]]:
    """Put values into `Authorization`, cookies and other headers."""
    filled: Headers = ()
    sent: tuple[Sent, ...] = ()
    for name, value in headers:
        match name:
            case b"authorization":
                value, put_in = fill_authorization(value, value_of)
            case b"cookie":
                value, put_in = _fill_cookies(value, value_of)
            case _:
                value, put_in = _fill(name, value, value_of)
        filled += ((name, value),)
        sent += put_in
    return filled, sent


def _fill(name: bytes, value: bytes, value_of: Lookup) -> tuple[bytes, tuple[Sent, ...]]:
    found = VALUE.fullmatch(value)
    sent = value_of(Place("header", name.decode("ascii")), found[2]) if found else None
    return (value, ()) if found is None or sent is None else (found[1] + sent.real, (sent,))


def cookies(header: bytes) -> list[tuple[str, bytes]]:
    """Names and values of a `Cookie` header (RFC 6265, 4.2.1)."""
    pairs = (part.strip(b" \t").partition(b"=") for part in header.split(b";"))
    return [(name.decode("latin-1"), value) for name, _, value in pairs]


def _fill_cookies(header: bytes, value_of: Lookup) -> tuple[bytes, tuple[Sent, ...]]:
    pairs = cookies(header)
    filled = [value_of(Place("cookie", name), value) if name else None for name, value in pairs]
    sent = tuple(put_in for put_in in filled if put_in is not None)
    if not sent:
        return header, ()
    parts = zip(header.split(b";"), filled, strict=True)
    return b";".join(_with_value(part, put_in) if put_in else part for part, put_in in parts), sent


def _with_value(part: bytes, sent: Sent) -> bytes:
    name, equals, _ = part.partition(b"=")
    return name + equals + sent.real
