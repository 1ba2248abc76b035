"""Reads a JavaScript pattern (ECMA-262 without the `u` and `v` flags) into a tree over UTF-16 code units.

It is strict and knows a subset. What is in the grammar but beyond RE2 (back-references, anchors with `m`, `\\B`, other
letters under `i`) becomes a node that lets more through, and its reason is kept: the tree is then a
necessary condition only. Whatever else is not known raises Unreadable.
"""

import re

from runtime.matching import classes
from runtime.matching.classes import Ranges, code_units
from runtime.matching.tree import EMPTY, START, Chars, Choice, LookAround, Node, Position, Repeat, Sequence, Tree

MAX_REPEAT = 1000  # RE2's own bound for {n}
MAX_DEPTH = 50  # groups in one another


class Unreadable(Exception):
    """The pattern is outside the subset; the message says why."""


def parse(source: str, flags: str) -> Tree:
    """Reads a pattern; raises Unreadable."""
    if not set(flags) <= set("dgimsuvy") or len(set(flags)) != len(flags):
        raise Unreadable(f"flags {flags!r}")
    if "u" in flags or "v" in flags:
        raise Unreadable("the u and v flags match code points")
    return _Parser(code_units(source), flags).tree()


_QUANTIFIER = re.compile(r"(?:([*+?])|\{([0-9]{1,4})(?:(,)([0-9]{1,4})?)?\})\??")
_SIMPLE = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_CONTROL = {"t": 0x09, "n": 0x0A, "v": 0x0B, "f": 0x0C, "r": 0x0D}
_HEX = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
_BACK_REFERENCE = re.compile(r"[1-9][0-9]*")
_GROUP_NAME = re.compile(r"\?<[A-Za-z_$][A-Za-z0-9_$]*>")
_LOOK_AROUND = re.compile(r"\(\?(<?)([=!])")


