import contextlib
import gzip
import zlib
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.egress.body import read_body
from runtime.egress.errors import FetchFailed


async def chunks(data: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


CODINGS = [
    ("", lambda data: data),
    ("identity", lambda data: data),
    ("gzip", gzip.compress),
    ("X-GZIP", gzip.compress),
    ("gzip", lambda data: gzip.compress(data[:7]) + gzip.compress(data[7:])),
    ("gzip", lambda data: gzip.compress(data) + bytes(9)),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
]


@pytest.mark.parametrize("size", [1, 7, 65_536])
@pytest.mark.parametrize("coding", CODINGS)
async def test_a_body_is_decoded(coding: tuple[str, object], size: int) -> None:
    name, encode = coding
    assert callable(encode)
    data = b"some text " * 50
    assert await read_body(chunks(encode(data), size), name, 5_000) == data


async def test_an_empty_body_may_claim_any_coding_that_is_known() -> None:
    assert await read_body(chunks(b"", 1), "gzip", 10) == b""


@pytest.mark.parametrize(("name", "encode"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("", bytes)])
async def test_a_body_of_exactly_the_limit_passes_and_one_byte_more_does_not(name: str, encode: object) -> None:
    assert callable(encode)
    assert len(await read_body(chunks(encode(bytes(10_000)), 100), name, 10_000)) == 10_000
    with pytest.raises(FetchFailed, match="allowed are 9999: ask for less, or raise response_bytes in \\[egress\\]"):
        await read_body(chunks(encode(bytes(10_000)), 100), name, 9_999)


async def test_a_gzip_bomb_ends_at_the_limit() -> None:
    bomb = gzip.compress(bytes(60_000_000), compresslevel=1)
    with pytest.raises(FetchFailed, match=r"has 5[0-9]{6} bytes or more, allowed are 5000000"):
        await read_body(chunks(bomb, 65_536), "gzip", 5_000_000)


async def test_members_that_decode_to_nothing_count_as_they_arrive() -> None:
    with pytest.raises(FetchFailed, match="allowed are 10000"):
        await read_body(chunks(gzip.compress(b"") * 1_000, 1_000), "gzip", 10_000)


@pytest.mark.parametrize(
    ("encoding", "data", "reason"),
    [
        ("gzip", b"not gzip", "not valid gzip"),
        ("gzip", gzip.compress(b"text")[:-4], "ends too early"),
        ("deflate", b"\xff\xff\xff", "not valid deflate"),
        ("br", b"x", "encoded as 'br', which was not asked for"),
        ("gzip, gzip", b"x", "which was not asked for"),
        ("\xff" * 200, b"x", "which was not asked for"),
    ],
)
async def test_a_body_that_cannot_be_decoded_says_so(encoding: str, data: bytes, reason: str) -> None:
    with pytest.raises(FetchFailed, match=reason):
        await read_body(chunks(data, 3), encoding, 1_000)


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", ""]), st.integers(1, 50))
async def test_hostile_bytes_decode_or_fail_by_name(data: bytes, encoding: str, size: int) -> None:
    with contextlib.suppress(FetchFailed):
        assert len(await read_body(chunks(data, size), encoding, 200)) <= 200
