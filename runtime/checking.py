"""What is wrong with a folder of integrations and its settings, beyond what keeps a file from being loaded."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from runtime.catalog import Catalog, Entry, build
from runtime.context import Context
from runtime.execution import Executor, IntegrationFailed
from runtime.grants import parse_grants
from runtime.integration import Metadata
from runtime.matching.operators import EndsWith, Equals, In, Operator, StartsWith
from runtime.policy.comparing import compare
from runtime.problems import Problem
from runtime.secrets.source import SourceFailed
from runtime.services import Engine, contract
from runtime.settings import CONFIG_NAME, Loaded
from runtime.sources import FolderSource

CLIENT = "check"
URLS = {
    "github": "https://github.com/example/example",
    "aws": "https://eu-central-1.console.aws.amazon.com/lambda/home#/functions/example",
    "generic": "https://example.com/",
}


async def check(loaded: Loaded, engine: Engine) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog of the settings' folder, and everything that is wrong. Errors: SourceError."""
    source = FolderSource(Path(loaded.settings.integrations.path), loaded.settings.limits.source_bytes)
    catalog = await build(source.read(), engine.prepare, contract(), hosts=loaded.settings.adapter_hosts)
    found = [*catalog.problems, *_grants(loaded, engine, catalog)]
    for entry in catalog.entries:
        found += [problem async for problem in _secrets(engine.executor, entry)]
        found += _permissions(engine.executor, entry)
        found += [problem async for problem in _reads(engine.executor, entry)]
    found += [problem async for problem in _origins(loaded, engine, catalog)]
    return catalog, tuple(found)


def _grants(loaded: Loaded, engine: Engine, catalog: Catalog) -> Iterator[Problem]:
    file = str(loaded.file or CONFIG_NAME)
    if loaded.settings.egress.mode == "report":
        message = "every integration reaches every public address, without secrets"
        remedy = 'write mode = "enforce" when `skerry policy suggest` has said what to grant'
        yield Problem(file, None, "egress.mode", f'it is "report": {message}', remedy, "warning")
    grants = parse_grants(loaded.settings.grants, loaded.allow_net)
    for sentence in grants.broad():
        yield Problem(file, None, "grants", sentence, "narrow it if you can", "note")
    paths = list(catalog.records)
    for pattern in grants.unused(paths):
        remedy = _meant(pattern, paths) or "grants bind to a file's path below the integrations folder"
        yield Problem(file, None, f'grants."{pattern}"', "it fits no integration", remedy, "warning")


def _meant(pattern: str, paths: Sequence[str]) -> str | None:
    """The path that was probably meant: one that differs in capitals, or in a letter or two."""
    lowered = {path.lower(): path for path in paths}
    near = difflib.get_close_matches(pattern.lower(), list(lowered), n=1, cutoff=0.9)
    return f'did you mean "{lowered[near[0]]}"?' if near else None


async def _secrets(executor: Executor, entry: Entry) -> AsyncIterator[Problem]:
    authority = executor.grants.authority(entry.path)
    for sentence in await executor.broker.problems(authority, entry.metadata.required_secrets):
        yield Problem(entry.path, None, "metadata.requiredSecrets", sentence, "", "warning")


async def _origins(loaded: Loaded, engine: Engine, catalog: Catalog) -> AsyncIterator[Problem]:
    """Which source each secret's value comes from; what has none was told before."""
    file = str(loaded.file or CONFIG_NAME)
    required = {name for entry in catalog.entries for name in entry.metadata.required_secrets}
    parts = {part for name in required for part in engine.executor.broker.parts(name)}
    for name in sorted(parts):
        with suppress(SourceFailed):
            if source := await engine.values.source_of(name):
                yield Problem(file, None, f"secrets.{name}", f"its value comes from {source}", "", "note")


def _permissions(executor: Executor, entry: Entry) -> Iterator[Problem]:
    wished = entry.metadata.permissions
    if wished is not None:
        yield from compare(executor.grants.authority(entry.path), wished, entry.metadata.required_secrets)


# What a run reads of the context beyond the key under which its results are cached


async def _reads(executor: Executor, entry: Entry) -> AsyncIterator[Problem]:
    metadata = entry.metadata
    paths = metadata.match_paths if metadata.cache_key is None else metadata.cache_key
    if metadata.cache == 0 or not paths or entry.kind == "wasm":
        return
    alone = msgspec.structs.replace(executor, grants=parse_grants({}))  # it reaches nothing
    deadline = asyncio.get_running_loop().time() + executor.limits.wall_ms / 1000
    try:
        reads = await alone.reads(entry, sample_context(metadata), CLIENT, deadline)
    except IntegrationFailed:
        return
    keys = {path.text for path in paths}
    unkeyed = [read for read in reads if read != "type" and not any(_covers(key, read) for key in keys)]
    if unkeyed:
        message = f"run reads {', '.join(unkeyed)}, and results are cached by {', '.join(sorted(keys))} alone"
        remedy = "pages that differ only there share results: name it in cacheKey, or set cache: 0"
        yield Problem(entry.path, None, "metadata.cacheKey", message, remedy, "warning")


def _covers(key: str, read: str) -> bool:
    """Whether a read tells the run no more than the key does: what is below the key's value, or (missing) above it."""
    return read == key or read.startswith((f"{key}.", f"{key}[")) or key.startswith((f"{read}.", f"{read}["))


def sample_context(metadata: Metadata) -> Context:
    """A context that the integration matches, as far as one can be made from its rules."""
    kind = "github" if metadata.context_type == "*" else metadata.context_type
    data: dict[str, object] = {"type": kind, "url": URLS.get(kind, "https://example.com/")}
    for condition in metadata.conditions:
        here: dict[str, object] = data
        *above, last = condition.path.steps
        for step in above:
            deeper = here.setdefault(step, {})
            if not isinstance(deeper, dict):
                break
            here = deeper
        else:
            here[last] = _sample(condition.operators)
    return Context(kind, str(data["url"]), data, msgspec.json.encode(data))


def _sample(operators: tuple[Operator, ...]) -> object:
    for operator in operators:
        match operator:
            case Equals():
                return operator.identity[1]
            case In() if operator.identities:
                return sorted(operator.identities, key=repr)[0][1]
            case StartsWith():
                return f"{operator.prefix}example"
            case EndsWith():
                return f"example{operator.suffix}"
    return "example"
