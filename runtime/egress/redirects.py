"""Redirects: the request that follows from one, as the Fetch standard has it (4.4, HTTP-redirect fetch). Pure.

The result is judged like a guest's own request: rules, addresses and secrets, all anew.
"""

import msgspec

from runtime.egress.errors import FetchFailed
from runtime.egress.request import Hop
from runtime.egress.response import Answer
from runtime.egress.url import Url, UrlRefused, parse_url

_STATUSES = frozenset({301, 302, 303, 307, 308})
_CREDENTIAL_HEADERS = frozenset({b"authorization", b"cookie"})
_BODY_HEADERS = frozenset({b"content-encoding", b"content-language", b"content-location", b"content-type"})


def is_redirect(answer: Answer) -> bool:
    """Whether the answer sends the client elsewhere; a redirect status without a `Location` does not."""
    return answer.status in _STATUSES and answer.first(b"location") is not None


def next_hop(hop: Hop, answer: Answer) -> Hop:
    """The request that a redirect asks for.

    To another origin go neither `authorization` nor `cookie`, and with `authorization` no secret. A body stays behind
    where the method becomes GET; 307 and 308 repeat it, and a rule must allow that method at the new place.

    Of a URL that is secret as a whole nothing is taken over into the next one.

    Raises:
        FetchFailed: if the `Location` cannot be followed.
    """
    url = _location(hop, answer)
    dropped: frozenset[bytes] = frozenset()
    if url.origin != hop.url.origin:
        dropped |= _CREDENTIAL_HEADERS
    method, body = hop.method, hop.body
    if (answer.status in (301, 302) and method == "POST") or (answer.status == 303 and method not in ("GET", "HEAD")):
        method, body = "GET", None
        dropped |= _BODY_HEADERS
    headers = tuple((name, value) for name, value in hop.headers if name not in dropped)
    return msgspec.structs.replace(hop, method=method, url=url, headers=headers, body=body, shown_url=None)


def _location(hop: Hop, answer: Answer) -> Url:
    location = answer.first(b"location") or b""
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = location.decode("latin-1")
    # What is relative to a secret path would show a part of it.
    base = hop.url if hop.shown_url is None else msgspec.structs.replace(hop.url, path="/", query="")
    try:
        return parse_url(text, base=base)
    except UrlRefused as refused:
        raise FetchFailed(
            f"fetch failed: {hop.url.authority} redirects to a place that is not followed: {refused}"
        ) from None
