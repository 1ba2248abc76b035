"""The secrets of a faked run: placeholders as in a real one, and no values at all.

Where a secret may stand in a request, and to which hosts it may go, is up to the operator's `[secrets.NAME]`, which a
test does not know: the request goes out with the placeholder in it, and the case can say where it wants to see it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from runtime.egress.authority import Authority
from runtime.egress.credentials import Filled
from runtime.egress.request import Hop
from runtime.egress.response import Answer
from runtime.secrets.broker import SecretBroker
from runtime.secrets.placeholder import RANDOM_BYTES, make_placeholder
from runtime.secrets.places import SecretPlaces
from runtime.secrets.run import RunSecrets
from runtime.secrets.run_secret import RunSecret
from runtime.secrets.sources.environment import EnvironmentSecrets


def placeholder(name: str) -> str:
    """The same in every run, so that a run's fuel is too."""
    return make_placeholder(hashlib.sha256(name.encode()).digest()[:RANDOM_BYTES])


class FakedSecrets(RunSecrets):
    """Placeholders out, placeholders in."""

    def locate(self, hop: Hop) -> Hop:
        """No URL is secret."""
        return hop

    async def fill(self, hop: Hop, *, granted: bool) -> Filled:
        """Send what the guest gave."""
        return Filled(hop)

    def keep(self, hop: Hop, answer: Answer) -> Answer:
        """Give what came."""
        return answer


class FakedBroker(SecretBroker):
    """Has every secret that anybody requires; `urls` are the names of those that are a URL as a whole."""

    def __init__(self, urls: Collection[str] = ()) -> None:
        super().__init__(EnvironmentSecrets({}), ())
        self._urls = urls

    async def for_run(self, authority: Authority, required: Iterable[str]) -> FakedSecrets:
        """A placeholder for each."""
        return FakedSecrets(authority, tuple(self._secret(name) for name in dict.fromkeys(required)))

    def shown(self, required: Iterable[str]) -> dict[str, str]:
        """What the guest gets -> the name of the secret."""
        return {self._secret(name).given: name for name in required}

    def _secret(self, name: str) -> RunSecret:
        places = SecretPlaces(name, (), kind="url") if name in self._urls else None
        return RunSecret(name, placeholder(name), None, places)
