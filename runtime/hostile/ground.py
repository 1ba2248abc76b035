"""The installation that is attacked: this one's engine and limits, put together as the server does it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import structlog
from structlog.typing import EventDict, FilteringBoundLogger

from runtime.hostile.controls import Weak, with_limits
from runtime.hostile.decisions import environment, operated
from runtime.hostile.hosts.resolver import Names
from runtime.hostile.hosts.trio import Trio, open_trio
from runtime.hostile.plants import Plants
from runtime.services import Engine, open_engine
from runtime.settings import Loaded, Settings

MAX_EVENTS = 10_000


class Events:
    """A log that keeps what it is given, for the oracles."""

    def __init__(self) -> None:
        self._seen: list[EventDict] = []
        self.log: FilteringBoundLogger = structlog.wrap_logger(
            structlog.ReturnLogger(),
            processors=[self._keep],
            wrapper_class=structlog.make_filtering_bound_logger(0),
        )

    def _keep(self, _logger: object, _method: str, event: EventDict) -> str:
        if len(self._seen) < MAX_EVENTS:
            self._seen.append(dict(event))
        return ""

    def clear(self) -> None:
        """Forgets what came so far."""
        self._seen.clear()

    @property
    def text(self) -> str:
        """All that is kept."""
        return "\n".join(map(str, self._seen))


class Ground(msgspec.Struct, frozen=True):
    """An engine that is open, the parts that are weak in it, and hosts that runs may and may not reach."""

    engine: Engine
    settings: Settings
    weak: Weak
    events: Events
    hosts: Trio


@asynccontextmanager
async def open_ground(settings: Settings, weak: Weak, plants: Plants) -> AsyncIterator[Ground]:
    """An engine by these settings but for what it may reach, and with these parts."""
    events = Events()
    async with open_trio(plants) as hosts:
        wanted = operated(with_limits(settings, weak.limits), hosts, plants, weak.private)
        loaded = Loaded(settings=wanted, environ=environment(hosts, plants), allow_net=(), file=None, warnings=())
        async with open_engine(
            loaded, events.log, make_runner=weak.runner, resolver=Names(), policy=weak.policy
        ) as engine:
            yield Ground(engine, wanted, weak, events, hosts)
