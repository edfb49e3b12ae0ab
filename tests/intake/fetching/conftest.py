"""Servers on loopback, and clients that may reach them by the names of tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import ip_network

import pytest

from feedmill.intake.fetching import client as client_module
from feedmill.intake.fetching.client import Client
from feedmill.intake.fetching.limits import Limits
from tests.intake.fetching.hostile import Server, serving

LIMITS = Limits(
    whole=4, connect=3, headers=2.5, patience=0.5, slowest=200, body=200_000, trusted=20_000, head=100_000, ratio=50
)
LOOPBACK = (ip_network("127.0.0.0/8"),)
HOSTS = {"167772161": "10.0.0.1", "inward.test": "10.0.0.1"}


def resolve(host: str, _port: int) -> Sequence[str]:
    """Names that end in `.test`, and addresses that are written out."""
    return [HOSTS.get(host, "127.0.0.1" if host.endswith(".test") else host)]


@pytest.fixture(autouse=True)
def short_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked once more is asked at once."""
    monkeypatch.setattr(client_module, "MOMENT", (0.0, 0.01))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that misbehaves, by path."""
    import pytest_socket

    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"])
    pytest_socket.enable_socket()
    with serving() as found:
        yield found


@pytest.fixture
def client() -> Iterator[Client]:
    """A client that may reach loopback."""
    with Client("feedmill-test", limits=LIMITS, allowed=LOOPBACK, resolve=resolve) as found:
        yield found
