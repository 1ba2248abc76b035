"""How deep a JSON text nests, found before it is decoded: a decoder that recurses must never meet 100,000 brackets."""

import re

# A string (also one that never ends), a bracket, or a colon. Every alternative consumes what it looked at and none
# backtracks, so the scan is linear whatever the bytes are.
_TOKENS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}:]', re.DOTALL)


def too_deep(body: bytes, limit: int) -> bytes | None:
    """Return None when at most `limit` arrays and objects are open at once, the outermost one included.

    Otherwise return the outermost object's key, still JSON with its quotes, below which it happens; `b""` where there
    is none. Takes any bytes: what is not JSON is the decoder's to refuse.
    """
    if body.count(b"[") + body.count(b"{") <= limit:  # also an upper bound: brackets inside strings are counted
        return None
    depth = 0
    string = key = b""
    for match in _TOKENS.finditer(body):
        token = match[0]
        if token in (b"[", b"{"):
            depth += 1
            if depth > limit:
                return key
        elif token in (b"]", b"}"):
            depth -= 1
        elif depth == 1 and token == b":":
            key = string
        elif depth == 1:
            string = token
    return None
