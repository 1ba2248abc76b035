import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.sources.javascript import specifiers


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("const a = require('./a')", ["./a"]),
        ('require ( "./a" )', ["./a"]),
        ("require('./a', 1)", ["./a"]),
        ("require(/* lib */ './a')", ["./a"]),
        ("import './a.mjs'", ["./a.mjs"]),
        ("import a, { b as c } from './a.mjs'", ["./a.mjs"]),
        ("import * as a from\n'./a.mjs'", ["./a.mjs"]),
        ("export * from './a.mjs'; export { b } from './b.mjs'", ["./a.mjs", "./b.mjs"]),
        ("const a = await import('./a.mjs')", ["./a.mjs"]),
        ("require('./a'); require('./b'); require('./a')", ["./a", "./b"]),
        ("require('/etc/passwd')", ["/etc/passwd"]),
        ("import x from 'file:///etc/passwd'", ["file:///etc/passwd"]),
        ("`${ require('./a') }`", ["./a"]),
        ("`${ `${ {} }` + require('./a') }`", ["./a"]),
        ("/['\"]/.test(x); require('./a')", ["./a"]),
        ("x = a / b; require('./a'); c / d", ["./a"]),
        ("i++ / 2; require('./a'); j / 2", ["./a"]),
        ("return /[/']/ + require('./a')", ["./a"]),
        ("#!/usr/bin/env node 'x\nrequire('./a')", ["./a"]),
        ("'it\\'s'; require('./a')", ["./a"]),
        # What only looks like it.
        ("// require('./a')", []),
        ("/* require('./a') */", []),
        ("\"require('./a')\"", []),
        ("`require('./a')`", []),
        ("/require('.\\/a')/", []),
        ("x.require('./a')", []),
        ("x.import('./a')", []),
        ("Array.from('./a')", []),
        ("require(name + './a')", []),
        ("required('./a')", []),
        ("", []),
    ],
)
def test_specifiers(source: str, found: list[str]) -> None:
    assert specifiers(source) == found


def test_packages_and_builtins_are_found_beside_paths() -> None:
    assert specifiers("require('fs'); require('./a')") == ["fs", "./a"]


HOSTILE = {
    "templates": "`${" * 300_000,
    "slashes": "/" * 900_000,
    "open strings": '"\\' * 300_000,
    "open comments": "/*" * 300_000,
    "open classes": "= /[" * 60_000,
    "open regular expressions": "= /a\n" * 100_000,
    "brackets": "[/" * 200_000,
    "requires": "require(" * 100_000,
    "comments in requires": "require(/*" * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_scan_is_linear_in_hostile_sources(name: str) -> None:
    began = time.process_time()
    specifiers("require('./a');" + HOSTILE[name])
    assert time.process_time() - began < 5  # at most 1 s on an idle core


@given(st.text(alphabet="a'\"`\\/*${}()[]. \n+-require", max_size=80))
def test_any_text_can_be_scanned(source: str) -> None:
    specifiers("require('./a');" + source)
