"""URLs that are secret as a whole (`kind = "url"`), such as the webhooks of chats. Pure."""

import ipaddress
from urllib.parse import parse_qsl, unquote

from runtime.egress.errors import FetchDenied
from runtime.egress.sent import Sent
from runtime.egress.url import Url, UrlRefused, parse_url

MIN_SECRET_BYTES = 16
"""So much must stand behind the host: less cannot be told from ordinary text when an answer repeats it."""


def url_problem(name: str, value: str) -> str | None:
    """Why the value cannot be used as a secret URL; None if it can. Nothing of the value is in the text."""
    try:
        url = parse_url(value)
    except UrlRefused:
        return f'Secret "{name}" is no URL: set the whole address, as in https://hooks.x.com/services/T1/B2/x.'
    if url.scheme == "http" and not _is_loopback(url):
        return f'Secret "{name}" is a URL in clear text: set one with https.'
    if len(url.target) < MIN_SECRET_BYTES:
        return f'Secret "{name}" is a URL with fewer than {MIN_SECRET_BYTES} bytes behind its host: set a longer one.'
    return None


def read_secret_url(name: str, value: str) -> Url:
    """The URL.

    Raises:
        FetchDenied: if it is none.
    """
    if problem := url_problem(name, value):
        raise FetchDenied(problem)
    return parse_url(value)


def behind_host(value: str) -> str | None:
    """The secret part of a URL; None if the value is no URL that can be used."""
    return None if url_problem("", value) else parse_url(value).target.decode("ascii")


def parts_sent(name: str, url: Url, shown: str, placeholder: str) -> tuple[Sent, ...]:
    """What of a secret URL goes out, longest first: all of it, what stands behind the host, and each longer part."""
    segments = url.path.split("/")
    parts = [*segments, *map(unquote, segments), *(value for _, value in parse_qsl(url.query[1:]))]
    long = [
        part.encode("utf-8")
        for part in dict.fromkeys(parts)
        if len(part) >= MIN_SECRET_BYTES and not part.isdigit()  # a number is an id, which answers are full of
    ]
    whole = (Sent(url.href.encode("ascii"), shown.encode("ascii"), name), Sent(url.target, b"/", name))
    return (*whole, *(Sent(part, placeholder.encode("ascii"), name) for part in long))


def _is_loopback(url: Url) -> bool:
    return isinstance(url.address, ipaddress.IPv4Address | ipaddress.IPv6Address) and url.address.is_loopback
