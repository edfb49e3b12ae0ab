"""The mill: puts the parts together. The one object that the command line, tasks and pages hold."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Self

import structlog

from feedmill import pipeline, reading
from feedmill.archive.connecting import connect
from feedmill.archive.fetching import fetch
from feedmill.archive.keys import ensure_secrets
from feedmill.archive.records import original_key
from feedmill.archive.s3 import S3Archive
from feedmill.errors import Broken, Deferred, Refused, UsageError
from feedmill.intake.inbox import DropFolder
from feedmill.intake.names import shown
from feedmill.intake.paths import allowed_path, arrivals, raw_name, take_named
from feedmill.intake.receiving import Arrival, receive
from feedmill.intake.sweep import NotTaken, Swept, sweep
from feedmill.intake.taking import Taken, take_stream
from feedmill.model import Delivery, Failure, Invariant, Locator, Parse, Summary, Way
from feedmill.operating.checking import check
from feedmill.ports import Clock, SystemClock
from feedmill.settings import Settings
from feedmill.warehouse import migrating, quarantining, querying
from feedmill.warehouse.auditing import Audit
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store

log = structlog.get_logger("feedmill")

Row = dict[str, Any]

Progress = Callable[[Summary], None]
"""Called after each delivery with the counts so far."""


class Mill:
    """An archive, a warehouse and what goes between them, by one set of settings.

    Use it as a context: embedded parts start when they are first needed, and end with their last user.
    """

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self._options = pipeline.Options(
            reader_max_bytes=settings.reader_max_bytes,
            unpacked_max_bytes=settings.unpacked_max_bytes,
            uncertain_below=settings.uncertain_below,
            apart=True,
        )

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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give everything back; the embedded archive ends with its last user."""
        for name in ("archive", "_store"):
            with suppress(KeyError):
                self.__dict__.pop(name).close()

    @cached_property
    def archive(self) -> S3Archive:
        """The archive; an embedded one is started, or shared, at the first use."""
        return connect(self.settings)

    @cached_property
    def _store(self) -> Store:
        url = self.settings.warehouse_url
        return Store(url.get_secret_value() if url else f"sqlite:///{self.settings.home.resolve()}/warehouse.db")

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
        found = querying.relations(self._store, parse)
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

    def stories(self, *, limit: int | None = None) -> Iterator[Row]:
        """The live stories, newest first."""
        return querying.stories(self._store, limit=limit)

    def story(self, any_id: str) -> Row:
        """One story with its lineage, by its id or a version's, or a unique beginning of 8 digits or more."""
        row = querying.story(self._store, any_id)
        lineage = [{**place, "archived_at": self.original_url(place["original"])} for place in row["lineage"]]
        return row | {"lineage": lineage}

    def sightings(self, *, delivery: str | None = None) -> Iterator[Row]:
        """Where stories stand, in canonical order; with a delivery, those in its original."""
        return querying.sightings(self._store, delivery=delivery)

    def source_bytes(self, sighting: Row) -> bytes:
        """The bytes that the document of a sighting was read from; raises `Broken` where its original lacks them."""
        locator = Locator(sighting["member"], sighting["byte_start"], sighting["byte_end"])
        return pipeline.source_bytes(self.archive.read_original(sighting["original"]), locator, self._options)

    def original_url(self, sha256: str) -> str:
        """Where an original stands, as `s3://bucket/key`."""
        return f"s3://{self.settings.archive_bucket}/{original_key(sha256)}"

    def quarantine(self, *, state: str | None = "open") -> Iterator[Row]:
        """Quarantine rows, oldest first; `state` None for all."""
        return querying.quarantine(self._store, state=state)

    def ledger(self) -> Row:
        """The balance: what came in against what became of it."""
        return querying.ledger(self._store)

    def check(self, *, full: bool = False) -> Iterator[Invariant]:
        """Check the invariants; `full` reads every original back and parses it again."""
        audit = Audit(self._store, self.clock.now())
        return check(audit, self.archive, self._reparse if full else None)

    def _reparse(self, sha256: str, data: bytes) -> Parse:
        return pipeline.parse_bytes(data, sha256, self._options)

    def retry(self, row: str) -> Summary:
        """Read the original of a quarantine row again. Until that is through, everything stands as it did.

        Raises `UsageError` where there is nothing to gain: no bytes were taken, or only a part of it failed.
        """
        original = quarantining.original_of(self._store, row)
        delivery = self._warehouse.failed_delivery(original) if original else None
        if delivery is None:
            raise UsageError(pipeline.PipelineReason.NOTHING_TO_RETRY, row)
        return self._ingest(delivery, again=True)

    def dismiss(self, row: str, note: str) -> None:
        """Close a quarantine row by a person's decision."""
        quarantining.dismiss(self._store, row, note)
