import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.integration import Decoded, Metadata, custom_domain, decode
from runtime.matching.operators import Equals, Exists, Identity, In, Pattern, StartsWith

FILE = "team/links.integration.js"


def read(metadata: Any, exports: Any = None, source: str = "") -> Decoded:
    described = {"metadata": metadata, "exports": {"run": True} if exports is None else exports}
    return decode(json.dumps(described).encode(), FILE, source)


def declared(**changes: Any) -> dict[str, Any]:
    return {"name": "links", "match": {"contextType": "github"}, **changes}


def matching(context: Any, context_type: str = "github") -> dict[str, Any]:
    return declared(match={"contextType": context_type, "context": context})


def accepted(metadata: Any) -> Metadata:
    decoded = read(metadata)
    assert decoded.metadata is not None, decoded.problems
    return decoded.metadata


def test_the_least_declaration_gets_the_defaults() -> None:
    metadata = accepted(declared())
    assert (metadata.name, metadata.context_type, metadata.priority, metadata.cache) == ("links", "github", 100, 300)
    assert (metadata.conditions, metadata.cache_key, metadata.required_secrets) == ((), None, ())
    assert not metadata.fresh
    assert not metadata.should_run
    assert read(declared()).problems == ()


def test_everything_that_can_be_declared_is_read() -> None:
    context = {
        "page.repository": {"exists": True, "pattern": {"$regexp": {"source": "^acme", "flags": "i"}}},
        "tags[0].name": {"in": ["a", 1, None, False]},
    }
    metadata = accepted(
        declared(
            description="Links",
            match={"contextType": "*", "context": context},
            priority=1000,
            cache=0,
            cacheKey=["page.repository", "user.id"],
            requiredSecrets=["GITHUB_TOKEN", "GITHUB_TOKEN"],
            fresh=True,
        )
    )
    assert [path.text for path in metadata.match_paths] == ["page.repository", "tags[0].name"]
    assert metadata.conditions[0].operators == (Exists(True), Pattern("^acme", "i"))
    values: frozenset[Identity] = frozenset({("string", "a"), ("number", 1.0), ("null", None), ("boolean", False)})
    assert metadata.conditions[1].operators == (In(values),)
    assert metadata.cache_key is not None
    assert [path.text for path in metadata.cache_key] == ["page.repository", "user.id"]
    assert (metadata.priority, metadata.cache, metadata.fresh) == (1000, 0, True)
    assert metadata.required_secrets == ("GITHUB_TOKEN",)


def test_what_javascript_would_not_find_counts_as_not_given() -> None:
    undefined = {"$invalid": "undefined"}
    metadata = accepted(declared(description=undefined, cacheKey=undefined))
    assert (metadata.description, metadata.cache_key) == ("", None)
    assert accepted(matching(undefined)).conditions == ()


