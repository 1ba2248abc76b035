"""Which literal texts must occur in a string for a pattern to match it at all.

Texts are ASCII and lower case, to be looked for in the lower-cased string: str.lower() changes no ASCII letter other
than to its lower case and puts nothing between two of them, so a text that occurs still occurs (and some that do not
occur appear to, which only costs a test).
"""

from collections.abc import Iterable

from runtime.matching.classes import Ranges, both_cases
from runtime.matching.tree import Chars, Choice, LookAround, Node, Position, Repeat, Sequence

Requirement = frozenset[str]  # one of these texts must occur

MAX_CHOICES = 16  # texts in one requirement
MAX_REQUIREMENTS = 16  # of one pattern
MAX_TEXT = 32  # characters


def requirements(node: Node) -> tuple[Requirement, ...]:
    """Each of these must be met; none of them holds an empty text."""
    found = _Runs()
    found.visit(node)
    found.end_run()
    return tuple(dict.fromkeys(found.requirements))[:MAX_REQUIREMENTS]


class _Runs:
    """Walks a pattern from left to right, joining neighbouring single characters to texts."""

    def __init__(self) -> None:
        self.run = ""
        self.requirements: list[Requirement] = []

    def end_run(self) -> None:
        if self.run:
            self.requirements.append(frozenset({self.run[:MAX_TEXT]}))
        self.run = ""

    def visit(self, node: Node) -> None:
        match node:
            case Chars(ranges):
                self.join(_letter(ranges))
            case Position():
                pass
            case Sequence(items):
                for item in items:
                    self.visit(item)
            case LookAround(item, _, negated):
                self.requirements += () if negated else requirements(item)
            case Choice(branches):
                self.end_run()
                self.choose(branches)
            case Repeat(item, low, high):
                self.repeat(item, low, high)

    def join(self, letter: str | None) -> None:
        if letter is None:
            self.end_run()
        else:
            self.run += letter

    def repeat(self, item: Node, low: int, high: int | None) -> None:
        if low == high == 1:
            self.visit(item)
            return
        self.end_run()
        if low > 0:
            self.requirements += requirements(item)

    def choose(self, branches: Iterable[Node]) -> None:
        """One text of each branch, the one whose shortest member is longest, if every branch has one."""
        best = [max(requirements(branch), key=lambda texts: min(map(len, texts)), default=None) for branch in branches]
        together = frozenset[str]().union(*(texts for texts in best if texts is not None))
        if None not in best and len(together) <= MAX_CHOICES:
            self.requirements.append(together)


def _letter(ranges: Ranges) -> str | None:
    """The character, in lower case, if the set is one ASCII character or the two cases of one letter."""
    low = ranges[0][0] if ranges else 0x80
    if low > 0x7F or sum(high - start + 1 for start, high in ranges) > 2:
        return None
    return chr(low).lower() if ranges in (((low, low),), both_cases(((low, low),))) else None
