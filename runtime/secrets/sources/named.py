"""Finds sources of secrets by name. A source that nobody names is not even imported."""

from collections.abc import Callable, Collection, Mapping, Sequence
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Any

from runtime.secrets.source import SecretSource, SourceFailed
from runtime.secrets.sources.command import CommandSecrets
from runtime.secrets.sources.environment import EnvironmentSecrets
from runtime.secrets.sources.files import REFRESH_S, FileSecrets
from runtime.secrets.sources.options import SecretSources
from runtime.secrets.values import Origin

GROUP = "skerry.secret_sources"
DEFAULT_REFRESH_S = 60

# Sources with an extra of their own: module and class, and the package of the extra.
_EXTRAS = {
    "vault": ("runtime.secrets.sources.vault", "VaultSecrets", "hvac", "vault"),
    "aws-secrets-manager": ("runtime.secrets.sources.aws_secrets_manager", "AwsSecrets", "botocore", "aws"),
}
BUILT_IN = ("environment", "files", "command", *_EXTRAS)


def refusal(name: str) -> tuple[str, str] | None:
    """Why there is no such source, and what to do; None if there is."""
    if name in _EXTRAS:
        package, extra = _EXTRAS[name][2:]
        if find_spec(package) is None:
            return f'the source "{name}" needs {package}', f"install it: pip install 'skerry[{extra}]'"
        return None
    if name in BUILT_IN or name in {point.name for point in entry_points(group=GROUP)}:
        return None
    return f'there is no source "{name}"', f"write one of {', '.join(BUILT_IN)}, or install the package that brings it"


def make_origins(names: Collection[str], settings: SecretSources, environ: Mapping[str, str]) -> Sequence[Origin]:
    """The sources of these names; one that cannot be made fails whoever asks it, not the others."""
    return [_origin(name, settings, environ) for name in dict.fromkeys(names)]


def _origin(name: str, settings: SecretSources, environ: Mapping[str, str]) -> Origin:
    match name:
        case "environment":
            return Origin(name, EnvironmentSecrets(environ), None)
        case "files":
            return Origin(name, FileSecrets(settings.files, environ), REFRESH_S)
        case "command":
            return Origin(name, CommandSecrets(settings.command, environ), settings.command.refresh_s)
        case "vault":
            return Origin(name, _made(name, _extra(name), settings.vault, environ), settings.vault.refresh_s)
        case "aws-secrets-manager":
            options = settings.aws_secrets_manager
            return Origin(name, _made(name, _extra(name), options, environ), options.refresh_s)
    own = settings.own.get(name, {})
    refresh_s = int(own.get("refresh_s", DEFAULT_REFRESH_S))
    return Origin(name, _made(name, _entry_point(name), own, environ), refresh_s)


Maker = Callable[[Any, Mapping[str, str]], SecretSource]


def _extra(name: str) -> Callable[[], Maker]:
    module, kind = _EXTRAS[name][:2]

    def load() -> Maker:
        made: Maker = getattr(import_module(module), kind)
        return made

    return load


def _entry_point(name: str) -> Callable[[], Maker]:
    def load() -> Maker:
        (point,) = entry_points(group=GROUP, name=name)
        made: Maker = point.load()
        return made

    return load


def _made(name: str, load: Callable[[], Maker], options: object, environ: Mapping[str, str]) -> SecretSource:
    try:
        return load()(options, environ)
    except Exception as error:
        told = refusal(name)
        return _Unusable("; ".join(told) if told else f"it cannot be made: {type(error).__name__}")


class _Unusable:
    """A source that could not be made."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    async def get(self, name: str) -> str | None:
        raise SourceFailed(self._reason)

    def remedy(self, name: str) -> str:
        return f"{self._reason}."
