"""What leaves a run shows `[secret NAME]` in the place of values and placeholders. Pure."""

from collections.abc import Iterable, Iterator

import msgspec

from runtime.egress.spellings import Finder
from runtime.secrets.placeholder import may_hold_placeholder

MIN_SPELLED = 16
"""Bytes of a value that is looked for in all spellings; a spelling of a shorter one is met by chance."""
MIN_MASKED = 8
"""Bytes of a value that is looked for at all. Values below MIN_SPELLED are those that the guest itself is given."""
WITHHELD = "[withheld: it holds a secret in another spelling]"


class Hidden(msgspec.Struct, frozen=True):
    """The name of a secret, the placeholder for it, and what is not shown of it either."""

    name: str
    placeholder: str
    values: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Hidden({self.name})"


class Mask:
    """Masks what a run gives; the tables of values are made when they are first needed."""

    def __init__(self, hidden: Iterable[Hidden]) -> None:
        secrets = tuple(hidden)
        self._placeholders = [(secret.name, secret.placeholder.encode("ascii")) for secret in secrets]
        values = [
            (secret.name, value.encode("utf-8", "surrogatepass")) for secret in secrets for value in secret.values
        ]
        # The longest go first, so that a value inside another leaves nothing of that one behind.
        self._values = sorted(values, key=lambda pair: len(pair[1]), reverse=True)
        self._of_values: Finder | None = None
        self._of_placeholders: Finder | None = None

    def text(self, text: str) -> str:
        """A text without values and placeholders; WITHHELD if one is in it that is spelled otherwise.

        A run may log a thousand lines, and to find all spellings in each would take seconds.
        """
        if not self._placeholders:
            return text
        data = self._plain(text.encode("utf-8", "surrogatepass"))
        if any(finder.may_hold(data) for finder in self._finders(data)):
            return WITHHELD
        return data.decode("utf-8", "surrogatepass")

    def json(self, data: bytes) -> bytes:
        """JSON without them, in all spellings."""
        if not self._placeholders:
            return data
        data = self._plain(data)
        for finder in self._finders(data):
            data = finder.mask(data)
        return data

    def _plain(self, data: bytes) -> bytes:
        """The data without those that stand in it as they are, or as JSON has them."""
        for name, hidden in (*self._placeholders, *self._values):
            if len(hidden) >= MIN_MASKED:
                shown = f"[secret {name}]".encode("ascii")
                data = data.replace(hidden, shown).replace(_in_json(hidden), shown)
        return data

    def _finders(self, data: bytes) -> Iterator[Finder]:
        """What finds other spellings. Placeholders are new in every run, so their tables are made only if need be."""
        if self._of_values is None:
            self._of_values = Finder(pair for pair in self._values if len(pair[1]) >= MIN_SPELLED)
        yield self._of_values
        if may_hold_placeholder(data):
            if self._of_placeholders is None:
                self._of_placeholders = Finder(self._placeholders)
            yield self._of_placeholders


def _in_json(value: bytes) -> bytes:
    return msgspec.json.encode(value.decode("utf-8", "replace"))[1:-1]
