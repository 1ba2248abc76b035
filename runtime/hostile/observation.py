"""What was seen of an attack."""

from __future__ import annotations

import msgspec

EVERYTHING = 2.0**62
"""Used of a limit, where it is only known that it did not stop the attack."""


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """What came out, and what it did to the rest."""

    answer: str
    """JSON: what the client gets for the last context, or why nothing."""
    logs: str = ""
    problems: str = ""
    """Why the guest was not loaded, if it was not."""
    beside: bool = True
    """Whether the other integration's answer is what it should be."""
    public: str = ""
    """What an attacker can read afterwards, at a host of its own or at one that shows what it is given."""
    arrived: str = ""
    """Requests that must not have been sent, a line each."""
    witness: bool = False
    died: str = ""
    """How the process died; empty if it lives."""
    hung: str = ""
    """What it was still doing long after it should have ended."""
    used: dict[str, float] = {}
    """What was used of a limit, by its name, where that can be seen."""

    @property
    def told(self) -> str:
        """What the attack's author and the operator are told."""
        return f"{self.answer}\n{self.logs}\n{self.problems}"

    @property
    def text(self) -> str:
        """All that came out."""
        return f"{self.told}\n{self.public}"

    @property
    def gist(self) -> str:
        """What happened, in a line."""
        return (self.died or self.hung or self.problems or self.answer)[:300]
