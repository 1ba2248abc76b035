"""What one integration may do outside: the operator's grants for its file, in one value."""

import hashlib

import msgspec

from runtime.egress.rules import NetRule


class Authority(msgspec.Struct, frozen=True):
    """Where an integration may send requests and which secrets it may use.

    `path` is the file's path below the integrations folder, with "/" between its parts.
    """

    path: str
    net: tuple[NetRule, ...] = ()
    secrets: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        """The header of this file's own grant in skerry.toml; a quote in the path does not end the text."""
        return f"[grants.{msgspec.json.encode(self.path).decode()}]"

    @property
    def digest(self) -> str:
        """Equal for equal authorities, in every process; part of the key under which results are cached."""
        net = sorted({rule.text for rule in self.net})
        canonical = msgspec.json.encode([self.path, net, sorted(self.secrets)])
        return hashlib.sha256(canonical).hexdigest()
