import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.egress.errors import RuleError
from runtime.egress.rules import Allowed, Denied, NetRule, allows, beyond, is_broad, parse_rule
from runtime.egress.url import parse_url

ALLOWED = [
    ("api.github.com", "GET", "https://api.github.com/repos/a?b"),
    ("api.github.com", "HEAD", "https://API.github.com:443/"),
    ("https://api.github.com/", "GET", "https://api.github.com/any"),
    ("api.x.com:8443", "GET", "https://api.x.com:8443/"),
    ("*.example.com", "GET", "https://a.example.com/"),
    ("*.example.com", "GET", "https://a.b.example.com/"),
    ("GET,POST https://api.x.com:8443/v2/", "POST", "https://api.x.com:8443/v2/items"),
    ("GET,POST https://api.x.com:8443/v2/", "GET", "https://api.x.com:8443/v2/"),
    ("api.x.com/v2", "GET", "https://api.x.com/v2"),
    ("api.x.com/v2", "GET", "https://api.x.com/v2/items"),
    ("api.x.com/v2", "GET", "https://api.x.com/v1/../v2/items"),
    ("api.x.com/v1/../v2", "GET", "https://api.x.com/v2/items"),
    ("http://127.0.0.1:4020", "GET", "http://127.0.0.1:4020/x"),
    ("http://127.0.0.1:4020", "GET", "http://0x7f.1:4020/x"),
    ("http://[::1]:4020", "GET", "http://[0::1]:4020/x"),
    ("münchen.de", "GET", "https://xn--mnchen-3ya.de/"),
    ("api.x.com", "GET", "https://api.x.com/a%2fb"),
    ("api.x.com", "GET", "https://api.x.com/..;/a"),
    ("PATCH api.x.com", "PATCH", "https://api.x.com/"),
]

DENIED = [
    ("api.github.com", "GET", "https://github.com/", "reach github.com", "github.com"),
    ("api.github.com", "GET", "https://api.github.com.evil.com/", "reach api.github.com.evil.com", None),
    ("api.github.com", "GET", "https://xapi.github.com/", "reach xapi.github.com", "xapi.github.com"),
    ("api.github.com", "GET", "http://api.github.com/", "reach http://api.github.com", "http://api.github.com"),
    ("api.github.com", "GET", "https://api.github.com:8443/", "reach api.github.com:8443", "api.github.com:8443"),
    ("api.github.com", "POST", "https://api.github.com/", "send POST to api.github.com", "POST api.github.com"),
    ("api.github.com", "DELETE", "https://x.com/", "send DELETE to x.com", "DELETE x.com"),
    ("api.github.com", "get", "https://api.github.com/", "send 'get' to api.github.com", None),
    ("POST api.x.com", "GET", "https://api.x.com/", "send GET to api.x.com", "api.x.com"),
    ("*.example.com", "GET", "https://example.com/", "reach example.com", "example.com"),
    ("*.example.com", "GET", "https://badexample.com/", "reach badexample.com", "badexample.com"),
    ("*.example.com", "GET", "https://a.example.com.evil.io/", "reach a.example.com.evil.io", None),
    ("api.x.com/v2", "GET", "https://api.x.com/v20", "reach api.x.com/v20", "api.x.com"),
    ("api.x.com/v2", "GET", "https://api.x.com/V2/", "reach api.x.com/V2/", "api.x.com/V2/"),
    ("api.x.com/v2/", "GET", "https://api.x.com/v2", "reach api.x.com/v2", "api.x.com"),
    ("api.x.com/v2/", "GET", "https://api.x.com/v2/../admin/a", "reach api.x.com/admin/a", "api.x.com/admin/"),
    ("api.x.com/v2/", "GET", "https://api.x.com/v2/%2e%2e/admin/a", "reach api.x.com/admin/a", "api.x.com/admin/"),
    ("api.x.com/v2/", "GET", "https://api.x.com/%76%32/a", "reach api.x.com/%76%32/a", "api.x.com/%76%32/"),
    ("api.x.com/v2/", "POST", "https://api.x.com/v2/a", "send POST to api.x.com", "POST api.x.com/v2/"),
    ("api.x.com/v2/", "GET", "https://api.x.com/v2/..%2fadmin", 'with "%2f" in the path', None),
    ("api.x.com/v2/", "GET", "https://api.x.com/v2/..%5Cadmin", 'with "%5C" in the path', None),
    ("api.x.com/v2/", "GET", "https://api.x.com/v2/a%00", 'with "%00" in the path', None),
    ("api.x.com/v2/", "GET", "https://api.x.com/v2/..%252fadmin", 'with "%252f" in the path', None),
    ("api.x.com/v2/", "GET", "https://api.x.com/v2/..;/admin", 'with "..;" in the path', None),
    ("api.x.com/v2/", "GET", "https://api.x.com/v2/%2e%2e;a=1/admin", 'with "%2e%2e;a=1" in the path', None),
    ("api.x.com/v2/", "GET", "https://api.x.com/v2/%252e%252e/admin", 'with "%252e%252e" in the path', None),
    ("http://127.0.0.1:4020", "GET", "http://127.0.0.1:4021/", "reach http://127.0.0.1:4021", None),
    ("http://127.0.0.1:4020", "GET", "http://[::ffff:127.0.0.1]:4020/", "reach http://[::ffff:7f00:1]:4020", None),
    ("*.0.0.com", "GET", "https://127.0.0.1/", "reach 127.0.0.1", "127.0.0.1"),
]

