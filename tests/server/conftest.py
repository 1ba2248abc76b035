"""A whole server in this process: real HTTP, the real engine, an upstream on the loopback that counts requests."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, cast

import httpx
import msgspec
import pytest
import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from structlog.typing import FilteringBoundLogger

from runtime.http.app import create_app
from runtime.services import Services, open_services
from runtime.settings import AdapterHosts, Egress, Grant, Integrations, Loaded, Secret, Settings, token_set
from runtime.sources import watch
from sandbox.limits import Limits
from tests.runtime.http.conftest import serving
from tests.server.integrations import TOKEN

# Fuel stops at the same place on every machine; the CPU clock would not on a busy one.
LIMITS = Limits(turn_cpu_ms=60_000, run_cpu_ms=60_000, load_cpu_ms=60_000)

MakeSite = Callable[..., Awaitable["Site"]]


class Upstream:
    """Answers `/NAME?ms=N` with its NAME after N ms, or when it is let go; counts, and sees clients leave."""

    def __init__(self) -> None:
        self.origin = ""
        self.hits: Counter[str] = Counter()
        self.authorizations: list[str] = []
        self.arrived = asyncio.Semaphore(0)
        self.left = asyncio.Semaphore(0)
        self.app = Starlette(routes=[Route("/{name}", self._answer, methods=["GET", "POST"])])

    @property
    def address(self) -> str:
        return self.origin.removeprefix("http://")

    async def _answer(self, request: Request) -> Response:
        name = request.path_params["name"]
        self.hits[name] += 1
        self.authorizations += request.headers.getlist("authorization")
        self.arrived.release()
        if name.startswith("hangs"):
            while (await request.receive())["type"] != "http.disconnect":
                pass
            self.left.release()
        await asyncio.sleep(int(request.query_params.get("ms", "0")) / 1000)
        if name.startswith("repeats"):
            return PlainTextResponse(request.headers[name.removeprefix("repeats-")])
        return PlainTextResponse(name, 500 if name.startswith("broken") else 200)


class Site:
    """A server, a client of it, and what it logged."""

    def __init__(self, folder: Path, services: Services, client: httpx.AsyncClient, log: list[dict[str, Any]]) -> None:
        self.folder = folder
        self.services = services
        self.client = client
        self.log = log

    async def post(self, context: Mapping[str, Any]) -> dict[str, Any]:
        response = await self.client.post("/context", json=context)
        assert response.status_code == 200, response.text
        return cast(dict[str, Any], response.json())

    async def ask(self, **page: Any) -> dict[str, Any]:
        return await self.post(github(**page))

    async def texts(self, **page: Any) -> list[str]:
        return [item["content"] for item in (await self.ask(**page))["data"]]

    async def lines(self, **page: Any) -> AsyncIterator[dict[str, Any]]:
        headers = {"Accept": "application/x-ndjson"}
        async with self.client.stream("POST", "/context", json=github(**page), headers=headers) as response:
            assert response.status_code == 200
            async for line in response.aiter_lines():
                assert len(line) < 64 * 1024
                yield json.loads(line)

    async def until(self, wanted: Callable[[], bool]) -> None:
        """Waits for a reload that has the effect."""
        async with asyncio.timeout(10):
            while not wanted():  # noqa: ASYNC110 - the server has no event for it
                await asyncio.sleep(0.01)

    def loaded(self, name: str) -> bool:
        catalog = self.services.catalog
        return catalog is not None and name in [entry.metadata.name for entry in catalog.entries]

    def logged(self, text: str) -> bool:
        return any(text in str(entry) for entry in self.log)


def github(**page: Any) -> dict[str, Any]:
    return {"type": "github", "url": "https://github.com/acme/payments", "page": page}


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.fixture
async def upstream() -> AsyncIterator[Upstream]:
    upstream = Upstream()
    async with serving(upstream.app) as port:
        upstream.origin = f"http://127.0.0.1:{port}"
        yield upstream


@pytest.fixture
async def make_site(tmp_path: Path, upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[MakeSite]:
    """Makes servers over a folder of these files. Every integration may ask the upstream, unless there are `grants`."""
    monkeypatch.setattr(watch, "DEBOUNCE", 100)
    monkeypatch.setattr(watch, "STEP", 10)
    async with AsyncExitStack() as stack:

        async def make(
            files: Mapping[str, str],
            *,
            limits: Mapping[str, int] = {},
            grants: Mapping[str, Grant] | None = None,
            secrets: Mapping[str, Secret] = {},
            environ: Mapping[str, str] = {},
            egress: Mapping[str, Any] = {},
            adapters: Mapping[str, AdapterHosts] = {},
        ) -> Site:
            (tmp_path / "integrations").mkdir(exist_ok=True)
            write(tmp_path / "integrations", files)
            settings = Settings(
                integrations=Integrations(path=str(tmp_path / "integrations")),
                limits=msgspec.structs.replace(LIMITS, **limits),
                grants={"*": Grant(net=(f"GET,POST {upstream.origin}",))} if grants is None else dict(grants),
                secrets=dict(secrets),
                egress=Egress(**{"private": (upstream.address,), **egress}),
                adapters=dict(adapters),
            )
            loaded = Loaded(settings, {"SKERRY_TOKEN": TOKEN, **environ}, (), None, ())
            entries: list[dict[str, Any]] = []
            log = recorder(entries)
            services = await stack.enter_async_context(open_services(loaded, log))
            app = create_app(
                dispatcher=services.dispatch, catalog=services, tokens=token_set(loaded), log=log, rate_limit=None
            )
            port = await stack.enter_async_context(serving(app))
            client = httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=20
            )
            return Site(tmp_path / "integrations", services, await stack.enter_async_context(client), entries)

        yield make


def recorder(entries: list[dict[str, Any]]) -> FilteringBoundLogger:
    def keep(logger: object, level: str, entry: Any) -> Any:
        entries.append({"level": level, **entry})
        raise structlog.DropEvent

    wrapper = structlog.make_filtering_bound_logger(0)
    return cast(FilteringBoundLogger, structlog.wrap_logger(None, processors=[keep], wrapper_class=wrapper))
