"""The mill: puts the parts together. The one object that the command line, tasks and pages hold."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Self

import structlog

from feedmill import pipeline, reading
from feedmill.archive.fetching import fetch
from feedmill.archive.keys import ensure_secrets
from feedmill.asking import Asking, Row
from feedmill.errors import Broken, Deferred, Refused, UsageError
from feedmill.intake.inbox import DropFolder
from feedmill.intake.names import shown
from feedmill.intake.paths import allowed_path, arrivals, raw_name, take_named
from feedmill.intake.receiving import Arrival, receive
from feedmill.intake.sweep import NotTaken, Swept, sweep
from feedmill.intake.taking import Taken, take_stream
from feedmill.model import Decision, Delivery, Failure, Relation, Summary, Verb, Way
from feedmill.settings import Settings
from feedmill.warehouse import deciding, learning, migrating, quarantining, querying
from feedmill.warehouse.sql import SqlWarehouse

log = structlog.get_logger("feedmill")

Progress = Callable[[Summary], None]
"""Called after each delivery with the counts so far."""


class Mill(Asking):
    """An archive, a warehouse and what goes between them, by one set of settings.

    Use it as a context: embedded parts start when they are first needed, and end with their last user.
    """

    @classmethod
    def open(cls, settings: Settings | None = None, *, migrate: bool = False) -> Self:
        """A mill on these settings (by default those of the environment), its home made ready.

        An embedded warehouse is migrated when it has to be; another one only with `migrate`. Raises `Broken` where
        its tables are not those of this version.
        """
        settings = settings or Settings()
        settings.home.mkdir(parents=True, exist_ok=True)
        ensure_secrets(settings.home)
        mill = cls(Settings(**settings.model_dump(exclude_unset=True)))
        if migrate or settings.warehouse_url is None:
            mill.migrate()
        else:
            migrating.require_head(mill._store)
        return mill

    @cached_property
    def _warehouse(self) -> SqlWarehouse:
        return SqlWarehouse(self._store, self.settings, self.clock)

    def migrate(self) -> None:
        """Bring the warehouse to the tables of this version."""
        migrating.migrate(self._store)

    def sweep(self, *, again: bool = False) -> Swept:
        """Take everything that waits in the inbox: archive it, record it in batches, acknowledge it.

        `again`: announce every open batch, also those announced a moment ago. Raises `Outage`; whatever was not
        acknowledged by then is taken up by the next sweep.
        """
        started = time.monotonic()
        self._warehouse.adopt(self._batch_key())
        folder = DropFolder(self.settings, self.clock)
        report = sweep(folder, self.archive, record=self._record, batch_files=self.settings.batch_files)
        self._warehouse.refuse(map(self._refusal, report.refused))
        keys = tuple(self._warehouse.open_batches(again=again))
        return Swept(
            keys=keys,
            found=report.found,
            deliveries=report.deliveries,
            archived=report.archived,
            known=report.deliveries - report.archived,
            refused=report.refused,
            deferred=report.deferred,
            look_again=report.look_again,
            seconds=round(time.monotonic() - started, 3),
        )

    def announced(self, keys: Iterable[str]) -> None:
        """Note that these batches were announced just now."""
        self._warehouse.announced(keys)

    def receive(self, body: BinaryIO, *, way: Way, source: str, name: str, token: str) -> Delivery:
        """Archive and record one arrival from a stream of bytes. Not ingested yet.

        Raises `Refused` when it is larger than the archive takes.
        """
        raw = name.encode("utf-8", "surrogateescape")
        with take_stream(body, limit=self.settings.archive_max_bytes, name=raw) as taken:
            return self._keep(taken, Arrival(way, source, raw, token, self.clock.now()))

    def receive_path(self, path: str, *, source: str, token: str) -> Delivery:
        """Archive and record a file that a form names: it has to stand in one of the folders that forms may name."""
        folders, limit = self.settings.folders_for_forms, self.settings.archive_max_bytes
        allowed = allowed_path(path, folders, limit=limit)
        with take_named(allowed, limit=limit) as taken:
            return self._keep(taken, Arrival(Way.MANUAL, source, raw_name(allowed), token, self.clock.now()))

    def receive_s3(self, address: str, *, source: str, token: str) -> Delivery:
        """Archive and record the object at `s3://bucket/key`, read with the archive's own keys."""
        fetched = fetch(self.archive, address, self.settings.archive_max_bytes)
        with fetched.body:
            return self.receive(fetched.body, way=Way.MANUAL, source=source, name=address, token=token)

    def _keep(self, taken: Taken, arrival: Arrival) -> Delivery:
        delivery = receive(self.archive, taken, arrival).delivery
        self._warehouse.record_deliveries([delivery], None)
        return delivery

    def _record(self, deliveries: Sequence[Delivery]) -> None:
        self._warehouse.record_deliveries(deliveries, self._batch_key())

    def _batch_key(self) -> str:
        return f"{self.clock.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"

    def _refusal(self, one: NotTaken) -> Failure:
        return Failure("intake", str(one.reason), one.detail, source=self.settings.inbox_source, name=one.name)

    def count(self, paths: Iterable[Path]) -> int:
        """How many files `ingest` would take."""
        return sum(1 for _ in arrivals(paths))

    def ingest(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Summary]]:
        """Take files, and the files in folders, all the way, one by one; they are never altered.

        Yields each file with what became of it. A file that cannot be taken is a quarantine row.
        """
        reading.prepare()
        for path in arrivals(paths):
            started = time.monotonic()
            summary = self._ingest_file(path)
            yield path, replace(summary, seconds=round(time.monotonic() - started, 3))

    def _ingest_file(self, path: Path) -> Summary:
        name = raw_name(path)
        try:
            with take_named(path, limit=self.settings.archive_max_bytes) as taken:
                token = taken.identity.token if taken.identity else taken.original.sha256
                delivery = self._keep(taken, Arrival(Way.CLI, "cli", name, token, self.clock.now()))
        except (Refused, Deferred, Broken) as error:
            failure = Failure("intake", str(error.reason), error.detail, source="cli", name=shown(name))
            self._warehouse.refuse([failure])
            log.warning("refused", reason=str(error.reason), detail=error.detail, row=failure.id[:12])
            return Summary(quarantined=1)
        return self.ingest_delivery(delivery.id)

    def ingest_batch(self, key: str, owner: str, progress: Progress | None = None) -> Summary:
        """Take every pending delivery of a batch all the way, under a lease renewed before each.

        A finished batch gives an empty summary. Raises `Deferred` when another run holds the lease, `UsageError` for
        an unknown key, `Outage` when a part does not answer: what is loaded by then stays, the rest is pending.
        """
        started = time.monotonic()
        total = Summary()
        reading.prepare()
        while self._warehouse.lease(key, owner) and (waiting := self._warehouse.pending(key)):
            for delivery in waiting:
                self._warehouse.lease(key, owner)
                total += self.ingest_delivery(delivery)
                if progress:
                    progress(total)
        self._warehouse.finish(key)
        return replace(total, seconds=round(time.monotonic() - started, 3))

    def ingest_delivery(self, delivery_id: str) -> Summary:
        """Take one recorded delivery all the way. Safe to call again."""
        return self._ingest(delivery_id)

    def _ingest(self, delivery_id: str, *, again: bool = False) -> Summary:
        delivery = self._warehouse.delivery(delivery_id)
        outcome = pipeline.run(delivery, self.archive, self._warehouse, self._options, again=again)
        summary = self._summary(outcome)
        pipeline.tell(outcome, summary)
        return summary

    def _summary(self, outcome: pipeline.Outcome) -> Summary:
        if outcome.parse is None:
            return Summary(deliveries=1, known=1, quarantined=outcome.quarantined)
        parse = outcome.parse
        found = querying.relations(self._store, parse, now=self.clock.now())
        return Summary(
            deliveries=1,
            originals=1,
            documents=len(parse.documents),
            stories=sum(found.values()),
            furniture=sum(len(document.furniture) for document in parse.documents),
            rejected=len(parse.rejected),
            quarantined=outcome.quarantined,
            **found,
        )

    def retry(self, row: str) -> Summary:
        """Read the original of a quarantine row again. Until that is through, everything stands as it did.

        Raises `UsageError` where there is nothing to gain: no bytes were taken, or only a part of it failed.
        """
        original = quarantining.original_of(self._store, row)
        delivery = self._warehouse.failed_delivery(original) if original else None
        if delivery is None:
            raise UsageError(pipeline.PipelineReason.NOTHING_TO_RETRY, row)
        return self._ingest(delivery, again=True)

    def link(self, a: str, b: str, relation: Relation, note: str) -> Row:
        """Decide that story or version `a` is this to `b`, by their ids; with `excerpt_of`, `a` is the excerpt.

        Archived first. It stands over the machine's ties, also when the originals are loaded again. Gives the row of
        `links`. Raises `UsageError`.
        """
        return self._decide((Verb.LINK, relation, note), a, b)

    def unlink(self, a: str, b: str, note: str) -> Row:
        """Decide that `a` and `b` are not one story: no tie joins them again. As `link`."""
        return self._decide((Verb.UNLINK, None, note), a, b)

    def _decide(self, said: tuple[Verb, Relation | None, str], a: str, b: str) -> Row:
        """What an earlier call archived, and did not live to enter, is entered first: it is the same decision then."""
        self.restore_decisions()
        decision = deciding.proposed(self._store, said, a, b, now=self.clock.now())
        self.archive.put_decision(decision)
        deciding.enter(self._store, [decision])
        return next(row for row in self.links() if row["id"] == decision.id)

    def restore_decisions(self) -> int:
        """Enter the archive's decisions that the warehouse lacks, as after a rebuild. Returns how many these were.

        Records that are none are left to `check`, which names them.
        """
        lacking = list(_readable(self.archive.decisions(deciding.known(self._store))))
        return deciding.enter(self._store, lacking) if lacking else 0

    def learn(self, *, apply: bool) -> Row:
        """Derive the next epoch of stop-fingerprints and make it hold; without `apply`, tell what it would change.

        An epoch is archived before it holds. What an earlier call archived, and did not live to apply, is applied.
        """
        self.restore_epochs()
        epoch = learning.derived(self._store, self.clock.now())
        if epoch is None:
            return asdict(learning.stands(self._store))
        return asdict(learning.hold(self._store, self.archive.put_epoch(epoch) if apply else epoch, apply=apply))

    def restore_epochs(self) -> int:
        """Make the archive's epochs hold that the warehouse lacks, as before a rebuild. Returns how many these were."""
        known = learning.known(self._store)
        return sum(
            learning.hold(self._store, epoch).applied for epoch in self.archive.epochs() if epoch.id not in known
        )

    def dismiss(self, row: str, note: str) -> None:
        """Close a quarantine row by a person's decision."""
        quarantining.dismiss(self._store, row, note)


def _readable(decisions: Iterator[Decision]) -> Iterator[Decision]:
    """The decisions that can be read."""
    while True:
        try:
            yield next(decisions)
        except StopIteration:
            return
        except Broken as error:
            log.warning("decision not restored", reason=str(error.reason), detail=error.detail)
