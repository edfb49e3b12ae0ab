"""One sweep of the drop folder: everything that is handed over is archived, recorded, and acknowledged.

In this order, so that a crash at any point is healed by the next sweep: a claim that was left is taken up again under
its token, and every step that was done already is done again without effect. One bad file stops no other; an outage
stops the sweep and leaves everything as it is.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from feedmill.errors import Deferred, FeedmillError, Outage, Reason
from feedmill.intake.inbox import Claim, DropFolder, NotYet
from feedmill.intake.names import shown
from feedmill.intake.reasons import IntakeReason
from feedmill.intake.receiving import Arrival, Received, receive
from feedmill.intake.taking import Identity
from feedmill.model import Delivery, Way
from feedmill.ports import Archive

MOST_BATCHES = 64
MOST_FILES = 10_000
"""After so many files a sweep ends though more are there: what it recorded has to be announced."""

SLACK_SECONDS = 0.25
"""How much longer than one quiet period a sweep waits in all for files that are about to be handed over."""

HANDS = 4
"""How many files are archived at a time."""

LOOK_AGAIN_SECONDS = 1.0
"""Somebody who holds a file open may close it at any time: so soon it is worth another look."""

Record = Callable[[Sequence[Delivery]], None]
Pause = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file that was not taken: its name as shown and as received, why, and the state that it was in.

    `mark` is the same as long as the file is: the same refusal need not be counted twice.
    """

    name: str
    raw_name: bytes
    reason: Reason
    detail: str
    mark: str


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a sweep did: `deliveries` recorded, `archived` originals that were new, and what it left, with reasons.

    `look_again` is in how many seconds another sweep is worth its while; None when nothing waits.
    """

    deliveries: int
    archived: int
    refused: tuple[NotTaken, ...]
    deferred: tuple[NotTaken, ...]
    look_again: float | None

    @property
    def found(self) -> int:
        """How many files it came upon."""
        return self.deliveries + len(self.refused) + len(self.deferred)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep of the inbox did. `keys` are the batches to announce: open ones again, and the new ones.

    found = deliveries + refused + deferred; deliveries = archived (new originals) + known (bytes already there).
    `look_again`: in how many seconds another sweep is worth its while; None when nothing waits.
    """

    keys: tuple[str, ...] = ()
    found: int = 0
    deliveries: int = 0
    archived: int = 0
    known: int = 0
    refused: tuple[NotTaken, ...] = ()
    deferred: tuple[NotTaken, ...] = ()
    look_again: float | None = None
    seconds: float = 0.0


@dataclass(slots=True)
class _Tally:
    deliveries: int = 0
    archived: int = 0
    refused: dict[Path, NotTaken] = field(default_factory=dict)
    deferred: dict[Path, NotTaken] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)

    def leave(self, path: Path, error: FeedmillError) -> None:
        """Note a file that stays where it is. One that went away is in somebody else's hands."""
        if error.reason is IntakeReason.VANISHED:
            return
        kept = self.deferred if isinstance(error, Deferred) else self.refused
        kept[path] = _not_taken(path, error.reason, error.detail)

    def left(self, path: Path) -> bool:
        return path in self.refused or path in self.deferred

    def report(self, waiting: dict[Path, NotYet], *, more: bool) -> SweepReport:
        waits = [min(each.seconds, LOOK_AGAIN_SECONDS) for each in waiting.values()]
        waits += [LOOK_AGAIN_SECONDS] * bool(self.deferred) + [0.0] * more
        later = {path: _not_taken(path, each.reason, each.reason.means) for path, each in waiting.items()}
        return SweepReport(
            deliveries=self.deliveries,
            archived=self.archived,
            refused=tuple(self.refused.values()),
            deferred=tuple({**later, **self.deferred}.values()),
            look_again=min(waits, default=None),
        )


