"""An integration as ToolJump's users write it, the AWS SDK in its snapshot, against an endpoint that checks SigV4."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import httpcore
import msgspec
import pytest
import structlog
import trustme

from runtime import services
from runtime.bundle import Esbuild, bundle_folder
from runtime.catalog import Entry, build
from runtime.context import Context, decode_context
from runtime.egress.resolver import Resolver
from runtime.egress.transport import Transport
from runtime.services import Engine, contract, open_engine
from runtime.settings import Egress, Grant, Integrations, Loaded, Secret, Settings
from runtime.sources import FolderSource
from sandbox.limits import Limits
from sandbox.turns import Call, CallFailed, Granted, Request, converse
from tests.aws_endpoint import ACCESS_KEY, SECRET_KEY, AwsEndpoint, aws_endpoint, lambda_tags
from tests.runtime.egress.upstream import FixedResolver

NAME = "lambda-tags.integration.js"
HOST = "lambda.eu-central-1.amazonaws.com"
MAX_SOURCE = Limits().source_bytes
RUNS = 100
# Fuel stops at the same place on every machine; the CPU clock would not on a busy one.
LIMITS = Limits(turn_cpu_ms=60_000, run_cpu_ms=60_000, load_cpu_ms=60_000, wall_ms=60_000)

PAGE = {
    "type": "aws",
    "url": "https://eu-central-1.console.aws.amazon.com/lambda/home#/functions/checkout",
    "global": {"accountId": "123456789012"},
    "scope": {"region": "eu-central-1"},
    "service": {"name": "lambda", "resourceName": "checkout"},
}


class ToPort(httpcore.AnyIOBackend):
    """Connects to another port than is asked for: nobody but root can listen on 443."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return await super().connect_tcp(host, self._port, timeout, local_address, socket_options)


@pytest.fixture(scope="module")
def folder(packages: Path, esbuild: Esbuild, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The integration and its bundle, alone: packages need not be deployed."""
    shutil.copy(Path(__file__).parent / "integrations" / NAME, packages)
    (done,) = bundle_folder(lambda: esbuild, packages, MAX_SOURCE, lambda path: path == NAME)
    assert done.outcome in ("made", "current")
    deployed = tmp_path_factory.mktemp("integrations")
    for name in (NAME, done.bundle, "package.json"):
        shutil.copy(packages / name, deployed)
    return deployed


def loaded(folder: Path, ca_file: Path | None = None) -> Loaded:
    settings = Settings(
        integrations=Integrations(str(folder)),
        limits=LIMITS,
        grants={
            NAME: Grant(net=(f"GET {HOST}/2017-03-31/tags/",), secrets=("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"))
        },
        secrets={
            "AWS_ACCESS_KEY_ID": Secret(hosts=(HOST,), sign="aws-sigv4", secret_key="AWS_SECRET_ACCESS_KEY"),
            "AWS_SECRET_ACCESS_KEY": Secret(hosts=(HOST,)),
        },
        egress=Egress(private=("127.0.0.1:443",), ca_file=None if ca_file is None else str(ca_file)),
    )
    environ = {"INTEGRATION_AWS_ACCESS_KEY_ID": ACCESS_KEY, "INTEGRATION_AWS_SECRET_ACCESS_KEY": SECRET_KEY}
    return Loaded(settings, environ, (), None, ())


@asynccontextmanager
async def engine(settings: Loaded, resolver: Resolver | None = None) -> AsyncIterator[tuple[Engine, Entry]]:
    """An engine with the integration loaded."""
    quiet = structlog.wrap_logger(structlog.ReturnLogger(), wrapper_class=structlog.make_filtering_bound_logger(50))
    async with open_engine(settings, quiet, resolver=resolver) as opened:
        source = FolderSource(Path(settings.settings.integrations.path), MAX_SOURCE)
        catalog = await build(source.read(), opened.prepare, contract())
        assert catalog.problems == ()
        (entry,) = catalog.entries
        yield opened, entry


def context() -> Context:
    return decode_context(msgspec.json.encode(PAGE), ["aws"])


async def test_it_lists_the_tags_of_a_function_with_credentials_that_it_never_sees(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    endpoint = AwsEndpoint(lambda_tags({"team": "payments", "tier": "1"}), scheme="https")
    async with aws_endpoint(endpoint, server_tls(authority)) as served:
        resolver = FixedResolver({HOST: [["127.0.0.1"]]})
        monkeypatch.setattr(services, "Transport", partial(Transport, backend=ToPort(served.port)))
        async with engine(loaded(folder, tmp_path / "ca.pem"), resolver) as (opened, entry):
            deadline = asyncio.get_running_loop().time() + 60
            ran = await opened.executor.run(entry, context(), "test", deadline)
    shown = [msgspec.json.decode(item)["content"] for item in ran.results.items]
    assert shown == ["team: payments", "tier: 1", "arn: arn:aws:lambda:eu-central-1:123456789012:function:checkout"]
    assert (endpoint.accepted, endpoint.refused) == (1, [])


def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    return context


class NoCalls:
    async def perform(self, call: Call) -> Granted:
        raise CallFailed("TypeError", f"no {call.op} here")


async def test_the_sdk_is_in_the_snapshot_and_a_run_does_not_pay_for_it(folder: Path) -> None:
    async with engine(loaded(folder)) as (opened, entry):
        image = entry.image
        assert (image.fresh, image.frozen) == ((), ())
        times = []
        request = Request(image.id, "describe", b"{}", "test")
        for _ in range(RUNS):
            began = time.perf_counter()
            outcome = await converse(opened.runner, request, NoCalls(), LIMITS)
            times.append(time.perf_counter() - began)
            assert outcome.error is None
        assert outcome.usage.fuel < 2_000_000  # loading takes some 300 times as long as this
        assert min(times) < 0.002
