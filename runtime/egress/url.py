"""The one parse of a guest's URL.

Ada implements the WHATWG URL standard and is also what the guest's own `URL` uses, so both sides read a text alike.
The rule that is checked, the address that is connected to, the name in TLS and the request line are all made from the
parts found here; no text is ever parsed a second time.
"""

import ipaddress
import re
from typing import Literal

import msgspec
from ada_url import URL, HostType

MAX_URL_BYTES = 8_192  # what common servers accept for a request line
MAX_HOST_CHARACTERS = 253  # RFC 1035, 2.3.4, without the final dot

Scheme = Literal["http", "https"]

DEFAULT_PORTS: dict[Scheme, int] = {"http": 80, "https": 443}
_SCHEMES: dict[str, Scheme] = {"http:": "http", "https:": "https"}

# Narrower than the standard, which also lets through characters that no DNS name has ("*", "~", "(" ...).
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class UrlRefused(ValueError):
    """A URL that is not followed; the message says why, for the integration's author."""


class Url(msgspec.Struct, frozen=True):
    """A checked http or https URL in parts; everything in it is ASCII.

    `host` is in lower case, an IPv6 address without its brackets. `address` is set when the host is an IP address.
    `path` starts with "/" and has no dot segments; `query` is empty or starts with "?".
    """

    scheme: Scheme
    host: str
    port: int
    path: str
    query: str
    address: Address | None

    @property
    def target(self) -> bytes:
        """What stands in the request line."""
        return (self.path + self.query).encode("ascii")

    @property
    def authority(self) -> str:
        """`host`, or `host:port` if the port is not the scheme's own; what stands in the `Host` header."""
        host = f"[{self.host}]" if isinstance(self.address, ipaddress.IPv6Address) else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in the WHATWG URL standard."""
        return f"{self.scheme}://{self.authority}"

    @property
    def href(self) -> str:
        """The whole URL, without a fragment."""
        return f"{self.origin}{self.path}{self.query}"


def parse_url(text: str, base: Url | None = None) -> Url:
    """Read a URL, relative to `base` if given.

    Raises:
        UrlRefused: for anything but an http(s) URL without user name, with a plain host name or an IP address.
    """
    parsed = _parse(text, base)
    scheme = _SCHEMES.get(parsed.protocol)
    if scheme is None:
        raise UrlRefused(f"{_quoted(text)} is not an http or https URL")
    if parsed.username or parsed.password:
        # The text is not repeated here: it holds a password.
        raise UrlRefused("a URL with a user name or password is not followed: send an Authorization header")
    if parsed.port == "0":
        raise UrlRefused(f"{_quoted(text)} names port 0, which nothing listens on")
    address = _address(parsed)
    if address is None and not is_host_name(parsed.hostname):
        raise UrlRefused(f"{_quoted(text)} has a host that is no DNS name: letters, digits, - and _ between dots")
    return Url(
        scheme=scheme,
        host=parsed.hostname.strip("[]"),
        port=int(parsed.port) if parsed.port else DEFAULT_PORTS[scheme],
        path=parsed.pathname,
        query=parsed.search,
        address=address,
    )


def is_host_name(host: str) -> bool:
    """A DNS name in ASCII: no final dot (certificates and rules are written without), no empty or overlong label."""
    return len(host) <= MAX_HOST_CHARACTERS and _NAME.fullmatch(host) is not None


def _parse(text: str, base: Url | None) -> URL:
    if len(text) > MAX_URL_BYTES:
        raise UrlRefused(f"the URL has {len(text)} characters, allowed are {MAX_URL_BYTES} bytes")
    try:
        parsed = URL(text, base.href if base else None)
    except ValueError:  # also a lone surrogate, which has no UTF-8 form
        raise UrlRefused(f"{_quoted(text)} is not a valid URL") from None
    if len(parsed.href) > MAX_URL_BYTES:
        raise UrlRefused(f"the URL has {len(parsed.href)} bytes, allowed are {MAX_URL_BYTES}")
    return parsed


def _address(parsed: URL) -> Address | None:
    if parsed.host_type == HostType.IPV4:
        return ipaddress.IPv4Address(parsed.hostname)
    if parsed.host_type == HostType.IPV6:
        return ipaddress.IPv6Address(parsed.hostname.strip("[]"))
    return None


def _quoted(text: str) -> str:
    shown = text if len(text) <= 200 else text[:200] + "..."
    return ascii(shown)
