"""One round of looks at sources: host by host, some hosts at a time, one connection a host, politely.

What is kept of an answer is archived here, by whoever fetched it. A source that fails, or is slow, holds up those of
its own host alone; each failure is a verdict of its own.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from queue import SimpleQueue
from threading import Event
from traceback import format_exception

import structlog

from feedmill.errors import Deferred, FeedmillError, Outage, Refused
from feedmill.intake.fetching.addresses import Network
from feedmill.intake.fetching.answers import Answer, Asked
from feedmill.intake.fetching.client import Client
from feedmill.intake.fetching.judging import Look, Verdict, failed, judged, put_off
from feedmill.intake.fetching.reasons import FetchReason
from feedmill.intake.fetching.robots import allowed, asked_robots, delay, group_of
from feedmill.intake.names import new_token, shown
from feedmill.intake.receiving import Arrival, receive
from feedmill.intake.sources import WebSource
from feedmill.model import Context, Delivery, Way
from feedmill.model.fetching import Check, HostState, SourceState
from feedmill.ports import Archive, Clock
from feedmill.reading.decoding.labels import charset_of

log = structlog.get_logger("feedmill")

LONGEST_PAUSE = 5.0
"""What a host wants between two requests is waited for up to so many seconds; for longer, its sources are put off."""

ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"

Pair = tuple[WebSource, SourceState]


@dataclass(frozen=True, slots=True)
class Bench:
    """What a round works with.

    `client` makes a client that may dial these networks beside the public ones. `secret` gives what the Authorization
    header says, by the id of a connection; raises `UsageError` where there is none. `hands` is how many hosts are
    asked at a time.
    """

    archive: Archive
    clock: Clock
    client: Callable[[tuple[Network, ...]], Client]
    networks: Callable[[WebSource], tuple[Network, ...]]
    secret: Callable[[str], str]
    hands: int = 16
    pause: Callable[[float], None] = field(default=time.sleep)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one look: the source's new state, the check, the delivery if any, what was learned of the host."""

    state: SourceState
    check: Check
    host: HostState
    delivery: Delivery | None = None
    moved: bool = False


