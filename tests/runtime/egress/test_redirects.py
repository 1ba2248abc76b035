import msgspec
import pytest

from runtime.egress.errors import FetchFailed
from runtime.egress.redirects import is_redirect, next_hop
from runtime.egress.request import Hop
from runtime.egress.response import Answer
from runtime.egress.url import parse_url

HEADERS = (
    (b"authorization", b"Bearer x"),
    (b"cookie", b"a=b"),
    (b"content-type", b"text/plain"),
    (b"x-mine", b"1"),
)


def hop(method: str, body: bytes | None) -> Hop:
    return Hop(method, parse_url("https://a.com/from"), HEADERS, body)


def answer(status: int, location: bytes | None) -> Answer:
    return Answer(status, b"", ((b"location", location),) if location is not None else (), b"")


@pytest.mark.parametrize(
    ("status", "method", "then", "keeps_body"),
    [
        (301, "POST", "GET", False),
        (302, "POST", "GET", False),
        (303, "POST", "GET", False),
        (303, "DELETE", "GET", False),
        (303, "HEAD", "HEAD", False),
        (301, "PUT", "PUT", True),
        (302, "GET", "GET", False),
        (307, "POST", "POST", True),
        (308, "PATCH", "PATCH", True),
    ],
)
def test_the_method_changes_as_the_fetch_standard_has_it(status: int, method: str, then: str, keeps_body: bool) -> None:
    body = None if method in ("GET", "HEAD") else b"data"
    following = next_hop(hop(method, body), answer(status, b"/to"))
    assert following.method == then
    assert following.body == (b"data" if keeps_body else None)
    assert (b"content-type" in dict(following.headers)) == (then == method)
    assert following.url.href == "https://a.com/to"
    assert dict(following.headers)[b"authorization"] == b"Bearer x"


@pytest.mark.parametrize("location", [b"https://b.com/", b"http://a.com/", b"https://a.com:8443/", b"//sub.a.com/"])
def test_credentials_stay_with_their_origin(location: bytes) -> None:
    following = next_hop(hop("GET", None), answer(302, location))
    assert dict(following.headers) == {b"content-type": b"text/plain", b"x-mine": b"1"}


@pytest.mark.parametrize(
    ("location", "to"),
    [
        (b"https://b.com/x", "https://b.com/x"),
        (b"/x", "https://a.com/x"),
        (b"x?y", "https://a.com/x?y"),
        (b"?y", "https://a.com/?y"),
    ],
)
def test_of_a_url_that_is_secret_nothing_goes_into_the_next_one(location: bytes, to: str) -> None:
    secret = msgspec.structs.replace(
        hop("GET", None), url=parse_url("https://a.com/s3cret/hook?key=1"), shown_url="https://skerry_x.invalid/"
    )
    following = next_hop(secret, answer(302, location))
    assert (following.url.href, following.shown) == (to, to)


def test_only_a_redirect_with_a_location_is_one() -> None:
    assert is_redirect(answer(302, b"/"))
    assert not is_redirect(answer(302, None))
    assert not is_redirect(answer(300, b"/"))
    assert not is_redirect(answer(304, b"/"))


@pytest.mark.parametrize("location", [b"ftp://x/", b"https://u:p@x.com/", b"javascript:1", b"https://"])
def test_a_location_that_is_not_followed_names_who_sent_it(location: bytes) -> None:
    with pytest.raises(FetchFailed, match=r"a\.com redirects to a place that is not followed"):
        next_hop(hop("GET", None), answer(302, location))


def test_a_location_is_read_as_utf_8_else_latin_1() -> None:
    assert next_hop(hop("GET", None), answer(302, "/ü".encode())).url.path == "/%C3%BC"
    assert next_hop(hop("GET", None), answer(302, b"/\xfc")).url.path == "/%C3%BC"
