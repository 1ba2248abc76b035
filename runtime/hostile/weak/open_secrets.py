"""Secrets of a run without one of their guards each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import msgspec

from runtime.egress.authority import Authority
from runtime.egress.credentials import Filled
from runtime.egress.request import Hop
from runtime.egress.response import Answer
from runtime.egress.url import Url
from runtime.execution import Executor
from runtime.secrets.broker import SecretBroker
from runtime.secrets.place import read_place
from runtime.secrets.places import SecretPlaces
from runtime.secrets.run import RunSecrets
from runtime.secrets.run_secret import RunSecret

Make = Callable[[Authority, tuple[RunSecret, ...]], RunSecrets]

PLACES = ("authorization", "header:x-note", "cookie:note", "query:note", "json:/note", "form:note")


class LooseBroker(SecretBroker):
    """A broker whose runs get secrets that `make` has made."""

    def __init__(self, inner: SecretBroker, make: Make) -> None:
        self._inner = inner
        self._make = make

    async def for_run(self, authority: Authority, required: Iterable[str]) -> RunSecrets:
        """The same secrets, held otherwise."""
        return self._make(authority, (await self._inner.for_run(authority, required))._configured)

    async def version(self, authority: Authority, required: Iterable[str]) -> str:
        """As before."""
        return await self._inner.version(authority, required)


def with_secrets(make: Make) -> Callable[[Executor], Executor]:
    """What puts such a broker into an executor."""
    return lambda executor: msgspec.structs.replace(executor, broker=LooseBroker(executor.broker, make))


class Unscrubbed(RunSecrets):
    """Nobody is told what was sent, so nobody looks for it in answers."""

    async def fill(self, hop: Hop, *, granted: bool) -> Filled:
        """As before."""
        filled = await super().fill(hop, granted=granted)
        return Filled(filled.hop, (), filled.names)


class Unmasked(RunSecrets):
    """What leaves a run leaves it as it is."""

    def redact(self, text: str) -> str:
        """The text."""
        return text

    def redact_json(self, data: bytes) -> bytes:
        """The JSON."""
        return data


class Unkept(RunSecrets):
    """Credentials that a host gives go to the guest."""

    def keep(self, hop: Hop, answer: Answer) -> Answer:
        """The answer as it came."""
        return answer


class ShownUrl(RunSecrets):
    """A URL that is secret as a whole is shown once it was used."""

    def locate(self, hop: Hop) -> Hop:
        """The real URL, for everybody to see."""
        return msgspec.structs.replace(super().locate(hop), shown_url=None)


class AnyHost(SecretPlaces, frozen=True):
    """A secret that is for every host."""

    def allow(self, url: Url) -> bool:
        """Yes."""
        return True


def _replaced(authority: Authority, secrets: tuple[RunSecret, ...], *, hosts: bool, places: bool) -> RunSecrets:
    def loose(secret: RunSecret) -> RunSecret:
        if secret.places is None:
            return secret
        fields = msgspec.structs.asdict(secret.places)
        if places:
            fields["places"] = tuple(map(read_place, PLACES))
        kind = AnyHost if hosts else SecretPlaces
        return msgspec.structs.replace(secret, places=kind(**fields))

    return RunSecrets(authority, tuple(map(loose, secrets)))


on_any_host: Make = partial(_replaced, hosts=True, places=False)
in_any_place: Make = partial(_replaced, hosts=False, places=True)


class Remembering:
    """Every run knows the secrets of all runs before it."""

    def __init__(self) -> None:
        self._all: list[RunSecret] = []

    def __call__(self, authority: Authority, secrets: tuple[RunSecret, ...]) -> RunSecrets:
        self._all += secrets
        return RunSecrets(authority, tuple(self._all))
