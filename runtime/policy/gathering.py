"""All that is known of a folder's integrations, made into suggestions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from runtime.grants import Grants
from runtime.integration import Metadata
from runtime.policy.reading import Fetch, fetches
from runtime.policy.report import Wish
from runtime.policy.suggesting import Asking, Line, suggest, suggest_hosts
from runtime.policy.writing import Suggested
from runtime.settings import Settings
from runtime.sources import Contents, Unit


def gather(
    settings: Settings, grants: Grants, contents: Contents, declared: Mapping[str, Metadata], wishes: Iterable[Wish]
) -> Suggested:
    """Suggestions for a folder as it is. `declared` is the metadata of the files that load, by path."""
    recorded: defaultdict[str, list[Wish]] = defaultdict(list)
    for wish in wishes:
        recorded[wish.path].append(wish)
    askings = [
        _asking(unit, grants, declared.get(unit.path), tuple(recorded.pop(unit.path, ()))) for unit in contents.units
    ]
    suggestions = {each.authority.path: suggest(each) for each in askings}
    hosts: dict[str, tuple[Line, ...]] = {}
    notes = [f"{path} is in the report and not in the folder" for path in sorted(recorded)]
    for name in sorted({name for each in askings for name in _secrets(each)}):
        if name in settings.secrets:
            continue  # whoever wrote its table has named its hosts
        found, said = suggest_hosts(name, askings, suggestions)
        notes += said
        if found:
            hosts[name] = found
    return Suggested(tuple(suggestions.values()), hosts, tuple(notes))


def _asking(unit: Unit, grants: Grants, metadata: Metadata | None, recorded: tuple[Wish, ...]) -> Asking:
    return Asking(
        grants.authority(unit.path),
        metadata.permissions if metadata else None,
        metadata.required_secrets if metadata else (),
        recorded,
        tuple(_fetches(unit)),
    )


def _fetches(unit: Unit) -> Iterator[tuple[str, Fetch]]:
    """The fetches of an integration and of the files of the folder that it requires; not of bundled packages."""
    sources = {unit.path: unit.source}
    if unit.kind == "javascript" and unit.path in unit.modules:
        sources |= {path: text.decode("utf-8", "replace") for path, text in unit.modules.items() if _is_code(path)}
    for path, source in sources.items():
        for fetch in fetches(source):
            yield path, fetch


def _is_code(path: str) -> bool:
    return not path.endswith(".json")


def _secrets(asking: Asking) -> set[str]:
    return {*asking.required, *(asking.permissions.secrets if asking.permissions else ())}
