"""Which IP addresses lie on the public internet.

From the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and what updated it). Python's
`is_global` is not used: its answer for several of these blocks changed between patch releases.
"""

import ipaddress

from runtime.egress.url import Address

_SPECIAL_IPV4: tuple[tuple[ipaddress.IPv4Network, str], ...] = tuple(
    (ipaddress.IPv4Network(block), kind)
    for block, kind in (
        ("0.0.0.0/8", "an unspecified"),
        ("10.0.0.0/8", "a private"),
        ("100.64.0.0/10", "a carrier-grade NAT"),
        ("127.0.0.0/8", "a loopback"),
        ("168.63.129.16/32", "a cloud metadata"),  # Azure's virtual address in every network; looks public
        ("169.254.0.0/16", "a link-local"),  # also 169.254.169.254, the metadata of most clouds
        ("172.16.0.0/12", "a private"),
        ("192.0.0.0/24", "a reserved"),  # also 192.0.0.192, Oracle's metadata
        ("192.0.2.0/24", "a reserved"),
        ("192.88.99.0/24", "a reserved"),  # 6to4 relays, withdrawn by RFC 7526
        ("192.168.0.0/16", "a private"),
        ("198.18.0.0/15", "a reserved"),
        ("198.51.100.0/24", "a reserved"),
        ("203.0.113.0/24", "a reserved"),
        ("224.0.0.0/4", "a multicast"),
        ("240.0.0.0/4", "a reserved"),  # with 255.255.255.255, broadcast
    )
)

_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")  # the only block that IANA gives out for global unicast

_SPECIAL_IPV6: tuple[tuple[ipaddress.IPv6Network, str], ...] = tuple(
    (ipaddress.IPv6Network(block), kind)
    for block, kind in (
        ("::/128", "an unspecified"),
        ("::1/128", "a loopback"),
        ("::/96", "an IPv4-in-IPv6"),  # compatible, withdrawn by RFC 4291
        ("::ffff:0:0/96", "an IPv4-in-IPv6"),  # mapped
        ("::ffff:0:0:0/96", "an IPv4-in-IPv6"),  # translated, RFC 2765
        ("64:ff9b::/96", "an IPv4-in-IPv6"),  # NAT64, RFC 6052
        ("64:ff9b:1::/48", "an IPv4-in-IPv6"),  # NAT64 for local use, RFC 8215
        ("2001::/32", "an IPv4-in-IPv6"),  # Teredo
        ("2002::/16", "an IPv4-in-IPv6"),  # 6to4
        ("2001::/23", "a reserved"),  # IETF protocol assignments
        ("2001:db8::/32", "a reserved"),
        ("3fff::/20", "a reserved"),
        ("fc00::/7", "a private"),  # also fd00:ec2::254, Amazon's metadata
        ("fe80::/10", "a link-local"),
        ("fec0::/10", "a private"),
        ("ff00::/8", "a multicast"),
    )
)

_ISATAP, _ISATAP_MASK = 0x0000_5EFE, 0xFDFF_FFFF  # the last 64 bits are [02]00:5efe and an IPv4 address (RFC 5214, 6.1)


def special_kind(address: Address) -> str | None:
    """What kind of address this is, with its article ("a private"); None if it is globally reachable."""
    if isinstance(address, ipaddress.IPv4Address):
        return next((kind for block, kind in _SPECIAL_IPV4 if address in block), None)
    if address.scope_id is not None:
        return "a link-local"
    for block, kind in _SPECIAL_IPV6:
        if address in block:
            return kind
    if int(address) >> 32 & _ISATAP_MASK == _ISATAP:
        return "an IPv4-in-IPv6"
    # A network may translate a /96 of its own choice (RFC 6052, 2.2); only its operator can know that.
    return None if address in _GLOBAL_IPV6 else "a reserved"
