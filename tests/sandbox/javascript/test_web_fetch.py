from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from sandbox.errors import GuestFailed
from sandbox.thread_runner import ThreadRunner
from sandbox.turns import Call, CallFailed, Granted
from tests.sandbox.programs import Echo, value_of

HEADERS = [["Content-Type", "application/json"], ["Set-Cookie", "a=1"], ["set-cookie", "b=2"]]
REPLY = {"status": 200, "statusText": "OK", "url": "https://a.example/", "redirected": False, "headers": HEADERS}
DENIED = (
    'x.integration.js may not reach b.example: add "b.example" to net in [grants."x.integration.js"] of skerry.toml'
)


class Upstream(Echo):
    """Answers every fetch with the same reply; never, if the path is /never; refuses b.example."""

    def __init__(self, body: bytes = b'{"a": 1}', **reply: Any) -> None:
        super().__init__()
        self.body = body
        self.reply = {**REPLY, **reply}
        self.bodies: list[bytes | None] = []
        self.dropped = asyncio.Event()

    async def perform(self, call: Call) -> Granted:
        args = json.loads(call.args)
        self.seen.append(args)
        self.bodies.append(None if call.body is None else bytes(call.body))
        if "b.example" in args["url"]:
            raise CallFailed("TypeError", DENIED)
        if args["url"].endswith("/never"):
            try:
                await asyncio.Event().wait()
            finally:
                self.dropped.set()
        return Granted(json.dumps(self.reply).encode(), self.body)


async def run(runner: ThreadRunner, body: str, upstream: Upstream | None = None) -> Any:
    return await value_of(runner, f"exports.run = async () => {{ {body} }};", permission=upstream or Upstream())


async def test_a_request_is_one_call_with_everything_in_it(runner: ThreadRunner) -> None:
    upstream = Upstream()
    await run(
        runner,
        """
        const headers = { "Content-Type": "application/json", "X-A": "b" };
        await fetch("https://a.example/x?y#z", { method: "post", headers, body: '{"é":1}', redirect: "manual" });
        """,
        upstream,
    )
    assert upstream.seen == [
        {
            "url": "https://a.example/x?y",
            "method": "POST",
            "headers": [["Content-Type", "application/json"], ["X-A", "b"], ["accept", "*/*"]],
            "redirect": "manual",
        }
    ]
    assert upstream.bodies == ['{"é":1}'.encode()]


BODIES = [
    ('"text"', "text/plain;charset=UTF-8", b"text"),
    ("new URLSearchParams({ a: 'b c' })", "application/x-www-form-urlencoded;charset=UTF-8", b"a=b+c"),
    ("new Blob(['x'], { type: 'a/b' })", "a/b", b"x"),
    ("new Uint8Array([1, 2, 3]).subarray(1)", None, b"\x02\x03"),
    ("new Uint8Array([1, 2]).buffer", None, b"\x01\x02"),
    ("new Response('piped').body", None, b"piped"),
]


@pytest.mark.parametrize(("body", "content_type", "sent"), BODIES)
async def test_every_kind_of_body_is_sent(
    runner: ThreadRunner, body: str, content_type: str | None, sent: bytes
) -> None:
    upstream = Upstream()
    await run(runner, f"await fetch('https://a.example', {{ method: 'PUT', body: {body}, duplex: 'half' }});", upstream)
    assert upstream.bodies == [sent]
    assert dict(upstream.seen[0]["headers"]).get("content-type") == content_type


async def test_a_form_is_sent_as_multipart(runner: ThreadRunner) -> None:
    upstream = Upstream()
    await run(
        runner,
        """
        const body = new FormData();
        body.append("file", new File(["content"], "n.txt", { type: "text/x" }));
        await fetch("https://a.example", { method: "POST", body });
        """,
        upstream,
    )
    boundary = upstream.seen[0]["headers"][0][1].removeprefix("multipart/form-data; boundary=")
    assert upstream.bodies == [
        (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="n.txt"\r\n'
            f"Content-Type: text/x\r\n\r\ncontent\r\n--{boundary}--\r\n"
        ).encode()
    ]


