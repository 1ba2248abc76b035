"""Bundles: an integration with its packages in one file, `NAME.bundle.js` beside `NAME.integration.js|mjs|ts`.

It is JavaScript with two comments at its end, each one line: a source map, and a manifest that names every file that
the bundle was made of, with its digest. One file, so that code, map and digests cannot get apart; visible and beside
its integration, so that it is committed and moved together with it. `skerry bundle` makes it; here it is only read.
"""

from __future__ import annotations

import hashlib
import posixpath

import msgspec

from runtime.sources.author_lines import PACKAGES, AuthorLines
from runtime.sources.file_digests import FileDigests
from runtime.sources.files import FileRefused, Root
from runtime.sources.source_map import SourceMapError, Text, decode
from sandbox.program import digest

FORMAT = 1
ENDING = ".bundle.js"
MAX_COMMENTS = 8_000_000  # bytes: map and manifest of the AWS SDK with one client have 250,000

_MAP = b"\n//# skerry-map "
_MANIFEST = b"\n//# skerry-bundle "
_MAINS = (".integration.js", ".integration.mjs", ".integration.ts")


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a bundle was made of, and how. Paths are relative to the bundle's folder; digests are SHA-256 in hex."""

    format: int
    main: str
    """The integration's file name."""
    esbuild: str
    """Its version."""
    esbuild_sha256: str
    options: list[str]
    code: str
    """Digest of the code and the map."""
    inputs: dict[str, str]
    """Path -> digest. Of packages' files, only those that are there must have it: packages need not be deployed."""


class Bundle(msgspec.Struct, frozen=True):
    """A bundle that was read, current or not."""

    code: bytes
    manifest: Manifest
    lines: AuthorLines
    digest: bytes
    """Of the whole file."""


def bundle_path(main: str) -> str | None:
    """Where an integration's bundle is; None for what is not bundled (wasm)."""
    ending = next((ending for ending in _MAINS if main.endswith(ending)), None)
    return None if ending is None else f"{main.removesuffix(ending)}{ENDING}"


def encode_bundle(code: bytes, source_map: Text, manifest: Manifest) -> bytes:
    """The content of a bundle's file; sets the manifest's `code`."""
    code, text = code.rstrip(), msgspec.json.encode(source_map)
    signed = msgspec.structs.replace(manifest, code=digest(code, text))
    return b"".join((code, _MAP, text, _MANIFEST, msgspec.json.encode(signed), b"\n"))


def is_bundle(content: bytes) -> bool:
    """Whether the file is one of ours: other bundlers' files may have the same name."""
    return _MANIFEST in content


def decode_bundle(content: bytes, path: str) -> Bundle:
    """A bundle's file, read. Errors: FileRefused."""
    rest, _, manifest_line = content.rpartition(_MANIFEST)
    code, _, map_line = rest.rpartition(_MAP)
    try:
        manifest = msgspec.json.decode(manifest_line, type=Manifest)
        found = decode(msgspec.json.decode(map_line, type=Text))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, SourceMapError) as error:
        raise FileRefused(f"its bundle {path} cannot be read ({error})", "make it again") from None
    if manifest.format != FORMAT:
        raise FileRefused(f"its bundle {path} has the format {manifest.format}, not {FORMAT}", "make it again")
    if manifest.code != digest(code, map_line):
        raise FileRefused(f"its bundle {path} was changed by hand", "make it again")
    return Bundle(code + b"\n", manifest, AuthorLines(path, found), hashlib.sha256(content).digest())


class BundleReader:
    """Reads bundles again and again, and says whether they are current. What did not change is not read again."""

    def __init__(self, max_code_bytes: int) -> None:
        self.inputs: frozenset[str] = frozenset()
        """Paths below the folder of all that the bundles of the last round were made of."""
        self._max_bytes = max_code_bytes + MAX_COMMENTS
        self._known: dict[str, Bundle] = {}
        self._digests = FileDigests()
        self._seen: set[str] = set()
        self._used: set[str] = set()

    def read(self, root: Root, main: str) -> tuple[str, Bundle] | None:
        """The path and content of the bundle of the integration at this path; None if it has none.

        Raises:
            FileRefused: if it has a bundle that cannot be used, or that is not current.
        """
        path = bundle_path(main)
        if path is None or not root.is_file(path):
            return None
        content = root.read(path, self._max_bytes)
        if not is_bundle(content):
            return None
        bundle = self._known.get(path)
        if bundle is None or bundle.digest != hashlib.sha256(content).digest():
            bundle = self._known[path] = decode_bundle(content, path)
        if bundle.manifest.main != posixpath.basename(main):
            return None
        self._seen.add(path)
        inputs = inputs_below(path, bundle.manifest)
        self._used.update(inputs)
        changed = sorted(input for input, digest in inputs.items() if not self._is_current(root, input, digest))
        if changed:
            more = f" and {len(changed) - 1:,} more" if len(changed) > 1 else ""
            raise FileRefused(f"its bundle {path} is not current: {changed[0]}{more} changed", "make it again")
        return path, bundle

    def next_round(self) -> None:
        """The folder was read once: forget what is gone."""
        self.inputs = frozenset(self._used)
        self._digests.keep(self.inputs)
        self._known = {path: bundle for path, bundle in self._known.items() if path in self._seen}
        self._seen, self._used = set(), set()

    def _is_current(self, root: Root, path: str, digest: str) -> bool:
        found = self._digests.of(root, path)
        return found == digest or (found is None and PACKAGES in path.split("/"))


def inputs_below(bundle: str, manifest: Manifest) -> dict[str, str]:
    """Path below the integrations folder -> digest. Errors: FileRefused."""
    folder = posixpath.dirname(bundle)
    inputs = {posixpath.normpath(posixpath.join(folder, name)): digest for name, digest in manifest.inputs.items()}
    outside = next((path for path in inputs if path.startswith(("/", "../")) or "\0" in path), None)
    if outside is not None:
        raise FileRefused(f"its bundle {bundle} was made of {outside[:200]!r}, which lies outside", "make it again")
    return inputs
