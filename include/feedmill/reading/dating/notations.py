"""Dates in figures: ISO 8601, its basic form, Unix time, and the day and time groups of the wires (IPTC 7901).

Knows how they are written, not whether such a day exists.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from feedmill.reading.dating.civil import Civil
from feedmill.reading.dating.words import MONTHS

ZONE = r"(?P<zone>[Zz]|(?:GMT|UTC|UT)?\s?[+\-\u2212]\d{1,2}(?::\d{2}(?::00)?|\d{2})?|(?![AP]M)[A-Z]{2,5})?"
TRAILER = r"(?:\s?\([^()]{1,40}\)|\[!?(?P<place>[A-Za-z_/+-]{1,40})\]|\s(?:[A-Z]{2,5}))?"
CLOCK = r"(?P<hour>\d{1,2})(?::?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,:](?P<fraction>\d{1,12}))?)?)?"
EXTENDED = re.compile(
    r"(?P<year>\d{4})(?:-W(?P<week>\d{2})-(?P<weekday>\d)|-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?(?!\d)"
    r"|-(?P<ordinal>\d{3}))?"
    rf"(?:(?:T\s?|t|,?\s{{1,3}}|_){CLOCK}(?![\d:]))?\s?{ZONE}{TRAILER}"
)
BASIC = re.compile(
    r"(?P<year>\d{4})(?:W(?P<week>\d{2})(?P<weekday>\d)|(?P<month>\d{2})(?P<day>\d{2})|(?P<ordinal>\d{3}))"
    rf"(?:[Tt\s]{CLOCK}(?![\d:]))?\s?{ZONE}"
)
BASIC_RUN = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:[-_](?=\d{6}(?!\d)))?(?P<hour>\d{2})(?P<minute>\d{2})"
    rf"(?:(?P<second>\d{{2}})(?:[.,]?(?P<fraction>\d{{1,9}}))?)?\s?{ZONE}"
)
UNIX = re.compile(r"(\d{9,10}|\d{13})(?:\.(\d{1,9}))?")
WIRE = re.compile(r"(\d{2})(\d{2})(\d{2})\s?(Z|UT|[A-Z]{3,4})?\s{1,3}([^\W\d_]{3,9})\.?\s{1,3}(\d{4}|\d{2})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def in_figures(text: str) -> Civil | None:
    """What a notation in figures says, or None where it is none of these."""
    if not text[:1].isdecimal():
        return None
    match = EXTENDED.fullmatch(text)
    if match is None and text.isascii() and text[:4].isdigit():
        match = BASIC.fullmatch(text) or (None if UNIX.fullmatch(text) else BASIC_RUN.fullmatch(text))
    if match is not None:
        return _civil(match.groupdict())
    return _unix(text) or _wire(text)


def _civil(parts: dict[str, str | None]) -> Civil | None:
    """The parts of a match."""
    year = int(parts["year"] or 0)
    month, day = _number(parts["month"]), _number(parts["day"])
    if parts.get("week") or parts.get("ordinal"):
        year, month, day = _calendar(year, _number(parts["week"]), _number(parts["weekday"]), _number(parts["ordinal"]))
    clock = _clock(parts)
    zone = parts["zone"] or parts.get("place")
    if (clock is not None or zone) and day is None:
        return None
    return Civil(year, month, day, clock, zone)


def _number(digits: str | None) -> int | None:
    """A number, or None where none stands."""
    return int(digits) if digits else None


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int | None, int] | None:
    """The time of day, where one stands; fractions beyond microseconds are cut."""
    if not parts["hour"]:
        return None
    fraction = (parts["fraction"] or "")[:6].ljust(6, "0")
    return int(parts["hour"]), int(parts["minute"] or 0), _number(parts["second"]), int(fraction)


def _calendar(year: int, week: int | None, weekday: int | None, ordinal: int | None) -> tuple[int, int, int]:
    """Year, month and day of a week date or of the day of a year; an impossible day where there is none."""
    try:
        if week is not None:
            day = date.fromisocalendar(year, week, weekday or 0)
        else:
            day = date(year, 1, 1) + timedelta(days=(ordinal or 0) - 1)
    except (ValueError, OverflowError):
        return year, 0, 0
    return (day.year, day.month, day.day) if week is not None or day.year == year else (year, 0, 0)


def _unix(text: str) -> Civil | None:
    """Seconds (from 1973 on), or milliseconds (from 2001 on), where the whole field is that number."""
    match = UNIX.fullmatch(text)
    if match is None:
        return None
    whole, fraction = match[1], (match[2] or "")[:6].ljust(6, "0")
    seconds, micro = (int(whole[:10]), int(whole[10:]) * 1000) if len(whole) == 13 else (int(whole), int(fraction))
    at = EPOCH + timedelta(seconds=seconds, microseconds=micro)
    return Civil(at.year, at.month, at.day, (at.hour, at.minute, at.second, at.microsecond), "Z")


def _wire(text: str) -> Civil | None:
    """Day, hour and minute in one group, then month and year: `011230 MAY 24` (IPTC 7901)."""
    match = WIRE.fullmatch(text)
    month = MONTHS.get(match[5].casefold()) if match else None
    if match is None or month is None:
        return None
    return Civil(whole_year(match[6]), month, int(match[1]), (int(match[2]), int(match[3]), None, 0), match[4])


def whole_year(digits: str) -> int:
    """A year of two figures as RFC 5322 (4.3) reads it: 00 to 49 are of this century, 50 to 99 of the last."""
    number = int(digits)
    return number + (2000 if number < 50 else 1900) if len(digits) == 2 else number
