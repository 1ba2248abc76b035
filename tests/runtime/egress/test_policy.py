import msgspec
import pytest

from runtime.egress.errors import FetchDenied
from runtime.egress.policy import Policy
from runtime.egress.request import Hop
from runtime.egress.url import parse_url
from tests.runtime.egress.upstream import PATH, authority

WEBHOOK = "https://hooks.x.com/services/T00/B00/verysecretpart"


class Noted:
    def __init__(self) -> None:
        self.seen: list[tuple[str, str, str]] = []

    def note(self, path: str, method: str, hop: Hop) -> None:
        self.seen.append((path, method, hop.url.href))


def hop(method: str, url: str, *headers: tuple[bytes, bytes], shown: str | None = None) -> Hop:
    return Hop(method, parse_url(url), headers, None, shown)


def test_what_a_rule_grants_is_granted_in_both_modes_and_not_noted() -> None:
    noted = Noted()
    for policy in (Policy(), Policy(noted)):
        assert policy.judge(hop("GET", "https://api.x.com/a"), authority("api.x.com"))
    assert noted.seen == []


def test_what_none_grants_is_refused_with_the_line_to_add() -> None:
    with pytest.raises(FetchDenied) as denied:
        Policy().judge(hop("POST", "https://api.x.com/v2/a"), authority("api.x.com/v2/"))
    assert str(denied.value) == (
        f'{PATH} may not send POST to api.x.com: add "POST api.x.com/v2/" to net in [grants."{PATH}"] of skerry.toml'
    )


@pytest.mark.parametrize(
    ("method", "url", "headers", "noted"),
    [
        ("GET", "https://evil.com/a?b", (), ["GET"]),
        ("POST", "https://api.x.com/", (), ["POST"]),
        ("GET", "https://api.x.com/v2/a%2fb", (), ["GET"]),
        ("GET", "https://api.x.com/v2/", ((b"x-http-method-override", b"DELETE"),), ["DELETE"]),
        ("PUT", "https://evil.com/", ((b"x-http-method-override", b"DELETE"),), ["PUT", "DELETE"]),
    ],
)
def test_report_mode_notes_it_and_lets_it_pass(
    method: str, url: str, headers: tuple[tuple[bytes, bytes], ...], noted: list[str]
) -> None:
    record = Noted()
    assert not Policy(record).judge(hop(method, url, *headers), authority("api.x.com/v2/"))
    assert record.seen == [(PATH, each, url) for each in noted]


@pytest.mark.parametrize("override", [b"TRACE", b"CONNECT", b"del ete", b"\xff"])
def test_a_method_that_no_rule_can_name_passes_in_no_mode(override: bytes) -> None:
    for policy in (Policy(), Policy(Noted())):
        with pytest.raises(FetchDenied):
            policy.judge(hop("GET", "https://api.x.com/", (b"x-http-method", override)), authority("api.x.com"))


@pytest.mark.parametrize("rules", [(), ("hooks.x.com",), ("POST hooks.x.com/other/",), ("hooks.x.com/services/T00/",)])
def test_a_url_that_is_secret_is_never_noted_and_never_told(rules: tuple[str, ...]) -> None:
    noted = Noted()
    for policy in (Policy(), Policy(noted)):
        with pytest.raises(FetchDenied) as denied:
            policy.judge(hop("POST", WEBHOOK, shown="https://skerry_x.invalid/"), authority(*rules))
        assert "hooks.x.com" in str(denied.value)
        assert not any(part in str(denied.value) for part in ("services", "T00", "B00", "verysecretpart"))
    assert noted.seen == []


def test_a_url_that_is_secret_and_granted_passes() -> None:
    assert Policy().judge(hop("POST", WEBHOOK, shown="https://s.invalid/"), authority("POST hooks.x.com/services/"))


def test_the_mode_is_what_the_record_says() -> None:
    assert (Policy().mode, Policy(Noted()).mode) == ("enforce", "report")
    assert msgspec.structs.fields(Hop)[-1].name == "shown_url"
