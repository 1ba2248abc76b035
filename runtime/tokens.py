"""Bearer tokens: making good ones, refusing weak ones, telling whose a presented one is.

A token is all that stands between the network and the server, and it may be guessed at the speed of the rate limit for
months. A made token holds 256 random bits. A chosen one is judged: what is left of it after known words, runs and
repetitions are taken out must still be hard to guess.
"""

import hashlib
import hmac
import math
import re
import secrets
from collections import Counter
from collections.abc import Mapping

MIN_CHARACTERS = 32
MAX_CHARACTERS = 512
# By estimated_bits, 32 random hex digits hold 108 in the middle and 75 in the worst of 10,000; the phrases that people
# put in for a start hold 0-50, their known words being taken out.
MIN_BITS = 64.0

_PREFIX = "skerry_"
_WORDS = re.compile(
    r"skerry|tooljump|password|passw0rd|passwd|secret|change-?_?me|replace|token|bearer|example|default|"
    r"admin|root|login|letmein|welcome|qwerty(?:uiop)?|azerty(?:uiop)?|asdf(?:ghjkl)?|zxcvbnm|test|local|host|server|develop(?:ment)?|production|staging|"
    r"integration|please|insecure|dummy|sample|placeholder|your|this|that|with|must|random|string|long|enough|key",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"(.+?)\1+")
_REMEDY = "make a good one with: skerry token"


def new_token() -> str:
    """A token of 256 random bits: ``skerry_`` and 43 characters of base64url."""
    return _PREFIX + secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """The SHA-256 of a token, 64 hex digits: what ``sha256`` in skerry.toml holds in place of the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def weakness(token: str) -> str | None:
    """Why this token is refused, with the command that makes a good one; None when it is good enough."""
    if not all("!" <= character <= "~" for character in token):
        return f"holds a space or a character outside ASCII, which no Authorization header can carry; {_REMEDY}"
    if len(token) > MAX_CHARACTERS:
        return f"has {len(token)} characters, at most {MAX_CHARACTERS} are allowed; {_REMEDY}"
    if len(token) < MIN_CHARACTERS:
        return f"has {len(token)} characters, at least {MIN_CHARACTERS} are needed; {_REMEDY}"
    if estimated_bits(token) < MIN_BITS:
        return f"is easy to guess (words, sequences or few different characters); {_REMEDY}"
    return None


def estimated_bits(token: str) -> float:
    """How hard a token is to guess, in bits: a rough upper bound, good for finding bad ones."""
    rest = _without_sequences(_REPEATED.sub(r"\1", _WORDS.sub("", token)))
    return sum(-count * math.log2(count / len(rest)) for count in Counter(rest).values())


def _without_sequences(text: str) -> str:
    """The text with each run such as ``abcdef``, ``4321`` or ``aaaa`` cut to its first two characters."""
    kept: list[str] = []
    for index, character in enumerate(text):
        step = ord(character) - ord(text[index - 1]) if index else None
        previous = ord(text[index - 1]) - ord(text[index - 2]) if index > 1 else None
        if step is None or step != previous or abs(step) > 1:
            kept.append(character)
    return "".join(kept)


class TokenSet:
    """The tokens that this server accepts, each under the name of whoever holds it. Holds hashes only."""

    def __init__(self, digests: Mapping[str, bytes]) -> None:
        """Take name -> SHA-256 (32 bytes) of that token."""
        self._digests = tuple(digests.items())

    def __len__(self) -> int:
        return len(self._digests)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all tokens, in the order of the settings."""
        return tuple(name for name, _ in self._digests)

    def identify(self, presented: bytes) -> str | None:
        """The name of the presented token, or None.

        Takes the same time whatever is presented: both sides are hashes of equal length, and every token is compared,
        also after one matched.
        """
        digest = hashlib.sha256(presented).digest()
        matches = [(hmac.compare_digest(digest, known), name) for name, known in self._digests]
        return next((name for equal, name in matches if equal), None)
