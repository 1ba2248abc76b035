"""The secrets of this server, and what one run gets of them."""

import hashlib
import secrets
from collections.abc import Callable, Iterable

from runtime.egress.authority import Authority
from runtime.secrets.placeholder import RANDOM_BYTES, make_placeholder
from runtime.secrets.places import SecretPlaces
from runtime.secrets.refusals import not_granted, without_hosts
from runtime.secrets.run import RunSecret, RunSecrets
from runtime.secrets.source import SecretSource

# Shorter ones cannot be told from ordinary text when an answer or a log repeats them.
MIN_VALUE_BYTES = 8


class SecretUnusable(Exception):
    """A required secret has no value, or none that can be sent: the integration does not run. Says what to do."""


class SecretBroker:
    """Knows where values come from and where they may go. `random` gives so many unpredictable bytes."""

    def __init__(
        self,
        source: SecretSource,
        places: Iterable[SecretPlaces],
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._source = source
        self._places = {place.name: place for place in places}
        self._random = random
        self._version_key = random(32)

    def for_run(self, authority: Authority, required: Iterable[str]) -> RunSecrets:
        """Placeholders for all secrets that an integration requires; values only of those it is granted.

        Raises:
            SecretUnusable: if one of them has no usable value.
        """
        return RunSecrets(authority, tuple(self._for_run(authority, name) for name in dict.fromkeys(required)))

    def version(self, authority: Authority, required: Iterable[str]) -> str:
        """Changes when the value of a granted secret does, and tells nothing of it: part of a result's cache key.

        Keyed at random in each process, so it fits no cache that processes share.
        """
        digest = hashlib.blake2b(key=self._version_key, digest_size=16)
        for name in sorted(set(required) & authority.secrets):
            digest.update(ascii((name, self._source.get(name))).encode("ascii"))
        return digest.hexdigest()

    def problems(self, authority: Authority, required: Iterable[str]) -> list[str]:
        """What will keep an integration from using the secrets it requires, for `skerry check`."""
        found: list[str] = []
        for name in dict.fromkeys(required):
            if problem := self._value_problem(name, self._source.get(name)):
                found.append(problem)
            if name not in authority.secrets:
                found.append(not_granted(authority, name))
            if name not in self._places:
                found.append(without_hosts(name, None))
        return found

    def _for_run(self, authority: Authority, name: str) -> RunSecret:
        value = self._source.get(name)
        if problem := self._value_problem(name, value):
            raise SecretUnusable(problem)
        placeholder = make_placeholder(self._random(RANDOM_BYTES))
        granted = value if name in authority.secrets else None
        return RunSecret(name, placeholder, granted, self._places.get(name))

    def _value_problem(self, name: str, value: str | None) -> str | None:
        if value is None:
            return f'Secret "{name}" is undefined. {self._source.remedy(name)}'
        if len(value.encode("utf-8", "surrogateescape")) < MIN_VALUE_BYTES:
            return f'Secret "{name}" has fewer than {MIN_VALUE_BYTES} bytes: set a longer one.'
        # A line break would end the header; a header's value neither begins nor ends with a space (RFC 9110, 5.5).
        if not value.isprintable() or value != value.strip():
            return f'Secret "{name}" has a line break, a control character, or a space at an end: set it without.'
        return None
