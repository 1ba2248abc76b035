"""Upstreams that repeat what they are sent, and a guest that tells all it sees in every way it has: never a value."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest

from runtime.egress import fetch as fetching
from runtime.egress.scrub import Scrubber
from runtime.guest_cache import GuestCache
from runtime.http.app import create_app
from runtime.services import Services, open_services
from runtime.settings import Egress, Grant, Integrations, Journal, Loaded, Secret, Settings, token_set
from tests.runtime.egress.leaks import leaks
from tests.runtime.egress.upstream import Received, Upstream, reply, upstream
from tests.runtime.http.conftest import serving
from tests.server.conftest import LIMITS, github, recorder, write
from tests.server.integrations import TOKEN, integration

VALUE = 'p@ss w0rd/9c41f7+e0"&x'
KEY = "K-7f3a9c1e5b2d8f4a6c0e"
GUEST = """
    const seen = [];
    const see = (...texts) => seen.push(...texts.map(String));
    const ask = async (path, options = {}) => {
        try {
            const headers = { Authorization: `Bearer ${secrets.TOKEN}`, ...options.headers };
            const response = await fetch(ORIGIN + path, { ...options, headers });
            see(response.status, response.statusText, response.url, JSON.stringify([...response.headers]));
            const bytes = new Uint8Array(await response.arrayBuffer());
            for (const byte of bytes) seen.push(String.fromCharCode(byte));
        } catch (error) {
            see(error.name, error.message, error.stack, error.cause);
        }
    };
    const previous = await cache.get('seen');
    if (previous) see(previous);
    try {
        await (async () => { WAY })();
    } finally {
        // Everything, as it is and backwards, so that no mask can know it.
        const text = seen.join('');
        const all = text + [...text].reverse().join('');
        console.log(all);
        logger.error({ all }, all);
        await cache.set('seen', all);
        this.told = all;
    }
    const all = this.told;
    const href = 'https://x.com/?' + encodeURIComponent(all.slice(0, 2000));
    const item = { type: 'link', content: all.slice(0, 9000), href };
    return [item, { ...item, tooltip: all.slice(0, 500) }, { type: 'text', content: all.slice(-9000) }];
