"""The canonical form of a request, over which AWS Signature Version 4 is made. Pure.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote_to_bytes

_UNRESERVED = "-_.~"  # with letters and digits, all that stays as it is (RFC 3986, 2.3)
_SLASHES = re.compile(r"/{2,}")
_SPACES = re.compile(rb"[ \t]+")


def canonical_request(
    method: str, path: str, query: str, headers: Sequence[tuple[bytes, bytes]], payload: str, *, s3: bool
) -> bytes:
    """The text that is hashed and signed.

    `path` and `query` (empty, or with its "?") are as they stand in the request line, `headers` those that are signed,
    names in lower case, `payload` is the value that stands for the body. S3 encodes a path once, the others twice.
    """
    lines = (
        method.encode("ascii"),
        (_path_of_s3(path) if s3 else _path(path)).encode("ascii"),
        _query(query).encode("ascii"),
        _headers(headers),
        signed_names(headers),
        payload.encode("ascii"),
    )
    return b"\n".join(lines)


def signed_names(headers: Sequence[tuple[bytes, bytes]]) -> bytes:
    """The names of the headers, as `SignedHeaders` lists them."""
    return b";".join(sorted({name for name, _ in headers}))


def _path(path: str) -> str:
    # The dot segments are gone already: the URL was parsed. What is encoded in it is encoded again.
    return quote(_SLASHES.sub("/", path), safe="/" + _UNRESERVED)


def _path_of_s3(path: str) -> str:
    # An object's key may hold "//" and is its own; a "+" is a space to S3.
    return "/".join(quote(unquote_to_bytes(part.replace("+", " ")), safe=_UNRESERVED) for part in path.split("/"))


def _query(query: str) -> str:
    pairs = [_pair(part) for part in query.removeprefix("?").split("&") if part]
    return "&".join(f"{name}={value}" for name, value in sorted(pairs))


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return _encoded(name), _encoded(value)


def _encoded(text: str) -> str:
    return quote(unquote_to_bytes(text.replace("+", " ")), safe=_UNRESERVED)


def _headers(headers: Sequence[tuple[bytes, bytes]]) -> bytes:
    """One line each; several of one name are one line, in the order in which they are sent."""
    values: dict[bytes, list[bytes]] = {}
    for name, value in headers:
        values.setdefault(name, []).append(_SPACES.sub(b" ", value.strip(b" \t")))
    return b"".join(name + b":" + b",".join(values[name]) + b"\n" for name in sorted(values))
