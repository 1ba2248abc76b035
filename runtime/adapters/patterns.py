"""What may stand in the pattern of a part of an address: the part of the URL Pattern standard that needs no regular
expressions. Only judged here; the extension is what matches addresses.

/browse/:issue    ":issue" is a group: some text without "/", at least one character
/:path+           with "+" several segments, with "*" any number, with "?" one or none
/docs/*           "*" is a group without a name: any text; such groups are called "0", "1", ...

https://urlpattern.spec.whatwg.org/
"""

import re
from collections import Counter
from typing import Literal

from runtime.adapters.refused import Refused

Part = Literal["path", "search", "hash"]

MAX_PATTERN = 256  # characters
MAX_GROUPS = 8  # in one pattern

_GROUP = re.compile(r":([A-Za-z][A-Za-z0-9]*)([+*?]?)")
_LITERAL = re.compile(r"%[0-9A-Fa-f]{2}|[A-Za-z0-9/&=!@,;$'._~-]")
_MODIFIERS = "?+*"
# What begins each part of an address, and may begin its pattern.
_FIRST: dict[Part, str] = {"path": "", "search": "?", "hash": "#"}


def groups_of(pattern: str, part: Part) -> tuple[str, ...]:
    """The names of the groups of a pattern, in their order.

    Raises:
        Refused: if it is no pattern of ours.
    """
    if not 0 < len(pattern) <= MAX_PATTERN:
        raise Refused(f"it has {len(pattern)} characters", f"write 1 to {MAX_PATTERN}")
    if part == "path" and pattern[0] not in "/*":
        raise Refused(f'{_shown(pattern)} does not begin with "/", as every path does', f'write "/{pattern[:40]}"')
    found: list[str] = []
    at = len(_FIRST[part]) if pattern.startswith(_FIRST[part]) else 0
    unnamed = 0
    while at < len(pattern):
        group = _GROUP.match(pattern, at)
        if group is not None:
            found.append(group[1])
            at = group.end()
            _refuse_longer_name(pattern, at, group)
        elif pattern[at] == "*":
            found.append(str(unnamed))
            unnamed += 1
            at += 1
        else:
            at = _after_literal(pattern, at, part)
            continue
        if pattern[at : at + 1] and pattern[at] in _MODIFIERS:
            raise Refused(f'"{pattern[at]}" stands behind "{pattern[at - 1]}" in {_shown(pattern)}', "leave it out")
    _refuse_crowd(pattern, found)
    return tuple(found)


def _refuse_longer_name(pattern: str, at: int, group: re.Match[str]) -> None:
    """Browsers take "_" and "$" for a part of a group's name."""
    if not group[2] and pattern[at : at + 1] in ("_", "$"):
        raise Refused(f'the group "{group[0]}{pattern[at]}..." is no name of letters and digits', "rename it")


def _refuse_crowd(pattern: str, found: list[str]) -> None:
    if len(found) > MAX_GROUPS:
        raise Refused(f"{_shown(pattern)} has {len(found)} groups", f"write at most {MAX_GROUPS}")
    name, count = Counter(found).most_common(1)[0] if found else ("", 1)
    if count > 1:
        raise Refused(f'the group "{name}" stands {count} times in {_shown(pattern)}', "give each a name of its own")


def _after_literal(pattern: str, at: int, part: Part) -> int:
    literal = _LITERAL.match(pattern, at)
    if literal is not None:
        return literal.end()
    character = pattern[at]
    if character == "#" and part == "hash":
        return at + 1
    raise Refused(f"{character!a} cannot stand there in {_shown(pattern)}", _remedy(character, part))


def _remedy(character: str, part: Part) -> str:
    match character:
        case "(" | ")" | "{" | "}" | "[" | "]" | "\\" | "|" | "^":
            return 'there are no regular expressions; write groups, as in "/browse/:issue"'
        case "?" | "#" if part == "path":
            return "what follows belongs to " + ("search" if character == "?" else "hash")
        case "?" | "+":
            return f'it is for groups, as in ":name{character}"; for the character itself write %{ord(character):02X}'
        case ":":
            return 'a group has a name, as in ":issue"; for the character itself write %3A'
        case "%":
            return "two hex digits follow, as in %2F"
    return f"write {''.join(f'%{byte:02X}' for byte in character.encode('utf-8', 'replace'))}"


def _shown(pattern: str) -> str:
    return f'"{pattern}"' if len(pattern) <= 60 else f'"{pattern[:57]}..."'
