"""Path prefixes in rules, and paths that servers read in more than one way."""

import re
from urllib.parse import unquote

# Encoded "/", "\" and NUL, and the same encoded twice: some servers decode before they route, others do not, so that
# "/public/..%2fadmin" lies below "/public/" for one and not for the other.
_ENCODED_SEPARATOR = re.compile(r"%(?:25)*(?:2f|5c|00)", re.IGNORECASE)


def covers(prefix: str, path: str) -> bool:
    """Whether the path lies at or below the prefix, cut at a "/": "/v2" covers "/v2" and "/v2/x", not "/v20".

    A prefix that ends in "/" covers what lies below it only.
    """
    if prefix.endswith("/"):
        return path.startswith(prefix)
    return path == prefix or path.startswith(f"{prefix}/")


def ambiguity(path: str) -> str | None:
    """What in a path, already without dot segments, another server may read differently; None if nothing does."""
    found = _ENCODED_SEPARATOR.search(path)
    if found:
        return found.group()
    for segment in path.split("/"):
        # Servlet containers cut "..;x" at the semicolon, after the rule was checked.
        if unquote(unquote(segment)).partition(";")[0] in (".", ".."):
            return segment
    return None
