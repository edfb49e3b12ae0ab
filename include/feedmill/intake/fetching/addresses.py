"""Which addresses may be dialled: public ones, and those of networks that were named.

Knows the special-purpose registries of IANA (RFC 6890 and its updates) and the forms in which IPv6 carries IPv4.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

INWARD: dict[Network, str] = {
    ip_network(written): what
    for written, what in {
        "0.0.0.0/8": "this network",
        "10.0.0.0/8": "private",
        "100.64.0.0/10": "shared by a carrier (CGNAT)",
        "127.0.0.0/8": "loopback",
        "169.254.0.0/16": "link-local, where clouds keep metadata",
        "172.16.0.0/12": "private",
        "192.0.0.0/24": "of protocols",
        "192.0.2.0/24": "documentation",
        "192.88.99.0/24": "6to4 relay",
        "192.168.0.0/16": "private",
        "198.18.0.0/15": "benchmarking",
        "198.51.100.0/24": "documentation",
        "203.0.113.0/24": "documentation",
        "224.0.0.0/4": "multicast",
        "240.0.0.0/4": "reserved, and broadcast",
        "::/96": "IPv4-compatible, unspecified or loopback",
        "::ffff:0:0/96": "IPv4-mapped",
        "::ffff:0:0:0/96": "IPv4-translated",
        "64:ff9b::/96": "NAT64",
        "64:ff9b:1::/48": "NAT64 of a local network",
        "100::/64": "discard",
        "2001::/23": "of protocols, Teredo among them",
        "2001:db8::/32": "documentation",
        "2002::/16": "6to4",
        "3fff::/20": "documentation",
        "5f00::/16": "segment routing",
        "fc00::/7": "private (ULA)",
        "fe80::/10": "link-local",
        "fec0::/10": "site-local",
        "ff00::/8": "multicast",
    }.items()
}
"""What is not the public internet, and what it is."""

EMBEDDING = {
    ip_network("::/96"): 0,
    ip_network("::ffff:0:0/96"): 0,
    ip_network("::ffff:0:0:0/96"): 0,
    ip_network("64:ff9b::/96"): 0,
    ip_network("2002::/16"): 80,
}
"""Networks of IPv6 whose addresses carry one of IPv4, and how many bits stand after it."""

PUBLIC_V6 = ip_network("2000::/3")
"""All that is assigned for global unicast (RFC 4291, 2.4)."""


def inward(address: Address, allowed: Iterable[Network] = ()) -> str | None:
    """Why an address is not to be dialled, in a few words; None where it may be.

    `allowed` are networks that may be dialled though they are not public. An address that carries another within it
    has to be allowed itself, and so has the one that it carries.
    """
    networks = tuple(allowed)
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        return "bound to one interface"
    if not _within(address, networks):
        return _not_public(address)
    carried = embedded(address)
    return inward(carried, networks) if carried else None


def embedded(address: Address) -> IPv4Address | None:
    """The IPv4 address that one of IPv6 carries; None where it carries none."""
    if isinstance(address, IPv6Address):
        for network, after in EMBEDDING.items():
            if address in network and int(address) > 1:
                return IPv4Address((int(address) >> after) & 0xFFFF_FFFF)
    return None


def address_of(text: str) -> Address:
    """The address that is written so. Raises `ValueError`."""
    return ip_address(text)


def _not_public(address: Address) -> str | None:
    for network, what in INWARD.items():
        if address in network:
            return what
    return None if address.version == 4 or address in PUBLIC_V6 else "not assigned"


def _within(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)
