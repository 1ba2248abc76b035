"""The catalog: all integrations that can run, and what is wrong with the others.

`build` makes a new one from a folder's contents and the catalog before; it changes nothing that is in use. Only units
whose digest changed are prepared. The rules, each the same whatever was there before:

- Of several files with the same `metadata.name` the first by path counts; the others are not loaded.
- A file that cannot be read, prepared or understood keeps its last good version, with the reason as a problem.
- A file that is gone leaves the catalog.

The adapters that are active belong to it, too: what reads a site's pages changes together with what is shown there.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping

import msgspec

from runtime.adapters.builtin import BUILTIN_TYPES
from runtime.adapters.choosing import Choice, Hosts, choose
from runtime.adapters.model import DeclaredAdapter
from runtime.integration import ANY_TYPE, ContextTypes, Metadata, decode
from runtime.problems import Problem
from runtime.sources import AuthorLines, Contents, Kind, Unit, to_program
from runtime.sources.adapter_files import shipped
from sandbox.errors import GuestError, ProgramRefused, SandboxError
from sandbox.program import Image, Program

CONTEXT_TYPE = "metadata.match.contextType"
PREPARED_AT_ONCE = 2  # each takes a core for up to the limits of loading

Prepare = Callable[[Program], Awaitable[Image]]
"""Loads a program. Errors: sandbox.errors.SandboxError."""
Missing = Callable[[str, str], Awaitable[str | None]]
"""Why the file at a path cannot run for want of a secret, by its name; None if it can."""
Release = Callable[[str], None]
"""Takes the id of an image that no catalog uses."""


class Entry(msgspec.Struct, frozen=True):
    """An integration that can run."""

    path: str
    """Below the folder, with "/"; what grants bind to."""
    kind: Kind
    metadata: Metadata
    image: Image
    digest: str
    """Of the unit that the image was made of."""
    lines: AuthorLines | None = None
    """Of a bundle: where its lines came from."""

    def told(self, text: str) -> str:
        """What the program says, with places in the author's files where it names places of its bundle."""
        return text if self.lines is None else self.lines.restore(text)


class Record(msgspec.Struct, frozen=True):
    """What became of one file: kept, so that a file that did not change is not prepared again."""

    digest: str
    """Of the unit that was last looked at; "" if it has to be looked at again in any case."""
    name: str | None = None
    """The name it declares, or that its last good version declared."""
    entry: Entry | None = None
    """None if it never was good, or another file has its name."""
    problems: tuple[Problem, ...] = ()


class Catalog(msgspec.Struct, frozen=True):
    """All integrations of a folder at one time."""

    entries: tuple[Entry, ...] = ()
    """Sorted by path: the file order that breaks ties of priority."""
    problems: tuple[Problem, ...] = ()
    records: dict[str, Record] = {}
    """By path; for the next `build`."""
    adapters: tuple[DeclaredAdapter, ...] = ()
    """The declared ones that are active."""


async def build(
    contents: Contents,
    prepare: Prepare,
    contract: bytes,
    previous: Catalog | None = None,
    *,
    release: Release | None = None,
    missing: Missing | None = None,
    hosts: Hosts | None = None,
) -> Catalog:
    """A catalog of these contents. `contract` is the module that speaks ToolJump's contract.

    `release` is called for images that were prepared and are in neither catalog; `missing` tells why a
    file cannot run for want of a secret, to warn of it; `hosts` says which adapters are active (None: no matter).
    """
    before = previous or Catalog()
    loading = _Loading(prepare, contract, before, contents.context_types)
    try:
        records = await loading.records(contents)
        owners = _owners(records)
        # A file that had to stand back behind another of its name, and need not any more.
        again = [unit for unit in contents.units if _must_return(unit, records[unit.path], owners)]
        records |= await loading.load(again)
        owners = _owners(records)
        records = {path: _standing_back(path, record, owners) for path, record in records.items()}
    except BaseException:
        _release_unused(loading.images, (), before, release)
        raise
    entries = tuple(record.entry for record in records.values() if record.entry is not None)
    _release_unused(loading.images, entries, before, release)
    problems = [*contents.problems, *(problem for record in records.values() for problem in record.problems)]
    problems += _duplicates(records, owners)
    if missing is not None:
        problems += [problem async for problem in _missing_secrets(entries, missing)]
    if hosts is None:
        return Catalog(entries, tuple(problems), records)
    chosen = choose(hosts, contents.adapters.good, shipped(), contents.adapters.broken)
    problems += [*chosen.problems, *_without_pages(entries, chosen)]
    return Catalog(entries, tuple(problems), records, chosen.active)


