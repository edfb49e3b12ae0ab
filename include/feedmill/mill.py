"""The mill: puts the parts together. The one object that the command line, tasks and pages hold."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Self

import structlog

from feedmill import reading
from feedmill.archive.fetching import fetch
from feedmill.archive.keys import ensure_secrets
from feedmill.errors import Broken, Deferred, Refused
from feedmill.intake.inbox import DropFolder
from feedmill.intake.names import shown
from feedmill.intake.paths import allowed_path, arrivals, raw_name, take_named
from feedmill.intake.receiving import Arrival, receive
from feedmill.intake.sweep import NotTaken, Swept, sweep
from feedmill.intake.taking import Taken, take_stream
from feedmill.milling.loading import Loading
from feedmill.model import Delivery, Failure, Summary, Way
from feedmill.settings import Settings
from feedmill.warehouse import migrating

log = structlog.get_logger("feedmill")


class Mill(Loading):
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
