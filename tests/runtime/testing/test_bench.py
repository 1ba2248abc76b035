"""Cases in the real engine: upstreams, secrets, clock and cache are faked, everything else is the server's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from runtime.sources import Data, FolderSource
from runtime.sources.unit import make_unit
from runtime.testing.bench import Bench, open_bench, with_data
from runtime.testing.suite import find
from runtime.testing.verdict import Ran, judge
from runtime.testing.world import as_declared
from sandbox.limits import Limits

RunCase = Callable[..., Awaitable[Ran]]

CONTEXT = 'context: { type: github, url: "https://github.com/a/b", page: { repository: a/b } }'
METADATA = """
  name: "pulls", requiredSecrets: ["TOKEN", "HOOK"],
  match: { contextType: "github", context: { "page.repository": { exists: true } } },"""
GET = "fetch('https://api.example.com/a')"
BODY_OF = "async (response) => ({ type: 'text', content: `${response.status} ${await response.text()}` })"


def asking(request: str) -> str:
    return f"return ({BODY_OF})(await {request});"


@pytest.fixture(scope="module")
async def bench() -> AsyncIterator[Bench]:
    async with open_bench(Limits(turn_fuel=40_000_000)) as opened:
        yield opened


@pytest.fixture
def run_case(bench: Bench, tmp_path: Path) -> RunCase:
    """Runs one integration, given as the body of its run, on one case, given as YAML below its name and context."""

    async def run(
        body: str,
        case: str = "",
        *,
        metadata: str = "",
        more: str = "",
        urls: tuple[str, ...] = (),
        passes: bool = True,
    ) -> Ran:
        source = f"module.exports = {{ metadata: {{ {METADATA} {metadata} }}, {more}\n"
        source += f"  async run(context, secrets, dataFiles) {{ {body} }} }};"
        (tmp_path / "pulls.integration.js").write_text(source)
        indented = "\n".join(f"  {line}" for line in [CONTEXT, *case.strip("\n").splitlines()])
        (tmp_path / "pulls.test.yml").write_text(f"- name: one\n{indented}\n")
        suite = find(FolderSource(tmp_path, 1_000_000).read(), tmp_path)
        assert suite.problems == ()
        (file,) = suite.files
        ran = await bench.run(file.cases[0], file.unit, await bench.load([file.unit]), as_declared(urls))
        assert (judge(file.cases[0], ran) == ()) == passes, judge(file.cases[0], ran)
        return ran

    return run


async def test_an_answer_with_status_headers_and_json(run_case: RunCase) -> None:
    await run_case(
        f"""const response = await {GET};
        const {{ n }} = await response.json();
        return {{ type: 'text', content: `${{response.status}} ${{response.statusText}} ${{n}} `
          + response.headers.get('server') + response.headers.get('content-type') + response.url }};""",
        """
responses:
  GET https://api.example.com/a: { status: 201, json: { n: 3 }, headers: { Server: faked } }
results:
  - type: text
    content: 201 Created 3 fakedapplication/jsonhttps://api.example.com/a""",
    )


async def test_clock_randomness_and_cache_are_the_same_in_every_run(run_case: RunCase) -> None:
    body = """await cache.set('k', [Math.random(), Date.now()]);
        return { type: 'text', content: JSON.stringify(await cache.get('k')) };"""
    first = await run_case(body, "now: 2031-05-05T00:00:00Z", passes=False)
    second = await run_case(body, "now: 2031-05-05T00:00:00Z", passes=False)
    assert (first.results, first.fuel) == (second.results, second.fuel)
    assert "1935705600000" in str(first.results)


