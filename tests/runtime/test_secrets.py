"""Secrets: what one run gets, where its placeholders are replaced, and what leaves it."""

import base64
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.egress.authority import Authority
from runtime.egress.errors import FetchDenied, RuleError
from runtime.egress.headers import clean_headers
from runtime.egress.request import Hop
from runtime.egress.url import parse_url
from runtime.secrets.broker import SecretBroker, SecretUnusable
from runtime.secrets.placeholder import Trace, make_placeholder, may_hold_placeholder
from runtime.secrets.places import parse_places
from runtime.secrets.run import RunSecrets
from runtime.secrets.source import EnvironmentSecrets

PATH = "team/y.integration.js"
VALUE = "real-token-1234567890"
OTHER = 'pass"word\\1234567890'
ENVIRONMENT = {
    "INTEGRATION_TOKEN": VALUE,
    "INTEGRATION_OTHER": OTHER,
    "INTEGRATION_LOOSE": "loose-value-12345",
    "PATH": "/bin",
}
REQUIRED = ("TOKEN", "OTHER", "LOOSE")


def broker(environment: dict[str, str] | None = None) -> SecretBroker:
    places = [
        parse_places("TOKEN", ["api.x.com", "*.wild.com", "http://127.0.0.1:4020"]),
        parse_places("OTHER", ["api.x.com"]),
    ]
    return SecretBroker(EnvironmentSecrets(ENVIRONMENT if environment is None else environment), places)


def authority(*granted: str) -> Authority:
    return Authority(PATH, (), frozenset(granted))


def run(*granted: str) -> RunSecrets:
    return broker().for_run(authority(*(granted or ("TOKEN", "OTHER"))), REQUIRED)


def hop(url: str = "https://api.x.com/", body: bytes | None = None, **headers: str) -> Hop:
    pairs = ((name.replace("_", "-"), value) for name, value in headers.items())
    return Hop("POST", parse_url(url), clean_headers(pairs), body)


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


# Placeholders


def test_placeholders_are_random_and_new_for_every_run() -> None:
    seen = [placeholder for _ in range(20) for placeholder in run().placeholders.values()]
    assert len(set(seen)) == 60
    assert all(re.fullmatch(r"skerry_[a-z2-7]{26}", placeholder) for placeholder in seen)
    assert make_placeholder(bytes(16)) != make_placeholder(bytes(15) + b"\1")


@given(st.binary(max_size=20), st.binary(max_size=20), st.sampled_from(["plain", "base64", "url"]))
def test_a_placeholder_is_found_wherever_it_begins(before: bytes, behind: bytes, coding: str) -> None:
    placeholder = make_placeholder(bytes(range(16)))
    data = before + placeholder.encode() + behind
    if coding != "plain":
        data = (base64.b64encode if coding == "base64" else base64.urlsafe_b64encode)(data)
    assert may_hold_placeholder(data)
    assert Trace(placeholder).is_in(data)
    assert not Trace(make_placeholder(bytes(16))).is_in(data)


# Where a value is put in

FORMS = [
    ("{TOKEN}", "real-token-1234567890"),
    ("Bearer {TOKEN}", "Bearer real-token-1234567890"),
    ("bearer  {TOKEN}", "bearer  real-token-1234567890"),
    ("token {TOKEN}", "token real-token-1234567890"),
    (basic("user:{TOKEN}"), basic("user:" + VALUE)),
    (basic("{TOKEN}:"), basic(VALUE + ":")),
    (basic("{TOKEN}:x-oauth-basic"), basic(VALUE + ":x-oauth-basic")),
    (basic("{TOKEN}:{OTHER}"), basic(f"{VALUE}:{OTHER}")),
    ("Bearer own", "Bearer own"),
    (basic("user:own"), basic("user:own")),
    ("Basic not!base64", "Basic not!base64"),
]


def filled_in(text: str, placeholders: dict[str, str]) -> str:
    scheme, _, encoded = text.partition(" ")
    if scheme == "Basic" and "!" not in encoded:
        return basic(base64.b64decode(encoded).decode().format(**placeholders))
    return text.format(**placeholders)


@pytest.mark.parametrize(("form", "sent"), FORMS)
async def test_a_value_takes_the_place_of_its_placeholder_in_authorization(form: str, sent: str) -> None:
    secrets = run()
    request = hop(Authorization=filled_in(form, dict(secrets.placeholders)), x_mine="1")
    filled = await secrets.fill(request, granted=True)
    assert filled.hop.headers == ((b"authorization", sent.encode()), (b"x-mine", b"1"))
    assert filled.names == tuple(
        name for name in ("TOKEN", "OTHER") if dict(ENVIRONMENT)[f"INTEGRATION_{name}"] in _plain(sent)
    )
    for pair in filled.sent:
        assert pair.real in sent.encode() or pair.real in (VALUE.encode(), OTHER.encode())
    assert VALUE not in repr(filled) + repr(filled.sent) + repr(secrets)