WRONG = [
    ("*", "would open every host"),
    ("https://*", "would open every host"),
    ("http://*/", "would open every host"),
    ("*:8443", "would open every host"),
    ("**.x.com", 'only at the beginning, as in "\\*.example.com"'),
    ("a.*.com", "only at the beginning"),
    ("*.127.0.0.1", "before an IP address"),
    ("*.", "is no rule"),
    ("", "is no net rule"),
    ("GET  api.x.com", "is no net rule"),
    ("GET POST api.x.com", "is no net rule"),
    ("api.x.com\n", "is no net rule"),
    ("get api.x.com", "use capitals"),
    ("GET, api.x.com", "use capitals"),
    ("CONNECT api.x.com", "no method that can be allowed"),
    ("TRACE api.x.com", "no method that can be allowed"),
    ("* api.x.com", "no method that can be allowed"),
    ("ftp://x.com", "not an http or https URL"),
    ("https://user@x.com", "a user name"),
    ("api.x.com/a?b", "a query"),
    ("api.x.com#f", "a fragment"),
    ("api.x.com\\a", "a backslash"),
    ("api.x.com.", "is no DNS name"),
    ("api.x.com:0", "port 0"),
    ("api.x.com/a%2fb", 'read "%2f"'),
    ("a" * 2000, "allowed are 1000"),
]


@pytest.mark.parametrize(("rule", "method", "url"), ALLOWED)
def test_a_rule_allows_what_it_names(rule: str, method: str, url: str) -> None:
    parsed = parse_rule(rule)
    assert allows([parse_rule("POST other.com"), parsed], method, parse_url(url)) == Allowed(parsed)


@pytest.mark.parametrize(("rule", "method", "url", "what", "add"), DENIED)
def test_everything_else_is_denied_with_what_to_add(
    rule: str, method: str, url: str, what: str, add: str | None
) -> None:
    parsed = parse_url(url)
    verdict = allows([parse_rule(rule)], method, parsed)
    assert isinstance(verdict, Denied)
    assert what in verdict.what
    assert add is None or verdict.add == add
    if verdict.add is not None and method.isupper():
        assert isinstance(allows([parse_rule(verdict.add)], method, parsed), Allowed)


def test_without_rules_nothing_is_allowed() -> None:
    assert allows([], "GET", parse_url("https://api.x.com/a/b")) == Denied("reach api.x.com", "api.x.com")


def test_a_rule_without_a_path_beside_one_with_a_path_decides_for_itself() -> None:
    rules = [parse_rule("api.x.com/v2/"), parse_rule("POST api.x.com")]
    assert isinstance(allows(rules, "POST", parse_url("https://api.x.com/a%2fb")), Allowed)
    assert isinstance(allows(rules, "GET", parse_url("https://api.x.com/a%2fb")), Denied)


