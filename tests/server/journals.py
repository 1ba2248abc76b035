"""A server that keeps the journals of its runs, asked without HTTP; and integrations for its runs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec

from runtime.adapters import ADAPTERS
from runtime.context import Context, decode_context
from runtime.services import Services, open_services
from runtime.settings import Egress, Grant, Integrations, Journal, Loaded, Secret, Settings
from tests.server.conftest import LIMITS, Upstream, github, recorder, write
from tests.server.integrations import TEXT, integration

Log = list[dict[str, Any]]


def settings_for(
    root: Path,
    upstream: Upstream,
    *,
    keep: Literal["off", "failures", "all"] = "all",
    secrets: Mapping[str, Secret] = {},
    limits: Mapping[str, int] = {},
) -> Settings:
    return Settings(
        integrations=Integrations(path=str(root / "integrations")),
        limits=msgspec.structs.replace(LIMITS, **limits),
        grants={"*": Grant(net=(f"GET,POST {upstream.origin}",), secrets=tuple(secrets))},
        secrets=dict(secrets),
        egress=Egress(private=(upstream.address,)),
        journal=Journal(keep=keep, path=str(root / "journals")),
    )


@asynccontextmanager
async def journalling(
    root: Path, settings: Settings, files: Mapping[str, str], environ: Mapping[str, str] = {}
) -> AsyncIterator[tuple[Services, Log]]:
    """The server and its log. What it has kept is in `root`/journals when the block is left."""
    write(root / "integrations", files)
    entries: Log = []
    async with open_services(Loaded(settings, dict(environ), (), None, ()), recorder(entries)) as services:
        yield services, entries


def context(which: str, number: int | str = 0) -> Context:
    """A page for the integration of this name alone."""
    return decode_context(msgspec.json.encode(github(which=which, n=number)), [adapter.name for adapter in ADAPTERS])


def program(name: str, body: str, before: str = "", **metadata: Any) -> str:
    """An integration for pages that name it; `before` is its top level."""
    conditions = {"page.which": {"equals": name}}
    return before + integration(name, body + TEXT, conditions=conditions, cache=0, **metadata)
