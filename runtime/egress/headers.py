"""Request headers: what a guest may set, and what the host alone sets.

A header that belongs to the host is dropped in silence, as the Fetch standard does with forbidden headers; one that
could break out of its line is refused.
"""

import re
from collections.abc import Iterable

from runtime.egress.errors import FetchDenied, FetchFailed
from runtime.egress.url import Url

Headers = tuple[tuple[bytes, bytes], ...]

MAX_HEADERS = 100
MAX_HEADER_BYTES = 32_768  # names and values together; servers commonly take 8 to 32 KiB

_OWNED_BY_HOST = frozenset(
    {
        b"accept-encoding",
        b"connection",
        b"content-length",
        b"expect",
        b"host",
        b"http2-settings",
        b"keep-alive",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)

# With them a proxy tells the server behind it who asked, and for what. A server that believes them would take a request
# of ours for one of another client, for another host or path than the rules saw.
_OF_PROXIES = frozenset(
    {
        b"cf-connecting-ip",
        b"client-ip",
        b"forwarded",
        b"true-client-ip",
        b"via",
        b"x-client-ip",
        b"x-envoy-original-path",
        b"x-host",
        b"x-real-ip",
        b"x-rewrite-url",
    }
)
_OF_PROXIES_PREFIXES = (b"proxy-", b"x-forwarded-", b"x-original-")

_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2: token
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")  # everything but a tab

# Some servers take one of these for the method, so a grant for GET would be one for DELETE.
METHOD_OVERRIDES = (b"x-http-method", b"x-http-method-override", b"x-method-override")

# With them an answer is cut to a part, made to depend on a guess, or written in an unusual charset or as a difference,
# so that a value which the server repeats could be read bit by bit: no part of it looks like the value.
_READ_IN_PARTS = frozenset(
    {
        b"a-im",
        b"accept-charset",
        b"if",
        b"if-match",
        b"if-modified-since",
        b"if-none-match",
        b"if-range",
        b"if-unmodified-since",
        b"range",
        b"request-range",  # what Range was called before it was a standard; some servers still know it
    }
)

_METHODS_WITH_LENGTH = frozenset({"PATCH", "POST", "PUT"})


def clean_headers(pairs: Iterable[tuple[str, str]]) -> Headers:
    """Check a guest's headers and drop those that the host sets itself. Names come out in lower case.

    Raises:
        FetchFailed: names the header (never its value) that cannot be sent, or the bound.
    """
    cleaned = tuple(pair for pair in (_clean(name, value) for name, value in pairs) if not is_owned_by_host(pair[0]))
    if len(cleaned) > MAX_HEADERS:
        raise FetchFailed(f"fetch failed: the request has {len(cleaned)} headers, allowed are {MAX_HEADERS}")
    size = sum(len(name) + len(value) for name, value in cleaned)
    if size > MAX_HEADER_BYTES:
        raise FetchFailed(f"fetch failed: the request has {size} bytes of headers, allowed are {MAX_HEADER_BYTES}")
    _check_authorization([value for name, value in cleaned if name == b"authorization"])
    return cleaned


def wire_headers(
    method: str, url: Url, headers: Headers, body: bytes | None, user_agent: str
) -> list[tuple[bytes, bytes]]:
    """What goes on the wire: the host's headers, then the guest's, with defaults for those it did not give."""
    given = {name for name, _ in headers}
    sent = [(b"host", url.authority.encode("ascii"))]
    if body is not None or method in _METHODS_WITH_LENGTH:
        sent.append((b"content-length", str(len(body or b"")).encode("ascii")))
    sent.append((b"accept-encoding", b"gzip, deflate"))
    if b"accept" not in given:
        sent.append((b"accept", b"*/*"))
    if b"user-agent" not in given:
        sent.append((b"user-agent", user_agent.encode("ascii")))
    return [*sent, *headers]


def refuse_reading_in_parts(headers: Headers, secrets: Iterable[str]) -> None:
    """Check a request that carries these secrets, by name.

    Raises:
        FetchDenied: names the header that may not go with them.
    """
    for name, _ in headers:
        if _plain(name) in _READ_IN_PARTS:
            raise FetchDenied(
                f"the header {name.decode('latin-1')} is not sent together with a secret ({', '.join(secrets)}), "
                "since an answer that repeats it could be read bit by bit: leave the header out"
            )


def _clean(name: str, value: str) -> tuple[bytes, bytes]:
    try:
        encoded = name.encode("latin-1"), value.encode("latin-1").strip(b" \t\r\n")
    except UnicodeEncodeError:
        raise FetchFailed(
            f"fetch failed: the header {_shown(name)} has characters beyond latin-1: encode them"
        ) from None
    if not _NAME.fullmatch(encoded[0]):
        raise FetchFailed(f"fetch failed: {_shown(name)} is no header name: letters, digits and -")
    if _CONTROL.search(encoded[1]):
        raise FetchFailed(f"fetch failed: the header {_shown(name)} has a line break or another control character")
    return encoded[0].lower(), encoded[1]


def is_owned_by_host(name: bytes) -> bool:
    """Whether a guest's header of this lower-case name is dropped."""
    plain = _plain(name)
    return plain in _OWNED_BY_HOST or plain in _OF_PROXIES or plain.startswith(_OF_PROXIES_PREFIXES)


def _plain(name: bytes) -> bytes:
    return name.replace(b"_", b"-")  # CGI and what came of it read both alike


def _check_authorization(values: list[bytes]) -> None:
    if len(values) > 1:
        raise FetchFailed("fetch failed: the request has more than one Authorization header: send one")
    for value in values:
        # They log in the connection, not the request, and connections are shared by integrations.
        if value.partition(b" ")[0].lower() in (b"ntlm", b"negotiate"):
            raise FetchFailed("fetch failed: NTLM and Negotiate are not sent: use a token or Basic")


def _shown(name: str) -> str:
    return ascii(name[:100])
