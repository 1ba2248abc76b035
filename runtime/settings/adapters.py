"""What [adapters."FILE"] may say: the hosts whose pages a declared adapter reads. Pure.

"acme.atlassian.net"      that host, https on the default port
"*.tracker.example.com"   every host below tracker.example.com, not that one itself
"""

from collections.abc import Iterator, Mapping

from runtime.adapters.builtin import builtin_host
from runtime.adapters.model import ENDING
from runtime.adapters.refused import Refused
from runtime.egress.errors import RuleError
from runtime.egress.hosts import HostPattern, parse_place
from runtime.secrets.public_suffixes import is_shared
from runtime.settings.model import AdapterHosts
from runtime.settings.sift import Report

MAX_HOSTS = 64  # of one adapter
MAX_FILE = 512  # characters of its path


def review_adapters(adapters: Mapping[str, AdapterHosts], report: Report) -> None:
    """Report hosts that are none, that would be too many, or that another adapter reads."""
    owners: list[tuple[str, HostPattern]] = []
    for file, given in adapters.items():
        if not file.endswith(ENDING) or file.startswith(("/", ".")) or "\\" in file or len(file) > MAX_FILE:
            remedy = f'write a path below the integrations folder, as in [adapters."jira{ENDING}"]'
            report(("adapters", file), f'"{file[:80]}" is no file of an adapter', remedy)
        if len(given.hosts) > MAX_HOSTS:
            report(("adapters", file, "hosts"), f"it has {len(given.hosts)} hosts", f"write at most {MAX_HOSTS}")
            continue
        for number, text in enumerate(given.hosts):
            keys = ("adapters", file, "hosts", number)
            try:
                pattern = parse_host(text)
            except Refused as refused:
                report(keys, refused.problem, refused.remedy)
                continue
            for owner in _others(pattern, file, owners):
                report(keys, f'{text} is read by [adapters."{owner}"] already', "a page is read by one adapter")
            owners.append((file, pattern))


def parse_host(text: str) -> HostPattern:
    """Read one host.

    Raises:
        Refused: if an adapter may not have it.
    """
    if len(text) > 300 or not text.isprintable():
        raise Refused(f'"{ascii(text)[1:-1][:60]}" is no host', "write it like tracker.example.com")
    try:
        pattern, path = parse_place(text.removeprefix("https://"))
    except RuleError:
        remedy = "write it like tracker.example.com, or *.example.com for those below it"
        raise Refused(f'"{text}" is no host', remedy) from None
    if pattern.scheme != "https":
        raise Refused(f'"{text}": adapters read https pages only', f"write {_bare(pattern)}")
    if pattern.literal:
        raise Refused(f'"{text}" is an address', "write the host's name")
    if pattern.port != 443 or path is not None or text != pattern.text:
        raise Refused(f'"{text}" is more than a host\'s name, or not written as browsers do', f"write {_bare(pattern)}")
    if "_" in pattern.host:
        raise Refused(f'"{text}" has "_", which no host of a page has', "write the host's name")
    _refuse_wide(text, pattern)
    return pattern


def _refuse_wide(text: str, pattern: HostPattern) -> None:
    if pattern.below and ("." not in pattern.host or is_shared(pattern.host)):
        problem = f'"{text}": below {pattern.host} strangers have hosts of their own'
        raise Refused(problem, f"write the whole name, as in acme.{pattern.host}")
    known = builtin_host(pattern.host, below=pattern.below)
    if known is not None:
        raise Refused(f'"{text}": pages of {known} are read by the extension itself', "leave it out")


def _bare(pattern: HostPattern) -> str:
    return f"{'*.' if pattern.below else ''}{pattern.host}"


def _others(pattern: HostPattern, file: str, owners: list[tuple[str, HostPattern]]) -> Iterator[str]:
    """Files of other adapters that have a host in common with the pattern."""
    for owner, known in owners:
        if owner != file and (known.includes(pattern) or pattern.includes(known)):
            yield owner
