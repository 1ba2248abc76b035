"""Credentials that servers give: the guest sees placeholders, which work at that server alone."""

import json
import re

import pytest

from runtime.egress.errors import FetchDenied, FetchFailed
from runtime.egress.request import Hop
from runtime.egress.response import Answer
from runtime.secrets.run import MAX_RECEIVED
from tests.runtime.secrets.making import fresh, hop, run, secret

SESSION = "s3ss10n-of-24-characters"
PLACEHOLDER = re.compile(r"skerry_[a-z2-7]{26}")


def answer(body: object = b"", **headers: str) -> Answer:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    pairs = tuple((name.replace("_", "-").encode(), value.encode()) for name, value in headers.items())
    return Answer(200, b"OK", (*pairs, (b"content-length", str(len(data)).encode())), data)


@pytest.mark.parametrize(
    ("header", "seen"),
    [
        (f"sid={SESSION}", "sid=P"),
        (f"sid={SESSION}; Path=/; HttpOnly", "sid=P; Path=/; HttpOnly"),
        (f' sid = "{SESSION}" ;Secure', "sid=P;Secure"),
        (f"__Host-a.b={SESSION}==", "__Host-a.b=P"),
        ("theme=dark; Path=/", "theme=dark; Path=/"),
        ("sid=; Max-Age=0", "sid=; Max-Age=0"),
        ("sid", "sid"),
        (f"={SESSION}", f"={SESSION}"),
        ("", ""),
    ],
)
def test_a_cookie_becomes_a_placeholder(header: str, seen: str) -> None:
    secrets = run()
    kept = secrets.keep(hop(), answer(set_cookie=header, x_other=SESSION))
    cookie = kept.first(b"set-cookie") or b""
    assert PLACEHOLDER.sub("P", cookie.decode()) == seen
    assert kept.first(b"x-other") == SESSION.encode()


async def test_a_cookie_goes_back_to_its_origin_and_nowhere_else() -> None:
    secrets = run()
    kept = secrets.keep(hop("https://api.x.com/login"), answer(set_cookie=f"sid={SESSION}"))
    pair = (kept.first(b"set-cookie") or b"").decode()
    placeholder = pair.partition("=")[2]
    for request, arrives in (
        (hop("https://api.x.com/a", cookie=f"a=1; {pair}"), (b"cookie", f"a=1; sid={SESSION}".encode())),
        (hop(authorization=f"Bearer {placeholder}"), (b"authorization", f"Bearer {SESSION}".encode())),
    ):
        filled = await secrets.fill(request, granted=True)
        assert filled.hop.headers == (arrives,)
        assert filled.names == ("cookie sid of api.x.com",)
        assert filled.sent[0].shown == placeholder.encode()
    for url in ("https://other.com/", "https://a.api.x.com/", "http://api.x.com/", "https://api.x.com:8443/"):
        with pytest.raises(FetchDenied, match=r"given by https://api\.x\.com and works there alone"):
            await secrets.fill(hop(url, cookie=pair), granted=True)
    for request in (
        hop(cookie=f"other={placeholder}"),
        hop(f"https://api.x.com/?q={placeholder}"),
        hop(x_a=placeholder),
    ):
        with pytest.raises(FetchDenied, match=r"sends the secret cookie sid of api\.x\.com in"):
            await secrets.fill(request, granted=True)
    with pytest.raises(FetchDenied, match='not even with mode = "report"'):
        await secrets.fill(hop(cookie=pair), granted=False)
    assert (
        secrets.redact(f"{SESSION} {pair}") == "[secret cookie sid of api.x.com] sid=[secret cookie sid of api.x.com]"
    )


TOKENS = {
    "access_token": "an-access-token-of-some-length",
    "token_type": "bearer",
    "expires_in": 3600,
    "refresh_token": "a-refresh-token-of-some/length",
    "id_token": "aaaa.bbbb.cccc-dddd-eeee",
    "scope": "all of these are long enough too",
}


@pytest.mark.parametrize("indent", [None, 2])
async def test_tokens_of_an_oauth_answer_become_placeholders_and_nothing_else_changes(indent: int | None) -> None:
    secrets = run()
    body = json.dumps(TOKENS, indent=indent).replace("/", "\\/").encode()
    kept = secrets.keep(hop(), answer(body))
    seen = json.loads(kept.body)
    assert kept.first(b"content-length") == str(len(kept.body)).encode()
    for name in ("access_token", "refresh_token", "id_token"):
        assert PLACEHOLDER.fullmatch(seen[name])
        body = body.replace(json.dumps(TOKENS[name]).replace("/", "\\/").encode(), json.dumps(seen[name]).encode())
    assert kept.body == body
    filled = await secrets.fill(hop(authorization=f"Bearer {seen['access_token']}"), granted=True)
    assert filled.hop.headers == ((b"authorization", b"Bearer an-access-token-of-some-length"),)
    refresh = f"grant_type=refresh_token&refresh_token={seen['refresh_token']}".encode()
    filled = await secrets.fill(hop(body=refresh, content_type="application/x-www-form-urlencoded"), granted=True)
    assert filled.hop.body == b"grant_type=refresh_token&refresh_token=a-refresh-token-of-some%2Flength"
    refresh = json.dumps({"refresh_token": seen["refresh_token"]}).encode()
    filled = await secrets.fill(hop(body=refresh, content_type="application/json"), granted=True)
    assert json.loads(filled.hop.body or b"") == {"refresh_token": TOKENS["refresh_token"]}


