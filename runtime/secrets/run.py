"""The secrets of one run."""

import secrets as random_numbers
from collections.abc import Callable, Mapping

import msgspec

from runtime.egress.authority import Authority
from runtime.egress.credentials import Filled
from runtime.egress.errors import FetchDenied, FetchFailed
from runtime.egress.request import Hop
from runtime.egress.response import Answer
from runtime.egress.sent import Sent
from runtime.secrets import refusals
from runtime.secrets.filling.authorization import basic_credentials
from runtime.secrets.filling.request import fill_request
from runtime.secrets.masking import Hidden, Mask
from runtime.secrets.permit import check_use, refuse_left, secret_url
from runtime.secrets.place import Place
from runtime.secrets.placeholder import (
    RANDOM_BYTES,
    make_placeholder,
    placeholder_of_host,
)
from runtime.secrets.received import kept_answer, places_at
from runtime.secrets.run_secret import RunSecret
from runtime.secrets.search import holds_placeholder, search
from runtime.secrets.secret_url import behind_host, parts_sent
from runtime.secrets.signers.aws_sigv4 import resign, signature_of

UNAUTHORIZED = 401

MAX_RECEIVED = 50
"""Credentials that servers may give to one run."""


class RunSecrets:
    """Placeholders out, values in. Implements `runtime.egress.credentials.Credentials`."""

    def __init__(
        self,
        authority: Authority,
        secrets: tuple[RunSecret, ...],
        random: Callable[[int], bytes] = random_numbers.token_bytes,
    ) -> None:
        self._authority = authority
        self._configured = secrets
        self._random = random
        self._all = {secret.placeholder.encode("ascii"): secret for secret in secrets}
        self._received: dict[tuple[str, str, tuple[Place, ...]], RunSecret] = {}
        self._signatures: dict[bytes, bytes] = {}
        self._minted: dict[str, str] = {}
        self._mask: Mask | None = None

    def __repr__(self) -> str:
        return f"RunSecrets({', '.join(secret.name for secret in self._configured)})"

    @property
    def placeholders(self) -> Mapping[str, str]:
        """What the guest gets as `secrets`; of those that are exposed, the value itself."""
        return {secret.name: secret.given for secret in self._configured}

    @property
    def exposed(self) -> tuple[str, ...]:
        """The names of the secrets whose values the guest gets."""
        return tuple(secret.name for secret in self._configured if secret.is_exposed)

    def locate(self, hop: Hop) -> Hop:
        """Put the real URL in the place of one that is secret as a whole.

        Raises:
            FetchDenied: if the file may not use it, or something was added to it.
        """
        placeholder = placeholder_of_host(hop.url.host) or ""
        secret = self._all.get(placeholder.encode("ascii"))
        if secret is None or not secret.is_url:
            return hop
        url = secret_url(secret, hop.url, self._authority)
        return msgspec.structs.replace(hop, url=url, shown_url=secret.given)

    async def fill(self, hop: Hop, *, granted: bool) -> Filled:
        """Put values into a request, each where its secret says.

        Raises:
            FetchDenied: if a placeholder stands elsewhere, or its secret may not be sent to this host by this file.
            FetchFailed: if a value that is fetched when it is needed could not be.
        """
        if not granted and self.exposed:
            raise FetchDenied(refusals.knows_value(self._authority, self.exposed[0], hop.url))
        sent = self._sent_in_url(hop)
        if await search(holds_placeholder, hop):
            used = self._used(hop)
            for secret in used:
                check_use(secret, hop, self._authority, granted=granted)
            values = {secret.placeholder.encode("ascii"): await self._value(secret) for secret in used}
            hop, put_in = self._filled(hop, values)
            hop, signed_with = self._signed(hop)
            sent += put_in + signed_with
            await search(self._refuse_left, hop)
        return Filled(hop, sent, tuple(dict.fromkeys(pair.name for pair in sent)))

    def keep(self, hop: Hop, answer: Answer) -> Answer:
        """The answer with placeholders for the cookies and tokens in it.

        Raises:
            FetchFailed: if the servers gave more of them than a run may have.
        """

        if answer.status == UNAUTHORIZED:
            self._tell_refused(hop)

        def keep(called: str, value: str, places: tuple[Place, ...]) -> str:
            return self._kept(called, value, hop, places).placeholder

        return kept_answer(self._with_guest_signatures(answer), keep)

    def _with_guest_signatures(self, answer: Answer) -> Answer:
        """The answer with the guest's own signatures where it repeats those that were sent, as S3's refusals do.

        They are good for nothing but the request that was allowed, and come with an access key that counts as repeated.
        So what stands there as it was sent is replaced, and no spelling of them is searched for.
        """
        for made, given in self._signatures.items():
            headers = tuple((name, value.replace(made, given)) for name, value in answer.headers)
            answer = msgspec.structs.replace(answer, headers=headers, body=answer.body.replace(made, given))
        return answer

    def _tell_refused(self, hop: Hop) -> None:
        for secret in self._used(hop):
            value = secret.value if secret.mint is None else self._minted.get(secret.name)
            if secret.refused is not None and value is not None:
                secret.refused(value)

    def redact(self, text: str) -> str:
        """Mask every value and placeholder in a text that leaves the run: a log line, an error."""
        return self._masking().text(text)

    def redact_json(self, data: bytes) -> bytes:
        """Mask them in JSON: a result."""
        return self._masking().json(data)

    def hold_placeholder(self, data: bytes) -> bool:
        """Whether one of the placeholders stands in the bytes as it is."""
        return any(placeholder in data for placeholder in self._all)

    def _used(self, hop: Hop) -> list[RunSecret]:
        """The secrets whose placeholders stand in the request as they are, or inside of `Basic`."""
        headers = [value for _, value in hop.headers]
        basic = [basic_credentials(value) or b"" for value in hop.values(b"authorization")]
        head = b"\n".join([hop.url.href.encode("ascii"), *headers, *basic])
        body = hop.body or b""
        return [secret for placeholder, secret in self._all.items() if placeholder in head or placeholder in body]

    async def _value(self, secret: RunSecret) -> bytes | None:
        """None for what is not put into a request as it is."""
        if secret.mint is not None:
            value: str | None = await secret.mint()
            if value is not None and self._minted.get(secret.name) != value:
                self._minted[secret.name] = value
                self._mask = None
        else:
            value = secret.value if secret.is_sent else None
        return None if value is None else value.encode("utf-8")

    def _filled(self, hop: Hop, values: Mapping[bytes, bytes | None]) -> tuple[Hop, tuple[Sent, ...]]:
        def value_of(place: Place, text: bytes) -> Sent | None:
            value = values.get(text)
            if value is None or place not in self._all[text].allowed:
                return None
            return Sent(value, text, self._all[text].name)

        allowed = dict.fromkeys(place for placeholder in values for place in self._all[placeholder].allowed)
        return fill_request(hop, allowed, value_of)

    def _signed(self, hop: Hop) -> tuple[Hop, tuple[Sent, ...]]:
        """The request signed with the real key, if the guest signed it with the placeholder of one."""
        given = signature_of(hop)
        signer = self._all.get(given.access_key) if given else None
        if given is None or signer is None or signer.aws is None:
            return hop, ()
        access_key = given.access_key
        signed = resign(hop, signer.aws)
        if made := signature_of(signed):
            self._signatures[made.signature] = given.signature
        sent = (Sent(signer.aws.access_key.encode("utf-8"), access_key, signer.name),)
        if signer.aws.session_token is not None:
            shown = next((value for value in hop.values(b"x-amz-security-token") if value in self._all), access_key)
            token = Sent(signer.aws.session_token.encode("utf-8"), shown, self._all[shown].name)
            return signed, (*sent, token)
        return signed, sent

    def _refuse_left(self, hop: Hop) -> None:
        if holds_placeholder(hop):
            refuse_left(hop, tuple(self._all.values()), self._authority)

    def _sent_in_url(self, hop: Hop) -> tuple[Sent, ...]:
        found = next((secret for secret in self._configured if secret.given == hop.shown_url), None)
        return parts_sent(found.name, hop.url, found.given, found.placeholder) if found else ()

    def _kept(self, called: str, value: str, hop: Hop, places: tuple[Place, ...]) -> RunSecret:
        key = (hop.url.origin, value, places)
        if key not in self._received:
            if len(self._received) == MAX_RECEIVED:
                raise FetchFailed(f"fetch failed: servers gave this run more than {MAX_RECEIVED} cookies and tokens")
            name = f"{called} of {hop.url.authority}"
            placeholder = make_placeholder(self._random(RANDOM_BYTES))
            kept = RunSecret(name, placeholder, value, places_at(name, hop.url, places), origin=hop.url.origin)
            self._received[key] = self._all[placeholder.encode("ascii")] = kept
            self._mask = None
        return self._received[key]

    def _masking(self) -> Mask:
        if self._mask is None:
            self._mask = Mask(self._hidden(secret) for secret in self._all.values())
        return self._mask

    def _hidden(self, secret: RunSecret) -> Hidden:
        values = [secret.value, self._minted.get(secret.name)]
        if secret.is_url and secret.value is not None:
            values.append(behind_host(secret.value))
        if secret.aws is not None:
            values += [secret.aws.access_key, secret.aws.secret_key, secret.aws.session_token]
        return Hidden(secret.name, secret.placeholder, tuple(value for value in values if value))
