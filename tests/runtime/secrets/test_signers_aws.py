"""Requests that an AWS SDK signed with placeholders, signed again: AWS's own examples, and botocore on many."""

import hashlib
import re
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

import pytest
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from hypothesis import given
from hypothesis import strategies as st

from runtime.egress.errors import FetchDenied, FetchFailed
from runtime.egress.headers import clean_headers, wire_headers
from runtime.egress.request import Hop
from runtime.egress.url import parse_url
from runtime.secrets.signers.aws_scope import Endpoint, fits_region, fits_service, parse_endpoint
from runtime.secrets.signers.aws_sigv4 import AwsKeys, resign, signature_of
from tests.aws_endpoint import ACCESS_KEY, SECRET_KEY, SESSION_TOKEN, AwsEndpoint, fault, lambda_tags
from tests.runtime.egress.upstream import Received

PLACEHOLDER = "skerry_abcdefghijklmnopqrstuvwxyz"
KEYS = AwsKeys("AWS_ACCESS_KEY_ID", ACCESS_KEY, SECRET_KEY)
EMPTY = hashlib.sha256(b"").hexdigest()


def at(date: str) -> float:
    return datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()


def hop(
    method: str, url: str, headers: dict[str, str], scope: str, signed: str, body: bytes | None = None, **more: str
) -> Hop:
    credential = f"Credential={more.get('key', PLACEHOLDER)}/{scope}/aws4_request"
    authorization = f"AWS4-HMAC-SHA256 {credential}, SignedHeaders={signed}, Signature={'0' * 64}"
    return Hop(method, parse_url(url), clean_headers({**headers, "Authorization": authorization}.items()), body)


def signature(signed: Hop) -> str:
    found = signature_of(signed)
    assert found
    return found.signature.decode()


def access_key_of(hop: Hop) -> bytes:
    found = signature_of(hop)
    assert found
    return found.access_key


# What AWS gives as examples. The suite's keys; the "service" of the suite is no host's, so it is named.

