"""From a host name to its addresses."""

import asyncio
import ipaddress
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from runtime.egress.errors import FetchFailed
from runtime.egress.url import Address


class Resolver(Protocol):
    """Looks names up; asked once for each connection that is opened."""

    async def resolve(self, host: str) -> Sequence[Address]:
        """All addresses of a name, best first.

        Raises:
            FetchFailed: if the name has none.
        """
        ...

    def close(self) -> None:
        """Give up what is needed for look-ups."""
        ...


class SystemResolver:
    """The system's own `getaddrinfo`, in threads of its own.

    A name server that does not answer holds a thread for many seconds. On asyncio's shared threads (uvloop has four)
    an integration that asks for dead names would stop the look-ups, and file work, of all others.
    """

    def __init__(self, threads: int = 16) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="resolver")

    async def resolve(self, host: str) -> Sequence[Address]:
        """All addresses of a name, in the system's order."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, _look_up, host)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise FetchFailed(f"fetch failed: the name server gives no answer for {host}") from None
            raise FetchFailed(f"fetch failed: no address is known for {host}") from None

    def close(self) -> None:
        """Take no more look-ups; those under way end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str) -> list[Address]:
    # As bytes, the name goes to the system as it is; Python would put a str through its older IDNA codec.
    found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(where[0]) for *_, where in found]
