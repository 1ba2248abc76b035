"""A GitHub App's installation token, made of the app's private key.

https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app
"""

import base64
import time
from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from runtime.egress.errors import FetchFailed
from runtime.egress.url import Url, parse_url
from runtime.secrets.signers.minted import Parts, Token
from runtime.secrets.signers.token_request import TokenRequests

API = "https://api.github.com"
MIN_KEY_BITS = 2048
BACKDATED_S = 60  # GitHub's clock may be behind
JWT_LIFE_S = 540  # at most ten minutes are allowed


class _Installation(msgspec.Struct, frozen=True):
    """GitHub's answer."""

    token: str
    expires_at: datetime


class GithubApp:
    """Fetches the token of one installation; `permissions` narrow what it may do, none leave what the app may."""

    def __init__(
        self,
        secret: str,
        requests: TokenRequests,
        *,
        app_id: str,
        installation_id: str,
        api: str = API,
        permissions: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._secret = secret
        self._requests = requests
        self._app_id = app_id
        self._url = parse_url(f"{api.rstrip('/')}/app/installations/{installation_id}/access_tokens")
        self._body = msgspec.json.encode({"permissions": permissions} if permissions else {})
        self._clock = clock

    @property
    def url(self) -> Url:
        """Where tokens come from."""
        return self._url

    def problem(self, parts: Parts) -> str | None:
        """What is wrong with the private key, the only part."""
        try:
            _key(parts[0])
        except ValueError as error:
            return str(error)
        return None

    async def fetch(self, parts: Parts) -> Token:
        """Fetch a new token. Errors: FetchFailed, FetchDenied."""
        try:
            jwt = app_token(_key(parts[0]), self._app_id, self._clock())
        except ValueError:
            raise FetchFailed(f"fetch failed: the private key of the secret {self._secret} is not usable") from None
        headers = (
            (b"accept", b"application/vnd.github+json"),
            (b"authorization", b"Bearer " + jwt),
            (b"content-type", b"application/json"),
            (b"x-github-api-version", b"2022-11-28"),
        )
        answer = await self._requests.post(self._secret, self._url, headers, self._body, _Installation)
        return Token(answer.token, answer.expires_at.timestamp())


def app_token(key: rsa.RSAPrivateKey, app_id: str, now: float) -> bytes:
    """What an app shows for itself: a JSON Web Token (RFC 7519) signed with RS256 (RFC 7518, 3.3)."""
    claims = {"iat": int(now) - BACKDATED_S, "exp": int(now) + JWT_LIFE_S, "iss": app_id}
    signed = b".".join(_base64url(msgspec.json.encode(part)) for part in ({"alg": "RS256", "typ": "JWT"}, claims))
    return signed + b"." + _base64url(key.sign(signed, padding.PKCS1v15(), SHA256()))


def _key(pem: str) -> rsa.RSAPrivateKey:
    """Read a key; one line with "\\n" in it is how such a text is put into a variable."""
    try:
        key = load_pem_private_key(pem.replace("\\n", "\n").encode("utf-8", "surrogateescape"), None)
    except (ValueError, TypeError):
        raise ValueError("it is no private key in PEM form without a password") from None
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < MIN_KEY_BITS:
        raise ValueError(f"it is no RSA key of {MIN_KEY_BITS} bits or more")
    return key


def _base64url(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