SUITE = AwsKeys("K", "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", services=("service", "iam"))
S3 = AwsKeys("K", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
IN_2015, IN_2013 = "20150830T123600Z", "20130524T000000Z"
FORM = "application/x-www-form-urlencoded; charset=utf-8"
WELCOME = b"Welcome to Amazon S3."

EXAMPLES = {
    "get-vanilla": (
        SUITE,
        hop("GET", "https://example.amazonaws.com/", {"x-amz-date": IN_2015}, "20150830/us-east-1/service", "host"),
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    ),
    "get-vanilla-query-order-key-case": (
        SUITE,
        hop(
            "GET",
            "https://example.amazonaws.com/?Param2=value2&Param1=value1",
            {"x-amz-date": IN_2015},
            "20150830/us-east-1/service",
            "host;x-amz-date",
        ),
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ),
    "post-vanilla": (
        SUITE,
        hop("POST", "https://example.amazonaws.com/", {"x-amz-date": IN_2015}, "20150830/us-east-1/service", "host"),
        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    ),
    "iam-list-users": (
        SUITE,
        hop(
            "GET",
            "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
            {"x-amz-date": IN_2015, "content-type": FORM},
            "20150830/us-east-1/iam",
            "content-type;host;x-amz-date",
        ),
        "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
    ),
    "s3-get-range": (
        S3,
        hop(
            "GET",
            "https://examplebucket.s3.amazonaws.com/test.txt",
            {"range": "bytes=0-9", "x-amz-content-sha256": EMPTY, "x-amz-date": IN_2013},
            "20130524/us-east-1/s3",
            "host;range;x-amz-content-sha256;x-amz-date",
        ),
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    ),
    "s3-put": (
        S3,
        hop(
            "PUT",
            "https://examplebucket.s3.amazonaws.com/test$file.text",
            {
                "date": "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-content-sha256": "0" * 64,
                "x-amz-date": IN_2013,
                "x-amz-storage-class": "REDUCED_REDUNDANCY",
            },
            "20130524/us-east-1/s3",
            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            WELCOME,
        ),
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    ),
    "s3-lifecycle": (
        S3,
        hop(
            "GET",
            "https://examplebucket.s3.amazonaws.com/?lifecycle",
            {"x-amz-date": IN_2013},
            "20130524/us-east-1/s3",
            "host;x-amz-content-sha256;x-amz-date",
        ),
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    ),
    "s3-list": (
        S3,
        hop(
            "GET",
            "https://examplebucket.s3.amazonaws.com/?prefix=J&max-keys=2",
            {"x-amz-content-sha256": EMPTY, "x-amz-date": IN_2013},
            "20130524/us-east-1/s3",
            "host",
        ),
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    ),
}


@pytest.mark.parametrize(("keys", "request_", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_the_examples_of_aws_get_the_signatures_that_aws_gives(keys: AwsKeys, request_: Hop, expected: str) -> None:
    date = request_.values(b"x-amz-date")[0].decode()
    signed = resign(request_, keys, lambda: at(date))
    assert signature(signed) == expected
    assert access_key_of(request_) == PLACEHOLDER.encode()
    assert access_key_of(signed) == keys.access_key.encode()


# Against botocore

DATE = "20260131T090000Z"
plain = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
value = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=20)


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, str, dict[str, str], bytes | None, str]:
    service = draw(st.sampled_from(["lambda", "s3", "monitoring", "execute-api"]))
    segments = draw(st.lists(plain.filter(lambda text: text not in (".", "..")), max_size=4))
    path = "/".join(quote(segment, safe="-_.~") for segment in segments)
    pairs = draw(st.lists(st.tuples(plain, plain), max_size=4))
    query = urlencode(pairs, quote_via=quote, safe="-_.~")
    names = st.sampled_from(["x-amz-target", "content-type", "amz-sdk-request", "x-custom", "range"])
    headers = draw(st.dictionaries(names, value, max_size=4))
    method = draw(st.sampled_from(["GET", "POST", "PUT", "DELETE"]))
    body = None if method in ("GET", "DELETE") else draw(st.binary(max_size=40))
    url = f"https://{service}.eu-west-1.amazonaws.com/{path}{'?' if query else ''}{query}"
    return method, url, headers, body, service


def signed_by_botocore(
    method: str, url: str, headers: dict[str, str], body: bytes | None, service: str, keys: Credentials
) -> AWSRequest:
    request = AWSRequest(method, url, headers={**headers, "X-Amz-Date": DATE}, data=body or b"")
    if keys.token:
        request.headers["X-Amz-Security-Token"] = keys.token
    if service == "s3":
        request.headers["X-Amz-Content-SHA256"] = hashlib.sha256(body or b"").hexdigest()
    request.context["timestamp"] = DATE
    auth = (S3SigV4Auth if service == "s3" else SigV4Auth)(keys, service, "eu-west-1")
    made = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    auth._inject_signature_to_request(request, made)
    return request


@given(requests(), st.booleans())
def test_what_botocore_signs_with_placeholders_becomes_what_it_signs_with_the_key(
    drawn: tuple[str, str, dict[str, str], bytes | None, str], token: bool
) -> None:
    method, url, headers, body, service = drawn
    fake = Credentials(PLACEHOLDER, "skerry_secret", "skerry_token" if token else None)
    real = Credentials(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN if token else None)
    asked = signed_by_botocore(method, url, headers, body, service, fake)
    wanted = signed_by_botocore(method, url, headers, body, service, real)
    request = Hop(method, parse_url(url), clean_headers(asked.headers.items()), body)
    keys = AwsKeys("K", ACCESS_KEY, SECRET_KEY, SESSION_TOKEN if token else None)
    signed = resign(request, keys, lambda: at(DATE))
    assert signed.values(b"authorization") == (wanted.headers["Authorization"].encode(),)
    assert signed.url == request.url
    assert signed.body == request.body
    assert dict(signed.headers) == dict(clean_headers(wanted.headers.items()))


@given(requests(), st.booleans(), st.sampled_from(["", "UNSIGNED-PAYLOAD", "0" * 64]))
def test_a_server_that_checks_signatures_lets_in_what_goes_on_the_wire(
    drawn: tuple[str, str, dict[str, str], bytes | None, str], token: bool, payload: str
) -> None:
    method, url, headers, body, service = drawn
    given = {**headers, "x-amz-date": DATE, "user-agent": "aws-sdk-js/3", "x-amz-security-token": PLACEHOLDER}
    if payload:
        given["x-amz-content-sha256"] = payload
    listed = "accept;content-length;host;x-amz-date;not-sent"
    request = hop(method, url, given, f"20260131/eu-west-1/{service}", listed, body)
    keys = AwsKeys("K", ACCESS_KEY, SECRET_KEY, SESSION_TOKEN if token else None)
    signed = resign(request, keys, lambda: at(DATE))
    on_wire = wire_headers(signed.method, signed.url, signed.headers, signed.body, "skerry/1")
    sent = tuple((name.decode(), text.decode("latin-1")) for name, text in on_wire)
    received = Received(f"{method} {signed.url.target.decode()} HTTP/1.1", sent, signed.body or b"")
    assert fault(received, "https", {ACCESS_KEY: SECRET_KEY}, SESSION_TOKEN if token else None) is None
    assert PLACEHOLDER not in repr(signed)
    again = with_more(received)
    assert fault(again, "https", {ACCESS_KEY: SECRET_KEY}, SESSION_TOKEN if token else None) is not None


def with_more(received: Received) -> Received:
    """The same request with one more parameter, which no signature covers."""
    method, target, version = received.line.split(" ")
    return Received(f"{method} {target}{'&' if '?' in target else '?'}more=1 {version}", received.headers, b"")


SPELLINGS = [
    ("s3", "/a+b/c%7Ed/(x)", "/a%20b/c~d/%28x%29"),
    ("s3", "//a//b/", "//a//b/"),
    ("lambda", "/2017-03-31/tags/arn%3Aaws%3Alambda", "/2017-03-31/tags/arn%253Aaws%253Alambda"),
    ("lambda", "//a//b/(x)", "/a/b/%28x%29"),
]


@pytest.mark.parametrize(("service", "path", "canonical"), SPELLINGS)
def test_a_path_in_another_spelling_is_signed_as_the_service_reads_it(service: str, path: str, canonical: str) -> None:
    url = f"https://{service}.eu-west-1.amazonaws.com"
    scope, signed = f"20260131/eu-west-1/{service}", "host"
    headers = {"x-amz-date": DATE, "x-amz-content-sha256": EMPTY}
    spelled = resign(hop("GET", url + path, headers, scope, signed), KEYS, lambda: at(DATE))
    plainly = canonical if service == "s3" else canonical.replace("%25", "%").replace("%28x%29", "(x)")
    assert signature(spelled) == signature(
        resign(hop("GET", url + plainly, headers, scope, signed), KEYS, lambda: at(DATE))
    )


def test_a_space_in_a_query_is_one_in_either_spelling() -> None:
    headers, scope = {"x-amz-date": DATE}, "20260131/eu-west-1/lambda"
    urls = [f"https://lambda.eu-west-1.amazonaws.com/?b=x{space}y&a=%7e&a" for space in ("+", "%20")]
    made = [signature(resign(hop("GET", url, headers, scope, "host"), KEYS, lambda: at(DATE))) for url in urls]
    assert made[0] == made[1]


# What is not signed


LAMBDA = "https://lambda.eu-west-1.amazonaws.com/"
REFUSED: list[tuple[Hop, str]] = [
    (Hop("GET", parse_url(LAMBDA), (), None), "is not signed as AWS does"),
    (Hop("GET", parse_url(LAMBDA), ((b"authorization", b"Bearer x"),), None), "is not signed as AWS does"),
    (
        Hop("GET", parse_url(LAMBDA), ((b"authorization", b"AWS4-ECDSA-P256-SHA256 Credential=a"),), None),
        "is not signed as AWS does",
    ),
    (hop("GET", LAMBDA, {}, "20260131/eu-west-1/lambda", "host"), "has no x-amz-date like"),
    (hop("GET", LAMBDA, {"x-amz-date": "yesterday"}, "20260131/eu-west-1/lambda", "host"), "has no x-amz-date like"),
    (hop("GET", LAMBDA, {"x-amz-date": DATE}, "20260130/eu-west-1/lambda", "host"), "is signed for 20260130"),
    (
        hop("GET", LAMBDA, {"x-amz-date": "20260131T084459Z"}, "20260131/eu-west-1/lambda", "host"),
        "is over 15 minutes from now",
    ),
    (
        hop("GET", LAMBDA, {"x-amz-date": "20260131T091501Z"}, "20260131/eu-west-1/lambda", "host"),
        "is over 15 minutes from now",
    ),
    (
        hop(
            "POST",
            LAMBDA,
            {"x-amz-date": DATE, "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER"},
            "20260131/eu-west-1/lambda",
            "host",
            b"x",
        ),
        "is signed as 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', which is not done again",
    ),
]


@pytest.mark.parametrize(("request_", "reason"), REFUSED)
def test_a_request_that_cannot_be_signed_again_says_why(request_: Hop, reason: str) -> None:
    with pytest.raises(FetchFailed, match=reason) as failed:
        resign(request_, KEYS, lambda: at(DATE))
    assert ACCESS_KEY not in str(failed.value)


SCOPES = [
    ("iam.amazonaws.com", "eu-west-1/lambda", {}, 'add "lambda" to services in [secrets.AWS_ACCESS_KEY_ID]'),
    ("lambda.eu-west-1.amazonaws.com", "us-east-1/lambda", {}, 'add "us-east-1" to regions in'),
    ("lambda.eu-west-1.amazonaws.com", "eu-west-1/iam", {}, "is not signed for lambda.eu-west-1.amazonaws.com with"),
    ("lambda.eu-west-1.amazonaws.com", "eu-west-1/lambda", {"services": ("s3",)}, 'is not for the service "lambda"'),
    ("x.localhost.dev", "eu-west-1/lambda", {"regions": ("us-east-1",)}, 'is not for the region "eu-west-1"'),
    ("lambda.s3.eu-west-1.amazonaws.com", "eu-west-1/lambda", {}, "is not signed for lambda.s3.eu-west-1"),
]


@pytest.mark.parametrize(("host", "scope", "lists", "reason"), SCOPES)
def test_a_signature_is_made_for_the_service_and_region_of_the_host_only(
    host: str, scope: str, lists: dict[str, tuple[str, ...]], reason: str
) -> None:
    keys = AwsKeys("AWS_ACCESS_KEY_ID", ACCESS_KEY, SECRET_KEY, **lists)  # type: ignore[arg-type]
    with pytest.raises(FetchDenied, match=re.escape(reason)):
        resign(
            hop("GET", f"https://{host}/", {"x-amz-date": DATE}, f"20260131/{scope}", "host"), keys, lambda: at(DATE)
        )


def test_a_service_that_is_named_in_the_secret_may_have_another_host() -> None:
    keys = AwsKeys("K", ACCESS_KEY, SECRET_KEY, services=("ses",))
    request = hop(
        "GET", "https://email.eu-west-1.amazonaws.com/", {"x-amz-date": DATE}, "20260131/eu-west-1/ses", "host"
    )
    assert access_key_of(resign(request, keys, lambda: at(DATE))) == ACCESS_KEY.encode()


ENDPOINTS: list[tuple[str, Endpoint | None]] = [
    ("lambda.eu-west-1.amazonaws.com", Endpoint("lambda", "eu-west-1")),
    ("lambda.eu-west-1.api.aws", Endpoint("lambda", "eu-west-1")),
    ("lambda.cn-north-1.amazonaws.com.cn", Endpoint("lambda", "cn-north-1")),
    ("kms-fips.us-gov-west-1.amazonaws.com", Endpoint("kms-fips", "us-gov-west-1")),
    ("s3.dualstack.eu-west-1.amazonaws.com", Endpoint("s3", "eu-west-1")),
    ("bucket.s3.eu-west-1.amazonaws.com", Endpoint("s3", "eu-west-1")),
    ("us-east-1.s3.eu-west-1.amazonaws.com", Endpoint("s3", "eu-west-1")),
    ("us-east-1.lambda.s3.amazonaws.com", Endpoint("s3", None)),
    ("s3.amazonaws.com", Endpoint("s3", None)),
    ("iam.amazonaws.com", Endpoint("iam", None)),
    ("search-x-1.eu-west-1.es.amazonaws.com", Endpoint("es", "eu-west-1")),
    ("abc123.execute-api.eu-west-1.amazonaws.com", Endpoint("execute-api", "eu-west-1")),
    ("id.lambda-url.eu-west-1.on.aws", Endpoint("lambda-url", "eu-west-1")),
    ("eu-west-1.amazonaws.com", Endpoint("", "eu-west-1")),
    ("amazonaws.com", None),
    ("lambda.eu-west-1.amazonaws.com.evil.com", None),
    ("127.0.0.1", None),
]


@pytest.mark.parametrize(("host", "endpoint"), ENDPOINTS)
def test_a_host_of_aws_says_its_service_and_region(host: str, endpoint: Endpoint | None) -> None:
    assert parse_endpoint(host) == endpoint


@pytest.mark.parametrize(
    ("service", "endpoint", "fits"),
    [
        ("kms", "kms-fips", True),
        ("bedrock", "bedrock-runtime", True),
        ("s3", "s3-eu-west-1", True),
        ("s3", "s3", True),
        ("s", "s3", False),
        ("ses", "email", False),
        ("lambda", "", False),
    ],
)
def test_a_service_fits_the_label_that_names_it(service: str, endpoint: str, fits: bool) -> None:
    assert fits_service(service, Endpoint(endpoint, None)) is fits
    assert fits_region("eu-west-1", Endpoint(endpoint, None))
    assert not fits_region("eu-west-1", Endpoint(endpoint, "eu-west-2"))


def test_the_endpoint_of_the_tests_refuses_another_key_and_a_changed_request() -> None:
    endpoint = AwsEndpoint(lambda_tags({}))
    for secret in (SECRET_KEY, "another"):
        keys = AwsKeys("K", ACCESS_KEY, secret)
        url = "http://127.0.0.1:4020/2017-03-31/tags/arn%3Aaws"
        signed = resign(
            hop("GET", url, {"x-amz-date": DATE}, "20260131/eu-west-1/lambda", "host"), keys, lambda: at(DATE)
        )
        wire = wire_headers("GET", signed.url, signed.headers, None, "x")
        sent = tuple((name.decode(), text.decode()) for name, text in wire)
        endpoint(Received(f"GET {signed.url.target.decode()} HTTP/1.1", sent, b""))
    assert (endpoint.accepted, endpoint.refused) == (1, ["SignatureDoesNotMatch"])
    assert KEYS.secret_key not in repr(KEYS)
