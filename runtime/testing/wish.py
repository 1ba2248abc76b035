"""What an integration declares that it needs, `metadata.permissions`, as a rule for the requests of its tests."""

from __future__ import annotations

import msgspec

from runtime.catalog import Entry
from runtime.egress.authority import Authority
from runtime.egress.errors import FetchDenied
from runtime.egress.policy import Policy
from runtime.egress.request import Hop
from runtime.egress.rules import Denied, NetRule, allows
from runtime.secrets.placeholder import placeholder_of_host


class DeclaredPolicy(Policy):
    """Lets a request pass if the declaration names it; without a declaration, every one."""

    def __init__(self, net: tuple[NetRule, ...] | None) -> None:
        super().__init__()
        self.refused: list[str] = []
        """A sentence for each request that goes beyond."""
        self._net = net

    def judge(self, hop: Hop, authority: Authority) -> bool:
        """Errors: FetchDenied."""
        if self._net is None or placeholder_of_host(hop.url.host) is not None:
            return True  # where a secret URL leads is not known here
        try:
            return super().judge(hop, msgspec.structs.replace(authority, net=self._net))
        except FetchDenied:
            message = f"{hop.method} {hop.shown} is not declared: {self._remedy(hop)}"
            self.refused.append(message)
            raise FetchDenied(message) from None

    def _remedy(self, hop: Hop) -> str:
        verdict = allows(self._net or (), hop.method, hop.url)
        add = verdict.add if isinstance(verdict, Denied) else None
        return "no rule can allow it" if add is None else f'add "{add}" to net in metadata.permissions'


def undeclared_secrets(entry: Entry) -> list[str]:
    """A sentence for each required secret that `metadata.permissions.secrets` leaves out."""
    permissions = entry.metadata.permissions
    if permissions is None:
        return []
    missing = [name for name in entry.metadata.required_secrets if name not in permissions.secrets]
    return [f'the secret {name} is not declared: add "{name}" to secrets in metadata.permissions' for name in missing]
