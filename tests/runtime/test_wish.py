import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.egress.rules import parse_rule
from runtime.integration import Decoded, decode
from runtime.wish import Permissions

SOURCE = """module.exports = { metadata: {
  name: "owners",
  permissions: {
    net: ["GET api.github.com/repos/",
          "api.x.com"],
    secrets: ["GITHUB_TOKEN"],
  },
} }"""


def read(**metadata: Any) -> Decoded:
    declared = {"name": "owners", "match": {"contextType": "github"}, **metadata}
    described = {"metadata": declared, "exports": {"run": True}}
    return decode(json.dumps(described).encode(), "team/owners.integration.js", SOURCE)


def test_what_is_asked_for_is_read_into_rules_and_names() -> None:
    asked = {"net": ["GET api.github.com/repos/", "api.x.com"], "secrets": ["GITHUB_TOKEN"]}
    decoded = read(permissions=asked, requiredSecrets=["GITHUB_TOKEN"])
    assert decoded.problems == ()
    assert decoded.metadata is not None
    rules = (parse_rule("GET api.github.com/repos/"), parse_rule("api.x.com"))
    assert decoded.metadata.permissions == Permissions(rules, ("GITHUB_TOKEN",))


@pytest.mark.parametrize("asked", [{}, {"net": []}, {"net": {"$invalid": "undefined"}, "secrets": []}])
def test_asking_for_nothing_is_not_the_same_as_not_saying(asked: Any) -> None:
    told, silent = read(permissions=asked).metadata, read().metadata
    assert told is not None
    assert silent is not None
    assert told.permissions == Permissions()
    assert silent.permissions is None


WRONG: list[tuple[Any, str, str, str]] = [
    ([], "metadata.permissions", "it is a list", 'write { net: ["api.x.com"]'),
    (None, "metadata.permissions", "it is null", "write {"),
    ({"$invalid": "a function"}, "metadata.permissions", "it is", "write {"),
    ({"nets": []}, "metadata.permissions.nets", "there is no such permission", "did you mean net?"),
    ({"net": "api.x.com"}, "metadata.permissions.net", "it is the string 'api.x.com'", "write a list of rules"),
    ({"net": [1]}, "metadata.permissions.net", "it is a list", "write a list of rules"),
    ({"net": ["a.b"] * 51}, "metadata.permissions.net", "it has 51 entries", "at most 50"),
    ({"net": ["api.x.com", "*"]}, "metadata.permissions.net[1]", "would open every host", "the places that it needs"),
    ({"net": ["get api.x.com"]}, "metadata.permissions.net[0]", "use capitals", ""),
    ({"net": ["https://u:p@x.com"]}, "metadata.permissions.net[0]", "a user name", ""),
    ({"secrets": {"A": 1}}, "metadata.permissions.secrets", "it is an object", "write a list of names"),
    ({"secrets": ["my token"]}, "metadata.permissions.secrets[0]", "no secret's name", "letters, digits"),
    ({"secrets": ["INTEGRATION_X"]}, "metadata.permissions.secrets[0]", "name of a variable", 'write "X"'),
]


@pytest.mark.parametrize(("asked", "key", "message", "remedy"), WRONG)
def test_a_wish_that_is_wrong_keeps_the_file_from_loading(asked: Any, key: str, message: str, remedy: str) -> None:
    decoded = read(permissions=asked)
    assert decoded.metadata is None
    errors = [problem for problem in decoded.problems if problem.severity == "error"]
    assert [problem.key for problem in errors] == [key]
    assert message in errors[0].message
    assert remedy in errors[0].remedy
    assert errors[0].line is not None


def test_secrets_that_are_asked_for_and_those_that_run_gets_are_the_same() -> None:
    problems = read(permissions={"secrets": ["A", "B"]}, requiredSecrets=["B", "C"]).problems
    assert [(problem.severity, problem.message, problem.remedy) for problem in problems] == [
        ("warning", "A is not in requiredSecrets, so run never gets it", "add it to requiredSecrets"),
        ("warning", "C is not in permissions.secrets, so nobody is asked to grant it", "add it to permissions.secrets"),
    ]


_TEXTS = st.sampled_from(["net", "secrets", "api.x.com", "*", "POST x.com/a", "A", "", "$invalid", "\ud800"])
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
)


@settings(max_examples=200, derandomize=True)
@given(_ANY)
def test_whatever_is_asked_for_is_read_or_explained(asked: Any) -> None:
    decoded = read(permissions=asked)
    assert (decoded.metadata is None) == any(problem.severity == "error" for problem in decoded.problems)
