"""Legal removal: stories or originals are taken away for good, tombstone first, and stay away.

What is erased is named by where it stood and by hashes, so that a rebuild obeys; nothing that could be read is kept.
"""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

import structlog

from feedmill import pipeline
from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import Broken, UsageError
from feedmill.intake.forgetting import forget
from feedmill.intake.places import Folder
from feedmill.milling.asking import Row
from feedmill.milling.redacting import others, redaction
from feedmill.milling.sweeping import Sweeping
from feedmill.model import Anchor, Erasure, Parse, Passage, Summary, Way
from feedmill.warehouse import erasing, trying
from feedmill.warehouse.erasing import Audited
from feedmill.warehouse.reasons import WarehouseReason

log = structlog.get_logger("feedmill")


class Erasing(Sweeping):
    """Erases, and sees to it that what is erased stays so."""

    def erase(
        self, *, story: str | None = None, original: str | None = None, reason: str, whole: bool = False, who: str = ""
    ) -> list[Row]:
        """Erase a story in all its wordings wherever it stands, or an original with all that it holds.

        An original that holds other stories too is redacted: they stay, in the same words. Where that cannot be done
        for sure, nothing is erased unless `whole` lets such originals go with all that they hold. All tombstones are
        archived first, those last that take away the story's name: interrupted, the same call ends it. Gives the row
        of `erasures` for each original. Raises `UsageError`.
        """
        if not reason.strip():
            raise UsageError(WarehouseReason.NOTE_MISSING, "erase")
        self.restore_erasures()
        named, targets = self._targets(story, original)
        now = self.clock.now()
        planned = {name: self._planned(name, versions, reason, now) for name, versions in targets.items()}
        mixed = sorted(name for name, one in planned.items() if one is None)
        if mixed and not whole:
            raise UsageError(ArchiveReason.NOT_REDACTABLE, ", ".join(mixed))
        by = Audited(who or getpass.getuser(), named)
        wanted = [one or Erasure(name, (), (), None, now, reason) for name, one in planned.items()]
        for erasure in wanted:
            self.archive.put_erasure(erasure)
        for erasure in wanted:
            self._erase(erasure, by)
        return [row for row in self.erasures() if row["erased_at"] == now and row["original"] in targets]

    def erasures(self) -> Iterator[Row]:
        """What was erased, the latest first."""
        yield from erasing.listed(self._store)

    def audited(self) -> Iterator[Row]:
        """Who did what that cannot be undone, the latest first."""
        yield from erasing.audited(self._store)

    def restore_erasures(self) -> int:
        """Obey the archive's tombstones that the warehouse lacks, as after a rebuild. Returns how many these were."""
        lacking = list(self.archive.erasures(erasing.known(self._store)))
        for erasure in lacking:
            self._erase(erasure, None)
        return len(lacking)

    def erase_due(self) -> int:
        """Delete the bytes whose retention is over, and files of erased originals that came again. Returns how many.

        Erasures that were interrupted are ended first.
        """
        self.restore_erasures()
        done = 0
        for name, original in erasing.due(self._store, self.clock.now()):
            kept = self.archive.erase(original)
            erasing.released(self._store, name, kept)
            done += kept is None
        for original in erasing.dropped(self._store):
            self._forget_files(original)
        return done

    def ingest_delivery(self, delivery_id: str) -> Summary:
        """Take one recorded delivery all the way. The file of one that brought erased bytes again is deleted."""
        summary = super().ingest_delivery(delivery_id)
        if summary.known:
            original = self._warehouse.delivery(delivery_id).original.sha256
            if erasing.is_erased(self._store, original):
                self._forget_files(original)
        return summary

    def _targets(self, story: str | None, original: str | None) -> tuple[str, dict[str, set[str] | None]]:
        """What was named, and in which originals which versions go; None for all of it."""
        if (story is None) is (original is None):
            raise UsageError(WarehouseReason.NOT_ONE_TARGET, f"story {story}, original {original}")
        if story is None:
            name = erasing.original_named(self._store, str(original))
            return f"original {name}", {name: None}
        name, found = erasing.story_targets(self._store, story)
        named_last = sorted(found, key=lambda one: (name in found[one], one))
        return f"story {name}", {one: found[one] for one in named_last}

    def _planned(self, original: str, versions: set[str] | None, reason: str, now: datetime) -> Erasure | None:
        """The erasure of these versions in an original; None where it holds others and cannot be redacted."""
        everything = Erasure(original, (), (), None, now, reason)
        if versions is None:
            return everything
        data, context = self.archive.read_original(original), self._warehouse.standing(original).context
        parse = pipeline.parse_bytes(data, original, self._options, context)
        passages = tuple(_passages(parse, versions))
        if passages and not others(parse, versions):
            return everything
        left = redaction(
            data, parse, versions, lambda some: pipeline.parse_bytes(some, original, self._options, context)
        )
        if left is None:
            return None
        return Erasure(original, passages, left.spans, hashlib.sha256(left.data).hexdigest(), now, reason)

    def _erase(self, erasure: Erasure, by: Audited | None) -> None:
        """Obey a tombstone, and leave nothing in the files of the database, nor in copies of it."""
        self._obey(erasure, by)
        erasing.sweep_out(self._store)
        trying.drop_all(self._store, self.settings.home)

    def _obey(self, erasure: Erasure, by: Audited | None) -> None:
        """Obey a tombstone, in an order that any interruption leaves to `restore_erasures`."""
        original = erasure.original
        kept = self._erased_in_the_archive(original)
        self._forget_files(original)
        erasing.enter(self._store, erasure, by, kept_until=kept, now=self.clock.now())
        for delivery in erasing.deliveries_of(self._store, original):
            super().ingest_delivery(delivery)
        told: dict[str, Any] = {"erasure": erasure.id[:12], "original": original[:12]}
        log.warning("erased", **told, whole=erasure.redacted is None, kept_until=kept, reason=erasure.reason)

    def _erased_in_the_archive(self, original: str) -> datetime | None:
        try:
            return self.archive.erase(original)
        except Broken as error:
            if error.reason is not ArchiveReason.ORIGINAL_MISSING:
                raise
            log.warning("nothing to erase in the archive", reason=str(error.reason), detail=error.detail)
            return None

    def _forget_files(self, original: str) -> None:
        """Delete the acknowledged files that brought these bytes."""
        folders = [place.done for place in self.places() if isinstance(place, Folder)]
        for delivery in erasing.deliveries_of(self._store, original):
            arrived = self._warehouse.delivery(delivery)
            if arrived.way is Way.DROP:
                for done in folders:
                    forget(done, arrived.token)


def _passages(parse: Parse, versions: Collection[str]) -> Iterator[Passage]:
    for parsed in parse.documents:
        for sighting in parsed.sightings:
            version = sighting.version
            if version.version_id in versions:
                document = parsed.document
                anchor = Anchor(parse.original, document.locator, document.ordinal, sighting.story.spans)
                yield Passage(anchor, hashlib.sha256(version.text.encode("utf-8", "surrogatepass")).hexdigest())
