"""Addresses that are not public but named in `[egress] private`, and the verdict over all answers for a name.

"127.0.0.1:4020"   one address, one port          "10.1.0.0/16"        a block, every port
"[fd00::1]:8080"   IPv6 with a port in brackets   "10.1.0.0/16:8080"   a block, one port
"""

import ipaddress
import re
from collections.abc import Iterable, Sequence

import msgspec

from runtime.egress.addresses import special_kind
from runtime.egress.errors import RuleError
from runtime.egress.url import Address

_ENTRY = re.compile(r"(?:\[(?P<v6>[^\]]+)\]|(?P<v4>[0-9./]+)|(?P<bare>[0-9a-fA-F:./]+))(?::(?P<port>[0-9]{1,5}))?")


class PrivateRule(msgspec.Struct, frozen=True):
    """A block of addresses that may be reached although it is not public; on every port if `port` is None."""

    block: ipaddress.IPv4Network | ipaddress.IPv6Network
    port: int | None

    def names(self, address: Address, port: int) -> bool:
        """Whether this address and port are meant."""
        # An IPv4 block never contains an IPv6 address, so an embedded address is named only by its own IPv6 form.
        return (self.port is None or self.port == port) and address in self.block


class Reachable(msgspec.Struct, frozen=True):
    """The addresses that may be connected to, in the resolver's order."""

    addresses: tuple[Address, ...]


class Unreachable(msgspec.Struct, frozen=True):
    """One answer that forbids the connection, and why: "a private", ..., or "a public" beside a named private one."""

    address: Address
    kind: str


def parse_private(text: str) -> PrivateRule:
    """Read one entry of `[egress] private`.

    Raises:
        RuleError: names the text and says how it should look.
    """
    found = _ENTRY.fullmatch(text)
    if found is None:
        raise RuleError(f'"{text}" is no address: write "127.0.0.1:4020", "10.1.0.0/16" or "[fd00::1]:8080"')
    port = int(found["port"]) if found["port"] else None
    if port is not None and not 0 < port < 65_536:
        raise RuleError(f'"{text}": a port is a number from 1 to 65535')
    block = _parse_block(text, found["v6"] or found["v4"] or found["bare"])
    if block.prefixlen == 0:
        raise RuleError(f'"{text}" names every address, the metadata of the cloud with them: name the blocks you need')
    return PrivateRule(block, port)


def judge_answers(answers: Sequence[Address], port: int, private: Iterable[PrivateRule]) -> Reachable | Unreachable:
    """Whether all answers for one name may be connected to.

    One refused answer refuses all, and so does a mix of public addresses and named private ones: which of them the
    connection goes to would be up to whoever answers for the name.
    """
    rules = tuple(private)
    named = [any(rule.names(address, port) for rule in rules) for address in answers]
    for address, is_named in zip(answers, named, strict=True):
        kind = special_kind(address)
        if kind is not None and not is_named:
            return Unreachable(address, kind)
    if any(named) and not all(named):
        return Unreachable(answers[named.index(False)], "a public")
    return Reachable(tuple(dict.fromkeys(answers)))


def entry_for(address: Address, port: int) -> str:
    """How `[egress] private` names exactly this address and port."""
    return f"[{address}]:{port}" if isinstance(address, ipaddress.IPv6Address) else f"{address}:{port}"


def _parse_block(text: str, block: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(block)
    except ValueError as error:
        if "host bits" in str(error):
            whole = ipaddress.ip_network(block, strict=False)
            raise RuleError(f'"{text}" is an address within a block: write "{whole}" for the whole block') from None
        raise RuleError(f'"{text}" is no address: write "127.0.0.1:4020", "10.1.0.0/16" or "[fd00::1]:8080"') from None
