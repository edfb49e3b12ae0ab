"""One sweep of an S3 prefix: every state of an object that was not taken before is archived and recorded.

The protocol is that of the drop folder: claim, archive, record, acknowledge. As the objects are another's and stay as
they are, a claim is a row, and its completion the acknowledgement. A crash at any point is healed by the next sweep.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from feedmill.errors import FeedmillError, Outage, Refused
from feedmill.intake.places import Prefix
from feedmill.intake.reasons import IntakeReason
from feedmill.intake.receiving import Arrival, Received, receive
from feedmill.intake.reports import Refuse, SweepReport, Tally
from feedmill.intake.sweep import HANDS, MOST_FILES, Record, chunks, groups
from feedmill.intake.taking import Taken, take_stream
from feedmill.model import Listed, Way
from feedmill.ports import Archive, Claims, Clock, Objects

Claimed = tuple[Listed, datetime]


@dataclass(frozen=True, slots=True)
class Bench:
    """What a prefix is swept with: where originals and claims go, what records a batch, what is told of refusals."""

    archive: Archive
    claims: Claims
    clock: Clock
    record: Record
    batch_files: int
    refuse: Refuse = lambda _refused: None


@dataclass(frozen=True, slots=True)
class Silent:
    """What came of an object whose bucket did not answer any more: nothing is said of the object itself."""

    error: Refused


def sweep_prefix(place: Prefix, objects: Objects, bench: Bench) -> SweepReport:
    """Take every object that is there in a state that was not taken before, or the first 10,000 of them.

    A bucket that does not answer, or not any more, ends it, and is told under the prefix's own address; what was
    listed by then is taken.

    Raises:
        Outage: archive or warehouse do not answer. What was not completed is taken up by the next sweep.
    """
    tally, owner, began = Tally(place.source, bench.refuse), secrets.token_hex(8), bench.clock.now()
    after = bench.claims.after(place.source, place.address) if place.ordered_keys else None
    new = _new(place, objects.pages(after), bench.claims, tally)
    for group in (group for some in chunks(new, MOST_FILES) for group in groups(some, bench.batch_files)):
        if tally.deliveries >= MOST_FILES:
            return tally.report(more=True)
        claimed = bench.claims.claim(place.source, group, owner)
        try:
            silence = _carry(claimed, place, objects, bench, tally)
        except Outage:
            with suppress(Outage):
                bench.claims.release(place.source, [listed for listed, _ in claimed])
            raise
        if silence:
            tally.leave(place.raw_address, silence)
            break
    if not tally.left(place.raw_address):
        bench.claims.forget(place.source, began)
    return tally.report()


def _new(place: Prefix, pages: Iterator[Sequence[Listed]], claims: Claims, tally: Tally) -> Iterator[Listed]:
    """Objects that are to be taken, as long as the bucket lists any."""
    try:
        for page in pages:
            fitting = [one for one in page if _fits(one, place, tally)]
            tally.flush()
            yield from claims.untaken(place.source, fitting)
    except Refused as silence:
        tally.leave(place.raw_address, silence)


def _fits(one: Listed, place: Prefix, tally: Tally) -> bool:
    """Whether an object is small enough; if not, it is refused on the size that the listing shows."""
    if one.size > place.max_bytes:
        detail = f"{one.address}: {one.size} bytes, the limit is {place.max_bytes}"
        tally.leave(one.raw_name, Refused(IntakeReason.TOO_LARGE, detail), mark=one.token)
    return one.size <= place.max_bytes


def _carry(claimed: Sequence[Claimed], place: Prefix, objects: Objects, bench: Bench, tally: Tally) -> Refused | None:
    """Archive all, record all, complete all. Returns why the bucket does not answer any more, if it does not."""
    with ThreadPoolExecutor(HANDS) as hands:
        outcomes = list(hands.map(lambda one: _receive(one, place, objects, bench.archive), claimed))
    paired = [(listed, outcome) for (listed, _), outcome in zip(claimed, outcomes, strict=True)]
    kept = [(listed, one) for listed, one in paired if isinstance(one, Received)]
    if kept:
        bench.record([received.delivery for _, received in kept])
        bench.claims.complete(place.source, [listed for listed, _ in kept])
    tally.carried(len(kept), sum(received.archived for _, received in kept))
    if len(kept) < len(paired):
        bench.claims.release(place.source, [listed for listed, one in paired if not isinstance(one, Received)])
    for listed, one in paired:
        if isinstance(one, FeedmillError):
            tally.leave(listed.raw_name, one, mark=listed.token)
    return next((one.error for _, one in paired if isinstance(one, Silent)), None)


def _receive(claimed: Claimed, place: Prefix, objects: Objects, archive: Archive) -> Received | FeedmillError | Silent:
    listed, since = claimed
    taken = _take(listed, place, objects)
    if not isinstance(taken, Taken):
        return taken
    with taken:
        try:
            name = listed.raw_name
            arrival = Arrival(Way.S3, place.source, name, listed.token, since, context=place.context)
            return receive(archive, taken, arrival)
        except Outage:
            raise
        except FeedmillError as error:
            return error


def _take(listed: Listed, place: Prefix, objects: Objects) -> Taken | FeedmillError | Silent:
    """The bytes of an object, or why they could not be had: what is wrong with itself, or with its bucket."""
    try:
        with objects.open(listed) as body:
            return take_stream(body, limit=place.max_bytes, name=listed.raw_name)
    except Refused as error:
        return error if error.reason is IntakeReason.TOO_LARGE else Silent(error)
    except FeedmillError as error:
        return error
