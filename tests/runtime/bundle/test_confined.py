"""What the process in which esbuild runs can do: nothing but read the folder and write into one of its own."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from runtime.bundle import ConfineError, Esbuild, NotBundled, confine, confined, open_esbuild
from runtime.bundle.confined import CPU_SECONDS, MEMORY_BYTES, run_confined
from runtime.settings.model import Bundle

DENIED = errno.EACCES


class Scene(msgspec.Struct, frozen=True):
    """A folder with a file in it, one outside, a private folder, and a server that would take connections."""

    folder: Path
    outside: Path
    private: Path
    port: int

    @property
    def arguments(self) -> list[str]:
        inside = str(self.folder / "inside.js")
        return ["probe", inside, str(self.outside), str(self.private), str(self.port)]


@pytest.fixture(scope="module")
def binary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program without libraries, as esbuild is."""
    built = tmp_path_factory.mktemp("probe") / "probe"
    source = Path(__file__).with_name("probe.c")
    cache = os.environ.get("SKERRY_ZIG_CACHE") or str(built.parent / "zig")
    flags = ["-O1", "-nostdlib", "-ffreestanding", "-fno-stack-protector", "-static"]
    subprocess.run(
        [sys.executable, "-m", "ziglang", "cc", *flags, "-o", built, source],
        check=True,
        capture_output=True,
        env={**os.environ, "ZIG_GLOBAL_CACHE_DIR": cache, "ZIG_LOCAL_CACHE_DIR": cache},
    )
    return built


@pytest.fixture(scope="module")
def probe(binary: Path) -> Iterator[Esbuild]:
    pin = Bundle(str(binary), "0", sha256(binary.read_bytes()).hexdigest())
    with open_esbuild(pin, binary.parent, binary.parent) as opened:
        yield opened


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    for name in ("folder", "private"):
        (tmp_path / name).mkdir()
    (tmp_path / "folder" / "inside.js").write_text("inside")
    (tmp_path / "outside.js").write_text("outside")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield Scene(tmp_path / "folder", tmp_path / "outside.js", tmp_path / "private", listener.getsockname()[1])


def answers(text: str) -> dict[str, int]:
    lines = (line.rpartition(" ") for line in text.splitlines())
    return {what: int(number) for what, _, number in lines if number.isdigit()}


def test_it_has_no_environment_and_sees_nothing_but_the_folder(probe: Esbuild, scene: Scene) -> None:
    os.environ["SKERRY_TEST_SECRET"] = "secret"
    try:
        ran = run_confined(probe, scene.arguments, folder=scene.folder, read=scene.folder, write=scene.private)
    finally:
        del os.environ["SKERRY_TEST_SECRET"]
    found = answers(ran.out)
    assert found.pop("connect") in (errno.ENETUNREACH, DENIED)  # no network at all, or one that refuses
    assert found == {
        "variables": 0,
        "descriptors": 0,
        "memory_bytes": MEMORY_BYTES,
        "cpu_seconds": CPU_SECONDS,
        "read inside": 0,
        "read outside": DENIED,
        "read own environment": DENIED,
        "read parent's environment": DENIED,
        "read passwd": DENIED,
        "write private": 0,
        "write inside": DENIED,
        "change inside": DENIED,
        "remove inside": DENIED,
        "make folder": DENIED,
        "gain privileges": errno.EPERM,
        "execute": DENIED,
    }
    assert (ran.code, ran.said) == (0, "")
    assert (scene.private / "written").exists()


def test_without_the_walls_the_same_program_can_do_all_of_it(binary: Path, scene: Scene) -> None:
    ran = subprocess.run(
        scene.arguments, executable=binary, cwd=scene.folder, capture_output=True, text=True, check=False
    )
    found = answers(ran.stdout)
    tried = {what: number for what, number in found.items() if " " in what or what == "connect"}
    assert tried == dict.fromkeys(tried, 0)
    assert found["variables"] > 0
    assert "started sh" in ran.stdout


class TestRefusals:
    """Where the walls cannot be put up, nothing is started."""

    def refused(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], scene: Scene) -> str:
        monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("it was executed"))
        order = confine.Order(
            program=0,
            arguments=[],
            folder=str(scene.folder),
            read=str(scene.folder),
            write=str(scene.private),
            cpu_seconds=1,
            memory_bytes=1,
            file_bytes=1,
        )
        with pytest.raises(SystemExit) as ended:
            confine.main(order)
        assert ended.value.code == confine.EXIT_CODE
        return capsys.readouterr().err

    def test_a_kernel_without_landlock(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], scene: Scene
    ) -> None:
        monkeypatch.setattr(confine, "landlock_version", lambda: 0)
        assert "has no Landlock" in self.refused(monkeypatch, capsys, scene)

    def test_a_network_that_cannot_be_left(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], scene: Scene
    ) -> None:
        monkeypatch.setattr(confine, "landlock_version", lambda: 3)
        monkeypatch.setattr(confine, "leave_network", lambda: False)
        assert "network" in self.refused(monkeypatch, capsys, scene)

    def test_the_reason_is_told(self, probe: Esbuild, scene: Scene) -> None:
        with pytest.raises(ConfineError, match=r"not started.*the kernel refused: .*No such file"):
            run_confined(probe, ["probe"], folder=scene.folder, read=scene.folder / "gone", write=scene.private)

    def test_a_program_that_does_not_end_is_ended(
        self, probe: Esbuild, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(confined, "WALL_SECONDS", 0.001)
        with pytest.raises(NotBundled, match=r"stopped after 0\.001 s"):
            run_confined(probe, scene.arguments, folder=scene.folder, read=scene.folder, write=scene.private)


@pytest.mark.parametrize(
    ("version", "files", "network", "scopes"),
    [(1, 0x1FFF, 0, 0), (2, 0x3FFF, 0, 0), (3, 0x7FFF, 0, 0), (4, 0x7FFF, 3, 0), (5, 0xFFFF, 3, 0), (9, 0xFFFF, 3, 3)],
)
def test_each_version_of_landlock_is_asked_for_all_that_it_can_refuse(
    version: int, files: int, network: int, scopes: int
) -> None:
    assert confine.handled(version) == (files, network, scopes)
