"""Which hosts a source fetches from, read from its text. Nothing is run, so what a program computes is not found.

A guess by nature: it knows strings, template literals and the names that a file gives to addresses, and looks at the
arguments of `fetch(...)`. Text that was written to mislead it can mislead it; its findings are marked as guesses and
go to a person.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from urllib.parse import urljoin

import msgspec

from runtime.egress.errors import RuleError
from runtime.egress.rules import NetRule, parse_rule, place_of
from runtime.egress.url import UrlRefused, parse_url
from runtime.policy.shape import prefix_of

MAX_SOURCE = 1_000_000  # characters; more is a bundle
MAX_CALL = 2_000  # tokens of one call's arguments
MAX_FETCHES = 200

# Each takes what it looked at also where the end is missing, so that the scan is linear.
_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*(?s:.)*?(?:\*/|\Z))
    |(?P<string>"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)
    |(?P<template>`(?:[^`\\]|\\.)*+`?)
    |(?P<word>[A-Za-z_$][\w$]*|[0-9][\w.]*)
    |(?P<mark>(?s:.))""",
    re.VERBOSE | re.DOTALL,
)
_REGEXP = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,500}+\]){1,500}+/[a-z]*")
_BEFORE_REGEXP = frozenset("(,=:[!&|?{};+") | {"return", "typeof"}
_HOLE = re.compile(r"\$\{([^{}]*)\}")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_UNKNOWN = "\0"  # stands for what is computed
_HOST_IS_KNOWN = re.compile(rf"https?://[^/?#{_UNKNOWN}]+(?:[/?#]|\Z)", re.IGNORECASE)


class Fetch(msgspec.Struct, frozen=True):
    """One `fetch` in a source. `rule` is None if its host cannot be read; `secrets` are those its arguments name."""

    line: int
    rule: NetRule | None
    secrets: frozenset[str] = frozenset()
    method_known: bool = True


class _Token(msgspec.Struct, frozen=True):
    kind: str
    text: str
    at: int


def fetches(source: str) -> tuple[Fetch, ...]:
    """The fetches of a source, in order."""
    if "fetch" not in source or len(source) > MAX_SOURCE:
        return ()
    tokens = list(_tokens(source))
    names = _addresses(tokens)
    found: list[Fetch] = []
    for index, token in enumerate(tokens):
        if len(found) < MAX_FETCHES and _is_fetch(tokens, index):
            arguments = _arguments(tokens, index + 2)
            line = source.count("\n", 0, token.at) + 1
            found.append(_read(line, arguments, names))
    return tuple(found)


def _tokens(source: str) -> Iterator[_Token]:
    at, before = 0, "("
    while at < len(source):
        found = _TOKEN.match(source, at)
        if source[at] == "/" and before in _BEFORE_REGEXP and source[at + 1 : at + 2] not in ("/", "*"):
            found = _REGEXP.match(source, at) or found
        if found is None:  # cannot be: the last alternative takes anything
            return
        at = found.end()
        kind = found.lastgroup or "regexp"
        if kind != "space":
            yield _Token(kind, found.group(), found.start())
            before = found.group()


def _is_fetch(tokens: Sequence[_Token], index: int) -> bool:
    if tokens[index].text != "fetch" or index + 1 >= len(tokens) or tokens[index + 1].text != "(":
        return False
    before = [token.text for token in tokens[max(0, index - 2) : index]]
    if not before or before[-1] != ".":
        return not before or before[-1] != "function"
    return before[0] in ("globalThis", "self", "window")


def _arguments(tokens: Sequence[_Token], start: int) -> list[list[_Token]]:
    """The tokens of each argument of a call, from behind its bracket on."""
    found: list[list[_Token]] = [[]]
    depth = 0
    for token in tokens[start : start + MAX_CALL]:
        if token.text in ("(", "[", "{"):
            depth += 1
        elif token.text in (")", "]", "}"):
            if depth == 0:
                break
            depth -= 1
        if token.text == "," and depth == 0:
            found.append([])
        else:
            found[-1].append(token)
    return found


def _addresses(tokens: Sequence[_Token]) -> dict[str, str]:
    """Names that stand for one address: `const API = "https://..."`, `base: "https://..."`."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for name, mark, value in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if name.kind != "word" or mark.text not in ("=", ":") or value.kind not in ("string", "template"):
            continue
        text = _text(value, found)
        if text.lower().startswith(("http://", "https://")):
            if found.get(name.text, text) != text:
                several.add(name.text)
            found[name.text] = text
    return {name: text for name, text in found.items() if name not in several}


def _read(line: int, arguments: list[list[_Token]], names: Mapping[str, str]) -> Fetch:
    secrets = frozenset(
        name.text
        for argument in arguments
        for owner, dot, name in zip(argument, argument[1:], argument[2:], strict=False)
        if owner.text == "secrets" and dot.text == "." and name.kind == "word"
    ) | frozenset(
        name
        for argument in arguments
        for token in argument
        if token.kind == "template"
        for name in re.findall(r"\bsecrets\.([A-Za-z_]\w*)", token.text)
    )
    method = _method(arguments[1:])
    rule = _rule(method or "GET", _address(arguments[0], names))
    return Fetch(line, rule, secrets, method is not None)


def _method(options: list[list[_Token]]) -> str | None:
    """The method that the options name; GET without one; None if it is computed."""
    if not options or not options[0]:
        return "GET"
    tokens = options[0]
    if tokens[0].text != "{":
        return None
    for key, mark, value in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if key.text.strip("'\"") == "method" and mark.text == ":":
            return _text(value, {}).upper() if value.kind == "string" else None
    spread = any(one.text == two.text == "." for one, two in pairwise(tokens))
    return None if spread or any(token.text == "method" for token in tokens) else "GET"


def _address(tokens: Sequence[_Token], names: Mapping[str, str]) -> str:
    """The text of the first argument, as far as it is known."""
    if [token.text for token in tokens[:3]] != ["new", "URL", "("]:
        return _sum(tokens, names)
    path, *base = (_sum(argument, names) for argument in _arguments(tokens, 3))
    return _joined(base[0], path) if base and _HOST_IS_KNOWN.match(base[0]) else path


def _sum(tokens: Sequence[_Token], names: Mapping[str, str]) -> str:
    """What texts and names give that are added up; of `options.base` only the last name counts."""
    text = ""
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.kind in ("string", "template"):
            text += _text(token, names)
        elif token.kind == "word" and (following is None or following.text != "."):
            text += names.get(token.text, _UNKNOWN)
        elif token.kind == "mark" and token.text not in "+().":
            text += _UNKNOWN
    return text


def _joined(base: str, path: str) -> str:
    try:
        return urljoin(base, path)
    except ValueError:
        return _UNKNOWN


def _text(token: _Token, names: Mapping[str, str]) -> str:
    inner = token.text[1:-1]
    if token.kind == "template":
        inner = _HOLE.sub(lambda hole: names.get(hole[1].strip(), _UNKNOWN), inner)
    return _ESCAPE.sub(r"\1", inner)


def _rule(method: str, address: str) -> NetRule | None:
    if _HOST_IS_KNOWN.match(address) is None:
        return None
    known, computed, _ = address.partition(_UNKNOWN)
    known, query, _ = known.partition("?")
    if computed and not query:  # the last segment goes on in what is not known
        known = f"{known.rpartition('/')[0]}/"
    try:
        url = parse_url(known)
        return parse_rule(f"{method} {place_of(url).text}{prefix_of(url.path)}")
    except (UrlRefused, RuleError):
        return None
