"""What an AWS signature is for: a day, a region, a service; and whether that fits the host it is sent to. Pure."""

import re

import msgspec

ALGORITHM = "AWS4-HMAC-SHA256"

# https://docs.aws.amazon.com/general/latest/gr/rande.html
_SUFFIXES = (".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".on.aws", ".api.amazonwebservices.com.cn")
_REGION = re.compile(r"[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2}")
_AUTHORIZATION = re.compile(
    rb"AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)/([0-9]{8})/([a-z0-9-]{1,40})/([A-Za-z0-9_.-]{1,60})/aws4_request"
    rb"\s*,\s*SignedHeaders=([!-+.-:<-~;-]{1,2000}?)\s*,\s*Signature=([0-9a-f]{64})"
)


class Scope(msgspec.Struct, frozen=True):
    """The day (YYYYMMDD), region and service that a signature is good for."""

    day: str
    region: str
    service: str

    @property
    def text(self) -> str:
        """As it stands in the credential, behind the access key."""
        return f"{self.day}/{self.region}/{self.service}/aws4_request"


class Signature(msgspec.Struct, frozen=True):
    """What the `Authorization` header of a request that an AWS SDK signed says."""

    access_key: bytes
    scope: Scope
    signed_headers: frozenset[bytes]
    signature: bytes
    """In hex."""


class Endpoint(msgspec.Struct, frozen=True):
    """What an AWS host's name says of itself; `region` is None for a global one."""

    service: str
    region: str | None


def parse_signature(header: bytes) -> Signature | None:
    """Read an `Authorization` header; None if it is not in the form of AWS Signature Version 4."""
    found = _AUTHORIZATION.fullmatch(header)
    if found is None:
        return None
    day, region, service = (found[number].decode("ascii") for number in (2, 3, 4))
    return Signature(found[1], Scope(day, region, service), frozenset(found[5].lower().split(b";")), found[6])


def parse_endpoint(host: str) -> Endpoint | None:
    """Read a host's name; None if it is none of AWS.

    Labels before the service are a tenant's (a bucket, an API's id), so only the one at the end counts.
    """
    suffix = next((suffix for suffix in _SUFFIXES if host.endswith(suffix)), None)
    if suffix is None:
        return None
    labels = [label for label in host.removesuffix(suffix).split(".") if label != "dualstack"]
    regions = [number for number, label in enumerate(labels) if _REGION.fullmatch(label)]
    if not regions or regions[-1] < len(labels) - 2:  # iam.amazonaws.com; a region further in front is a tenant's name
        return Endpoint(labels[-1], None)
    at = regions[-1]  # lambda.eu-west-1.amazonaws.com, or NAME.eu-west-1.es.amazonaws.com
    region = labels.pop(at)
    return Endpoint(labels[-1] if labels else "", region)


def fits_service(service: str, endpoint: Endpoint) -> bool:
    """Whether signatures for the service are for this host: `bedrock` for `bedrock-runtime`, `kms` for `kms-fips`."""
    return f"{endpoint.service}-".startswith(f"{service}-")


def fits_region(region: str, endpoint: Endpoint) -> bool:
    """Whether signatures for the region are for this host."""
    return endpoint.region in (None, region)
