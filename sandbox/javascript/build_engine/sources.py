"""The source distributions the engine is made of: fetched by pip, verified by us, only the needed members unpacked."""

import hashlib
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from .cache import Cache
from .errors import BuildError

_LINE = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[\w.]+) --hash=sha256:(?P<sha256>[0-9a-f]{64})")
# The largest source distribution (pycryptodome) has 6 MB of members that we read; a member above this is not ours.
MEMBER_BYTES = 16 * 1024 * 1024


class Source(NamedTuple):
    """One source distribution and the only hash that is accepted for it."""

    name: str
    version: str
    sha256: str


class Part(NamedTuple):
    """Which members of a source distribution go into which folder of the build."""

    source: str
    inside: str  # the folder within the archive, below its one top-level folder
    into: str
    wanted: re.Pattern[str]  # matches the whole path below `inside`


PARTS = (
    Part("edwh-quickjs-ng", "upstream-quickjs", "quickjs", re.compile(r"[\w-]+\.[ch]")),
    Part("ada-url", "ada_url", "ada", re.compile(r"ada(_c)?\.(cpp|h)")),
    Part("pycryptodome", "src", "hashes", re.compile(r"(MD5|SHA\d+|hash_SHA2_\w+|chacha20)\.c|\w+\.h")),
    Part("tzdata", "src/tzdata", "zones", re.compile(r"zones|zoneinfo/[\w+/-]+")),
)


def read_sources(text: str) -> tuple[Source, ...]:
    """The entries of `sources.txt`."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [_LINE.fullmatch(line) for line in lines]
    for line, match in zip(lines, found, strict=True):
        if match is None:
            raise BuildError(f"sources.txt: {line!r} is not NAME==VERSION --hash=sha256:HEX")
    return tuple(Source(**match.groupdict()) for match in found if match)


def obtain(source: Source, offered: Path | None, cache: Cache | None, fetched: Path) -> bytes:
    """The verified archive: from the folder the user named, else from the cache, else from the package index.

    Raises BuildError when it cannot be had, or is not the archive that `sources.txt` pins.
    """
    if offered is not None:
        return verified(source, _find(source, offered))
    if cache is not None and (kept := cache.read(f"source-{source.sha256}")) is not None:
        return kept
    _download(source, fetched)
    archive = verified(source, _find(source, fetched))
    if cache is not None:
        cache.write(f"source-{source.sha256}", archive)
    return archive


def verified(source: Source, path: Path) -> bytes:
    """The bytes of `path` if they have the pinned hash."""
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != source.sha256:
        raise BuildError(
            f"{path.name}: sha256 is {found}, sources.txt pins {source.sha256} for {source.name} {source.version}. "
            "Do not use this file; fetch it again, and from another index if it stays so"
        )
    return data


def unpack(archive: Path, part: Part, work: Path) -> None:
    """Write the wanted members of `archive` below `work`. Links, devices and paths outside are never followed."""
    with tarfile.open(archive) as tar:
        for name, member in _wanted(tar, part):
            file = tar.extractfile(member)
            if file is None or member.size > MEMBER_BYTES:
                raise BuildError(f"{archive.name}: {member.name} is not a plain file of at most {MEMBER_BYTES} bytes")
            target = work / part.into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read())


def _wanted(tar: tarfile.TarFile, part: Part) -> Iterator[tuple[str, tarfile.TarInfo]]:
    inside = PurePosixPath(part.inside)
    for member in tar:
        below_top = PurePosixPath(*PurePosixPath(member.name).parts[1:])
        if member.isreg() and below_top.is_relative_to(inside):
            name = str(below_top.relative_to(inside))
            if part.wanted.fullmatch(name):
                yield name, member


def _find(source: Source, folder: Path) -> Path:
    # Indexes differ in how they spell a name: edwh-quickjs-ng, edwh_quickjs_ng.
    ending = f"-{source.version}.tar.gz"
    for path in sorted(folder.glob(f"*{ending}")):
        if _normalised(path.name.removesuffix(ending)) == _normalised(source.name):
            return path
    raise BuildError(f"{folder} has no {_normalised(source.name)}{ending}: put that source distribution there")


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()


def _download(source: Source, into: Path) -> None:
    # pip runs the distribution's own build code to read its metadata. It compares the hash before it does so, and the
    # code's build requirements are ours (--no-build-isolation), so that nothing unpinned is fetched on its behalf.
    into.mkdir(exist_ok=True)
    requirement = into / f"{source.name}.txt"
    requirement.write_text(f"{source.name}=={source.version} --hash=sha256:{source.sha256}\n", encoding="utf-8")
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-build-isolation", "--no-binary", ":all:", "--require-hashes"),
        *("--dest", str(into), "--requirement", str(requirement)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise BuildError(
            f"pip could not fetch the source of {source.name} {source.version}:\n{done.stderr.strip()}\n"
            "If its own build code failed: pip install 'setuptools>=77' wheel cffi (an isolated build has them). "
            "Without network: fetch the four archives of sources.txt elsewhere (pip download --no-deps "
            "--no-binary :all: --require-hashes -r sources.txt), and name their folder in SKERRY_SOURCES"
        )
