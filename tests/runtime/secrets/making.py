"""Secrets and requests for these tests."""

import base64
import secrets
from collections.abc import Sequence
from typing import Any

from runtime.egress.authority import Authority
from runtime.egress.headers import clean_headers
from runtime.egress.request import Hop
from runtime.egress.url import parse_url
from runtime.secrets.placeholder import make_placeholder
from runtime.secrets.places import parse_places
from runtime.secrets.run import RunSecrets
from runtime.secrets.run_secret import RunSecret

PATH = "team/y.integration.js"
AUTHORITY = Authority(PATH)
VALUE = "real-token-1234567890"
OTHER = 'pass"word\\12/345+67890'
HOSTS = ("api.x.com",)


def secret(
    name: str = "TOKEN",
    value: str | None = VALUE,
    hosts: Sequence[str] = HOSTS,
    places: Sequence[str] = (),
    **rule: Any,
) -> RunSecret:
    return RunSecret(name, fresh(), value, parse_places(name, hosts, places, **rule))


def fresh() -> str:
    return make_placeholder(secrets.token_bytes(16))


def run(*given: RunSecret) -> RunSecrets:
    return RunSecrets(AUTHORITY, given)


def hop(url: str = "https://api.x.com/", body: bytes | None = None, method: str = "POST", **headers: str) -> Hop:
    pairs = ((name.replace("_", "-"), value) for name, value in headers.items())
    return Hop(method, parse_url(url), clean_headers(pairs), body)


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()
