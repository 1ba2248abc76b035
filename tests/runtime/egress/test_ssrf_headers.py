"""Headers and form fields that would turn a granted request into another, over real sockets."""

import re

import pytest

from runtime.egress.errors import EgressError, FetchDenied
from runtime.egress.request import FetchArguments, GuestRequest
from tests.runtime.egress.internet import world
from tests.runtime.egress.upstream import get, post

ARRIVES: list[tuple[str, str]] = [
    ("X-Mine", "1"),
    ("Accept", "text/html"),
    ("Origin", "https://x.com"),
    ("Cookie", "a=b"),
]

DROPPED = [
    ("Host", "evil.com"),
    ("hOST", "127.0.0.1"),
    ("X-Forwarded-Host", "evil.com"),
    ("X_Forwarded_Host", "evil.com"),
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-Proto", "https"),
    ("Forwarded", "for=127.0.0.1;host=evil.com"),
    ("X-Original-URL", "/admin"),
    ("X-Rewrite-URL", "/admin"),
    ("X-Original-Host", "evil.com"),
    ("X-Host", "evil.com"),
    ("X-Real-IP", "127.0.0.1"),
    ("True-Client-IP", "127.0.0.1"),
    ("Via", "1.1 evil"),
    ("Transfer-Encoding", "chunked"),
    ("Transfer_Encoding", "chunked"),
    ("transfer-encoding", "identity, chunked"),
    ("Content-Length", "0"),
    ("Content-Length", "999"),
    ("Connection", "x-mine, authorization"),
    ("Connection", "upgrade"),
    ("Keep-Alive", "timeout=99"),
    ("Upgrade", "h2c"),
    ("HTTP2-Settings", "AAMAAABkAAQAAP__"),
    ("TE", "trailers"),
    ("Trailer", "x-mine"),
    ("Expect", "100-continue"),
    ("Proxy-Authorization", "Basic eDp5"),
    ("Proxy-Connection", "keep-alive"),
    ("Accept-Encoding", "br"),
]

REFUSED_HEADERS = [
    ("X-Mine", "1\r\nHost: evil.com", "a line break or another control character"),
    ("X-Mine", "1\nX: 2", "a line break or another control character"),
    ("X-Mine", "1\r\n\r\nGET /admin HTTP/1.1", "a line break or another control character"),
    ("X-Mine", "a\x00b", "a line break or another control character"),
    ("X-Mine", "\u560d\u560aHost: evil.com", "has characters beyond latin-1"),
    ("X-Mine\r\nHost", "evil.com", "is no header name"),
    ("X-Mine: 1\r\nHost", "evil.com", "is no header name"),
    ("Host ", "evil.com", "is no header name"),
    (" Host", "evil.com", "is no header name"),
    ("Transfer-Encoding ", "chunked", "is no header name"),
    ("Transfer-Encoding\t", "chunked", "is no header name"),
    (":authority", "evil.com", "is no header name"),
    ("", "evil.com", "is no header name"),
    ("H\u00f6st", "evil.com", "is no header name"),
    ("X-HTTP-Method-Override", "DELETE", "may not send DELETE to http://good.com"),
    ("X-HTTP-Method", "PUT", "may not send PUT to http://good.com"),
    ("X-Method-Override", "get, delete", "may not send DELETE to http://good.com"),
    ("X_HTTP_Method_Override", "DELETE", "may not send DELETE to http://good.com"),
    ("X-HTTP-Method-Override", "TRACE", "may not send TRACE to http://good.com"),
]


@pytest.mark.parametrize(("name", "value"), DROPPED)
async def test_a_header_that_could_turn_the_request_elsewhere_does_not_go_out(name: str, value: str) -> None:
    async with world() as here:
        request = GuestRequest(FetchArguments("http://good.com/v1/", "POST", (*ARRIVES, (name, value))), b"body")
        assert await here.fetch(request, "POST http://good.com") == b"public"
        (received,) = here.internet.received
    assert received.line == "POST /v1/ HTTP/1.1"
    assert received.headers == (
        ("host", "good.com"),
        ("content-length", "4"),
        ("accept-encoding", "gzip, deflate"),
        ("user-agent", "skerry/1"),
        *((known.lower(), text) for known, text in ARRIVES),
    )
    assert received.body == b"body"


@pytest.mark.parametrize(("name", "value", "reason"), REFUSED_HEADERS)
async def test_a_header_that_breaks_out_or_changes_the_method_is_refused(name: str, value: str, reason: str) -> None:
    async with world() as here:
        request = GuestRequest(FetchArguments("http://good.com/v1/", "GET", ((name, value),)))
        with pytest.raises(EgressError, match=re.escape(reason)):
            await here.fetch(request, "http://good.com")
        assert here.network.connected == []


@pytest.mark.parametrize(
    ("url", "method", "body", "kind"),
    [
        ("http://good.com/?_method=DELETE", "POST", b"", "text/plain"),
        ("http://good.com/?a=1&_METHOD=delete", "POST", b"", "text/plain"),
        ("http://good.com/?%5fm%65thod=DELETE", "POST", b"", "text/plain"),
        ("http://good.com/", "POST", b"a=1&_method=DELETE", "application/x-www-form-urlencoded"),
        ("http://good.com/", "POST", b"a=1;_method=delete", "application/x-www-form-urlencoded; charset=utf-8"),
        ("http://good.com/", "POST", b"a=1&%5Fmethod=DELETE", "Application/X-WWW-Form-Urlencoded"),
        (
            "http://good.com/",
            "POST",
            b'--b\r\nContent-Disposition: form-data; name="_method"\r\n\r\nDELETE\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
        ),
    ],
)
async def test_a_method_in_a_form_counts_as_one(url: str, method: str, body: bytes, kind: str) -> None:
    request = GuestRequest(FetchArguments(url, method, (("content-type", kind),)), body)
    async with world() as here:
        with pytest.raises(FetchDenied, match=r"may not send DELETE to http://good\.com"):
            await here.fetch(request, "GET,POST http://good.com")
        assert await here.fetch(request, "DELETE,GET,POST http://good.com") == b"public"


async def test_the_same_text_elsewhere_is_no_method() -> None:
    async with world() as here:
        for request in (
            get("http://good.com/?_method=DELETE"),
            post("http://good.com/", b'{"method":"DELETE"}', **{"content-type": "application/json"}),
            post("http://good.com/", b"a_method=DELETE", **{"content-type": "application/x-www-form-urlencoded"}),
            post("http://good.com/?q=_method", b"x"),
        ):
            assert await here.fetch(request, "GET,POST http://good.com") == b"public"
