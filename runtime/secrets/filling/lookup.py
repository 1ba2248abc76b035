"""What is sent in the place of a placeholder."""

from collections.abc import Callable

from runtime.egress.sent import Sent
from runtime.secrets.place import Place

Lookup = Callable[[Place, bytes], Sent | None]
"""For a text that stands in this place: what is sent instead, None if it is to stay as it is."""


def encoded(sent: Sent, written: bytes) -> tuple[Sent, ...]:
    """What was sent, if the value was `written` in another form there."""
    return (sent,) if written == sent.real else (sent, Sent(written, sent.shown, sent.name))
