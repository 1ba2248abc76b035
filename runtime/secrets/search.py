"""Looking for placeholders in a whole request, without holding up everybody else."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from runtime.egress.request import Hop
from runtime.secrets.filling.left import parts_of
from runtime.secrets.placeholder import may_hold_placeholder

Found = TypeVar("Found")

LONG_BYTES = 65_536


def holds_placeholder(hop: Hop) -> bool:
    """Whether some placeholder, of this run or not, may be in the request, however it is spelled."""
    return any(map(may_hold_placeholder, parts_of(hop)))


async def search(look: Callable[[Hop], Found], hop: Hop) -> Found:
    """Look, in a thread if the body is long: it takes 2 ms for a megabyte, and more for many placeholders."""
    if hop.body is not None and len(hop.body) > LONG_BYTES:
        return await asyncio.to_thread(look, hop)
    return look(hop)
