"""The operators of `match.context`, each a pure predicate over one value with JavaScript's meaning.

A missing value is `msgspec.UNSET`. `pattern` is decided elsewhere (regexp.py, engine_patterns.py): here it only says
which values it is asked about at all.
"""

import msgspec

# A scalar and its JavaScript type: in Python True == 1 == 1.0, in JavaScript true !== 1 and 1 === 1.0.
Identity = tuple[str, str | float | bool | None]


def identity(value: object) -> Identity | None:
    """What `===` compares, or None for what it never finds equal to a declared value: objects, arrays, missing."""
    if isinstance(value, str):
        return ("string", value)
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, int | float):
        return ("number", _double(value))
    return ("null", None) if value is None else None


def _double(value: float) -> float:
    """The double that JavaScript reads from the same JSON."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


class Exists(msgspec.Struct, frozen=True):
    """`exists`: null exists, only a missing value does not."""

    wanted: bool

    def holds(self, value: object) -> bool:
        """Whether the value is there (or is not, if that is wanted)."""
        return (value is not msgspec.UNSET) is self.wanted


class Equals(msgspec.Struct, frozen=True):
    """`equals`, by JavaScript's `===`."""

    identity: Identity

    def holds(self, value: object) -> bool:
        """Whether the value is the declared one, of the same type."""
        return identity(value) == self.identity


class In(msgspec.Struct, frozen=True):
    """`in`: equal to one of a list."""

    identities: frozenset[Identity]

    def holds(self, value: object) -> bool:
        """Whether the value is one of the declared ones, of the same type."""
        return identity(value) in self.identities


class StartsWith(msgspec.Struct, frozen=True):
    """`startsWith`, of strings only."""

    prefix: str

    def holds(self, value: object) -> bool:
        """Whether the value is a string that begins so."""
        return isinstance(value, str) and value.startswith(self.prefix)


class EndsWith(msgspec.Struct, frozen=True):
    """`endsWith`, of strings only."""

    suffix: str

    def holds(self, value: object) -> bool:
        """Whether the value is a string that ends so."""
        return isinstance(value, str) and value.endswith(self.suffix)


class Pattern(msgspec.Struct, frozen=True):
    """`pattern`: a JavaScript regular expression, asked from index 0 whatever its flags are; of strings only.

    ToolJump 1.0 asks strings only too, though `RegExp.prototype.test` would print a number first.
    """

    source: str
    flags: str = ""

    def __str__(self) -> str:
        shown = self.source if len(self.source) <= 60 else f"{self.source[:60]}..."
        return f"/{shown}/{self.flags}"


Operator = Exists | Equals | In | StartsWith | EndsWith | Pattern
