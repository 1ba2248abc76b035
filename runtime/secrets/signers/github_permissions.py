"""What a GitHub App's token is narrowed to, as `scope` writes it: "contents:read issues:write". Pure."""

import re
from collections.abc import Mapping

_PERMISSION = re.compile(r"([a-z][a-z_]{1,60}):(read|write|admin)")


def parse_permissions(text: str | None) -> Mapping[str, str]:
    """Name -> access; empty for None: all that the app may.

    Raises:
        ValueError: names what is no permission.
    """
    found: dict[str, str] = {}
    for word in (text or "").split():
        match = _PERMISSION.fullmatch(word)
        if match is None:
            raise ValueError(f'"{word}" is no permission')
        found[match[1]] = match[2]
    return found
