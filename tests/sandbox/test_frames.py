from __future__ import annotations

import json
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import AbiBroken
from sandbox.frames import HEADER, Call, Done, Failed, Kind, StartHead, Suspended, decode_answer, encode, split


@given(st.integers(0, 2**32), st.text(), st.lists(st.binary(max_size=50), max_size=5))
def test_what_is_encoded_is_what_is_split(now: int, export: str, parts: list[bytes]) -> None:
    kind, head, found = split(encode(Kind.START, StartHead(now, export, 1), parts))
    assert kind == Kind.START
    assert json.loads(head) == {"now": now, "export": export, "log_bytes": 1}
    assert found == parts


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=5))
def test_a_guests_answer_comes_back(parts: list[bytes]) -> None:
    calls = [Call(1, "fetch", msgspec.Raw(b'{"url":"x"}'), len(parts) - 1)]
    answer, found = decode_answer(encode(Kind.SUSPENDED, Suspended(calls, [2], 5.5, [("info", "hi")]), parts))
    assert isinstance(answer, Suspended)
    assert (answer.calls[0].id, bytes(answer.calls[0].args), answer.cancel, answer.wake) == (
        1,
        b'{"url":"x"}',
        [2],
        5.5,
    )
    assert found == parts


@given(st.binary(max_size=200))
def test_any_bytes_are_an_answer_or_a_named_error(data: bytes) -> None:
    with suppress(AbiBroken):
        decode_answer(data)


@given(st.integers(0, 100), st.binary(min_size=1, max_size=1))
def test_a_changed_byte_never_gets_past_as_another_error(position: int, byte: bytes) -> None:
    frame = encode(Kind.DONE, Done([Call(3, "cache.set")], [("warn", "x")]), [b"{}", b"body"])
    changed = frame[:position] + byte + frame[position + 1 :]
    with suppress(AbiBroken):
        decode_answer(changed)


HEAD = b"{}"
BROKEN = {
    "too short": (b"\x01\x10", "at least 8 bytes"),
    "another version": (HEADER.pack(2, Kind.DONE, 0, 0), "frame version 1 expected, got 2"),
    "head longer than the frame": (HEADER.pack(1, Kind.DONE, 0, 9) + HEAD, "the head says 9 bytes, 2 are there"),
    "part missing": (HEADER.pack(1, Kind.DONE, 1, 2) + HEAD, "part 0 is missing"),
    "part longer than the frame": (
        HEADER.pack(1, Kind.DONE, 1, 2) + HEAD + b"\x09\0\0\0abc",
        "part 0 says 9 bytes, 3 are there",
    ),
    "something behind it": (HEADER.pack(1, Kind.FAILED, 0, 2) + HEAD + b"x", "1 bytes follow the last part"),
    "too many parts": (HEADER.pack(1, Kind.DONE, 2000, 2) + HEAD, "at most 1024 parts"),
    "a frame of the host": (
        encode(Kind.START, StartHead(0, "run", 1)),
        "a guest answers with kind 16, 17 or 18, got 2",
    ),
    "head is no JSON": (HEADER.pack(1, Kind.FAILED, 0, 2) + b"{]", "the head of the answer is wrong"),
    "head of another shape": (
        HEADER.pack(1, Kind.SUSPENDED, 0, 13) + b'{"calls":[1]}',
        "the head of the answer is wrong",
    ),
    "DONE without value": (HEADER.pack(1, Kind.DONE, 0, 2) + HEAD, "DONE needs its value"),
    "call names a part that is not there": (
        encode(Kind.SUSPENDED, Suspended([Call(1, "fetch", body=1)]), [b"x"]),
        "call 1 names part 1, there are 1",
    ),
    "call id 0": (encode(Kind.SUSPENDED, Suspended([Call(0, "fetch")])), "the head of the answer is wrong"),
    "deep nesting": (
        HEADER.pack(1, Kind.SUSPENDED, 0, 100_008) + b'{"calls":'[:9] + b"[" * 99_999,
        "the head of the answer is wrong",
    ),
}


@pytest.mark.parametrize(("frame", "says"), BROKEN.values(), ids=BROKEN)
def test_a_malformed_answer_is_refused_with_the_rule_it_breaks(frame: bytes, says: str) -> None:
    with pytest.raises(AbiBroken, match=says):
        decode_answer(frame)


def test_a_failure_says_what_is_known() -> None:
    answer, _ = decode_answer(encode(Kind.FAILED, Failed("TypeError", "x is not a function", "at run")))
    assert answer == Failed("TypeError", "x is not a function", "at run")
