"""How often answers have repeated secrets to one run. Two answers that do end it.

One may be a service that is so made; a run that keeps asking for them is looking for a spelling that nobody looks for.
"""

from collections.abc import Sequence

from runtime.egress.authority import Authority
from runtime.egress.request import Hop
from runtime.egress.scrub import Reflection
from runtime.egress.sent import Sent
from sandbox.errors import Ended

MOST = 1
"""Answers that repeat a secret and that a run survives; how often one of them repeats it does not count."""


class Reflections:
    """What one run has sent, in all of its requests so far, and how many answers repeated some of it."""

    def __init__(self) -> None:
        self._sent: dict[bytes, Sent] = {}
        self._answers = 0

    def sending(self, sent: Sequence[Sent]) -> None:
        """Note values before they go out."""
        self._sent.update((pair.real, pair) for pair in sent)

    @property
    def sent(self) -> tuple[Sent, ...]:
        """All that may come back: what one request stored at a host, a later one may ask for."""
        return tuple(self._sent.values())

    def count(self, found: Sequence[Reflection], hop: Hop, authority: Authority) -> None:
        """Count one answer.

        Raises:
            Ended: if it was one too many.
        """
        self._answers += bool(found)
        if found and self._answers > MOST:
            raise Ended(
                f"{hop.url.authority} repeated the secret {found[-1]}, the second answer to do so, which ends the run: "
                f"narrow net in {authority.table} of skerry.toml to methods and paths that do not repeat what they are "
                f'sent, as in "GET {hop.url.origin}/v2/"'
            )
