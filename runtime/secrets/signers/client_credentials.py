"""OAuth 2 client credentials: a client's id and secret for an access token (RFC 6749, 4.4)."""

import base64
import time
from collections.abc import Callable
from typing import Literal
from urllib.parse import quote_plus, urlencode

import msgspec

from runtime.egress.errors import FetchFailed
from runtime.egress.headers import Headers
from runtime.egress.url import parse_url
from runtime.secrets.signers.minted import Parts, Token
from runtime.secrets.signers.token_request import TokenRequests

DEFAULT_LIFE_S = 300.0  # where the server does not say, which RFC 6749, 5.1 allows
MAX_LIFE_S = 86_400.0


class _AccessToken(msgspec.Struct, frozen=True):
    """The server's answer (RFC 6749, 5.1). Some send the number as a text."""

    access_token: str
    token_type: str
    expires_in: float | str | None = None


class ClientCredentials:
    """Fetches access tokens. `send` says how the client shows itself: "basic" is what every server must take."""

    def __init__(
        self,
        secret: str,
        requests: TokenRequests,
        *,
        token_url: str,
        client_id: str,
        scope: str | None = None,
        send: Literal["basic", "form"] = "basic",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._secret = secret
        self._requests = requests
        self._url = parse_url(token_url)
        self._client_id = client_id
        self._scope = scope
        self._send = send
        self._clock = clock

    def problem(self, parts: Parts) -> str | None:
        """Any text may be a client's secret."""
        return None

    async def fetch(self, parts: Parts) -> Token:
        """Fetch a new token. Errors: FetchFailed, FetchDenied."""
        (client_secret,) = parts
        form = {"grant_type": "client_credentials"}
        if self._scope:
            form["scope"] = self._scope
        headers: Headers = ((b"accept", b"application/json"), (b"content-type", b"application/x-www-form-urlencoded"))
        if self._send == "basic":  # both are encoded as in a form first (RFC 6749, 2.3.1)
            login = f"{quote_plus(self._client_id)}:{quote_plus(client_secret)}".encode("ascii")
            headers += ((b"authorization", b"Basic " + base64.b64encode(login)),)
        else:
            form |= {"client_id": self._client_id, "client_secret": client_secret}
        body = urlencode(form).encode("ascii")
        answer = await self._requests.post(self._secret, self._url, headers, body, _AccessToken)
        if answer.token_type.lower() != "bearer":
            raise FetchFailed(f"fetch failed: the token for the secret {self._secret} is not of the type bearer")
        return Token(answer.access_token, self._clock() + _life_s(answer.expires_in))


def _life_s(given: float | str | None) -> float:
    try:
        life_s = float(given) if given is not None else DEFAULT_LIFE_S
    except ValueError:
        life_s = DEFAULT_LIFE_S
    return min(max(life_s, 0.0), MAX_LIFE_S)
