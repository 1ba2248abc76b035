"""What the settings say of secrets: places, signers, sources; what each signer needs, and what is wrong. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from runtime.egress.url import UrlRefused, parse_url
from runtime.problems import Keys
from runtime.secrets.places import SecretPlaces, parse_places
from runtime.secrets.signers.github_permissions import parse_permissions
from runtime.secrets.source import ENVIRONMENT_PREFIX, NAME
from runtime.secrets.sources.named import BUILT_IN, refusal
from runtime.secrets.sources.options import SecretSources
from runtime.settings.model import Secret, Settings
from runtime.settings.sift import Report

_WORD = re.compile(r"[A-Za-z0-9._-]{1,100}")
_SCOPE = re.compile(r"[!-~]+( [!-~]+)*")  # RFC 6749, 3.3

# What each signer must be told, with an example; and what it may be told.
_NEEDS: dict[str, dict[str, str]] = {
    "aws-sigv4": {"secret_key": '"AWS_SECRET_ACCESS_KEY"'},
    "github-app": {"app_id": "12345", "installation_id": "67890", "private_key": '"GITHUB_APP_KEY"'},
    "oauth2-client-credentials": {
        "token_url": '"https://login.x.com/oauth2/token"',
        "client_id": '"skerry"',
        "client_secret": '"X_CLIENT_SECRET"',
    },
}
_TAKES: dict[str, frozenset[str]] = {
    "aws-sigv4": frozenset({"session_token", "services", "regions"}),
    "github-app": frozenset({"api", "scope"}),
    "oauth2-client-credentials": frozenset({"scope", "send"}),
}
_OPTIONS = tuple(dict.fromkeys(option for signer in _NEEDS for option in (*_NEEDS[signer], *sorted(_TAKES[signer]))))
_PLAIN = Secret()
_PARTS = ("secret_key", "session_token", "private_key", "client_secret")

Wrong = tuple[str, str, str]
"""The option, what is wrong, and the remedy."""


def places_of(secrets: Mapping[str, Secret]) -> Iterator[Callable[[], SecretPlaces]]:
    """For each secret, what reads where it may go. What it raises: RuleError."""
    parts = {part for secret in secrets.values() for part in secret.parts}

    def reader(name: str, secret: Secret) -> Callable[[], SecretPlaces]:
        more = {"kind": secret.kind, "expose": secret.expose, "sign": secret.sign, "part": name in parts}
        return lambda: parse_places(name, secret.hosts, secret.places, **more)  # type: ignore[arg-type]

    return (reader(name, secret) for name, secret in secrets.items())


def review_secrets(settings: Settings, report: Report) -> None:
    """Report what is wrong with `[secrets.NAME]`."""
    for (name, secret), read in zip(settings.secrets.items(), places_of(settings.secrets), strict=True):
        try:
            read()
        except ValueError as error:  # RuleError is one
            report(("secrets", name), str(error), "")
        for option, wrong, remedy in _signing(name, secret):
            report(("secrets", name, option), wrong, remedy)
        if secret.source is not None and (refused := refusal(secret.source)):
            report(("secrets", name, "source"), *refused)


def review_sources(sources: SecretSources, report: Report) -> None:
    """Report what is wrong with `[secret_sources]`."""
    for number, name in enumerate(sources.use):
        keys: Keys = ("secret_sources", "use", number)
        if refused := refusal(name):
            report(keys, *refused)
        elif name in sources.use[:number]:
            report(keys, f'"{name}" stands there twice', "leave it out")
    command, vault, aws = sources.command, sources.vault, sources.aws_secrets_manager
    if command.argv and not PurePosixPath(command.argv[0]).is_absolute():
        problem = f'"{command.argv[0]}" is looked for nowhere: the program gets no PATH'
        report(
            ("secret_sources", "command", "argv"), problem, f'write its whole path, as in "/usr/bin/{command.argv[0]}"'
        )
    texts: tuple[str, ...]
    for key, texts in (
        (("command", "argv"), command.argv or ("{name}",)),
        (("vault", "path"), (vault.path, vault.field)),
        (("aws-secrets-manager", "secret_id"), (aws.secret_id, aws.field or "")),
    ):
        if not any("{name}" in text for text in texts):
            report(("secret_sources", *key), "every secret would have the same value", "put {name} where its name goes")
    for name in sources.own:
        if name in BUILT_IN:
            report(("secret_sources", "own", name), f"{name} comes with Skerry", f"write [secret_sources.{name}]")
        if type(sources.own[name].get("refresh_s", 60)) is not int:
            report(("secret_sources", "own", name, "refresh_s"), "it is no number", "write a number of seconds")


def review_sources_together(settings: Settings, report: Report) -> None:
    """Report a source that is used and was not told what to do."""
    sources = settings.secret_sources
    used = {*sources.use, *(secret.source for secret in settings.secrets.values())}
    if "command" in used and not sources.command.argv:
        remedy = 'add argv = ["/usr/bin/pass", "show", "skerry/{name}"], say'
        report(("secret_sources", "command", "argv"), "the source is used, and there is no command", remedy)


def _signing(name: str, secret: Secret) -> Iterator[Wrong]:
    given = [option for option in _OPTIONS if getattr(secret, option) != getattr(_PLAIN, option)]
    if secret.sign is None:
        yield from (_stray(option) for option in given)
        return
    needs, takes = _NEEDS[secret.sign], _TAKES[secret.sign]
    yield from (_stray(option) for option in given if option not in needs and option not in takes)
    for option, example in needs.items():
        if option not in given:
            yield option, f'sign = "{secret.sign}" needs it', f"add {option} = {example} to [secrets.{name}]"
    if secret.source is not None and secret.sign != "aws-sigv4":
        remedy = f"write it in [secrets.{secret.parts[0] if secret.parts else 'NAME'}]"
        yield "source", "the value is fetched, and comes from no source", remedy
    for option in given:
        if problem := _problem(name, secret, option):
            yield option, *problem


def _stray(option: str) -> Wrong:
    signers = " or ".join(f'"{signer}"' for signer in _NEEDS if option in _NEEDS[signer] or option in _TAKES[signer])
    return option, f"it is for sign = {signers}", "leave it out"


def _problem(name: str, secret: Secret, option: str) -> tuple[str, str] | None:
    """What is wrong with an option that the signer takes, and the remedy."""
    value = getattr(secret, option)
    if option in _PARTS:
        return _part_problem(name, value)
    if option in ("api", "token_url"):
        return _url_problem(value)
    if option == "installation_id" and not str(value).isdecimal():
        return f"it is {value!r}", "write the number at the end of the installation's address on GitHub"
    if option in ("app_id", "client_id") and not str(value).isprintable():
        return "it has a control character", "write it without"
    if option in ("services", "regions") and not all(_WORD.fullmatch(text) for text in value):
        return "a name has letters, digits, dots and dashes", f'write it like {option} = ["{_EXAMPLES[option]}"]'
    if option == "scope":
        return _scope_problem(secret.sign == "github-app", value)
    return None


_EXAMPLES = {"services": "lambda", "regions": "eu-west-1"}


def _part_problem(name: str, value: str) -> tuple[str, str] | None:
    if not NAME.fullmatch(value):
        return "it is the name of a secret, not a value", 'write a name, as in "AWS_SECRET_ACCESS_KEY"'
    if value.startswith(ENVIRONMENT_PREFIX):
        remedy = f'write "{value.removeprefix(ENVIRONMENT_PREFIX)}"'
        return f'"{value}" is the name of a variable, not of a secret', remedy
    if value == name:
        return f"{name} cannot be made of itself", "name the secret that holds the key"
    return None


def _url_problem(text: str) -> tuple[str, str] | None:
    try:
        url = parse_url(text)
    except UrlRefused as refused:
        return str(refused), 'write it like "https://api.github.com"'
    if url.scheme == "http" and not (url.address and url.address.is_loopback):
        return f'"{text}" would send a credential in clear text', "use https"
    if url.query:
        return f'"{text}" has a query', "leave it out"
    return None


def _scope_problem(github: bool, text: str) -> tuple[str, str] | None:
    if github:
        try:
            parse_permissions(text)
        except ValueError as error:
            return str(error), 'write it like "contents:read issues:read"'
    elif not _SCOPE.fullmatch(text):
        return "it has other than words with one space between", 'write it like "read:all offline"'
    return None