def _plain(sent: str) -> str:
    return base64.b64decode(sent[6:]).decode() if sent.startswith("Basic ") and "!" not in sent else sent


@pytest.mark.parametrize("url", ["https://api.x.com/a", "https://a.wild.com/", "http://127.0.0.1:4020/x"])
async def test_a_value_goes_to_the_hosts_of_its_secret(url: str) -> None:
    secrets = run()
    assert (await secrets.fill(hop(url, authorization=secrets.placeholders["TOKEN"]), granted=True)).names == ("TOKEN",)


REFUSED_HOSTS = [
    ("https://other.com/", '"other.com"'),
    ("https://wild.com/", '"wild.com"'),
    ("https://api.x.com:8443/", '"api.x.com:8443"'),
    ("http://api.x.com/", '"http://api.x.com"'),
    ("https://127.0.0.1:4020/", '"127.0.0.1:4020"'),
    ("https://api.x.com.evil.com/", '"api.x.com.evil.com"'),
]


@pytest.mark.parametrize(("url", "host"), REFUSED_HOSTS)
@pytest.mark.parametrize("form", ["{}", "Bearer {}", "basic"])
async def test_a_value_goes_to_no_other_host(url: str, host: str, form: str) -> None:
    secrets = run()
    placeholder = secrets.placeholders["TOKEN"]
    value = basic(f"u:{placeholder}") if form == "basic" else form.format(placeholder)
    with pytest.raises(
        FetchDenied, match=re.escape(f"may not send the secret TOKEN to {host.strip(chr(34))}: ")
    ) as denied:
        await secrets.fill(hop(url, authorization=value), granted=True)
    assert f"add {host} to hosts in [secrets.TOKEN] of skerry.toml" in str(denied.value)


async def test_a_secret_that_is_not_granted_or_for_no_host_says_what_to_add() -> None:
    secrets = run("OTHER", "LOOSE")
    with pytest.raises(
        FetchDenied, match=r'add "TOKEN" to secrets in \[grants."team/y.integration.js"\] of skerry.toml'
    ):
        await secrets.fill(hop(authorization=secrets.placeholders["TOKEN"]), granted=True)
    with pytest.raises(FetchDenied, match=r'add \[secrets.LOOSE\] with hosts = \["api.x.com"\] to skerry.toml'):
        await secrets.fill(hop(authorization=secrets.placeholders["LOOSE"]), granted=True)


ELSEWHERE = [
    ("the URL", lambda p: hop(f"https://api.x.com/{p}")),
    ("the URL", lambda p: hop(f"https://api.x.com/?key={p}")),
    ("the URL", lambda p: hop("https://api.x.com/?key=" + "".join(f"%{ord(c):02x}" for c in p))),
    ("the URL", lambda p: hop("https://api.x.com/?key=" + base64.b64encode(f"a:{p}".encode()).decode())),
    ("the URL", lambda p: hop(f"https://{p}.x.com/")),
    ("the body", lambda p: hop(body=b'{"key":"' + p.encode() + b'"}')),
    ("the body", lambda p: hop(body=base64.b64encode(b"xy" + p.encode()))),
    ("the header x-api-key", lambda p: hop(x_api_key=p)),
    ("the header cookie", lambda p: hop(cookie=f"a={p}")),
    ("the header x-api-key", lambda p: hop(x_api_key="%" + f"{ord(p[0]):02x}" + p[1:])),
    ("the header x-api-key", lambda p: hop(x_api_key=base64.b64encode(p.encode()).decode())),
    ("the name of a header", lambda p: Hop("GET", parse_url("https://api.x.com"), ((p.encode(), b"1"),), None)),
    ("a form of Authorization", lambda p: hop(authorization=f"Bearer {p}x")),
    ("a form of Authorization", lambda p: hop(authorization=f"Bearer x{p}")),
    ("a form of Authorization", lambda p: hop(authorization=f"Digest {p}")),
    ("a form of Authorization", lambda p: hop(authorization=f"Bearer {p} {p}")),
    ("a form of Authorization", lambda p: hop(authorization=basic(f"u:x{p}"))),
    ("a form of Authorization", lambda p: hop(authorization=basic(f"{p}:x{p}"))),
    ("a form of Authorization", lambda p: hop(authorization=basic(p))),
    ("a form of Authorization", lambda p: hop(authorization="Bearer " + base64.b64encode(p.encode()).decode())),
    ("a form of Authorization", lambda p: hop(authorization="Bearer %" + f"{ord(p[0]):02x}" + p[1:])),
]


@pytest.mark.parametrize(("place", "request_"), ELSEWHERE)
async def test_a_placeholder_anywhere_else_stops_the_request_and_names_the_place(place: str, request_: object) -> None:
    secrets = run()
    assert callable(request_)
    with pytest.raises(FetchDenied, match=f"sends the secret TOKEN in {place}") as denied:
        await secrets.fill(request_(secrets.placeholders["TOKEN"]), granted=True)
    assert secrets.placeholders["TOKEN"] not in str(denied.value)


