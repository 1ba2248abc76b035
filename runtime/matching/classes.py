"""Sets of UTF-16 code units: JavaScript's `\\d`, `\\w`, `\\s`, `.`, and what the `i` flag adds.

Without the `u` flag a JavaScript pattern is matched against code units, so these sets end at U+FFFF.
Source: ECMA-262, "CharacterClassEscape", "Runtime Semantics: CompileToCharSet", "Canonicalize".
"""

import re

Ranges = tuple[tuple[int, int], ...]  # sorted, inclusive, neither touching nor overlapping

LAST = 0xFFFF
EVERY: Ranges = ((0, LAST),)
NONE: Ranges = ()


def normal(ranges: list[tuple[int, int]]) -> Ranges:
    """Sorted and merged."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def union(*sets: Ranges) -> Ranges:
    """What is in any of them."""
    return normal([pair for ranges in sets for pair in ranges])


def inverse(ranges: Ranges) -> Ranges:
    """All other code units."""
    gaps, start = [], 0
    for low, high in ranges:
        if low > start:
            gaps.append((start, low - 1))
        start = high + 1
    if start <= LAST:
        gaps.append((start, LAST))
    return tuple(gaps)


DIGIT: Ranges = ((0x30, 0x39),)
WORD: Ranges = normal([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
LINE_END: Ranges = normal([(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)])
# WhiteSpace and LineTerminator of ECMA-262: tab, VT, FF, BOM, Unicode's category Zs, and the line ends.
SPACE: Ranges = union(
    LINE_END,
    normal([(0x09, 0x0C), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A)]),
    normal([(0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)]),
)

ESCAPES: dict[str, Ranges] = {
    "d": DIGIT,
    "D": inverse(DIGIT),
    "w": WORD,
    "W": inverse(WORD),
    "s": SPACE,
    "S": inverse(SPACE),
}


def both_cases(ranges: Ranges) -> Ranges:
    """The set with the other case of each ASCII letter in it: what `i` means as long as no other letter was written.

    ECMA-262's Canonicalize without `u` never maps a non-ASCII code unit to an ASCII one, so U+017F and U+212A are not
    the letters s and k here (with RE2's `(?i)` they are). The sets of ESCAPES are closed under it.
    """
    added = list(ranges)
    for low, high in ranges:
        for start, end, shift in ((0x41, 0x5A, 0x20), (0x61, 0x7A, -0x20)):
            first, last = max(low, start), min(high, end)
            if first <= last:
                added.append((first + shift, last + shift))
    return normal(added)


_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def code_units(text: str) -> str:
    """The text with each character beyond U+FFFF as its two surrogates: what JavaScript sees."""
    return text if text.isascii() else _ASTRAL.sub(_surrogates, text)


def _surrogates(match: re.Match[str]) -> str:
    offset = ord(match[0]) - 0x10000
    return chr(0xD800 + (offset >> 10)) + chr(0xDC00 + (offset & 0x3FF))
