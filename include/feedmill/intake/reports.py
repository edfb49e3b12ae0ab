"""What a sweep did, and what it left where it is: counted, and the first few told with their reasons.

Nothing here grows with the number of files.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import structlog

from feedmill.errors import Deferred, FeedmillError, Reason
from feedmill.intake.names import shown
from feedmill.intake.reasons import IntakeReason

log = structlog.get_logger("feedmill")

MOST_TOLD = 10_000
"""So many of the files that a sweep left are told, have their rows, and are known again by it; others are counted."""

LOOK_AGAIN_SECONDS = 1.0
"""Somebody who holds a file open may close it at any time: so soon it is worth another look."""

PROGRESS_SECONDS = 10.0
"""A sweep that takes longer says so often how far it is."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file that was not taken: its name as shown and as received, why, and the state that it was in.

    `mark` is the same as long as the file is, so that the same refusal need not be told twice; a source that failed
    as a whole has none. `source` is where it stands.
    """

    name: str
    raw_name: bytes
    reason: Reason
    detail: str
    mark: str
    source: str = ""


Refuse = Callable[[Sequence[NotTaken]], None]
"""Called with files that are refused, some at a time, while the sweep goes on."""


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a sweep did: `deliveries` recorded, `archived` originals that were new, and what it left, with reasons.

    Of what it left the first are told; `more_refused` and `more_deferred` count the others. `look_again` is in how
    many seconds another sweep is worth its while: 0.0 when more is there than one sweep takes, None when nothing waits.
    """

    deliveries: int = 0
    archived: int = 0
    refused: tuple[NotTaken, ...] = ()
    deferred: tuple[NotTaken, ...] = ()
    look_again: float | None = None
    more_refused: int = 0
    more_deferred: int = 0

    @property
    def found(self) -> int:
        """How many files it came upon."""
        return self.deliveries + len(self.refused) + self.more_refused + len(self.deferred) + self.more_deferred

    def __add__(self, other: SweepReport) -> SweepReport:
        """Both together."""
        waits = [each.look_again for each in (self, other) if each.look_again is not None]
        return SweepReport(
            self.deliveries + other.deliveries,
            self.archived + other.archived,
            self.refused + other.refused,
            self.deferred + other.deferred,
            min(waits, default=None),
            self.more_refused + other.more_refused,
            self.more_deferred + other.more_deferred,
        )


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep of all places did. `keys` are the batches to announce: open ones again, and the new ones.

    found = deliveries + refused + standing + deferred, those that are only counted (`more_...`) with them; deliveries =
    archived (new originals) + known (bytes already there). `standing` are files that were refused before: they have
    their rows, and are still there. `look_again`: as in `SweepReport`.
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
    more_refused: int = 0
    more_deferred: int = 0
    standing: int = 0


@dataclass(slots=True)
class Left:
    """Files that one sweep left, by what they are called: the first are kept, the others counted."""

    kept: dict[bytes, NotTaken] = field(default_factory=dict)
    more: int = 0

    def add(self, key: bytes, one: NotTaken) -> bool:
        """Note a file, unless it is known. Whether it is kept now, and was not before."""
        if key in self.kept:
            return False
        if len(self.kept) < MOST_TOLD:
            self.kept[key] = one
            return True
        self.more += 1
        return False


@dataclass(slots=True)
class Tally:
    """The counts of one sweep of one source while it goes on."""

    source: str
    refuse: Refuse = lambda _refused: None
    deliveries: int = 0
    archived: int = 0
    refused: Left = field(default_factory=Left)
    deferred: Left = field(default_factory=Left)
    waiting: Left = field(default_factory=Left)
    soonest: float = math.inf
    told_at: float = field(default_factory=time.monotonic)
    _new: list[NotTaken] = field(default_factory=list)

    def leave(self, raw_name: bytes, error: FeedmillError, *, key: bytes | None = None, mark: str = "") -> None:
        """Note a file that stays where it is. One that went away is in somebody else's hands."""
        if error.reason is IntakeReason.VANISHED:
            return
        one = NotTaken(shown(raw_name), raw_name, error.reason, error.detail, mark, self.source)
        if isinstance(error, Deferred):
            self.deferred.add(key or raw_name, one)
        elif self.refused.add(key or raw_name, one):
            self._new.append(one)

    def wait(self, raw_name: bytes, reason: Reason, seconds: float, *, key: bytes | None = None) -> None:
        """Note a file that is not handed over yet, and may be in so many seconds."""
        self.waiting.add(key or raw_name, NotTaken(shown(raw_name), raw_name, reason, reason.means, "", self.source))
        self.soonest = min(self.soonest, seconds)

    def left(self, key: bytes) -> bool:
        """Whether this sweep has left a file already."""
        return key in self.refused.kept or key in self.deferred.kept

    @property
    def full(self) -> bool:
        """Whether so much was left that a further look would take it for new."""
        return bool(self.refused.more or self.deferred.more)

    def begin_pass(self) -> None:
        """Forget what waited: it is looked at again."""
        self.waiting, self.soonest = Left(), math.inf

    def carried(self, deliveries: int, archived: int) -> None:
        """Count what was taken, and now and then say how far it is."""
        self.deliveries += deliveries
        self.archived += archived
        self.flush()
        if time.monotonic() - self.told_at >= PROGRESS_SECONDS:
            self.told_at = time.monotonic()
            refused = len(self.refused.kept) + self.refused.more
            log.info("the sweep goes on", source=self.source, deliveries=self.deliveries, refused=refused)

    def flush(self) -> None:
        """Hand on what was refused since the last time."""
        if self._new:
            self.refuse(self._new)
            self._new = []

    def report(self, *, more: bool = False) -> SweepReport:
        """What it all came to; `more` says that more is there than was taken."""
        self.flush()
        waits = [min(self.soonest, LOOK_AGAIN_SECONDS)] if self.soonest < math.inf else []
        waits += [LOOK_AGAIN_SECONDS] * bool(self.deferred.kept) + [0.0] * more
        later = self.waiting.kept | self.deferred.kept
        return SweepReport(
            deliveries=self.deliveries,
            archived=self.archived,
            refused=tuple(self.refused.kept.values()),
            deferred=tuple(later.values()),
            look_again=min(waits, default=None),
            more_refused=self.refused.more,
            more_deferred=self.deferred.more + self.waiting.more,
        )


def failed(source: str, address: str, error: FeedmillError, refuse: Refuse) -> SweepReport:
    """The report of a source that could not be swept as a whole."""
    tally = Tally(source, refuse)
    tally.leave(address.encode("utf-8", "surrogateescape"), error)
    return replace(tally.report(), look_again=None)
