"""`[secrets.NAME]` of skerry.toml: which hosts, which places, and what is refused with a remedy."""

import re
from typing import Any

import pytest

from runtime.egress.errors import RuleError
from runtime.egress.url import parse_url
from runtime.secrets.place import Place, read_place
from runtime.secrets.places import parse_places
from runtime.secrets.public_suffixes import is_shared


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("authorization", Place("authorization")),
        ("header:Authorization", Place("authorization")),
        ("header:X-Api-Key", Place("header", "x-api-key")),
        ("cookie:sid", Place("cookie", "sid")),
        ("query:api_key", Place("query", "api_key")),
        ("query:a:b", Place("query", "a:b")),
        ("json:/token", Place("json", "/token")),
        ("json:/a~1b/0/", Place("json", "/a~1b/0/")),
        ("form:key", Place("form", "key")),
    ],
)
def test_a_place_is_read(text: str, place: Place) -> None:
    assert read_place(text) == place
    assert read_place(place.text) == place


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("", 'write "authorization", "header:x-api-key"'),
        ("body", 'write "authorization"'),
        ("Authorization", 'write "authorization"'),
        ("authorization:x", 'write "authorization"'),
        ("header", 'write "authorization"'),
        ("header:", '"header:x-api-key"'),
        ("header:x y", '"header:x-api-key"'),
        ("header:host", "the server sets this header itself"),
        ("header:Content-Length", "the server sets this header itself"),
        ("header:cookie", '"cookie:sid"'),
        ("cookie:a=b", '"cookie:sid"'),
        ("query:", '"query:key"'),
        ("json:token", '"json:/auth/token"'),
        ("json:/~2", '"json:/auth/token"'),
        ("json:", '"json:/auth/token"'),
        ("form:", '"form:key"'),
        ("form:a\n", "is no place"),
    ],
)
def test_what_is_no_place_says_how_to_write_one(text: str, remedy: str) -> None:
    with pytest.raises(RuleError, match=re.escape(remedy)):
        read_place(text)
    with pytest.raises(RuleError, match=r"\[secrets.TOKEN\] in: "):
        parse_places("TOKEN", ["x.com"], ["query:key", text])


def test_places_that_are_named_take_the_place_of_the_header() -> None:
    assert parse_places("TOKEN", ["x.com"]).places == (Place("authorization"),)
    assert parse_places("TOKEN", ["x.com"], ["query:key", "query:key"]).places == (Place("query", "key"),)


@pytest.mark.parametrize(
    ("hosts", "url", "allowed"),
    [
        (["x.com"], "https://x.com/", True),
        (["x.com"], "https://a.x.com/", False),
        (["*.x.com"], "https://a.x.com/", True),
        (["x.com/v2"], "https://x.com/v2", True),
        (["x.com/v2"], "https://x.com/v2/a", True),
        (["x.com/v2"], "https://x.com/v20", False),
        (["x.com/v2/"], "https://x.com/v2", False),
        (["x.com/v2/"], "https://x.com/v2/../v3/", False),
        (["x.com/v2/"], "https://x.com/v2/..%2fv3/", False),
        (["x.com/v2/"], "https://x.com/v2/%2e%2e;/v3", False),
        (["x.com/v2/", "x.com/v3/"], "https://x.com/v3/", True),
        (["x.com:8443"], "https://x.com/", False),
        (["http://127.0.0.1:4020"], "http://127.0.0.1:4020/", True),
        (["http://[::1]:4020"], "http://[::1]:4020/", True),
        ([], "https://x.com/", False),
    ],
)
def test_a_secret_is_for_its_hosts_and_paths(hosts: list[str], url: str, allowed: bool) -> None:
    assert parse_places("TOKEN", hosts, part=True).allow(parse_url(url)) is allowed


@pytest.mark.parametrize(
    ("hosts", "rule", "reason"),
    [
        ([], {}, "names no hosts"),
        (["*"], {}, "would open every host"),
        (["http://x.com"], {}, "in clear text"),
        (["http://10.0.0.1"], {}, "in clear text"),
        (["http://localhost"], {}, "in clear text"),
        (["http://*.x.com/a/"], {}, "in clear text"),
        (["x.com/a%2fb"], {}, 'disagree on how to read "%2f"'),
        (["GET x.com"], {}, "is no rule"),
        (["user@x.com"], {}, "a user name"),
        (["x.com"], {"kind": "url", "places": ["query:a"]}, "leave out in"),
        (["x.com"], {"kind": "url", "expose": True}, "leave out expose"),
        (["x.com"], {"kind": "url", "sign": "aws-sigv4"}, "leave out sign"),
        (["x.com"], {"expose": True, "sign": "aws-sigv4"}, "leave out sign"),
        (["x.com"], {"places": ["query:a"], "sign": "aws-sigv4"}, "leave out in"),
    ],
)
def test_a_rule_that_is_wrong_says_how_to_write_it(hosts: list[str], rule: dict[str, Any], reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        parse_places("TOKEN", hosts, **rule)


@pytest.mark.parametrize("name", ["A-B", "", "1A", "A B", "Ä"])
def test_a_name_that_no_variable_can_have_is_refused(name: str) -> None:
    with pytest.raises(RuleError, match="a secret's name has letters"):
        parse_places(name, ["x.com"])


@pytest.mark.parametrize("rule", [{"kind": "url"}, {"expose": True}, {"part": True}])
def test_some_secrets_need_no_hosts(rule: dict[str, Any]) -> None:
    assert parse_places("TOKEN", [], **rule).hosts == ()


SHARED = [
    "com",
    "co.uk",
    "internal",
    "github.io",
    "herokuapp.com",
    "amazonaws.com",
    "s3.amazonaws.com",
    "compute.amazonaws.com",
    "eu-west-1.compute.amazonaws.com",
    "cloudfront.net",
    "azurewebsites.net",
    "run.app",
    "vercel.app",
    "ck",
    "xn--p1ai",
]
OWN = ["example.com", "corp.internal", "a.github.io", "github.com", "me.herokuapp.com", "pager.example.co.uk", "www.ck"]


@pytest.mark.parametrize("host", SHARED)
def test_a_wildcard_over_strangers_is_refused_unless_it_names_a_path(host: str) -> None:
    assert is_shared(host)
    with pytest.raises(RuleError, match=rf'"\*.{host}" names hosts of strangers too, .*as in "\*.{host}/api/"'):
        parse_places("TOKEN", [f"*.{host}"])
    assert parse_places("TOKEN", [f"*.{host}/api/"]).hosts
    assert parse_places("TOKEN", [f"{host}.example.com", f"a.{host}"]).hosts


@pytest.mark.parametrize("host", OWN)
def test_a_wildcard_over_the_hosts_of_one_owner_is_fine(host: str) -> None:
    assert not is_shared(host)
    assert parse_places("TOKEN", [f"*.{host}"]).hosts


def test_a_key_that_only_signs_may_be_for_all_of_aws() -> None:
    assert parse_places("TOKEN", ["*.amazonaws.com"], sign="aws-sigv4").hosts