def fetch_all(pairs: Iterable[Pair], hosts: Mapping[str, HostState], bench: Bench) -> Iterator[Fetched]:
    """Look at each source once; what comes of it, as it comes. Raises `Outage` when the archive does not answer."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[group_of(pair[1].url)].append(pair)
    done: SimpleQueue[Fetched | Exception | None] = SimpleQueue()
    stop = Event()
    with ThreadPoolExecutor(max(1, min(bench.hands, len(groups)))) as hands:
        for name, group in groups.items():
            hands.submit(_Host(name, hosts.get(name, HostState(name)), bench, stop).work, group, done)
        try:
            yield from _gathered(done, len(groups))
        finally:
            stop.set()


def said_of(source: WebSource, answer: Answer) -> Context:
    """What a source and an answer say of its content."""
    charset = charset_of(answer.header("content-type") or "")
    return replace(source.context, charset=charset.lower() if charset else None)


def _gathered(done: SimpleQueue[Fetched | Exception | None], groups: int) -> Iterator[Fetched]:
    """What the hands bring, until each group has said that it is through."""
    while groups:
        found = done.get()
        if found is None:
            groups -= 1
        elif isinstance(found, Exception):
            raise found
        else:
            yield found


class _Host:
    """The sources of one host, one after another."""

    def __init__(self, name: str, known: HostState, bench: Bench, stop: Event) -> None:
        self._known = replace(known, host=name)
        self._bench = bench
        self._stop = stop
        self._clients: dict[tuple[Network, ...], Client] = {}
        self._unreached: dict[tuple[Network, ...], FeedmillError] = {}

    def work(self, pairs: list[Pair], done: SimpleQueue[Fetched | Exception | None]) -> None:
        """Put what came of each look into `done`, then None; an outage of the archive instead of what would come."""
        try:
            with ExitStack() as stack:
                stack.callback(self._close)
                for source, state in pairs:
                    if self._stop.is_set():
                        break
                    done.put(self._fetched(source, state))
        except Exception as error:  # noqa: BLE001 -- it is raised again by whoever gathers
            done.put(error)
        done.put(None)

    def _close(self) -> None:
        for client in self._clients.values():
            client.close()

    def _fetched(self, source: WebSource, state: SourceState) -> Fetched:
        """One look. This is the boundary at which one source's failure stays its own."""
        now = self._bench.clock.now()
        look, began = Look(new_token(now), now), time.monotonic()
        delivery = None
        try:
            verdict, delivery = self._looked(source, state, look, began)
        except Outage:
            raise
        except FeedmillError as error:
            verdict = failed(source, state, error, _timed(look, began))
        except Exception as error:  # noqa: BLE001 -- the boundary of one source: its failure is a check that failed
            trace = "".join(format_exception(error))  # without what the frames hold: secrets are among it
            log.error("source failed", source=source.name, check=look.id, trace=trace)  # noqa: TRY400 -- as said
            said = shown(f"{type(error).__name__}: {error}"[:300].encode("utf-8", "replace"))
            verdict = failed(source, state, Refused(FetchReason.UNFORESEEN, said), _timed(look, began))
        check = replace(verdict.check, delivery=delivery.id if delivery else None)
        return Fetched(verdict.state, check, self._known, delivery, verdict.moved)

    def _looked(
        self, source: WebSource, state: SourceState, look: Look, began: float
    ) -> tuple[Verdict, Delivery | None]:
        client = self._client(source)
        if source.robots:
            self._ask_robots(client, self._bench.networks(source), look)
            self._obey(state)
        wait = self._wait(source)
        if wait > LONGEST_PAUSE:
            detail = f"the host wants {delay(self._known):.0f} s between two requests"
            return put_off(state, FetchReason.HOST_PACED, detail, look.at + timedelta(seconds=wait), look), None
        if wait > 0:
            self._bench.pause(wait)
        self._known = replace(self._known, asked_at=self._bench.clock.now())
        paced = source.robots and delay(self._known) > 0
        answer = client.get(self._asked(source, state), again=not paced)
        try:
            verdict = judged(source, state, answer, _timed(look, began))
            return verdict, self._kept(source, verdict, answer, look)
        finally:
            answer.close()

    def _ask_robots(self, client: Client, networks: tuple[Network, ...], look: Look) -> None:
        """A host that could not be reached is not tried again for its other sources: each try may take long."""
        if networks in self._unreached:
            raise self._unreached[networks]
        try:
            self._known = asked_robots(client, self._known, look.at)
        except (Deferred, Refused) as error:
            self._unreached[networks] = error
            raise

    def _obey(self, state: SourceState) -> None:
        may = allowed(self._known, state.url)
        if may is None:
            raise Refused(FetchReason.ROBOTS_UNKNOWN, f"{self._known.host}/robots.txt: {self._known.robots_status}")
        if not may:
            raise Refused(FetchReason.ROBOTS_FORBID, f"{self._known.host}/robots.txt forbids {state.url[:200]}")

    def _wait(self, source: WebSource) -> float:
        """How many seconds the host still wants to be left alone."""
        if not source.robots or self._known.asked_at is None:
            return 0.0
        since = (self._bench.clock.now() - self._known.asked_at).total_seconds()
        return delay(self._known) - since

    def _asked(self, source: WebSource, state: SourceState) -> Asked:
        authorization = self._bench.secret(source.connection) if source.connection else None
        return Asked(state.url, tuple(source.headers.items()), authorization, state.validators, ACCEPT)

    def _kept(self, source: WebSource, verdict: Verdict, answer: Answer, look: Look) -> Delivery | None:
        """Archive what is to be kept, under the address that answered."""
        if verdict.kept is None:
            return None
        context = said_of(source, answer)
        name = answer.url.encode("ascii")
        arrival = Arrival(Way.FETCH, source.name, name, look.id, look.at, verdict.headers, context)
        return receive(self._bench.archive, verdict.kept, arrival).delivery

    def _client(self, source: WebSource) -> Client:
        """A client of these networks: a connection that one source may use is not handed to another that may not."""
        networks = self._bench.networks(source)
        if networks not in self._clients:
            self._clients[networks] = self._bench.client(networks)
        return self._clients[networks]


def _timed(look: Look, began: float) -> Look:
    return replace(look, milliseconds=int(1000 * (time.monotonic() - began)))
