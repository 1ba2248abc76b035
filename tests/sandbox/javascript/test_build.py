"""The engine's build: only what is pinned goes in; a module without imports, in a wheel without a platform, comes out.

That two builds give the same bytes is shown here for one object, compiled in two folders: a whole build takes minutes.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import io
import re
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import pytest
from wasmtime import wat2wasm

from sandbox.javascript import engine_bytes
from sandbox.javascript.build_engine import zig
from sandbox.javascript.build_engine.build import HERE, offered_sources
from sandbox.javascript.build_engine.cache import Cache, private_folder, user_cache_folder
from sandbox.javascript.build_engine.embedding import embed_prelude, embed_zones
from sandbox.javascript.build_engine.errors import BuildError
from sandbox.javascript.build_engine.imports import imports, refuse_imports
from sandbox.javascript.build_engine.patches import apply_patch, read_hunks
from sandbox.javascript.build_engine.sources import PARTS, Part, Source, obtain, read_sources, unpack

ROOT = HERE.parent.parent
PATCH = """Why.

--- a/quickjs/a.c
+++ b/quickjs/a.c
@@ -1,3 +1,3 @@
 one
-two
+TWO
 three
"""


def archive(members: dict[str, bytes], links: Mapping[str, str] = MappingProxyType({})) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
        for name, target in links.items():
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = tarfile.SYMTYPE, target
            tar.addfile(entry)
    return buffer.getvalue()


def offer(folder: Path, name: str, data: bytes) -> Source:
    (folder / f"{name}-1.0.tar.gz").write_bytes(data)
    return Source(name, "1.0", hashlib.sha256(data).hexdigest())


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_hook", HERE / "build_hook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# What comes out


def test_the_engine_imports_nothing() -> None:
    assert imports(engine_bytes()) == []


def test_an_import_is_refused_with_its_name() -> None:
    module = wat2wasm("""(module
        (import "env" "table" (table 1 2 funcref))
        (import "env" "memory" (memory 1))
        (import "env" "global" (global i32))
        (import "wasi_snapshot_preview1" "fd_close" (func (param i32) (result i32))))""")
    with pytest.raises(BuildError, match=r"env\.table, env\.memory, env\.global, wasi_snapshot_preview1\.fd_close"):
        refuse_imports(bytes(module))


def test_what_is_no_module_is_refused() -> None:
    with pytest.raises(BuildError, match="not a WebAssembly module"):
        refuse_imports(b"\0asm\2\0\0\0")


def hook_for(hook: ModuleType, root: Path, target: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(hook, "build", lambda offered: b"the engine")
    return hook.EngineBuildHook(str(root), {}, None, None, str(root), target)


def test_the_wheel_has_no_platform_and_holds_the_engine(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    building, data = hook_for(hook, tmp_path, "wheel", monkeypatch), dict[str, Any](force_include={})
    building.initialize("standard", data)
    [(taken, place)] = data["force_include"].items()
    assert (data["tag"], data["pure_python"], data["infer_tag"]) == ("py3-none-any", True, False)
    assert (place, Path(taken).read_bytes()) == ("sandbox/javascript/engine.wasm", b"the engine")
    building.finalize("standard", data, "")
    assert not Path(taken).exists()


def test_an_editable_install_gets_the_engine_in_place(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sandbox/javascript").mkdir(parents=True)
    hook_for(hook, tmp_path, "wheel", monkeypatch).initialize("editable", {"force_include": {}})
    assert (tmp_path / "sandbox/javascript/engine.wasm").read_bytes() == b"the engine"


def test_a_source_distribution_gets_no_engine(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = dict[str, Any]()
    hook_for(hook, tmp_path, "sdist", monkeypatch).initialize("standard", data)
    assert data == {}


def test_the_build_needs_nothing_but_the_standard_library() -> None:
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import sandbox.javascript.build_engine.build"
    subprocess.run([sys.executable, "-I", "-S", "-c", script], check=True)


# What goes in


def test_the_compiler_is_the_one_that_pyproject_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = f"ziglang=={zig.VERSION}"
    assert pinned in project["build-system"]["requires"]
    assert pinned in project["project"]["optional-dependencies"]["dev"]


def test_another_compiler_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "0.1")
    with pytest.raises(BuildError, match=r"ziglang 0\.1 is installed, .*: pip install ziglang==" + zig.VERSION):
        zig.require_version()


def test_every_source_is_pinned_with_a_hash() -> None:
    sources = read_sources((HERE / "sources.txt").read_text(encoding="utf-8"))
    assert {source.name for source in sources} == {part.source for part in PARTS}


@pytest.mark.parametrize("line", ["ada-url==4.0.0", "ada-url>=4 --hash=sha256:" + "0" * 64, "-r other.txt"])
def test_a_source_without_a_hash_is_refused(line: str) -> None:
    with pytest.raises(BuildError, match=r"sources\.txt"):
        read_sources(f"# a comment\n{line}\n")


def test_another_archive_than_the_pinned_one_is_refused_by_name(tmp_path: Path) -> None:
    source = offer(tmp_path, "ada-url", b"good")
    (tmp_path / "ada-url-1.0.tar.gz").write_bytes(b"evil")
    with pytest.raises(BuildError, match=r"ada-url-1\.0\.tar\.gz: sha256 is .*, sources\.txt pins " + source.sha256):
        obtain(source, tmp_path, None, tmp_path)


def test_an_archive_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"has no ada_url-1\.0\.tar\.gz"):
        obtain(Source("ada-url", "1.0", "0" * 64), tmp_path, None, tmp_path)


def test_an_archive_is_found_however_the_index_spells_its_name(tmp_path: Path) -> None:
    data = archive({})
    offer(tmp_path, "Ada_Url", data)
    assert obtain(Source("ada-url", "1.0", hashlib.sha256(data).hexdigest()), tmp_path, None, tmp_path) == data


def test_a_folder_of_sources_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"SKERRY_SOURCES=.*nowhere is not a folder"):
        offered_sources({"SKERRY_SOURCES": str(tmp_path / "nowhere")})
    assert offered_sources({}) is None


def test_only_the_wanted_plain_files_are_unpacked(tmp_path: Path) -> None:
    members = {"x-1/src/a.c": b"a", "x-1/src/../../b.c": b"b", "/etc/c.c": b"c", "x-1/src/d.py": b"d", "x-1/e.c": b"e"}
    path = tmp_path / "x.tar.gz"
    path.write_bytes(archive(members, {"x-1/src/f.c": "/etc/passwd"}))
    unpack(path, Part("x", "src", "into", re.compile(r"\w+\.c")), tmp_path / "work")
    found = [file.relative_to(tmp_path / "work").as_posix() for file in (tmp_path / "work").rglob("*.*")]
    assert found == ["into/a.c"]


# Patches


def test_a_patch_replaces_what_it_shows(tmp_path: Path) -> None:
    target, patch = tmp_path / "quickjs/a.c", tmp_path / "p.patch"
    target.parent.mkdir()
    target.write_text("zero\none\ntwo\nthree\n")
    patch.write_text(PATCH)
    apply_patch(patch, tmp_path)
    assert target.read_text() == "zero\none\nTWO\nthree\n"


@pytest.mark.parametrize("source", ["one\n2\nthree\n", "one\ntwo\nthree\none\ntwo\nthree\n"])
def test_a_patch_for_another_version_is_refused_by_name(tmp_path: Path, source: str) -> None:
    target, patch = tmp_path / "quickjs/a.c", tmp_path / "p.patch"
    target.parent.mkdir()
    target.write_text(source)
    patch.write_text(PATCH)
    with pytest.raises(BuildError, match=r"patches/p\.patch: what hunk 1 replaces stands [02] times in quickjs/a\.c"):
        apply_patch(patch, tmp_path)


@pytest.mark.parametrize("patch", sorted((HERE / "patches").glob("*.patch")), ids=lambda path: path.stem)
def test_every_patch_says_why(patch: Path) -> None:
    text = patch.read_text(encoding="utf-8")
    assert len(text.partition("--- ")[0]) > 80
    assert all(hunk.old != hunk.new for hunk in read_hunks(text))


# What is made of our own files


def test_the_prelude_is_embedded_in_order(tmp_path: Path) -> None:
    prelude, work = tmp_path / "prelude", tmp_path / "work"
    (prelude / "node").mkdir(parents=True)
    (prelude / "url.js").write_text("1")
    (prelude / "node/util.js").write_text("22")
    embed_prelude(prelude, work)
    code = (work / "generated/prelude.c").read_text()
    assert '{"node/util", file_0, 2},\n    {"url", file_1, 1},' in code
    (prelude / "url.js").write_text("2")
    embed_prelude(prelude, work)
    assert (work / "generated/prelude.c").read_text() != code, "the object is cached by the hash of this C"


def test_equal_zones_are_embedded_once(tmp_path: Path) -> None:
    zones = tmp_path / "zones"
    (zones / "zoneinfo/Europe").mkdir(parents=True)
    (zones / "zones").write_text("UTC\nEurope/Berlin\nZulu\n")
    for name, data in {"UTC": "u", "Zulu": "u", "Europe/Berlin": "berlin"}.items():
        (zones / "zoneinfo" / name).write_text(data)
    embed_zones(zones, tmp_path)
    code = (tmp_path / "generated/zones.c").read_text()
    assert '{"Europe/Berlin", zone_0, 6},\n    {"UTC", zone_1, 1},\n    {"Zulu", zone_1, 1},' in code


def test_one_source_compiles_to_the_same_bytes_in_two_folders(tmp_path: Path) -> None:
    objects = []
    for name in ("first", "second/deeper"):
        work = tmp_path / name
        (work / "native").mkdir(parents=True)
        (work / "native/a.c").write_text('const char *where(void) { return __FILE__ "!"; }\n')
        zig.compile_unit(work, "native/a.c", None, tmp_path / "zig")
        objects.append((work / "native/a.c.o").read_bytes())
    assert objects[0] == objects[1]
    assert str(tmp_path).encode() not in objects[0]


def test_what_the_compiler_says_is_passed_on(tmp_path: Path) -> None:
    (tmp_path / "native").mkdir()
    (tmp_path / "native/a.c").write_text("int f(void) { return nothing; }\n")
    with pytest.raises(BuildError, match=r"native/a\.c:1:22: error: .*'nothing'"):
        zig.compile_unit(tmp_path, "native/a.c", None, tmp_path / "zig")


# The cache


def test_the_cache_gives_back_what_it_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.write("key", b"data")
    assert cache.read("key") == b"data"
    assert cache.read("other") is None


def test_a_damaged_entry_is_dropped(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.write("key", b"data")
    (tmp_path / "key").write_bytes((tmp_path / "key").read_bytes()[:-1] + b"!")
    assert cache.read("key") is None
    assert not (tmp_path / "key").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_a_folder_where_others_can_write_is_no_cache(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fine, open_to_all, link = tmp_path / "a/fine", tmp_path / "open", tmp_path / "link"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    assert private_folder(fine) == fine
    link.symlink_to(fine)
    assert private_folder(open_to_all) is None
    assert private_folder(link) is None
    assert "building without a cache" in capsys.readouterr().err


def test_the_cache_is_where_the_user_keeps_caches(tmp_path: Path) -> None:
    assert user_cache_folder({"XDG_CACHE_HOME": str(tmp_path)}) == tmp_path / "skerry/engine"
    assert user_cache_folder({"XDG_CACHE_HOME": "relative"}) == Path.home() / ".cache/skerry/engine"
