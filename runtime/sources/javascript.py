"""Finds the literal specifiers of `require` and `import` in JavaScript, without parsing it. Pure.

A light lexer: it knows comments, strings, template literals and regular expressions, so that nothing in them is taken
for code, and keeps just enough of what came before to tell a regular expression from a division. It can be fooled by
code that is written to fool it; the price is a module that is not found, or one too many that nobody loads.
"""

import re
from collections.abc import Iterator

_SPACE = re.compile(r"\s+|//[^\n\r\u2028\u2029]*|/\*.*?(?:\*/|\Z)|\A#![^\n]*", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*+)"|\'((?:[^\'\\\n]|\\.)*+)\'', re.DOTALL)
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*+(`|\$\{|\Z)", re.DOTALL)
_REGEXP = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/[A-Za-z]*")
_WORD = re.compile(r"[A-Za-z_$\u0080-\U0010ffff][\w$\u0080-\U0010ffff]*|[0-9][\w.]*")
_HINT = re.compile(r"\brequire\b|\bimport\b|\bexport\b")

# After these words a slash begins a regular expression; after any other word, a closing bracket or a string it divides.
_BEFORE_REGEXP = frozenset(
    {"return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else", "await"}
    | {"yield"}
)


def specifiers(source: str) -> list[str]:
    """What the source requires or imports by a string literal, each once, in order."""
    if _HINT.search(source) is None:
        return []
    found: dict[str, None] = {}
    recent = ["", "", ""]  # the last three tokens; strings as their quote and content
    for token in _tokens(source):
        if token.startswith('"') and _names_module(recent):
            found[token[1:]] = None
        recent = [*recent[1:], token]
    return list(found)


def _names_module(before: list[str]) -> bool:
    """Whether a string that follows these tokens is a specifier."""
    if before[2] == "(":
        return before[1] in ("require", "import") and before[0] != "."
    return before[2] in ("import", "from") and before[1] != "."


def _tokens(source: str) -> Iterator[str]:
    """Words, punctuation by the character, and strings as `"` with their content; the rest is left out."""
    at, last = 0, ""
    braces: list[bool] = []  # for each open brace, whether it is a template's ${
    while at < len(source):
        if space := _SPACE.match(source, at):
            at = space.end()
            continue
        character = source[at]
        token = character
        if character in "\"'" and (string := _STRING.match(source, at)):
            at, token = string.end(), f'"{string[1] or string[2] or ""}'
        elif character == "`" or (character == "}" and braces and braces.pop()):
            template = _TEMPLATE.match(source, at + 1)
            at, token = (template.end(), "`") if template else (len(source), "`")
            if template and template[1] == "${":
                braces.append(True)
                token = "{"
        elif character == "/" and _regexp_may_follow(last) and (regexp := _REGEXP.match(source, at)):
            at, token = regexp.end(), "/regexp/"
        elif word := _WORD.match(source, at):
            at, token = word.end(), word[0]
        else:
            at += 1
            if character == "{":
                braces.append(False)
        yield token
        last = token


def _regexp_may_follow(last: str) -> bool:
    if last in _BEFORE_REGEXP or not last:
        return True
    return last[0] not in ')]}`"/' and not (last[0].isalnum() or last[0] in "_$")
