"""Sources that are due are fetched: claimed in batches, looked at host by host, what comes recorded and loaded.

What is known of a source is written after what it brought is recorded: a crash in between costs another look, never
content.
"""

from __future__ import annotations

import base64
import secrets
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import structlog

from feedmill import reading
from feedmill.errors import UsageError
from feedmill.intake.fetching.addresses import Network
from feedmill.intake.fetching.client import Client
from feedmill.intake.fetching.judging import first_state
from feedmill.intake.fetching.limits import Limits
from feedmill.intake.fetching.reasons import FetchReason
from feedmill.intake.fetching.robots import group_of
from feedmill.intake.fetching.rounds import Bench, Fetched, Pair, fetch_all
from feedmill.intake.fetching.sharing import shared
from feedmill.intake.sources import SourceReason, Sources, WebSource, read_sources
from feedmill.milling.asking import Row
from feedmill.milling.sweeping import Sweeping
from feedmill.model import Summary
from feedmill.model.fetching import Check, Outcome, SourceState
from feedmill.operating.health import History, alerts
from feedmill.warehouse import alerting, sourcing

log = structlog.get_logger("feedmill")

LEASE = timedelta(minutes=30)
"""So long a run that no longer answers keeps the sources that it was to fetch."""

FLUSH_SECONDS = 5.0
"""What was fetched is recorded after so many seconds, though more is to come."""

LOOK = "feedmill sources health"


@dataclass(frozen=True, slots=True)
class Round:
    """What a round of fetching did. `keys` are the batches of what it brought, to announce.

    Every source counts towards one outcome; `articles` are those behind items, beside them.
    """

    sources: int = 0
    changed: int = 0
    same: int = 0
    unchanged: int = 0
    put_off: int = 0
    failed: int = 0
    deliveries: int = 0
    articles: int = 0
    bytes: int = 0
    keys: tuple[str, ...] = ()
    seconds: float = 0.0


