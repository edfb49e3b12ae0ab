"""When a source is looked at next: its own cadence, made longer by what it says of itself and by how it behaves.

Pure: times come in, times go out. What spreads sources out is a hash, so that the same history gives the same times.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feedmill.intake.fetching.answers import Answer, http_date
from feedmill.intake.sources import WebSource
from feedmill.model.fetching import SourceState

TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
PERIOD = re.compile(rb"<[\w:]*updatePeriod>\s*(hourly|daily|weekly|monthly|yearly)\s*<", re.IGNORECASE)
FREQUENCY = re.compile(rb"<[\w:]*updateFrequency>\s*(\d{1,4})\s*<", re.IGNORECASE)
MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
NOT_KEPT = re.compile(r"(?:^|[\s,])no-(?:cache|store)(?:[\s,]|$)", re.IGNORECASE)
PERIODS = {b"hourly": 3600, b"daily": 86400, b"weekly": 604800, b"monthly": 2592000, b"yearly": 31536000}

KNOWN = 3
"""So many changes have to be seen before their rhythm is believed; it outranks what the feed says of itself."""

LOOKS = 3
"""So many looks go into the time that usually lies between two changes."""

SOONER = 2
"""News comes in bursts: after a change, what passes until the next look is at most so many times what has passed."""

WEIGHT = 0.3
"""How much the last gap between two changes weighs in their rhythm."""

SPREAD = 0.1
"""By up to this share an interval is made longer."""

MOST_DOUBLED = 10


@dataclass(frozen=True, slots=True)
class Stated:
    """What an answer says of when to look again, in seconds: its freshness by HTTP, its period by the feed."""

    fresh: float = 0.0
    period: float | None = None


def stated(answer: Answer, head: bytes, now: datetime) -> Stated:
    """What an answer says; `head` is the beginning of its content (RFC 9111, 4.2.1; RSS 2.0 ttl; RSS 1.0 sy:)."""
    return Stated(_fresh(answer, now), _period(head))


def noticed(state: SourceState, now: datetime) -> SourceState:
    """The state after its content changed: the gap to the last change counts towards the rhythm."""
    rhythm = state.rhythm
    if state.changed_at is not None:
        gap = (now - state.changed_at).total_seconds()
        rhythm = gap if rhythm is None else (1 - WEIGHT) * rhythm + WEIGHT * gap
    return replace(state, changed_at=now, changes=state.changes + 1, rhythm=rhythm)


def next_look(source: WebSource, state: SourceState, said: Stated, now: datetime) -> datetime:
    """When to look again after a check that went well."""
    shortest, longest = source.cadence.total_seconds(), source.slowest.total_seconds()
    wanted = observed(state, now)
    if wanted is None:
        wanted = said.period or shortest
    interval = min(max(shortest, said.fresh, wanted), max(shortest, longest))
    return now + _spread(interval, source.name, now)


def next_try(source: WebSource, state: SourceState, now: datetime) -> datetime:
    """When to look again after `state.failures` checks in a row that failed: each time twice as late."""
    shortest, longest = source.cadence.total_seconds(), source.slowest.total_seconds()
    interval = min(shortest * 2 ** min(state.failures - 1, MOST_DOUBLED), max(shortest, longest))
    return now + _spread(interval, source.name, now)


def observed(state: SourceState, now: datetime) -> float | None:
    """A share of the time between two changes, as far as it is known; less after a change, more in a long silence."""
    if state.rhythm is None or state.changes < KNOWN or state.changed_at is None:
        return None
    since = (now - state.changed_at).total_seconds()
    return min(SOONER * since, max(state.rhythm, since) / LOOKS)


def _spread(seconds: float, source: str, now: datetime) -> timedelta:
    digest = hashlib.sha256(f"{source} {now.isoformat()}".encode()).digest()
    return timedelta(seconds=seconds * (1 + SPREAD * int.from_bytes(digest[:4], "big") / 2**32))


def _fresh(answer: Answer, now: datetime) -> float:
    """For how many seconds the answer may still be used as it is; 0 where it says nothing of it."""
    control = answer.header("cache-control") or ""
    if NOT_KEPT.search(control):
        return 0.0
    age = answer.header("age") or ""
    spent = float(age) if age.isascii() and age.isdigit() and len(age) < 10 else 0.0
    found = MAX_AGE.search(control)
    if found is not None:
        return max(0.0, float(found[1]) - spent)
    expires = http_date(answer.header("expires"))
    made = http_date(answer.header("date")) or now
    return max(0.0, (expires - made).total_seconds() - spent) if expires else 0.0


def _period(head: bytes) -> float | None:
    """What the feed says of how often it is worth a look; of two statements the longer."""
    found = []
    if ttl := TTL.search(head):
        found.append(60.0 * int(ttl[1]))
    if period := PERIOD.search(head):
        frequency = FREQUENCY.search(head)
        found.append(PERIODS[period[1].lower()] / max(1, int(frequency[1]) if frequency else 1))
    return max(found, default=0.0) or None
