"""The broker of secrets, put together from the settings: sources of values, places, signers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from typing import Any

import msgspec
from structlog.typing import FilteringBoundLogger

from runtime.egress.transport import Transport
from runtime.secrets.broker import SecretBroker
from runtime.secrets.signers.github_permissions import parse_permissions
from runtime.secrets.signers.minted import Minted
from runtime.secrets.signers.signer import AwsSigner, Mint, Signer, TokenSigner
from runtime.secrets.signers.token_request import TokenRequests
from runtime.secrets.sources.named import make_origins
from runtime.secrets.values import Values
from runtime.settings import Loaded
from runtime.settings.model import Secret
from runtime.settings.secrets import places_of


class Brokering(msgspec.Struct, frozen=True):
    """The broker, and the values behind it: they know which source each comes from."""

    broker: SecretBroker
    values: Values


@asynccontextmanager
async def open_broker(
    loaded: Loaded, transport: Transport, *, user_agent: str, log: FilteringBoundLogger
) -> AsyncIterator[Brokering]:
    """The broker by the settings; what its sources and signers are fetching ends with it."""
    secrets, sources = loaded.settings.secrets, loaded.settings.secret_sources
    named = {name: secret.source for name, secret in secrets.items() if secret.source is not None}
    origins = make_origins((*sources.use, *named.values()), sources, loaded.environ)
    requests = TokenRequests(transport, user_agent=user_agent, log=log)
    async with AsyncExitStack() as open_:
        values = await open_.enter_async_context(Values(origins, use=sources.use, named=named, log=log))
        signers = make_signers(secrets, requests)
        for signer in signers.values():
            if isinstance(signer, TokenSigner):
                open_.push_async_callback(signer.minted.aclose)
        yield Brokering(
            SecretBroker(values, [read() for read in places_of(secrets)], signers, doubt=values.doubt), values
        )


def make_signers(secrets: Mapping[str, Secret], requests: TokenRequests) -> dict[str, Signer]:
    """The signers of the secrets that have one, with the options that the settings were checked for."""
    found: dict[str, Signer] = {}
    for name, secret in secrets.items():
        if secret.sign == "aws-sigv4":
            found[name] = AwsSigner((name, *secret.parts), secret.services, secret.regions)
        elif secret.sign is not None:
            mint = _mint(name, secret, requests)
            found[name] = TokenSigner(name, secret.parts, mint, Minted(mint.fetch))
    return found


def _mint(name: str, secret: Secret, requests: TokenRequests) -> Mint:
    if secret.sign == "github-app":
        # Loaded where it is used alone: cryptography takes 15 ms.
        module = import_module("runtime.secrets.signers.github_app")
        ids: dict[str, Any] = {"app_id": str(secret.app_id), "installation_id": str(secret.installation_id)}
        app: Mint = module.GithubApp(
            name, requests, **ids, api=secret.api or module.API, permissions=parse_permissions(secret.scope)
        )
        return app
    module = import_module("runtime.secrets.signers.client_credentials")
    client: Mint = module.ClientCredentials(
        name,
        requests,
        token_url=secret.token_url,
        client_id=secret.client_id,
        scope=secret.scope,
        send=secret.send,
    )
    return client
