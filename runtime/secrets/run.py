"""The secrets of one run."""

from collections.abc import Callable, Mapping
from functools import partial

import msgspec

from runtime.egress.authority import Authority
from runtime.egress.credentials import Filled
from runtime.egress.errors import FetchDenied
from runtime.egress.headers import Headers
from runtime.egress.request import Hop
from runtime.egress.response import Answer
from runtime.egress.sent import Sent
from runtime.egress.url import Url
from runtime.secrets.authorization import fill_authorization
from runtime.secrets.placeholder import Trace, may_hold_placeholder, percent_decoded
from runtime.secrets.places import SecretPlaces
from runtime.secrets.refusals import not_granted, other_form, other_host, other_place, without_hosts


class RunSecret(msgspec.Struct, frozen=True):
    """One secret in one run. `value` is None if the file is not granted it, `places` if it is for no host."""

    name: str
    placeholder: str
    value: str | None
    places: SecretPlaces | None

    def __repr__(self) -> str:
        return f"RunSecret({self.name})"


class RunSecrets:
    """Placeholders out, values in. Implements `runtime.egress.credentials.Credentials`."""

    def __init__(self, authority: Authority, secrets: tuple[RunSecret, ...]) -> None:
        self._authority = authority
        self._secrets = secrets
        self._by_placeholder = {secret.placeholder.encode("ascii"): secret for secret in secrets}
        self._traces = tuple((secret.name, Trace(secret.placeholder)) for secret in secrets)

    def __repr__(self) -> str:
        return f"RunSecrets({', '.join(secret.name for secret in self._secrets)})"

    @property
    def placeholders(self) -> Mapping[str, str]:
        """What the guest gets as `secrets`."""
        return {secret.name: secret.placeholder for secret in self._secrets}

    def locate(self, hop: Hop) -> Hop:
        """No URL is secret yet."""
        return hop

    def keep(self, hop: Hop, answer: Answer) -> Answer:
        """Credentials in an answer are the guest's yet."""
        return answer

    async def fill(self, hop: Hop, *, granted: bool) -> Filled:
        """Put values into a request's `Authorization` header.

        Raises:
            FetchDenied: if a placeholder stands elsewhere, or its secret may not be sent to this host by this file.
        """
        if not self._secrets:
            return Filled(hop)
        self._refuse_elsewhere(hop)
        headers: Headers = ()
        sent: tuple[Sent, ...] = ()
        for name, value in hop.headers:
            filled, put_in = self._authorization(value, hop.url) if name == b"authorization" else (value, ())
            headers += ((name, filled),)
            sent += put_in
        names = tuple(dict.fromkeys(pair.name for pair in sent))
        return Filled(msgspec.structs.replace(hop, headers=headers), sent, names)

    def redact(self, text: str) -> str:
        """Mask every value and placeholder in a text that leaves the run: a result, a log line, an error."""
        for needle, name in self._needles():
            text = text.replace(needle, f"[secret {name}]")
        return text

    def redact_json(self, data: bytes) -> bytes:
        """Mask them in encoded JSON, where quotes and backslashes of a value are escaped."""
        for needle, name in self._needles():
            data = data.replace(msgspec.json.encode(needle)[1:-1], f"[secret {name}]".encode("ascii"))
        return data

    def _authorization(self, value: bytes, url: Url) -> tuple[bytes, tuple[Sent, ...]]:
        filled, sent = fill_authorization(value, lambda text: self._value(text, url))
        self._refuse(percent_decoded(filled), partial(other_form, self._authority))
        return filled, sent

    def _value(self, text: bytes, url: Url) -> Sent | None:
        secret = self._by_placeholder.get(text)
        if secret is None:
            return None
        if secret.value is None:
            raise FetchDenied(not_granted(self._authority, secret.name))
        if secret.places is None:
            raise FetchDenied(without_hosts(secret.name, url))
        if not secret.places.allow(url):
            raise FetchDenied(other_host(self._authority, secret.name, url))
        return Sent(secret.value.encode("utf-8"), text, secret.name)

    def _refuse_elsewhere(self, hop: Hop) -> None:
        self._refuse(percent_decoded(hop.url.href.encode("ascii")), self._elsewhere("the URL"))
        self._refuse(hop.body or b"", self._elsewhere("the body"))
        for header, value in hop.headers:
            self._refuse(header, self._elsewhere("the name of a header"))
            if header != b"authorization":
                self._refuse(percent_decoded(value), self._elsewhere(f"the header {header.decode('ascii')}"))

    def _elsewhere(self, place: str) -> Callable[[str], str]:
        return partial(other_place, self._authority, place=place)

    def _refuse(self, data: bytes, message: Callable[[str], str]) -> None:
        if not may_hold_placeholder(data):
            return
        for name, trace in self._traces:
            if trace.is_in(data):
                raise FetchDenied(message(name))

    def _needles(self) -> list[tuple[str, str]]:
        """Longest first, so that a value inside a longer one leaves nothing of it behind."""
        found = [(secret.placeholder, secret.name) for secret in self._secrets]
        found += [(secret.value, secret.name) for secret in self._secrets if secret.value is not None]
        return sorted(found, key=lambda pair: len(pair[0]), reverse=True)
