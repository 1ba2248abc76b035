"""A server process under load: where it listens."""

from __future__ import annotations

import msgspec

TOKEN = "skerry_Xv3mQ9rT0aZ7bKcLwE5nHs2JdYpUf8Gi1oRk6NxMq4t"
"""For servers that live for the length of a benchmark, on the loopback interface."""


class Service(msgspec.Struct, frozen=True):
    """A server on 127.0.0.1."""

    port: int
    pid: int
    token: str = TOKEN