async def test_the_placeholder_of_another_run_is_only_text() -> None:
    other = run().placeholders["TOKEN"]
    assert (await run().fill(hop(authorization=other), granted=True)).hop.headers == (
        (b"authorization", other.encode()),
    )


async def test_a_run_without_secrets_changes_nothing() -> None:
    request = hop(authorization="Bearer own", body=b"x")
    assert (await broker().for_run(authority(), ()).fill(request, granted=True)).hop.headers == request.headers


# Values


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, r'^Secret "TOKEN" is undefined\. Set INTEGRATION_TOKEN in the server\'s environment\.$'),
        ("", 'Secret "TOKEN" is undefined'),
        ("short", "has fewer than 8 bytes"),
        ("line-one\nline-two", "has a line break"),
        ("long-enough\r\nx: y", "has a line break"),
        (" long-enough", "a space at an end"),
        ("long-enough\udcff", "a control character"),
    ],
)
def test_an_integration_whose_secret_has_no_usable_value_does_not_run(value: str | None, reason: str) -> None:
    environment = {} if value is None else {"INTEGRATION_TOKEN": value}
    for granted in (authority("TOKEN"), authority()):
        with pytest.raises(SecretUnusable, match=reason) as unusable:
            broker(environment).for_run(granted, ["TOKEN"])
        assert not value or value not in str(unusable.value)
    broker(environment).version(authority("TOKEN"), ["TOKEN"])


def test_problems_are_told_before_anything_runs() -> None:
    assert broker({}).problems(authority(), ["LOOSE"]) == [
        'Secret "LOOSE" is undefined. Set INTEGRATION_LOOSE in the server\'s environment.',
        f'{PATH} may not use the secret LOOSE: add "LOOSE" to secrets in [grants."{PATH}"] of skerry.toml',
        'the secret LOOSE is for no host yet: add [secrets.LOOSE] with hosts = ["api.x.com"] to skerry.toml',
    ]
    assert broker().problems(authority("TOKEN"), ["TOKEN"]) == []


def test_a_version_changes_with_a_granted_value_and_says_nothing_of_it() -> None:
    class Changing:
        value = "value-number-one"

        def get(self, name: str) -> str | None:
            return self.value

        def remedy(self, name: str) -> str:
            return ""

    source = Changing()
    served = SecretBroker(source, [])
    before = [served.version(authority("A", "B"), names) for names in (["A"], ["A", "B"], ["B", "A", "A"], [])]
    assert before[1] == before[2]
    assert len(set(before)) == 3
    ungranted = served.version(authority(), ["A"])
    source.value = "value-number-two"
    assert served.version(authority("A"), ["A"]) != before[0]
    assert served.version(authority(), ["A"]) == ungranted
    source.value = "value-number-one"
    assert served.version(authority("A"), ["A"]) == before[0]
    assert SecretBroker(source, []).version(authority("A"), ["A"]) != before[0]


@pytest.mark.parametrize(
    ("name", "hosts", "reason"),
    [
        ("TOKEN", [], "names no hosts"),
        ("A-B", ["x.com"], "a secret's name has letters"),
        ("TOKEN", ["*"], "would open every host"),
        ("TOKEN", ["*.com"], "names hosts of strangers too"),
        ("TOKEN", ["http://x.com"], "in clear text"),
        ("TOKEN", ["http://10.0.0.1"], "in clear text"),
        ("TOKEN", ["http://localhost"], "in clear text"),
        ("TOKEN", ["x.com/path"], "has a path"),
        ("TOKEN", ["GET x.com"], "is no rule"),
    ],
)
def test_hosts_of_a_secret_that_are_wrong_say_how_to_write_them(name: str, hosts: list[str], reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        parse_places(name, hosts)


# What leaves the run


def test_values_and_placeholders_are_masked_in_what_leaves_the_run() -> None:
    secrets = run()
    text = f"a {VALUE} b {secrets.placeholders['TOKEN']} c {OTHER} d {secrets.placeholders['LOOSE']}"
    assert secrets.redact(text) == "a [secret TOKEN] b [secret TOKEN] c [secret OTHER] d [secret LOOSE]"
    escaped = OTHER.replace("\\", "\\\\").replace('"', '\\"')
    assert secrets.redact_json(f'{{"a":"x{escaped}y{VALUE}"}}'.encode()) == b'{"a":"x[secret OTHER]y[secret TOKEN]"}'
    assert secrets.redact("ordinary real-token text") == "ordinary real-token text"


def test_a_value_inside_another_leaves_nothing_behind() -> None:
    environment = {"INTEGRATION_A": "12345678", "INTEGRATION_B": "12345678-and-more"}
    for order in itertools.permutations(["A", "B"]):
        secrets = broker(environment).for_run(authority("A", "B"), order)
        assert secrets.redact("x 12345678-and-more 12345678") == "x [secret B] [secret A]"