"""

Echo = Callable[[bytes], bytes]

PLACEHOLDER, WITHHELD, ENDED = "[secret TOKEN]", "so it is withheld", "ends the run"


def body(encode: Echo, *headers: str) -> Echo:
    return lambda value: reply(b'{"you": "' + encode(value) + b'"}', "200 OK", *headers)


def header(text: Callable[[str], str], status: str = "200 OK") -> Echo:
    return lambda value: reply(b"", status, text(value.decode()))


def chunks(size: int, data: bytes, *headers: str) -> bytes:
    parts = [data[begin : begin + size] for begin in range(0, len(data), size)]
    head = "\r\n".join(["HTTP/1.1 200 OK", "transfer-encoding: chunked", *headers]) + "\r\n\r\n"
    return head.encode() + b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def in_base64(before: bytes, signs: bytes = b"+/") -> Echo:
    return lambda value: base64.b64encode(before + value + b"\xff", signs)


def multipart(value: bytes) -> bytes:
    parts = b"--b\r\ncontent-type: text/plain\r\n\r\n" + value + b"\r\n--b\r\n\r\n\xff\xfe\r\n--b--\r\n"
    return reply(parts, "200 OK", "content-type: multipart/form-data; boundary=b")


REFLECTIONS: dict[str, tuple[Echo, str]] = {
    "raw in text": (body(bytes, "content-type: text/plain"), PLACEHOLDER),
    "raw in HTML": (body(bytes, "content-type: text/html; charset=latin-1"), PLACEHOLDER),
    "raw without a type": (body(bytes), PLACEHOLDER),
    "raw in multipart": (multipart, PLACEHOLDER),
    "raw a hundred times": (body(lambda value: value * 100), PLACEHOLDER),
    "raw over chunk boundaries": (lambda value: chunks(3, b"<" + value + b">"), PLACEHOLDER),
    "gzip": (lambda value: reply(gzip.compress(value), "200 OK", "content-encoding: gzip"), PLACEHOLDER),
    "deflate": (lambda value: reply(zlib.compress(value), "200 OK", "content-encoding: deflate"), PLACEHOLDER),
    "gzip in chunks of one": (lambda value: chunks(1, gzip.compress(value), "content-encoding: gzip"), PLACEHOLDER),
    "the reason phrase": (lambda value: reply(b"", f"403 no {value.decode()}"), PLACEHOLDER),
    "a header": (header(lambda value: f"x-you-sent: Bearer {value}"), PLACEHOLDER),
    "a cookie": (header(lambda value: f"set-cookie: a={value}; Path=/"), PLACEHOLDER),
    "an error's body": (lambda value: reply(b"bad token " + value, "500 Oops"), PLACEHOLDER),
    **{f"base64 behind {n}": (body(in_base64(b"abc"[:n])), WITHHELD) for n in range(3)},
    **{f"base64url behind {n}": (body(in_base64(b"?>~"[:n], b"-_")), WITHHELD) for n in range(3)},
    "base64 in lines": (body(lambda value: base64.encodebytes(b"x" * 50 + value)), WITHHELD),
    "base64 in chunks": (lambda value: chunks(5, base64.b64encode(value)), WITHHELD),
    "base64 in gzip": (
        lambda value: reply(gzip.compress(base64.b64encode(value)), "200 OK", "content-encoding: gzip"),
        WITHHELD,
    ),
    "hex": (body(lambda value: value.hex().encode()), WITHHELD),
    "hex with colons": (body(lambda value: value.hex(":").upper().encode()), WITHHELD),
    "percent": (body(lambda value: quote(value, safe="").encode()), WITHHELD),
    "percent, every byte": (body(lambda value: "".join(f"%{b:02x}" for b in value).encode()), WITHHELD),
    "JSON": (body(lambda value: json.dumps(value.decode())[1:-1].encode()), WITHHELD),
    "JSON, every character": (body(lambda value: "".join(f"\\u{b:04x}" for b in value).encode()), WITHHELD),
    "HTML entities": (body(lambda value: "".join(f"&#{b};" for b in value).encode()), WITHHELD),
    "a list of numbers": (body(lambda value: json.dumps(list(value)).encode()), WITHHELD),
    "UTF-16": (body(lambda value: value.decode().encode("utf-16-le")), WITHHELD),
    "capitals": (body(lambda value: value.upper()), WITHHELD),
    "raw in an image": (lambda value: reply(b"\x89PNG\xff" + value, "200 OK", "content-type: image/png"), WITHHELD),
    "a file of gzip": (lambda value: reply(gzip.compress(value), "200 OK", "content-type: application/gzip"), WITHHELD),
    "raw and base64": (body(lambda value: value + base64.b64encode(value)), WITHHELD),
    "base64 in the reason": (lambda value: reply(b"", f"403 {base64.b64encode(value).decode()}"), WITHHELD),
    "base64 in a header": (header(lambda value: f"etag: {base64.b64encode(value.encode()).decode()}"), WITHHELD),
    "the name of a header": (header(lambda value: f"x-{value.encode().hex()}: 1"), WITHHELD),
    "the name of an encoding": (header(lambda value: f"content-encoding: {value.encode().hex()}"), WITHHELD),
    "a place to go to, percent": (header(lambda value: f"location: /to?{quote(value)}", "302 Found"), WITHHELD),
    "a place that is no place": (header(lambda value: f"location: ftp://{value}", "302 Found"), "not an http or https"),
    "an answer that is none": (lambda value: b"HTTP/1.1 200 OK\r\n" + value + b"\r\n\r\n", "does not speak HTTP"),
    "a place to go to": (
        header(lambda value: f"location: /to?{value}", "302 Found"),
        "sends the secret TOKEN in the URL",
    ),
    "another host to go to": (
        header(lambda value: f"location: https://x.com/{value}", "302 Found"),
        "may not reach x.com",
    ),
}

# JavaScript, what the upstream answers to it, and what the guest is told. `got` is the request.
OTHER_WAYS: dict[str, tuple[str, Callable[[Received], bytes], str]] = {
    "a redirect that is only shown": (
        "await ask('/', { redirect: 'manual' });",
        lambda got: header(lambda value: f"location: https://x.com/{value}", "302 Found")(bearer(got)),
        PLACEHOLDER,
    ),
    "the body that was sent": (
        "const headers = { 'Content-Type': 'application/json' };"
        "await ask('/', { method: 'POST', headers, body: JSON.stringify({ a: 1, key: secrets.KEY }) });",
        lambda got: reply(got.body),
        "[secret KEY]",
    ),
    "the form that was sent": (
        "await ask('/', { method: 'POST', body: new URLSearchParams({ key: secrets.KEY }) });",
        lambda got: reply(got.body.hex().encode()),
        WITHHELD,
    ),
    "the URL that was asked for": (
        "await ask(`/a?key=${secrets.KEY}&b=1`);",
        lambda got: reply(got.line.encode()),
        "[secret KEY]",
    ),
    "the URL in a redirect": (
        "await ask(`/a?key=${secrets.KEY}`);",
        lambda got: (
            header(lambda _: f"location: {got.line.split()[1].replace('/a', '/b/')}", "302 Found")(b"")
            if "/a" in got.line
            else reply(got.line.encode())
        ),
        "[secret KEY]",
    ),
    "Basic": (
        "await ask('/', { headers: { Authorization: 'Basic ' + btoa(`user:${secrets.TOKEN}`) } });",
        lambda got: reply((got.first("authorization") or "").encode()),
        "Basic ",
    ),
    "what Basic means": (
        "await ask('/', { headers: { Authorization: 'Basic ' + btoa(`user:${secrets.TOKEN}`) } });",
        lambda got: reply(base64.b64decode((got.first("authorization") or "").split()[1])),
        PLACEHOLDER,
    ),
    "all that was sent": (
        "await ask('/?a=1', { headers: { 'X-Mine': '2' } });",
        lambda got: reply(f"{got.line}\r\n{got.headers}".encode()),
        PLACEHOLDER,
    ),
    "a part by Range": (
        "await ask('/', { headers: { Range: 'bytes=0-11' } });",
        lambda got: reply(bearer(got)[:12], "206 Partial Content"),
        "the header range is not sent",
    ),
    "a guess by If-None-Match": (
        "await ask('/', { headers: { 'If-None-Match': '\"p\"' } });",
        lambda got: reply(b"", "304 Not Modified"),
        "the header if-none-match is not sent",
    ),
    "a thrown error": (
        "await ask('/'); throw new Error(seen.join(''), { cause: seen });",
        lambda got: reply(bearer(got)),
        PLACEHOLDER,
    ),
    "a thrown value": ("await ask('/'); throw seen.join('');", lambda got: reply(bearer(got)), PLACEHOLDER),
    "a stack": (
        "await ask('/'); const e = new Error('x'); e.stack = seen.join(''); e.name = e.stack; throw e;",
        lambda got: reply(bearer(got)),
        PLACEHOLDER,
    ),
    "two requests, timed": (
        "const at = Date.now(); await ask('/'); see(Date.now() - at); await ask('/'); see(Date.now() - at);",
        lambda got: reply(bearer(got).hex().encode()),
        ENDED,
    ),
    "two at once": (
        "await Promise.all([ask('/'), ask('/')]);",
        lambda got: reply(bearer(got)),
        ENDED,
    ),
    "one after the other, the first not waited for": (
        "void ask('/'); await ask('/');",
        lambda got: reply(bearer(got)),
        ENDED,
    ),
    "two that nobody waits for": (
        "void ask('/'); void ask('/'); await new Promise((done) => setTimeout(done, 3000));",  # it ends before that
        lambda got: reply(bearer(got)),
        ENDED,
    ),
    "another spelling in each answer": (
        "for (let n = 0; n < 20; n++) await ask('/' + n);",
        lambda got: reply(bytes([bearer(got)[int(got.line.split()[1][1:])]]) + base64.b64encode(bearer(got))),
        ENDED,
    ),
    "what an earlier request left": (
        "await ask('/'); const headers = { Authorization: 'none' }; await ask('/', { headers });",
        lambda got: reply(VALUE.encode() if got.first("authorization") == "none" else b"stored"),
        PLACEHOLDER,
    ),
    "large": (
        "await ask('/');",
        lambda got: reply(b"x" * 20_000 + base64.b64encode(bearer(got))),
        WITHHELD,
    ),
}


def bearer(got: Received) -> bytes:
    return (got.first("authorization") or "").removeprefix("Bearer ").encode("latin-1")


class Server:
    """A whole server; all its integrations ask one upstream, which answers as the test says."""

    def __init__(self, up: Upstream, root: Path, services: Services, log: list[dict[str, Any]]) -> None:
        self.up = up
        self.root = root
        self.services = services
        self.log = log
        self.client: httpx.AsyncClient

    @property
    def guest_cache(self) -> GuestCache:
        return self.services._engine.executor.guest_cache

    async def ask(self, way: str) -> str:
        response = await self.client.post("/context", json=github(way=way))
        assert response.status_code == 200
        return response.text

    def outputs(self) -> bytes:
        """All that is kept or shown: the log with the audit, the guests' cache, the results' cache, the journals."""
        kept = [entry.value for entry in self.guest_cache._entries.values()]
        shown = [bytes(item) for entry in self.services.dispatch._cache._entries.values() for item in entry.items]
        return b"\n".join([json.dumps(self.log, default=str).encode(), *kept, *shown, *self.journals()])

    def journals(self) -> list[bytes]:
        """Those that were written since."""
        files = list((self.root / "journals").glob("[0-9]*.journal"))
        found = [file.read_bytes() for file in files]
        for file in files:
            file.unlink()
        return found


def files(origin: str) -> dict[str, str]:
    """One integration for each way, in a file of its own."""
    ways = {**dict.fromkeys(REFLECTIONS, "await ask('/');"), **{name: way[0] for name, way in OTHER_WAYS.items()}}
    return {
        f"way{number}.integration.js": f"const ORIGIN = {json.dumps(origin)};"
        + integration(
            f"way-{number}",
            GUEST.replace("WAY", javascript),
            conditions={"page.way": {"equals": name}},
            requiredSecrets=["TOKEN", "KEY"],
            cache=300,
        )
        for number, (name, javascript) in enumerate(ways.items())
    }


@pytest.fixture(scope="module")
async def whole_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    root = tmp_path_factory.mktemp("reflection")
    log: list[dict[str, Any]] = []
    async with AsyncExitStack() as stack:
        up = await stack.enter_async_context(upstream())
        up.closes = True
        origin = f"http://127.0.0.1:{up.port}"
        write(root / "integrations", files(origin))
        settings = Settings(
            integrations=Integrations(path=str(root / "integrations")),
            limits=LIMITS,
            grants={"*": Grant(net=(f"GET,POST {origin}",), secrets=("TOKEN", "KEY"))},
            secrets={
                "TOKEN": Secret(hosts=(origin,)),
                "KEY": Secret(hosts=(origin,), places=("query:key", "json:/key", "form:key")),
            },
            egress=Egress(private=(f"127.0.0.1:{up.port}",)),
            journal=Journal(keep="all", path=str(root / "journals")),
        )
        environ = {"SKERRY_TOKEN": TOKEN, "INTEGRATION_TOKEN": VALUE, "INTEGRATION_KEY": KEY}
        loaded = Loaded(settings, environ, (), None, ())
        services = await stack.enter_async_context(open_services(loaded, recorder(log)))
        app = create_app(
            dispatcher=services.dispatch, catalog=services, tokens=token_set(loaded), log=recorder(log), rate_limit=None
        )
        port = await stack.enter_async_context(serving(app))
        served = Server(up, root, services, log)
        served.client = await stack.enter_async_context(
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30
            )
        )
        yield served


@pytest.fixture
def server(whole_server: Server) -> Server:
    """The server without what earlier tests left."""
    whole_server.up.received.clear()
    whole_server.log.clear()
    whole_server.outputs()
    for namespace in [path for path, _ in whole_server.guest_cache._entries]:
        whole_server.guest_cache.clear(namespace)
    whole_server.services.dispatch._cache.clear()
    return whole_server


def tells(text: bytes) -> bool:
    """Whether a value can be read in what came out, forwards or backwards."""
    plain = unquote(text.decode("latin-1")).encode("latin-1", "replace")
    return any(leaks(data, secret.encode()) for data in (text, plain, plain[::-1]) for secret in (VALUE, KEY))


BASIC = base64.b64encode(f"user:{VALUE}".encode()).decode()


async def nothing_comes_out(server: Server, way: str, told: str) -> None:
    answer = await server.ask(way)
    arrived = str([(got.line, got.headers, got.body) for got in server.up.received])
    assert "is not sent" in told or any(secret in arrived for secret in (VALUE, KEY, BASIC))
    shown = answer + json.dumps(server.log)
    assert told in shown, shown[:2000]
    await server.ask(way)  # the next run sees what this one left in the cache
    assert not tells(answer.encode() + server.outputs())


@pytest.mark.parametrize("way", list(REFLECTIONS))
async def test_what_is_reflected_reaches_nobody(server: Server, way: str) -> None:
    echo, told = REFLECTIONS[way]
    server.up.handler = lambda got: echo(bearer(got)) if got.line.split()[1] == "/" else reply(got.line.encode())
    await nothing_comes_out(server, way, told)


@pytest.mark.parametrize("way", list(OTHER_WAYS))
async def test_other_ways_to_make_something_of_it_lead_nowhere(server: Server, way: str) -> None:
    _, answer, told = OTHER_WAYS[way]
    server.up.handler = answer
    await nothing_comes_out(server, way, told)


async def test_there_are_at_least_40() -> None:
    assert len(REFLECTIONS) + len(OTHER_WAYS) >= 40


async def test_without_the_scrubber_this_test_would_see_it(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "Scrubber", lambda _: Scrubber(()))
    server.up.handler = lambda got: reply(bearer(got))
    await server.ask("raw in text")
    assert tells(server.outputs())
