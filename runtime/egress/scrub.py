"""Values that were sent never come back to the guest. Pure.

A value that stands in text as it was sent becomes what the guest knows it by; the text stays of use, as a `next` link
with an API key in it does. One that is spelled in another way, or stands in data that is no text, withholds the answer:
to take it out would break what is around it. The length of what the guest gets tells nothing, placeholders are all
of one length; headers that tell the length or a digest of the original body go.
"""

import zlib
from collections.abc import Iterator, Sequence

import msgspec

from runtime.egress.response import Answer
from runtime.egress.sent import Sent
from runtime.egress.spellings import Finder

_TEXT = (b"text/", b"json", b"xml", b"javascript", b"x-www-form-urlencoded", b"multipart/")
_OF_BODY = frozenset({b"content-length", b"content-md5", b"digest", b"content-digest", b"repr-digest"})
_MOST_PIECES = 20  # of one file; what is behind each is copied


class Reflection(msgspec.Struct, frozen=True):
    """A secret that an answer repeats: its name, how it is spelled there, and where."""

    name: str
    spelling: str
    place: str

    def __str__(self) -> str:
        return f"{self.name} as {self.spelling} in {self.place}"


class Withheld(Exception):
    """The answer repeats a secret in a way that cannot be taken out of it: the last of `reflections`."""

    def __init__(self, reflections: Sequence[Reflection]) -> None:
        super().__init__(str(reflections[-1]))
        self.reflections = reflections


class Scrubber:
    """Takes the values that were sent out of what comes back. `reflections` are those that were in it."""

    def __init__(self, sent: Sequence[Sent]) -> None:
        # The longest go first, so that no part of one is left behind.
        self._sent = sorted({pair.real: pair for pair in sent}.values(), key=lambda pair: len(pair.real), reverse=True)
        self._finder = Finder((pair.name, pair.real) for pair in self._sent)
        self.reflections: list[Reflection] = []

    def head(self, answer: Answer) -> Answer:
        """The answer with status line and headers scrubbed.

        Raises:
            Withheld: if one of them repeats a value in another spelling, or as a header's name.
        """
        if not self._finder.may_hold(b"\n".join(_texts_of_head(answer))):
            return answer
        for name, _ in answer.headers:
            self._withhold(name, "the name of a header")
        headers = tuple((name, self._header(name, value)) for name, value in answer.headers)
        return msgspec.structs.replace(answer, reason=self._text(answer.reason, "its status line"), headers=headers)

    def body(self, answer: Answer, limit: int) -> Answer:
        """The answer with its body scrubbed; one that is compressed all the same is looked into, up to `limit` bytes.

        Raises:
            Withheld: if it repeats a value in another spelling, or is not text.
        """
        if not self._sent:
            return answer
        self._withhold(_unpacked(answer.body, limit), "its compressed body")
        if not self._finder.may_hold(answer.body):
            return answer
        if not _is_text(answer):
            self._withhold(answer.body, "its body, which is not text")
        body = self._text(answer.body, "its body")
        headers = tuple(pair for pair in answer.headers if pair[0] not in _OF_BODY)
        return msgspec.structs.replace(answer, headers=headers, body=body)

    def _header(self, name: bytes, value: bytes) -> bytes:
        before = len(self.reflections)
        value = self._text(value, f"its header {name.decode('latin-1')}")
        if name == b"set-cookie":
            del self.reflections[before:]  # servers like to set a cookie again in each answer
        return value

    def _text(self, data: bytes, place: str) -> bytes:
        for pair in self._sent:
            if pair.real in data:
                self.reflections.append(Reflection(pair.name, "it was sent", place))
                data = data.replace(pair.real, pair.shown)
        self._withhold(data, place)
        return data

    def _withhold(self, data: bytes, place: str) -> None:
        if found := self._finder.find(data):
            raise Withheld((*self.reflections, Reflection(found.name, found.spelling, place)))


def _texts_of_head(answer: Answer) -> Iterator[bytes]:
    yield answer.reason
    for name, value in answer.headers:
        yield name
        yield value


def _is_text(answer: Answer) -> bool:
    kind = (answer.first(b"content-type") or b"").lower()
    if any(sign in kind for sign in _TEXT):
        return True
    try:
        answer.body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unpacked(body: bytes, limit: int) -> bytes:
    """What is in a body that is gzip or zlib data (RFC 1952, 2.3.1; RFC 1950, 2.2); nothing if it is not.

    Of gzip there may be several pieces, one behind the other (RFC 1952, 2.2).
    """
    found = b""
    for _ in range(_MOST_PIECES):
        if len(found) >= limit or not _is_packed(body):
            break
        stream = zlib.decompressobj(47)
        try:
            found += stream.decompress(body, limit - len(found))
        except zlib.error:
            break
        body = stream.unused_data
    return found


def _is_packed(body: bytes) -> bool:
    return body.startswith(b"\x1f\x8b") or (body[:1] == b"x" and int.from_bytes(body[:2], "big") % 31 == 0)
