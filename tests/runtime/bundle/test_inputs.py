from __future__ import annotations

from pathlib import Path

import pytest

from runtime.bundle import NotBundled
from runtime.bundle.inputs import Metafile, input_files, package_files
from tests.runtime.bundle.conftest import Write


def found(root: Path, *names: str) -> list[str]:
    return input_files(Metafile(dict.fromkeys(names), {}), root / "team", root)


def test_names_are_relative_to_where_esbuild_worked_and_links_are_followed(write: Write) -> None:
    root = write({"team/x.js": "", "lib/a.js": "", "node_modules/.pnpm/p/index.js": ""})
    (root / "team" / "link.js").symlink_to("../lib/a.js")
    names = ["x.js", "link.js", "../lib/a.js", "(disabled):../node_modules/.pnpm/p/index.js", "(disabled):fs"]
    assert found(root, *names) == ["lib/a.js", "node_modules/.pnpm/p/index.js", "team/x.js"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("/etc/passwd", "is outside of"),
        ("../../outside.js", "is outside of"),
        ("link.js", "is outside of"),
        ("(disabled):../../outside.js", "is outside of"),
        ("folder", "is outside of"),
        ("gone.js", "is no file"),
        ("<data:text/javascript,1>", "is no file"),
        ("a\0b", "is no file"),
        ("../.env", "hidden"),
        ("../.git/config", "hidden"),
        (".x.js", "hidden"),
    ],
)
def test_everything_else_is_refused(write: Write, tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "outside.js").write_text("")
    root = write({"team/x.js": "", "team/folder/x.js": "", ".env": "", ".git/config": "", "team/.x.js": ""})
    (root / "team" / "link.js").symlink_to(tmp_path / "outside.js")
    with pytest.raises(NotBundled, match=told):
        found(root, "x.js", name)


def test_the_nearest_package_json_belongs_to_each_file(write: Write) -> None:
    root = write(
        {
            "package.json": "{}",
            "team/x.js": "",
            "node_modules/a/package.json": "{}",
            "node_modules/a/dist/es/package.json": "{}",
            "node_modules/b/index.js": "",
        }
    )
    paths = ["team/x.js", "node_modules/a/index.js", "node_modules/a/dist/es/x.js", "node_modules/b/index.js"]
    assert package_files(paths, root) == [
        "node_modules/a/dist/es/package.json",
        "node_modules/a/package.json",
        "package.json",
    ]
