"""The tree of a pattern: what syntax.py reads, regexp.py tells RE2, and literals.py searches for texts."""

import msgspec

from runtime.matching.classes import Ranges


class Chars(msgspec.Struct, frozen=True):
    """One code unit out of a set."""

    ranges: Ranges


class Position(msgspec.Struct, frozen=True):
    """An assertion that RE2 has too, in RE2's words: `\\A`, `\\z`, `\\b`."""

    text: str


START = Position(r"\A")


class Sequence(msgspec.Struct, frozen=True):
    """One after the other; empty, it matches the empty string."""

    items: "tuple[Node, ...]"


class Choice(msgspec.Struct, frozen=True):
    """One of the branches."""

    branches: "tuple[Node, ...]"


class Repeat(msgspec.Struct, frozen=True):
    """The item, `low` to `high` times; None is without end. Lazy or greedy is the same to a yes or no."""

    item: "Node"
    low: int
    high: int | None


class LookAround(msgspec.Struct, frozen=True):
    """A look-ahead or look-behind: the item must match here, or, if negated, must not."""

    item: "Node"
    ahead: bool
    negated: bool


Node = Chars | Position | Sequence | Choice | Repeat | LookAround

EMPTY = Sequence(())


class Tree(msgspec.Struct, frozen=True):
    """A pattern, and why its tree lets more through than the pattern does (not at all without reasons)."""

    node: Node
    reasons: tuple[str, ...]
