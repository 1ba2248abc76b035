"""AWS Signature Version 4, made again: the AWS SDK in a guest signs with placeholders, the host with the key itself.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
"""

import hashlib
import hmac
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from runtime.egress.errors import FetchDenied, FetchFailed
from runtime.egress.headers import Headers, wire_headers
from runtime.egress.request import Hop
from runtime.secrets.signers.aws_canonical import canonical_request, signed_names
from runtime.secrets.signers.aws_scope import (
    ALGORITHM,
    Scope,
    Signature,
    fits_region,
    fits_service,
    parse_endpoint,
    parse_signature,
)

MAX_SKEW_S = 15 * 60  # what AWS itself allows between its clock and a request's
UNSIGNED = b"UNSIGNED-PAYLOAD"

_AUTHORIZATION, _DATE = b"authorization", b"x-amz-date"
_PAYLOAD, _TOKEN = b"x-amz-content-sha256", b"x-amz-security-token"
_SHA256 = re.compile(rb"[0-9a-fA-F]{64}")


class AwsKeys(msgspec.Struct, frozen=True):
    """The key of an AWS identity. `name` is that of the secret, for messages; empty `services` or `regions`: what fits
    the host."""

    name: str
    access_key: str
    secret_key: str
    session_token: str | None = None
    services: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"AwsKeys({self.name})"


def resign(hop: Hop, keys: AwsKeys, clock: Callable[[], float] = time.time) -> Hop:
    """Sign a request, complete but for its credentials, with the key itself, over what goes on the wire.

    The day, region and service stay those that the guest signed for; `clock` gives seconds since the epoch.

    Raises:
        FetchDenied: if the key is not for this service or region, or the host is that of another.
        FetchFailed: if the request is not signed, or in a way that cannot be done again.
    """
    signature = signature_of(hop)
    if signature is None:
        raise FetchFailed(f"fetch failed: the request is not signed as AWS does ({ALGORITHM} in Authorization)")
    _check_scope(signature.scope, hop, keys)
    date = _date(hop, signature.scope, clock())
    headers, payload = _headers(hop, signature.scope, keys)
    signed = _signed(msgspec.structs.replace(hop, headers=headers), signature.signed_headers)
    s3 = signature.scope.service == "s3"
    request = canonical_request(hop.method, hop.url.path, hop.url.query, signed, payload, s3=s3)
    text = f"{ALGORITHM}\n{date}\n{signature.scope.text}\n{hashlib.sha256(request).hexdigest()}"
    made = _hmac(_signing_key(keys.secret_key, signature.scope), text).hex()
    names = signed_names(signed).decode("ascii")
    credential = f"{keys.access_key}/{signature.scope.text}"
    value = f"{ALGORITHM} Credential={credential}, SignedHeaders={names}, Signature={made}".encode("ascii")
    return msgspec.structs.replace(hop, headers=_replaced(headers, _AUTHORIZATION, value))


def signature_of(hop: Hop) -> Signature | None:
    """What the request's `Authorization` header says; its access key is a placeholder, if a guest signed it."""
    values = hop.values(_AUTHORIZATION)
    return parse_signature(values[0]) if len(values) == 1 else None


# What the key may sign


def _check_scope(scope: Scope, hop: Hop, keys: AwsKeys) -> None:
    """A signature that the host (or its tenant) shows to somebody must be of no use elsewhere."""
    endpoint = parse_endpoint(hop.url.host)
    for kind, value, allowed, fits in (
        ("service", scope.service, keys.services, endpoint is None or fits_service(scope.service, endpoint)),
        ("region", scope.region, keys.regions, endpoint is None or fits_region(scope.region, endpoint)),
    ):
        if value in allowed or (not allowed and fits):
            continue
        why = f"is not for the {kind}" if allowed else f"is not signed for {hop.url.host} with the {kind}"
        raise FetchDenied(
            f'the secret {keys.name} {why} "{value}": '
            f'if it is meant, add "{value}" to {kind}s in [secrets.{keys.name}] of skerry.toml'
        )


def _date(hop: Hop, scope: Scope, now: float) -> str:
    given = b",".join(hop.values(_DATE)).decode("latin-1")
    try:
        date = datetime.strptime(given, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise FetchFailed("fetch failed: the request has no x-amz-date like 20260131T090000Z") from None
    if f"{date:%Y%m%d}" != scope.day:
        raise FetchFailed(f"fetch failed: the request is signed for {scope.day}, and its x-amz-date is {given}")
    if abs(date.timestamp() - now) > MAX_SKEW_S:
        raise FetchFailed(f"fetch failed: the request's x-amz-date, {given}, is over 15 minutes from now")
    return given


# What is signed


def _headers(hop: Hop, scope: Scope, keys: AwsKeys) -> tuple[Headers, str]:
    """The request's headers with the real session token and the hash of the real body; and what stands for the body."""
    headers = tuple(pair for pair in hop.headers if pair[0] != _TOKEN)
    if keys.session_token is not None:
        headers += ((_TOKEN, keys.session_token.encode("ascii")),)
    body = hashlib.sha256(hop.body or b"").hexdigest()
    given = b",".join(hop.values(_PAYLOAD))
    if given == UNSIGNED:
        return headers, given.decode("ascii")
    if given and not _SHA256.fullmatch(given):
        raise FetchFailed(
            f"fetch failed: the request's body is signed as {given[:60].decode('latin-1')!a}, which is not done again: "
            'send it whole, with requestChecksumCalculation: "WHEN_REQUIRED" in the client'
        )
    if given or scope.service == "s3":  # S3 wants the header, the others take it
        headers = _replaced(headers, _PAYLOAD, body.encode("ascii"))
    return headers, body


def _signed(hop: Hop, asked: frozenset[bytes]) -> list[tuple[bytes, bytes]]:
    """The headers to sign: those that AWS wants signed, and those that the guest signed and that are really sent."""
    of_host = {b"host"} | (asked & {b"content-length"})
    signed = [pair for pair in wire_headers(hop.method, hop.url, (), hop.body, "") if pair[0] in of_host]
    signed += [pair for pair in hop.headers if pair[0] != _AUTHORIZATION and _is_signed(pair[0], asked)]
    return signed


def _is_signed(name: bytes, asked: frozenset[bytes]) -> bool:
    return name in asked or name == b"content-type" or name.startswith(b"x-amz-")


def _replaced(headers: Headers, name: bytes, value: bytes) -> Headers:
    """The headers with this value in the place of the first of this name, or at the end."""
    at = next((number for number, pair in enumerate(headers) if pair[0] == name), len(headers))
    others = tuple(pair for pair in headers[at:] if pair[0] != name)
    return (*headers[:at], (name, value), *others)


def _signing_key(secret_key: str, scope: Scope) -> bytes:
    key = b"AWS4" + secret_key.encode("utf-8")
    for part in (scope.day, scope.region, scope.service, "aws4_request"):
        key = _hmac(key, part)
    return key


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode("utf-8"), "sha256")
