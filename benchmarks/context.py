"""The page that all scenarios ask about: what an extension sends for a repository on GitHub."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec

NO_REPOSITORY = b'{"type":"github","url":"https://github.com/"}'
"""A page that no integration of the benchmarks is for."""


def context(nonce: int = 0) -> bytes:
    """The context as JSON. Integrations whose cache key is `nonce` really run for each new one."""
    page = {
        "repository": "acme/shop",
        "owner": "acme",
        "branch": "main",
        "path": "services/checkout/src/main/java/com/acme/shop/Checkout.java",
        "labels": ["backend", "payments", "tier-1"],
    }
    return msgspec.json.encode(
        {"type": "github", "url": "https://github.com/acme/shop/blob/main/README.md", "page": page, "nonce": str(nonce)}
    )


def contexts() -> Iterator[bytes]:
    """One after another, each with a nonce of its own."""
    return (context(nonce) for nonce in itertools.count(1))
