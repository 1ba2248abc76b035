"""A test file is decoded, or everything that is wrong with it is told: line, key, what, and what to write."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.testing.case import Answer, Case, Route, Wanted
from runtime.testing.reading import MAX_CASES, read_cases

FILE = "x.test.yml"
PAGE = 'context: { type: github, url: "https://github.com/a/b" }'
WHOLE = """
- name: all there is
  context: { type: github, url: "https://github.com/a/b", page: { repository: a/b } }
  data: { owners: { a/b: Rosa } }
  now: 2026-03-02T08:00:00+01:00
  responses:
    get https://API.example.com:443/a/../b?x=[secret KEY]#there: { json: { n: 1 }, headers: { X-Rate: 7 }, status: 201 }
    POST https://api.example.com/:
      - { error: connection refused, optional: true }
      - request: { headers: { Authorization: Bearer x }, json: { a: 1 } }
        body: plain
        headers: { set-cookie: [a=1, b=2] }
    PUT [secret HOOK]: {}
  results: [{ type: text, content: x }]
  logs: [{ warn: slow }]
  max_fuel: 5
"""


def read(text: str, file: str = FILE) -> tuple[Case, ...]:
    found = read_cases(text.encode(), file)
    assert found.problems == ()
    return found.cases


def test_everything_that_a_case_can_say() -> None:
    (case,) = read(WHOLE)
    assert (case.name, case.line, case.context.data["page"]) == ("all there is", 2, {"repository": "a/b"})
    assert case.data == {"owners": b'{"a/b":"Rosa"}'}
    assert case.now == 1772434800
    assert case.routes == (
        Route(
            "GET",
            "https://api.example.com/b?x=[secret%20KEY]",
            (Answer(201, (("x-rate", "7"), ("content-type", "application/json")), b'{"n":1}'),),
            once=False,
        ),
        Route(
            "POST",
            "https://api.example.com/",
            (
                Answer(failure="connection refused", optional=True),
                Answer(
                    headers=(("set-cookie", "a=1"), ("set-cookie", "b=2")),
                    body=b"plain",
                    wanted=Wanted({"authorization": "Bearer x"}, json={"a": 1}),
                ),
            ),
            once=True,
        ),
        Route("PUT", "[secret HOOK]", (Answer(),), once=False),
    )
    assert case.results == [{"type": "text", "content": "x"}]
    assert (case.logs, case.max_fuel, case.matches, case.error) == ((("warn", "slow"),), 5, True, None)


def test_json_is_read_too() -> None:
    context = {"type": "aws", "url": "https://console.aws.amazon.com/"}
    text = json.dumps([{"name": "a", "context": context, "matches": False}], indent="\t")
    assert [case.matches for case in read(text, "x.test.json")] == [False]


def test_what_is_not_said_is_not_expected() -> None:
    (case,) = read(f"- name: new\n  {PAGE}\n  results:\n")
    assert not case.expects_something
    assert case.now == 1767225600


CASE = f"- name: a\n  {PAGE}\n"
WRONG = [
    ("", "", None, "it holds no list of cases; begin each case with: - name: ..."),
    ("cases: []", "", 1, "it holds no list of cases"),
    ("- just text", "[0]", 1, "a case is a mapping"),
    (f"- {PAGE}", "[0].name", 1, "it is missing; add name to the case"),
    ("- name: a", "[0].context", 1, "it is missing; add context"),
    (CASE + "  resuls: []", "[0].resuls", 3, "it is not known here; did you mean results?"),
    (CASE + "- name: ''\n  " + PAGE, "[1].name", 3, "it is no name; write a line of 1 to 200 characters"),
    (CASE + CASE, "[1].name", 3, 'another case is called "a" too; give it a name of its own'),
    (CASE + "  now: yesterday", "[0].now", 3, "it is no time; write it like 2026-01-01T00:00:00Z"),
    (CASE + "  now: 5", "[0].now", 3, "it is no time"),
    (CASE + "  data: [1]", "[0].data", 3, "it is no mapping of data files"),
    (CASE + "  matches: no", "[0].matches", 3, "it is neither true nor false"),
    (CASE + "  matches: false\n  results: [{}]", "[0].results", 4, "nothing runs where matches is false"),
    (CASE + "  results: { type: text }", "[0].results", 3, "it is no list; write a list of results, [] for none"),
    (CASE + "  error: ''", "[0].error", 3, "it is no text"),
    (CASE + "  logs:\n    - info: x\n    - shout: x", "[0].logs[1]", 5, "it is no line of a log"),
    (CASE + "  max_fuel: 1.5", "[0].max_fuel", 3, "it is no whole number above 0"),
    (CASE + "  max_fuel: true", "[0].max_fuel", 3, "it is no whole number above 0"),
    (CASE + "  responses: []", "[0].responses", 3, "it is no mapping of at most 500 requests"),
]
RESPONSE = CASE + "  responses:\n"
WRONG_RESPONSES = [
    ("    https://x.example/: {}", 4, "it is no request"),
    ("    GET ftp://x.example/: {}", 4, "is not an http or https URL"),
    ("    TRACE https://x.example/: {}", 4, "the method 'TRACE' is not sent"),
    ("    GET https://u:p@x.example/: {}", 4, "send an Authorization header"),
    (
        "    GET https://x.example/: {}\n    GET https://X.example: {}",
        5,
        'the same request as "GET https://x.example/"',
    ),
    ("    GET https://x.example/: text", 4, "it is no mapping; write status, headers"),
    ("    GET https://x.example/: []", 4, "it has 0 answers"),
    ("    GET https://x.example/: { stauts: 200 }", 4, "did you mean status?"),
    ("    GET https://x.example/:\n      - {}\n      - { status: 99 }", 6, "write a number from 200 to 599"),
    ("    GET https://x.example/: { status: true }", 4, "it is no status of an answer"),
    ("    GET https://x.example/: { body: a, json: 1 }", 4, "body and json exclude each other"),
    ("    GET https://x.example/: { body: 5 }", 4, "put it in quotes, or use json"),
    ("    GET https://x.example/: { error: x, status: 200 }", 4, "a request that fails has no answer"),
    ("    GET https://x.example/: { error: '' }", 4, "it is no reason"),
    ("    GET https://x.example/: { headers: [a] }", 4, "it is no mapping of headers"),
    ("    GET https://x.example/: { headers: { 'a b': x } }", 4, "it is no header"),
    ('    GET https://x.example/: { headers: { a: "x\\r\\ny" } }', 4, "it is no header"),
    ("    GET https://x.example/: { headers: { a: true } }", 4, "it is no header"),
    ("    GET https://x.example/: { optional: 1 }", 4, "it is neither true nor false"),
    ("    GET https://x.example/: { request: { url: x } }", 4, "it is not known here"),
]
WRONG_CONTEXTS = [
    ("{ url: 'https://x.example/' }", "[0].context.type", "Required"),
    ("{ type: gitlab, url: 'https://x.example/' }", "[0].context.type", "Invalid enum value"),
    ("{ type: github, url: nowhere }", "[0].context.url", "URL must be a valid URL"),
    ("5", "[0].context", "Expected object, received number"),
    ("{ type: github, url: 'https://x.example/', a: " + "[" * 12 + "]" * 12 + " }", "[0].context.a", "Invalid input"),
]
BROKEN = [
    ("- name: a\n  name: b", 2, 'the key "name" stands twice'),
    ("- [", 1, "not valid YAML"),
    ("- !!python/object x", 1, "tag"),
    ("a: &a [" + "*a, " * 3 + "]", 1, "stands inside itself"),
    ("- a\n--- \n- b", 2, "a second document"),
]


@pytest.mark.parametrize(("text", "key", "line", "says"), WRONG, ids=[each[3] for each in WRONG])
def test_what_is_wrong_with_a_case(text: str, key: str, line: int | None, says: str) -> None:
    found = read_cases(text.encode(), FILE)
    assert found.cases == ()
    problem = found.problems[-1] if key == "[1].name" else found.problems[0]
    assert (problem.key, problem.line) == (key, line)
    assert says in str(problem)


@pytest.mark.parametrize(("text", "line", "says"), WRONG_RESPONSES, ids=[each[2] for each in WRONG_RESPONSES])
def test_what_is_wrong_with_a_response(text: str, line: int, says: str) -> None:
    found = read_cases((RESPONSE + text).encode(), FILE)
    assert found.cases == ()
    assert found.problems[0].line == line
    assert found.problems[0].key.startswith("[0].responses")
    assert says in str(found.problems[0])


@pytest.mark.parametrize(("context", "key", "says"), WRONG_CONTEXTS, ids=[each[2] for each in WRONG_CONTEXTS])
def test_what_is_wrong_with_a_context(context: str, key: str, says: str) -> None:
    (problem,) = read_cases(f"- name: a\n  context: {context}".encode(), FILE).problems
    assert (problem.key, problem.line) == (key, 2)
    assert says in problem.message


@pytest.mark.parametrize(("text", "line", "says"), BROKEN, ids=[each[2] for each in BROKEN])
def test_a_file_that_is_no_yaml(text: str, line: int, says: str) -> None:
    (problem,) = read_cases(text.encode(), FILE).problems
    assert problem.line == line
    assert says in problem.message


def test_all_mistakes_are_told_at_once() -> None:
    found = read_cases((CASE + "  nwo: 1\n  max_fule: 1\n  responses: { x: {} }").encode(), FILE)
    assert [problem.line for problem in found.problems] == [3, 4, 5]


def test_there_is_a_bound() -> None:
    many = "".join(f"- {{ name: n{number}, {PAGE} }}\n" for number in range(MAX_CASES + 1))
    assert f"at most {MAX_CASES} are allowed" in str(read_cases(many.encode(), FILE).problems[0])


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3))
KEYS = st.sampled_from(["name", "context", "data", "now", "responses", "results", "logs", "max_fuel", "error", "x"])


@given(st.lists(st.dictionaries(KEYS, JSON | st.dictionaries(st.text(), JSON, max_size=2), max_size=5), max_size=3))
def test_whatever_it_holds_it_is_cases_or_problems(value: object) -> None:
    found = read_cases(json.dumps(value).encode(), "x.test.json")
    assert bool(found.cases) != any(problem.severity == "error" for problem in found.problems)
    assert all(problem.remedy for problem in found.problems)


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are(content: bytes) -> None:
    read_cases(content, FILE)