@pytest.mark.parametrize(
    ("metadata", "key", "message"),
    [
        (declared(name="abc"), "metadata.name", "the string 'abc' is no name"),
        (declared(name="Links"), "metadata.name", "no name"),
        (declared(name="links\n"), "metadata.name", "no name"),
        (declared(name="a" * 101), "metadata.name", "no name"),
        (declared(name=5), "metadata.name", "the number 5 is no name"),
        ({"match": {"contextType": "*"}}, "metadata.name", "it is missing"),
        ({"name": "links"}, "metadata.match", "it is missing"),
        (declared(description="x" * 501), "metadata.description", "it is the string"),
        (declared(description=None), "metadata.description", "it is null"),
        (declared(priority=0), "metadata.priority", "it is the number 0"),
        (declared(priority=1001), "metadata.priority", "it is the number 1001"),
        (declared(priority="high"), "metadata.priority", "it is the string 'high'"),
        (declared(priority=True), "metadata.priority", "it is true"),
        (declared(priority={"$invalid": "NaN"}), "metadata.priority", "it is a NaN"),
        (declared(cache=-1), "metadata.cache", "it is the number -1"),
        (declared(cache=2_592_001), "metadata.cache", "it is the number"),
        (declared(cache=10**400), "metadata.cache", "it is a number beyond all bounds"),
        (declared(cacheKey="url"), "metadata.cacheKey", "it is the string 'url'"),
        (declared(cacheKey=["a..b"]), "metadata.cacheKey[0]", "cannot read the path from '..b' on"),
        (declared(cacheKey=["a"] * 51), "metadata.cacheKey", "it is a list"),
        (declared(requiredSecrets=[""]), "metadata.requiredSecrets", "it is a list"),
        (declared(requiredSecrets=["x" * 101]), "metadata.requiredSecrets", "it is a list"),
        (declared(fresh=1), "metadata.fresh", "it is the number 1"),
        (declared(match=[]), "metadata.match", "it is a list"),
        (declared(match={"$invalid": "function"}), "metadata.match", "it is a function"),
        (declared(match={}), "metadata.match.contextType", "it is missing"),
        (declared(match={"contextType": "gitlab"}), "metadata.match.contextType", "it is the string 'gitlab'"),
        (declared(match={"contextType": ["aws"]}), "metadata.match.contextType", "it is a list"),
        (declared(match={"contextType": "aws", "contexts": {}}), "metadata.match.contexts", "would be no restriction"),
        (matching([]), "metadata.match.context", "it is a list"),
        (
            matching({f"p{number}": {"exists": True} for number in range(51)}),
            "metadata.match.context",
            "it has 51 paths",
        ),
        (matching({"a[": {"exists": True}}), 'metadata.match.context["a["]', "cannot read the path from '[' on"),
        (matching({"": {"exists": True}}), 'metadata.match.context[""]', "a path has 1 to 200 characters"),
        (matching({"a": "prod"}), "metadata.match.context.a", "the string 'prod' stands where operators should"),
        (matching({"a": {"$regexp": {"source": "a", "flags": ""}}}), "metadata.match.context.a", "a RegExp stands"),
        (matching({"a": {"$invalid": "function"}}), "metadata.match.context.a", "a function stands"),
        (matching({"a": ["prod"]}), "metadata.match.context.a", "a list stands"),
        (matching({"a": {}}), "metadata.match.context.a", "it has no operator"),
        (matching({"a": {"startWith": "x"}}), "metadata.match.context.a.startWith", "it is no operator"),
        (matching({"a": {"exists": "yes"}}), "metadata.match.context.a.exists", "it is the string 'yes'"),
        (matching({"a": {"equals": {"b": 1}}}), "metadata.match.context.a.equals", "an object is never equal"),
        (
            matching({"a": {"equals": {"$invalid": "undefined"}}}),
            "metadata.match.context.a.equals",
            "undefined is never",
        ),
        (matching({"a": {"equals": "x" * 1001}}), "metadata.match.context.a.equals", "it has 1001 characters"),
        (matching({"a": {"in": "prod"}}), "metadata.match.context.a.in", "it is the string 'prod'"),
        (matching({"a": {"in": ["x", []]}}), "metadata.match.context.a.in[1]", "a list is never equal"),
        (matching({"a": {"in": ["x"] * 1001}}), "metadata.match.context.a.in", "it has 1001 values"),
        (matching({"a": {"pattern": "^x"}}), "metadata.match.context.a.pattern", "it is the string '^x'"),
        (
            matching({"a": {"pattern": {"$regexp": {"source": 1}}}}),
            "metadata.match.context.a.pattern",
            "it is a RegExp",
        ),
        (
            matching({"a": {"pattern": {"$regexp": {"source": "x" * 10_001, "flags": ""}}}}),
            "metadata.match.context.a.pattern",
            "it has 10001 characters",
        ),
        (matching({"a": {"startsWith": ["x", "y"]}}), "metadata.match.context.a.startsWith", "it is a list"),
        (matching({"a": {"endsWith": 4}}), "metadata.match.context.a.endsWith", "it is the number 4"),
        (matching({}, "generic"), "metadata.match.context.url", "would match every page"),
        (matching({"url": {"exists": True}}, "generic"), "metadata.match.context.url", "would match every page"),
        (
            matching({"url": {"startsWith": "tool"}}, "generic"),
            "metadata.match.context.url",
            "'tool' is no http(s) URL",
        ),
        (matching({"url": {"startsWith": ""}}, "generic"), "metadata.match.context.url", "'' is no http(s) URL"),
        (matching({"url": {"equals": "javascript:1"}}, "generic"), "metadata.match.context.url", "no http(s) URL"),
        (matching({"url": {"equals": 5}}, "generic"), "metadata.match.context.url", "would match every page"),
    ],
)
def test_what_is_wrong_is_named(metadata: Any, key: str, message: str) -> None:
    decoded = read(metadata)
    assert decoded.metadata is None
    [problem] = [problem for problem in decoded.problems if problem.severity == "error"]
    assert (problem.file, problem.key) == (FILE, key)
    assert message in problem.message
    assert problem.remedy


