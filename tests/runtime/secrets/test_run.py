"""The secrets of one run: which may be used where, and what is told when they may not."""

import re
import time
from collections.abc import Callable

import pytest

from runtime.egress.errors import FetchDenied, FetchFailed
from runtime.egress.request import Hop
from runtime.egress.response import Answer
from runtime.egress.url import parse_url
from runtime.secrets.places import parse_places
from runtime.secrets.run_secret import RunSecret
from runtime.secrets.signers.aws_sigv4 import AwsKeys
from tests.runtime.secrets.making import OTHER, PATH, VALUE, basic, fresh, hop, run, secret

HOSTS = ("api.x.com", "*.wild.com", "http://127.0.0.1:4020", "paths.com/v2/")


@pytest.mark.parametrize(
    "url", ["https://api.x.com/a", "https://a.wild.com/", "http://127.0.0.1:4020/x", "https://paths.com/v2/a"]
)
async def test_a_value_goes_to_the_hosts_of_its_secret(url: str) -> None:
    one = secret(hosts=HOSTS)
    assert (await run(one).fill(hop(url, authorization=one.placeholder), granted=True)).names == ("TOKEN",)


REFUSED_HOSTS = [
    ("https://other.com/", 'add "other.com" to hosts in [secrets.TOKEN] of skerry.toml'),
    ("https://wild.com/", 'add "wild.com"'),
    ("https://api.x.com:8443/", 'add "api.x.com:8443"'),
    ("http://api.x.com/", 'add "http://api.x.com"'),
    ("https://127.0.0.1:4020/", 'add "127.0.0.1:4020"'),
    ("https://api.x.com.evil.com/", 'add "api.x.com.evil.com"'),
    ("https://paths.com/v3/", "to this path of paths.com: hosts in [secrets.TOKEN] of skerry.toml names other paths"),
    ("https://paths.com/v2/%2e%2e;/v3", "to this path of paths.com"),
]


@pytest.mark.parametrize(("url", "said"), REFUSED_HOSTS)
@pytest.mark.parametrize("form", ["{}", "Bearer {}", "basic", "query"])
async def test_a_value_goes_to_no_other_host(url: str, said: str, form: str) -> None:
    one = secret(hosts=HOSTS, places=["authorization", "query:key"])
    value = basic(f"u:{one.placeholder}") if form == "basic" else form.format(one.placeholder)
    request = hop(f"{url}?key={one.placeholder}") if form == "query" else hop(url, authorization=value)
    with pytest.raises(FetchDenied, match=f"{PATH} may not send the secret TOKEN to ") as denied:
        await run(one).fill(request, granted=True)
    assert said in str(denied.value)


async def test_a_secret_that_is_not_granted_or_for_no_host_says_what_to_add() -> None:
    one, loose = secret(value=None), RunSecret("LOOSE", fresh(), VALUE)
    with pytest.raises(
        FetchDenied, match=r'add "TOKEN" to secrets in \[grants."team/y.integration.js"\] of skerry.toml'
    ):
        await run(one).fill(hop(authorization=one.placeholder), granted=True)
    with pytest.raises(FetchDenied, match='add "TOKEN" to secrets'):
        await run(one).fill(hop(authorization="Bearer " + one.placeholder.upper()), granted=True)
    with pytest.raises(FetchDenied, match=r'add \[secrets.LOOSE\] with hosts = \["api.x.com"\] to skerry.toml'):
        await run(loose).fill(hop(authorization=loose.placeholder), granted=True)


async def test_without_a_grant_for_the_request_no_secret_goes_along() -> None:
    one, known = secret(), secret("KNOWN", "short", hosts=[], expose=True)
    assert (await run(one).fill(hop(), granted=False)).names == ()
    with pytest.raises(FetchDenied, match='not even with mode = "report": add a net rule for it'):
        await run(one).fill(hop(authorization=one.placeholder), granted=False)
    with pytest.raises(FetchDenied, match=r"it was given the value of KNOWN \(expose = true\)"):
        await run(known).fill(hop(), granted=False)
    assert (await run(known).fill(hop(body=b"short"), granted=True)).sent == ()


async def test_an_exposed_secret_is_given_as_it_is_and_named() -> None:
    known, ungranted = secret("KNOWN", "short", hosts=[], expose=True), secret("MINE", None, hosts=[], expose=True)
    given = run(known, ungranted, one := secret())
    assert given.placeholders == {"KNOWN": "short", "MINE": ungranted.placeholder, "TOKEN": one.placeholder}
    assert given.exposed == ("KNOWN",)
    assert "short" not in repr(given) + repr(known)


# Values that are fetched


