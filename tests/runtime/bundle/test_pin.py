from __future__ import annotations

import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from runtime.bundle import PinError, open_esbuild
from runtime.bundle.pin import KNOWN, VERSION
from runtime.settings import load
from runtime.settings.model import Bundle

HASH = sha256(b"esbuild").hexdigest()


@pytest.fixture
def binary(tmp_path: Path) -> Path:
    file = tmp_path / "esbuild"
    file.write_bytes(b"esbuild")
    return file


def test_a_binary_with_the_hash_that_was_named_is_taken(binary: Path, tmp_path: Path) -> None:
    with open_esbuild(Bundle(str(binary), "1.2.3", HASH.upper()), tmp_path, tmp_path) as esbuild:
        assert (esbuild.version, esbuild.sha256) == ("1.2.3", HASH)


def test_any_other_is_refused_and_its_hash_is_told(binary: Path, tmp_path: Path) -> None:
    binary.write_bytes(b"something else")
    other = sha256(b"something else").hexdigest()
    with (
        pytest.raises(PinError, match=f"not the esbuild that skerry.toml names.*{other}"),
        open_esbuild(Bundle(str(binary), "1.2.3", HASH), tmp_path, tmp_path),
    ):
        pytest.fail("it was opened")


def test_what_will_be_executed_cannot_be_changed_any_more(binary: Path, tmp_path: Path) -> None:
    with open_esbuild(Bundle(str(binary), "1.2.3", HASH), tmp_path, tmp_path) as esbuild:
        binary.write_bytes(b"exchanged")
        with pytest.raises(PermissionError):
            os.pwrite(esbuild.file, b"exchanged", 0)
        with pytest.raises(PermissionError):
            os.ftruncate(esbuild.file, 0)
        assert os.pread(esbuild.file, 100, 0) == b"esbuild"


@pytest.mark.parametrize("name", ["gone", ""])
def test_a_binary_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(PinError, match=r"\[bundle\] in skerry.toml cannot be read"),
        open_esbuild(Bundle(str(tmp_path / name), "1.2.3", HASH), tmp_path, tmp_path),
    ):
        pytest.fail("it was opened")


@pytest.mark.parametrize("pinned", [Bundle(), Bundle(version=VERSION), Bundle(esbuild="esbuild", version=VERSION)])
def test_without_a_pin_the_message_has_the_lines_to_add(tmp_path: Path, pinned: Bundle) -> None:
    with pytest.raises(PinError) as caught, open_esbuild(pinned, tmp_path / "integrations", tmp_path):
        pytest.fail("it was opened")
    text = str(caught.value)
    assert f"npm install --prefix {tmp_path}/integrations --ignore-scripts" in text
    (tmp_path / "skerry.toml").write_text(text[text.index("    [bundle]") :])
    bundle = load(tmp_path / "skerry.toml", {}).settings.bundle
    assert bundle.version == VERSION
    assert bundle.sha256 in KNOWN.values()
    assert bundle.esbuild is not None
    assert Path(bundle.esbuild).is_absolute()


def test_the_hashes_that_are_suggested_are_those_of_the_version(pin: Bundle) -> None:
    assert pin.esbuild is not None
    assert pin.sha256 == sha256(Path(pin.esbuild).read_bytes()).hexdigest()
    said = subprocess.run([pin.esbuild, "--version"], capture_output=True, text=True, check=True).stdout
    assert said.strip() == VERSION


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('esbuild = ""', "write a text in quotes that is not empty"),
        ('sha256 = "abc"', "write 64 hex digits"),
        ('hash = "abc"', "there is no such setting"),
    ],
)
def test_wrong_settings_are_told(tmp_path: Path, lines: str, told: str) -> None:
    (tmp_path / "skerry.toml").write_text(f"[bundle]\n{lines}\n")
    with pytest.raises(Exception, match=told):
        load(tmp_path / "skerry.toml", {})


def test_the_path_is_relative_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "skerry.toml").write_text('[bundle]\nesbuild = "x/esbuild"\n')
    assert load(tmp_path / "skerry.toml", {}).settings.bundle.esbuild == str(tmp_path / "x" / "esbuild")
