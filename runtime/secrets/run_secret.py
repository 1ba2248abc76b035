"""One secret in one run."""

from collections.abc import Awaitable, Callable

import msgspec

from runtime.secrets.place import Place
from runtime.secrets.placeholder import placeholder_url
from runtime.secrets.places import SecretPlaces
from runtime.secrets.signers.aws_sigv4 import AwsKeys


class RunSecret(msgspec.Struct, frozen=True):
    """One secret in one run.

    `value` is None if the file is not granted it; with `mint` the value is fetched when it is first needed, with `aws`
    requests are signed and none is sent. `places` is None if the secret is for no host. `refused` is told a value with
    which a request was answered 401. `part_of` names the secret for which this one signs. `origin` is that of the
    server that gave it, if it was received in this run.
    """

    name: str
    placeholder: str
    value: str | None = None
    places: SecretPlaces | None = None
    mint: Callable[[], Awaitable[str]] | None = None
    aws: AwsKeys | None = None
    refused: Callable[[str], None] | None = None
    part_of: str | None = None
    origin: str | None = None

    def __repr__(self) -> str:
        return f"RunSecret({self.name})"

    @property
    def is_granted(self) -> bool:
        """Whether the file may use it."""
        return self.value is not None or self.mint is not None or self.aws is not None

    @property
    def is_url(self) -> bool:
        """Whether it is a URL that is secret as a whole."""
        return self.places is not None and self.places.kind == "url"

    @property
    def is_sent(self) -> bool:
        """Whether the value is put into requests as it is."""
        return self.part_of is None and self.aws is None and not self.is_url

    @property
    def allowed(self) -> tuple[Place, ...]:
        """The places in a request where it may stand."""
        return self.places.places if self.places is not None and self.is_sent else ()

    @property
    def is_exposed(self) -> bool:
        """Whether the guest gets the value itself."""
        return self.places is not None and self.places.expose and self.value is not None

    @property
    def given(self) -> str:
        """What the guest gets."""
        if self.is_exposed and self.value is not None:
            return self.value
        return placeholder_url(self.placeholder) if self.is_url else self.placeholder