ANSWERS: list[tuple[str, dict[str, Any], Any]] = [
    (
        "[r.status, r.ok, r.statusText, r.type, r.url, r.redirected]",
        {},
        [200, True, "OK", "basic", REPLY["url"], False],
    ),
    ("r.json()", {}, {"a": 1}),
    ("r.text()", {"body": b"\xef\xbb\xbf\xc3\xa9"}, "é"),
    ("r.arrayBuffer().then((b) => [...new Uint8Array(b)])", {"body": b"\x00\xff"}, [0, 255]),
    ("r.headers.get('content-type')", {}, "application/json"),
    ("r.headers.getSetCookie()", {}, ["a=1", "b=2"]),
    ("[r.status, r.ok]", {"status": 404}, [404, False]),
    ("[r.body, await r.text()]", {"status": 204, "body": b""}, [None, ""]),
    ("[await r.clone().text(), await r.text(), r.bodyUsed]", {"body": b"x"}, ["x", "x", True]),
    ("r.headers.set('a', 'b')", {}, TypeError),
    ("r.text().then(() => r.text())", {}, TypeError),
    ("r.json()", {"body": b"<html>"}, SyntaxError),
]


@pytest.mark.parametrize(("expression", "reply", "expected"), ANSWERS)
async def test_a_response_shows_what_came_back(
    runner: ThreadRunner, expression: str, reply: dict[str, Any], expected: Any
) -> None:
    source = f"const r = await fetch('https://a.example'); return await {expression};"
    if isinstance(expected, type):
        with pytest.raises(GuestFailed, match=expected.__name__):
            await run(runner, source, Upstream(**reply))
    else:
        assert await run(runner, source, Upstream(**reply)) == expected


async def test_a_refusal_reaches_the_author_with_its_remedy(runner: ThreadRunner) -> None:
    source = "try { await fetch('https://b.example') } catch (e) { return [e instanceof TypeError, e.message] }"
    assert await run(runner, source) == [True, DENIED]


REFUSED = [
    ("'/relative'", "Failed to parse URL from /relative"),
    ("'https://user:secret@a.example/'", "includes credentials: a.example"),
    ("'https://a.example', { body: 'x' }", "GET/HEAD method cannot have body"),
    ("'https://a.example', { method: 'TRACE' }", "TRACE is not allowed"),
    ("'https://a.example', { headers: { 'a b': 'c' } }", "not a valid header name"),
    ("'https://a.example', { headers: { a: 'b\\r\\nc: d' } }", "may not hold CR, LF or NUL"),
    ("'https://a.example', { redirect: 'sometimes' }", "redirect must be one of follow, error, manual"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
async def test_a_request_that_cannot_be_is_refused_before_any_call(
    runner: ThreadRunner, arguments: str, message: str
) -> None:
    upstream = Upstream()
    caught = await run(runner, f"return fetch({arguments}).catch((e) => [e.name, e.message])", upstream)
    assert caught[0] == "TypeError"
    assert message in caught[1]
    assert upstream.seen == []


ABORTS = [
    ("AbortSignal.abort()", "", ["AbortError", 0]),
    ("AbortSignal.timeout(5)", "", ["TimeoutError", 1]),
    ("controller.signal", "controller.abort();", ["AbortError", 0]),
    ("controller.signal", "setTimeout(() => controller.abort(new RangeError('mine')), 1);", ["RangeError", 1]),
    ("AbortSignal.any([controller.signal, AbortSignal.timeout(5)])", "", ["TimeoutError", 1]),
]


@pytest.mark.parametrize(("signal", "then", "expected"), ABORTS)
async def test_a_signal_ends_a_fetch_on_both_sides(
    runner: ThreadRunner, signal: str, then: str, expected: list[Any]
) -> None:
    upstream = Upstream()
    name = await run(
        runner,
        f"""
        const controller = new AbortController();
        const pending = fetch("https://a.example/never", {{ signal: {signal} }});
        {then}
        const name = await pending.then(() => "no error", (error) => error.name);
        await new Promise((resolve) => setTimeout(resolve, 1));
        return name;
        """,
        upstream,
    )
    assert [name, len(upstream.seen)] == expected
    assert upstream.dropped.is_set() == bool(upstream.seen)


async def test_ten_fetches_leave_in_one_turn(runner: ThreadRunner) -> None:
    upstream = Upstream()
    paths = await run(
        runner,
        """
        const urls = Array.from({ length: 10 }, (_, i) => `https://a.example/${i}`);
        return Promise.all(urls.map((url) => fetch(url).then((r) => r.status)));
        """,
        upstream,
    )
    assert paths == [200] * 10
    assert len(upstream.seen) == 10


async def test_a_listener_that_throws_fails_the_run_and_not_the_dispatch(runner: ThreadRunner) -> None:
    source = """
        const controller = new AbortController();
        controller.signal.addEventListener("abort", () => { throw new RangeError("in a listener") });
        controller.abort();
        await new Promise((resolve) => setTimeout(resolve, 1));
        return "went on";
    """
    with pytest.raises(GuestFailed, match="in a listener"):
        await run(runner, source)
