"""One sweep of a drop folder: everything that is handed over is archived, recorded, and acknowledged.

In this order, so that a crash at any point is healed by the next sweep: a claim that was left is taken up again under
its token, and every step that was done already is done again without effect. One bad file stops no other; an outage
stops the sweep and leaves everything as it is. Names come as a stream: a folder may hold any number.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from feedmill.errors import FeedmillError, Outage
from feedmill.intake.inbox import Claim, DropFolder
from feedmill.intake.receiving import Arrival, Received, receive
from feedmill.intake.reports import Refuse, SweepReport, Tally
from feedmill.intake.taking import Identity
from feedmill.model import Delivery, Way
from feedmill.ports import Archive

MOST_BATCHES = 64
MOST_FILES = 10_000
"""After so many files a sweep ends though more are there: what it recorded has to be announced."""

PATIENCE_SECONDS = 5.0
"""The longest quiet period that a sweep itself waits for: with a longer one, a file is left for a later sweep."""

SLACK_SECONDS = 0.25
"""How much longer than one quiet period a sweep waits in all for files that are about to be handed over."""

HANDS = 4
"""How many files are archived at a time."""

Record = Callable[[Sequence[Delivery]], None]
Pause = Callable[[float], None]
Each = TypeVar("Each")


def sweep(
    folder: DropFolder,
    archive: Archive,
    *,
    record: Record,
    batch_files: int,
    refuse: Refuse = lambda _refused: None,
    pause: Pause = time.sleep,
) -> SweepReport:
    """Take everything that is handed over, until a listing brings nothing new, or enough was taken.

    A file that is about to be handed over is waited for, in all one quiet period and a little more.

    Args:
        folder: the drop folder. Claims that were left in it come first.
        archive: where originals and records go.
        record: called with the deliveries of one batch, all archived; records them in one transaction. It may be
            called with deliveries that it has seen before.
        batch_files: how many files make a batch, unless that would make more than 64 batches.
        refuse: called with the files that are refused, as they are met.
        pause: sleeps for a number of seconds.

    Raises:
        Outage: archive or warehouse do not answer. What was not acknowledged is taken up by the next sweep.
    """
    tally = Tally(folder.source, refuse)
    patience = SLACK_SECONDS + (folder.quiet_seconds if folder.quiet_seconds <= PATIENCE_SECONDS else 0.0)
    while True:
        tally.begin_pass()
        some = False
        for ready in chunks(_ready(folder, tally), MOST_FILES):
            some = True
            for group in groups(ready, batch_files):
                _carry(group, folder, archive, record, tally)
            if tally.deliveries >= MOST_FILES:
                return tally.report(more=True)
        if tally.full or (not some and tally.soonest > patience):
            return tally.report()
        if not some:
            patience -= tally.soonest
            pause(tally.soonest)


def batch_size(files: int, least: int) -> int:
    """How many files make a batch: at least `least`, and so many that there are at most 64 batches."""
    return max(least, math.ceil(files / MOST_BATCHES))


def chunks(ready: Iterator[Each], most: int) -> Iterator[list[Each]]:
    """What is ready, in runs of so many: what comes behind many that cannot be taken is reached all the same."""
    while some := list(islice(ready, most)):
        yield some


def _ready(folder: DropFolder, tally: Tally) -> Iterator[Claim | Path]:
    """What can be taken now, claims first. What cannot, or only soon, goes to the tally."""
    found = chain[Claim | Path](folder.claims(), folder.listing())
    return (each for each in found if _is_ready(each, folder, tally))


def _is_ready(each: Claim | Path, folder: DropFolder, tally: Tally) -> bool:
    path = _path(each)
    if tally.left(os.fsencode(path)):
        return False
    try:
        not_yet = folder.look(path)
    except FeedmillError as error:
        _leave(path, error, tally)
        return False
    if not_yet:
        tally.wait(os.fsencode(path.name), not_yet.reason, not_yet.seconds, key=os.fsencode(path))
    return not_yet is None


def groups(ready: Sequence[Each], least: int) -> Iterator[Sequence[Each]]:
    """What is ready, in runs that each make a batch."""
    size = batch_size(len(ready), least)
    return (ready[start : start + size] for start in range(0, len(ready), size))


def _carry(group: Sequence[Claim | Path], folder: DropFolder, archive: Archive, record: Record, tally: Tally) -> None:
    """Claim all, archive all, record all, acknowledge all."""
    claims = list(_claimed(group, folder, tally))
    folder.settle()
    carried = list(_received(claims, folder, archive, tally))
    if carried:
        record([received.delivery for _, _, received in carried])
    tally.carried(len(carried), sum(received.archived for _, _, received in carried))
    for claim, identity, _ in carried:
        _acknowledge(claim, identity, folder, tally)
    folder.settle()


def _claimed(group: Sequence[Claim | Path], folder: DropFolder, tally: Tally) -> Iterator[Claim]:
    for each in group:
        try:
            yield each if isinstance(each, Claim) else folder.claim(each)
        except FeedmillError as error:
            _leave(_path(each), error, tally)


def _received(
    claims: list[Claim], folder: DropFolder, archive: Archive, tally: Tally
) -> Iterator[tuple[Claim, Identity, Received]]:
    """Archive several at a time: most of it is waiting for the archive. What comes of it is told in order."""
    with ThreadPoolExecutor(HANDS) as hands:
        outcomes = hands.map(lambda claim: _receive(claim, folder, archive), claims)
        for claim, outcome in zip(claims, outcomes, strict=True):
            if isinstance(outcome, FeedmillError):
                _leave(claim.path, outcome, tally)
            else:
                yield claim, *outcome


def _receive(claim: Claim, folder: DropFolder, archive: Archive) -> tuple[Identity, Received] | FeedmillError:
    name, context = claim.raw_name, folder.context
    arrival = Arrival(Way.DROP, folder.source, name, claim.token, claim.received_at, context=context)
    try:
        with folder.take(claim) as taken:
            assert taken.identity is not None, "a file has one"
            return taken.identity, receive(archive, taken, arrival)
    except Outage:
        raise
    except FeedmillError as error:
        return error


def _acknowledge(claim: Claim, identity: Identity, folder: DropFolder, tally: Tally) -> None:
    try:
        folder.acknowledge(claim, identity)
    except FeedmillError as error:
        _leave(claim.path, error, tally)


def _path(each: Claim | Path) -> Path:
    return each.path if isinstance(each, Claim) else each


def _leave(path: Path, error: FeedmillError, tally: Tally) -> None:
    mark = ""
    with suppress(OSError):
        mark = Identity.of(path.lstat()).token
    tally.leave(os.fsencode(path.name), error, key=os.fsencode(path), mark=mark)
