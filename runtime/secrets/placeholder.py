"""Placeholders: what a guest sees instead of a secret's value."""

import base64
from urllib.parse import unquote_to_bytes

PREFIX = "skerry_"  # so that an author who prints one knows what it is
RANDOM_BYTES = 16  # 128 bits: not to be guessed, nor met by chance

_BASE64_TO_URL = bytes.maketrans(b"+/", b"-_")


def make_placeholder(random: bytes) -> str:
    """A placeholder of [a-z0-9_] from RANDOM_BYTES random bytes."""
    return PREFIX + base64.b32encode(random).decode("ascii").rstrip("=").lower()


class Trace:
    """Finds one placeholder in bytes: as it is, or inside base64 wherever it begins there."""

    def __init__(self, placeholder: str) -> None:
        self._spellings = _spellings(placeholder.encode("ascii"))

    def is_in(self, data: bytes) -> bool:
        """Whether the placeholder stands in the bytes."""
        return any(spelling in data for spelling in self._spellings)


def may_hold_placeholder(data: bytes) -> bool:
    """False if no placeholder at all is in the bytes: one look for the prefix, however many placeholders there are."""
    return any(spelling in data for spelling in _PREFIX_SPELLINGS)


def percent_decoded(data: bytes) -> bytes:
    """The bytes with percent encoding undone, behind the bytes themselves. For URLs and headers: it is slow on more."""
    return data + b"\0" + unquote_to_bytes(data) if b"%" in data else data


def _spellings(plain: bytes) -> tuple[bytes, ...]:
    aligned = [_inside_base64(plain, offset) for offset in range(3)]
    return tuple(dict.fromkeys((plain, *aligned, *(spelling.translate(_BASE64_TO_URL) for spelling in aligned))))


def _inside_base64(plain: bytes, offset: int) -> bytes:
    """The characters that base64 always has for these bytes when `offset` (mod 3) other bytes come before."""
    encoded = base64.b64encode(bytes(offset) + plain)
    first = -(-offset * 8 // 6)  # the characters before it also hold bits of the bytes before
    last = (offset + len(plain)) * 8 // 6  # those from here on also hold bits of the bytes behind
    return encoded[first:last]


_PREFIX_SPELLINGS = _spellings(PREFIX.encode("ascii"))
