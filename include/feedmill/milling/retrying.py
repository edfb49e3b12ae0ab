"""Quarantine rows are tried again: those that a person names, and by themselves those whose reason may have passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import structlog

from feedmill import pipeline
from feedmill.errors import FeedmillError, Outage, UsageError, reason_of
from feedmill.milling.asking import Row
from feedmill.milling.refusing import Refusing
from feedmill.model import Summary
from feedmill.pipeline import PipelineReason
from feedmill.warehouse import quarantining
from feedmill.warehouse.quarantining import Patience

log = structlog.get_logger("feedmill")

MOST_AT_ONCE = 1000
"""Due rows that one call tries: what is left is due at the next."""


@dataclass(frozen=True, slots=True)
class Retried:
    """What came of trying a row again: the row as it stands now, and what was loaded.

    `error` says why it could not be tried; it is as it was then.
    """

    row: Row
    summary: Summary
    error: FeedmillError | None = None

    @property
    def outcome(self) -> str:
        """`solved`, `open` (it failed again), or `left` (it could not be tried)."""
        return "left" if self.error else "open" if self.row["state"] == "open" else "solved"


class Retrying(Refusing):
    """Tries what could not go on once more. Until that is through, everything stands as it did."""

    def retry(self, row: str) -> Summary:
        """Try a quarantine row again: its original is read anew, or what was refused is taken.

        Counts as an attempt, whatever comes of it. Raises `UsageError` where there is nothing to gain: the stages are
        those that failed, and their reason does not pass.
        """
        before = quarantining.row(self._store, row)
        summary = self._read_again(before) if before.original else self._take_again(before)
        after = quarantining.row(self._store, before.quarantine_id)
        if after.state == "open" and after.attempts == before.attempts:
            quarantining.attempted(self._store, after.quarantine_id, self.clock.now(), Patience.of(self.settings))
        return summary

    def retry_all(self, rows: Iterable[str]) -> Iterator[Retried]:
        """Try rows again, one by one: one that fails again, or cannot be tried, stops no other.

        Rows of one original are tried once for all. Raises `Outage`, and `UsageError` for an id that no row has.
        """
        read: set[str] = set()
        for row in rows:
            before = quarantining.row(self._store, row)
            known = before.original in read
            try:
                summary = Summary() if known else self.retry(before.quarantine_id)
            except Outage:
                raise
            except FeedmillError as error:
                quarantining.leave(self._store, before.quarantine_id)
                yield Retried(self.quarantine_row(before.quarantine_id), Summary(), error)
                continue
            read |= {before.original} - {None}
            yield Retried(self.quarantine_row(before.quarantine_id), summary)

    def retry_due(self) -> Iterator[Retried]:
        """Try the rows again whose time has come, at most `MOST_AT_ONCE`. Raises `Outage`: the others stay due."""
        due = quarantining.waiting(self._store, due=self.clock.now(), most=MOST_AT_ONCE)
        for one in self.retry_all(due):
            told = {"row": one.row["id"][:12], "reason": one.row["reason"], "attempts": one.row["attempts"]}
            log.info("row tried again", **told, outcome=one.outcome, next=str(one.row["next_at"]))
            yield one

    def open_rows(self, *, reason: str | None = None) -> list[str]:
        """Ids of the open rows, oldest first; with `reason`, of those that have it."""
        return quarantining.waiting(self._store, reason=reason)

    def _read_again(self, row: Any) -> Summary:
        """Read an original anew that failed as a whole, by other stages, or for a reason that may have passed."""
        known = reason_of(row.reason)
        anyway = known is not None and known.transient
        delivery = self._warehouse.failed_delivery(row.original, pipeline.STAGES, anyway=anyway)
        if delivery is None:
            raise UsageError(PipelineReason.NOTHING_TO_RETRY, row.quarantine_id)
        return self._ingest(delivery, again=True)

    def _take_again(self, row: Any) -> Summary:
        """Take once more what was refused. Only a mill that takes files can."""
        raise UsageError(PipelineReason.NOTHING_TO_RETRY, row.quarantine_id)
