"""The file of a journal: whole or refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox import journal, journal_file, recording
from sandbox.errors import Ended, LimitExceeded
from sandbox.frames import Call, Done, Kind, ResumeHead, StartHead, Suspended, encode
from sandbox.hearing import Hearing
from sandbox.journal import End, Exchange, Header, Journal, JournalUnreadable, Sent
from sandbox.journal_file import MAGIC, decode
from sandbox.journal_file import encode as encode_file
from sandbox.limits import Limits
from sandbox.program import Moment, Origin
from sandbox.runner import Answered, Gone, Limited, Turn, Usage
from sandbox.runner import encode as encode_turn

HEADER = Header("20260101T000000-0123456789ab", "a.integration.js", "run", Origin(moment=Moment(5)), Limits())
START = encode(Kind.START, StartHead(1000, "run", 65536), [bytes(32), b"null"])
RESUME = encode(Kind.RESUME, ResumeHead(1001, []))
WAITS = Answered(encode(Kind.SUSPENDED, Suspended(wake=1001.0, logs=[("info", "one")])), Usage(5, 1, 100))
DONE = Answered(encode(Kind.DONE, Done(), [b"[1]"]), Usage(9, 2, 200))
WHOLE = Journal(HEADER, (Exchange(START, WAITS), Exchange(RESUME, DONE)), End("done", "", 2, 9, 200))


def replaced(**parts: Any) -> Journal:
    return msgspec.structs.replace(WHOLE, **parts)


def test_a_recording_becomes_the_same_journal() -> None:
    kept, hearing = recording.Recording(HEADER), Hearing(Limits())
    for exchange in WHOLE.exchanges:
        assert exchange.turn is not None
        kept.sent(exchange.sent)
        kept.heard(encode_turn(exchange.turn))
        hearing.hear(exchange.turn)
    kept.close(None, hearing, 1.5)
    data = kept.encode()
    assert data.splitlines()[0] == b"skerry journal 1"
    assert decode(data) == replaced(end=End("done", "", 2, 9, 200, 1.5))
    assert encode_file(decode(data)) == data
    assert journal.recorded(decode(data)).value == b"[1]"


def test_a_run_that_passes_too_much_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "MAX_RECORDED_BYTES", 100)
    kept = recording.Recording(HEADER)
    for _ in range(3):
        kept.sent(bytes(60))
    kept.close(None, Hearing(Limits()), 0)
    assert (kept.too_large, kept.size) == (True, 60)
    with pytest.raises(ValueError, match="no journal"):
        kept.encode()


HOST_ENDED = {
    "in mid-turn": (Exchange(RESUME, None), End("deadline", "took too long", 1, 5, 100)),
    "by the CPU clock": (
        Exchange(RESUME, Limited("turn_cpu_ms", 101, 100, Usage(7, 9, 100))),
        End("host_limit", str(LimitExceeded("turn_cpu_ms", 101, 100)), 2, 7, 100),
    ),
    "while the guest waited": (Exchange(RESUME, WAITS), End("ended", "two reflections", 2, 5, 100)),
    "after it was done": (Exchange(RESUME, DONE), End("cancelled", "", 2, 9, 200)),
}


@pytest.mark.parametrize(("last", "end"), HOST_ENDED.values(), ids=HOST_ENDED)
def test_the_host_may_end_a_run_anywhere(last: Exchange, end: End) -> None:
    kept = replaced(exchanges=(WHOLE.exchanges[0], last), end=end)
    assert decode(encode_file(kept)) == kept
    assert journal.recorded(kept).error == end.error
    assert journal.recorded(kept).value == b"null"


def record(value: object) -> bytes:
    data = msgspec.msgpack.encode(value)
    return len(data).to_bytes(4, "little") + data


def first(turn: Turn, **changes: Any) -> Journal:
    return replaced(exchanges=(Exchange(START, turn),), **changes)


WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "it is no journal"),
    "another file": (lambda: b"\x7fELF" * 9, "it is no journal"),
    "a later version": (lambda: b"skerry journal 2\n", "of another version"),
    "nothing in it": (lambda: MAGIC, "begins with its header"),
    "no end": (lambda: MAGIC + record(HEADER), "begins with its header"),
    "too large": (lambda: MAGIC + bytes(journal_file.MAX_FILE_BYTES), "at most"),
    "an unknown record": (lambda: MAGIC + record({"type": "evil"}), "record 0 is wrong: .*evil"),
    "an unknown field": (lambda: MAGIC + record({"type": "sent", "frame": b"", "x": 1}), "unknown field"),
    "a length of 4 GiB": (lambda: MAGIC + b"\xff\xff\xff\xff", "breaks off in record 0"),
    "two headers": (lambda: MAGIC + record(HEADER) * 2 + record(WHOLE.end), "record 1 does not belong there"),
    "an answer first": (lambda: MAGIC + record(HEADER) + record(DONE) + record(WHOLE.end), "record 1 does not belong"),
    "two frames": (
        lambda: MAGIC + record(HEADER) + record(Sent(START)) * 2 + record(WHOLE.end),
        "the frame before it has no answer",
    ),
    "a run that is gone": (lambda: MAGIC + record(HEADER) + record(Gone()), "record 1 is wrong"),
    "RESUME first": (lambda: encode_file(replaced(exchanges=WHOLE.exchanges[1:])), "START with a seed"),
    "START twice": (lambda: encode_file(replaced(exchanges=(WHOLE.exchanges[0],) * 2)), "RESUME expected"),
    "a turn after the last": (
        lambda: encode_file(replaced(exchanges=(Exchange(START, DONE), Exchange(RESUME, DONE)))),
        "turn 1: another follows",
    ),
    "a guest's end that is none": (lambda: encode_file(first(WAITS)), "turn 1: nothing follows"),
    "an end in mid-turn that the guest made": (
        lambda: encode_file(replaced(exchanges=(Exchange(START, None),), end=End("done"))),
        "do not lead to its end",
    ),
    "an end that does not follow": (
        lambda: encode_file(first(DONE, end=End("failed", "x", 1, 9, 200))),
        "do not lead",
    ),
    "fuel that does not add up": (
        lambda: encode_file(first(DONE, end=End("done", "", 1, 8, 200))),
        "does not follow",
    ),
    "a path out of the folder is only text, a name is not": (
        lambda: encode_file(replaced(header=msgspec.structs.replace(HEADER, run="../x"))),
        "record 0 is wrong",
    ),
    "limits that would overflow": (
        lambda: encode_file(replaced(header=msgspec.structs.replace(HEADER, limits=Limits(turn_fuel=2**63)))),
        r"limits.turn_fuel is 9223372036854775808",
    ),
    "a seed of three bytes": (
        lambda: encode_file(replaced(header=msgspec.structs.replace(HEADER, origin=Origin(moment=Moment(1, b"abc"))))),
        "record 0 is wrong",
    ),
}


@pytest.mark.parametrize(("make", "says"), WRONG.values(), ids=WRONG)
def test_what_does_not_hold_together_is_refused(make: Callable[[], bytes], says: str) -> None:
    with pytest.raises(JournalUnreadable, match=says):
        decode(make())


def test_a_file_that_was_cut_off_anywhere_is_refused() -> None:
    data = encode_file(WHOLE)
    for length in range(len(data)):
        with pytest.raises(JournalUnreadable):
            decode(data[:length])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_changed_file_is_refused_or_holds_together(data: st.DataObject) -> None:
    whole = bytearray(encode_file(WHOLE))
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept = decode(bytes(whole))
    except JournalUnreadable:
        return
    if not kept.header.redacted:
        assert journal.recorded(kept).turns == kept.end.turns


def test_an_end_says_whose_doing_it_was() -> None:
    hearing = Hearing(Limits())
    twice = Answered(encode(Kind.SUSPENDED, Suspended([Call(1, "x"), Call(1, "x")])), Usage())
    with pytest.raises(Exception, match="used twice") as broken:
        hearing.hear(twice)
    assert journal.kind_of_end(broken.value, hearing) == "broken"
    assert journal.kind_of_end(Ended("enough"), hearing) == "ended"
    assert journal.kind_of_end(LimitExceeded("frame_bytes", 9, 8), hearing) == "host_limit"
    assert journal.kind_of_end(LimitExceeded("wall_ms", 9, 8), hearing) == "deadline"
    assert journal.kind_of_end(MemoryError(), hearing) == "lost"
