"""Dates as formats write them, to UTC. An impossible date is None: it is never moved to a possible one.

Knows ISO 8601 (the W3C profile), RFC 5322, and whatever else feedparser understood. Has no clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import struct_time

YEARS = range(1800, 2101)
WIDEST_OFFSET = timedelta(hours=14)
ISO_LIKE = re.compile(r"\d{4}-\d{2}")
ZONED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}|\b[A-Z]{2,4})\)?$")


@dataclass(frozen=True, slots=True)
class When:
    """An instant in UTC; `zoned` is False where the writer named no zone and UTC was taken."""

    at: datetime
    zoned: bool


def read_date(raw: str, parsed: struct_time | None = None) -> When | None:
    """The instant that `raw` states, or None. `parsed` is what another parser made of it, in UTC; it is checked."""
    text = raw.strip()[:80]
    try:
        if ISO_LIKE.match(text):
            return _settled(datetime.fromisoformat(text))
        return _settled(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None if ISO_LIKE.match(text) else _from_parsed(text, parsed)


def _settled(stated: datetime) -> When | None:
    """In UTC, within the bounds of what news can be dated."""
    zoned = stated.tzinfo is not None
    offset = stated.utcoffset() or timedelta()
    if abs(offset) > WIDEST_OFFSET or stated.year not in YEARS:
        return None
    return When(stated.astimezone(UTC) if zoned else stated.replace(tzinfo=UTC), zoned)


def _from_parsed(text: str, parsed: struct_time | None) -> When | None:
    """What another parser made of it, unless it moved the day further than a zone does."""
    if parsed is None or parsed.tm_year not in YEARS:
        return None
    at = datetime(*parsed[:6], tzinfo=UTC)
    near = {(at + timedelta(days=step)).day for step in (-1, 0, 1)}
    if near.isdisjoint(int(number) for number in re.findall(r"\d{1,2}(?!\d)", text)):
        return None
    return When(at, ZONED.search(text) is not None)
