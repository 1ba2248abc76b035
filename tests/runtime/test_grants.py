import msgspec
import pytest

from runtime.egress.errors import RuleError
from runtime.egress.rules import parse_rule
from runtime.grants import Grants, parse_grants


class Lines(msgspec.Struct, frozen=True):
    net: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()


FITS = [
    ("a.integration.js", "a.integration.js", True),
    ("a.integration.js", "team/a.integration.js", False),
    ("a.integration.js", "xa.integration.js", False),
    ("a.integration.js", "a.integration.js.bak", False),
    ("a.integration.js", "aXintegration.js", False),
    ("team/*.integration.js", "team/a.integration.js", True),
    ("team/*.integration.js", "team/sub/a.integration.js", False),
    ("team/*/a.js", "team/x/a.js", True),
    ("team/*/a.js", "team/a.js", False),
    ("team/**", "team/a.js", True),
    ("team/**", "team/sub/deep/a.js", True),
    ("team/**", "team", False),
    ("team/**", "teams/a.js", False),
    ("**/a.js", "a.js", True),
    ("**/a.js", "x/y/a.js", True),
    ("**/a.js", "x/ya.js", False),
    ("team/**/a.js", "team/a.js", True),
    ("team/**/a.js", "team/x/y/a.js", True),
    ("*", "a.js", True),
    ("*", "team/sub/a.js", True),
    ("*.js", "a.js", True),
    ("*.js", "team/a.js", False),
    ("[a].js", "a.js", False),
    ("a\n.js", "a\n.js", True),
]


@pytest.mark.parametrize(("pattern", "path", "fits"), FITS)
def test_a_grant_holds_for_the_files_that_fit(pattern: str, path: str, fits: bool) -> None:
    authority = parse_grants({pattern: Lines(("api.x.com",), ("KEY",))}).authority(path)
    assert bool(authority.net) is fits
    assert bool(authority.secrets) is fits
    assert authority.path == path


def test_grants_that_fit_add_up() -> None:
    tables = {"team/**": Lines(("a.com", "b.com"), ("A",)), "team/x.js": Lines(("b.com", "POST c.com"), ("A", "B"))}
    authority = parse_grants(tables, allow_net=["d.com"]).authority("team/x.js")
    assert [rule.text for rule in authority.net] == ["a.com", "b.com", "POST c.com", "d.com"]
    assert authority.secrets == {"A", "B"}


def test_allow_net_holds_for_every_file_and_grants_no_secret() -> None:
    grants = parse_grants({}, allow_net=["api.x.com"])
    assert grants.authority("any/where/x.js").net == (parse_rule("api.x.com"),)
    assert grants.authority("any/where/x.js").secrets == frozenset()


@pytest.mark.parametrize("pattern", ["", "/a.js", "./a.js", "../a.js", "a/../b.js", "a//b.js", "a/", "a\\b.js"])
def test_a_pattern_that_fits_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError, match="write a path below the integrations folder"):
        parse_grants({pattern: Lines()})


def test_a_wrong_rule_names_its_grant() -> None:
    with pytest.raises(RuleError, match=r'^\[grants."a.js"\]: "\*" would open every host'):
        parse_grants({"a.js": Lines(("*",))})
    with pytest.raises(RuleError, match=r'^--allow-net: "\*" would open every host'):
        parse_grants({}, ["*"])


def test_a_digest_is_equal_for_equal_authorities_only() -> None:
    def digest(path: str, *net: str, secrets: tuple[str, ...] = ()) -> str:
        return parse_grants({"*": Lines(net, secrets)}).authority(path).digest

    assert digest("a.js", "a.com", "b.com") == digest("a.js", "https://B.com:443/", "a.com", "a.com")
    different = [
        digest("a.js"),
        digest("b.js"),
        digest("a.js", "a.com"),
        digest("a.js", "POST a.com"),
        digest("a.js", "http://a.com"),
        digest("a.js", "a.com/x"),
        digest("a.js", "*.a.com"),
        digest("a.js", secrets=("a.com",)),
        digest("a.js", secrets=("A", "B")),
    ]
    assert len(set(different)) == len(different)


def test_broad_grants_are_named() -> None:
    tables = {"*": Lines(("api.x.com",), ("KEY",)), "team/a.js": Lines(("*.x.com", "POST api.x.com/hook"))}
    assert parse_grants(tables).broad() == [
        '[grants."*"] gives secrets to every file that fits: KEY',
        '[grants."*"] opens "api.x.com" to every integration',
        '[grants."team/a.js"]: "*.x.com" names every host below x.com',
    ]


def test_a_grant_for_no_file_is_named() -> None:
    grants = parse_grants({"team/a.js": Lines(), "team/**": Lines(), "tem/a.js": Lines(), "*": Lines()})
    assert grants.unused(["team/a.js"]) == ["tem/a.js"]
    assert Grants(()).authority("a.js").net == ()
    assert parse_grants({"a.js": Lines(secrets=("A",)), "b.js": Lines(secrets=("B",))}).secrets == {"A", "B"}
