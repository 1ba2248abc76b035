"""The secrets of this server, and what one run gets of them."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from runtime.egress.authority import Authority
from runtime.secrets.placeholder import RANDOM_BYTES, make_placeholder
from runtime.secrets.places import SecretPlaces
from runtime.secrets.refusals import not_granted, without_hosts
from runtime.secrets.run import RunSecrets
from runtime.secrets.run_secret import RunSecret
from runtime.secrets.secret_url import url_problem
from runtime.secrets.signers.signer import AwsSigner, Signer, TokenSigner
from runtime.secrets.source import NAME, SecretSource, SourceFailed

# Shorter ones cannot be told from ordinary text when an answer or a log repeats them.
MIN_VALUE_BYTES = 16


class SecretUnusable(Exception):
    """A required secret has no value, or none that can be sent: the integration does not run. Says what to do."""


class SecretBroker:
    """Knows where values come from and where they may go.

    `signers` are those of the secrets that have one; `doubt` is told the name of a secret whose value was refused by
    another side; `random` gives so many unpredictable bytes.
    """

    def __init__(
        self,
        source: SecretSource,
        places: Iterable[SecretPlaces],
        signers: Mapping[str, Signer] | None = None,
        *,
        doubt: Callable[[str], None] = lambda name: None,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._source = source
        self._places = {place.name: place for place in places}
        self._signers = dict(signers or {})
        self._part_of = {part: name for name, signer in self._signers.items() for part in signer.parts}
        self._doubt = doubt
        self._random = random
        self._version_key = random(32)

    async def for_run(self, authority: Authority, required: Iterable[str]) -> RunSecrets:
        """Placeholders for all secrets that an integration requires; values only of those it is granted.

        No source is asked for the others. The run keeps these values, whatever becomes of them meanwhile.

        Raises:
            SecretUnusable: if a granted one has no usable value, or one has no usable name.
        """
        return RunSecrets(authority, tuple([await self._for_run(authority, name) for name in dict.fromkeys(required)]))

    async def version(self, authority: Authority, required: Iterable[str]) -> str:
        """Changes when the value of a granted secret does, and tells nothing of it: part of a result's cache key.

        Keyed at random in each process, so it fits no cache that processes share.
        """
        names = set(required) & authority.secrets
        if not names:
            return ""
        digest = hashlib.blake2b(key=self._version_key, digest_size=16)
        for name in sorted(names):
            for part in self.parts(name):
                try:
                    value = await self._source.get(part)
                except SourceFailed:  # it has no value then, and no result
                    value = None
                digest.update(ascii((part, value)).encode("ascii"))
        return digest.hexdigest()

    async def problems(self, authority: Authority, required: Iterable[str]) -> list[str]:
        """What will keep an integration from using the secrets it requires, for `skerry check`."""
        found: list[str] = []
        for name in filter(NAME.fullmatch, dict.fromkeys(required)):  # of others the declaration's review says enough
            if problem := await self.missing(name):
                found.append(problem)
            if self._is_only_part(name):
                continue
            if name not in authority.secrets:
                found.append(not_granted(authority, name))
            if name not in self._places:
                found.append(without_hosts(name, None))
        return found

    async def missing(self, name: str) -> str | None:
        """Why a secret has no usable value, for the operator; None if it has one."""
        try:
            await self._usable(name, explain=True)
        except SecretUnusable as unusable:
            return str(unusable)
        return None

    async def obstacle(self, authority: Authority, name: str) -> str | None:
        """Why a run of this authority that requires the secret cannot begin; None if it can.

        One that is not granted is no obstacle, and no source is asked for it: the run gets a placeholder that goes
        nowhere.
        """
        if NAME.fullmatch(name) and (name not in authority.secrets or self._is_only_part(name)):
            return None
        return await self.missing(name)

    def parts(self, name: str) -> tuple[str, ...]:
        """The secrets whose values are needed for this one: itself, or what its signer is made of."""
        signer = self._signers.get(name)
        return signer.parts if signer else (name,)

    async def _for_run(self, authority: Authority, name: str) -> RunSecret:
        placeholder = make_placeholder(self._random(RANDOM_BYTES))
        if self._is_only_part(name):
            return RunSecret(name, placeholder, part_of=self._part_of[name])  # a guest may sign with it
        places = self._places.get(name)
        if name not in authority.secrets:
            _require_name(name)
            return RunSecret(name, placeholder, None, places)
        values = await self._usable(name)
        match self._signers.get(name):
            case AwsSigner() as signer:
                return RunSecret(name, placeholder, values[0], places, aws=signer.keys(values))
            case TokenSigner() as signer:
                mint = partial(signer.token, values)
                return RunSecret(name, placeholder, None, places, mint=mint, refused=signer.minted.refused)
        return RunSecret(name, placeholder, values[0], places, refused=lambda _: self._doubt(name))

    def _is_only_part(self, name: str) -> bool:
        """Whether a secret is there for a signer only. A part with hosts of its own is sent to these as well."""
        places = self._places.get(name)
        return name in self._part_of and name not in self._signers and not (places and places.hosts)

    async def _usable(self, name: str, *, explain: bool = False) -> tuple[str, ...]:
        """The values of its parts. Errors: SecretUnusable, with what failed in detail if it is to `explain`."""
        _require_name(name)
        values: list[str] = []
        for part in self.parts(name):
            try:
                value = await self._source.get(part)
            except SourceFailed as error:
                why = str(error) if explain else "the server's log says why"
                raise SecretUnusable(f'Secret "{part}" cannot be read now: {why}.') from None
            if value is None:
                raise SecretUnusable(f'Secret "{part}" is undefined. {self._source.remedy(part)}')
            values.append(value)
        signer = self._signers.get(name)
        if signer is not None and (wrong := signer.problem(tuple(values))):
            raise SecretUnusable(f'Secret "{name}" cannot be used: {wrong}.')
        if signer is None and not self._is_only_part(name) and (wrong := self._value_problem(name, values[0])):
            raise SecretUnusable(wrong)
        return tuple(values)

    def _value_problem(self, name: str, value: str) -> str | None:
        places = self._places.get(name)
        if places is not None and places.kind == "url":
            return url_problem(name, value)
        if places is not None and places.expose:
            return None if _is_text(value) else f'Secret "{name}" is no UTF-8 text, so it cannot be given to anybody.'
        if len(value.encode("utf-8", "surrogateescape")) < MIN_VALUE_BYTES:
            return (
                f'Secret "{name}" has fewer than {MIN_VALUE_BYTES} bytes: set a longer one, '
                f"or give it to the integrations themselves with expose = true in [secrets.{name}]."
            )
        # A line break would end the header; a header's value neither begins nor ends with a space (RFC 9110, 5.5).
        if not value.isprintable() or value != value.strip():
            return f'Secret "{name}" has a line break, a control character, or a space at an end: set it without.'
        return None


def _require_name(name: str) -> None:
    """The author's text: no source is asked for what is no name."""
    if not NAME.fullmatch(name):
        raise SecretUnusable(f"{name!a} is no name of a secret: use letters, digits and _.")


def _is_text(value: str) -> bool:
    """Whether it has a UTF-8 form: bytes of an environment that have none are lone surrogates here."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