def sweep(
    folder: DropFolder, archive: Archive, *, record: Record, batch_files: int, pause: Pause = time.sleep
) -> SweepReport:
    """Take everything that is handed over, until a listing brings nothing new.

    A file that is about to be handed over is waited for, in all one quiet period and a little more.

    Args:
        folder: the drop folder. Claims that were left in it come first.
        archive: where originals and records go.
        record: called with the deliveries of one batch, all archived; records them in one transaction. It may be
            called with deliveries that it has seen before.
        batch_files: how many files make a batch, unless that would make more than 64 batches.
        pause: sleeps for a number of seconds.

    Raises:
        Outage: archive or warehouse do not answer. What was not acknowledged is taken up by the next sweep.
    """
    tally, patience = _Tally(), folder.quiet_seconds + SLACK_SECONDS
    while True:
        ready, waiting = _looked_at(folder, tally)
        for group in _groups(ready, batch_files):
            _carry(group, folder, archive, record, tally)
        if tally.deliveries >= MOST_FILES:
            return tally.report(waiting, more=True)
        if ready:
            continue
        soonest = min((each.seconds for each in waiting.values()), default=math.inf)
        if soonest > patience:
            return tally.report(waiting, more=False)
        patience -= soonest
        pause(soonest)


def batch_size(files: int, least: int) -> int:
    """How many files make a batch: at least `least`, and so many that there are at most 64 batches."""
    return max(least, math.ceil(files / MOST_BATCHES))


def _looked_at(folder: DropFolder, tally: _Tally) -> tuple[list[Claim | Path], dict[Path, NotYet]]:
    """What can be taken now, claims first, and what may soon be. What cannot goes to the tally."""
    ready: list[Claim | Path] = []
    waiting: dict[Path, NotYet] = {}
    found: list[Claim | Path] = [*folder.claims(), *folder.listing()]
    for each in found:
        path = each.path if isinstance(each, Claim) else each
        if tally.left(path):
            continue
        try:
            not_yet = folder.look(path)
        except FeedmillError as error:
            tally.leave(path, error)
            continue
        if not_yet:
            waiting[path] = not_yet
        else:
            ready.append(each)
    return ready[:MOST_FILES], waiting


def _groups(ready: list[Claim | Path], least: int) -> Iterator[list[Claim | Path]]:
    size = batch_size(len(ready), least)
    return (ready[start : start + size] for start in range(0, len(ready), size))


def _carry(group: list[Claim | Path], folder: DropFolder, archive: Archive, record: Record, tally: _Tally) -> None:
    """Claim all, archive all, record all, acknowledge all."""
    claims = list(_claimed(group, folder, tally))
    folder.settle()
    carried = list(_received(claims, folder, archive, tally))
    if carried:
        record([received.delivery for _, _, received in carried])
    tally.deliveries += len(carried)
    tally.archived += sum(received.archived for _, _, received in carried)
    for claim, identity, _ in carried:
        _acknowledge(claim, identity, folder, tally)
    folder.settle()


def _claimed(group: list[Claim | Path], folder: DropFolder, tally: _Tally) -> Iterator[Claim]:
    for each in group:
        try:
            yield each if isinstance(each, Claim) else folder.claim(each)
        except FeedmillError as error:
            tally.leave(each if isinstance(each, Path) else each.path, error)


def _received(
    claims: list[Claim], folder: DropFolder, archive: Archive, tally: _Tally
) -> Iterator[tuple[Claim, Identity, Received]]:
    """Archive several at a time: most of it is waiting for the archive. What comes of it is told in order."""
    with ThreadPoolExecutor(HANDS) as hands:
        outcomes = hands.map(lambda claim: _receive(claim, folder, archive), claims)
        for claim, outcome in zip(claims, outcomes, strict=True):
            if isinstance(outcome, FeedmillError):
                tally.leave(claim.path, outcome)
            else:
                yield claim, *outcome


def _receive(claim: Claim, folder: DropFolder, archive: Archive) -> tuple[Identity, Received] | FeedmillError:
    arrival = Arrival(Way.DROP, folder.source, claim.raw_name, claim.token, claim.received_at)
    try:
        with folder.take(claim) as taken:
            assert taken.identity is not None, "a file has one"
            return taken.identity, receive(archive, taken, arrival)
    except Outage:
        raise
    except FeedmillError as error:
        return error


def _acknowledge(claim: Claim, identity: Identity, folder: DropFolder, tally: _Tally) -> None:
    try:
        folder.acknowledge(claim, identity)
    except FeedmillError as error:
        tally.leave(claim.path, error)


def _not_taken(path: Path, reason: Reason, detail: str) -> NotTaken:
    raw_name, mark = os.fsencode(path.name), ""
    with suppress(OSError):
        mark = Identity.of(path.lstat()).token
    return NotTaken(shown(raw_name), raw_name, reason, detail, mark)
