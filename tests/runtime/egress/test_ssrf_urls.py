"""URLs that lead to where nothing should go, over real sockets, each table with its control."""

import re

import pytest

from runtime.egress.errors import EgressError
from tests.runtime.egress.internet import OPEN, granted, world
from tests.runtime.egress.upstream import get

# URLs whose host is an address, or that are read in more than one way. Grants are no hindrance here.

REFUSED_URLS = [
    # addresses as they are
    ("http://127.0.0.1/", "a loopback address"),
    ("http://127.255.255.254/", "a loopback address"),
    ("http://0.0.0.0/", "an unspecified address"),
    ("http://10.0.0.1/", "a private address"),
    ("http://172.16.0.1/", "a private address"),
    ("http://172.31.255.255/", "a private address"),
    ("http://192.168.0.1:8080/", "a private address"),
    ("http://169.254.169.254/latest/meta-data/", "a link-local address"),
    ("http://168.63.129.16/", "a cloud metadata address"),
    ("http://100.100.100.200/latest/meta-data/", "a carrier-grade NAT address"),
    ("http://192.0.0.192/opc/v2/", "a reserved address"),
    ("http://192.0.2.1/", "a reserved address"),
    ("http://198.18.0.1/", "a reserved address"),
    ("http://224.0.0.1/", "a multicast address"),
    ("http://240.0.0.1/", "a reserved address"),
    ("http://255.255.255.255/", "a reserved address"),
    # IPv4 in odd notations
    ("http://127.1/", "a loopback address"),
    ("http://127.0.1/", "a loopback address"),
    ("http://2130706433/", "a loopback address"),
    ("http://0x7f000001/", "a loopback address"),
    ("http://0x7F.0.0.1/", "a loopback address"),
    ("http://0177.0.0.1/", "a loopback address"),
    ("http://017700000001/", "a loopback address"),
    ("http://0x7f.1/", "a loopback address"),
    ("http://127.0.0.1./", "a loopback address"),
    ("http://0/", "an unspecified address"),
    ("http://0xa9fea9fe/", "a link-local address"),
    ("http://2852039166/", "a link-local address"),
    ("http://0251.0376.0251.0376/", "a link-local address"),
    ("http://①②⑦.⓪.⓪.①/", "a loopback address"),
    ("http://127。0。0。1/", "a loopback address"),
    ("http://%31%32%37.0.0.1/", "a loopback address"),
    ("http://1\t2\n7.0.0.1/", "a loopback address"),
    ("http:127.0.0.1/", "a loopback address"),
    ("http:\\\\127.0.0.1\\", "a loopback address"),
    ("http:///////127.0.0.1/", "a loopback address"),
    ("https://127.0.0.1/", "a loopback address"),
    # IPv6, and IPv4 inside it
    ("http://[::]/", "an unspecified address"),
    ("http://[::1]/", "a loopback address"),
    ("http://[0:0:0:0:0:0:0:1]/", "a loopback address"),
    ("http://[::127.0.0.1]/", "an IPv4-in-IPv6 address"),
    ("http://[::ffff:127.0.0.1]/", "an IPv4-in-IPv6 address"),
    ("http://[::ffff:7f00:1]/", "an IPv4-in-IPv6 address"),
    ("http://[::ffff:a9fe:a9fe]/", "an IPv4-in-IPv6 address"),
    ("http://[::ffff:0:127.0.0.1]/", "an IPv4-in-IPv6 address"),
    ("http://[64:ff9b::127.0.0.1]/", "an IPv4-in-IPv6 address"),
    ("http://[64:ff9b:1::10.0.0.1]/", "an IPv4-in-IPv6 address"),
    ("http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "an IPv4-in-IPv6 address"),
    ("http://[2002:7f00:1::]/", "an IPv4-in-IPv6 address"),
    ("http://[2001:470:1:2:0:5efe:127.0.0.1]/", "an IPv4-in-IPv6 address"),
    ("http://[2001:470:1:2:200:5efe:10.0.0.1]/", "an IPv4-in-IPv6 address"),
    ("http://[fc00::1]/", "a private address"),
    ("http://[fd00:ec2::254]/latest/meta-data/", "a private address"),
    ("http://[fd20:ce::254]/computeMetadata/v1/", "a private address"),
    ("http://[fe80::1]/", "a link-local address"),
    ("http://[fec0::1]/", "a private address"),
    ("http://[ff02::1]/", "a multicast address"),
    ("http://[2001:db8::1]/", "a reserved address"),
    ("http://[3fff::1]/", "a reserved address"),
    ("http://[100::1]/", "a reserved address"),
    ("http://[5f00::1]/", "a reserved address"),
    ("http://[fe80::1%25eth0]/", "is not a valid URL"),
    ("http://[::1%251]/", "is not a valid URL"),
    ("http://[::ffff:127.0.0.1/", "is not a valid URL"),
    # no host that could be granted
    ("http://user@127.0.0.1/", "user name or password"),
    ("http://good.com@127.0.0.1/", "user name or password"),
    ("http://good.com:80@127.0.0.1/", "user name or password"),
    ("http://good.com%40127.0.0.1/", "is not a valid URL"),
    ("http://127.0.0.1%2f.good.com/", "is not a valid URL"),
    ("http://127.0.0.1%00.good.com/", "is not a valid URL"),
    ("http://127.0.0.1\u2044.good.com/", "no address is known for"),
    ("http://127.0.0.1:80:80/", "is not a valid URL"),
    ("http://127.0.0.256/", "is not a valid URL"),
    ("http://1.2.3.4.5/", "is not a valid URL"),
    ("http://0x100000000/", "is not a valid URL"),
    ("http://good.com./", "is no DNS name"),
    ("http://good.com:0/", "port 0"),
    ("file:///etc/passwd", "not an http or https URL"),
    ("gopher://127.0.0.1:6379/_x", "not an http or https URL"),
    ("ftp://127.0.0.1/", "not an http or https URL"),
    ("unix:///run/docker.sock", "not an http or https URL"),
    ("http+unix://%2frun%2fdocker.sock/", "not an http or https URL"),
    ("dict://127.0.0.1:11211/", "not an http or https URL"),
    ("//127.0.0.1/", "is not a valid URL"),
]

ALLOWED_URLS = [
    "http://good.com/",
    "http://GOOD.com:80/a/../b",
    "http://good%2ecom/",
    "http://good\u3002com/",
    "http://93.184.216.34/",
    "http://0x5d.0xb8.0xd8.0x22/",
    "http://1572395042/",
    "http://0135.0270.0330.042/",
    "http://1.1.257/",
    "http://1.1.1.1/\\a",
    "http://[2606:4700::1111]/",
    "http://[2606:4700:0:0:0:0:0:1111]:8080/",
    "http:\\\\good.com\\a",
    "http://go\tod.c\nom/",
]


@pytest.mark.parametrize(("url", "reason"), REFUSED_URLS)
async def test_a_url_that_leads_inside_is_refused_before_any_connection(url: str, reason: str) -> None:
    async with world() as here:
        with pytest.raises(EgressError, match=reason):
            await here.fetch(get(url), *granted(url))
        assert (here.network.connected, here.inside.connections, here.internet.connections) == ([], 0, 0)


@pytest.mark.parametrize("url", ALLOWED_URLS)
async def test_a_url_that_leads_to_a_public_address_is_followed(url: str) -> None:
    async with world() as here:
        assert await here.fetch(get(url), *granted(url)) == b"public"
        assert (here.inside.connections, here.internet.connections) == (0, 1)


async def test_control_without_the_guard_of_addresses_the_same_urls_reach_the_inside() -> None:
    reached = 0
    async with world(private=OPEN) as here:
        for url, reason in REFUSED_URLS:
            if reason.endswith(" address") and not url.startswith("https:"):
                assert await here.fetch(get(url), *granted(url)) == b"inside"
                reached += 1
        assert here.internet.connections == 0
    assert reached > 50


# URLs that are made to look like the granted one. The rules are http://good.com/v1/ and http://*.good.com:8080.

RULES = ("http://good.com/v1/", "http://*.good.com:8080")

REFUSED_BY_RULES = [
    ("http://evil.com/v1/", "may not reach http://evil.com"),
    ("http://good.com.evil.com/v1/", "may not reach http://good.com.evil.com"),
    ("http://evil.com/good.com/v1/", "may not reach http://evil.com"),
    ("http://evil.com#@good.com/v1/", "may not reach http://evil.com"),
    ("http://evil.com?@good.com/v1/", "may not reach http://evil.com"),
    ("http://evil.com\\@good.com/v1/", "may not reach http://evil.com"),
    ("http://evil.com\t/v1/", "may not reach http://evil.com"),
    ("http://good.com@evil.com/v1/", "user name or password"),
    ("http://good.com:80@evil.com/v1/", "user name or password"),
    ("http://notgood.com/v1/", "may not reach http://notgood.com"),
    ("http://good.com:81/v1/", "may not reach http://good.com:81"),
    ("https://good.com/v1/", "may not reach good.com"),
    ("http://api.good.com/v1/", "may not reach http://api.good.com"),
    ("http://good.com:8080/v1/", "may not reach http://good.com:8080"),
    ("http://g\u043e\u043ed.com/v1/", "may not reach http://xn--gd-fmca.com"),
    ("http://93.184.216.34/v1/", "may not reach http://93.184.216.34"),
    ("http://good.com/", "may not reach http://good.com/"),
    ("http://good.com/v1", "may not reach http://good.com/v1"),
    ("http://good.com/v10/", "may not reach http://good.com/v10/"),
    ("http://good.com/V1/x", "may not reach http://good.com/V1/x"),
    ("http://good.com//v1/", "may not reach http://good.com//v1/"),
    ("http://good.com/v1/../admin", "may not reach http://good.com/admin"),
    ("http://good.com/v1/%2e%2E/admin", "may not reach http://good.com/admin"),
    ("http://good.com/v1\\..\\admin", "may not reach http://good.com/admin"),
    ("http://good.com/v1/.\t./admin", "may not reach http://good.com/admin"),
    ("http://good.com/%76%31/", "may not reach http://good.com/%76%31/"),
    ("http://good.com/v1/..%2fadmin", 'with "%2f" in the path'),
    ("http://good.com/v1/..%5Cadmin", 'with "%5C" in the path'),
    ("http://good.com/v1/a%00", 'with "%00" in the path'),
    ("http://good.com/v1/..%252Fadmin", 'with "%252F" in the path'),
    ("http://good.com/v1/..%25255cadmin", 'with "%25255c" in the path'),
    ("http://good.com/v1/a%2500", 'with "%2500" in the path'),
    ("http://good.com/v1/%252e%252e/admin", 'with "%252e%252e" in the path'),
    ("http://good.com/v1/..;/admin", 'with "..;" in the path'),
    ("http://good.com/v1/..;a=1/admin", 'with "..;a=1" in the path'),
    ("http://good.com/v1/..%3b/admin", 'with "..%3b" in the path'),
    ("http://good.com/v1/..%20/admin", 'with "..%20" in the path'),
    ("http://good.com/v1/.../admin", 'with "..." in the path'),
    ("http://good.com/v1/%c0%ae%c0%ae/admin", 'with "%c0" in the path'),
    ("http://good.com/v1/..%c0%afadmin", 'with "%c0" in the path'),
    ("http://good.com/v1/..%e0%80%afadmin", 'with "%e0%8" in the path'),
    ("http://good.com/v1/..%u2215admin", 'with "%u2" in the path'),
    ("http://good.com/v1/x%0d%0aHost:evil.com", 'with "%0d" in the path'),
]

ALLOWED_BY_RULES = [
    ("http://good.com/v1/", "GET /v1/ HTTP/1.1"),
    ("http://good.com/v1/a;b=1/c", "GET /v1/a;b=1/c HTTP/1.1"),
    ("http://good.com/v1//admin", "GET /v1//admin HTTP/1.1"),
    ("http://good.com/v1/a%20b", "GET /v1/a%20b HTTP/1.1"),
    ("http://good.com/v1/a/..%62", "GET /v1/a/..%62 HTTP/1.1"),
    ("http://good.com/v1/.well-known/a...b", "GET /v1/.well-known/a...b HTTP/1.1"),
    ("http://good.com/v1/\u00fc?q=%2f..%2f", "GET /v1/%C3%BC?q=%2f..%2f HTTP/1.1"),
    ("http://good.com/admin/../v1/a", "GET /v1/a HTTP/1.1"),
    ("http://api.good.com:8080/any%2fthing", "GET /any%2fthing HTTP/1.1"),
]


@pytest.mark.parametrize(("url", "reason"), REFUSED_BY_RULES)
async def test_a_url_that_only_looks_granted_is_refused_before_its_name_is_looked_up(url: str, reason: str) -> None:
    async with world() as here:
        with pytest.raises(EgressError, match=re.escape(reason)):
            await here.fetch(get(url), *RULES)
        assert (here.names.asked, here.network.connected) == ([], [])


@pytest.mark.parametrize(("url", "line"), ALLOWED_BY_RULES)
async def test_a_url_that_is_granted_goes_out_as_the_rule_saw_it(url: str, line: str) -> None:
    async with world() as here:
        assert await here.fetch(get(url), *RULES) == b"public"
        assert [each.line for each in here.internet.received] == [line]
