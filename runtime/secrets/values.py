"""The values of secrets, kept for a while: a new one is used without a restart, a source that fails is bridged.

A value is good for its source's refresh time. Up to twice that it is still used while the next is fetched behind it;
older, it is waited for. If the source fails, the last value is used for GRACE_S, and the source left alone for RETRY_S.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Self

import msgspec
from structlog.typing import FilteringBoundLogger

from runtime.secrets.source import SecretSource, SourceFailed

GRACE_S = 15 * 60.0
RETRY_S = 10.0
TIMEOUT_S = 70.0  # beyond the bounds that the sources set themselves
AT_ONCE = 4  # secrets that one source is asked for at the same time: some take a thread or start a program
NO_SOURCE = 'Name a source: use = ["environment", "files"] in [secret_sources] of skerry.toml.'


class Origin(msgspec.Struct, frozen=True):
    """A source, its name, and for how many seconds its values are good; None: for ever."""

    name: str
    source: SecretSource
    refresh_s: float | None


class Values:
    """Asks its sources in turn, the first that has a value wins. Implements `SecretSource`.

    `named` are the sources of secrets that name theirs; the others are looked for in those that `use` lists. A source
    that fails is not passed over: the next may hold a value that is not meant.
    """

    def __init__(
        self,
        origins: Sequence[Origin],
        *,
        log: FilteringBoundLogger,
        use: Sequence[str] | None = None,
        named: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._origins = {origin.name: origin for origin in origins}
        self._places_at = {origin.name: asyncio.Semaphore(AT_ONCE) for origin in origins}
        self._use = tuple(self._origins[name] for name in (self._origins if use is None else use))
        self._named = {secret: (self._origins[name],) for secret, name in (named or {}).items()}
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._log = log
        self._clock = clock

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """End what is being fetched."""
        await asyncio.gather(*(kept.aclose() for kept in self._kept.values()))

    async def get(self, name: str) -> str | None:
        """The value, of the first source that has one. Errors: SourceFailed."""
        for kept in self._places(name):
            value = await kept.get()
            if value is not None:
                return value
        return None

    async def source_of(self, name: str) -> str | None:
        """The name of the source that has a value. Errors: SourceFailed."""
        for kept in self._places(name):
            if await kept.get() is not None:
                return kept.origin.name
        return None

    def remedy(self, name: str) -> str:
        """How to set the secret: one sentence for each source where it may be."""
        first, *others = [origin.source.remedy(name) for origin in self._named.get(name, self._use)] or [NO_SOURCE]
        return " ".join((first, *(f"Or: {other[:1].lower()}{other[1:]}" for other in others)))

    def doubt(self, name: str) -> None:
        """Another side refused the value: ask for it again, though it is still good by its age."""
        for kept in self._places(name):
            kept.doubt()

    def _places(self, name: str) -> "Iterator[_Kept]":
        for origin in self._named.get(name, self._use):
            key = origin.name, name
            kept = self._kept.get(key)
            if kept is None:
                kept = self._kept[key] = _Kept(origin, name, self._places_at[origin.name], self._log, self._clock)
            yield kept


class _Kept:
    """What one source said of one secret."""

    __slots__ = (
        "_clock",
        "_failed_at",
        "_failure",
        "_log",
        "_name",
        "_places",
        "_read_at",
        "_task",
        "_value",
        "origin",
    )

    def __init__(
        self,
        origin: Origin,
        name: str,
        places: asyncio.Semaphore,
        log: FilteringBoundLogger,
        clock: Callable[[], float],
    ) -> None:
        self.origin = origin
        self._name = name
        self._places = places
        self._log = log
        self._clock = clock
        self._value: str | None = None
        self._read_at = self._failed_at = float("-inf")
        self._failure = ""
        self._task: asyncio.Task[None] | None = None

    async def get(self) -> str | None:
        """The value, at once if it is good."""
        good_s = self.origin.refresh_s
        if good_s is None:
            return await self.origin.source.get(self._name)  # it is at hand
        age = self._clock() - self._read_at
        if age < good_s:
            return self._value
        if self._clock() - self._failed_at < RETRY_S:
            return self._last()
        task = self._refreshing()
        if age >= 2 * good_s:
            await asyncio.wait((task,))  # a waiter that is cancelled leaves it to the others
            return self._last()
        return self._value

    def doubt(self) -> None:
        """Count the value as just too old, at most once in RETRY_S."""
        good_s = self.origin.refresh_s
        if good_s is not None and self._clock() - self._read_at >= min(RETRY_S, good_s):
            self._read_at = min(self._read_at, self._clock() - good_s)

    async def aclose(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait((self._task,))

    def _last(self) -> str | None:
        if self._clock() - self._read_at < GRACE_S or self._failed_at < self._read_at:
            return self._value
        raise SourceFailed(self._failure)

    def _refreshing(self) -> asyncio.Task[None]:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._refresh())
        return self._task

    async def _refresh(self) -> None:
        try:
            async with self._places, asyncio.timeout(TIMEOUT_S):
                value = await self.origin.source.get(self._name)
        except SourceFailed as error:
            self._fail(str(error))
        except TimeoutError:
            self._fail(f"it gave no answer within {TIMEOUT_S:g} s")
        except Exception as error:
            self._fail(f"it broke: {type(error).__name__}")
        else:
            self._value, self._read_at = value, self._clock()

    def _fail(self, reason: str) -> None:
        self._failed_at, self._failure = self._clock(), f"{self.origin.name}: {reason}"
        bridged = self._failed_at - self._read_at < GRACE_S
        self._log.warning(
            "a secret cannot be read", secret=self._name, source=self.origin.name, reason=reason, old_value_used=bridged
        )
