"""Items lead to articles: where a source says so, the article behind an item is fetched too, as an original of its own.

That an excerpt and its article are one story is for identity to find; the address is no proof.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import structlog

from feedmill.errors import Refused
from feedmill.intake.fetching.judging import first_state
from feedmill.intake.fetching.robots import group_of, host_of
from feedmill.intake.fetching.rounds import Fetched, Pair, fetch_all
from feedmill.intake.sources import Follow, PageSource, Sources, WebSource
from feedmill.milling.fetching import LEASE, Fetching, Round
from feedmill.model import Summary
from feedmill.model.fetching import Check
from feedmill.warehouse import following, sourcing

log = structlog.get_logger("feedmill")

OWN = ("headers", "connection", "language", "time_zone", "charset")
"""What of a source holds for the articles of its own host alone."""

MOST_FOLLOWED = 20
"""So many articles of one source are fetched in a round; the rest in the next ones."""

MOST_OF_A_HOST = 40
"""So many of one host, whatever number of sources lead there."""


class Following(Fetching):
    """Fetches what items of sources lead to."""

    def fetch_batch(self, key: str) -> Round:
        """As that of `Fetching`; then the articles behind items that earlier rounds brought and that are loaded by now.

        Raises `Outage`.
        """
        names = [state.source for state in sourcing.leased(self._store, key)]
        done, keys, articles = super().fetch_batch(key), [], 0
        for group in self._articles(names):
            deliveries = [one.delivery for one in group if one.delivery]
            articles += len(deliveries)
            if deliveries:
                keys.append(self._batch_key())
                self._warehouse.record_deliveries(deliveries, keys[-1])
            following.note_followed(self._store, [(one.state.configured, one.check) for one in group])
        return replace(done, articles=articles, keys=done.keys + tuple(keys))

    def fetch(self, names: Sequence[str] = ()) -> Iterator[tuple[Check, Summary]]:
        """As that of `Fetching`; then the articles behind what is loaded, each with a check that is not kept."""
        looked = []
        for check, summary in super().fetch(names):
            looked.append(check.source)
            yield check, summary
        for group in self._articles(looked):
            self._warehouse.record_deliveries([one.delivery for one in group if one.delivery], None)
            following.note_followed(self._store, [(one.state.configured, one.check) for one in group])
            for one in group:
                yield one.check, self.ingest_delivery(one.delivery.id) if one.delivery else Summary()

    def _articles(self, names: Iterable[str]) -> Iterator[list[Fetched]]:
        """What comes of looking at the articles behind items of these sources.

        A source is leased meanwhile: no other run asks its host. One whose host another run is asking waits.
        """
        found, key = self.sources(), f"articles {secrets.token_hex(4)}"
        web = {one.name: one for one in found.sources if isinstance(one, WebSource) and one.follow is not Follow.NEVER}
        wanted = {name: key for name in names if name in web}
        held = sourcing.lease(self._store, wanted, LEASE, self.clock.now(), group_of) if wanted else ()
        try:
            behind = (pair for name in wanted if name in held for pair in self._behind(web[name]))
            yield from self._looked_at(found, list(_within_budget(behind)))
        finally:
            if held:
                sourcing.release(self._store, key)

    def _looked_at(self, found: Sources, pairs: list[Pair]) -> Iterator[list[Fetched]]:
        """What comes of looking at articles, in groups that are recorded together."""
        hosts = sourcing.host_states(self._store, {host_of(state.url) for _, state in pairs})
        group: list[Fetched] = []
        for fetched in fetch_all(pairs, hosts, self._fetch_bench(found)):
            group.append(fetched)
            if len(group) >= self.settings.batch_files:
                yield self._told_articles(group)
                group = []
        if group:
            yield self._told_articles(group)

    def _behind(self, source: WebSource) -> Iterator[Pair]:
        """The articles that a source's items lead to, each as a page that is looked at once."""
        excerpts, now = source.follow is Follow.EXCERPTS, self.clock.now()
        for url in following.to_follow(self._store, source.name, excerpts=excerpts, now=now, limit=MOST_FOLLOWED):
            try:
                article = _article(source, url)
            except (Refused, ValueError):
                continue  # no address that can be asked
            yield article, first_state(article, now)

    def _told_articles(self, group: list[Fetched]) -> list[Fetched]:
        hosts = {one.host.host: one.host for one in group if one.host.host}
        sourcing.note(self._store, [], hosts.values())
        for one in group:
            check = one.check
            told = {"url": check.url, "outcome": str(check.outcome), "status": check.status, "reason": check.reason}
            log.info("article looked at", source=check.source, **told)
        return group


def _within_budget(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The articles but for those that would be too many of one host."""
    asked = Counter[str]()
    for source, state in pairs:
        host = host_of(state.url)
        asked[host] += 1
        if asked[host] <= MOST_OF_A_HOST:
            yield source, state


def _article(source: WebSource, url: str) -> PageSource:
    """An article as a source: what the source may do and knows, it may and knows at its own host alone."""
    own = host_of(url) == host_of(source.url)
    said = source.model_dump(include={"name", "networks", "robots", *(OWN if own else ())})
    return PageSource(kind="page", url=url, **said)
