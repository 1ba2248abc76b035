"""`skerry serve`: answers contexts."""

from __future__ import annotations

import asyncio
import os
import resource
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
import uvloop
from structlog.typing import FilteringBoundLogger

from runtime.cli.allocator import give_memory_back
from runtime.cli.options import AllowNet, Config, load_settings
from runtime.cli.output import err, fail, fail_settings
from runtime.http.app import create_app
from runtime.http.logs import configure_logs
from runtime.http.protocol import BoundedProtocol
from runtime.services import open_services
from runtime.settings import Loaded, Overrides, SettingsError, token_set
from runtime.sources import SourceError
from runtime.tokens import TokenSet

SWITCH_INTERVAL_SECONDS = 0.0005
"""How long a thread may keep Python's lock while another wants it: the event loop must not wait 5 ms for a worker."""
KEEP_ALIVE_SECONDS = 65
BACKLOG = 2048


def command(
    config: Config = None,
    integrations: Annotated[Path | None, typer.Option(help="The folder of integrations.")] = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on; 0 takes any free one.")] = None,
    allow_net: AllowNet = None,
    rate_limit: Annotated[str | None, typer.Option(help='Of one caller, e.g. "600/minute", or "off".')] = None,
) -> None:
    """Answer the contexts that browser extensions send, with the integrations of a folder."""
    folder = str(integrations) if integrations else None
    overrides = Overrides(host, port, rate_limit, folder, tuple(allow_net or ()))
    loaded = load_settings(config, overrides)
    try:
        tokens = token_set(loaded)
    except SettingsError as error:
        fail_settings(error)
    listener = _listen(loaded.settings.server.host, loaded.settings.server.port)
    log = configure_logs(sys.stderr)
    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)
    give_memory_back()
    _allow_many_files()
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(loaded, tokens, listener, log))
    except SourceError as error:
        fail(str(error))
    except KeyboardInterrupt:
        pass


def _allow_many_files() -> None:
    """Each loaded program keeps one descriptor: the usual soft limit of 1,024 would end at a thousand programs."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        number = error.errno or 0  # below 0: the name cannot be resolved
        reason = os.strerror(number) if number > 0 else error.strerror or error
        fail(f"cannot listen on {host}:{port}: {reason}; choose another with --host and --port")


async def _serve(loaded: Loaded, tokens: TokenSet, listener: socket.socket, log: FilteringBoundLogger) -> None:
    async with open_services(loaded, log) as services:
        app = create_app(
            dispatcher=services.dispatch,
            catalog=services,
            tokens=tokens,
            log=log,
            rate_limit=loaded.settings.server.rate,
        )
        config = uvicorn.Config(
            app,
            loop="none",
            http=BoundedProtocol,
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=10,
        )
        address, port = listener.getsockname()[:2]
        shown = f"[{address}]" if ":" in address else address
        err.print(f"Skerry listens on http://{shown}:{port}", markup=False)
        await uvicorn.Server(config).serve(sockets=[listener])
