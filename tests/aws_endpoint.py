"""An AWS endpoint on loopback that lets in only what is signed with the key, as botocore computes it."""

import hashlib
import hmac
import json
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from urllib.parse import unquote

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tests.runtime.egress.upstream import Received, Upstream, reply, upstream

ACCESS_KEY = "AKIAREALKEY234567890"
SECRET_KEY = "real/Secret+Key/1234567890abcdefghijklmn"
SESSION_TOKEN = "real-session-token-IQoJb3JpZ2luX2VjEXAMPLE=="

Answer = Callable[[Received], bytes]


def fault(received: Received, scheme: str, secret_keys: Mapping[str, str], session_token: str | None) -> str | None:
    """What is wrong with a request's signature; None if it was made with one of the keys."""
    algorithm, _, rest = (received.first("authorization") or "").partition(" ")
    fields = dict(field.strip().split("=", 1) for field in rest.split(",") if "=" in field)
    if algorithm != "AWS4-HMAC-SHA256" or fields.keys() != {"Credential", "SignedHeaders", "Signature"}:
        return "MissingAuthenticationToken"
    access_key, day, region, service, _ = fields["Credential"].split("/")
    if access_key not in secret_keys:
        return "UnrecognizedClientException"
    if received.first("x-amz-security-token") != session_token:
        return "InvalidClientTokenId"
    signed = set(fields["SignedHeaders"].split(";"))
    sent = [name.lower() for name, _ in received.headers]
    if "host" not in signed or not {name for name in sent if name.startswith("x-amz-")} <= signed <= set(sent):
        return "IncompleteSignature"
    payload = received.first("x-amz-content-sha256") or ""
    if payload not in ("", "UNSIGNED-PAYLOAD", hashlib.sha256(received.body).hexdigest()):
        return "XAmzContentSHA256Mismatch"
    method, target, _ = received.line.split(" ")
    request = AWSRequest(method, f"{scheme}://{received.first('host')}{target}", data=received.body)
    for name, value in received.headers:
        if name.lower() in signed:
            request.headers.add_header(name, value)
    request.context["timestamp"] = received.first("x-amz-date")
    request.context["payload_signing_enabled"] = True
    if not (received.first("x-amz-date") or "").startswith(day):
        return "SignatureDoesNotMatch"
    kind = S3SigV4Auth if service == "s3" else SigV4Auth
    auth = kind(Credentials(access_key, secret_keys[access_key]), service, region)
    right = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    return None if hmac.compare_digest(right, fields["Signature"]) else "SignatureDoesNotMatch"


def reply_json(value: object, status: str = "200 OK") -> bytes:
    return reply(json.dumps(value).encode(), status, "content-type: application/json")


class AwsEndpoint:
    """`answer` answers what is signed right; `accepted` and `refused` say how many requests were."""

    def __init__(
        self, answer: Answer, *, scheme: str = "http", session_token: str | None = None, secret_key: str = SECRET_KEY
    ) -> None:
        self.answer = answer
        self.keys = {ACCESS_KEY: secret_key}
        self.session_token = session_token
        self.scheme = scheme
        self.accepted = 0
        self.refused: list[str] = []

    def __call__(self, received: Received) -> bytes:
        wrong = fault(received, self.scheme, self.keys, self.session_token)
        if wrong is not None:
            self.refused.append(wrong)
            return reply_json({"__type": wrong, "message": wrong}, "403 Forbidden")
        self.accepted += 1
        return self.answer(received)


def lambda_tags(tags: Mapping[str, str]) -> Answer:
    """Lambda's ListTags; the tag `arn` is added: which function was asked for."""

    def answer(received: Received) -> bytes:
        method, target, _ = received.line.split(" ")
        prefix = "/2017-03-31/tags/"
        if method != "GET" or not target.startswith(prefix):
            return reply_json({"message": "no such function"}, "404 Not Found")
        return reply_json({"Tags": {**tags, "arn": unquote(target.removeprefix(prefix))}})

    return answer


def secrets_manager(values: Mapping[str, str]) -> Answer:
    """Secrets Manager's GetSecretValue."""

    def answer(received: Received) -> bytes:
        if received.first("x-amz-target") != "secretsmanager.GetSecretValue":
            return reply_json({"__type": "UnknownOperationException"}, "400 Bad Request")
        wanted = json.loads(received.body)["SecretId"]
        if wanted not in values:
            return reply_json({"__type": "ResourceNotFoundException"}, "400 Bad Request")
        return reply_json({"Name": wanted, "SecretString": values[wanted]})

    return answer


@asynccontextmanager
async def aws_endpoint(endpoint: AwsEndpoint, tls: ssl.SSLContext | None = None) -> AsyncIterator[Upstream]:
    """Serve it; `port` of what is given listens on 127.0.0.1."""
    async with upstream(endpoint, tls) as served:
        yield served