class _Parser:
    """Recursive descent; one use."""

    def __init__(self, text: str, flags: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.groups = 0
        self.names: set[str] = set()
        self.highest_reference = 0
        self.flags = flags
        self.reasons: dict[str, None] = {}

    def tree(self) -> Tree:
        node = self.disjunction()
        if self.at < len(self.text):
            raise Unreadable("an unmatched )")
        if self.highest_reference > self.groups:
            raise Unreadable("an octal escape")
        return Tree(Sequence((START, node)) if "y" in self.flags else node, tuple(self.reasons))

    def beyond(self, reason: str, instead: Node) -> Node:
        self.reasons[reason] = None
        return instead

    def next_is(self, text: str) -> bool:
        return self.text.startswith(text, self.at)

    def take(self, text: str) -> bool:
        found = self.next_is(text)
        self.at += len(text) if found else 0
        return found

    def take_match(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        found = expression.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found

    def disjunction(self) -> Node:
        branches = [self.alternative()]
        while self.take("|"):
            branches.append(self.alternative())
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def alternative(self) -> Node:
        items = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            items.append(self.term())
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def term(self) -> Node:
        assertion = self.assertion()
        if assertion is not None:
            if self.at < len(self.text) and self.text[self.at] in "*+?{":
                raise Unreadable("a repeated assertion")
            return assertion
        return self.quantified(self.atom())

    def assertion(self) -> Node | None:
        many_lines = "m" in self.flags
        if self.take("^"):
            return self.beyond("^ with the m flag", EMPTY) if many_lines else START
        if self.take("$"):
            return self.beyond("$ with the m flag", EMPTY) if many_lines else Position(r"\z")
        if self.take(r"\b"):
            return Position(r"\b")
        if self.take(r"\B"):
            # RE2 finds one inside the UTF-8 bytes of a character.
            return self.beyond(r"\B", EMPTY)
        look = _LOOK_AROUND.match(self.text, self.at)
        return LookAround(self.group(), ahead=not look[1], negated=look[2] == "!") if look else None

    def quantified(self, item: Node) -> Node:
        found = self.take_match(_QUANTIFIER)
        if found is None:
            if self.next_is("{"):
                raise Unreadable("a literal {, or a count of more than four digits")
            return item
        low, high = self.bounds(found)
        if self.at < len(self.text) and self.text[self.at] in "*+?{":
            raise Unreadable("nothing to repeat")
        return Repeat(item, low, high)

    def bounds(self, found: re.Match[str]) -> tuple[int, int | None]:
        sign, least, comma, most = found.groups()
        if sign:
            return _SIMPLE[sign]
        low = int(least)
        high = int(most) if most else None if comma else low
        if max(low, high or 0) > MAX_REPEAT:
            raise Unreadable(f"a count of more than {MAX_REPEAT}")
        if high is not None and high < low:
            raise Unreadable("a count out of order")
        return low, high

    def atom(self) -> Node:
        symbol = self.text[self.at]
        if symbol == "(":
            return self.group()
        if symbol == "[":
            return self.char_class()
        if symbol == "\\":
            return self.escape()
        if symbol in "*+?{":
            raise Unreadable("nothing to repeat, or a literal {")
        self.at += 1
        if symbol == ".":
            return Chars(classes.EVERY if "s" in self.flags else classes.inverse(classes.LINE_END))
        return self.char(ord(symbol))

    def char(self, unit: int) -> Node:
        return self.chars(((unit, unit),))

    def chars(self, written: Ranges, escapes: Ranges = classes.NONE, *, negated: bool = False) -> Node:
        """A set of what was written out and of what came from \\d and its like."""
        if "i" in self.flags and written and written[-1][1] > 0x7F:
            return self.beyond("letters beyond ASCII with the i flag", Chars(classes.EVERY))
        ranges = classes.union(classes.both_cases(written) if "i" in self.flags else written, escapes)
        return Chars(classes.inverse(ranges) if negated else ranges)

    def group(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable(f"groups more than {MAX_DEPTH} deep")
        if not self.take("(?:") and not self.take_match(_LOOK_AROUND):
            self.capture()
        node = self.disjunction()
        if not self.take(")"):
            raise Unreadable("an unmatched (")
        self.depth -= 1
        return node

    def capture(self) -> None:
        self.at += 1
        self.groups += 1
        name = self.take_match(_GROUP_NAME)
        if name is None and self.next_is("?"):
            raise Unreadable("a group of another kind")
        if name is not None:
            if name[0] in self.names:
                raise Unreadable("two groups of one name")
            self.names.add(name[0])

    def escape(self) -> Node:
        self.at += 1
        reference = self.take_match(_BACK_REFERENCE)
        if reference:
            self.highest_reference = max(self.highest_reference, int(reference[0][:9]))
            return self.beyond("a back-reference", Repeat(Chars(classes.EVERY), 0, None))
        escaped = self.escaped()
        return self.char(escaped) if isinstance(escaped, int) else self.chars(classes.NONE, escaped)

    def escaped(self) -> int | Ranges:
        """After a backslash, inside a class or outside: the code unit or the set that is meant."""
        code = self.take_match(_HEX)
        if code:
            return int(code[1] or code[2], 16)
        letter = self.text[self.at : self.at + 1]
        self.at += 1
        if letter in classes.ESCAPES:
            return classes.ESCAPES[letter]
        if letter in _CONTROL:
            return _CONTROL[letter]
        if letter == "0" and not self.text[self.at : self.at + 1].isdecimal():
            return 0
        if not letter or letter.isalnum() or not letter.isascii():
            raise Unreadable(f"the escape \\{letter}")
        return ord(letter)

    def char_class(self) -> Node:
        self.at += 1
        negated = self.take("^")
        written: list[tuple[int, int]] = []
        escapes: list[Ranges] = []
        while not self.take("]"):
            first = self.class_atom()
            if isinstance(first, int):
                written.append((first, self.range_end(first)))
            else:
                self.no_range()
                escapes.append(first)
        return self.chars(classes.normal(written), classes.union(*escapes), negated=negated)

    def class_atom(self) -> int | Ranges:
        if self.at >= len(self.text):
            raise Unreadable("an unmatched [")
        self.at += 1
        symbol = self.text[self.at - 1]
        if symbol != "\\":
            return ord(symbol)
        if self.take("b"):
            return 0x08
        return self.escaped()

    def range_end(self, first: int) -> int:
        if not self.next_is("-") or self.next_is("-]"):
            return first
        self.at += 1
        last = self.class_atom()
        if not isinstance(last, int) or last < first:
            raise Unreadable("a range out of order, or of more than characters")
        return last

    def no_range(self) -> None:
        if self.next_is("-") and not self.next_is("-]"):
            raise Unreadable("a range of more than characters")
