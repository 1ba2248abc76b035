"""Suffixes of host names that strangers share, such as github.io: from the public suffix list, private part included.

https://publicsuffix.org/list/
"""

from functools import lru_cache
from pathlib import Path

from publicsuffixlist import PSLFILE, PublicSuffixList


def is_shared(host: str) -> bool:
    """Whether strangers can have names below this one: it is a public suffix, or one lies below it.

    *.github.io is anybody's; *.amazonaws.com holds s3.amazonaws.com, below which everybody has a bucket.
    """
    return _list().is_public(host) or host in _above()


@lru_cache(maxsize=1)
def _list() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=1)
def _above() -> frozenset[str]:
    """All names that have a public suffix below them."""
    found: set[str] = set()
    for line in Path(PSLFILE).read_text(encoding="utf-8").splitlines():
        rule = line.split(" ")[0]
        if not rule or rule.startswith(("//", "!")):  # a comment; an exception narrows a rule that stands there too
            continue
        labels = rule.encode("idna").decode("ascii").split(".") if not rule.isascii() else rule.split(".")
        found.update(".".join(labels[at:]) for at in range(1, len(labels)))
    return frozenset(found)
