"""Dates as formats write them, to UTC. An impossible date is None: it is never moved to a possible one.

Knows ISO 8601 (extended and basic, week dates, days of the year), RFC 5322 and its forerunners, Unix time, the groups
of the wires, and dates in words in some twenty languages; beyond these, what another parser made of it. Has no clock:
what is in the future is for the caller to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import struct_time

from feedmill.reading.dating.civil import YEARS, Civil, Precision, instant
from feedmill.reading.dating.notations import in_figures
from feedmill.reading.dating.worded import in_words

__all__ = ["Precision", "When", "read_date"]

DAY_NUMBER = re.compile(r"\d{1,2}(?!\d)")
PLAIN = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])")
LONGEST = 100
WIDEST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class When:
    """An instant in UTC; `zoned` is False where the writer named no zone that is known, and UTC was taken.

    `zone` is the zone as written; `precision` how exact the writer was.
    """

    at: datetime
    zoned: bool
    precision: Precision = Precision.SECOND
    zone: str | None = None


def read_date(raw: str, parsed: struct_time | None = None, *, zone: str | None = None) -> When | None:
    """The instant that `raw` states, or None. `parsed` is what another parser made of it, in UTC; it is checked.

    `zone` (an offset, an abbreviation, or a name of the tz database) holds where `raw` has a time of day and names no
    zone. A day, month or year without a zone begins at midnight UTC.
    """
    text = raw.strip()
    if not text or len(text) > LONGEST:
        return None
    plain = _plain(text)
    if plain is not None:
        return plain
    civil = in_figures(text) or in_words(text)
    if civil is None:
        return _from_parsed(text, parsed)
    named = civil.zone or (zone if civil.clock is not None else None)
    settled = instant(civil, named)
    if settled is None:
        return None
    at, zoned = settled
    return When(at if zoned else _other(at, civil, parsed), zoned, civil.precision, named)


def _plain(text: str) -> When | None:
    """The instant of the commonest form of ISO 8601, to the second and with a zone; None for all else."""
    match = PLAIN.fullmatch(text)
    if match is None or int(match[1]) not in YEARS:
        return None
    try:
        return When(datetime.fromisoformat(text).astimezone(UTC), zoned=True, zone=match[2])
    except ValueError:
        return None


def _other(at: datetime, civil: Civil, parsed: struct_time | None) -> datetime:
    """What another parser took a time without a zone for, if that is a zone away at most: it may know the dialect."""
    theirs = _utc(parsed) if civil.clock is not None else None
    return theirs if theirs is not None and abs(theirs - at) <= WIDEST else at


def _from_parsed(text: str, parsed: struct_time | None) -> When | None:
    """What another parser made of it, unless it moved the day further than a zone does."""
    at = _utc(parsed)
    if at is None:
        return None
    near = {(at + timedelta(days=step)).day for step in (-1, 0, 1)}
    numbers = {int(number) for number in DAY_NUMBER.findall(text)}
    return None if near.isdisjoint(numbers) else When(at, zoned=False)


def _utc(parsed: struct_time | None) -> datetime | None:
    """The instant of a time in UTC, if there is one in the bounds of what news can be dated."""
    if parsed is None or parsed.tm_year not in YEARS:
        return None
    try:
        return datetime(*parsed[:6], tzinfo=UTC)
    except (ValueError, TypeError):
        return None
