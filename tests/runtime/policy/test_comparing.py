import pytest

from runtime.egress.authority import Authority
from runtime.egress.rules import parse_rule
from runtime.policy.comparing import compare
from runtime.wish import Permissions

PATH = "team/owners.integration.js"


def told(granted: str, wished: str, required: str = "") -> list[tuple[str, str, str]]:
    """Rules are separated by ";", names in capitals are secrets."""

    def split(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        parts = [part for part in text.split(";") if part]
        return tuple(part for part in parts if "." in part), tuple(part for part in parts if "." not in part)

    net, secrets = split(granted)
    asked, names = split(wished)
    authority = Authority(PATH, tuple(map(parse_rule, net)), frozenset(secrets))
    permissions = Permissions(tuple(map(parse_rule, asked)), names)
    problems = compare(authority, permissions, tuple(required.split(";")))
    return [(each.severity, each.key.rpartition(".")[2], each.message) for each in problems]


NOTHING: list[tuple[str, str, str]] = []
CASES = [
    ("", "", NOTHING),
    ("api.x.com", "api.x.com", NOTHING),
    ("api.x.com", "GET,HEAD api.x.com", NOTHING),
    ("GET api.x.com/a;HEAD api.x.com/a", "api.x.com/a", NOTHING),
    ("", "GET api.x.com/a/", [("warning", "net", 'it asks for "GET api.x.com/a/", which is not granted')]),
    ("api.x.com", "GET,POST api.x.com/a", [
        ("warning", "net", 'it asks for "POST api.x.com/a", which is not granted'),
        ("note", "net", 'it is granted "api.x.com", which is more than it asks for'),
    ]),
    ("api.x.com/a/", "GET api.x.com/a/b", [
        ("note", "net", 'it is granted "api.x.com/a/", which is more than it asks for'),
    ]),
    ("api.x.com/ab", "api.x.com/a", [
        ("warning", "net", 'it asks for "api.x.com/a", which is not granted'),
        ("note", "net", 'it is granted "api.x.com/ab", which is more than it asks for'),
    ]),
    ("*.x.com", "api.x.com", [("note", "net", 'it is granted "*.x.com", which is more than it asks for')]),
    ("*.x.com", "*.api.x.com", [("note", "net", 'it is granted "*.x.com", which is more than it asks for')]),
    ("*.x.com", "x.com", [
        ("warning", "net", 'it asks for "x.com", which is not granted'),
        ("note", "net", 'it is granted "*.x.com", which is more than it asks for'),
    ]),
    ("api.x.com", "http://api.x.com", [
        ("warning", "net", 'it asks for "http://api.x.com", which is not granted'),
        ("note", "net", 'it is granted "api.x.com", which is more than it asks for'),
    ]),
    ("A;C", "A;B", [
        ("warning", "secrets", 'it asks for "B", which is not granted'),
        ("note", "secrets", 'it is granted "C", which is more than it asks for'),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("granted", "wished", "expected"), CASES)
def test_wishes_and_grants_are_compared_both_ways(
    granted: str, wished: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(granted, wished) == expected


def test_secrets_that_it_cannot_run_without_are_told_of_elsewhere() -> None:
    assert told("C", "A", "A;C") == []


def test_the_remedy_is_the_line_to_add_or_the_rule_that_would_do() -> None:
    authority = Authority(PATH, (parse_rule("api.x.com"), parse_rule("other.com")))
    wished = Permissions((parse_rule("GET api.x.com/a/"), parse_rule("POST y.com")))
    missing, wide, needless = compare(authority, wished, ())
    assert missing.remedy == f'if it may: add "POST y.com" to net in [grants."{PATH}"] of skerry.toml'
    assert wide.remedy == '"GET api.x.com/a/" would do'
    assert needless.remedy == "take it away"