@pytest.mark.parametrize(
    ("description", "message"),
    [
        (b"", "no JSON"),
        (b"[]", "describe() answered a list"),
        (b"null", "describe() answered null"),
        (b"{}", "it exports no metadata"),
        (b'{"metadata": null, "exports": {"run": true}}', "it exports no metadata"),
        (b'{"metadata": {"$invalid": "function"}, "exports": {"run": true}}', "metadata is a function"),
        (b'{"metadata": 5, "exports": 5}', "metadata is the number 5"),
        (b"[" * 100_000, "no JSON"),
        (b" " * 1_000_001, "1000001 bytes"),
        (b'{"metadata": {"name": "\\ud800"}}', "no JSON"),
    ],
)
def test_a_description_of_another_shape_is_a_problem(description: bytes, message: str) -> None:
    decoded = decode(description, FILE, "")
    assert decoded.metadata is None
    assert message in decoded.problems[0].message


def test_a_program_without_run_is_refused() -> None:
    decoded = read(declared(), exports={"run": False, "shouldRun": True})
    assert decoded.metadata is None
    assert [problem.message for problem in decoded.problems] == ["it exports no run function"]


def test_should_run_is_noticed() -> None:
    metadata = read(declared(), exports={"run": True, "shouldRun": True}).metadata
    assert metadata is not None
    assert metadata.should_run


def test_a_typo_in_an_operator_names_its_line_and_the_right_word() -> None:
    source = "exports.metadata = {\n  name: 'links',\n  match: {\n context: {\n  a: {\n   startWith: 'x' } } } }"
    [problem] = read(matching({"a": {"startWith": "x"}}), source=source).problems
    assert problem.line == 6
    assert problem.remedy == "did you mean startsWith?"


@pytest.mark.parametrize(
    ("metadata", "severity", "message"),
    [
        (declared(prioritty=5), "warning", "it is not known here and does nothing"),
        (declared(version={"$invalid": "function"}), "warning", "it is not known here and does nothing"),
        (declared(cacheKey=[]), "warning", "never cached"),
        (declared(requiredSecrets=["my token"]), "warning", "INTEGRATION_my token"),
        (matching({"a": {"in": []}}), "warning", "an empty list never holds"),
        (matching({"a": {"exists": False, "equals": 1}}), "warning", "never hold together"),
        (matching({"url": {"startsWith": "https://tool.example"}}, "generic"), "warning", "other hosts"),
        (matching({"a": {"pattern": {"$regexp": {"source": "x(?=x)", "flags": ""}}}}), "note", "look-around"),
        (matching({"a": {"pattern": {"$regexp": {"source": "x", "flags": "g"}}}}), "note", "whatever the g flag says"),
    ],
)
def test_what_is_odd_is_told_and_loads(metadata: Any, severity: str, message: str) -> None:
    decoded = read(metadata)
    assert decoded.metadata is not None
    [problem] = decoded.problems
    assert problem.severity == severity
    assert message in problem.message


@pytest.mark.parametrize(
    ("url", "context_type", "domain"),
    [
        ({"startsWith": "https://tool.example.com/a/b?c"}, "generic", "https://tool.example.com"),
        ({"equals": "https://tool.example.com/"}, "generic", "https://tool.example.com"),
        ({"equals": "https://a.example/x", "startsWith": "https://b.example/"}, "generic", "https://b.example"),
        ({"startsWith": "http://Tool.Example.com:8080/"}, "generic", "https://tool.example.com:8080"),
        ({"startsWith": "https://tool.example.com:443/"}, "generic", "https://tool.example.com"),
        ({"startsWith": "https://münchen.example/"}, "generic", "https://xn--mnchen-3ya.example"),
        ({"startsWith": "https://tool.example.com/"}, "*", None),
        ({"startsWith": "https://github.com/"}, "github", None),
    ],
)
def test_the_custom_domain_is_the_host_of_a_generic_url(url: Any, context_type: str, domain: str | None) -> None:
    assert custom_domain(accepted(matching({"url": url}, context_type))) == domain


def test_a_generic_url_keeps_both_operators() -> None:
    metadata = accepted(
        matching({"url": {"startsWith": "https://a.example/", "equals": "https://a.example/x"}}, "generic")
    )
    assert metadata.conditions[0].operators == (
        StartsWith("https://a.example/"),
        Equals(("string", "https://a.example/x")),
    )


_NAMES = "name match contextType context priority cache cacheKey requiredSecrets fresh url a.b"
_WORDS = "equals in exists pattern startsWith $regexp $invalid source flags"
_KEYS = st.sampled_from([*_NAMES.split(), *_WORDS.split()])
_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["links", "generic", "*", "", "(a"])
)
_ANY_JSON = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5)
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_ANY_JSON)
def test_whatever_a_guest_describes_is_decoded_or_explained(metadata: Any) -> None:
    decoded = read(metadata)
    failed = any(problem.severity == "error" for problem in decoded.problems)
    assert (decoded.metadata is None) == failed