async def test_a_value_is_fetched_when_it_is_first_needed_and_told_when_it_is_refused() -> None:
    asked: list[str] = []
    refused: list[str] = []

    async def mint() -> str:
        asked.append("once")
        return VALUE

    one = RunSecret("APP", fresh(), None, parse_places("APP", ["api.x.com"]), mint=mint, refused=refused.append)
    secrets = run(one, other := secret("OTHER", OTHER, places=["query:key"]))
    await secrets.fill(hop(f"https://api.x.com/?key={other.placeholder}"), granted=True)
    assert not asked
    request = hop(authorization=f"token {one.placeholder}")
    filled = await secrets.fill(request, granted=True)
    assert filled.hop.values(b"authorization") == (f"token {VALUE}".encode(),)
    assert secrets.redact(f"a {VALUE} b") == "a [secret APP] b"
    secrets.keep(request, Answer(200, b"", (), b""))
    assert not refused
    secrets.keep(request, Answer(401, b"", (), b""))
    assert refused == [VALUE]


async def test_a_value_that_cannot_be_fetched_fails_the_request() -> None:
    async def mint() -> str:
        raise FetchFailed("fetch failed: no token")

    one = RunSecret("APP", fresh(), None, parse_places("APP", ["api.x.com"]), mint=mint)
    with pytest.raises(FetchFailed, match="no token"):
        await run(one).fill(hop(authorization=one.placeholder), granted=True)


# URLs that are secret as a whole

HOOK = "https://hooks.x.com/services/T0001/B0002/abcdefghijklmnopqrstuvwx"


async def test_the_parts_of_a_secret_url_are_known_as_they_stand_and_decoded() -> None:
    one = secret("HOOK", "https://hooks.x.com/t/abc%2Bdef%2Fghi0123456?sig=ABC%2Bdef%2Fghi0123456", (), kind="url")
    secrets = run(one)
    filled = await secrets.fill(secrets.locate(hop(one.given)), granted=True)
    assert {pair.real for pair in filled.sent} >= {
        b"abc%2Bdef%2Fghi0123456",
        b"abc+def/ghi0123456",
        b"ABC+def/ghi0123456",
    }


@pytest.mark.parametrize("hosts", [(), ("hooks.x.com",), ("hooks.x.com/services/",)])
async def test_a_secret_url_takes_the_place_of_its_placeholder(hosts: tuple[str, ...]) -> None:
    one = secret("HOOK", HOOK, hosts, kind="url")
    secrets = run(one)
    given = secrets.placeholders["HOOK"]
    assert re.fullmatch(r"https://skerry_[a-z2-7]{26}\.invalid/", given)
    located = secrets.locate(hop(given, b"hello"))
    assert (located.url.href, located.shown, located.body) == (HOOK, given, b"hello")
    filled = await secrets.fill(located, granted=True)
    assert filled.names == ("HOOK",)
    assert filled.hop == located
    shown = {pair.real.decode(): pair.shown.decode() for pair in filled.sent}
    assert shown[HOOK] == given
    assert shown[HOOK.removeprefix("https://hooks.x.com")] == "/"
    assert shown["abcdefghijklmnopqrstuvwx"] == one.placeholder


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda url: url + "more", "adds something to the secret URL HOOK"),
        (lambda url: url + "?a=1", "adds something"),
        (lambda url: url.replace("https", "http"), "adds something"),
        (lambda url: url.replace("invalid/", "invalid:8443/"), "adds something"),
    ],
)
def test_nothing_can_be_added_to_a_secret_url(change: Callable[[str], str], said: str) -> None:
    one = secret("HOOK", HOOK, (), kind="url")
    with pytest.raises(FetchDenied, match=said) as denied:
        run(one).locate(hop(change(one.given)))
    assert one.placeholder not in str(denied.value)


@pytest.mark.parametrize(
    ("value", "hosts", "said"),
    [
        (None, (), 'add "HOOK" to secrets'),
        (HOOK, ("other.com",), "it is a URL of hooks.x.com, and hosts in .secrets.HOOK. of skerry.toml names others"),
        (HOOK, ("hooks.x.com/api/",), "names others"),
        ("no url at all, but long", (), 'Secret "HOOK" is no URL'),
        ("https://u:p@x.com/services/abcdefghijk", (), 'Secret "HOOK" is no URL'),
        ("ftp://x.com/services/abcdefghijk", (), 'Secret "HOOK" is no URL'),
        ("http://x.com/services/abcdefghijk", (), "in clear text"),
        ("https://hooks.x.com/short", (), "fewer than 16 bytes behind its host"),
    ],
)
def test_a_secret_url_that_cannot_be_used_says_why_and_not_what_it_is(
    value: str | None, hosts: tuple[str, ...], said: str
) -> None:
    one = secret("HOOK", value, hosts, kind="url")
    with pytest.raises(FetchDenied, match=said) as denied:
        run(one).locate(hop(one.given))
    assert "abcdefghijk" not in str(denied.value)


