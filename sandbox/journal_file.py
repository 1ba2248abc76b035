"""The file of a journal: records behind a line for people (docs/reference/journal.md).

A file may come from a stranger, so it is decoded strictly: a `Journal` that was decoded holds together (each turn
follows from the one before, the end from the last), unless it is redacted.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

import msgspec

from sandbox.errors import AbiBroken
from sandbox.frames import decode_resume, decode_start
from sandbox.journal import (
    MAX_LIMIT,
    MAX_MEMORY_BYTES,
    End,
    Exchange,
    Header,
    Journal,
    JournalUnreadable,
    Sent,
    recorded,
)
from sandbox.runner import Answered, Broken, Crashed, Limited

MAGIC = b"skerry journal 1\n"
MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_RECORDS = 100_000
_LENGTH = struct.Struct("<I")

Record = Header | Sent | Answered | Limited | Crashed | Broken | End
_decoder: msgspec.msgpack.Decoder[Record] = msgspec.msgpack.Decoder(Record)
_encode = msgspec.msgpack.Encoder().encode


def encode(journal: Journal) -> bytes:
    """The file of a journal."""
    records = [_encode(journal.header)]
    for exchange in journal.exchanges:
        records.append(_encode(Sent(exchange.sent)))
        if exchange.turn is not None:
            records.append(_encode(exchange.turn))
    pieces = [MAGIC]
    for record in (*records, _encode(journal.end)):
        pieces += (_LENGTH.pack(len(record)), record)
    return b"".join(pieces)


def decode(data: bytes) -> Journal:
    """The journal in a file. Errors: JournalUnreadable."""
    if len(data) > MAX_FILE_BYTES:
        raise JournalUnreadable(f"a journal has at most {MAX_FILE_BYTES:,} bytes, this one has {len(data):,}")
    if not data.startswith(MAGIC):
        what = "it is of another version" if data.startswith(MAGIC.split(b"1")[0]) else "it is no journal"
        raise JournalUnreadable(f'{what}: the first line must be "{MAGIC.decode().strip()}"')
    journal = _assemble(list(_records(data)))
    _check(journal)
    if not journal.header.redacted:
        _verify(journal)
    return journal


def _records(data: bytes) -> Iterator[Record]:
    at = len(MAGIC)
    for number in range(MAX_RECORDS):
        if at == len(data):
            return
        if at + _LENGTH.size > len(data):
            raise JournalUnreadable(f"it breaks off in record {number}")
        (length,) = _LENGTH.unpack_from(data, at)
        at += _LENGTH.size
        if at + length > len(data):
            raise JournalUnreadable(f"it breaks off in record {number}: {length:,} bytes, {len(data) - at:,} are there")
        try:
            yield _decoder.decode(memoryview(data)[at : at + length])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise JournalUnreadable(f"record {number} is wrong: {error}") from None
        at += length
    raise JournalUnreadable(f"a journal has at most {MAX_RECORDS:,} records")


def _assemble(records: list[Record]) -> Journal:
    """Header, exchanges, end: nothing else, in this order."""
    header, end = (records[0], records[-1]) if records else (None, None)
    if not isinstance(header, Header) or not isinstance(end, End):
        raise JournalUnreadable("a journal begins with its header and ends with the run's end: this one was cut off")
    exchanges: list[Exchange] = []
    for number, record in enumerate(records[1:-1], 1):
        if isinstance(record, Sent):
            if exchanges and exchanges[-1].turn is None:
                raise JournalUnreadable(f"record {number}: the frame before it has no answer")
            exchanges.append(Exchange(record.frame, None))
        elif isinstance(record, Header | End) or not exchanges or exchanges[-1].turn is not None:
            raise JournalUnreadable(f"record {number} does not belong there")
        else:
            exchanges[-1] = Exchange(exchanges[-1].sent, record)
    return Journal(header, tuple(exchanges), end)


def _check(journal: Journal) -> None:
    """Errors: JournalUnreadable when a limit cannot be, or a frame of the host."""
    limits = journal.header.limits
    for name in limits.__struct_fields__:
        if not 0 <= getattr(limits, name) <= (MAX_MEMORY_BYTES if name == "memory_bytes" else MAX_LIMIT):
            raise JournalUnreadable(f"limits.{name} is {getattr(limits, name)}")
    try:
        for number, exchange in enumerate(journal.exchanges):
            (decode_resume if number else decode_start)(exchange.sent)
    except AbiBroken as error:
        raise JournalUnreadable(f"a frame of the host is wrong: {error}") from None


def _verify(journal: Journal) -> None:
    """Errors: JournalUnreadable when a turn or the end does not follow from what is before it."""
    result = recorded(journal)
    end = journal.end
    said = (end.turns, end.fuel, end.memory_bytes)
    if said != (result.turns, result.fuel, result.memory_bytes) or end.error != result.error:
        raise JournalUnreadable("what the end says of the run does not follow from its turns")
