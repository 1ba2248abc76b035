"""A token that is fetched when first needed, and kept until shortly before it ends."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import msgspec

from runtime.egress.errors import EgressError

MARGIN_S = 60.0  # a run that gets a token has this long to use it, far more than runs last
RETRY_S = 5.0  # after a failure
MIN_AGE_S = 30.0  # a refused token that is younger is kept: another would be refused as well
KEYS = 2  # the key of today, and the one that it took the place of


class Token(msgspec.Struct, frozen=True):
    """A token, and when it ends: seconds since the epoch."""

    value: str
    ends_at: float

    def __repr__(self) -> str:
        return f"Token(ends_at={self.ends_at})"


Parts = tuple[str, ...]
"""The values of the secrets that a token is fetched with."""
Fetch = Callable[[Parts], Awaitable[Token]]


class Minted:
    """The token of one secret. `clock` gives seconds since the epoch."""

    def __init__(self, fetch: Fetch, clock: Callable[[], float] = time.time) -> None:
        self._fetch = fetch
        self._clock = clock
        self._states: dict[Parts, _State] = {}

    async def token(self, parts: Parts) -> str:
        """The token that is good now; everybody who asks at the same time waits for one fetch.

        Raises:
            FetchFailed, FetchDenied: if none could be fetched; for RETRY_S the same again.
        """
        state = self._states.get(parts)
        if state is None:
            if len(self._states) == KEYS:
                self._states.pop(next(iter(self._states))).close()
            state = self._states[parts] = _State()
        return await state.token(lambda: self._fetch(parts), self._clock)

    def refused(self, token: str) -> None:
        """The other side did not take the token: the next one asked for is a new one, at most one in MIN_AGE_S."""
        for state in self._states.values():
            state.refused(token, self._clock())

    async def aclose(self) -> None:
        """End what is being fetched."""
        tasks = [state.task for state in self._states.values() if state.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _State:
    __slots__ = ("failed_at", "failure", "kept", "made_at", "task", "use_until")

    def __init__(self) -> None:
        self.kept: Token | None = None
        self.made_at = self.use_until = self.failed_at = float("-inf")
        self.failure: EgressError | None = None
        self.task: asyncio.Task[None] | None = None

    async def token(self, fetch: Callable[[], Awaitable[Token]], clock: Callable[[], float]) -> str:
        if self.kept is not None and clock() < self.use_until:
            return self.kept.value
        if self.failure is None or not 0 <= clock() - self.failed_at < RETRY_S:
            if self.task is None or self.task.done():
                self.task = asyncio.create_task(self._refresh(fetch, clock))
            await asyncio.wait((self.task,))  # a waiter that is cancelled leaves the fetch to the next
            if not self.task.cancelled():
                self.task.result()  # raises what is a bug of ours
        if self.failure is not None:
            raise self.failure.with_traceback(None)
        if self.kept is None:
            raise asyncio.CancelledError  # the server ends
        return self.kept.value

    async def _refresh(self, fetch: Callable[[], Awaitable[Token]], clock: Callable[[], float]) -> None:
        try:
            token = await fetch()
        except EgressError as error:
            self.failure, self.failed_at = error, clock()
            return
        self.kept, self.failure, self.made_at = token, None, clock()
        life_s = token.ends_at - self.made_at
        self.use_until = token.ends_at - min(MARGIN_S, life_s / 5)

    def refused(self, token: str, now: float) -> None:
        if self.kept is not None and self.kept.value == token and not 0 <= now - self.made_at < MIN_AGE_S:
            self.use_until = float("-inf")

    def close(self) -> None:
        if self.task is not None:
            self.task.cancel()
