"""The seam through which secrets get into a request; `runtime.secrets` implements it for one run."""

from typing import Protocol

import msgspec

from runtime.egress.request import Hop
from runtime.egress.response import Answer
from runtime.egress.sent import Sent


class Filled(msgspec.Struct, frozen=True):
    """What goes on the wire instead of the guest's request, which values are in it, and the names of these secrets."""

    hop: Hop
    sent: tuple[Sent, ...] = ()
    names: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Filled(names={self.names!r})"


class Credentials(Protocol):
    """What a run may put into its requests."""

    def locate(self, hop: Hop) -> Hop:
        """Put the real URL in the place of one that is secret as a whole; `shown_url` is then what people see.

        Raises:
            FetchDenied: if the file may not use it.
        """
        ...

    async def fill(self, hop: Hop, *, granted: bool) -> Filled:
        """Replace placeholders in a request. One that no rule grants (`egress.mode = "report"`) may hold none.

        Raises:
            FetchDenied: names the secret, the place or host it may not go to, and the remedy.
            FetchFailed: if a value that has to be fetched first could not be.
        """
        ...

    def keep(self, hop: Hop, answer: Answer) -> Answer:
        """The answer with placeholders for the credentials that came in it, which work for the hop's origin alone."""
        ...

    def redact(self, text: str) -> str:
        """What the log may show of a text: a guest that knows a value can put it into a URL."""
        ...


class NoCredentials:
    """A run without secrets."""

    def locate(self, hop: Hop) -> Hop:
        """No URL is secret."""
        return hop

    async def fill(self, hop: Hop, *, granted: bool) -> Filled:
        """Send what the guest gave."""
        return Filled(hop)

    def keep(self, hop: Hop, answer: Answer) -> Answer:
        """Give what came."""
        return answer

    def redact(self, text: str) -> str:
        """Show all of it."""
        return text
