"""Secrets from HashiCorp Vault: the secrets engine KV, version 2. https://developer.hashicorp.com/vault/api-docs"""

import asyncio
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import hvac
from hvac.exceptions import Forbidden, InvalidPath, Unauthorized, VaultError

from runtime.secrets.source import SourceFailed
from runtime.secrets.sources.files import read_secret
from runtime.secrets.sources.options import VaultOptions

TIMEOUT_S = 5
DOWN_S = 5.0  # so long nobody waits for a Vault that did not answer
SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/token"

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class VaultSecrets:
    """The secret X is a field of a path of Vault; a login that has ended is made again. Requests run in threads."""

    def __init__(self, options: VaultOptions, environ: Mapping[str, str]) -> None:
        self._options = options
        self._environ = environ
        self._lock = threading.Lock()
        self._client: Any = None  # hvac is not typed
        self._down_until = float("-inf")

    async def get(self, name: str) -> str | None:
        """Read the newest version."""
        return await asyncio.to_thread(self._get, name)

    def remedy(self, name: str) -> str:
        """Where to put it."""
        path, field = self._place(name)
        return f"Put it into Vault: vault kv put -mount={self._options.mount} {path} {field}=..."

    def _place(self, name: str) -> tuple[str, str]:
        return self._options.path.replace("{name}", name), self._options.field.replace("{name}", name)

    def _get(self, name: str) -> str | None:
        try:
            with self._lock:
                if time.monotonic() < self._down_until:
                    raise SourceFailed("Vault could not be reached just now")
                return self._read_or_log_in(name)
        except VaultError as error:  # its text quotes what Vault answers
            raise SourceFailed(f"Vault refuses {self._place(name)[0]}: {type(error).__name__}") from None
        except OSError as error:  # all errors of requests are
            self._down_until = time.monotonic() + DOWN_S
            raise SourceFailed(f"Vault cannot be reached: {type(error).__name__}") from None

    def _read_or_log_in(self, name: str) -> str | None:
        fresh = self._client is None
        self._client = self._client or self._logged_in()
        try:
            return self._read(name)
        except (Forbidden, Unauthorized):
            self._client = None  # the login has ended, or a new token lies in the file
            if fresh:
                raise
        self._client = self._logged_in()
        return self._read(name)

    def _read(self, name: str) -> str | None:
        path, field = self._place(name)
        try:
            answer = self._client.secrets.kv.v2.read_secret_version(
                path=path, mount_point=self._options.mount, raise_on_deleted_version=True
            )
        except InvalidPath:
            return None
        try:
            value = answer["data"]["data"].get(field)
        except (AttributeError, KeyError, TypeError):
            raise SourceFailed(
                f"Vault answers {path} in a form that is not known: is {self._options.mount} a KV 2?"
            ) from None
        if value is not None and not isinstance(value, str):
            raise SourceFailed(f"Vault has no text in the field {field} of {path}")
        return value or None

    def _logged_in(self) -> Any:
        options = self._options
        client = hvac.Client(
            url=self._url(),
            namespace=options.namespace or self._environ.get("VAULT_NAMESPACE") or None,
            verify=options.ca_file or self._environ.get("VAULT_CACERT") or True,
            timeout=TIMEOUT_S,
            allow_redirects=False,  # the token would go along
            token=self._credential("VAULT_TOKEN", None) if options.auth == "token" else "",
        )
        client.session.trust_env = False  # no proxy and no netrc of the environment
        mount = options.auth_mount or options.auth
        if options.auth == "approle":
            role, secret = self._role("VAULT_ROLE_ID"), self._credential("VAULT_SECRET_ID", None)
            client.auth.approle.login(role_id=role, secret_id=secret, mount_point=mount)
        elif options.auth == "kubernetes":
            token = self._credential(None, SERVICE_ACCOUNT)
            client.auth.kubernetes.login(role=self._role(None), jwt=token, mount_point=mount)
        return client

    def _url(self) -> str:
        url = self._options.url or self._environ.get("VAULT_ADDR")
        if not url:
            raise SourceFailed('Vault has no address: write url = "https://..." in [secret_sources.vault]')
        parts = urlsplit(url)
        if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in _LOOPBACK):
            raise SourceFailed(f"{url} would show the token to the network: use https, or http on this machine")
        return url

    def _role(self, variable: str | None) -> str:
        role = self._options.role or (self._environ.get(variable) if variable else None)
        if not role:
            raise SourceFailed('the login at Vault needs a role: write role = "..." in [secret_sources.vault]')
        return role

    def _credential(self, variable: str | None, default_file: str | None) -> str:
        """What Vault is shown to log in. A file is read each time: what is in it changes."""
        value = self._environ.get(variable) if variable else None
        file = self._options.credential_file or (None if value else default_file)
        credential = read_secret(Path(file)) if file else value
        if not credential:
            where = file or variable
            raise SourceFailed(f"{where} holds nothing: it is to hold what Vault asks for ({self._options.auth})")
        return credential
