"""A redacted journal tells the shape of a run and nothing of what it was told or said."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from runtime.journal.redaction import redact, shape
from sandbox.frames import (
    Call,
    Done,
    Failed,
    Kind,
    Reply,
    ReplyError,
    ResumeHead,
    StartHead,
    Suspended,
    decode_answer,
    decode_resume,
    decode_start,
    encode,
)
from sandbox.journal import End, Exchange, Header, Journal
from sandbox.journal_file import decode
from sandbox.journal_file import encode as encode_journal
from sandbox.limits import Limits
from sandbox.program import Moment, Origin
from sandbox.runner import Answered, Broken, Turn, Usage

SECRET = "Xq7"  # in everything that a run is told or says
URL = f"https://{SECRET}.example.com/{SECRET}/{SECRET}?{SECRET}={SECRET}#{SECRET}"
BEGAN = 1_767_225_600_000
CONTEXT = {"context": {"type": SECRET, "page": {SECRET: [SECRET, 1234567, True, None]}}, "secrets": {SECRET: SECRET}}


def raw(value: Any) -> Any:
    return msgspec.Raw(json.dumps(value).encode())


FETCH = {"url": URL, "method": "POST", "headers": [["accept", SECRET], [f"x-{SECRET}", SECRET]], "redirect": "follow"}
RESPONSE = {
    "status": 404,
    "statusText": SECRET,
    "url": URL,
    "redirected": False,
    "headers": [["Date", SECRET]],
    SECRET: 1,
}


def answered(kind: Kind, head: Suspended | Done | Failed, *parts: bytes) -> Turn:
    return Answered(encode(kind, head, parts), Usage(10, 1, 100))


JOURNAL = Journal(
    Header(
        f"20260101T000000-{SECRET}",
        f"team/{SECRET}.integration.js",
        "run",
        Origin("engine", "50.0.1", SECRET, {f"./{SECRET}.js": SECRET}, Moment(BEGAN, SECRET.encode() * 10 + b"xx")),
        Limits(),
        "0.1.0",
    ),
    (
        Exchange(
            encode(
                Kind.START, StartHead(BEGAN, "run", 1), [SECRET.encode() * 10 + b"xx", json.dumps(CONTEXT).encode()]
            ),
            answered(
                Kind.SUSPENDED,
                Suspended(
                    [
                        Call(1, "fetch", raw(FETCH), 0),
                        Call(2, "fetch", raw({"url": f"http://{SECRET}.example.com:80/"})),
                        Call(3, "cache.set", raw({"key": SECRET, "value": {SECRET: SECRET}, "ttl": 60})),
                        Call(4, SECRET, raw(SECRET)),
                    ],
                    [9],
                    BEGAN + 50.0,
                    [("info", f"saw {SECRET}")],
                ),
                SECRET.encode(),
            ),
        ),
        Exchange(
            encode(
                Kind.RESUME,
                ResumeHead(
                    BEGAN + 20,
                    [
                        Reply(1, raw(RESPONSE), 0),
                        Reply(2, error=ReplyError("TypeError", SECRET)),
                        Reply(3, raw(SECRET)),
                    ],
                ),
                [json.dumps({SECRET: [SECRET] * 99}).encode()],
            ),
            answered(Kind.DONE, Done([], [("warn", SECRET)]), json.dumps({"results": {"content": SECRET}}).encode()),
        ),
    ),
    End("failed", f"{SECRET}: {SECRET}", 2, 10, 100, 1.0),
)


def test_nothing_of_what_it_was_told_or_said_is_left() -> None:
    redacted = redact(JOURNAL)
    data = encode_journal(redacted)
    assert SECRET.encode() not in data
    assert str(BEGAN).encode() not in data
    assert b"1234567" not in data
    assert b"example" not in data
    assert decode(data) == redacted


def test_the_shape_of_it_is() -> None:
    redacted = redact(JOURNAL)
    assert redacted.header.redacted
    (first, second), end = redacted.exchanges, redacted.end
    start, (seed, argument) = decode_start(first.sent)
    assert (start.now, seed) == (0, bytes(32))
    assert json.loads(argument)["context"] == {
        "type": "<3 characters>",
        "page": {"<key 1 of 3 characters>": ["<3 characters>", "<number>", "<boolean>", None]},
    }
    assert isinstance(first.turn, Answered)
    assert isinstance(second.turn, Answered)
    waits, (body,) = decode_answer(first.turn.frame)
    assert isinstance(waits, Suspended)
    assert (waits.cancel, waits.wake, waits.logs) == ([9], 50, [("info", "<7 characters>")])
    assert [(call.id, call.op) for call in waits.calls] == [
        (1, "fetch"),
        (2, "fetch"),
        (3, "cache.set"),
        (4, "<another>"),
    ]
    asked, other = (json.loads(bytes(call.args)) for call in waits.calls[:2])
    assert asked == {
        "url": "https://host-1/<3>/<3>?<1 parameters>",
        "method": "POST",
        "headers": [["accept", "<3 characters>"], ["<5 characters>", "<3 characters>"]],
        "redirect": "follow",
    }
    assert other["url"] == "http://host-2/"
    assert body == b"<3 bytes>"
    resume, (response,) = decode_resume(second.sent)
    assert resume.now == 20
    assert json.loads(bytes(resume.replies[0].value))["status"] == 404
    assert resume.replies[1].error == ReplyError("TypeError", "<3 characters>")
    assert response.startswith(b"<702 bytes of JSON>")
    done, (value,) = decode_answer(second.turn.frame)
    assert isinstance(done, Done)
    assert json.loads(value) == {"results": {"content": "<3 characters>"}}
    assert (end.error, end.fuel) == ("<8 characters>", 10)


BROKEN: dict[str, Turn] = {
    "FAILED": answered(Kind.FAILED, Failed(SECRET, SECRET, f"at {SECRET}\n", [("info", SECRET)])),
    "no frame": Answered(SECRET.encode() * 20, Usage()),
    "a broken rule": Broken(SECRET, Usage()),
}


@pytest.mark.parametrize("turn", BROKEN.values(), ids=BROKEN)
def test_a_run_that_went_wrong_tells_nothing_either(turn: Turn) -> None:
    header, exchanges = JOURNAL.header, (Exchange(JOURNAL.exchanges[0].sent, turn),)
    data = encode_journal(redact(Journal(header, exchanges, End("broken", SECRET, 1))))
    assert SECRET.encode() not in data
    assert decode(data).header.redacted


def test_the_servers_own_words_stay() -> None:
    end = End("deadline", "took too long: used 5,003 ms of 5,000 ms allowed (limit wall_ms)", 1, 2, 3)
    assert redact(Journal(JOURNAL.header, JOURNAL.exchanges, end)).end == end


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ""),
        (0.5, "<number>"),
        ([1] * 12, ["<number>"] * 10 + ["<2 more>"]),
        ({"url": "x", "é": 1}, {"url": "<1 characters>", "<key 2 of 1 characters>": "<number>"}),
        ([[[[[[[[[1]]]]]]]]], [[[[[[[["<deeper>"]]]]]]]]),
    ],
)
def test_a_shape(value: object, expected: object) -> None:
    assert shape(value) == expected


def test_an_object_with_many_keys_is_cut_short() -> None:
    assert len(shape({str(number): 1 for number in range(50)})) == 11
