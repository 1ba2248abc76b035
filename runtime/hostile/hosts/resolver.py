"""Which names are which addresses: scripts for the resolver of the grounds."""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Sequence

from runtime.egress.errors import FetchFailed
from runtime.egress.url import Address

LOOPBACK = "127.0.0.1"
NOBODY = "2d00::1"
"""A public address by all rules, in a block that IANA has given to nobody."""

SCRIPTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "mixed.test": ((LOOPBACK, NOBODY),),
    "moving.test": ((NOBODY,), (LOOPBACK,)),
    "nowhere.test": (("0.0.0.0",),),  # noqa: S104  # connecting to it is connecting to this machine
}
"""Name -> its answers to the first look-up, the second, and so on; the last again and again."""


class Names:
    """Implements `runtime.egress.resolver.Resolver`: every other name below .test is this machine."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()

    async def resolve(self, host: str) -> Sequence[Address]:
        """Its addresses. Errors: FetchFailed for names that are not below .test."""
        if not host.endswith(".test"):
            raise FetchFailed(f"fetch failed: no address is known for {host}")
        script = SCRIPTS.get(host, ((LOOPBACK,),))
        answers = script[min(self._asked[host], len(script) - 1)]
        self._asked[host] += 1
        return [ipaddress.ip_address(text) for text in answers]

    def close(self) -> None:
        """Nothing is held."""
