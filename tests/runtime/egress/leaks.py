"""What somebody who sees data can make of it, written without a look at how the scrubber finds values."""

import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

PIECE = 12  # bytes of a secret that would already be worth something


def leaks(data: bytes, secret: bytes) -> bool:
    """Whether a piece of the secret can be read in the data, in upper or lower case."""
    pieces = [secret[begin : begin + PIECE].lower() for begin in range(len(secret) - PIECE + 1)]
    return any(piece in decoded for decoded in map(bytes.lower, decodings(data)) for piece in pieces)


def decodings(data: bytes) -> Iterator[bytes]:
    """What an attacker can make of what it sees, with the encodings above."""
    for text in (data, unquote_to_bytes(data), html.unescape(data.decode("latin-1")).encode("utf-8"), _unescaped(data)):
        yield text
        yield text.replace(b"\0", b"")
        for run in re.findall(rb"(?:[0-9A-Fa-f]{2}){%d,}" % PIECE, text):
            yield bytes.fromhex(run.decode())
        for run in re.findall(rb"[A-Za-z0-9+/_\s-]{%d,}" % (PIECE * 4 // 3), text):
            clean = re.sub(rb"\s", b"", run).translate(bytes.maketrans(b"-_", b"+/"))
            for begin in range(4):
                part = clean[begin:]
                yield binascii.a2b_base64(part[: len(part) // 4 * 4])


def _unescaped(data: bytes) -> bytes:
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), data.decode("latin-1"))
    return re.sub(r'\\(["\\/])', r"\1", text).encode("latin-1", "replace")
