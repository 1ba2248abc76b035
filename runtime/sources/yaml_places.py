"""Where each value of a YAML text stands: for messages with lines, and for changing one value and nothing else.

Takes only texts that `runtime.sources.yaml_values` has read, so depth, size and keys are bounded and good. JSON is
YAML too, as far as this goes.
"""

from __future__ import annotations

from typing import Any

import msgspec
import yaml

from runtime.problems import Keys

MAX_DEPTH = 8  # levels that are told apart: [case].responses[url][answer].request.headers[name], and one to spare

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Place(msgspec.Struct, frozen=True):
    """Where a value stands: `line` is that of its key, 1-based; offsets are in characters."""

    line: int
    column: int
    """Of the key, 0-based; of the value where there is no key."""
    key_end: int
    start: int
    end: int
    """Of the last thing in it: what follows a block, comments included, is not part of it."""
    flow: bool = False
    """Whether it is a list or mapping in brackets or braces."""
    anchor: str | None = None
    alias: str | None = None


class _Open(msgspec.Struct):
    """A list or mapping that is being read."""

    keys: Keys
    place: Place
    is_map: bool
    key: Any = None  # of a mapping: the event of the key whose value comes next
    count: int = 0  # of a list: items so far
    end: int = 0


def places_of(text: str) -> dict[Keys, Place]:
    """Keys from the top, such as (0, "context", "page"), to places."""
    found: dict[Keys, Place] = {}
    above: list[_Open] = []
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            _close(event, above, found)
        elif isinstance(event, yaml.NodeEvent):
            _take(event, above, found)
    return found


def line_of(places: dict[Keys, Place], keys: Keys) -> int | None:
    """The line of the deepest of the keys that has a place."""
    for length in range(len(keys), 0, -1):
        if keys[:length] in places:
            return places[keys[:length]].line
    return 1 if places else None


def _take(event: Any, above: list[_Open], found: dict[Keys, Place]) -> None:
    parent = above[-1] if above else None
    if parent is not None and parent.is_map and parent.key is None:
        parent.key = event  # a key; yaml_values has made sure that it is text
        return
    keys, place = _placed(event, parent)
    if isinstance(event, yaml.CollectionStartEvent):
        above.append(_Open(keys, place, isinstance(event, yaml.MappingStartEvent), end=place.end))
        return
    _keep(found, keys, place)
    if parent is not None:
        parent.end = place.end


def _placed(event: Any, parent: _Open | None) -> tuple[Keys, Place]:
    """The keys and place of a value that begins."""
    named = event
    keys: Keys = ()
    if parent is not None and parent.is_map:
        named, parent.key = parent.key, None
        keys = (*parent.keys, named.value)
    elif parent is not None:
        keys = (*parent.keys, parent.count)
        parent.count += 1
    return keys, Place(
        line=named.start_mark.line + 1,
        column=named.start_mark.column,
        key_end=named.end_mark.index if named is not event else event.start_mark.index,
        start=event.start_mark.index,
        end=event.end_mark.index,
        flow=bool(getattr(event, "flow_style", False)),
        anchor=None if isinstance(event, yaml.AliasEvent) else event.anchor,
        alias=event.anchor if isinstance(event, yaml.AliasEvent) else None,
    )


def _close(event: Any, above: list[_Open], found: dict[Keys, Place]) -> None:
    done = above.pop()
    end = event.end_mark.index if done.place.flow else done.end
    _keep(found, done.keys, msgspec.structs.replace(done.place, end=end))
    if above:
        above[-1].end = end


def _keep(found: dict[Keys, Place], keys: Keys, place: Place) -> None:
    if len(keys) <= MAX_DEPTH:
        found[keys] = place