async def test_a_secret_url_stands_in_no_request() -> None:
    one = secret("HOOK", HOOK, (), kind="url")
    for request in (
        hop(body=one.given.encode()),
        hop(authorization=one.placeholder),
        hop(f"https://hooks.x.com/?u={one.given}"),
        hop(f"https://{one.placeholder}.x.com/"),
        hop(f"https://a.{one.placeholder}.invalid/"),
    ):
        secrets = run(one)
        with pytest.raises(FetchDenied, match=r"sends the secret URL HOOK in .*: it is used as it is"):
            await secrets.fill(secrets.locate(request), granted=True)


def test_other_hosts_are_left_alone() -> None:
    one = secret("HOOK", HOOK, (), kind="url")
    plain = secret()
    for url in ("https://x.invalid/", f"https://{fresh()}.invalid/", f"https://{plain.placeholder}.invalid/"):
        assert run(one, plain).locate(hop(url)).url == parse_url(url)


# Keys that sign

SESSION = "a-session-token/1234567890"
KEYS = AwsKeys("AWS_ID", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", SESSION)


def aws() -> tuple[RunSecret, RunSecret, RunSecret]:
    places = parse_places("AWS_ID", ["*.amazonaws.com"], sign="aws-sigv4")
    return (
        RunSecret("AWS_ID", fresh(), KEYS.access_key, places, aws=KEYS),
        RunSecret("AWS_KEY", fresh(), part_of="AWS_ID"),
        RunSecret("AWS_TOKEN", fresh(), part_of="AWS_ID"),
    )


def signed(key: str, url: str = "https://lambda.eu-west-1.amazonaws.com/", **headers: str) -> Hop:
    now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    scope = f"{now[:8]}/eu-west-1/lambda/aws4_request"
    signature = f"SignedHeaders=host;x-amz-date, Signature={'0' * 64}"
    header = f"AWS4-HMAC-SHA256 Credential={key}/{scope}, {signature}"
    return hop(url, b"{}", authorization=header, x_amz_date=now, **headers)


async def test_a_request_signed_with_placeholders_is_signed_with_the_key() -> None:
    key, _, token = aws()
    secrets = run(key, token)
    request = signed(key.placeholder, x_amz_security_token=token.placeholder)
    filled = await secrets.fill(request, granted=True)
    (header,) = filled.hop.values(b"authorization")
    assert header.startswith(b"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/")
    assert b"0" * 64 not in header
    assert filled.hop.values(b"x-amz-security-token") == (SESSION.encode(),)
    assert [(pair.name, pair.real.decode(), pair.shown.decode()) for pair in filled.sent] == [
        ("AWS_ID", KEYS.access_key, key.placeholder),
        ("AWS_TOKEN", SESSION, token.placeholder),
    ]
    assert secrets.redact(f"{KEYS.access_key} {KEYS.secret_key} {KEYS.session_token}") == " ".join(
        ["[secret AWS_ID]"] * 3
    )


async def test_a_signature_that_an_answer_repeats_is_the_guests_own() -> None:
    key, _, token = aws()
    secrets = run(key, token)
    request = signed(key.placeholder)
    filled = await secrets.fill(request, granted=True)
    (header,) = filled.hop.values(b"authorization")
    made = header[-64:]
    refusal = b"<Error><Code>SignatureDoesNotMatch</Code><SignatureProvided>%s</SignatureProvided></Error>"
    kept = secrets.keep(request, Answer(403, b"Forbidden", ((b"x-you-sent", made),), refusal % made))
    assert kept == Answer(403, b"Forbidden", ((b"x-you-sent", b"0" * 64),), refusal % (b"0" * 64))


async def test_a_key_that_signs_is_sent_nowhere() -> None:
    key, secret_key, token = secrets = aws()
    url = "https://lambda.eu-west-1.amazonaws.com/"
    for request in (hop(url, authorization=key.placeholder), hop(url, x_amz=key.placeholder)):
        with pytest.raises(FetchDenied, match="sends the secret AWS_ID in "):
            await run(*secrets).fill(request, granted=True)
    for name, part in (("AWS_KEY", secret_key), ("AWS_TOKEN", token)):
        for request in (hop(url, authorization=part.placeholder), hop(url, body=part.placeholder.encode())):
            said = rf"{name}, which is never sent itself: .*sign in \[secrets.AWS_ID\]"
            with pytest.raises(FetchDenied, match=said):
                await run(*secrets).fill(request, granted=True)
    with pytest.raises(FetchDenied, match=r"may not send the secret AWS_ID to evil\.com"):
        await run(*secrets).fill(signed(key.placeholder, "https://evil.com/"), granted=True)
    plain = secret(hosts=["lambda.eu-west-1.amazonaws.com"])
    with pytest.raises(FetchDenied, match="in Authorization in a form that is not understood"):
        await run(plain).fill(signed(plain.placeholder), granted=True)
