"""Where in a request a value is put in, and what becomes of the rest of the request: nothing."""

import base64
import json
import re
from collections.abc import Callable
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.egress.errors import FetchDenied
from runtime.egress.request import Hop
from runtime.egress.url import parse_url
from tests.runtime.secrets.making import OTHER, VALUE, basic, hop, run, secret

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

FORMS = [
    ("{TOKEN}", VALUE),
    ("Bearer {TOKEN}", f"Bearer {VALUE}"),
    ("bearer  {TOKEN}", f"bearer  {VALUE}"),
    ("token {TOKEN}", f"token {VALUE}"),
    ("Token token={TOKEN}", f"Token token={VALUE}"),
    ("GenieKey {TOKEN}", f"GenieKey {VALUE}"),
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


@pytest.mark.parametrize(("form", "arrives"), FORMS)
async def test_a_value_takes_the_place_of_its_placeholder_in_authorization(form: str, arrives: str) -> None:
    secrets = run(secret(), secret("OTHER", OTHER))
    request = hop(Authorization=filled_in(form, dict(secrets.placeholders)), x_mine="1")
    filled = await secrets.fill(request, granted=True)
    assert filled.hop.headers == ((b"authorization", arrives.encode()), (b"x-mine", b"1"))
    assert filled.names == tuple(name for name in ("TOKEN", "OTHER") if f"{{{name}}}" in _plain(form))
    shown = {pair.real: pair.shown for pair in filled.sent}
    if arrives.startswith("Basic") and filled.names:
        assert shown[arrives[6:].encode()] == dict(request.headers)[b"authorization"][6:]
    assert VALUE not in repr(filled) + repr(filled.sent) + repr(secrets)


def _plain(form: str) -> str:
    return base64.b64decode(form[6:]).decode() if form.startswith("Basic ") and "!" not in form else form


PLACES: list[tuple[str, Callable[[str], Hop], Callable[[Hop], object], str]] = [
    ("header:x-api-key", lambda p: hop(X_Api_Key=p), lambda h: h.values(b"x-api-key"), f"(b'{VALUE}',)"),
    ("header:x-key", lambda p: hop(x_key=f"Key {p}"), lambda h: h.values(b"x-key"), f"(b'Key {VALUE}',)"),
    (
        "cookie:sid",
        lambda p: hop(cookie=f"a={p[:3]}; sid={p};{p[:5]}=1"),
        lambda h: h.values(b"cookie"),
        f"(b'a=ske; sid={VALUE};skerr=1',)",
    ),
    (
        "query:key",
        lambda p: hop(f"https://api.x.com/?a=%41+b&key={p}&&c"),
        lambda h: h.url.query,
        f"?a=%41+b&key={VALUE}&&c",
    ),
    ("query:a b", lambda p: hop(f"https://api.x.com/?a+b={p}"), lambda h: h.url.query, f"?a+b={VALUE}"),
    (
        "form:key",
        lambda p: hop(body=f"x=1&key={p}&y=%20".encode(), content_type=FORM),
        lambda h: h.body,
        f"b'x=1&key={VALUE}&y=%20'",
    ),
    (
        "json:/a/0/key",
        lambda p: hop(body=f'{{"n": 1.0e2 , "a":[{{"key":"{p}"}}],"z":"\\u00e9"}}'.encode(), content_type=JSON),
        lambda h: h.body,
        rf"""b'{{"n": 1.0e2 , "a":[{{"key":"{VALUE}"}}],"z":"\\u00e9"}}'""",
    ),
    (
        "json:/key",
        lambda p: hop(body=f'{{"key":"{p}"}}'.encode(), content_type="application/vnd.x+json; charset=utf-8"),
        lambda h: h.body,
        f"""b'{{"key":"{VALUE}"}}'""",
    ),
]


@pytest.mark.parametrize(("place", "make", "read", "arrives"), PLACES)
async def test_a_value_is_put_into_the_places_that_its_secret_names(
    place: str, make: Callable[[str], Hop], read: Callable[[Hop], object], arrives: str
) -> None:
    one = secret(places=[place])
    request = make(one.placeholder)
    filled = await run(one).fill(request, granted=True)
    assert str(read(filled.hop)) == arrives
    assert filled.names == ("TOKEN",)
    assert (filled.sent[0].real, filled.sent[0].shown) == (VALUE.encode(), one.placeholder.encode())
    with pytest.raises(FetchDenied, match="is not put in: if the service wants it there") as denied:
        await run(secret("OTHER"), dummy := secret("NEXT")).fill(make(dummy.placeholder), granted=True)
    assert f'in = ["{place}"] in [secrets.NEXT] of skerry.toml' in str(denied.value)
    bearer = hop(authorization=f"Bearer {one.placeholder}")
    with pytest.raises(FetchDenied, match=re.escape(f'in = ["{place}", "authorization"] in [secrets.TOKEN]')):
        await run(one).fill(bearer, granted=True)


@pytest.mark.parametrize("place", ["query", "form"])
async def test_in_fields_a_value_is_percent_encoded_and_scrubbed_in_that_form_too(place: str) -> None:
    one = secret(value=OTHER, places=[f"{place}:key"])
    data = f"key={one.placeholder}"
    request = hop(f"https://api.x.com/?{data}") if place == "query" else hop(body=data.encode(), content_type=FORM)
    filled = await run(one).fill(request, granted=True)
    sent = filled.hop.url.query[1:].encode() if place == "query" else filled.hop.body or b""
    assert parse_qsl(sent.decode()) == [("key", OTHER)]
    assert [pair.real for pair in filled.sent] == [OTHER.encode(), sent[4:]]


@given(st.text(min_size=1).filter(lambda text: text.isprintable()), st.text(), st.integers())
async def test_in_json_nothing_but_the_one_string_changes(value: str, text: str, number: int) -> None:
    one = secret(value=value, places=["json:/b"])
    document = {"a": text, "b": one.placeholder, "c": [number]}
    for ascii_only in (True, False):
        try:
            body = json.dumps(document, ensure_ascii=ascii_only).encode()
        except UnicodeEncodeError:
            continue
        filled = await run(one).fill(hop(body=body, content_type=JSON), granted=True)
        assert json.loads(filled.hop.body or b"") == {**document, "b": value}
        before, _, behind = body.partition(one.placeholder.encode())
        assert filled.hop.body is not None
        assert filled.hop.body.startswith(before)
        assert filled.hop.body.endswith(behind)


SAID_TWICE = "it is put in only where its name stands once"
NOT_TAKEN: list[tuple[str, Callable[[str], Hop], str]] = [
    ("query:key", lambda p: hop(f"https://api.x.com/?key={p}&key=1"), SAID_TWICE),
    ("query:key", lambda p: hop(f"https://api.x.com/?key={p}&k%65y={p}"), SAID_TWICE),
    ("query:key", lambda p: hop(f"https://api.x.com/?key={p}x"), "the URL's query"),
    ("query:key", lambda p: hop(f"https://api.x.com/?key=Bearer+{p}"), "the URL's query"),
    ("form:key", lambda p: hop(body=f"key={p}&key=1".encode(), content_type=FORM), SAID_TWICE),
    ("form:key", lambda p: hop(body=f"key={p}".encode()), "the body"),
    ("form:key", lambda p: hop(body=f"key={p}".encode(), content_type="multipart/form-data"), "the body"),
    ("json:/a", lambda p: hop(body=f'{{"a":"{p}"}}'.encode()), "send the body with Content-Type: application/json"),
    ("json:/a", lambda p: hop(body=f'{{"a":"{p}","a":1}}'.encode(), content_type=JSON), "in only"),
    ("json:/a", lambda p: hop(body=f'{{"a":1,"a":"{p}"}}'.encode(), content_type=JSON), SAID_TWICE),
    ("json:/a", lambda p: hop(body=f'{{"a":"Bearer {p}"}}'.encode(), content_type=JSON), "the body"),
    ("json:/a", lambda p: hop(body=f'{{"{p}":"a"}}'.encode(), content_type=JSON), "the body"),
    ("json:/a", lambda p: hop(body=f'{{"a":"{p}"}} x'.encode(), content_type=JSON), "the body"),
    ("json:/a", lambda p: hop(body=f'{{"a":"{p}"}}'.encode("utf-16"), content_type=JSON), "the body"),
    ("json:/a", lambda p: hop(body=f'{{"a":"\\u0073{p[1:]}"}}'.encode(), content_type=JSON), "the body"),
    (
        "json:/a",
        lambda p: hop(body=f'{{"b":{{"a":"{p}"}}}}'.encode(), content_type=JSON),
        'in = ["json:/a", "json:/b/a"]',
    ),
    (
        "json:/a",
        lambda p: hop(body=f'{{"a":"{p}"}}'.encode(), content_type=JSON, content_encoding="identity"),
        "Content-Type: application/json",
    ),
    (
        "json:/a",
        lambda p: hop(body=b'{"a":"' + p.encode() + b'","b":"' + b"x" * 2**20 + b'"}', content_type=JSON),
        "1048576",
    ),
    ("cookie:a", lambda p: hop(cookie=f"a=x{p}"), "the header cookie"),
    ("cookie:a", lambda p: hop(cookie=p), "the header cookie"),
    ("header:x-a", lambda p: hop(x_a=f"{p}; {p}"), "the header x-a"),
    ("header:x-a", lambda p: hop(x_b=p), 'in = ["header:x-a", "header:x-b"]'),
]


@pytest.mark.parametrize(("place", "make", "said"), NOT_TAKEN)
async def test_a_place_takes_only_a_whole_placeholder_that_stands_there_once(
    place: str, make: Callable[[str], Hop], said: str
) -> None:
    one = secret(places=[place])
    with pytest.raises(FetchDenied, match="sends the secret TOKEN in ") as denied:
        await run(one).fill(make(one.placeholder), granted=True)
    assert said in str(denied.value)
    assert one.placeholder not in str(denied.value)


ELSEWHERE: list[tuple[str, Callable[[str], Hop]]] = [
    ("the URL's path", lambda p: hop(f"https://api.x.com/{p}")),
    ("the URL's path", lambda p: hop(f"https://api.x.com/a/{p}/b")),
    ("the URL's query", lambda p: hop(f"https://api.x.com/?key={p}")),
    ("the URL's query", lambda p: hop(f"https://api.x.com/?{p}")),
    ("the URL's query", lambda p: hop("https://api.x.com/?key=" + "".join(f"%{ord(c):02x}" for c in p))),
    ("the URL's query", lambda p: hop("https://api.x.com/?key=" + base64.b64encode(f"a:{p}".encode()).decode())),
    ("the body", lambda p: hop(body=b'{"key":"' + p.encode() + b'"}')),
    ("the body", lambda p: hop(body=b"--b\r\nname=key\r\n\r\n" + p.encode(), content_type="multipart/form-data; b")),
    ("the body", lambda p: hop(body=b"\x00\xff" + p.encode() + b"\x00")),
    ("the body", lambda p: hop(body=base64.b64encode(p.encode()))),
    ("the body", lambda p: hop(body=base64.b64encode(b"x" + p.encode()))),
    ("the body", lambda p: hop(body=base64.urlsafe_b64encode(b"xy" + p.encode()))),
    ("the body", lambda p: hop(body=p.encode().hex().encode())),
    ("the body", lambda p: hop(body=p.upper().encode())),
    ("the body", lambda p: hop(body="".join(f"\\u{ord(c):04x}" for c in p).encode())),
    ("the header x-api-key", lambda p: hop(x_api_key=p)),
    ("the header cookie", lambda p: hop(cookie=f"a={p}")),
    ("the header x-api-key", lambda p: hop(x_api_key="%" + f"{ord(p[0]):02x}" + p[1:])),
    ("the header x-api-key", lambda p: hop(x_api_key=base64.b64encode(p.encode()).decode())),
    ("the name of a header", lambda p: Hop("GET", parse_url("https://api.x.com"), ((p.encode(), b"1"),), None)),
]


@pytest.mark.parametrize(("place", "make"), ELSEWHERE)
async def test_a_placeholder_anywhere_else_stops_the_request_and_names_the_place(
    place: str, make: Callable[[str], Hop]
) -> None:
    one = secret()
    with pytest.raises(FetchDenied, match=f"sends the secret TOKEN in {place}") as denied:
        await run(secret("OTHER"), one).fill(make(one.placeholder), granted=True)
    assert one.placeholder not in str(denied.value)


async def test_a_placeholder_in_the_host_is_another_host() -> None:
    one = secret()
    with pytest.raises(FetchDenied, match="may not send the secret TOKEN to skerry_"):
        await run(one).fill(hop(f"https://{one.placeholder}.x.com/"), granted=True)
    anywhere = secret(hosts=["*.x.com"])
    with pytest.raises(FetchDenied, match="sends the secret TOKEN in the URL's host"):
        await run(anywhere).fill(hop(f"https://{anywhere.placeholder}.x.com/"), granted=True)


FORMS_REFUSED: list[Callable[[str], str]] = [
    lambda p: f"Bearer {p}x",
    lambda p: f"Bearer x{p}",
    lambda p: f"Bearer _{p}",
    lambda p: f"Digest {p}",
    lambda p: f"Bearer {p} {p}",
    lambda p: f"Bearer {p},{p}",
    lambda p: f'Token token="{p}"',
    lambda p: basic(f"u:x{p}"),
    lambda p: basic(f"{p}:x{p}"),
    lambda p: basic(p),
    lambda p: "Bearer " + base64.b64encode(p.encode()).decode(),
    lambda p: "Bearer %" + f"{ord(p[0]):02x}" + p[1:],
    lambda p: "Bearer " + p.upper(),
]


@pytest.mark.parametrize("form", FORMS_REFUSED)
async def test_other_forms_of_authorization_are_not_understood(form: Callable[[str], str]) -> None:
    one = secret()
    with pytest.raises(FetchDenied, match="in Authorization in a form that is not understood: use it alone"):
        await run(one).fill(hop(authorization=form(one.placeholder)), granted=True)


async def test_the_placeholder_of_another_run_is_only_text() -> None:
    request = hop(authorization=f"Bearer {secret().placeholder}", body=b"skerry_")
    assert (await run(secret()).fill(request, granted=True)).hop == request


async def test_a_run_without_secrets_changes_nothing() -> None:
    request = hop(authorization="Bearer own", body=b"skerry_x")
    assert (await run().fill(request, granted=True)).hop == request


async def test_several_secrets_go_into_one_request() -> None:
    one, two = secret(), secret("OTHER", OTHER, places=["query:key", "json:/a"])
    request = hop(
        f"https://api.x.com/?key={two.placeholder}",
        f'{{"a":"{two.placeholder}"}}'.encode(),
        authorization=one.placeholder,
        content_type=JSON,
    )
    filled = await run(one, two).fill(request, granted=True)
    assert filled.names == ("TOKEN", "OTHER")
    assert filled.hop.values(b"authorization") == (VALUE.encode(),)
    assert parse_qsl(filled.hop.url.query[1:]) == [("key", OTHER)]
    assert json.loads(filled.hop.body or b"") == {"a": OTHER}


async def test_a_long_body_is_searched_too() -> None:
    one = secret()
    for body in (
        b"x" * 100_000 + one.placeholder.encode(),
        b"x" * 100_000 + base64.b64encode(one.placeholder.encode()),
    ):
        with pytest.raises(FetchDenied, match="sends the secret TOKEN in the body"):
            await run(one).fill(hop(body=body), granted=True)
    request = hop(body=b"x" * 100_000 + b"skerry_")
    assert (await run(one).fill(request, granted=True)).hop == request
