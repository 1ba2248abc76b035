"""`[secret_sources]` of skerry.toml: which sources there are, and what each needs to know."""

from typing import Annotated, Literal

import msgspec

Seconds = Annotated[int, msgspec.Meta(ge=5, le=86_400)]
Text = Annotated[str, msgspec.Meta(min_length=1)]


class FilesOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`folder` holds a file for each secret, called like it."""

    folder: Text = "/run/secrets"


class CommandOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A program that prints a secret's value; `{name}` in its arguments is the secret's name."""

    argv: tuple[str, ...] = ()
    environment: tuple[str, ...] = ()
    """The variables that it gets; it sees no other."""
    timeout_s: Annotated[int, msgspec.Meta(ge=1, le=60)] = 10
    refresh_s: Seconds = 60


class VaultOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """HashiCorp Vault; what is not set comes from Vault's own variables (VAULT_ADDR, VAULT_NAMESPACE, VAULT_CACERT)."""

    url: Text | None = None
    namespace: Text | None = None
    ca_file: Text | None = None
    mount: Text = "secret"
    path: Text = "skerry/{name}"
    field: Text = "value"
    """`{name}` in `path` and `field` is the secret's name."""
    auth: Literal["token", "approle", "kubernetes"] = "token"
    auth_mount: Text | None = None
    """Where the auth method is mounted; None: under its own name."""
    role: Text | None = None
    """kubernetes: the role; approle: the role's id, unless VAULT_ROLE_ID holds it."""
    credential_file: Text | None = None
    """Holds the token, the AppRole's secret id or the service account's token; None: VAULT_TOKEN, VAULT_SECRET_ID, or
    the file that Kubernetes mounts."""
    refresh_s: Seconds = 60


class AwsOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """AWS Secrets Manager; credentials and region come from where the AWS tools look for them."""

    region: Text | None = None
    secret_id: Text = "skerry/{name}"  # noqa: S105 - where secrets are, none itself
    field: Text | None = None
    """The member to take of a secret that holds a JSON object; `{name}` in both is the secret's name."""
    endpoint_url: Text | None = None
    refresh_s: Seconds = 60


class SecretSources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `[secret_sources]`. `use`: asked in this order; `own`: what sources of other packages are told."""

    use: tuple[str, ...] = ("environment", "files")
    files: FilesOptions = FilesOptions()
    command: CommandOptions = CommandOptions()
    vault: VaultOptions = VaultOptions()
    aws_secrets_manager: AwsOptions = msgspec.field(default=AwsOptions(), name="aws-secrets-manager")
    own: dict[str, dict[str, str | int | bool]] = {}
