"""Values from Vault and AWS Secrets Manager: the real clients, and servers on loopback that answer as these do."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from runtime.secrets.source import SecretSource, SourceFailed
from runtime.secrets.sources.aws_secrets_manager import AwsSecrets
from runtime.secrets.sources.command import CommandSecrets
from runtime.secrets.sources.environment import EnvironmentSecrets
from runtime.secrets.sources.files import FileSecrets
from runtime.secrets.sources.options import AwsOptions, CommandOptions, FilesOptions, VaultOptions
from runtime.secrets.sources.vault import VaultSecrets
from tests.aws_endpoint import (
    ACCESS_KEY,
    SECRET_KEY,
    SESSION_TOKEN,
    AwsEndpoint,
    aws_endpoint,
    reply_json,
    secrets_manager,
)
from tests.runtime.egress.upstream import Received, reply, upstream

VALUE = "real-token-1234567890"


@asynccontextmanager
async def every_source(folder: Path) -> AsyncIterator[list[SecretSource]]:
    """All that come with Skerry, each with a value for TOKEN."""
    (folder / "TOKEN").write_text(VALUE)
    script = "import pathlib, sys; file = pathlib.Path(sys.argv[1]); print(file.read_text() if file.exists() else '')"
    command = CommandOptions(argv=(sys.executable, "-I", "-S", "-c", script, f"{folder}/{{name}}"))
    async with vault() as (_, from_vault), manager({"skerry/TOKEN": VALUE}) as (_, from_aws):
        local: list[SecretSource] = [
            EnvironmentSecrets({"INTEGRATION_TOKEN": VALUE}),
            FileSecrets(FilesOptions(str(folder)), {}),
        ]
        yield [*local, CommandSecrets(command, {}), from_vault, from_aws]


@pytest.mark.usefixtures("aws_account")
async def test_all_sources_answer_alike(tmp_path: Path) -> None:
    async with every_source(tmp_path) as sources:
        for source in sources:
            assert [await source.get(name) for name in ("TOKEN", "OTHER")] == [VALUE, None], source
            assert "OTHER" in source.remedy("OTHER")
            assert VALUE not in source.remedy("TOKEN")


class FakeVault:
    """KV 2 at `secret` and the logins; `tokens` are those that it accepts."""

    def __init__(self) -> None:
        self.data: dict[str, Mapping[str, Any]] = {"skerry/TOKEN": {"value": VALUE, "number": 7, "empty": ""}}
        self.tokens = {"hvs.first"}
        self.logins: list[tuple[str, Mapping[str, str]]] = []
        self.requests: list[Received] = []
        self.answer: bytes | None = None

    def __call__(self, received: Received) -> bytes:
        self.requests.append(received)
        if self.answer is not None:
            return self.answer
        _, target, _ = received.line.split(" ")
        if target.startswith("/v1/auth/"):
            token = f"hvs.login-{len(self.logins)}"
            self.logins.append((target, json.loads(received.body)))
            self.tokens = {token}
            return reply_json({"auth": {"client_token": token}})
        if received.first("x-vault-token") not in self.tokens:
            return reply_json({"errors": ["permission denied"]}, "403 Forbidden")
        data = self.data.get(target.removeprefix("/v1/secret/data/"))
        if data is None:
            return reply_json({"errors": []}, "404 Not Found")
        return reply_json({"data": {"data": data, "metadata": {"version": 1}}})


@asynccontextmanager
async def vault(
    environ: Mapping[str, str] | None = None, **options: Any
) -> AsyncIterator[tuple[FakeVault, VaultSecrets]]:
    fake = FakeVault()
    async with upstream(fake) as served:
        made = VaultOptions(url=f"http://127.0.0.1:{served.port}", **options)
        yield fake, VaultSecrets(made, {"VAULT_TOKEN": "hvs.first"} if environ is None else environ)


async def test_vault_gives_a_field_of_a_path() -> None:
    async with vault() as (_, source):
        assert await source.get("TOKEN") == VALUE
        assert await source.get("OTHER") is None
        assert source.remedy("TOKEN") == "Put it into Vault: vault kv put -mount=secret skerry/TOKEN value=..."
    async with vault(path="skerry/TOKEN", field="{name}") as (_, source):
        assert [await source.get(name) for name in ("value", "empty", "other")] == [VALUE, None, None]
        with pytest.raises(SourceFailed, match="has no text in the field number"):
            await source.get("number")


async def test_vault_is_asked_in_its_namespace_and_at_its_mount() -> None:
    async with vault({"VAULT_TOKEN": "hvs.first", "VAULT_NAMESPACE": "team"}, mount="kv") as (fake, source):
        assert await source.get("TOKEN") is None
    assert fake.requests[0].line.split(" ")[1] == "/v1/kv/data/skerry/TOKEN"
    assert fake.requests[0].first("x-vault-namespace") == "team"


async def test_a_new_token_in_the_file_is_used_when_vault_refuses_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("hvs.first\n")
    file.chmod(0o600)
    async with vault({}, credential_file=str(file)) as (fake, source):
        assert await source.get("TOKEN") == VALUE
        fake.tokens = {"hvs.second"}
        with pytest.raises(SourceFailed, match="Vault refuses skerry/TOKEN: Forbidden"):
            await source.get("TOKEN")
        file.write_text("hvs.second\n")
        assert await source.get("TOKEN") == VALUE


async def test_approle_logs_in_and_again_when_the_login_has_ended() -> None:
    environ = {"VAULT_ROLE_ID": "role-1", "VAULT_SECRET_ID": "secret-1"}
    async with vault(environ, auth="approle") as (fake, source):
        assert await source.get("TOKEN") == VALUE
        fake.tokens = set()
        assert await source.get("TOKEN") == VALUE
    assert fake.logins == [("/v1/auth/approle/login", {"role_id": "role-1", "secret_id": "secret-1"})] * 2


async def test_kubernetes_logs_in_with_the_service_account(tmp_path: Path) -> None:
    account = tmp_path / "token"
    account.write_text("a.jwt.token")
    account.chmod(0o644)
    options = {"auth": "kubernetes", "role": "skerry", "auth_mount": "k8s", "credential_file": str(account)}
    async with vault({}, **options) as (fake, source):
        assert await source.get("TOKEN") == VALUE
    assert fake.logins == [("/v1/auth/k8s/login", {"role": "skerry", "jwt": "a.jwt.token"})]


WRONG: list[tuple[dict[str, Any], dict[str, str], str]] = [
    ({"auth": "token"}, {}, r"VAULT_TOKEN holds nothing: it is to hold what Vault asks for \(token\)"),
    ({"auth": "approle", "role": "r"}, {}, "VAULT_SECRET_ID holds nothing"),
    ({"auth": "approle"}, {"VAULT_SECRET_ID": "s"}, "the login at Vault needs a role"),
    ({"auth": "kubernetes", "role": "r", "credential_file": "/no/such"}, {}, "/no/such holds nothing"),
]


@pytest.mark.parametrize(("options", "environ", "reason"), WRONG)
async def test_what_vault_needs_and_does_not_have_is_named(
    options: dict[str, Any], environ: dict[str, str], reason: str
) -> None:
    async with vault(environ, **options) as (_, source):
        with pytest.raises(SourceFailed, match=reason):
            await source.get("TOKEN")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (None, r'write url = "https://..." in \[secret_sources.vault\]'),
        ("http://vault.internal:8200", "would show the token to the network"),
        ("ftp://127.0.0.1", "would show the token to the network"),
    ],
)
async def test_vault_is_reached_in_a_way_that_hides_the_token(url: str | None, reason: str) -> None:
    with pytest.raises(SourceFailed, match=reason):
        await VaultSecrets(VaultOptions(url=url), {"VAULT_TOKEN": "t"}).get("TOKEN")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            reply_json({"errors": [VALUE]}, "500 Internal Server Error"),
            "Vault refuses skerry/TOKEN: InternalServerError",
        ),
        (reply_json({"errors": ["sealed"]}, "503 Service Unavailable"), "Vault refuses skerry/TOKEN: VaultDown"),
        (reply_json({"data": {"value": VALUE}}), "in a form that is not known: is secret a KV 2?"),
        (reply_json([VALUE]), "in a form that is not known"),
        (reply(b"", "307 Temporary Redirect", "location: http://127.0.0.1:1/"), "in a form that is not known"),
    ],
)
async def test_an_answer_of_vault_without_the_value_is_a_failure_that_tells_none(answer: bytes, reason: str) -> None:
    async with vault() as (fake, source):
        fake.answer = answer
        with pytest.raises(SourceFailed, match=reason) as failed:
            await source.get("TOKEN")
    assert VALUE not in str(failed.value)


async def test_nobody_waits_for_a_vault_that_just_did_not_answer() -> None:
    async with vault() as (_, source):
        pass
    with pytest.raises(SourceFailed, match="Vault cannot be reached: ConnectionError"):
        await source.get("TOKEN")
    with pytest.raises(SourceFailed, match="Vault could not be reached just now"):
        await source.get("TOKEN")


# AWS


@pytest.fixture
def aws_account(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (
        ("AWS_ACCESS_KEY_ID", ACCESS_KEY),
        ("AWS_SECRET_ACCESS_KEY", SECRET_KEY),
        ("AWS_SESSION_TOKEN", SESSION_TOKEN),
        ("AWS_CONFIG_FILE", "/dev/null"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
    ):
        monkeypatch.setenv(name, value)


@asynccontextmanager
async def manager(values: Mapping[str, str], **options: Any) -> AsyncIterator[tuple[AwsEndpoint, AwsSecrets]]:
    endpoint = AwsEndpoint(secrets_manager(values), session_token=SESSION_TOKEN)
    async with aws_endpoint(endpoint) as served:
        made = AwsOptions(region="eu-west-1", endpoint_url=f"http://127.0.0.1:{served.port}", **options)
        yield endpoint, AwsSecrets(made, {})


@pytest.mark.usefixtures("aws_account")
async def test_secrets_manager_gives_a_text_or_a_member_of_an_object() -> None:
    async with manager({"skerry/TOKEN": VALUE, "skerry/EMPTY": ""}) as (endpoint, source):
        assert await asyncio.gather(*map(source.get, ("TOKEN", "OTHER", "EMPTY"))) == [VALUE, None, None]
        assert source.remedy("X") == "Create it: aws secretsmanager create-secret --name skerry/X --secret-string ..."
    assert (endpoint.accepted, endpoint.refused) == (3, [])
    async with manager({"app": json.dumps({"TOKEN": VALUE, "N": 7})}, secret_id="app", field="{name}") as (_, source):
        assert [await source.get(name) for name in ("TOKEN", "N", "OTHER")] == [VALUE, "7", None]


@pytest.mark.usefixtures("aws_account")
async def test_what_secrets_manager_refuses_is_told_by_its_code() -> None:
    async with manager({"skerry/TOKEN": VALUE}, field="value") as (endpoint, source):
        with pytest.raises(SourceFailed, match="holds no JSON object, so it has no value") as failed:
            await source.get("TOKEN")
        assert VALUE not in str(failed.value)
        endpoint.keys = {ACCESS_KEY: "another"}
        with pytest.raises(SourceFailed, match="Secrets Manager refuses skerry/TOKEN: SignatureDoesNotMatch"):
            await source.get("TOKEN")


async def test_an_account_that_is_not_known_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    async with manager({}) as (_, source):
        with pytest.raises(SourceFailed, match="Secrets Manager cannot be asked: NoCredentialsError"):
            await source.get("TOKEN")
    with pytest.raises(SourceFailed, match="Secrets Manager cannot be asked: NoRegionError"):
        await AwsSecrets(AwsOptions(), {}).get("TOKEN")
