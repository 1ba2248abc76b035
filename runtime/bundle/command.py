"""esbuild's options. Pure.

What a package is for, a browser or Node, decides which of its files are taken. The sandbox is more of a browser: it has
`fetch` and no `fs`. So the `browser` condition holds; and where a package offers CommonJS for Node and ES modules for
all others (as the AWS SDK does), the CommonJS is tried first, since that is what `require` gives in Node, and the ES
modules if it asks for what only Node has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from runtime.sources.builtins import PROVIDED, REFUSED, is_builtin

OUTPUT = "bundle.js"
METAFILE = "meta.json"

_OPTIONS = (
    "--bundle",
    "--platform=browser",
    "--format=cjs",
    "--target=es2023",  # what the engine takes without loss
    "--supported:dynamic-import=false",  # import() becomes require, the file is all there is
    "--charset=utf8",
    "--sourcemap=external",
    "--sources-content=false",
    "--tsconfig-raw={}",  # a tsconfig.json may name files anywhere, and would change what is made without a trace
    "--legal-comments=inline",
    "--log-limit=0",
    "--log-level=warning",
    "--color=false",
)
_PREFER_MODULES = "--main-fields=browser,module,main"
# What a package of npm is called. The text is the author's, and people paste the command that it stands in.
_PACKAGE = re.compile(r"(?:@[A-Za-z0-9][A-Za-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*")
_UNRESOLVED = re.compile(r'Could not resolve "(?P<specifier>[^"]{1,200})"')
# What it says of the folders above, where it would look for packages, is no error but the wall.
_ABOVE = re.compile(r'^\S* \[ERROR\] Cannot read directory "[^"]*": permission denied\n+', re.MULTILINE)


def options() -> list[str]:
    """The options of the first attempt."""
    provided = [f"--external:{prefix}{name}" for name in sorted(PROVIDED) for prefix in ("", "node:")]
    return [*_OPTIONS, *provided]


def next_options(last: Sequence[str], said: str) -> list[str] | None:
    """The options of another attempt, after what esbuild said to the last one; None if there is none.

    A module that only Node has stays a `require` at last: it may be in a branch that never runs, and where it does run,
    the sandbox says what to use instead.
    """
    missing = sorted({name.removeprefix("node:") for name in _UNRESOLVED.findall(said)} & REFUSED)
    if not missing:
        return None
    if _PREFER_MODULES not in last:
        return [*last, _PREFER_MODULES]
    externals = [f"--external:{prefix}{name}" for name in missing for prefix in ("", "node:")]
    return None if set(externals) <= set(last) else [*last, *externals]


def arguments(entry: str, output: str, chosen: Sequence[str]) -> list[str]:
    """The whole command line; `entry` is a file of the working folder, `output` a folder."""
    return ["esbuild", f"./{entry}", *chosen, f"--outfile={output}/{OUTPUT}", f"--metafile={output}/{METAFILE}"]


def explain(said: str, root: Path) -> str:
    """What esbuild said when it gave up, and what to do about it where we know."""
    specifiers = dict.fromkeys(_UNRESOLVED.findall(said))
    packages = [_package_of(name) for name in specifiers if not is_builtin(name)]
    packages = [name for name in packages if _PACKAGE.fullmatch(name)]
    hints = []
    if packages:
        names = " ".join(dict.fromkeys(packages))
        hints.append(
            f"Packages must be installed inside the folder: npm install --prefix {root} --ignore-scripts {names}"
        )
    if len(packages) < len(specifiers) or "Cannot read file" in said:
        hints.append(f"Files must lie inside {root}: esbuild sees nothing else.")
    return "\n".join((_ABOVE.sub("", said).strip(), *hints))


def _package_of(specifier: str) -> str:
    parts = specifier.split("/")
    return "/".join(parts[: 2 if specifier.startswith("@") else 1])
