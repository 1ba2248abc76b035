from collections.abc import Sequence

import pytest

from runtime.egress.authority import Authority
from runtime.egress.rules import parse_rule
from runtime.policy.reading import fetches
from runtime.policy.report import Wish
from runtime.policy.suggesting import Asking, Suggestion, suggest, suggest_hosts
from runtime.wish import Permissions

PATH = "team/owners.integration.js"


def asking(
    *,
    granted: Sequence[str] = (),
    declared: Sequence[str] | None = None,
    recorded: Sequence[tuple[str, str, str]] = (),
    source: str = "",
    required: Sequence[str] = (),
    secrets: Sequence[str] = (),
    path: str = PATH,
) -> Asking:
    return Asking(
        Authority(path, tuple(map(parse_rule, granted)), frozenset(secrets)),
        None if declared is None else Permissions(tuple(map(parse_rule, declared)), tuple(required)),
        tuple(required),
        tuple(Wish(path, *each) for each in recorded),
        tuple((path, fetch) for fetch in fetches(source)),
    )


def lines(suggestion: Suggestion) -> list[tuple[str, str, bool]]:
    return [(line.text, line.why, line.guess) for line in suggestion.net]


def test_each_line_says_where_it_comes_from() -> None:
    recorded = [("GET", "api.x.com", "/repos/acme/"), ("POST", "api.y.com", "/hook")]
    source = "fetch('https://api.z.com/v1/x/y');\nfetch('https://api.x.com/repos/acme/shop', options)"
    assert lines(suggest(asking(recorded=recorded, source=source))) == [
        ("GET api.x.com/repos/acme/", "recorded", False),
        ("POST api.y.com/hook", "recorded", False),
        ("GET api.z.com/v1/x/", f"{PATH}:1", True),
    ]


def test_who_declares_is_taken_at_the_word_and_the_source_is_not_guessed_at() -> None:
    source = "fetch('https://api.z.com/'); fetch(url)"
    suggestion = suggest(asking(declared=["GET api.x.com/a/"], recorded=[("GET", "api.x.com", "/b/")], source=source))
    assert lines(suggestion) == [
        ("GET api.x.com/a/", "metadata.permissions", False),
        ("GET api.x.com/b/", "recorded", False),
    ]
    assert suggestion.notes == ()


def test_what_is_granted_is_not_suggested_again() -> None:
    recorded = [("GET", "api.x.com", "/a/b/"), ("POST", "api.x.com", "/a/b/"), ("GET", "q.y.com", "")]
    assert lines(suggest(asking(granted=["api.x.com/a/", "*.y.com"], recorded=recorded))) == [
        ("POST api.x.com/a/b/", "recorded", False)
    ]
    assert lines(suggest(asking(granted=["api.x.com"], declared=["GET,POST api.x.com/a"]))) == [
        ("POST api.x.com/a", "metadata.permissions", False)
    ]


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ([("GET", "x.com", "/a/"), ("HEAD", "x.com", "/a/")], ["x.com/a/"]),
        ([("GET", "x.com", "/a/"), ("POST", "x.com", "/a/")], ["GET,POST x.com/a/"]),
        ([("GET", "x.com", f"/repos/{name}/") for name in "abc"], [f"GET x.com/repos/{name}/" for name in "abc"]),
        ([("GET", "x.com", f"/repos/{name}/") for name in "abcd"], ["GET x.com/repos/"]),
        ([("GET", "x.com", f"/{name}/") for name in "abcd"], [f"GET x.com/{name}/" for name in "abcd"]),
        ([("GET", "x.com", "/a/b/"), ("GET", "x.com", "/a/")], ["GET x.com/a/"]),
        ([("GET", "x.com", ""), ("GET", "x.com", "/a/")], ["GET x.com"]),
    ],
)
def test_what_was_recorded_is_gathered(recorded: list[tuple[str, str, str]], expected: list[str]) -> None:
    assert [text for text, _, _ in lines(suggest(asking(recorded=recorded)))] == expected


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("*.x.com", "it names many hosts"),
        ("POST *.com", "it names many hosts"),
        ("http://10.0.0.1:8080", "that is a private address: it would also have to stand in private in [egress]"),
        ("http://169.254.169.254/latest/", "that is a link-local address"),
        ("http://[::1]", "that is a loopback address"),
    ],
)
def test_what_names_many_hosts_or_leads_inside_is_a_note_at_most(rule: str, reason: str) -> None:
    suggestion = suggest(asking(declared=[rule]))
    assert suggestion.net == ()
    assert suggestion.notes[0].startswith(f"{rule} (metadata.permissions): {reason}")


def test_a_host_that_is_computed_is_a_note() -> None:
    suggestion = suggest(asking(source="\nfetch(`https://${region}.x.com/`)"))
    assert suggestion.net == ()
    assert suggestion.notes == (f'{PATH}:2 fetches from a host that is computed: mode = "report" in [egress] finds it',)


def test_secrets_come_from_what_the_file_requires() -> None:
    found = suggest(asking(required=["A", "B"], secrets=["B"])).secrets
    assert [(line.text, line.why) for line in found] == [("A", "requiredSecrets")]


def hosts(*askings: Asking) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    suggestions = {each.authority.path: suggest(each) for each in askings}
    found, notes = suggest_hosts("TOKEN", askings, suggestions)
    assert all(line.guess for line in found)
    return [(line.text, line.why) for line in found], notes


def test_a_secret_is_for_the_hosts_that_the_source_sends_it_to() -> None:
    source = "fetch('https://a.com/', { headers: { x: secrets.TOKEN } }); fetch('https://b.com/')"
    assert hosts(asking(source=source, required=["TOKEN"])) == ([("a.com", f"{PATH}:1 sends it there")], ())


def test_else_for_the_only_host_there_is() -> None:
    why = "the only host of the integrations that use it"
    assert hosts(asking(granted=["GET a.com/x/"], required=["TOKEN"])) == ([("a.com", why)], ())
    assert hosts(asking(recorded=[("GET", "a.com", "")], required=["TOKEN"])) == ([("a.com", why)], ())


def test_several_hosts_or_none_are_a_question_and_no_guess() -> None:
    two = asking(recorded=[("GET", "a.com", ""), ("GET", "b.com", "")], required=["TOKEN"])
    assert hosts(two) == ([], ("[secrets.TOKEN] needs hosts: is it for a.com or b.com?",))
    assert hosts(asking(required=["TOKEN"])) == ([], ("[secrets.TOKEN] needs hosts",))
    wild = asking(granted=["*.x.com"], required=["TOKEN"])
    assert hosts(wild) == ([], ("[secrets.TOKEN] needs hosts",))
