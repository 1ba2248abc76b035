"""JavaScript patterns in RE2: linear time, and exactly JavaScript's answer or an honest "ask the engine".

Strings are matched as UTF-16 code units, as JavaScript does: each unit is encoded as a UTF-8 character of its own,
surrogates too (CESU-8), and RE2 gets sets of units by number. So nothing depends on RE2's own idea of classes, case or
lines. Source for the meaning: ECMA-262, "Pattern Semantics".
"""

import functools
from collections.abc import Iterator

import msgspec
import re2

from runtime.matching import syntax
from runtime.matching.classes import LAST, Ranges, code_units
from runtime.matching.literals import Requirement, requirements
from runtime.matching.operators import Pattern
from runtime.matching.tree import START, Chars, Choice, LookAround, Node, Position, Repeat, Sequence, Tree

# Bytes that RE2 may use for one pattern: its program, and the states it keeps while matching (when they do not fit it
# goes on without keeping them, slower and still in linear time).
MEMORY_PER_PATTERN = 256 * 1024
# Bytes of RE2 text: a few dozen classes with long lists of ranges.
MAX_TEXT = 20_000


class Search(msgspec.Struct, frozen=True):
    """A text for RE2, and whether it has to be found."""

    text: str
    found: bool = True


class Translation(msgspec.Struct, frozen=True):
    """What RE2 can say of a pattern: a string matches only if all searches come out as they have to.

    With `reasons` that is necessary but not enough, and a JavaScript engine decides.
    """

    searches: tuple[Search, ...]
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
        return Translation((), (str(reason),))
    translation = _translate(tree)
    refusal = next(filter(None, (_refusal(search.text) for search in translation.searches)), None)
    return translation if refusal is None else Translation((), (refusal,))


def _translate(tree: Tree) -> Translation:
    """Look-aheads at the very beginning are searches of their own, as they share a place and nothing else."""
    looks, rest = _leading_looks(tree.node)
    hidden = any(map(_looks_around, (rest, *(look.item for look in looks))))
    reasons = (*tree.reasons, "look-around that is not at the beginning") if hidden else tree.reasons
    # A look-ahead that lets too much through says nothing when it is negated.
    usable = [look for look in looks if not look.negated or not reasons]
    searches = [Search(rf"\A(?:{_emit(look.item)})", not look.negated) for look in usable]
    return Translation((Search(_emit(rest)), *searches), reasons, requirements(tree.node))


def _leading_looks(node: Node) -> tuple[list[LookAround], Node]:
    """The look-aheads that follow an anchoring ^, and the pattern without them."""
    items = list(_flat(node))
    if items[:1] != [START]:
        return [], node
    first_other = next((place for place, item in enumerate(items) if not _at_start(item)), len(items))
    looks = [item for item in items[:first_other] if isinstance(item, LookAround)]
    return looks, Sequence((START, *items[first_other:]))


def _flat(node: Node) -> Iterator[Node]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _flat(item)
    else:
        yield node


def _at_start(item: Node) -> bool:
    return item == START or (isinstance(item, LookAround) and item.ahead)


def _looks_around(node: Node) -> bool:
    match node:
        case LookAround():
            return True
        case Sequence(items) | Choice(items):
            return any(map(_looks_around, items))
        case Repeat(item):
            return _looks_around(item)
    return False


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


def possible(translation: Translation, subject: bytes) -> bool:
    """Whether all searches in a subject that `encode` made come out as they have to."""
    return all((_compiled(one.text).search(subject) is not None) is one.found for one in translation.searches)


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
