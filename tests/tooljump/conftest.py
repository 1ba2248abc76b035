from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
import structlog
from structlog.typing import FilteringBoundLogger

from runtime.http.app import create_app
from runtime.services import open_services
from runtime.settings import Egress, Grant, Integrations, Loaded, Secret, Settings, token_set
from runtime.tokens import new_token
from sandbox.limits import Limits
from tests.runtime.http.conftest import serving
from tests.tooljump.upstream import Upstream

INTEGRATIONS = Path(__file__).parent / "integrations"
ADDRESS = "127.0.0.1:4020"  # of the upstream, as the integrations have it
TOKEN = new_token()
SECRETS = {
    "PAGER_TOKEN": "pager-token-0123456789",
    "REGISTRY_USER": "registry-user",
    "REGISTRY_PASSWORD": "registry-password",
}


class Server:
    """A running server, the upstream behind it, and a client of it. Tests share it: each asks for pages of its own."""

    def __init__(self, client: httpx.AsyncClient, upstream: Upstream, log: list[dict[str, Any]]) -> None:
        self.client = client
        self.upstream = upstream
        self.log = log

    async def ask(self, context: dict[str, Any]) -> dict[str, Any]:
        """The whole answer."""
        response = await self.client.post("/context", json=context)
        assert response.status_code == 200, response.text
        return cast(dict[str, Any], response.json())


@pytest.fixture(scope="session")
async def upstream() -> AsyncIterator[tuple[Upstream, str]]:
    """The upstream, and its address."""
    upstream = Upstream()
    async with serving(upstream.app) as port:
        yield upstream, f"127.0.0.1:{port}"


@pytest.fixture(scope="session")
def folder(upstream: tuple[Upstream, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The integrations; nothing in them is changed but the upstream's port."""
    copy = tmp_path_factory.mktemp("tooljump") / "integrations"
    shutil.copytree(INTEGRATIONS, copy)
    for file in copy.rglob("*.js"):
        file.write_text(file.read_text().replace(ADDRESS, upstream[1]))
    return copy


def loaded(folder: Path, address: str) -> Loaded:
    """Grants as an operator writes them: each integration what it needs, and no more."""
    here = f"http://{address}"
    settings = Settings(
        integrations=Integrations(path=str(folder)),
        # Fuel stops at the same place on every machine; the CPU clock would not on a busy one.
        limits=Limits(turn_cpu_ms=60_000, run_cpu_ms=60_000, load_cpu_ms=60_000),
        grants={
            "latest-release.integration.js": Grant(net=(f"{here}/releases/",)),
            "github/build-status.integration.js": Grant(net=(f"{here}/builds/",)),
            "github/on-call.integration.js": Grant(net=(f"{here}/pager/",), secrets=("PAGER_TOKEN",)),
            "github/packages.integration.js": Grant(
                net=(f"POST {here}/registry/",), secrets=("REGISTRY_USER", "REGISTRY_PASSWORD")
            ),
            "aws/*": Grant(net=(f"{here}/deployments/",)),
        },
        # A name this short is found in ordinary text too, so it is no secret that could be kept from the integration.
        secrets={name: Secret(hosts=(here,), expose=name == "REGISTRY_USER") for name in SECRETS},
        egress=Egress(private=(address,)),
    )
    environ = {"SKERRY_TOKEN": TOKEN, **{f"INTEGRATION_{name}": value for name, value in SECRETS.items()}}
    return Loaded(settings, environ, (), None, ())


@pytest.fixture(scope="session")
async def server(upstream: tuple[Upstream, str], folder: Path) -> AsyncIterator[Server]:
    """The whole server on a free port."""
    entries: list[dict[str, Any]] = []

    def keep(logger: object, level: str, entry: Any) -> Any:
        entries.append({"level": level, **entry})
        raise structlog.DropEvent

    log = cast(
        FilteringBoundLogger,
        structlog.wrap_logger(None, processors=[keep], wrapper_class=structlog.make_filtering_bound_logger(0)),
    )
    settings = loaded(folder, upstream[1])
    async with open_services(settings, log) as services:
        app = create_app(dispatcher=services.dispatch, catalog=services, tokens=token_set(settings), log=log)
        async with serving(app) as port:
            headers = {"Authorization": f"Bearer {TOKEN}"}
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers) as client:
                yield Server(client, upstream[0], entries)
