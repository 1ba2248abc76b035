"""Turns the prelude and the time zones into C. The bytes themselves come in by `#embed`, so the C stays readable."""

import hashlib
from pathlib import Path

from .errors import BuildError


def embed_prelude(prelude: Path, work: Path) -> None:
    """Write `generated/prelude.c`: every `*.js` below `prelude`, sorted by name, each NUL-terminated."""
    names = sorted(path.relative_to(prelude).with_suffix("").as_posix() for path in prelude.rglob("*.js"))
    files = {name: (prelude / f"{name}.js").read_bytes() for name in names}
    lines = ['#include "prelude.h"', "", _fingerprint(files), ""]
    for number, (name, source) in enumerate(files.items()):
        _write(work / "generated" / "prelude" / f"{name}.js", source)
        lines.append(f'static const char file_{number}[] = {{\n#embed "prelude/{name}.js" suffix(,)\n0}};')
    lines += ["", "const struct skerry_prelude_file skerry_prelude[] = {"]
    lines += [f'    {{"{name}", file_{number}, {len(source)}}},' for number, (name, source) in enumerate(files.items())]
    lines += ["    {0, 0, 0}", "};", f"const uint32_t skerry_prelude_count = {len(files)};", ""]
    _write(work / "generated" / "prelude.c", "\n".join(lines).encode())


def embed_zones(zones: Path, work: Path) -> None:
    """Write `generated/zones.c` from a tzdata folder: its zone list sorted as if in lower case, equal files once."""
    names = sorted((zones / "zones").read_text(encoding="utf-8").split(), key=str.lower)
    if not names:
        raise BuildError("tzdata: its list of zones is empty")
    files = {name: (zones / "zoneinfo" / name).read_bytes() for name in names}
    numbers: dict[bytes, int] = {}
    for data in files.values():
        numbers.setdefault(data, len(numbers))
    lines = ['#include "zones.h"', "", _fingerprint(files), ""]
    for data, number in numbers.items():
        _write(work / "generated" / "zones" / str(number), data)
        lines.append(f'static const uint8_t zone_{number}[] = {{\n#embed "zones/{number}"\n}};')
    lines += ["", "const struct skerry_zone skerry_zones[] = {"]
    lines += [f'    {{"{name}", zone_{numbers[data]}, {len(data)}}},' for name, data in files.items()]
    lines += ["};", f"const uint32_t skerry_zone_count = {len(files)};", ""]
    _write(work / "generated" / "zones.c", "\n".join(lines).encode())


def _fingerprint(files: dict[str, bytes]) -> str:
    # The C changes when an embedded file does: an object is kept by the hash of its C.
    whole = hashlib.sha256()
    for name, data in files.items():
        whole.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"// embeds {whole.hexdigest()}"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
