"""What the server answers at each path."""

from collections.abc import Callable, Collection, Sequence
from importlib.metadata import version
from typing import Final, Protocol

from msgspec import UNSET
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.typing import FilteringBoundLogger

from runtime.adapters import Adapter, DeclaredAdapter
from runtime.answer import Dispatcher, timestamp
from runtime.context import decode_context
from runtime.http.answers import Adapters, Config, ConfigAdapter, CustomDomains, Health, Readiness
from runtime.http.body import read_json_body
from runtime.http.disconnect import until_gone
from runtime.http.errors import json_response
from runtime.http.exchange import exchange_of
from runtime.http.streaming import LinesResponse, wants_lines
from runtime.matching.published import Matching

VERSION: Final = version("skerry")


class Catalog(Protocol):
    """What the routes want to know of the loaded integrations and the engine."""

    def custom_domains(self) -> Collection[str]:
        """`https://host` of each enabled generic integration's url."""

    def adapters(self) -> Sequence[DeclaredAdapter]:
        """The declared adapters that are active."""

    def matching(self) -> Matching:
        """What the integrations can match at all."""

    def not_ready(self) -> Sequence[str]:
        """Why contexts cannot be answered now (the engine's self-test, the catalog); empty when they can."""


class Routes:
    """The six routes over their parts."""

    def __init__(
        self,
        *,
        dispatcher: Dispatcher,
        catalog: Catalog,
        adapters: Sequence[Adapter],
        now: Callable[[], float],
        log: FilteringBoundLogger,
    ) -> None:
        """`now` gives seconds since the epoch."""
        self._dispatcher = dispatcher
        self._catalog = catalog
        self._adapters = adapters
        self._types = tuple(adapter.name for adapter in adapters if adapter.enabled)
        self._now = now
        self._log = log

    def routes(self) -> list[Route]:
        """The table of paths."""
        return [
            Route("/context", self.context, methods=["POST"]),
            Route("/config", self.config),
            Route("/adapters", self.adapters),
            Route("/custom-domains", self.custom_domains),
            Route("/healthz", self.healthz),
            Route("/readyz", self.readyz),
        ]

    async def context(self, request: Request) -> Response:
        """Run the integrations that match a page's context."""
        context = decode_context(await read_json_body(request.headers, request.receive), self._context_types())
        exchange = exchange_of(request.scope)
        client = f"{exchange.token}@{exchange.client}"
        if wants_lines(request.headers.get("accept", "")):
            return LinesResponse(self._dispatcher.stream(context, client), log=self._log, now=self._now)
        answer = await until_gone(request.receive, self._dispatcher.dispatch(context, client))
        exchange.note.update(count=answer.count, cache_hits=answer.cache_hits, failed_count=answer.failed_count)
        return json_response(answer)

    async def config(self, request: Request) -> Response:
        """What kinds of pages this server answers for, and which it can answer for at all."""
        adapters = (
            *(ConfigAdapter(each.name, each.enabled, each.urls, each.description) for each in self._adapters),
            *(ConfigAdapter(each.name, True, each.urls, each.description) for each in self._catalog.adapters()),
        )
        matching = self._catalog.matching()
        return json_response(Config(adapters, self._domains(), VERSION, matching, timestamp(self._now())))

    async def adapters(self, request: Request) -> Response:
        """How the pages of further sites are read."""
        return json_response(Adapters(tuple(self._catalog.adapters()), timestamp(self._now())))

    async def custom_domains(self, request: Request) -> Response:
        """The sites that the extension has to be allowed on besides its own list."""
        hosts = self._domains()
        return json_response(CustomDomains(hosts, len(hosts), timestamp(self._now())))

    async def healthz(self, request: Request) -> Response:
        """Answers as long as the process does."""
        return json_response(Health("ok", timestamp(self._now())))

    async def readyz(self, request: Request) -> Response:
        """Whether contexts can be answered; why not, to who has a token."""
        reasons = tuple(self._catalog.not_ready())
        told = reasons if exchange_of(request.scope).token is not None else UNSET
        status = "not ready" if reasons else "ready"
        return json_response(Readiness(status, timestamp(self._now()), told), 503 if reasons else 200)

    def _context_types(self) -> tuple[str, ...]:
        return (*self._types, *(adapter.name for adapter in self._catalog.adapters()))

    def _domains(self) -> tuple[str, ...]:
        return tuple(sorted(self._catalog.custom_domains()))
