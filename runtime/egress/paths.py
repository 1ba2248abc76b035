"""Path prefixes in rules, and paths that servers read in more than one way."""

import re
from urllib.parse import unquote_to_bytes

# A server may decode before it routes, once or more often, so "%2f" is also looked for as "%252f", "%25252f", ...
_PERCENT = "%(?:25)*"
_SEPARATOR = "2f|5c"
_CONTROL = "[01][0-9a-f]|7f"  # a path is cut there, or a line ended in the request to a server behind
# "/" and "." in forms that no encoder writes, but some decoders read: UTF-8 that is too long (RFC 3629, 10), %uXXXX.
_OVERLONG = f"c[01]|e0{_PERCENT}[89]|f0{_PERCENT}8|u[0-9a-f]"
# Dot segments that the URL standard does not take for such: encoded twice; cut at a semicolon, as servlet containers
# do; with blanks or more dots, as Windows has them.
_DOT = rf"(?:\.|{_PERCENT}2e)"
_DOT_OR_SPACE = rf"(?:\.|{_PERCENT}2[e0])"
_SEMICOLON = f"(?:;|{_PERCENT}3b)"
_DOT_SEGMENT = rf"(?<=/){_DOT}{_DOT_OR_SPACE}*(?:{_SEMICOLON}[^/]*)?(?=/|\Z)"

_SUSPECT = re.compile(r"%|/\.")
_TWICE = re.compile(r"%[0-9a-f]?%|%25", re.IGNORECASE)  # decoded once, it may hold an escape that was none before
_DECODINGS = 5  # more than any chain of servers does
_AMBIGUOUS = re.compile(f"{_PERCENT}(?:{_SEPARATOR}|{_CONTROL}|{_OVERLONG})|{_DOT_SEGMENT}", re.IGNORECASE)


def covers(prefix: str, path: str) -> bool:
    """Whether the path lies at or below the prefix, cut at a "/": "/v2" covers "/v2" and "/v2/x", not "/v20".

    A prefix that ends in "/" covers what lies below it only.
    """
    if not path.startswith(prefix):
        return False
    return prefix.endswith("/") or len(path) == len(prefix) or path[len(prefix)] == "/"


def ambiguity(path: str) -> str | None:
    """What in a path, already without dot segments, another server may read differently; None if nothing does."""
    if _SUSPECT.search(path) is None:
        return None
    for _ in range(_DECODINGS):
        if found := _AMBIGUOUS.search(path):
            return found.group()
        if _TWICE.search(path) is None:
            return None
        path = unquote_to_bytes(path).decode("latin-1")  # "%25%32%66" is "%2f" then
    found = _TWICE.search(path)
    return found.group() if found else None
