"""Placeholders: what a guest sees instead of a secret's value."""

import base64

from runtime.egress.spellings import Finder

PREFIX = "skerry_"  # so that an author who prints one knows what it is
RANDOM_BYTES = 16  # 128 bits: not to be guessed, nor met by chance

_URL_SUFFIX = ".invalid"  # no host has such a name (RFC 2606, 2)
_ANY = Finder([("any", PREFIX.encode("ascii"))])


def make_placeholder(random: bytes) -> str:
    """A placeholder of [a-z0-9_] from RANDOM_BYTES random bytes."""
    return PREFIX + base64.b32encode(random).decode("ascii").rstrip("=").lower()


def placeholder_url(placeholder: str) -> str:
    """What a guest sees instead of a URL that is secret as a whole."""
    return f"https://{placeholder}{_URL_SUFFIX}/"


def placeholder_of_host(host: str) -> str | None:
    """The placeholder that the host of such a URL would be."""
    return host.removesuffix(_URL_SUFFIX) if host.startswith(PREFIX) and host.endswith(_URL_SUFFIX) else None


def may_hold_placeholder(data: bytes) -> bool:
    """False if no placeholder at all is in the bytes, however it is spelled: one look for all that there are."""
    return _ANY.may_hold(data)
