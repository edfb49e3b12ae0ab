"""Each way in which a source misbehaves has its outcome, and while it does, the other sources have theirs."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from ipaddress import ip_network
from threading import Event

import pytest

from feedmill.intake.fetching import robots
from feedmill.intake.fetching.addresses import Network
from feedmill.intake.fetching.client import Client
from feedmill.intake.fetching.judging import first_state
from feedmill.intake.fetching.rounds import Bench, Fetched, Pair, fetch_all
from feedmill.intake.sources import FeedSource
from feedmill.model.fetching import HostState, SourceState
from tests.fakes import FakeArchive, FakeClock
from tests.intake.fetching.certificates import Authority
from tests.intake.fetching.conftest import LIMITS, LOOPBACK, resolve
from tests.intake.fetching.hostile import Case, Server, serving
from tests.intake.fetching.hostile_sources import KEPT, WAYS, Way
from tests.intake.fetching.sources import no_secrets

pytestmark = pytest.mark.integration

CLOCK = FakeClock()
SIX = (*LOOPBACK, ip_network("::1/128"))
OTHERS = ("one", "two")
PATIENT = replace(LIMITS, whole=60, connect=30, headers=40, patience=30)
"""Where nothing is slow but the machine may be: nobody is given up for it."""

HOLD = 2.0
"""Seconds that a source waits for the others before it misbehaves: fewer than any answer is waited for."""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def others(server: Server) -> Iterator[dict[str, str]]:
    """Sources that are well, each on a host of its own."""
    with serving() as second:
        yield {name: one.url("as it should be") for name, one in zip(OTHERS, (server, second), strict=True)}


@pytest.fixture
def bench(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Callable[[Way], Bench]:
    """What a round works with: two hosts at a time, so that one that misbehaves leaves one hand to all others."""
    monkeypatch.setattr(robots, "LIMITS", replace(robots.LIMITS, whole=LIMITS.headers))
    trusting = ssl.create_default_context(cafile=authority.file)

    def made(way: Way) -> Bench:
        slow = way.outcome == "too_slow"
        limits, names = replace(LIMITS if slow else PATIENT, body=way.most), a_resolver()

        def client(networks: tuple[Network, ...]) -> Client:
            return Client("feedmill-test", limits=limits, allowed=networks, resolve=names, tls=trusting)

        return Bench(
            FakeArchive(), CLOCK, client, lambda _: SIX if way.host == "::1" else LOOPBACK, no_secrets, hands=2
        )

    return made


def a_resolver() -> Callable[[str, int], Sequence[str]]:
    """The names of the ways, beside those of all tests."""
    rebinding = iter((["127.0.0.1"], ["10.0.0.1"]))

    def resolved(host: str, port: int) -> Sequence[str]:
        if host == "unknown.test":
            raise OSError(-2, "Name or service not known")
        if host == "rebinding.test":
            return next(rebinding)
        return ["127.0.0.1", "10.0.0.1"] if host == "mixed.test" else resolve(host, port)

    return resolved


def pair(name: str, url: str, known: SourceState | None = None, *, asks_robots: bool = False) -> Pair:
    source = FeedSource(name=name, kind="feed", url=url, robots=asks_robots)
    return source, known or first_state(source, CLOCK.now())


@pytest.mark.parametrize("name", WAYS)
def test_what_comes_of(name: str, bench: Callable[[Way], Bench], others: dict[str, str], authority: Authority) -> None:
    way, through, late = WAYS[name], Event(), list[str]()

    def hold() -> None:
        if not through.wait(HOLD):
            late.append("the others waited for it")

    cases = {path: Case(serve, way.outcome) for path, serve in way.serves.items()}
    tls = way.tls(authority) if way.tls else None
    with serving(cases, tls, "::1" if way.host == "::1" else "127.0.0.1", hold) as own:
        url = own.url(way.path, f"[{way.host}]" if ":" in way.host else way.host, way.scheme)
        working, state, hosts = bench(way), None, dict[str, HostState]()
        for _ in range(way.looks):
            pairs = [pair("hostile", url, state, asks_robots=way.robots), *(pair(*one) for one in others.items())]
            if way.path == name:
                pairs.append(pair("behind", own.url("as it should be")))
            found = {one.check.source: one for one in released(fetch_all(pairs, hosts, working), through)}
            hosts[found["hostile"].host.host] = found["hostile"].host
            state = found["hostile"].state
        hostile = found.pop("hostile")
        assert {said(one) for one in found.values()} == {"changed"}
        assert late == []
        assert said(hostile) == way.outcome
        assert archived(working, hostile) == way.body


def released(found: Iterator[Fetched], through: Event) -> Iterator[Fetched]:
    """What comes of the looks; sets the event once all others are through."""
    waiting = set(OTHERS)
    for one in found:
        waiting.discard(one.check.source)
        if not waiting:
            through.set()
        yield one


def said(one: Fetched) -> str:
    return one.check.reason or str(one.check.outcome)


def archived(working: Bench, one: Fetched) -> bytes | None:
    assert (one.delivery is not None) == (said(one) in KEPT)
    if one.delivery is None:
        return None
    return working.archive.read_original(one.delivery.original.sha256)


def test_there_are_ways_enough() -> None:
    assert len(WAYS) >= 110
