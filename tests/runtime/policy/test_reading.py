import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.policy.reading import fetches

ONE = [
    ("fetch('https://api.x.com/v2/items')", "GET api.x.com/v2/items"),
    ('await fetch("https://api.x.com/v2/items?x=1#y", {})', "GET api.x.com/v2/items"),
    ("fetch(`https://api.x.com/v2/${id}/x`)", "GET api.x.com/v2/"),
    ("fetch(`https://api.x.com/v2/items?q=${id}`)", "GET api.x.com/v2/items"),
    ("fetch('https://api.x.com/v2/' + id + '/x')", "GET api.x.com/v2/"),
    ("const API = 'https://api.x.com'; fetch(`${API}/repos/acme/${id}`)", "GET api.x.com/repos/acme/"),
    ("const o = { api: 'https://api.x.com/v2/' }; fetch(o.api + id)", "GET api.x.com/v2/"),
    ("const A = 'https://api.x.com', B = `${A}/v2`; fetch(B + '/a')", "GET api.x.com/v2/a"),
    ("fetch(new URL('/v3/x', 'https://api.x.com/v2/'))", "GET api.x.com/v3/x"),
    ("fetch(new URL(`https://api.x.com/v3/${a}`), {method: 'POST'})", "POST api.x.com/v3/"),
    ("globalThis.fetch('http://10.0.0.1:8080')", "GET http://10.0.0.1:8080"),
    ("fetch('https://x.com', { method: 'post', body })", "POST x.com"),
    ("fetch('https://x.com', { headers: { a: b() }, 'method': \"DELETE\" })", "DELETE x.com"),
    ("const r = /[\"'`]/; fetch('https://x.com') // fetch('https://no.com')", "GET x.com"),
    ("/* fetch('https://no.com') */ fetch('https:\\/\\/x.com')", "GET x.com"),
    ("fetch('https://x.com/users/jane@x.com')", "GET x.com/users/"),
]

UNREADABLE = [
    "fetch(url)",
    "fetch(`https://${region}.x.com/`)",
    "fetch(`https://x.com${path}`)",
    "fetch('https://x.com' + path)",
    "fetch(`${BASE}/x`)",
    "let A = 'https://a.com'; A = 'https://b.com'; fetch(A + '/x')",
    "fetch('/relative')",
    "fetch('ftp://x.com/')",
    "fetch('https://user:pass@x.com/')",
    "fetch(build('https://x.com/'))",
]

NONE = [
    "",
    "client.fetch('https://x.com/')",
    "function fetch(url) {}",
    "const link = { href: 'https://x.com/' }",
    "prefetch('https://x.com/')",
    "'fetch(https://x.com/)'",
    "`fetch('https://x.com/')`",
]


@pytest.mark.parametrize(("source", "rule"), ONE)
def test_a_fetch_is_read_as_far_as_its_address_is_written_down(source: str, rule: str) -> None:
    assert [fetch.rule.text if fetch.rule else None for fetch in fetches(source)] == [rule]


@pytest.mark.parametrize("source", UNREADABLE)
def test_a_host_that_is_computed_is_not_guessed(source: str) -> None:
    assert [fetch.rule for fetch in fetches(source)] == [None]


@pytest.mark.parametrize("source", NONE)
def test_what_is_no_call_of_fetch_is_none(source: str) -> None:
    assert fetches(source) == ()


@pytest.mark.parametrize(
    ("options", "known"),
    [("", True), (", { body }", True), (", options", False), (", { method }", False), (", { ...options }", False)],
)
def test_a_method_that_is_computed_is_said_to_be(options: str, known: bool) -> None:
    (fetch,) = fetches(f"fetch('https://x.com/'{options})")
    assert fetch.method_known is known


def test_lines_and_secrets_are_those_of_the_call() -> None:
    source = """
    const a = await fetch('https://a.com/', { headers: { authorization: `Bearer ${secrets.A_TOKEN}` } });
    const b = await fetch('https://b.com/', {
      headers: { authorization: 'token ' + secrets.B_TOKEN, 'x-api-key': secrets["C_KEY"] },
    });"""
    first, second = fetches(source)
    assert (first.line, first.secrets) == (2, frozenset({"A_TOKEN"}))
    assert (second.line, second.secrets) == (3, frozenset({"B_TOKEN"}))


@pytest.mark.parametrize(
    "part",
    [
        "fetch(",
        "`fetch",
        "fetch/*",
        "fetch('",
        "fetch=/[",
        "fetch`${",
        "a='https://x';fetch(",
        "fetch((((",
        "/fetch",
        "fetch(new URL(",
    ],
)
def test_a_hostile_source_takes_no_longer_than_another(part: str) -> None:
    started = time.process_time()
    fetches(part * (100_000 // len(part)))
    assert time.process_time() - started < 3


@given(st.text(alphabet="fetch('\"`https://x.com/${}+,;:=\\\n* new URL.", max_size=80))
def test_whatever_the_source_it_is_read(text: str) -> None:
    for fetch in fetches(f"fetch({text}) fetch('https://x.com/{text}"):
        assert fetch.rule is None or fetch.rule.text.startswith("GET ")
