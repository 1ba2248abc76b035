"""The catalog that contexts are answered from. A new one takes its place in one assignment; requests that are under way
finish with the one they began with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from runtime.catalog import Catalog, Entry
from runtime.context import Context
from runtime.integration import custom_domain
from runtime.matching import rules
from runtime.matching.engine_patterns import select
from runtime.matching.index import Matcher
from runtime.matching.published import Matching, publish
from runtime.pattern_engine import SandboxPatterns, prepare_patterns
from sandbox.limits import Limits
from sandbox.runner import Runner


class Selection(msgspec.Struct, frozen=True):
    """The integrations for a context with their ranks (0 first); and those that could not be decided, with why."""

    matched: tuple[tuple[int, Entry], ...] = ()
    failures: tuple[tuple[int, Entry, str], ...] = ()


class ActiveCatalog:
    """A catalog with its index, ready to be asked."""

    def __init__(self, catalog: Catalog, matcher: Matcher, patterns: SandboxPatterns, matching: Matching) -> None:
        self.catalog = catalog
        self.matching = matching
        self.users = 0
        self._matcher = matcher
        self._patterns = patterns
        domains = (custom_domain(entry.metadata) for entry in catalog.entries)
        self.custom_domains = frozenset(domain for domain in domains if domain is not None)

    @property
    def images(self) -> frozenset[str]:
        """Ids of all images it needs."""
        own = {entry.image.id for entry in self.catalog.entries}
        return frozenset(own if self._patterns.image is None else own | {self._patterns.image.id})

    async def select(self, context: Context) -> Selection:
        """Which integrations are for this context."""
        chosen = await select(self._matcher, context.data, self._patterns)
        entries = self.catalog.entries
        return Selection(
            tuple((rank, entries[one.entry]) for rank, one in enumerate(chosen) if one.failure is None),
            tuple(
                (rank, entries[one.entry], one.failure) for rank, one in enumerate(chosen) if one.failure is not None
            ),
        )


async def activate(catalog: Catalog, runner: Runner, limits: Limits) -> ActiveCatalog:
    """Builds the index of a catalog, aside from the one that is being used."""
    entries = [
        rules.Entry(entry.metadata.context_type, entry.metadata.conditions, entry.metadata.priority)
        for entry in catalog.entries
    ]
    matcher = Matcher(entries)
    patterns = await prepare_patterns(runner, limits, matcher.engine_patterns)
    return ActiveCatalog(catalog, matcher, patterns, publish(entries))


class LiveCatalog:
    """Holds the active catalog and frees the images that no catalog in use needs any more."""

    def __init__(self, release: Callable[[str], None]) -> None:
        """`release` frees the image of this id."""
        self._release = release
        self._current: ActiveCatalog | None = None
        self._needed: Counter[str] = Counter()
        self._idle: set[str] = set()
        self._building = 0

    @property
    def current(self) -> ActiveCatalog | None:
        """None until the first catalog is loaded."""
        return self._current

    def replace(self, active: ActiveCatalog) -> None:
        """Answers from this one from now on."""
        self._needed.update(active.images)
        active.users += 1
        previous, self._current = self._current, active
        if previous is not None:
            self._leave(previous)

    @contextmanager
    def hold(self) -> Iterator[ActiveCatalog]:
        """The catalog of now, which keeps its images inside the block. Errors: LookupError before the first."""
        active = self._current
        if active is None:
            raise LookupError("no catalog has been loaded yet")
        active.users += 1
        try:
            yield active
        finally:
            self._leave(active)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Inside the block no image is freed: the catalog that is being built may count on one nobody else needs."""
        self._building += 1
        try:
            yield
        finally:
            self._building -= 1
            self._free()

    def give_up(self, image: str) -> None:
        """Frees an image that was prepared, unless a catalog that is in use needs it."""
        self._idle.add(image)
        self._free()

    def _leave(self, active: ActiveCatalog) -> None:
        active.users -= 1
        if active.users > 0:
            return
        self._needed.subtract(active.images)
        self._idle |= active.images
        self._free()

    def _free(self) -> None:
        if self._building:
            return
        for image in self._idle:
            if self._needed[image] == 0:
                del self._needed[image]
                self._release(image)
        self._idle.clear()
