"""The spellings in which a host may repeat what it was sent."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable

SPELLINGS: dict[str, Callable[[bytes], bytes]] = {
    "raw": lambda value: value,
    "base64": base64.b64encode,
    "base64-1": lambda value: base64.b64encode(b"x" + value),
    "base64-2": lambda value: base64.b64encode(b"xy" + value),
    "base64url": lambda value: base64.urlsafe_b64encode(value + b"\xff\xfe"),
    "hex": lambda value: value.hex().encode(),
    "percent": lambda value: b"".join(b"%%%02x" % byte for byte in value),
    "json": lambda value: b'"' + b"".join(b"\\u%04x" % byte for byte in value) + b'"',
    "html": lambda value: b"".join(b"&#%d;" % byte for byte in value),
    "gzip": gzip.compress,
    "binary": lambda value: b"\x00\xff" + value + b"\xfe",
}
