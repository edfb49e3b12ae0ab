"""Which addresses may be dialled."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.intake.fetching.addresses import INWARD, PUBLIC_V6, embedded, inward

NAT64 = ip_network("64:ff9b::/96")
LOOPBACK = ip_network("127.0.0.0/8")


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("0.0.0.1", "this network"),
        ("127.0.0.1", "loopback"),
        ("10.255.1.1", "private"),
        ("172.31.0.1", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "CGNAT"),
        ("169.254.169.254", "metadata"),
        ("192.0.0.170", "protocols"),
        ("198.19.255.255", "benchmarking"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "broadcast"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::127.0.0.1", "IPv4-compatible"),
        ("::ffff:127.0.0.1", "IPv4-mapped"),
        ("::ffff:8.8.8.8", "IPv4-mapped"),
        ("::ffff:0:127.0.0.1", "IPv4-translated"),
        ("64:ff9b::127.0.0.1", "NAT64"),
        ("64:ff9b:1::a00:1", "NAT64"),
        ("2002:7f00:1::", "6to4"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo"),
        ("fd00:ec2::254", "ULA"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "interface"),
        ("2606:4700::1%eth0", "interface"),
        ("ff02::1", "multicast"),
        ("4000::1", "not assigned"),
    ],
)
def test_what_is_not_public_is_refused_and_named(address: str, what: str) -> None:
    assert what in (inward(ip_address(address)) or "")


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "2a00:1450:4001::1"])
def test_public_addresses_are_dialled(address: str) -> None:
    assert inward(ip_address(address)) is None


def test_a_network_that_is_named_is_dialled_and_no_other() -> None:
    assert inward(ip_address("127.0.0.1"), [LOOPBACK]) is None
    assert inward(ip_address("::1"), [LOOPBACK]) is not None
    assert inward(ip_address("10.0.0.1"), [LOOPBACK]) == "private"


def test_what_an_allowed_address_carries_has_to_be_allowed_too() -> None:
    assert inward(ip_address("64:ff9b::8.8.8.8"), [NAT64]) is None
    assert inward(ip_address("64:ff9b::127.0.0.1"), [NAT64]) == "loopback"
    assert inward(ip_address("64:ff9b::127.0.0.1"), [NAT64, LOOPBACK]) is None


@given(st.integers(0, 2**32 - 1))
def test_no_form_of_ipv6_makes_an_inward_address_dialled(number: int) -> None:
    address = IPv4Address(number)
    forms = (number, 0xFFFF << 32 | number, 0xFFFF << 48 | number, int(NAT64[0]) | number, 0x2002 << 112 | number << 80)
    for form in map(IPv6Address, forms):
        assert inward(form) is not None
        everything_but_it = [ip_network("::/0")]
        assert (inward(form, everything_but_it) is None) == (inward(address) is None or int(form) <= 1)


@given(st.ip_addresses())
def test_whatever_python_takes_for_inward_is_inward(address: IPv4Address | IPv6Address) -> None:
    if address.is_multicast or address.is_unspecified or address.is_loopback or address.is_link_local:
        assert inward(address) is not None
    if inward(address) is None:
        assert address.is_global
        assert embedded(address) is None


@given(st.sampled_from(list(INWARD)), st.integers(0, 2**128))
def test_every_address_of_every_special_network_is_refused(network: object, at: int) -> None:
    assert isinstance(network, type(NAT64) | type(LOOPBACK))
    assert inward(network[at % network.num_addresses]) is not None


@given(st.ip_addresses(v=6))
def test_what_is_outside_of_global_unicast_is_refused(address: IPv6Address) -> None:
    assert address in PUBLIC_V6 or inward(address) is not None
