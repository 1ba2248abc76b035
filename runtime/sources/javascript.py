"""Finds the literal specifiers of `require` and `import` in JavaScript, without parsing it. Pure.

A light lexer: it knows comments, strings, template literals and regular expressions, so that nothing in them is taken
for code, and keeps just enough of what came before to tell a regular expression from a division. It can be fooled by
code that is written to fool it; the price is a module that is not found, or one too many that nobody loads.
"""

import re
from collections.abc import Iterator

from runtime.sources.builtins import is_builtin

MAX_REGEXP = 10_000  # characters; and so many slashes may begin none where one was expected: then all divide
MAX_MISSES = 1_000

_SPACE = re.compile(r"\s+|//[^\n\r\u2028\u2029]*|/\*.*?(?:\*/|\Z)|\A#![^\n]*", re.DOTALL)
# Each takes what it looked at also where the end is missing, so that the whole scan is linear.
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*+)"?|\'((?:[^\'\\\n]|\\.)*+)\'?', re.DOTALL)
# An atomic group, not `*+`: Python before 3.11.5 loses a match of a possessive group that looks ahead.
_TEMPLATE = re.compile(r"(?>(?:[^`\\$]|\\.|\$(?!\{))*)(`|\$\{|\\?\Z)", re.DOTALL)
_REGEXP = re.compile(rf"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){{0,{MAX_REGEXP}}}+\]){{1,{MAX_REGEXP}}}+/[A-Za-z]*")
_WORD = re.compile(r"[A-Za-z_$\u0080-\U0010ffff][\w$\u0080-\U0010ffff]*|[0-9][\w.]*")
# Most bundles name nothing but built-ins any more and are not looked at further (1.5 s a megabyte).
_HINT = re.compile(
    r"""\b(?:(?:require|import)\s*\(\s*(?:/\*[^*]*+\*/\s*)?|(?:from|import)\s*)(?P<quote>["'])"""
    r"""(?P<specifier>(?:(?!(?P=quote)).){0,200})""",
    re.DOTALL,
)

# After these words a slash begins a regular expression; after any other word, a closing bracket or a string it divides.
_BEFORE_REGEXP = frozenset(
    {"return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else", "await"}
    | {"yield"}
)


def specifiers(source: str) -> list[str]:
    """What the source requires or imports by a string literal, each once, in order; none if all are built-ins."""
    if all(is_builtin(hint["specifier"]) for hint in _HINT.finditer(source)):
        return []
    found: dict[str, None] = {}
    recent = ["", "", ""]  # the last three tokens; strings as their quote and content
    for token in _Lexer(source):
        if token.startswith('"') and _names_module(recent):
            found[token[1:]] = None
        recent = [*recent[1:], token]
    return list(found)


def _names_module(before: list[str]) -> bool:
    """Whether a string that follows these tokens is a specifier."""
    if before[2] == "(":
        return before[1] in ("require", "import") and before[0] != "."
    return before[2] in ("import", "from") and before[1] != "."


class _Lexer:
    """Gives words, punctuation, and strings as `"` with their content; the rest as a mark."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._last = ""
        self._braces: list[bool] = []  # for each open brace, whether it is a template's ${
        self._misses = 0

    def __iter__(self) -> Iterator[str]:
        at = 0
        while at < len(self._source):
            if space := _SPACE.match(self._source, at):
                at = space.end()
                continue
            at, self._last = self._next(at)
            yield self._last

    def _next(self, at: int) -> tuple[int, str]:
        """The end of the token that begins at `at`, and the token."""
        character = self._source[at]
        if word := _WORD.match(self._source, at):
            return word.end(), word[0]
        if character in "\"'" and (string := _STRING.match(self._source, at)):
            return string.end(), f'"{string[1] or string[2] or ""}'
        if character == "`":
            return self._template(at)
        if character == "/" and self._regexp_may_follow() and (regexp := _REGEXP.match(self._source, at)):
            return regexp.end(), "/regexp/"
        if character == "/":
            self._misses += self._regexp_may_follow()
        elif character == "{":
            self._braces.append(False)
        elif character == "}" and self._braces and self._braces.pop():
            return self._template(at)
        double = self._source[at : at + 2]
        return (at + 2, double) if double in ("++", "--") else (at + 1, character)

    def _template(self, at: int) -> tuple[int, str]:
        """A part of a template literal, from a backquote or a closing brace on."""
        part = _TEMPLATE.match(self._source, at + 1)
        if part is None or part[1] != "${":
            return (part.end() if part else len(self._source)), "`"
        self._braces.append(True)
        return part.end(), "{"

    def _regexp_may_follow(self) -> bool:
        last = self._last
        if self._misses > MAX_MISSES or last in ("++", "--"):
            return False
        if last in _BEFORE_REGEXP or not last:
            return True
        return last[0] not in ')]}`"/' and not (last[0].isalnum() or last[0] in "_$")
