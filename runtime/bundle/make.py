"""Makes the bundle of one integration."""

from __future__ import annotations

import os
import posixpath
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from runtime.bundle.command import METAFILE, OUTPUT, arguments, explain, next_options, options
from runtime.bundle.confined import run_confined
from runtime.bundle.errors import NotBundled
from runtime.bundle.inputs import Metafile, input_files, package_files
from runtime.bundle.pin import Esbuild
from runtime.bundle.thin import thin
from runtime.sources.bundles import FORMAT, Manifest, encode_bundle
from runtime.sources.file_digests import FileDigests
from runtime.sources.files import FileRefused, Root
from runtime.sources.source_map import SourceMapError, Text

MAX_OUTPUT = 100_000_000  # bytes of each file that esbuild writes

_HEAD = "// Made by `skerry bundle` from {main}. Commit it; change {main} instead.\n"


class Made(msgspec.Struct, frozen=True):
    """A bundle's content. `warnings` is esbuild's text, or empty."""

    content: bytes
    inputs: int
    warnings: str


class _Built(msgspec.Struct, frozen=True):
    """What esbuild wrote."""

    code: bytes
    source_map: Text
    metafile: Metafile
    options: list[str]
    warnings: str


def make(esbuild: Esbuild, root: Root, main: str) -> Made:
    """The bundle of the integration at this path below the folder.

    Errors: NotBundled, ConfineError.
    """
    if "=" in main or not root.is_file(main):
        raise NotBundled("its name has a '=', which esbuild takes for something else: rename it")
    folder = (root.folder / main).parent
    began_ns = time.time_ns()
    with _private_folder() as private:
        built = _build(esbuild, root, main, private)
        written = [os.path.realpath(folder / name) for name in built.metafile.outputs]
        unexpected = [name for name in written if name not in (f"{private}/{OUTPUT}", f"{private}/{OUTPUT}.map")]
        if unexpected:
            raise NotBundled(f"it imports something that is no code (it would also make {Path(unexpected[0]).name})")
        inputs = input_files(built.metafile, folder, root.folder)
        sources = [_name(private / source, folder) for source in built.source_map.sources]
    files = [*inputs, *package_files(inputs, root.folder)]
    digests = _digests(root, files, posixpath.dirname(main))
    if changed := [path for path in files if (root.folder / path).stat().st_ctime_ns > began_ns]:
        # Nobody can say which content esbuild saw, and the digest would call a stale bundle current.
        raise NotBundled(f"{changed[0]} changed meanwhile: run it again")
    name = posixpath.basename(main)
    manifest = Manifest(FORMAT, name, esbuild.version, esbuild.sha256, built.options, "", digests)
    try:
        # The first line is ours, so all others come one line later.
        shifted = msgspec.structs.replace(built.source_map, mappings=";" + built.source_map.mappings)
        content = encode_bundle(_HEAD.format(main=name).encode() + built.code, thin(shifted, sources), manifest)
    except SourceMapError as error:
        raise NotBundled(f"esbuild's source map cannot be used: {error}") from None
    return Made(content, len(digests), built.warnings)


def _build(esbuild: Esbuild, root: Root, main: str, private: Path) -> _Built:
    folder, name = (root.folder / main).parent, posixpath.basename(main)
    chosen: list[str] | None = options()
    said = ""
    while chosen is not None:
        ran = run_confined(
            esbuild, arguments(name, str(private), chosen), folder=folder, read=root.folder, write=private
        )
        if ran.code == 0:
            return _read(private, chosen, ran.said)
        said, chosen = ran.said, next_options(chosen, ran.said)
    raise NotBundled(explain(said, root.folder))


def _read(private: Path, chosen: list[str], said: str) -> _Built:
    output = Root(private)
    try:
        code = output.read(OUTPUT, MAX_OUTPUT)
        source_map = msgspec.json.decode(output.read(f"{OUTPUT}.map", MAX_OUTPUT), type=Text)
        metafile = msgspec.json.decode(output.read(METAFILE, MAX_OUTPUT), type=Metafile)
    except (FileRefused, msgspec.DecodeError) as error:
        raise NotBundled(f"what esbuild wrote cannot be read: {error}") from None
    return _Built(code, source_map, metafile, chosen, said.strip())


def _digests(root: Root, paths: list[str], folder: str) -> dict[str, str]:
    """Name relative to the bundle's folder -> digest, sorted."""
    digests = FileDigests()
    found: dict[str, str] = {}
    for path in paths:
        digest = digests.of(root, path)
        if digest is None:
            raise NotBundled(f"it is made of {path!r}, which cannot be read")
        found[posixpath.relpath(path, folder or ".")] = digest
    return dict(sorted(found.items()))


def _name(source: Path, folder: Path) -> str:
    return Path(os.path.relpath(os.path.realpath(source), folder)).as_posix()


@contextmanager
def _private_folder() -> Iterator[Path]:
    """A folder that only this user can enter, as a real path; it is gone afterwards."""
    path = Path(os.path.realpath(tempfile.mkdtemp(prefix="skerry-bundle-")))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
