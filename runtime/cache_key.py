"""The key under which results are cached: everything that the results can depend on, hashed.

The encoding is typed and prefix-free, so no two different inputs share one: missing is not null is not "" is not 0 is
not false, and ["ab"] is not ["a", "b"]. Only what JavaScript cannot tell apart with `===` is one: 1 and 1.0, 0 and -0,
and objects whose members differ in order only.
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

from runtime.context import Context

KEY_BYTES = 32  # 256 bits: nobody finds two inputs with one hash, hostile ones included


class Path(Protocol):
    """A path into a context: what it is called, and the value there or `msgspec.UNSET`."""

    @property
    def text(self) -> str:
        """The path as the integration wrote it."""

    def find(self, document: object) -> object:
        """The value at this path of decoded JSON, or `msgspec.UNSET`."""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """What one integration's results depend on besides the context. A change in any part is a new cache."""

    program: str
    """Digest of the program with everything it requires, its metadata included."""
    data: str
    """Digest of its data files."""
    engine: str
    """Digest of the engine module and the prelude."""
    grant: str
    """Digest of what the operator granted it."""
    secrets: Mapping[str, str] = {}
    """Name -> version of each secret it may use. A version is no secret: a counter or a digest with a key."""


def key_paths(cache_key: Sequence[Path] | None, match_context: Sequence[Path]) -> Sequence[Path]:
    """The paths whose values make the key: those of `cacheKey`, or, where it is not given, those of `match.context`."""
    return match_context if cache_key is None else cache_key


def cache_key(identity: Identity, context: Context, paths: Sequence[Path]) -> bytes | None:
    """The key (32 bytes) of this integration's results for this context; None without paths: then nothing is cached.

    `paths` come from `key_paths`; their order does not matter. A cache time of 0 is the caller's to see: it never asks.
    """
    if not paths:
        return None
    digest = hashlib.blake2b(digest_size=KEY_BYTES, person=b"skerry-results")
    for part in _identity(identity):
        digest.update(part)
    digest.update(encode_value(context.type))
    digest.update(encode_value({path.text: path.find(context.data) for path in paths}))
    return digest.digest()


def _identity(identity: Identity) -> Iterator[bytes]:
    for part in (identity.program, identity.data, identity.engine, identity.grant, dict(identity.secrets)):
        yield encode_value(part)


def encode_value(value: object) -> bytes:
    """Decoded JSON (or `msgspec.UNSET`: missing) as bytes: a letter for the type, then length and content."""
    return b"".join(_encode(value))


def _encode(value: object) -> Iterable[bytes]:
    match value:
        case msgspec.UNSET:
            return (b"u",)
        case None:
            return (b"n",)
        case True:
            return (b"t",)
        case False:
            return (b"f",)
        case int() | float():
            return (b"d", struct.pack(">d", value + 0.0))  # adding 0.0 turns -0.0 into 0.0
        case str():
            text = value.encode()
            return (b"s", _length(text), text)
        case list() | tuple():
            return (b"a", _length(value), *(part for item in value for part in _encode(item)))
        case dict():
            members = sorted(value.items())
            return (b"o", _length(members), *(part for member in members for item in member for part in _encode(item)))
    raise TypeError(f"{type(value).__name__} is no JSON value")


def _length(of: Sequence[object] | bytes) -> bytes:
    return struct.pack(">I", len(of))