async def test_answers_one_after_another_and_the_request_too_many(run_case: RunCase) -> None:
    body = f"const texts = []; for (let i = 0; i < N; i++) texts.push(await (await {GET}).text());"
    body += "return { type: 'text', content: texts.join() };"
    case = """
responses:
  GET https://api.example.com/a: [{ body: first }, { body: second }]
results: [{ type: text, content: "first,second" }]"""
    await run_case(body.replace("N", "2"), case)
    more = await run_case(body.replace("N", "3"), case, passes=False)
    assert more.refused == (
        "unexpected request GET https://api.example.com/a; it is asked 3 times, one more than answered",
    )
    less = await run_case(body.replace("N", "1"), case, passes=False)
    assert less.unasked == ("GET https://api.example.com/a (answer 2)",)


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ("fetch('https://api.example.com/b')", "GET https://api.example.com/b; did you mean GET https://api.example"),
        ("fetch('https://api.example.com/a', { method: 'POST' })", "POST https://api.example.com/a; did you mean"),
        ("fetch('https://api.example.com/a?b=1')", "GET https://api.example.com/a?b=1; did you mean"),
        ("fetch('http://169.254.169.254/latest')", "GET http://169.254.169.254/latest; there is GET https://api."),
    ],
)
async def test_a_request_that_is_not_listed_fails_even_if_it_is_caught(
    run_case: RunCase, request_: str, says: str
) -> None:
    case = "responses: { GET https://api.example.com/a: {optional: true} }\nresults: []"
    ran = await run_case(f"try {{ await {request_}; }} catch {{}} return null;", case, passes=False)
    assert says in ran.refused[0]


REQUESTS = [
    ("headers: { authorization: '[secret TOKEN]' }", "headers: { authorization: secrets.TOKEN }", ""),
    ("headers: { authorization: 'Basic [secret TOKEN]:x' }", "headers: { authorization: basic }", ""),
    ("headers: { x-key: '[secret TOKEN]' }", "headers: { 'X-Key': secrets.TOKEN }", ""),
    (
        "headers: { x-key: other }",
        "headers: { 'X-Key': 'mine' }",
        'its header x-key is "mine", the answer wants "other"',
    ),
    ("headers: { x-key: other }", "", "its header x-key is missing"),
    ("body: 'k=[secret TOKEN]&a=1'", "body: new URLSearchParams({ k: secrets.TOKEN, a: 1 })", ""),
    ("body: a", "body: 'b'", 'its body is "b", the answer wants "a"'),
    ("json: { a: [1], b: '[secret TOKEN]' }", "body: JSON.stringify({ b: secrets.TOKEN, a: [1] })", ""),
    ("json: { a: 1 }", "body: '{\"a\": 2}'", "the answer wants"),
    ("json: { a: 1 }", "body: 'x'", "its body is no JSON"),
]


@pytest.mark.parametrize(("wanted", "sent", "says"), REQUESTS)
async def test_an_answer_may_want_headers_and_a_body(run_case: RunCase, wanted: str, sent: str, says: str) -> None:
    body = f"""const basic = `Basic ${{btoa(`${{secrets.TOKEN}}:x`)}}`;
        const response = await fetch('https://api.example.com/a', {{ method: 'POST', {sent} }});
        return {{ type: 'text', content: await response.text() }};"""
    case = f"""
responses:
  POST https://api.example.com/a: {{ request: {{ {wanted} }}, body: good }}
results: [{{ type: text, content: good }}]"""
    ran = await run_case(body, case, passes=not says)
    assert not says or says in ran.refused[0]


async def test_of_several_answers_the_first_that_fits_is_given(run_case: RunCase) -> None:
    body = """const url = 'https://api.example.com/q';
        const ask = async (body) => (await fetch(url, { method: 'POST', body })).text();
        return { type: 'text', content: [await ask('2'), await ask('1')].join() };"""
    await run_case(
        body,
        """
responses:
  POST https://api.example.com/q:
    - { request: { body: "1" }, body: one }
    - { request: { body: "2" }, body: two }
results: [{ type: text, content: "two,one" }]""",
    )


async def test_a_connection_that_fails(run_case: RunCase) -> None:
    case = (
        'responses: { GET https://api.example.com/a: { error: connection refused } }\nerror: "TypeError: fetch failed'
    )
    await run_case(asking(GET), case + ': connection refused"')


async def test_a_redirect_is_followed_to_what_is_listed(run_case: RunCase) -> None:
    await run_case(
        asking(GET),
        """
responses:
  GET https://api.example.com/a: { status: 302, headers: { Location: https://other.example.com/b } }
  GET https://other.example.com/b: { body: there }
results: [{ type: text, content: 200 there }]""",
    )


