"""JavaScript patterns in RE2: linear time, and exactly JavaScript's answer or an honest "ask the engine".

Strings are matched as UTF-16 code units, as JavaScript does: each unit is encoded as a UTF-8 character of its own,
surrogates too (CESU-8), and RE2 gets sets of units by number. So nothing depends on RE2's own idea of classes, case or
lines. Source for the meaning: ECMA-262, "Pattern Semantics".
"""

import functools

import msgspec
import re2

from runtime.matching import syntax
from runtime.matching.classes import LAST, Ranges, code_units
from runtime.matching.literals import Requirement, requirements
from runtime.matching.operators import Pattern
from runtime.matching.tree import Chars, Choice, LookAround, Node, Position, Repeat, Sequence

# Bytes that RE2 may use for one pattern: its program, and the states it keeps while matching (when they do not fit it
# goes on without keeping them, slower and still in linear time).
MEMORY_PER_PATTERN = 256 * 1024
# Bytes of RE2 text: a few dozen classes with long lists of ranges.
MAX_TEXT = 20_000


class Translation(msgspec.Struct, frozen=True):
    """What RE2 can say of a pattern.

    With `reasons` the engine decides, and RE2's yes is only a necessary condition; without `text` RE2 says nothing.
    """

    text: str | None
    reasons: tuple[str, ...] = ()
    required: tuple[Requirement, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether RE2's answer is JavaScript's."""
        return not self.reasons


@functools.lru_cache(maxsize=20_000)  # a catalog that is loaded again has mostly the same patterns
def translate(pattern: Pattern) -> Translation:
    """Says which part of deciding a pattern RE2 can do. Pure; never raises."""
    try:
        tree = syntax.parse(pattern.source, pattern.flags)
    except syntax.Unreadable as reason:
        return Translation(None, (str(reason),))
    text = _emit(tree.node)
    refusal = _refusal(text)
    if refusal is not None:
        return Translation(None, (refusal,))
    return Translation(text, tree.reasons, requirements(tree.node))


def _refusal(text: str) -> str | None:
    if len(text) > MAX_TEXT:
        return "its size"
    try:
        _compiled(text)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        return f"RE2 refuses it ({reason.decode(errors='replace') if isinstance(reason, bytes) else reason})"
    return None


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = MEMORY_PER_PATTERN
    options.log_errors = False
    options.never_capture = True
    return options


@functools.lru_cache(maxsize=20_000)
def _compiled(text: str) -> "re2._Regexp":
    return re2.compile(text, _options())


def search(text: str, subject: bytes) -> bool:
    """Whether a translation's text matches somewhere in a subject that `encode` made."""
    return _compiled(text).search(subject) is not None


def encode(value: str) -> bytes:
    """A string as RE2 gets it: one UTF-8 character for each UTF-16 code unit."""
    return code_units(value).encode("utf-8", "surrogatepass")


def _emit(node: Node) -> str:
    match node:
        case Chars(ranges):
            return _class(ranges)
        case Position(text):
            return text
        case LookAround():
            return ""
        case Sequence(items):
            return "".join(_emit(item) if not isinstance(item, Choice) else f"(?:{_emit(item)})" for item in items)
        case Choice(branches):
            return "|".join(_emit(branch) for branch in branches)
        case Repeat(item, low, high):
            return f"(?:{_emit(item)}){_count(low, high)}"


def _count(low: int, high: int | None) -> str:
    if high is None:
        return {0: "*", 1: "+"}.get(low, f"{{{low},}}")
    return "?" if (low, high) == (0, 1) else f"{{{low},{high}}}"


def _class(ranges: Ranges) -> str:
    if not ranges:
        return r"[^\x{0}-\x{10ffff}]"
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return _unit(ranges[0][0])
    # No subject has a character beyond U+FFFF. RE2's program is smaller when a set runs to its own end; and with one
    # such character in it a set of two, [Ss], stays a set: RE2 would make it s with case folding, which adds U+017F.
    spans = [rf"{_unit(low)}-{_unit(0x10FFFF if high == LAST else high)}" for low, high in ranges]
    return f"[{''.join(spans)}{_unit(0x10FFFF) if len(ranges) == 2 else ''}]"


def _unit(code: int) -> str:
    return chr(code) if code < 0x80 and chr(code).isalnum() else f"\\x{{{code:x}}}"
