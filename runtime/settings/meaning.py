"""What the type of a setting cannot say: rules, rates, names, sizes that must fit each other. Pure."""

import difflib
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from runtime.egress.dial import trust
from runtime.egress.held import SHARE
from runtime.egress.private import parse_private
from runtime.egress.rules import parse_rule
from runtime.grants import parse_grants
from runtime.secrets.source import ENVIRONMENT_PREFIX
from runtime.settings.adapters import review_adapters
from runtime.settings.model import Grant, Settings, Token
from runtime.settings.rate import parse_rate
from runtime.settings.secrets import review_secrets, review_sources, review_sources_together
from runtime.settings.sift import Report
from sandbox.limits import Limits

ENVIRONMENT_TOKEN = "default"  # noqa: S105 - the name under which the token of SKERRY_TOKEN is known
MAX_LIMIT = 2**62  # wasmtime counts fuel in 64 bits
MAX_MEMORY_BYTES = 4 * 1024**3  # what 32-bit WebAssembly can address
MIN_MEMORY_BYTES = 8 * 1024**2  # the JavaScript engine takes 4 MB before it runs anything

_FORMS = ("token_env", "sha256", "token")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def review(settings: Settings, report: Report) -> None:
    """Report what is wrong within one layer of the settings (its other values are the defaults)."""
    if refused := _refusal(parse_rate, settings.server.rate_limit):
        report(("server", "rate_limit"), refused, "")
    _review_tokens(settings.server.tokens, report)
    _review_sizes(settings.limits, report)
    for number, text in enumerate(settings.egress.private):
        if refused := _refusal(parse_private, text):
            report(("egress", "private", number), refused, "")
    if settings.egress.ca_file is not None and (refused := _refusal(_trust, settings.egress.ca_file)):
        report(("egress", "ca_file"), refused, "give a PEM file of certificates")
    for path, grant in settings.grants.items():
        _review_grant(path, grant, report)
    review_secrets(settings, report)
    review_sources(settings.secret_sources, report)
    review_adapters(settings.adapters, report)


def review_together(settings: Settings, report: Report) -> None:
    """Report what is wrong between settings that may come from different layers."""
    limits = settings.limits
    if limits.guest_memory_bytes < limits.memory_bytes:
        report(
            ("limits", "guest_memory_bytes"),
            f"it is {limits.guest_memory_bytes}, less than the {limits.memory_bytes} (memory_bytes) of one run",
            "no run could start: raise it, or lower memory_bytes",
        )
    review_sources_together(settings, report)
    journal = settings.journal
    if journal.keep != "off" and Path(journal.path).is_relative_to(settings.integrations.path):
        problem = f"{journal.path} lies in the integrations folder, which is read again whenever a file in it changes"
        report(("journal", "path"), problem, "name a folder beside it")
    egress = settings.egress
    if egress.held_bytes < SHARE * egress.response_bytes:
        report(
            ("egress", "held_bytes"),
            f"it is {egress.held_bytes}, and one integration may hold 1/{SHARE} of it",
            f"no response of response_bytes would fit: write {SHARE * egress.response_bytes} or more",
        )


def warn(settings: Settings, report: Report) -> None:
    """Report what works and is probably not meant."""
    parts = {part for secret in settings.secrets.values() for part in secret.parts}
    for path, grant in settings.grants.items():
        for number, name in enumerate(grant.secrets):
            if name not in settings.secrets and name not in parts:
                report(
                    ("grants", path, "secrets", number),
                    f"{name} is for no host, so it is never sent",
                    f'add [secrets.{name}] with hosts = ["..."]{_near(name, settings)}',
                )
    for name, secret in settings.secrets.items():
        if secret.expose:
            problem = "the integrations that are granted it read the value, and can send it wherever net lets them"
            report(("secrets", name, "expose"), problem, "leave it out if the value only stands in requests")
    for file, adapter in settings.adapters.items():
        if not adapter.hosts:
            report(("adapters", file), "it names no host, so the adapter is not active", 'add hosts = ["..."]')


def _trust(file: str) -> None:
    try:
        trust(file)
    except OSError as error:
        raise ValueError(f"{file} cannot be used: {error.strerror or error}") from None


def _near(name: str, settings: Settings) -> str:
    near = difflib.get_close_matches(name, settings.secrets, n=1, cutoff=0.8)
    return f", or did you mean {near[0]}?" if near else ""


def _review_grant(path: str, grant: Grant, report: Report) -> None:
    if refused := _refusal(parse_grants, {path: Grant()}):
        report(("grants", path), refused, "")
    for number, text in enumerate(grant.net):
        if refused := _refusal(parse_rule, text):
            report(("grants", path, "net", number), refused, "")
    for number, name in enumerate(grant.secrets):
        keys = ("grants", path, "secrets", number)
        if not _VARIABLE.fullmatch(name):
            report(keys, f'"{name}" is no secret\'s name', 'use letters, digits and "_", as in GITHUB_TOKEN')
        elif name.startswith(ENVIRONMENT_PREFIX):
            remedy = f'write "{name.removeprefix(ENVIRONMENT_PREFIX)}"'
            report(keys, f'"{name}" is the name of a variable, not of a secret', remedy)


def _review_tokens(tokens: tuple[Token, ...], report: Report) -> None:
    names = Counter(token.name for token in tokens)
    for number, token in enumerate(tokens):
        keys = ("server", "tokens", number)
        given = [form for form in _FORMS if getattr(token, form) is not None]
        if len(given) != 1:
            problem = f'"{token.name}" has {" and ".join(given) or "no token"}'
            report(keys, problem, f"give it exactly one of {', '.join(_FORMS)}")
        if names[token.name] > 1:
            report((*keys, "name"), f'"{token.name}" stands {names[token.name]} times', "give each token its own name")
        if token.name == ENVIRONMENT_TOKEN:
            report((*keys, "name"), f'"{token.name}" is the token of SKERRY_TOKEN', "choose another name")
        if token.token_env is not None and not _VARIABLE.fullmatch(token.token_env):
            report((*keys, "token_env"), "it is no variable's name", 'write one, as in "SKERRY_TOKEN_LAPTOP"')


def _review_sizes(limits: Limits, report: Report) -> None:
    for field in msgspec.structs.fields(Limits):
        value = getattr(limits, field.name)
        least = 0 if field.name == "queue" else 1
        if not least <= value <= MAX_LIMIT:
            remedy = f"write {least} or more" if value < least else f"write {MAX_LIMIT} or less"
            report(("limits", field.name), f"it is {value}", remedy)
    if limits.memory_bytes > MAX_MEMORY_BYTES:
        problem = f"it is {limits.memory_bytes}"
        report(("limits", "memory_bytes"), problem, f"WebAssembly addresses at most {MAX_MEMORY_BYTES}")
    elif 0 < limits.memory_bytes < MIN_MEMORY_BYTES:
        problem = f"it is {limits.memory_bytes}"
        report(("limits", "memory_bytes"), problem, f"the JavaScript engine needs {MIN_MEMORY_BYTES} or more")


def _refusal(parse: Callable[..., object], *arguments: object) -> str | None:
    """Why these arguments cannot be parsed, with the remedy; None if they can."""
    try:
        parse(*arguments)
    except ValueError as error:  # RuleError among them
        return str(error)
    return None