async def test_a_secret_in_the_url(run_case: RunCase) -> None:
    await run_case(
        asking("fetch(`https://api.example.com/a?key=${secrets.TOKEN}`)"),
        'responses: { "GET https://api.example.com/a?key=[secret TOKEN]": { body: x } }\n'
        "results: [{ type: text, content: 200 x }]",
    )


async def test_a_secret_that_is_a_url(run_case: RunCase) -> None:
    case = 'responses: { "POST [secret HOOK]": { body: ok } }\nresults: [{ type: text, content: 200 ok }]'
    await run_case(asking("fetch(secrets.HOOK, { method: 'POST', body: 'hi' })"), case, urls=("HOOK",))


async def test_a_secret_in_a_result_is_masked_as_on_the_server(run_case: RunCase) -> None:
    case = 'results: [{ type: text, content: "[secret TOKEN]" }]\nlogs: [{ info: "[secret TOKEN]" }]'
    await run_case("console.log(secrets.TOKEN); return { type: 'text', content: secrets.TOKEN };", case)


async def test_what_is_declared_may_be_asked_for(run_case: RunCase) -> None:
    declared = "permissions: { net: ['GET api.example.com/a'], secrets: ['TOKEN', 'HOOK'] },"
    case = "responses: { GET https://api.example.com/a: { body: x } }\nresults: [{ type: text, content: 200 x }]"
    await run_case(asking(GET), case, metadata=declared)


async def test_what_is_not_declared_fails_the_case_though_it_is_listed(run_case: RunCase) -> None:
    declared = "permissions: { net: ['GET api.example.com/b'], secrets: ['TOKEN'] },"
    case = "responses: { GET https://api.example.com/a: { optional: true } }\nerror: is not declared"
    ran = await run_case(asking(GET), case, metadata=declared, passes=False)
    assert ran.refused == (
        'the secret HOOK is not declared: add "HOOK" to secrets in metadata.permissions',
        'GET https://api.example.com/a is not declared: add "api.example.com" to net in metadata.permissions',
    )


async def test_data_files_are_replaced_and_added(run_case: RunCase, tmp_path: Path) -> None:
    (tmp_path / "one.data.yml").write_text("a: on disk")
    (tmp_path / "two.data.yml").write_text("b: on disk")
    body = "return { type: 'text', content: dataFiles.map(({ id, data }) => id + JSON.stringify(data)).join() };"
    await run_case(
        body,
        """
data: { two: { b: faked }, three: [1] }
results: [{ type: text, content: 'one{"a":"on disk"},two{"b":"faked"},three[1]' }]""",
    )


def test_other_data_is_another_program_and_the_rest_stays() -> None:
    unit = make_unit("x.integration.js", "javascript", {"x.integration.js": b"1"}, (Data("a", b"1"), Data("b", b"2")))
    bundled = msgspec.structs.replace(unit, main="x.bundle.js")
    changed = with_data(bundled, {"b": b"3", "c": b"4"})
    assert changed.data == (Data("a", b"1"), Data("b", b"3"), Data("c", b"4"))
    assert changed.digest != bundled.digest
    assert msgspec.structs.replace(changed, data=bundled.data, digest=bundled.digest) == bundled


async def test_should_run_is_asked(run_case: RunCase) -> None:
    ran = await run_case("return null;", "matches: false", more="shouldRun: () => false,")
    assert ran.not_run == "its shouldRun says no"


async def test_rules_are_asked(run_case: RunCase) -> None:
    rules = "match: { contextType: 'aws', context: {} },"
    ran = await run_case("return null;", "results: []", metadata=rules, passes=False)
    assert ran.not_run == "the context does not fit its metadata.match"


async def test_an_invalid_result_is_a_failure(run_case: RunCase) -> None:
    case = 'results: [{ type: text, content: good }]\nerror: "item 2: href"'
    await run_case(
        "return [{ type: 'text', content: 'good' }, { type: 'link', content: '', href: 'javascript:1' }];", case
    )


async def test_a_limit_is_hit_at_the_same_place(run_case: RunCase) -> None:
    await run_case("for (;;);", "error: limit turn_fuel")


async def test_what_does_not_load_says_why(run_case: RunCase) -> None:
    ran = await run_case("return null;", "results: []", metadata="match: 5,", passes=False)
    assert ran.reason is not None
    assert "pulls.integration.js:" in ran.reason
