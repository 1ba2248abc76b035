"""Values put into one request: its headers, its query, its body. Pure."""

from collections.abc import Iterable

import msgspec

from runtime.egress.request import Hop
from runtime.egress.sent import Sent
from runtime.secrets.filling.fields import fill_fields
from runtime.secrets.filling.headers import fill_headers
from runtime.secrets.filling.json_body import fill_json
from runtime.secrets.filling.lookup import Lookup
from runtime.secrets.place import Place

MAX_BODY = 1024 * 1024
"""Bytes of a body in which a value is put: it is read while everybody waits, some 10 ms for so much."""


def fill_request(hop: Hop, places: Iterable[Place], value_of: Lookup) -> tuple[Hop, tuple[Sent, ...]]:
    """The request with values in the place of placeholders; `places` are those that may hold one."""
    headers, sent = fill_headers(hop.headers, value_of)
    query, in_query = fill_fields(hop.url.query[1:].encode("ascii"), "query", value_of)
    body, in_body = _fill_body(hop, tuple(place for place in places if place.kind == "json"), value_of)
    url = msgspec.structs.replace(hop.url, query=f"?{query.decode('ascii')}") if in_query else hop.url
    return msgspec.structs.replace(hop, url=url, headers=headers, body=body), (*sent, *in_query, *in_body)


def body_kind(hop: Hop) -> str | None:
    """ "json" or "form", as the request's one `Content-Type` says; None for any other body."""
    types = hop.values(b"content-type")
    if len(types) != 1 or hop.values(b"content-encoding"):
        return None
    essence, _, parameters = types[0].lower().partition(b";")
    essence = essence.strip()
    if parameters.strip() not in (b"", b"charset=utf-8", b'charset="utf-8"'):
        return None
    if essence == b"application/x-www-form-urlencoded":
        return "form"
    is_json = essence.startswith(b"application/") and (essence.endswith((b"/json", b"+json")))
    return "json" if is_json else None


def _fill_body(hop: Hop, pointers: tuple[Place, ...], value_of: Lookup) -> tuple[bytes | None, tuple[Sent, ...]]:
    if not hop.body or len(hop.body) > MAX_BODY:
        return hop.body, ()
    match body_kind(hop):
        case "form":
            return fill_fields(hop.body, "form", value_of)
        case "json" if pointers:
            return fill_json(hop.body, pointers, value_of)
    return hop.body, ()
