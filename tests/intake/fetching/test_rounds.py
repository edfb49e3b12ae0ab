"""A round of looks: one host's sources one after another, at its pace; what happens to one reaches no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from feedmill.intake.fetching.addresses import Network
from feedmill.intake.fetching.client import Client
from feedmill.intake.fetching.judging import first_state
from feedmill.intake.fetching.rounds import Bench, Fetched, Pair, fetch_all
from feedmill.intake.sources import FeedSource, WebSource
from feedmill.model.fetching import HostState
from tests.fakes import FakeArchive, FakeClock
from tests.intake.fetching.conftest import LIMITS, LOOPBACK
from tests.intake.fetching.hostile import Case, Server, answer, gave, reset, serving
from tests.intake.fetching.sources import no_secrets

pytestmark = pytest.mark.integration

CLOCK = FakeClock()
SLOWLY = b"User-agent: *\nCrawl-delay: 3\n"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"robots.txt": Case(lambda s: answer(s, SLOWLY), gave())}) as found:
        yield found


def a_bench(pauses: list[float] | None = None) -> Bench:
    paused = pauses if pauses is not None else []

    def client(networks: tuple[Network, ...]) -> Client:
        return Client("a", limits=LIMITS, allowed=networks)

    return Bench(FakeArchive(), CLOCK, client, networks, no_secrets, 4, paused.append)


def networks(source: WebSource) -> tuple[Network, ...]:
    if source.name == "strange":
        raise RuntimeError("nobody\nforesaw\x1bthis")
    return LOOPBACK


def pairs(server: Server, *names: str, **said: object) -> list[Pair]:
    made = [FeedSource.model_validate({"name": n, "kind": "feed", "url": server.url(n)} | said) for n in names]
    return [(source, first_state(source, CLOCK.now())) for source in made]


def told(found: Iterator[Fetched]) -> dict[str, str]:
    return {one.check.source: one.check.reason or str(one.check.outcome) for one in found}


def test_a_host_is_given_the_time_that_it_wants_between_two_requests(server: Server) -> None:
    pauses: list[float] = []
    assert told(fetch_all(pairs(server, "a", "b", "c"), {}, a_bench(pauses))) == dict.fromkeys("abc", "changed")
    assert pauses == [3.0, 3.0]
    assert told(fetch_all(pairs(server, "a", "b", robots=False), {}, a_bench(pauses)))
    assert pauses == [3.0, 3.0]


def test_a_host_that_wants_a_pause_is_not_asked_once_more() -> None:
    down = Case(reset, "")
    for robots, times in ((SLOWLY, 1), (b"", 2)):
        with serving({"robots.txt": Case(lambda s, said=robots: answer(s, said), gave()), "a": down}) as own:  # type: ignore[misc]  # a default that binds
            assert told(fetch_all(pairs(own, "a"), {}, a_bench())) == {"a": "no_connection"}
            assert [head.split(" ")[1] for head in own.requests].count("/a") == times


def test_what_nobody_foresaw_is_a_check_that_failed_and_the_next_source_goes_on(server: Server) -> None:
    with capture_logs() as lines:
        found = list(fetch_all(pairs(server, "strange", "b"), {}, a_bench()))
    assert told(iter(found)) == {"strange": "fetch_unforeseen", "b": "changed"}
    (line,) = lines
    assert (line["check"], "exc_info" in line) == (found[0].check.id, False)
    assert "in networks" in line["trace"]
    assert found[0].check.detail == r"RuntimeError: nobody\x0aforesaw\x1bthis"


def test_a_secret_that_is_not_there_fails_its_source_alone(server: Server) -> None:
    secret = pairs(server, "a", connection="login")
    assert told(fetch_all([*secret, *pairs(server, "b")], {}, a_bench())) == {"a": "connection_missing", "b": "changed"}


def test_a_host_that_cannot_be_reached_is_tried_once_for_all_its_sources() -> None:
    tried: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        tried.append(host)
        raise OSError(0, "no such host")

    def client(networks: tuple[Network, ...]) -> Client:
        return Client("a", limits=LIMITS, allowed=networks, resolve=resolve)

    bench = Bench(FakeArchive(), CLOCK, client, networks, no_secrets)
    assert told(fetch_all(pairs(Server(80), *"abc"), {}, bench)) == dict.fromkeys("abc", "name_unknown")
    assert tried == ["127.0.0.1"] * 2  # it was asked once more, not for each of them


def test_what_is_known_of_a_host_is_not_asked_again(server: Server) -> None:
    (first,) = fetch_all(pairs(server, "a"), {}, a_bench())
    known = {first.host.host: first.host}
    assert told(fetch_all(pairs(server, "b"), known, a_bench())) == {"b": "changed"}
    assert [head.split(" ")[1] for head in server.requests] == ["/robots.txt", "/a", "/b"]
    forbidding = {
        first.host.host: HostState(first.host.host, "User-agent: *\nDisallow: /", 200, first.host.robots_until)
    }
    assert told(fetch_all(pairs(server, "b"), forbidding, a_bench())) == {"b": "robots_forbid"}


def test_who_stops_gathering_stops_the_looks(server: Server) -> None:
    found = fetch_all(pairs(server, *(f"s{at}" for at in range(50))), {}, a_bench())
    next(found)
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(server.requests) < 50


def test_with_nothing_to_look_at_nothing_happens() -> None:
    assert list(fetch_all([], {}, a_bench())) == []
