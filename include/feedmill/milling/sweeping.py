"""Everything that waits in drop folders and under S3 prefixes is taken: each source by itself, whatever the others do.

A source that fails is a quarantine row under its own name, which is solved when it can be swept again.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import structlog

from feedmill.archive.connecting import objects_of
from feedmill.errors import Deferred, FeedmillError, Outage, UsageError
from feedmill.intake.inbox import DropFolder
from feedmill.intake.names import shown
from feedmill.intake.places import Folder, Place, Prefix, configured, doubled, inbox_of
from feedmill.intake.prefix import Bench, sweep_prefix
from feedmill.intake.reasons import IntakeReason
from feedmill.intake.reports import NotTaken, SweepReport, Swept, failed
from feedmill.intake.room import require_room
from feedmill.intake.sources import read_sources
from feedmill.intake.sweep import sweep
from feedmill.milling.retrying import Retrying
from feedmill.model import Delivery, Failure, Summary
from feedmill.warehouse import refusing
from feedmill.warehouse.claiming import SqlClaims

log = structlog.get_logger("feedmill")

AT_ONCE = 4
"""So many sources are swept at a time: one that is slow, or is waited for, delays no other."""

SOURCES = "sources"
"""Stands as the source of what is wrong with the file of sources itself."""


class Sweeping(Retrying):
    """Takes what waits where sources leave it."""

    def sweep(self, *, again: bool = False) -> Swept:
        """Take what waits in the inbox and all other folders and prefixes: archive, record in batches, acknowledge it.

        `again`: announce every open batch, also those announced a moment ago. Of each source at most 10,000 files are
        taken; then `look_again` is 0. A source that fails is among `refused`, and the others go on. Raises `Outage`,
        when all others are done; whatever was not acknowledged by then is taken up by the next sweep.
        """
        started = time.monotonic()
        self.require_room()
        self._warehouse.adopt(self._batch_key())
        before = refusing.standing(self._store)
        report = self._sweep_each()
        refused = tuple(one for one in report.refused if not one.mark or _refusal(one).id not in before)
        keys = tuple(self._warehouse.open_batches(again=again))
        return Swept(
            keys=keys,
            found=report.found,
            deliveries=report.deliveries,
            archived=report.archived,
            known=report.deliveries - report.archived,
            refused=refused,
            deferred=report.deferred,
            look_again=report.look_again,
            seconds=round(time.monotonic() - started, 3),
            more_refused=report.more_refused,
            more_deferred=report.more_deferred,
            standing=len(report.refused) - len(refused),
        )

    def require_room(self) -> None:
        """Raise `Outage` where home or inbox have less room than is asked for: then nothing is taken in."""
        settings = self.settings
        folders = (settings.home, settings.inbox_folder, settings.done_folder)
        require_room(folders, settings.least_free_bytes)

    def sweep_through(self) -> Iterator[tuple[Swept, Summary]]:
        """Sweep and load what is open, round by round, until nothing more is there: what `intake` and `ingest` do.

        A batch that another run holds is left to it. Raises `Outage`.
        """
        owner = f"sweep {secrets.token_hex(4)}"
        more = True
        while more:
            swept, total = self.sweep(), Summary()
            for key in swept.keys:
                with suppress(Deferred):
                    total += self.ingest_batch(key, owner)
            yield swept, total
            more = swept.look_again == 0.0

    def places(self) -> Iterator[Place]:
        """The inbox, and the folders and prefixes among the sources. Raises `UsageError` after the inbox."""
        yield inbox_of(self.settings)
        yield from configured(self.settings, read_sources(self.settings.sources).active())

    def _sweep_each(self) -> SweepReport:
        """Sweep all sources, some at a time. What is wrong with their file stops none that stands before it."""
        _ = self.archive  # opened here, as all threads share it
        found: list[Place] = []
        total = SweepReport()
        try:
            found.extend(self.places())
        except UsageError as error:
            total += failed(SOURCES, str(self.settings.sources), error, self._leave)
        else:
            self._solve(SOURCES, str(self.settings.sources))
        for place in doubled(found):
            found.remove(place)
            total += failed(place.source, place.address, _twice(place), self._leave)
        if len(found) == 1:
            return total + self._sweep_one(found[0])
        with ThreadPoolExecutor(AT_ONCE) as hands:
            return sum(hands.map(self._sweep_one, found), total)

    def _sweep_one(self, place: Place) -> SweepReport:
        """Sweep one source. This is the boundary at which its failure stays its own."""
        try:
            report = self._sweep_folder(place) if isinstance(place, Folder) else self._sweep_prefix(place)
        except Outage:
            raise
        except FeedmillError as error:
            return failed(place.source, place.address, error, self._leave)
        except Exception as error:  # the boundary of one source: its failure becomes a quarantine row
            log.exception("source failed", source=place.source)
            unforeseen = UsageError(IntakeReason.SWEEP_FAILED, shown(f"{type(error).__name__}: {error}".encode()))
            return failed(place.source, place.address, unforeseen, self._leave)
        name = shown(place.address.encode("utf-8", "surrogateescape"))
        if all(one.name != name for one in report.refused):
            self._solve(place.source, name)
        return report

    def _sweep_folder(self, place: Folder) -> SweepReport:
        folder, batch_files = DropFolder(place, self.clock), self.settings.batch_files
        return sweep(folder, self.archive, record=self._record, batch_files=batch_files, refuse=self._leave)

    def _sweep_prefix(self, place: Prefix) -> SweepReport:
        claims = SqlClaims(self._store, self.clock, self.settings.lease_seconds)
        bench = Bench(self.archive, claims, self.clock, self._record, self.settings.batch_files, self._leave)
        objects = objects_of(self.settings, self.archive, (place.bucket, place.prefix), place.connection)
        try:
            return sweep_prefix(place, objects, bench)
        finally:
            objects.close()

    def _record(self, deliveries: Sequence[Delivery]) -> None:
        self._warehouse.record_deliveries(deliveries, self._batch_key())

    def _leave(self, refused: Iterable[NotTaken]) -> None:
        self._refuse(map(_refusal, refused))

    def _solve(self, source: str, name: str) -> None:
        self._warehouse.solve(source, name)

    def _batch_key(self) -> str:
        return f"{self.clock.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"


def _twice(place: Folder) -> UsageError:
    return UsageError(IntakeReason.FOLDER_TWICE, place.address)


def _refusal(one: NotTaken) -> Failure:
    return Failure("intake", str(one.reason), one.detail, source=one.source, name=one.name)
