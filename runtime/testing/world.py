"""What a run meets outside of itself, besides the answers of its case: what it may do, and with which secrets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from runtime.catalog import Entry
from runtime.egress.policy import Policy
from runtime.grants import Grants, parse_grants
from runtime.secrets.broker import SecretBroker
from runtime.testing.secrets import FakedBroker
from runtime.testing.wish import DeclaredPolicy, undeclared_secrets


class World(msgspec.Struct, frozen=True):
    """`shown` are the texts that stand for secrets in requests, with their names."""

    grants: Grants
    broker: SecretBroker
    policy: Policy
    shown: Mapping[str, str]
    refused: Sequence[str] = ()
    """Grows by a sentence for each thing that the integration does not declare."""


MakeWorld = Callable[[Entry], World]
"""Made anew for each run."""


def as_declared(secret_urls: Collection[str] = ()) -> MakeWorld:
    """What the integration declares is granted, or everything if it declares nothing; secrets have no values.

    `secret_urls` are the names of secrets that are a URL as a whole.
    """
    broker = FakedBroker(secret_urls)

    def world(entry: Entry) -> World:
        permissions = entry.metadata.permissions
        policy = DeclaredPolicy(None if permissions is None else permissions.net)
        policy.refused += undeclared_secrets(entry)
        return World(parse_grants({}), broker, policy, broker.shown(entry.metadata.required_secrets), policy.refused)

    return world
