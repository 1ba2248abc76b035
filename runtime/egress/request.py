"""What a guest asks `fetch` for, and the request that follows from it."""

import re
from typing import Literal

import msgspec

from runtime.egress.errors import FetchFailed
from runtime.egress.headers import Headers, clean_headers
from runtime.egress.rules import FORBIDDEN_METHODS
from runtime.egress.url import Url, UrlRefused, parse_url

_METHOD = re.compile(r"[A-Z][A-Z-]{0,30}")
# The Fetch standard puts these in capitals; PATCH, which it leaves alone, is added: no server has a method "patch".
_CAPITALISED = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})


class FetchArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The arguments of the guest's `fetch` call, as they come in its frame."""

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    redirect: Literal["follow", "error", "manual"] = "follow"


class GuestRequest(msgspec.Struct, frozen=True):
    """One `fetch` of a guest: its arguments and the bytes of its body, if it has one."""

    arguments: FetchArguments
    body: bytes | None = None


class Hop(msgspec.Struct, frozen=True):
    """One request to one place: the guest's own, or the one that a redirect asks for.

    `headers` are the guest's, cleaned, names in lower case; what the host adds comes when the request is sent.
    """

    method: str
    url: Url
    headers: Headers
    body: bytes | None
    shown_url: str | None = None
    """What people see of a URL that is secret as a whole."""

    @property
    def shown(self) -> str:
        """The URL as the guest, the log and every text about the request show it."""
        return self.url.href if self.shown_url is None else self.shown_url

    def values(self, name: bytes) -> tuple[bytes, ...]:
        """All values of the header with this lower-case name."""
        return tuple(value for known, value in self.headers if known == name)


def decode_request(arguments: bytes | msgspec.Raw, body: bytes | None) -> GuestRequest:
    """Decode a guest's call.

    Raises:
        FetchFailed: if the arguments have another shape; only a compiled guest can get there.
    """
    try:
        return GuestRequest(msgspec.json.decode(arguments, type=FetchArguments), body)
    except msgspec.DecodeError as error:
        raise FetchFailed(f"fetch failed: the arguments of the call are not as described: {error}") from None


def first_hop(request: GuestRequest) -> Hop:
    """Check what a guest asked for and make its first request of it.

    Raises:
        FetchFailed: names what cannot be sent.
    """
    arguments = request.arguments
    try:
        url = parse_url(arguments.url)
    except UrlRefused as refused:
        raise FetchFailed(f"fetch failed: {refused}") from None
    method = _method(arguments.method)
    if request.body is not None and method in ("GET", "HEAD"):
        raise FetchFailed(f"fetch failed: a {method} request has no body: use POST, or put the data into the URL")
    return Hop(method, url, clean_headers(arguments.headers), request.body)


def _method(text: str) -> str:
    method = text.upper() if text.upper() in _CAPITALISED else text
    if method in FORBIDDEN_METHODS or not _METHOD.fullmatch(method):
        raise FetchFailed(f"fetch failed: the method {text[:40]!a} is not sent: use one like GET or POST")
    return method
