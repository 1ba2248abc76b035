"""Which adapters are active: those whose hosts the operator lists, each under one name of its own."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from runtime.adapters.model import Declaration, DeclaredAdapter, activated
from runtime.problems import Problem, suggestion

Hosts = Mapping[str, tuple[str, ...]]
"""By the file that an adapter stands in: the settings' `[adapters."FILE"] hosts`."""


class Choice(Struct, frozen=True):
    """What the settings make of the files that there are."""

    active: tuple[DeclaredAdapter, ...] = ()
    """In the order of the settings."""
    inactive: dict[str, str] = {}
    """Names of adapters that there are, and what would make them active."""
    problems: tuple[Problem, ...] = ()


def choose(
    hosts: Hosts, own: Mapping[str, Declaration], shipped: Mapping[str, Declaration], broken: Mapping[str, str]
) -> Choice:
    """`own` are those of the integrations folder by path, `broken` its files that have no good version, which have been
    told of, and their names.

    A file of the folder counts before one that ships under the same name.
    """
    # A broken file is not replaced by one that ships: that may read other things.
    found = {file: declaration for file, declaration in {**shipped, **own}.items() if file not in broken}
    owners: dict[str, str] = {}
    problems: list[Problem] = []
    active: list[DeclaredAdapter] = []
    for file, listed in hosts.items():
        declaration = found.get(file)
        if not listed or file in broken:
            continue
        if declaration is None:
            problems.append(_no_file(file, found))
            continue
        owner = owners.setdefault(declaration.name, file)
        if owner != file:
            message = f'"{declaration.name}" is the name of {owner} too, so this file is not active'
            problems.append(Problem(file, None, "name", message, "give it a name of its own"))
            continue
        active.append(activated(declaration, file, listed))
    remedies = {name: f"correct {file}" for file, name in broken.items()}
    remedies |= {declaration.name: _to_activate(file) for file, declaration in found.items()}
    inactive = {name: remedy for name, remedy in remedies.items() if name not in owners}
    problems += _idle(own, hosts)
    return Choice(tuple(active), inactive, tuple(problems))


def _to_activate(file: str) -> str:
    """What makes an adapter active."""
    return f'add hosts = ["tool.example.com"] to [adapters."{file}"] of skerry.toml'


def _no_file(file: str, found: Mapping[str, Declaration]) -> Problem:
    message = "the settings name its hosts, and neither the integrations folder nor Skerry has such a file"
    return Problem(file, None, "", message, suggestion(file, found))


def _idle(own: Mapping[str, Declaration], hosts: Hosts) -> Iterator[Problem]:
    for file in own:
        if file not in hosts:  # an empty list is told with the settings
            yield Problem(file, None, "", "it is not active: no host is named for it", _to_activate(file), "note")
