"""A grammar of CSS selectors: what is needed to point at an element, and no more.

Escapes, comments, namespaces and pseudo-elements are not in it, so that a selector names what it seems to name; of the
pseudo-classes those that tell where an element stands, and none that tells what somebody has typed or ticked. Nor is
:has() in it, which can take a browser most of a second on a large page.

https://www.w3.org/TR/selectors-4/#grammar
"""

import re

from msgspec import Struct

_ENDS = ("child", "of-type")
POSITIONS = frozenset(
    {"root", "scope", "empty", *(f"{place}-{end}" for place in ("first", "last", "only") for end in _ENDS)}
)
COUNTED = frozenset(f"{place}-{end}" for place in ("nth", "nth-last") for end in _ENDS)
# Not `has`: one selector with it takes a browser up to 0.6 s on a page of 38,000 elements, all else at most 13 ms.
COMBINED = frozenset({"is", "where", "not"})

_NAME = r"(?:-?[A-Za-z_\x80-\U0010ffff]|--)[\w\x80-\U0010ffff-]*"
_SPACE = re.compile(r" *")
_ELEMENT = re.compile(rf"\*|{_NAME}")
_CLASS_OR_ID = re.compile(rf"[.#]{_NAME}")
_ATTRIBUTE = re.compile(
    rf"\[ *(?P<name>{_NAME}) *"
    rf"(?:[~|^$*]?= *(?:{_NAME}|\"[^\"\\\n]*\"|'[^'\\\n]*') *(?:[iIsS] *)?)?\]"
)
_PSEUDO = re.compile(r":(?P<name>[A-Za-z-]+)")
_COUNT = re.compile(r"\( *(?:even|odd|[+-]?[0-9]{1,4}|[+-]?[0-9]{0,4}n(?: *[+-] *[0-9]{1,4})?) *\)", re.IGNORECASE)
_COMBINATOR = re.compile(r" *[>+~] *| +")


class Selector(Struct, frozen=True):
    """What a selector names, in lower case."""

    elements: frozenset[str]
    attributes: frozenset[str]


def parse(text: str) -> Selector:
    """Read a selector.

    Raises:
        ValueError: where it is none, or uses what the grammar does not have; says from which character on.
    """
    parser = _Parser(text)
    parser.alternatives()
    if parser.at < len(text):
        raise parser.refusal()
    return Selector(frozenset(parser.elements), frozenset(parser.attributes))


class _Parser:
    """Reads from `at` on. Nested as deep as there are parentheses, so the caller bounds the text."""

    def __init__(self, text: str) -> None:
        self.at = 0
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self._text = text

    def refusal(self) -> ValueError:
        rest = self._text[self.at :]
        return ValueError(f"cannot be read from {rest[:40]!r} on" if rest else "is not complete")

    def alternatives(self) -> None:
        """Selectors between commas."""
        while True:
            self._take(_SPACE)
            self._one()
            self._take(_SPACE)
            if not self._is(","):
                return
            self.at += 1

    def _one(self) -> None:
        self._compound()
        while (combinator := self._take(_COMBINATOR)) is not None:
            if not combinator.strip() and (self.at == len(self._text) or self._text[self.at] in ",)"):
                return  # only white space at the end
            self._compound()

    def _compound(self) -> None:
        start = self.at
        if (element := self._take(_ELEMENT)) is not None:
            self.elements.add(element.lower())
        while self._simple():
            pass
        if self.at == start:
            raise self.refusal()

    def _simple(self) -> bool:
        if self._take(_CLASS_OR_ID) is not None:
            return True
        if (attribute := _ATTRIBUTE.match(self._text, self.at)) is not None:
            self.attributes.add(attribute["name"].lower())
            self.at = attribute.end()
            return True
        return self._pseudo()

    def _pseudo(self) -> bool:
        pseudo = _PSEUDO.match(self._text, self.at)
        if pseudo is None:
            return False
        name = pseudo["name"].lower()
        if name in POSITIONS:
            self.at = pseudo.end()
        elif name in COUNTED and (count := _COUNT.match(self._text, pseudo.end())) is not None:
            self.at = count.end()
        elif name in COMBINED and self._text.startswith("(", pseudo.end()):
            self.at = pseudo.end() + 1
            self.alternatives()
            if not self._is(")"):
                raise self.refusal()
            self.at += 1
        else:
            raise self.refusal()
        return True

    def _take(self, expected: re.Pattern[str]) -> str | None:
        match = expected.match(self._text, self.at)
        if match is None:
            return None
        self.at = match.end()
        return match[0]

    def _is(self, character: str) -> bool:
        return self._text.startswith(character, self.at)
