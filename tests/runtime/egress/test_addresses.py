import ipaddress

import pytest

from runtime.egress.addresses import special_kind
from runtime.egress.errors import RuleError
from runtime.egress.private import PrivateRule, Reachable, Unreachable, entry_for, judge_answers, parse_private

SPECIAL = [
    ("0.0.0.0", "unspecified"),
    ("0.1.2.3", "unspecified"),
    ("10.0.0.1", "private"),
    ("100.64.0.1", "carrier-grade NAT"),
    ("100.100.100.200", "carrier-grade NAT"),
    ("100.127.255.255", "carrier-grade NAT"),
    ("127.0.0.1", "loopback"),
    ("127.255.255.254", "loopback"),
    ("168.63.129.16", "metadata"),
    ("169.254.169.254", "link-local"),
    ("172.16.0.1", "private"),
    ("172.31.255.255", "private"),
    ("192.0.0.192", "reserved"),
    ("192.0.2.1", "reserved"),
    ("192.88.99.1", "reserved"),
    ("192.168.1.1", "private"),
    ("198.18.0.1", "reserved"),
    ("198.51.100.1", "reserved"),
    ("203.0.113.1", "reserved"),
    ("224.0.0.1", "multicast"),
    ("239.255.255.255", "multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "reserved"),
    ("::", "unspecified"),
    ("::1", "loopback"),
    ("::8.8.8.8", "IPv4-in-IPv6"),
    ("::127.0.0.1", "IPv4-in-IPv6"),
    ("::ffff:8.8.8.8", "IPv4-in-IPv6"),
    ("::ffff:127.0.0.1", "IPv4-in-IPv6"),
    ("::ffff:0:127.0.0.1", "IPv4-in-IPv6"),
    ("64:ff9b::7f00:1", "IPv4-in-IPv6"),
    ("64:ff9b:1::a00:1", "IPv4-in-IPv6"),
    ("100::1", "reserved"),
    ("2001::1", "IPv4-in-IPv6"),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "IPv4-in-IPv6"),
    ("2001:2::1", "reserved"),
    ("2001:20::1", "reserved"),
    ("2001:db8::1", "reserved"),
    ("2002:7f00:1::1", "IPv4-in-IPv6"),
    ("3fff::1", "reserved"),
    ("4000::1", "reserved"),
    ("5f00::1", "reserved"),
    ("fc00::1", "private"),
    ("fd00:ec2::254", "private"),
    ("fe80::1", "link-local"),
    ("fe80::1%eth0", "link-local"),
    ("2606:4700::1%eth0", "link-local"),
    ("fec0::1", "private"),
    ("ff02::1", "multicast"),
    ("2001:470:1:2:0:5efe:127.0.0.1", "IPv4-in-IPv6"),
    ("2001:470:1:2:200:5efe:8.8.8.8", "IPv4-in-IPv6"),
]

GLOBAL = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "140.82.112.3",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2003::1",
    "2606:50c0:8000::153",
    "2606:50c0:0:5efe::153",
    "2606:50c0::1:5efe:7f00:1",
]


@pytest.mark.parametrize(("text", "kind"), SPECIAL)
def test_an_address_that_is_not_public_has_a_kind(text: str, kind: str) -> None:
    assert kind in (special_kind(ipaddress.ip_address(text)) or "")


@pytest.mark.parametrize("text", GLOBAL)
def test_a_public_address_has_none(text: str) -> None:
    assert special_kind(ipaddress.ip_address(text)) is None


@pytest.mark.parametrize(
    ("answers", "private", "refused"),
    [
        (["8.8.8.8", "1.1.1.1"], [], None),
        (["8.8.8.8", "2606:4700::1"], [], None),
        (["127.0.0.1"], [], "127.0.0.1"),
        (["8.8.8.8", "10.1.2.3"], [], "10.1.2.3"),
        (["10.1.2.3", "8.8.8.8"], [], "10.1.2.3"),
        (["127.0.0.1"], ["127.0.0.1:4020"], None),
        (["127.0.0.1"], ["127.0.0.1"], None),
        (["127.0.0.1"], ["127.0.0.1:4021"], "127.0.0.1"),
        (["127.0.0.2"], ["127.0.0.1:4020"], "127.0.0.2"),
        (["10.1.2.3", "10.1.9.9"], ["10.1.0.0/16"], None),
        (["10.1.2.3", "10.2.0.1"], ["10.1.0.0/16"], "10.2.0.1"),
        (["10.1.2.3", "8.8.8.8"], ["10.1.0.0/16"], "8.8.8.8"),
        (["10.1.2.3", "8.8.8.8"], ["10.1.0.0/16", "8.8.8.8"], None),
        (["::ffff:10.1.2.3"], ["10.1.0.0/16"], "::ffff:10.1.2.3"),
        (["fd00::1"], ["[fd00::1]:4020"], None),
        (["fd00::1"], ["fd00::/8"], None),
        (["fd00::1"], ["[fd00::/8]:4021"], "fd00::1"),
    ],
)
def test_one_refused_answer_refuses_all(answers: list[str], private: list[str], refused: str | None) -> None:
    addresses = [ipaddress.ip_address(text) for text in answers]
    verdict = judge_answers(addresses, 4020, [parse_private(text) for text in private])
    if refused is None:
        assert verdict == Reachable(tuple(addresses))
    else:
        assert isinstance(verdict, Unreachable)
        assert verdict.address == ipaddress.ip_address(refused)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("localhost:4020", "is no address"),
        ("10.1.2.3/16", 'write "10.1.0.0/16"'),
        ("127.0.0.1:0", "from 1 to 65535"),
        ("127.0.0.1:70000", "from 1 to 65535"),
        ("0.0.0.0/0", "names every address"),
        ("::/0", "names every address"),
        ("1.2.3", "is no address"),
        ("", "is no address"),
        ("127.0.0.1:4020 ", "is no address"),
        ("[fd00::1", "is no address"),
    ],
)
def test_a_private_entry_that_is_wrong_says_how_to_write_it(text: str, reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        parse_private(text)


@pytest.mark.parametrize("text", ["127.0.0.1", "fd00::1"])
def test_the_entry_that_a_denial_suggests_names_the_address(text: str) -> None:
    address = ipaddress.ip_address(text)
    assert parse_private(entry_for(address, 4020)) == PrivateRule(ipaddress.ip_network(text), 4020)
