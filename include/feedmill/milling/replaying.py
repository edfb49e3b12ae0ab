"""Originals go through the mill again, from the archive alone: a rebuild, a trial of what would change, a new parse.

Sources are never touched. Whatever is done can be killed at any point and begun again: it ends in the same rows.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from itertools import islice

import structlog
from pydantic import SecretStr

from feedmill import pipeline
from feedmill.errors import Broken
from feedmill.milling.erasing import Erasing
from feedmill.milling.loading import Loading
from feedmill.milling.sharing_out import by_mills
from feedmill.model import Delivery, Failure, Summary
from feedmill.model.replaying import Change, Replayed, Selection
from feedmill.operating.reasons import OperatingReason
from feedmill.warehouse import erasing, migrating, selecting, trying
from feedmill.warehouse.changing import changes
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.selecting import Due, Part
from feedmill.warehouse.store import Store

log = structlog.get_logger("feedmill")

AT_ONCE = 500
"""Deliveries that are recorded in one transaction."""
TELL_EVERY = 100
ALL = Selection()

Step = Replayed | Change


@dataclass(slots=True)
class Replay:
    """A replay as it goes on: iterate over `steps`, and `counts` are those of what is done.

    `total` steps of the kind `Replayed` are to come. `counts`: originals `selected`, and those of them that `stand`
    as the present stages make them; or, of a rebuild, `epochs`, deliveries `recorded`, `erasures`, `refused` arrivals
    and `decisions` restored, records that are `unreadable`; then those of a `Summary`. `changed`: of a trial, changes
    by their kind.
    """

    mode: str
    total: int
    counts: dict[str, int]
    steps: Iterator[Step] = field(default_factory=lambda: iter(()))
    changed: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Step]:
        """What is done, as it is done, and after it what it changes."""
        summary = Summary()
        for step in self.steps:
            if isinstance(step, Replayed):
                summary += step.summary
                self.counts |= {name: value for name, value in asdict(summary).items() if name != "seconds"}
            else:
                self.changed[step.what] = self.changed.get(step.what, 0) + 1
            yield step


class Replaying(Erasing):
    """Takes originals through the mill again."""

    def rebuild(self, *, jobs: int = 1) -> Replay:
        """Enter all that the archive holds and the warehouse lacks: all that came, all that people decided.

        Of an empty warehouse it makes the one that was there, ids and people's decisions included.
        """
        counts = dict.fromkeys(("epochs", "recorded", "unreadable", "erasures", "refused", "decisions"), 0)
        counts["epochs"] = self.restore_epochs()
        self._restore_deliveries(counts)
        counts["erasures"] = self.restore_erasures()
        replay = Replay("rebuild", selecting.pending_count(self._store), counts)
        replay.steps = self._rebuilt(counts, jobs)
        return replay

    def _rebuilt(self, counts: dict[str, int], jobs: int) -> Iterator[Replayed]:
        yield from self._each(selecting.pending(self._store), jobs)
        counts["refused"] = self.restore_refusals()
        counts["decisions"] = self.restore_decisions() + self.restore_dismissals()
        log.info("warehouse rebuilt", **counts)

    def apply(self, selection: Selection = ALL, *, jobs: int = 1) -> Replay:
        """Parse the selected originals anew that other stages parsed; the new parse takes the place of the old one.

        The old one stays as history. One that cannot be read any more keeps what it has, and is a quarantine row.
        """
        selection = self._by_full_names(selection)
        counts = self._selected(selection)
        replay = Replay("apply", counts["selected"] - counts["stand"], counts)
        replay.steps = self._each(selecting.outdated(self._store, selection, pipeline.STAGES), jobs)
        return replay

    def try_out(self, selection: Selection = ALL, *, jobs: int = 1) -> Replay:
        """What `apply` would change. It is done on a copy of the warehouse, which is taken away again."""
        selection = self._by_full_names(selection)
        counts = self._selected(selection)
        replay = Replay("diff", counts["selected"] - counts["stand"], counts)
        replay.steps = self._tried(selection, jobs) if replay.total else iter(())
        return replay

    def _tried(self, selection: Selection, jobs: int) -> Iterator[Step]:
        name = self.make_trial(secrets.token_hex(4))
        try:
            with self.on_trial(name) as other:
                yield from other.apply(selection, jobs=jobs)
            yield from self.changes_of(name)
        finally:
            self.drop_trial(name)

    def parts(self, selection: Selection) -> list[Part]:
        """The selection in at most 64 parts, each for a task of its own."""
        return selecting.parts(self._store, self._by_full_names(selection), pipeline.STAGES)

    def make_trial(self, token: str) -> str:
        """Copy the warehouse, for replays to be tried there; the token tells it from others. Returns its name."""
        home, now = self.settings.home, self.clock.now()
        for left in trying.drop_left(self._store, home, now):
            log.warning("a trial was left by a replay that did not end; it is gone now", trial=left)
        name = trying.named(now, token)
        trying.make(self._store, home, name)
        log.info("warehouse copied for a trial", trial=name)
        return name

    @contextmanager
    def on_trial(self, name: str) -> Iterator[Replaying]:
        """A mill over the copy of this name, and the same archive."""
        address = SecretStr(trying.address(self._store, self.settings.home, name))
        with self.another(warehouse_url=address)() as other:
            yield other

    def changes_of(self, name: str) -> Iterator[Change]:
        """In what the copy of this name differs from the warehouse."""
        with closing(Store(trying.address(self._store, self.settings.home, name))) as trial:
            yield from changes(self._store, trial)

    def drop_trial(self, name: str) -> None:
        """Take the copy of this name away."""
        trying.drop(self._store, self.settings.home, name)

    def differences(self, url: str) -> Iterator[str]:
        """In what the warehouse differs from the one at this address. Raises `Broken` unless it has the same tables."""
        with closing(Store(url)) as other:
            migrating.require_head(other)
            yield from differences(self._store, other)

    def _by_full_names(self, selection: Selection) -> Selection:
        """With its originals by their full names. Raises `UsageError` for one that is not there."""
        found = (erasing.original_named(self._store, one) for one in selection.originals)
        return replace(selection, originals=tuple(found))

    def _selected(self, selection: Selection) -> dict[str, int]:
        selected = selecting.counted(self._store, selection, pipeline.STAGES)
        outdated = selecting.counted(self._store, selection, pipeline.STAGES, outdated=True)
        return {"selected": selected, "stand": selected - outdated}

    def _each(self, due: Iterable[Due], jobs: int) -> Iterator[Replayed]:
        """Load these deliveries; the log tells how far it is."""
        for done, answer in enumerate(by_mills(self, due, load_due, jobs=jobs), 1):
            if done % TELL_EVERY == 0:
                log.info("replay goes on", done=done, original=answer.item.original[:12])
            summary = answer.result or self._lost(answer.item)
            yield Replayed(answer.item.original, answer.item.name, summary)

    def _lost(self, due: Due) -> Summary:
        failure = Failure("pipeline", str(OperatingReason.WORKER_LOST), f"delivery {due.delivery}", due.original)
        self._warehouse.refuse([failure])
        return Summary(deliveries=1, quarantined=1)

    def _restore_deliveries(self, counts: dict[str, int]) -> None:
        """Record the deliveries of which the archive has a record and the warehouse has none."""
        found = self._unrecorded(counts)
        while some := list(islice(found, AT_ONCE)):
            self._warehouse.record_deliveries(some, None)
            counts["recorded"] += len(some)

    def _unrecorded(self, counts: dict[str, int]) -> Iterator[Delivery]:
        records = self.archive.records(selecting.delivery_ids(self._store))
        while True:
            try:
                yield next(records)
            except StopIteration:
                return
            except Broken as error:
                counts["unreadable"] += 1
                log.warning("delivery not restored", reason=str(error.reason), detail=error.detail)


def load_due(mill: Loading, due: Due) -> Summary:
    """What a worker does: take a delivery all the way; where its original stands already, that is found first."""
    return replace(mill.ingest_delivery(due.delivery), seconds=0.0)
