import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.egress.errors import FetchFailed
from runtime.egress.headers import clean_headers, wire_headers
from runtime.egress.url import parse_url

OWNED = [
    "Host",
    "Content-Length",
    "Transfer-Encoding",
    "Connection",
    "Upgrade",
    "TE",
    "Trailer",
    "Expect",
    "Proxy-Authorization",
    "Proxy-Connection",
    "proxy-x",
    "Accept-Encoding",
    "Keep-Alive",
    "HTTP2-Settings",
]

REFUSED = [
    ("x-a", "a\r\nx-b: c", "line break"),
    ("x-a", "a\nb", "line break"),
    ("x-a", "a\rb", "line break"),
    ("x-a", "a\0b", "control character"),
    ("x-a", "a\x7fb", "control character"),
    ("x-a", "€", "beyond latin-1"),
    ("x-€", "a", "beyond latin-1"),
    ("x a", "a", "no header name"),
    ("x-a:", "a", "no header name"),
    ("x-a\r\nhost", "a", "no header name"),
    ("", "a", "no header name"),
    ("ü", "a", "no header name"),
    ("authorization", "Negotiate abc", "NTLM and Negotiate"),
    ("Authorization", "ntlm abc", "NTLM and Negotiate"),
]


@pytest.mark.parametrize("name", OWNED)
def test_a_header_of_the_host_is_dropped(name: str) -> None:
    assert clean_headers([(name, "evil.com"), ("X-Mine", "1")]) == ((b"x-mine", b"1"),)


@pytest.mark.parametrize(("name", "value", "reason"), REFUSED)
def test_a_header_that_is_refused_is_named_without_its_value(name: str, value: str, reason: str) -> None:
    with pytest.raises(FetchFailed, match=reason) as refused:
        clean_headers([(name, value)])
    assert "x-b: c" not in str(refused.value)


def test_values_lose_the_space_around_them_and_keep_latin_1() -> None:
    assert clean_headers([("X-A", " \tü b\r\n")]) == ((b"x-a", b"\xfc b"),)


def test_headers_are_bounded() -> None:
    with pytest.raises(FetchFailed, match="has 101 headers, allowed are 100"):
        clean_headers([(f"x-{n}", "1") for n in range(101)])
    with pytest.raises(FetchFailed, match="bytes of headers, allowed are 32768"):
        clean_headers([("x-a", "a" * 40_000)])
    with pytest.raises(FetchFailed, match="more than one Authorization"):
        clean_headers([("authorization", "a"), ("Authorization", "b")])


def test_the_host_adds_its_own_headers_and_defaults() -> None:
    url = parse_url("https://api.x.com:8443/")
    assert wire_headers("POST", url, ((b"x-a", b"1"),), b"body", "skerry/1") == [
        (b"host", b"api.x.com:8443"),
        (b"content-length", b"4"),
        (b"accept-encoding", b"gzip, deflate"),
        (b"accept", b"*/*"),
        (b"user-agent", b"skerry/1"),
        (b"x-a", b"1"),
    ]
    given_by_guest = ((b"accept", b"text/html"), (b"user-agent", b"mine"))
    assert wire_headers("GET", parse_url("http://[::1]/"), given_by_guest, None, "skerry/1") == [
        (b"host", b"[::1]"),
        (b"accept-encoding", b"gzip, deflate"),
        *given_by_guest,
    ]


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=12)), max_size=4))
def test_nothing_that_is_accepted_can_leave_its_line(pairs: list[tuple[str, str]]) -> None:
    try:
        cleaned = clean_headers(pairs)
    except FetchFailed:
        return
    for name, value in cleaned:
        assert not set(name + value) & {0, 10, 13}
        assert name == name.lower()
        assert b":" not in name
