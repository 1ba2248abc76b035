"""The seam through which secrets get into a request; `runtime.secrets` implements it for one run."""

from typing import Protocol

import msgspec

from runtime.egress.headers import Headers
from runtime.egress.request import Hop


class Sent(msgspec.Struct, frozen=True):
    """A value that went out, and what the guest sees in its place."""

    real: bytes
    shown: bytes

    def __repr__(self) -> str:
        return f"Sent(shown={self.shown!r})"


class Filled(msgspec.Struct, frozen=True):
    """The headers to send instead of the guest's, which values are in them, and the names of these secrets."""

    headers: Headers
    sent: tuple[Sent, ...] = ()
    names: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Filled(names={self.names!r})"


class Credentials(Protocol):
    """What a run may put into its requests."""

    def fill(self, hop: Hop) -> Filled:
        """Replace placeholders in a request that the net rules allow.

        Raises:
            FetchDenied: names the secret, the place or host it may not go to, and the remedy.
        """
        ...


class NoCredentials:
    """A run without secrets."""

    def fill(self, hop: Hop) -> Filled:
        """Send what the guest gave."""
        return Filled(hop.headers)
