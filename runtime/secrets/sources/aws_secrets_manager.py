"""Secrets from AWS Secrets Manager. https://docs.aws.amazon.com/secretsmanager/latest/apireference/"""

import asyncio
import threading
from collections.abc import Mapping
from typing import Any

import botocore.session
import msgspec
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from runtime.secrets.source import SourceFailed
from runtime.secrets.sources.options import AwsOptions

CONNECT_S = 3
READ_S = 5


class AwsSecrets:
    """The secret X is the text of a secret, or a member of the JSON object in it. Requests run in threads."""

    def __init__(self, options: AwsOptions, environ: Mapping[str, str]) -> None:
        self._options = options
        self._lock = threading.Lock()
        self._client: Any = None  # botocore is not typed

    async def get(self, name: str) -> str | None:
        """Read the current version."""
        return await asyncio.to_thread(self._get, name)

    def remedy(self, name: str) -> str:
        """What to create."""
        return f"Create it: aws secretsmanager create-secret --name {self._id(name)} --secret-string ..."

    def _id(self, name: str) -> str:
        return self._options.secret_id.replace("{name}", name)

    def _get(self, name: str) -> str | None:
        try:
            answer = self._connected().get_secret_value(SecretId=self._id(name))
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "no code")
            if code == "ResourceNotFoundException":
                return None
            raise SourceFailed(f"Secrets Manager refuses {self._id(name)}: {code}") from None
        except BotoCoreError as error:
            raise SourceFailed(f"Secrets Manager cannot be asked: {type(error).__name__}") from None
        text = answer.get("SecretString")
        if not isinstance(text, str):
            raise SourceFailed(f"{self._id(name)} of Secrets Manager holds bytes: a text is needed")
        if self._options.field is not None:
            text = self._member(name, text, self._options.field.replace("{name}", name))
        return text or None

    def _member(self, name: str, text: str, field: str) -> str:
        """Of a number, its digits; nothing for what is not there."""
        try:
            return str(msgspec.json.decode(text, type=dict[str, str | int | None]).get(field) or "")
        except msgspec.DecodeError:
            raise SourceFailed(
                f"{self._id(name)} of Secrets Manager holds no JSON object, so it has no {field}"
            ) from None

    def _connected(self) -> Any:
        with self._lock:  # making one reads files; it is then good for all threads
            if self._client is None:
                config = Config(connect_timeout=CONNECT_S, read_timeout=READ_S, retries={"total_max_attempts": 2})
                self._client = botocore.session.Session().create_client(
                    "secretsmanager",
                    region_name=self._options.region,
                    endpoint_url=self._options.endpoint_url,
                    config=config,
                )
            return self._client
