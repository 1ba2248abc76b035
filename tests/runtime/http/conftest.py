import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any, NoReturn, cast

import httpx
import msgspec
import pytest
import structlog
import uvicorn
from starlette.types import ASGIApp
from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from runtime.adapters import DeclaredAdapter
from runtime.answer import Answer, IntegrationLine, timestamp
from runtime.context import Context
from runtime.http.app import create_app
from runtime.matching.published import Matching, publish
from runtime.matching.rules import Entry

TOKEN = "skerry_" + "goodtokengoodtoken" * 2
BEARER = {"Authorization": f"Bearer {TOKEN}"}
CONTEXT = {"type": "github", "url": "https://github.com/a/b"}
ITEM = msgspec.Raw(b'{"type":"text","content":"hello"}')
ANSWER = Answer(
    data=(ITEM,), count=1, cache_hits=0, failed_count=0, timestamp=timestamp(0), integration_names=("hello",)
)


class FakeDispatcher:
    """Answers what the test says; knows what it was asked and whether it was cancelled."""

    def __init__(self) -> None:
        self.asked: list[tuple[Context, str]] = []
        self.answer: Answer | Exception = ANSWER
        self.lines: list[IntegrationLine | Exception | asyncio.Event] = []
        self.hold: asyncio.Event | None = None
        self.begun = asyncio.Semaphore(0)
        self.cancelled = asyncio.Event()

    async def dispatch(self, context: Context, client: str) -> Answer:
        self.asked.append((context, client))
        self.begun.release()
        try:
            if self.hold is not None:
                await self.hold.wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def stream(self, context: Context, client: str) -> AsyncGenerator[IntegrationLine, None]:
        self.asked.append((context, client))
        try:
            for line in self.lines:
                match line:
                    case asyncio.Event():
                        self.begun.release()
                        await line.wait()
                    case Exception():
                        raise line
                    case _:
                        yield line
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled.set()
            raise


class FakeCatalog:
    """One custom domain; ready unless told."""

    def __init__(self) -> None:
        self.domains = ["https://wiki.example"]
        self.reasons: list[str] = []
        self.published = publish([Entry("github", ())])
        self.declared: list[DeclaredAdapter] = []

    def adapters(self) -> list[DeclaredAdapter]:
        return self.declared

    def matching(self) -> Matching:
        return self.published

    def custom_domains(self) -> list[str]:
        return self.domains

    def not_ready(self) -> list[str]:
        return self.reasons


class FakeTokens:
    """One token, of "dev"."""

    def identify(self, presented: bytes) -> str | None:
        return "dev" if presented == TOKEN.encode() else None


class Journal:
    """What was logged. The line about a request is written after its answer was sent."""

    def __init__(self) -> None:
        self._entries: list[EventDict] = []
        self._grown = asyncio.Event()

    def __call__(self, logger: WrappedLogger, level: str, entry: EventDict) -> NoReturn:
        self._entries.append({"level": level, **entry})
        self._grown.set()
        raise structlog.DropEvent

    async def entries(self, count: int) -> list[EventDict]:
        """All entries, once there are this many."""
        while len(self._entries) < count:
            self._grown.clear()
            await self._grown.wait()
        return self._entries


class Site:
    """A server under test: the parts behind it, and a client in front."""

    def __init__(self, client: httpx.AsyncClient, port: int) -> None:
        self.client = client
        self.port = port

    async def ask(self, **more: Any) -> httpx.Response:
        """POST /context with a good token and a good context."""
        headers = {**BEARER, **more.pop("headers", {})}
        if "content" not in more:
            more.setdefault("json", CONTEXT)
        return await self.client.post("/context", headers=headers, **more)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A bare TCP connection, for what no client library would send."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def talk(self, *parts: bytes) -> bytes:
        """Send the parts one after the other; return all that comes until the server closes."""
        async with self.connection() as (reader, writer):
            for part in parts:
                writer.write(part)
                await writer.drain()
            async with asyncio.timeout(5):
                return await reader.read()


MakeSite = Callable[..., Coroutine[Any, Any, Site]]


@pytest.fixture
def dispatcher() -> FakeDispatcher:
    return FakeDispatcher()


@pytest.fixture
def catalog() -> FakeCatalog:
    return FakeCatalog()


@pytest.fixture
def logged() -> Journal:
    return Journal()


@pytest.fixture
def log(logged: Journal) -> FilteringBoundLogger:
    wrapped = structlog.wrap_logger(None, processors=[logged], wrapper_class=structlog.make_filtering_bound_logger(0))
    return cast(FilteringBoundLogger, wrapped)


@asynccontextmanager
async def serving(app: ASGIApp) -> AsyncIterator[int]:
    """uvicorn's protocol with `app` behind it, on a free port of the loopback, in this loop."""
    config = uvicorn.Config(app, lifespan="off", log_config=None)
    config.load()
    state = ServerState()
    # uvicorn.Server would be the same protocol with a tick of 100 ms and a hand on the process's signals.
    protocol = partial(HttpToolsProtocol, config=config, server_state=state, app_state={})
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for connection in tuple(state.connections):
            connection.shutdown()
        await asyncio.gather(*state.tasks)
        await server.wait_closed()


@pytest.fixture
async def make_site(
    dispatcher: FakeDispatcher, catalog: FakeCatalog, log: FilteringBoundLogger
) -> AsyncIterator[MakeSite]:
    """Makes servers out of the fixtures' parts and what the test wants otherwise."""
    async with AsyncExitStack() as stack:

        async def make(**otherwise: Any) -> Site:
            parts: dict[str, Any] = {"dispatcher": dispatcher, "catalog": catalog, "tokens": FakeTokens(), "log": log}
            app = create_app(**parts | otherwise)
            port = await stack.enter_async_context(serving(app))
            client = await stack.enter_async_context(httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}"))
            return Site(client, port)

        yield make


@pytest.fixture
async def site(make_site: MakeSite) -> Site:
    return await make_site()
