from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runtime.egress.paths import ambiguity, covers
from runtime.egress.url import parse_url


@pytest.mark.parametrize(
    ("prefix", "path", "expected"),
    [
        ("/v2", "/v2", True),
        ("/v2", "/v2/", True),
        ("/v2", "/v2/a", True),
        ("/v2", "/v20", False),
        ("/v2", "/V2", False),
        ("/v2/", "/v2", False),
        ("/v2/", "/v2/", True),
        ("/v2/", "/v2//a", True),
        ("/v2;a", "/v2;a/b", True),
        ("/v2", "/v2;a/b", False),
        ("/a/b", "/a", False),
    ],
)
def test_a_prefix_ends_where_a_segment_does(prefix: str, path: str, expected: bool) -> None:
    assert covers(prefix, path) is expected


@pytest.mark.parametrize(
    "path",
    ["/", "/a/b.c/d..e", "/.git/x", "/a...b", "/a%20b", "/%C3%BC", "/%e0%a4%a9", "/%f0%9f%98%80", "/a;b=1", "/100%25",
     "/a%3Fb", "/a%2520b", "/100%25%20x", "/%7Euser", "/a//b", "/~", "/..a", "/%80"],
)  # fmt: skip
def test_ordinary_paths_are_clear(path: str) -> None:
    assert ambiguity(path) is None


def readings(path: str) -> set[str]:
    """What servers make of a path that decode it, some of them more than once."""
    found, seen = path.encode("ascii"), set()
    for _ in range(5):
        seen.add(found.decode("latin-1"))
        found = unquote_to_bytes(found)
    return seen


PARTS = st.sampled_from(
    ["%", "25", "2", "f", "e", "5", "c", "0", "3b", ".", "..", "/", ";", "a", "%2e", "%2F", "%20", "%00", "%25", "%32"]
)


@given(st.lists(PARTS, max_size=14))
@example(["%", "25", "25", "2", "e", "%2e", "/"])
@example(["..", "%25", "%32", "f"])
@example(["%", "%32", "e", ".", "/"])
def test_a_clear_path_has_the_same_segments_however_often_it_is_decoded(parts: list[str]) -> None:
    path = parse_url(f"https://x.com/{''.join(parts).replace('?', '')}").path
    if ambiguity(path) is not None:
        return
    for reading in readings(path):
        assert reading.count("/") == path.count("/")
        assert "\\" not in reading
        assert "\0" not in reading
        assert not any(segment.partition(";")[0].rstrip(" ") in (".", "..") for segment in reading.split("/"))
