"""What a guest gets back, and which of the response's headers it sees."""

import httpcore
import msgspec

from runtime.egress.errors import FetchFailed
from runtime.egress.limits import EgressLimits

# They describe the connection, which is the host's (RFC 9110, 7.6.1).
_HOP_BY_HOP = frozenset({b"connection", b"keep-alive", b"te", b"trailer", b"transfer-encoding", b"upgrade"})
# They describe the body as it was before it was decompressed.
_OF_ENCODED_BODY = frozenset({b"content-encoding", b"content-length"})


class ResponseHead(msgspec.Struct, frozen=True, rename="camel"):
    """All of a response but its body; encoded as JSON it is the value of the reply to the guest's call."""

    status: int
    status_text: str
    url: str
    redirected: bool
    headers: tuple[tuple[str, str], ...]


class GuestResponse(msgspec.Struct, frozen=True):
    """A response with its whole body, decompressed."""

    head: ResponseHead
    body: bytes

    def reply(self) -> msgspec.Raw:
        """The head as JSON."""
        return msgspec.Raw(msgspec.json.encode(self.head))


class Answer(msgspec.Struct, frozen=True):
    """What came back for one hop, header names in lower case; the guest sees it once it is scrubbed."""

    status: int
    reason: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def first(self, name: bytes) -> bytes | None:
        """The first value of the header with this lower-case name."""
        return next((value for known, value in self.headers if known == name), None)


def answer_head(response: httpcore.Response, limits: EgressLimits) -> Answer:
    """An answer without its body, with the headers that a guest may see.

    Raises:
        FetchFailed: if there are too many or too large ones.
    """
    received = response.headers
    size = sum(len(name) + len(value) for name, value in received)
    if len(received) > limits.response_headers or size > limits.response_header_bytes:
        raise FetchFailed(
            f"fetch failed: the response has {len(received)} headers of {size} bytes, allowed are "
            f"{limits.response_headers} of {limits.response_header_bytes}: raise response_headers or "
            "response_header_bytes in [egress] of skerry.toml"
        )
    visible = ((name.lower(), value) for name, value in received)
    headers = tuple(pair for pair in visible if pair[0] not in _HOP_BY_HOP and pair[0][:6] != b"proxy-")
    return Answer(response.status, response.extensions.get("reason_phrase", b""), headers, b"")


def guest_response(answer: Answer, url: str, *, redirected: bool) -> GuestResponse:
    """What the guest gets of the last answer; `url` is the one that answered."""
    decoded = answer.first(b"content-encoding") is not None
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in answer.headers
        if not (decoded and name in _OF_ENCODED_BODY)
    )
    head = ResponseHead(answer.status, answer.reason.decode("latin-1"), url, redirected, headers)
    return GuestResponse(head, answer.body)