@pytest.mark.parametrize(("rule", "reason"), WRONG)
def test_a_rule_that_is_wrong_says_how_to_write_it(rule: str, reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        parse_rule(rule)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("https://API.x.com:443/", "api.x.com"),
        ("HEAD,GET api.x.com", "api.x.com"),
        ("POST,GET api.x.com/a", "GET,POST api.x.com/a"),
        ("http://127.1:4020", "http://127.0.0.1:4020"),
        ("*.X.com:8443", "*.x.com:8443"),
        ("http://[::1]:80/a/", "http://[::1]/a/"),
    ],
)
def test_equal_rules_have_one_text(rule: str, text: str) -> None:
    parsed = parse_rule(rule)
    assert parsed.text == text
    assert parse_rule(text) == parsed


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("*.com", "top-level domain com"),
        ("*.example.com", "every host below example.com"),
        ("POST,DELETE api.x.com", "allows DELETE, POST on every path"),
        ("POST api.x.com/hook", None),
        ("api.x.com", None),
    ],
)
def test_broad_rules_are_named(rule: str, why: str | None) -> None:
    found = is_broad(parse_rule(rule))
    assert found is None if why is None else why in (found or "")


@pytest.mark.parametrize(
    ("rule", "others", "left"),
    [
        ("a.com", [], "a.com"),
        ("a.com", ["a.com"], None),
        ("a.com", ["GET a.com", "HEAD a.com"], None),
        ("a.com", ["GET a.com", "HEAD a.com/x"], "HEAD a.com"),
        ("GET,POST a.com/x", ["a.com", "POST a.com/y"], "POST a.com/x"),
        ("a.com/x/y", ["a.com/x"], None),
        ("a.com/x/", ["a.com/x"], None),
        ("a.com/x", ["a.com/x/"], "a.com/x"),
        ("a.com/xy", ["a.com/x"], "a.com/xy"),
        ("a.com", ["*.com"], None),
        ("*.a.com", ["*.a.com"], None),
        ("*.b.a.com", ["*.a.com"], None),
        ("*.a.com", ["a.com"], "*.a.com"),
        ("a.com", ["*.a.com"], "a.com"),
        ("*.a.com", ["*.b.a.com"], "*.a.com"),
        ("http://a.com", ["a.com"], "http://a.com"),
        ("a.com:8443", ["a.com"], "a.com:8443"),
    ],
)
def test_what_a_rule_allows_beyond_others(rule: str, others: list[str], left: str | None) -> None:
    found = beyond(parse_rule(rule), [parse_rule(other) for other in others])
    assert (found.text if found else None) == left


METHODS = st.sampled_from(["", "GET ", "GET,POST ", "POST "])
HOSTS = st.sampled_from(["a.com", "*.a.com", "*.com", "b.a.com"])
PATHS = st.sampled_from(["", "/x", "/x/", "/x/y", "/xy"])
RULES = st.builds(lambda *parts: parse_rule("".join(parts)), METHODS, HOSTS, PATHS)


@given(RULES, st.lists(RULES, max_size=4), st.sampled_from(["GET", "HEAD", "POST"]), HOSTS, PATHS)
def test_what_others_include_they_allow(
    rule: NetRule, others: list[NetRule], method: str, host: str, path: str
) -> None:
    url = parse_url(f"https://{host.replace('*', 'c')}{path}")
    if isinstance(allows([rule], method, url), Allowed):
        left = beyond(rule, others)
        assert isinstance(allows([*others, *([left] if left else [])], method, url), Allowed)


@given(st.text(alphabet="abc.*/:%2fGET, []@\\?#;0179x", max_size=30), st.text(alphabet="abc./:%2e;[]01", max_size=30))
def test_the_text_of_a_rule_is_the_rule_and_its_remedies_work(rule: str, rest: str) -> None:
    try:
        parsed = parse_rule(rule)
        assert parse_rule(parsed.text) == parsed
    except RuleError:
        parsed = parse_rule("a.b/c")
    try:
        url = parse_url(f"https://{rest}")
    except ValueError:
        return
    verdict = allows([parsed], "GET", url)
    if isinstance(verdict, Denied) and verdict.add is not None:
        assert isinstance(allows([parse_rule(verdict.add)], "GET", url), Allowed)