class _Loading:
    """Loads units beside a catalog that stays in use."""

    def __init__(self, prepare: Prepare, contract: bytes, before: Catalog, types: ContextTypes) -> None:
        self.images: set[str] = set()
        self._prepare = prepare
        self._contract = contract
        self._types = types
        self._before = before.records

    async def records(self, contents: Contents) -> dict[str, Record]:
        """A record for each file, sorted by path."""
        kept = {path: self._unreadable(path) for path in contents.unreadable}
        for unit in contents.units:
            record = self._before.get(unit.path)
            if record is not None and record.digest == unit.digest:
                kept[unit.path] = record
        loaded = await self.load(unit for unit in contents.units if unit.path not in kept)
        return dict(sorted((kept | loaded).items()))

    def _unreadable(self, path: str) -> Record:
        last = self._before.get(path)
        return last if last is not None and last.entry is not None else Record("")

    async def load(self, units: Iterable[Unit]) -> dict[str, Record]:
        """Prepare these units, some at once."""
        records: dict[str, Record] = {}
        waiting = iter(units)

        async def work() -> None:
            for unit in waiting:
                records[unit.path] = await self._load(unit)

        async with asyncio.TaskGroup() as group:
            for _ in range(PREPARED_AT_ONCE):
                group.create_task(work())
        return records

    async def _load(self, unit: Unit) -> Record:
        try:
            image = await self._prepare(to_program(unit, self._contract))
        except SandboxError as error:
            return self._failed(unit, _told(unit, str(error)), (), again=_may_pass_next_time(error))
        self.images.add(image.id)
        decoded = decode(image.description, unit.path, unit.source, self._types)
        if decoded.metadata is None:
            return self._failed(unit, "", decoded.problems, again=_may_be_known_next_time(decoded.problems))
        entry = Entry(unit.path, unit.kind, decoded.metadata, image, unit.digest, unit.lines)
        return Record(unit.digest, decoded.metadata.name, entry, (*decoded.problems, *_costs(entry)))

    def _failed(self, unit: Unit, reason: str, problems: tuple[Problem, ...], *, again: bool = False) -> Record:
        last = self._before.get(unit.path, Record("")).entry
        said = [Problem(unit.path, None, "", f"it does not load: {reason}", "")] if reason else []
        if last is not None:
            stays = f'the last good version of "{last.metadata.name}" stays in use'
            said.append(Problem(unit.path, None, "", stays, "correct the file", "note"))
        name = last.metadata.name if last is not None else None
        return Record("" if again else unit.digest, name, last, (*problems, *said))


def _told(unit: Unit, text: str) -> str:
    return text if unit.lines is None else unit.lines.restore(text)


def _may_pass_next_time(error: SandboxError) -> bool:
    """Whether the machine was busy: limits of time (`..._ms`) are hit then; an endless loop meets its fuel first."""
    return not isinstance(error, ProgramRefused | GuestError) or "_ms" in str(error)


def _may_be_known_next_time(problems: Iterable[Problem]) -> bool:
    """Whether an adapter's file that comes later could put it right, without a change of this one."""
    return any(problem.key == CONTEXT_TYPE and problem.severity == "error" for problem in problems)


def _without_pages(entries: Iterable[Entry], chosen: Choice) -> Iterator[Problem]:
    """Integrations for pages of which there are none: no active adapter reads them."""
    known = {*BUILTIN_TYPES, ANY_TYPE, *(adapter.name for adapter in chosen.active)}
    for entry in entries:
        name = entry.metadata.context_type
        if name not in known:
            remedy = chosen.inactive.get(name)
            why = f"the adapter of {name} is not active" if remedy else f"there is no adapter of {name} any more"
            remedy = remedy or f"bring back its file, or name another adapter than '{name}'"
            yield Problem(entry.path, None, CONTEXT_TYPE, f"no page matches: {why}", remedy, "warning")


def _owners(records: Mapping[str, Record]) -> dict[str, str]:
    """Name -> the path that has it: the first."""
    owners: dict[str, str] = {}
    for path, record in records.items():
        if record.name is not None:
            owners.setdefault(record.name, path)
    return owners


def _must_return(unit: Unit, record: Record, owners: Mapping[str, str]) -> bool:
    return record.entry is None and record.name is not None and owners[record.name] == unit.path


def _standing_back(path: str, record: Record, owners: Mapping[str, str]) -> Record:
    """The record, without its entry if another file has its name. It is prepared again once the name is free."""
    if record.entry is None or record.name is None or owners[record.name] == path:
        return record
    return msgspec.structs.replace(record, entry=None)


def _duplicates(records: Mapping[str, Record], owners: Mapping[str, str]) -> Iterator[Problem]:
    for path, record in records.items():
        if record.name is not None and owners[record.name] != path:
            message = f'"{record.name}" is the name of {owners[record.name]} too, so this file is not loaded'
            yield Problem(path, None, "metadata.name", message, "give it a name of its own")


async def _missing_secrets(entries: Iterable[Entry], missing: Missing) -> AsyncIterator[Problem]:
    required = [(entry.path, name) for entry in entries for name in entry.metadata.required_secrets]
    reasons = await asyncio.gather(*(missing(path, name) for path, name in required))
    for (path, _), reason in zip(required, reasons, strict=True):
        if reason:
            yield Problem(path, None, "metadata.requiredSecrets", f"it cannot run: {reason}", "", "warning")


def _costs(entry: Entry) -> Iterator[Problem]:
    """What the way the program is written costs it."""
    for reading in entry.image.fresh:
        message = f"the program is evaluated anew in each run: {entry.told(reading)}"
        yield Problem(entry.path, None, "", message, "it runs faster if run() reads it instead", "note")
    for reading in entry.image.frozen:
        message = f"read once, when the file was loaded: {entry.told(reading)}"
        yield Problem(entry.path, None, "", message, "if each run needs its own, set fresh: true in metadata", "note")


def _release_unused(images: set[str], entries: Iterable[Entry], before: Catalog, release: Release | None) -> None:
    if release is not None:
        used = {entry.image.id for entry in (*entries, *before.entries)}
        for image in sorted(images - used):
            release(image)
