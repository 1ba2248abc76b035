"""YAML as data: what js-yaml gives for the same file, without tags, and with everything that can grow bounded.

The values are built from the parser's events in one loop, not by PyYAML's composer and constructor: those recurse in C
(some kilobytes of ``[`` end the process), run constructors by tag, and expand aliases without a bound.
"""

import re
from typing import Any

import msgspec
import yaml

from runtime.sources.yaml_scalars import scalar

MAX_DEPTH = 64
MAX_VALUES = 1_000_000  # a list of 60,000 services in 4 MB holds 540,000

# libyaml in C takes 0.6 s for those 4 MB, the same parser in Python ten times as long.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Handles exist only for tags; libyaml takes quadratic time over a long list of them.
_TAG_DIRECTIVE = re.compile(r"^%TAG", re.MULTILINE)
_MERGE = "<<"


class YamlError(ValueError):
    """What is wrong with a YAML text: ``line`` is 1-based, or None."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def yaml_value(text: str, max_weight: int) -> Any:
    """The value of a YAML text with one document: None, bool, int, float, str, list or dict with text keys.

    ``max_weight`` bounds what the value would be once its aliases are written out, in characters of JSON.
    Errors: YamlError.
    """
    if _TAG_DIRECTIVE.search(text):
        raise YamlError("tags (%TAG) are not allowed")
    builder = _Builder(max_weight)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, text.rstrip().count("\n")) + 1 if mark else None  # the end lies below the last line
        raise YamlError(f"not valid YAML: {error.problem or error.context}", line) from None
    except yaml.YAMLError as error:  # a character that YAML does not allow
        raise YamlError(f"not valid YAML: {str(error).splitlines()[0]}") from None
    return builder.value


class _Built(msgspec.Struct, frozen=True):
    """A complete value and its weight: about the characters that it takes in JSON, aliases written out."""

    value: Any
    weight: int


class _Open(msgspec.Struct):
    """A list or mapping that is being built."""

    value: Any
    anchor: str | None
    weight: int = 2
    key: str | None = None  # of a mapping: the key whose value comes next
    own: set[str] = msgspec.field(default_factory=set)  # of a mapping: the keys written in it, `<<` among them


class _Builder:
    """Takes events one by one; ``value`` is the document's value at the end."""

    def __init__(self, max_weight: int) -> None:
        self.value: Any = None
        self._max_weight = max_weight
        self._values = 0
        self._documents = 0
        self._open: list[_Open] = []
        self._anchors: dict[str, _Built | None] = {}  # None while the anchored value is being built

    def take(self, event: Any) -> None:
        """Go on by one event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _at(event, "a second document (---) is not allowed")

    def _scalar(self, event: Any) -> None:
        self._count(event)
        text = event.value
        if self._expects_key():
            self._set_key(event, text)
            return
        plain = event.implicit[0]
        self._put(event, _Built(scalar(text) if plain else text, len(text) + 3), event.anchor)

    def _start(self, event: Any) -> None:
        self._count(event)
        if self._expects_key():
            raise _at(event, "a key must be text, not a list or a mapping")
        if len(self._open) == MAX_DEPTH:
            raise _at(event, f"nested deeper than {MAX_DEPTH} levels")
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._open.append(_Open({} if isinstance(event, yaml.MappingStartEvent) else [], event.anchor))

    def _end(self, event: Any) -> None:
        done = self._open.pop()
        self._put(event, _Built(done.value, done.weight), done.anchor)

    def _alias(self, event: Any) -> None:
        target = self._anchors.get(event.anchor)
        if target is None:
            unknown = event.anchor not in self._anchors
            raise _at(event, f"*{event.anchor} {'is not defined' if unknown else 'stands inside itself'}")
        if self._expects_key():
            raise _at(event, f"a key must be text, not the alias *{event.anchor}")
        self._put(event, target)

    def _put(self, event: Any, built: _Built, anchor: str | None = None) -> None:
        """A value is complete: into the collection around it."""
        if anchor is not None:
            self._anchors[anchor] = built
        if not self._open:
            self.value = built.value
            return
        parent = self._open[-1]
        parent.weight += built.weight
        if parent.weight > self._max_weight:
            raise _at(event, f"larger than {self._max_weight:,} characters with all aliases written out")
        if isinstance(parent.value, list):
            parent.value.append(built.value)
            return
        key, parent.key = parent.key, None
        if key == _MERGE:
            _merge(event, parent.value, built.value)
        else:
            parent.value[key] = built.value

    def _expects_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._open[-1].key is None

    def _set_key(self, event: Any, key: str) -> None:
        _refuse_tag(event)
        parent = self._open[-1]
        if key in parent.own:
            raise _at(event, f'the key "{key[:100]}" stands twice in one mapping')
        parent.own.add(key)
        parent.weight += len(key) + 4
        parent.key = key

    def _count(self, event: Any) -> None:
        _refuse_tag(event)
        self._values += 1
        if self._values > MAX_VALUES:
            raise _at(event, f"more than {MAX_VALUES:,} values")


def _merge(event: Any, target: dict[str, Any], value: Any) -> None:
    """`<<: value`: what is there already stays, and keys that follow replace (https://yaml.org/type/merge.html)."""
    mappings = value if isinstance(value, list) else [value]
    for mapping in mappings:
        if not isinstance(mapping, dict):
            raise _at(event, "<< takes a mapping or a list of mappings")
        for key, merged in mapping.items():
            target.setdefault(key, merged)


def _refuse_tag(event: Any) -> None:
    if event.tag is not None:
        raise _at(event, f"the tag {event.tag[:100]} is not allowed")


def _at(event: Any, message: str) -> YamlError:
    return YamlError(message, event.start_mark.line + 1)
