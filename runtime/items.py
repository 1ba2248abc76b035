"""What a bar shows, as it stands in an answer. `runtime.results` judges what integrations return, and makes these."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

MAX_CONTENT: Final = 10_000
MAX_TOOLTIP: Final = 500
MAX_HREF: Final = 8_192
MAX_ICON: Final = 64
"""Lengths are in characters (code points)."""

Status = Literal["important", "relevant", "success", "none"]
Content = Annotated[str, Meta(max_length=MAX_CONTENT)]
Href = Annotated[str, Meta(min_length=1, max_length=MAX_HREF, description="Absolute: http, https or mailto.")]
Icon = Annotated[str, Meta(max_length=MAX_ICON)]
Tooltip = Annotated[str, Meta(min_length=1, max_length=MAX_TOOLTIP)]


class Entry(Struct, frozen=True, omit_defaults=True):
    """An entry of a dropdown."""

    content: Content
    href: Href
    status: Status | UnsetType = UNSET
    icon: Icon | UnsetType = UNSET
    tooltip: Tooltip | UnsetType = UNSET


class _Item(Struct, frozen=True, omit_defaults=True, tag_field="type"):
    content: Content
    href: Href | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    icon: Icon | UnsetType = UNSET
    tooltip: Tooltip | UnsetType = UNSET


class TextItem(_Item, frozen=True, tag="text"):
    """A text in the bar; with `href` it leads somewhere, too."""


class LinkItem(_Item, frozen=True, tag="link"):
    """A link in the bar."""


class DropdownItem(_Item, frozen=True, kw_only=True, tag="dropdown"):
    """A list that opens below its own text."""

    items: tuple[Entry, ...]


Item = TextItem | LinkItem | DropdownItem
KINDS: Final[Mapping[str, type[Item]]] = {"text": TextItem, "link": LinkItem, "dropdown": DropdownItem}

EncodedItem = Annotated[Raw, Meta(extra_json_schema={"$ref": "#/$defs/Item"})]
"""An item as the JSON that goes into an answer; in the schema that the extension reads it is an Item."""
