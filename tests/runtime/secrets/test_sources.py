"""Where values come from: the environment, files, a program, and what other packages bring."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from runtime.secrets.source import MAX_VALUE_BYTES, SourceFailed
from runtime.secrets.sources.command import CommandSecrets
from runtime.secrets.sources.environment import EnvironmentSecrets
from runtime.secrets.sources.files import FileSecrets
from runtime.secrets.sources.named import make_origins, refusal
from runtime.secrets.sources.options import CommandOptions, FilesOptions, SecretSources

VALUE = "real-token-1234567890"


# The environment


async def test_the_environment_has_what_begins_with_integration() -> None:
    source = EnvironmentSecrets({"INTEGRATION_TOKEN": VALUE, "INTEGRATION_EMPTY": "", "TOKEN": "other"})
    assert [await source.get(name) for name in ("TOKEN", "EMPTY", "OTHER")] == [VALUE, None, None]
    assert source.remedy("TOKEN") == "Set INTEGRATION_TOKEN in the server's environment."


# Files


def written(folder: Path, name: str, content: bytes, mode: int = 0o400) -> Path:
    file = folder / name
    file.write_bytes(content)
    file.chmod(mode)
    return file


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"real-token-1234567890", VALUE),
        (b"real-token-1234567890\n", VALUE),
        (b"real-token-1234567890\r\n", VALUE),
        (b" two \n lines \n\n", " two \n lines \n"),
        ("grün-€".encode(), "grün-€"),
        (b"", None),
        (b"\n", None),
        (b"x" * MAX_VALUE_BYTES, "x" * MAX_VALUE_BYTES),
    ],
)
async def test_a_file_of_the_folder_is_the_secret_of_its_name(
    tmp_path: Path, content: bytes, value: str | None
) -> None:
    written(tmp_path, "TOKEN", content)
    source = FileSecrets(FilesOptions(str(tmp_path)), {})
    assert await source.get("TOKEN") == value
    assert await source.get("OTHER") is None


async def test_a_variable_may_name_the_file_and_goes_before_the_folder(tmp_path: Path) -> None:
    written(tmp_path, "TOKEN", b"the folder's")
    named = written(tmp_path, "elsewhere.txt", b"the variable's\n")
    source = FileSecrets(FilesOptions(str(tmp_path)), {"INTEGRATION_TOKEN_FILE": str(named)})
    assert await source.get("TOKEN") == "the variable's"
    named.unlink()
    with pytest.raises(
        SourceFailed, match=r"INTEGRATION_TOKEN_FILE names .*elsewhere.txt, which is not there or empty"
    ):
        await source.get("TOKEN")
    assert source.remedy("TOKEN") == f"Write it to {tmp_path}/TOKEN, or to a file that INTEGRATION_TOKEN_FILE names."


async def test_a_new_file_is_the_new_value_and_links_are_followed(tmp_path: Path) -> None:
    """Kubernetes exchanges a link when a secret changes."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, "TOKEN", name.encode())
    link = tmp_path / "..data"
    link.symlink_to("one")
    (tmp_path / "TOKEN").symlink_to("..data/TOKEN")
    source = FileSecrets(FilesOptions(str(tmp_path)), {})
    assert await source.get("TOKEN") == "one"
    (tmp_path / "new").symlink_to("two")
    (tmp_path / "new").replace(link)
    assert await source.get("TOKEN") == "two"


@pytest.mark.parametrize("name", ["../TOKEN", "a/b", ".", "..", "", "TOKEN\0"])
async def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "secrets").mkdir()
    written(tmp_path, "TOKEN", b"not yours")
    assert await FileSecrets(FilesOptions(str(tmp_path / "secrets")), {}).get(name) is None


@pytest.mark.parametrize(
    ("content", "mode", "reason"),
    [
        (b"x", 0o420, "can be changed by others than its owner: chmod go-w"),
        (b"x", 0o602, "can be changed by others than its owner: chmod go-w"),
        (b"x" * (MAX_VALUE_BYTES + 1), 0o400, "gives more than 65536 bytes"),
        (b"\xff\xfe", 0o400, "gives what is no UTF-8 text"),
    ],
)
async def test_a_file_that_holds_no_secret_says_why(tmp_path: Path, content: bytes, mode: int, reason: str) -> None:
    file = written(tmp_path, "TOKEN", content, mode)
    with pytest.raises(SourceFailed, match=reason) as failed:
        await FileSecrets(FilesOptions(str(tmp_path)), {}).get("TOKEN")
    assert str(file) in str(failed.value)


async def test_a_folder_or_a_pipe_is_no_secret_and_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "FOLDER").mkdir()
    os.mkfifo(tmp_path / "PIPE")
    source = FileSecrets(FilesOptions(str(tmp_path)), {})
    for name in ("FOLDER", "PIPE"):
        with pytest.raises(SourceFailed, match="is no regular file"):
            await source.get(name)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
async def test_a_file_of_another_user_is_refused(tmp_path: Path) -> None:
    os.chown(written(tmp_path, "TOKEN", b"x"), 4321, -1)
    with pytest.raises(SourceFailed, match=r"belongs to another user \(uid 4321\)"):
        await FileSecrets(FilesOptions(str(tmp_path)), {}).get("TOKEN")


# A program


def command(
    script: str, *arguments: str, environ: Mapping[str, str] | None = None, **options: object
) -> CommandSecrets:
    argv = (sys.executable, "-I", "-S", "-c", script, *arguments)
    made = CommandOptions(argv=argv, **options)  # type: ignore[arg-type]
    return CommandSecrets(made, environ if environ is not None else {"SECRET_OF_SERVER": "1", "HOME": "/h"})