def test_tokens_in_the_form_that_github_answers_become_placeholders() -> None:
    secrets = run()
    kept = secrets.keep(
        hop(), answer(b"access_token=gho_16C7e42F292c6912E7710c838347Ae178B4a&scope=repo&token_type=bearer")
    )
    assert PLACEHOLDER.sub("P", kept.body.decode()) == "access_token=P&scope=repo&token_type=bearer"


@pytest.mark.parametrize(
    "body",
    [
        {"access_token": TOKENS["access_token"]},
        {"token_type": "bearer", "refresh_token": TOKENS["refresh_token"]},
        {"data": TOKENS},
        [TOKENS],
        {"access_token": 1, "token_type": "bearer"},
        {"access_token": "short", "token_type": "bearer"},
        {"access_token": None, "token_type": None, "text": "access_token token_type"},
        b"access_token token_type",
        b'{"access_token":"an-access-token-of-some-length","token_type":"bearer"',
        b"\xff access_token token_type",
    ],
)
def test_other_answers_come_as_they_are(body: object) -> None:
    given = answer(body)
    assert run().keep(hop(), given) == given


def test_one_value_has_one_placeholder_and_a_placeholder_is_left_alone() -> None:
    one = secret()
    secrets = run(one)
    first = secrets.keep(hop(), answer(set_cookie=f"sid={SESSION}"))
    assert secrets.keep(hop(), answer(set_cookie=f"sid={SESSION}")) == first
    assert secrets.keep(hop("https://y.com/"), answer(set_cookie=f"sid={SESSION}")) != first
    given = answer(set_cookie=f"t={one.placeholder}")
    assert secrets.keep(hop(), given) == given


def test_a_run_keeps_only_so_many() -> None:
    secrets = run()
    for number in range(MAX_RECEIVED):
        secrets.keep(hop(), answer(set_cookie=f"a={SESSION}{number}"))
    with pytest.raises(FetchFailed, match="more than 50 cookies and tokens"):
        secrets.keep(hop(), answer(set_cookie=f"a={SESSION}"))


async def test_what_was_kept_is_not_known_to_another_run() -> None:
    placeholder = fresh()
    request: Hop = hop(cookie=f"sid={placeholder}")
    assert (await run().fill(request, granted=True)).hop == request


@pytest.mark.parametrize(
    "name", ["s\xe9", 'a"b', '"},{"type":"link","href":"https://evil.test/', "a]b", "a b", "n" * 101]
)
async def test_a_cookie_of_any_name_is_kept_and_only_a_plain_name_is_shown(name: str) -> None:
    secrets = run()
    given = Answer(200, b"OK", ((b"set-cookie", f"{name}={SESSION}".encode("latin-1")),), b"")
    pair = (secrets.keep(hop(), given).first(b"set-cookie") or b"").decode("latin-1")
    placeholder = pair.rpartition("=")[2]
    assert secrets.redact(placeholder) == "[secret cookie of api.x.com]"
    shown = secrets.redact_json(json.dumps([placeholder, SESSION]).encode())
    assert json.loads(shown) == ["[secret cookie of api.x.com]"] * 2
    filled = await secrets.fill(hop(cookie=pair), granted=True)
    assert filled.hop.values(b"cookie") == (f"{name}={SESSION}".encode("latin-1"),)


async def test_two_cookies_of_such_names_with_one_value_each_go_back_as_what_they_were() -> None:
    secrets = run()
    headers = tuple((b"set-cookie", f"{name}={SESSION}".encode()) for name in ("a[0]", "a[1]"))
    kept = secrets.keep(hop(), Answer(200, b"OK", headers, b""))
    pairs = [value.decode() for _, value in kept.headers]
    filled = await secrets.fill(hop(cookie="; ".join(pairs)), granted=True)
    assert filled.hop.values(b"cookie") == (f"a[0]={SESSION}; a[1]={SESSION}".encode(),)


async def test_a_refusal_does_not_tell_the_operator_to_set_what_cannot_be_set() -> None:
    secrets = run()
    pair = (secrets.keep(hop(), answer(set_cookie=f"sid={SESSION}")).first(b"set-cookie") or b"").decode()
    with pytest.raises(FetchDenied, match="what a server gave is put in only whole") as denied:
        await secrets.fill(hop(x_a=pair.partition("=")[2]), granted=True)
    assert "skerry.toml" not in str(denied.value)
