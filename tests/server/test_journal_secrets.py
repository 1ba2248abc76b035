"""No journal holds a configured secret, in whatever form an upstream gives it back."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from runtime.settings import Secret
from sandbox.journal_file import decode
from tests.runtime.http.conftest import serving
from tests.server.conftest import Upstream
from tests.server.journals import Log, context, journalling, program, settings_for

VALUE = 'tok/+9c41f7e0"Zq&~ <b>5u8x'
Transform = Callable[[bytes], bytes]


def shifted(offset: int, encode: Transform = base64.b64encode) -> Transform:
    return lambda value: encode(b"0" * offset + value)


def percent(value: bytes) -> bytes:
    return "".join(f"%{byte:02X}" for byte in value).encode()


REFLECTED: dict[str, Transform] = {
    "raw": lambda value: b"you sent " + value + b"!",
    "base64-0": shifted(0),
    "base64-1": shifted(1),
    "base64-2": shifted(2),
    "base64url-0": shifted(0, base64.urlsafe_b64encode),
    "base64url-1": shifted(1, base64.urlsafe_b64encode),
    "base64url-2": shifted(2, base64.urlsafe_b64encode),
    "hex": lambda value: value.hex().encode(),
    "HEX": lambda value: value.hex().upper().encode(),
    "percent": lambda value: quote(value.decode(), safe="").encode(),
    "percent-all": percent,
    "json": lambda value: json.dumps({"sent": value.decode()}).encode(),
    "binary": lambda value: b"\x00\xff" + value + b"\xfe",
}


def forms(value: bytes) -> dict[str, bytes]:
    """What must not stand in a file. Of base64 the characters that the bytes before and behind do not change."""
    found = {
        "raw": value,
        "hex": value.hex().encode(),
        "percent": quote(value.decode(), safe="").lower().encode(),
        "all of it in percent": percent(value).lower(),
        "json": json.dumps(value.decode())[1:-1].encode(),
    }
    for offset in range(3):
        end = (offset + len(value)) * 8 // 6
        begin = -(-offset * 8 // 6)
        found[f"base64 at {offset}"] = base64.b64encode(bytes(offset) + value)[begin:end]
        found[f"base64url at {offset}"] = base64.urlsafe_b64encode(bytes(offset) + value)[begin:end]
    return found


def held(data: bytes, value: str) -> list[str]:
    plain, lower = value.encode(), data.lower()
    return [name for name, form in forms(plain).items() if form in data or (name in LOWER and form in lower)]


LOWER = ("hex", "percent", "all of it in percent")


@pytest.mark.parametrize("form", [*REFLECTED])
def test_the_search_finds_what_it_looks_for(form: str) -> None:
    assert held(b"..." + REFLECTED[form](VALUE.encode()) + b"...", VALUE)


class Echo:
    """Gives back the credentials of a request, in the form that its path names."""

    def __init__(self) -> None:
        self.app = Starlette(routes=[Route("/{form}/{place}", self._answer)])
        self.sent: set[str] = set()

    async def _answer(self, request: Request) -> Response:
        value = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
        self.sent.add(value.decode())
        form, place = request.path_params["form"], request.path_params["place"]
        reflected = REFLECTED[form](value)
        if place == "header":
            return Response(
                b"in a header",
                headers={"x-said": quote(reflected, safe="") if form == "binary" else reflected.decode()},
            )
        if place == "location":
            return RedirectResponse(f"/raw/none?said={quote(reflected, safe='')}", 302)
        if place == "gzip":
            return Response(gzip.compress(reflected), headers={"content-encoding": "gzip"})
        return Response(reflected if place == "body" else b"nothing", media_type="text/plain")


@pytest.fixture
async def echo() -> AsyncIterator[tuple[Echo, str]]:
    echo = Echo()
    async with serving(echo.app) as port:
        yield echo, f"http://127.0.0.1:{port}"


ASKS = """
const response = await fetch(`ORIGIN/${context.page.n}`, { headers: { Authorization: `Bearer ${secrets.TOKEN}` } })
  .catch((error) => ({ headers: new Headers(), url: error.message, text: async () => error.stack }));
const said = [await response.text().catch((error) => error.message), response.headers.get('x-said'), response.url];
console.log(said);
await cache.set('said', said);
if (context.page.n.endsWith('gzip')) throw new Error(said.join());
return text(said);
"""


PLACES = ("body", "gzip", "header", "location")


async def reflected(
    root: Path, echo: tuple[Echo, str], source: str, secrets: dict[str, Secret]
) -> tuple[list[str], Log]:
    """Which journals of all forms in all places hold the value, and the log."""
    upstream = Upstream()
    server, upstream.origin = echo
    files = {"asks.integration.js": source.replace("ORIGIN", upstream.origin)}
    settings = settings_for(root, upstream, secrets=secrets)
    async with journalling(root, settings, files, {"INTEGRATION_TOKEN": VALUE}) as (services, log):
        for form in REFLECTED:
            for place in PLACES:
                await services.dispatch.dispatch(context("asks", f"{form}/{place}"), "test")
    journals = [file.read_bytes() for file in (root / "journals").glob("*.journal")]
    assert len(journals) == len(REFLECTED) * len(PLACES)
    assert VALUE in server.sent
    return [name for journal in journals for name in held(journal, VALUE)], log


async def test_a_journal_holds_no_secret_that_an_upstream_gives_back(tmp_path: Path, echo: tuple[Echo, str]) -> None:
    source = program("asks", ASKS, requiredSecrets=["TOKEN"])
    found, log = await reflected(tmp_path, echo, source, {"TOKEN": Secret(hosts=(echo[1],))})
    assert found == []
    assert held(repr(log).encode(), VALUE) == []


async def test_of_a_value_that_is_no_secret_it_holds_every_form(tmp_path: Path, echo: tuple[Echo, str]) -> None:
    """The control: the same requests with the value in the program's source."""
    source = program("asks", ASKS.replace("secrets.TOKEN", f"[{json.dumps(VALUE)}]"))
    found, _ = await reflected(tmp_path, echo, source, {})
    assert set(found) == set(forms(VALUE.encode()))


async def run_exposed(root: Path, upstream: Upstream) -> Log:
    secrets = {"TOKEN": Secret(hosts=(upstream.origin,), expose=True)}
    settings = settings_for(root, upstream, secrets=secrets)
    files = {
        "knows.integration.js": program("knows", "return text(secrets.TOKEN.length);", requiredSecrets=["TOKEN"]),
        "asks.integration.js": program("asks", "return text(1);"),
    }
    async with journalling(root, settings, files, {"INTEGRATION_TOKEN": VALUE}) as (site, log):
        for which in ("knows", "asks", "knows"):
            answer = await site.dispatch.dispatch(context(which), "test")
            assert answer.failed_count == 0
    return log


async def test_a_run_that_is_given_a_value_leaves_no_journal_and_the_log_says_so(
    tmp_path: Path, upstream: Upstream
) -> None:
    log = await run_exposed(tmp_path, upstream)
    kept = [decode(file.read_bytes()).header.path for file in (tmp_path / "journals").glob("*.journal")]
    assert kept == ["asks.integration.js"]
    assert [(entry["path"], entry["reason"]) for entry in log if entry["event"] == "a run is not journalled"] == [
        ("knows.integration.js", "it is given the value of TOKEN (expose = true)")
    ]
