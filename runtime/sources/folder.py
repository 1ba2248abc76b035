"""A folder of integrations, read into units."""

from collections.abc import Collection as Paths
from pathlib import Path

import msgspec

from runtime.adapters.builtin import BUILTIN_TYPES
from runtime.problems import Problem
from runtime.sources.adapter_files import AdapterReader, AdapterSets, shipped
from runtime.sources.bundles import Bundle, BundleReader
from runtime.sources.data_sets import DataReader, DataSets
from runtime.sources.files import FileRefused, Root
from runtime.sources.memo import Memo
from runtime.sources.modules import Collection, line_of, scan
from runtime.sources.unit import Kind, Unit, make_bundled_unit, make_unit
from runtime.sources.walk import walk

MAX_WASM_BYTES = 8 * 1024 * 1024
TYPESCRIPT = ".ts"


class Contents(msgspec.Struct, frozen=True):
    """All of a folder at one time."""

    units: tuple[Unit, ...]
    """Sorted by path."""
    unreadable: frozenset[str] = frozenset()
    """Paths of integrations that are there and cannot be read; the problems say why."""
    problems: tuple[Problem, ...] = ()
    adapters: AdapterSets = AdapterSets()

    @property
    def context_types(self) -> tuple[str, ...]:
        """What a context's `type` may be: a built-in one, or the name of an adapter that ships or stands here."""
        declared = {declaration.name for declaration in (*self.adapters.good.values(), *shipped().values())}
        return (*BUILTIN_TYPES, *sorted(declared.union(self.adapters.broken.values()) - {""}))


class FolderSource:
    """Reads a folder again and again; what did not change is not parsed again."""

    def __init__(self, folder: Path, max_source_bytes: int) -> None:
        """`max_source_bytes` bounds one JavaScript integration with all that it requires."""
        self.folder = folder
        self._max_source_bytes = max_source_bytes
        self._scan = Memo(scan)
        self._data = DataReader()
        self._bundles = BundleReader(max_source_bytes)
        self._adapters = AdapterReader()

    @property
    def inputs(self) -> Paths[str]:
        """Paths below the folder of all that bundles were made of, as they were read last; packages' files too."""
        return self._bundles.inputs

    def read(self) -> Contents:
        """The folder as it is now. Waits for the disk and parses: call it in a thread, one call at a time.

        Raises:
            SourceError: if there is no such folder, or it holds too much.
        """
        walked = walk(self.folder)
        root = Root(self.folder)
        problems = walked.problems
        data = self._data.read(root, walked.data, problems)
        adapters = self._adapters.read(root, walked.adapters, problems)
        found = {path: self._read_unit(root, path, kind, data, problems) for path, kind in walked.integrations}
        self._scan.next_round()
        self._bundles.next_round()
        units = tuple(unit for unit in found.values() if unit is not None)
        unreadable = frozenset(path for path, unit in found.items() if unit is None)
        return Contents(units, unreadable, tuple(problems), adapters)

    def _read_unit(self, root: Root, path: str, kind: Kind, data: DataSets, problems: list[Problem]) -> Unit | None:
        try:
            if kind == "wasm":
                return make_unit(path, kind, {path: root.read(path, MAX_WASM_BYTES)}, ())
            bundle = self._read_bundle(root, path)
            if bundle is not None:
                return make_bundled_unit(path, root.read(path, self._max_source_bytes), *bundle, data.of(path))
            modules = self._collect(root, path, problems)
        except FileRefused as refused:
            problems.append(Problem(path, None, "", refused.reason, refused.remedy))
            return None
        return make_unit(path, kind, modules, data.of(path))

    def _read_bundle(self, root: Root, path: str) -> tuple[str, Bundle] | None:
        """The integration's bundle. Errors: FileRefused, with the command that makes it, also if it must have one."""
        try:
            bundle = self._bundles.read(root, path)
        except FileRefused as refused:
            raise FileRefused(refused.reason, self._remedy) from None
        if bundle is None and path.endswith(TYPESCRIPT):
            raise FileRefused("it is TypeScript and has no bundle", self._remedy)
        return bundle

    def _collect(self, root: Root, path: str, problems: list[Problem]) -> dict[str, bytes]:
        collection = Collection(root, self._scan, self._max_source_bytes)
        try:
            collection.collect(path)
        finally:
            problems += collection.problems
        if collection.packages:
            importer, package = collection.packages[0]
            line = line_of(collection.modules[importer], package)
            message = f'"{package[:200]}" is a package, and {path} has no bundle'
            problems.append(Problem(importer, line, "", message, self._remedy, "warning"))
        return collection.modules

    @property
    def _remedy(self) -> str:
        return f"run: skerry bundle {self.folder}"
