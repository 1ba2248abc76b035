"""Grants that believe what a file says of itself."""

from __future__ import annotations

import msgspec

from runtime.catalog import Catalog
from runtime.egress.authority import Authority
from runtime.grants import Grants


class GrantsByName(Grants):
    """The grants of the file whose name an integration bears: `victims/NAME.integration.js`."""

    def __init__(self, grants: Grants, catalog: Catalog) -> None:
        self._inner = grants
        self._names = {entry.path: entry.metadata.name for entry in catalog.entries}

    def authority(self, path: str) -> Authority:
        """What is granted to the name."""
        return self._inner.authority(f"victims/{self._names[path]}.integration.js")


class GrantsByWish(Grants):
    """What is granted, and what an integration wishes for."""

    def __init__(self, grants: Grants, catalog: Catalog) -> None:
        self._inner = grants
        self._wishes = {entry.path: entry.metadata.permissions for entry in catalog.entries}

    def authority(self, path: str) -> Authority:
        """Both."""
        granted, wish = self._inner.authority(path), self._wishes[path]
        if wish is None:
            return granted
        secrets = granted.secrets | set(wish.secrets)
        return msgspec.structs.replace(granted, net=(*granted.net, *wish.net), secrets=secrets)


class AllSecrets(Grants):
    """What is granted, and all secrets."""

    def __init__(self, grants: Grants, catalog: Catalog) -> None:
        self._inner = grants

    def authority(self, path: str) -> Authority:
        """With the secrets of the others."""
        granted = self._inner.authority(path)
        return msgspec.structs.replace(granted, secrets=granted.secrets | {"TOKEN", "OTHER"})
