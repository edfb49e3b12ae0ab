"""The mill: puts the parts together. The one object that the command line, tasks and pages hold."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Self

import structlog

from feedmill.archive.fetching import fetch
from feedmill.archive.keys import ensure_secrets
from feedmill.errors import Broken, Deferred, Refused
from feedmill.intake.names import shown
from feedmill.intake.paths import allowed_path, arrivals, raw_name, take_named
from feedmill.intake.receiving import Arrival, receive
from feedmill.intake.sources.kinds import TAKEN_NAMES
from feedmill.intake.taking import Taken, take_stream
from feedmill.milling.maintaining import Maintaining
from feedmill.milling.replaying import Replaying
from feedmill.milling.sharing_out import by_mills
from feedmill.milling.trying import Trying
from feedmill.model import NOTHING_SAID, Context, Delivery, Failure, Summary, Way
from feedmill.operating.reasons import OperatingReason
from feedmill.settings import Settings
from feedmill.warehouse import migrating

log = structlog.get_logger("feedmill")

CLI = "cli"
"""The source of files that somebody names on the command line."""


class Mill(Maintaining, Replaying, Trying):
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

    def announced(self, keys: Iterable[str]) -> None:
        """Note that these batches were announced just now."""
        self._warehouse.announced(keys)

    def receive(self, body: BinaryIO, *, way: Way, source: str, name: str, token: str) -> Delivery:
        """Archive and record one arrival from a stream of bytes. Not ingested yet.

        What a configured source of this name says holds for it. Raises `Refused` when it is larger than the archive
        takes, `UsageError` where the file of sources is wrong.
        """
        raw, said = name.encode("utf-8", "surrogateescape"), self._said_by(source)
        with take_stream(body, limit=self.settings.archive_max_bytes, name=raw) as taken:
            return self._keep(taken, Arrival(way, source, raw, token, self.clock.now(), context=said))

    def receive_path(self, path: str, *, source: str, token: str) -> Delivery:
        """Archive and record a file that a form names: it has to stand in one of the folders that forms may name.

        What a configured source of this name says holds for it.
        """
        said = self._said_by(source)
        folders, limit = self.settings.folders_for_forms, self.settings.archive_max_bytes
        allowed = allowed_path(path, folders, limit=limit)
        with take_named(allowed, limit=limit) as taken:
            arrival = Arrival(Way.MANUAL, source, raw_name(allowed), token, self.clock.now(), context=said)
            return self._keep(taken, arrival)

    def receive_s3(self, address: str, *, source: str, token: str) -> Delivery:
        """Archive and record the object at `s3://bucket/key`, read with the archive's own keys."""
        fetched = fetch(self.archive, address, self.settings.archive_max_bytes)
        with fetched.body:
            return self.receive(fetched.body, way=Way.MANUAL, source=source, name=address, token=token)

    def _said_by(self, source: str) -> Context:
        """What a configured source says of what it delivers; nothing where none has this name."""
        configured = () if source in TAKEN_NAMES else self.sources().sources
        return next((one.context for one in configured if one.name == source), NOTHING_SAID)

    def _keep(self, taken: Taken, arrival: Arrival) -> Delivery:
        self.require_room()
        delivery = receive(self.archive, taken, arrival).delivery
        self._warehouse.record_deliveries([delivery], None)
        return delivery

    def _take_again(self, row: Any) -> Summary:
        """Take once more what was refused: a file that a person named, or with all that waits at the sources."""
        if row.source == CLI and "\\" not in row.name:
            return self._ingest_file(Path(row.name))
        if not any(place.source == row.source for place in self.places()):
            return super()._take_again(row)
        total = Summary()
        for key in self.sweep().keys:
            with suppress(Deferred):  # another run loads it
                total += self.ingest_batch(key, self._batch_key())
        return total

    def count(self, paths: Iterable[Path]) -> int:
        """How many files `ingest` would take."""
        return sum(1 for _ in arrivals(paths))

    def ingest(self, paths: Iterable[Path], *, jobs: int = 1) -> Iterator[tuple[Path, Summary]]:
        """Take files, and the files in folders, all the way; they are never altered.

        Yields each file in turn with what became of it. A file that cannot be taken is a quarantine row. Shared by so
        many processes, each file is received at the moment at which it is handed out: in the same order as by one.
        """
        named = ((path, self.clock.now()) for path in arrivals(paths))
        for answer in by_mills(self, named, ingest_file, jobs=jobs):
            path = answer.item[0]
            yield path, answer.result or self._lost_file(path)

    def _ingest_file(self, path: Path, at: datetime | None = None) -> Summary:
        name = raw_name(path)
        try:
            with take_named(path, limit=self.settings.archive_max_bytes) as taken:
                token = taken.identity.token if taken.identity else taken.original.sha256
                delivery = self._keep(taken, Arrival(Way.CLI, CLI, name, token, at or self.clock.now()))
        except (Refused, Deferred, Broken) as error:
            failure = Failure("intake", str(error.reason), error.detail, source=CLI, name=shown(name))
            self._refuse([failure])
            log.warning("refused", reason=str(error.reason), detail=error.detail, row=failure.id[:12])
            return Summary(quarantined=1)
        return self.ingest_delivery(delivery.id)

    def _lost_file(self, path: Path) -> Summary:
        """A file that ended the processes that worked on it is a quarantine row."""
        name, reason = shown(raw_name(path)), OperatingReason.WORKER_LOST
        failure = Failure("intake", str(reason), str(path), source=CLI, name=name)
        self._refuse([failure])
        log.warning("left", reason=str(reason), name=name, row=failure.id[:12])
        return Summary(quarantined=1)


def ingest_file(mill: Mill, arrived: tuple[Path, datetime]) -> Summary:
    """Take a file, received at this moment, all the way."""
    started = time.monotonic()
    summary = mill._ingest_file(*arrived)  # noqa: SLF001 -- a part of the mill that other processes can name
    return replace(summary, seconds=round(time.monotonic() - started, 3))