async def test_a_command_gets_the_name_as_an_argument_and_no_shell_reads_it() -> None:
    source = command("import sys; print(sys.argv[1:])", "skerry/{name}", "$(id); {name}")
    assert await source.get("TOKEN") == "['skerry/TOKEN', '$(id); TOKEN']"
    assert source.remedy("TOKEN").endswith("skerry/TOKEN $(id); TOKEN")


async def test_a_command_sees_only_the_variables_that_are_named() -> None:
    script = "import os; print(sorted(n for n in os.environ if n != 'LC_CTYPE'), os.getcwd())"
    assert await command(script).get("X") == "[] /"
    assert await command(script, environment=("HOME", "NOT_SET")).get("X") == "['HOME'] /"


async def test_a_command_that_prints_nothing_has_no_such_secret() -> None:
    assert await command("pass").get("X") is None
    assert await command("print()").get("X") is None


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("import sys; print('real-token'); print('real-token', file=sys.stderr); sys.exit(3)", "ended with status 3"),
        ("import time; time.sleep(100)", r"took more than 1 s \(timeout_s\)"),
        ("import os\nwhile True: os.write(1, b'x' * 4096)", "gives more than 65536 bytes"),
        ("import os; os.write(1, b'\\xff')", "gives what is no UTF-8 text"),
        ("import os; os.kill(os.getpid(), 9)", "ended with status -9"),
    ],
)
async def test_a_command_that_fails_says_how_and_nothing_of_what_it_printed(
    script: str, reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SourceFailed, match=reason) as failed:
        await command(script, timeout_s=1 if "sleep" in script else 20).get("X")
    assert "real-token" not in str(failed.value)
    assert capfd.readouterr() == ("", "")


async def test_a_command_that_is_late_ends_with_all_that_it_started(tmp_path: Path) -> None:
    fifo = tmp_path / "alive"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    script = f"import subprocess, sys; subprocess.run(['/bin/sh', '-c', 'exec sleep 100 > {fifo}'])"
    with pytest.raises(SourceFailed, match="took more than 1 s"):
        await command(script, timeout_s=1).get("X")
    os.set_blocking(reader, True)
    assert os.read(reader, 1) == b""  # it is open nowhere any more
    os.close(reader)


async def test_a_command_that_is_not_there_or_not_given_says_so() -> None:
    with pytest.raises(SourceFailed, match="/no/such/thing cannot be started: No such file"):
        await CommandSecrets(CommandOptions(argv=("/no/such/thing",)), {}).get("X")
    with pytest.raises(SourceFailed, match="there is no command: write argv = "):
        await CommandSecrets(CommandOptions(), {}).get("X")


# Found by name


class Own:
    """A source as another package brings it."""

    def __init__(self, options: Mapping[str, object], environ: Mapping[str, str]) -> None:
        self.options = options
        if "broken" in options:
            raise ValueError("real-token")

    async def get(self, name: str) -> str | None:
        return f"{name} of {self.options['where']}"

    def remedy(self, name: str) -> str:
        return "Ask."


@pytest.fixture
def own_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package that brings the source "own"."""
    info = tmp_path / "own_source-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: own-source\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[skerry.secret_sources]\nown = {__name__}:Own\n")
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.mark.usefixtures("own_source")
async def test_a_source_of_another_package_is_found_by_its_entry_point() -> None:
    assert refusal("own") is None
    settings = SecretSources(own={"own": {"where": "there", "refresh_s": 30}})
    (origin,) = make_origins(["own"], settings, {})
    assert (origin.refresh_s, await origin.source.get("X")) == (30, "X of there")
    (broken,) = make_origins(["own"], SecretSources(own={"own": {"broken": True}}), {})
    with pytest.raises(SourceFailed, match=r"^it cannot be made: ValueError$"):
        await broken.source.get("X")


async def test_a_source_that_nobody_brings_is_named() -> None:
    told = refusal("nowhere")
    assert told is not None
    assert told[0] == 'there is no source "nowhere"'
    assert "environment, files, command, vault, aws-secrets-manager" in told[1]
    (origin,) = make_origins(["nowhere"], SecretSources(), {})
    with pytest.raises(SourceFailed, match='there is no source "nowhere"'):
        await origin.source.get("X")
    assert 'there is no source "nowhere"' in origin.source.remedy("X")


@pytest.mark.parametrize(
    ("name", "package", "extra"), [("vault", "hvac", "vault"), ("aws-secrets-manager", "botocore", "aws")]
)
async def test_a_missing_extra_gives_the_command_that_installs_it(
    name: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refusal(name) is None
    monkeypatch.setattr("runtime.secrets.sources.named.find_spec", lambda _: None)
    assert refusal(name) == (f'the source "{name}" needs {package}', f"install it: pip install 'skerry[{extra}]'")


def test_sources_that_nobody_names_are_not_even_imported() -> None:
    script = "import sys, runtime.secrets.sources.named; print({'hvac', 'botocore'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_built_in_sources_come_in_the_order_that_is_asked() -> None:
    names: Sequence[str] = ("files", "command", "environment", "files")
    origins = make_origins(names, SecretSources(), {})
    assert [(origin.name, origin.refresh_s) for origin in origins] == [
        ("files", 5),
        ("command", 60),
        ("environment", None),
    ]