class Fetching(Sweeping):
    """Looks at sources of the web, and takes what they bring."""

    def sources(self) -> Sources:
        """The configured sources. Raises `UsageError` that names every wrong line."""
        return read_sources(self.settings.sources)

    def plan_fetch(self, run: str, names: Sequence[str] = ()) -> list[str]:
        """Lease the sources that are due to at most 64 keys of this run; returns the keys.

        With names, those sources are fetched whether they are due or not. The sources of one host share a key; of a
        host that another run is asking none is leased, unless it is named. Raises `UsageError` for a name that no
        source has, or that of one that is not fetched.
        """
        due = self._states_to_fetch(names)
        if not due:
            return []
        hosts = {state.source: group_of(state.url) for state in due}
        groups = shared(hosts, self.settings.batch_files)
        leases = {name: f"{run} {at}" for at, group in enumerate(groups) for name in group}
        now = self.clock.now()
        taken = sourcing.lease(self._store, leases, LEASE, now, None if names else group_of)
        log.info("sources claimed", due=len(due), claimed=len(taken), hosts=len(set(hosts.values())))
        return sorted({leases[name] for name in taken}, key=lambda key: int(key.rpartition(" ")[2]))

    def fetch_batch(self, key: str) -> Round:
        """Look at the sources that are leased to a key, record what they bring in batches of their own.

        Doing it again looks at those alone that were not looked at yet. Raises `Outage`.
        """
        started, keys, count, size = time.monotonic(), [], Counter[str](), 0
        for group in self._looks_of(key):
            deliveries = [one.delivery for one in group if one.delivery]
            if deliveries:
                keys.append(self._batch_key())
                self._warehouse.record_deliveries(deliveries, keys[-1])
            self._note_looks(group)
            count.update([*(str(one.check.outcome) for one in group), *["deliveries"] * len(deliveries)])
            count["sources"] += len(group)
            size += sum(one.check.wire for one in group)
        return Round(bytes=size, keys=tuple(keys), seconds=round(time.monotonic() - started, 3), **count)

    def fetch(self, names: Sequence[str] = ()) -> Iterator[tuple[Check, Summary]]:
        """Fetch the sources of these names, or all that are due, and load what they bring; each as it is through."""
        for key in self.plan_fetch(f"by hand {secrets.token_hex(4)}", names):
            reading.prepare()
            for group in self._looks_of(key):
                self._warehouse.record_deliveries([one.delivery for one in group if one.delivery], None)
                self._note_looks(group)
                for one in group:
                    yield one.check, self.ingest_delivery(one.delivery.id) if one.delivery else Summary()

    def health(self) -> Iterator[Row]:
        """What is known of each configured source that is fetched, with the alerts that are open."""
        known = {str(row["source"]): row for row in alerting.health(self._store)}
        for source in self._web_sources().values():
            waiting: Row = {"source": source.name, "url": source.url, "alerts": []}
            yield known.get(source.name, waiting)

    def client(self, networks: tuple[Network, ...] = ()) -> Client:
        """A client by the settings, which may dial these networks beside the public ones."""
        limits = Limits(whole=self.settings.fetch_seconds, body=self.settings.fetch_max_bytes)
        return Client(self._user_agent, limits=limits, allowed=networks, proxy=self.settings.fetch_proxy)

    def _ingest(self, delivery_id: str, *, again: bool = False) -> Summary:
        """As ever; the check that made the delivery learns what was in it."""
        summary = super()._ingest(delivery_id, again=again)
        source = sourcing.note_loaded(self._store, delivery_id, summary)
        if source is not None:
            self._judge_sources([source])
        return summary

    def _web_sources(self) -> dict[str, WebSource]:
        return {one.name: one for one in self.sources().active() if isinstance(one, WebSource)}

    def _states_to_fetch(self, names: Sequence[str]) -> list[SourceState]:
        """The states of the sources to fetch; what is not known yet is entered."""
        web = {name: self._web_source(name) for name in names} if names else self._web_sources()
        now = self.clock.now()
        sourcing.enter(self._store, [first_state(source, now) for source in web.values()])
        return sourcing.states(self._store, web) if names else sourcing.due(self._store, web, LEASE, now)

    def _web_source(self, name: str) -> WebSource:
        source = self.sources().named(name)
        if not isinstance(source, WebSource):
            raise UsageError(SourceReason.NOT_FETCHED, name)
        return source

    def _looks_of(self, key: str) -> Iterator[list[Fetched]]:
        """What comes of looking at the sources of a key, in groups that are recorded together."""
        found = self.sources()
        web = {one.name: one for one in found.sources if isinstance(one, WebSource)}
        pairs: list[Pair] = [(web[s.source], s) for s in sourcing.leased(self._store, key) if s.source in web]
        if not pairs:
            return
        hosts = sourcing.host_states(self._store, {group_of(state.url) for _, state in pairs})
        bench = self._fetch_bench(found)
        group, flushed = [], time.monotonic()
        for fetched in fetch_all(pairs, hosts, bench):
            group.append(fetched)
            if len(group) >= self.settings.batch_files or time.monotonic() - flushed > FLUSH_SECONDS:
                yield group
                group, flushed = [], time.monotonic()
        if group:
            yield group

    def _fetch_bench(self, found: Sources) -> Bench:
        hands = self.settings.fetch_hands
        return Bench(self.archive, self.clock, self.client, found.allowed, self._web_secret, hands)

    @cached_property
    def _user_agent(self) -> str:
        from importlib.metadata import version

        contact = self.settings.fetch_contact
        return f"feedmill/{version('feedmill')}" + (f" (+{contact})" if contact else "")

    def _web_secret(self, connection: str) -> str:
        """What the Authorization header says for a connection. Raises `UsageError` where there is none that can be."""
        stated = self.settings.web_connections.get(connection)
        if stated is None:
            raise UsageError(FetchReason.CONNECTION_MISSING, connection)
        password = stated.password.get_secret_value()
        if stated.login is None:
            if not (password and password.isascii() and password.isprintable()):
                raise UsageError(FetchReason.CONNECTION_INVALID, connection)
            return f"Bearer {password}"
        return f"Basic {base64.b64encode(f'{stated.login}:{password}'.encode()).decode('ascii')}"

    def _note_looks(self, group: Sequence[Fetched]) -> None:
        """Write what is known now, tell the log what a person may want to know, and judge sources.

        One whose content changed is judged when that is loaded: before, nobody knows whether it brought news.
        """
        hosts = {one.host.host: one.host for one in group if one.host.host}
        sourcing.note(self._store, [(one.state, one.check) for one in group], hosts.values())
        for one in group:
            _tell(one)
        self._judge_sources(one.check.source for one in group if one.check.outcome is not Outcome.CHANGED)

    def _judge_sources(self, names: Iterable[str]) -> None:
        """Raise and clear alerts of sources."""
        now = self.clock.now()
        for state in sourcing.states(self._store, names):
            name = state.source
            history = History(
                alerting.news(self._store, name),
                alerting.loaded(self._store, name),
                alerting.last_reason(self._store, name),
            )
            opened, cleared = alerting.settle(self._store, name, alerts(state, history, now), now)
            for alert in opened:
                log.warning("source alert", source=name, kind=str(alert.kind), detail=alert.detail, look=LOOK)
            for kind in cleared:
                log.info("source alert cleared", source=name, kind=kind)


def _tell(one: Fetched) -> None:
    check = one.check
    if one.moved:
        log.warning("source moved for good", source=check.source, to=one.state.url, todo="change its url in the file")
    if one.state.stopped:
        log.warning("source stopped", source=check.source, reason=one.state.stopped, look=LOOK)
    if check.outcome is Outcome.FAILED:
        retry = f"feedmill fetch {check.source}"
        told = {"reason": check.reason, "detail": check.detail, "again_at": str(one.state.due_at), "retry": retry}
        log.warning("source failed", source=check.source, check=check.id, **told)
    else:
        log.info("source looked at", source=check.source, outcome=str(check.outcome), status=check.status)
