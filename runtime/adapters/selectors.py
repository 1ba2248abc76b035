"""Which parts of a page an adapter may read: none in which people type, and none that are named like secrets."""

import re

from runtime.adapters import selector_syntax
from runtime.adapters.refused import Refused

MAX_SELECTOR = 256  # characters
MAX_ATTRIBUTE = 64
TYPED_INTO = ("input", "textarea", "select", "option")
NEVER = "what people type is never read"
WORDS = ("csrf", "xsrf", "token", "nonce", "password", "passwd", "secret", "credential", "session")

_ATTRIBUTE = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*")


def check_selector(text: str) -> None:
    """Raises Refused if a selector may not be used."""
    if not 0 < len(text) <= MAX_SELECTOR or not text.strip():
        raise Refused(f"it has {len(text)} characters", f"write a CSS selector of 1 to {MAX_SELECTOR}")
    _refuse_words(text)
    if not text.isprintable():
        raise Refused(f"{ascii(text)[:60]} has a character that cannot be seen", "write the selector in one line")
    try:
        selector = selector_syntax.parse(text)
    except ValueError as error:
        remedy = "write elements, .classes, #ids and [attributes], as in h1.title or [data-id] > span"
        raise Refused(f'"{text[:80]}" {error}', remedy) from None
    for element in TYPED_INTO:
        if element in selector.elements:
            raise Refused(f'"{text[:80]}" names {element}, and {NEVER}', "select another element")
    if "value" in selector.attributes:
        raise Refused(f'"{text[:80]}" asks for value, and {NEVER}', "select by another attribute")


def check_attribute(name: str) -> None:
    """Raises Refused if an attribute may not be read."""
    _refuse_words(name)
    if len(name) > MAX_ATTRIBUTE or not _ATTRIBUTE.fullmatch(name):
        raise Refused(f'"{name[:80]}" is no attribute', "write a name, as in data-id")
    if name.lower() == "value":
        raise Refused(f'"{name}" is of fields, and {NEVER}', "name another attribute")


def _refuse_words(text: str) -> None:
    lowered = text.lower()
    for word in WORDS:
        if word in lowered:
            raise Refused(f'"{text[:80]}" has the word {word}, and secrets are never read', "read something else")
