"""Zones as dates name them: offsets, abbreviations, names of the tz database.

An abbreviation counts only where news means one thing by it:

* those of RFC 5322 (4.3): UT, GMT, EST, EDT, CST, CDT, MST, MDT, PST, PDT. So CST is Central Time, not China's. The
  letters of the military, Z aside, are unknown there, because RFC 822 had got their sign wrong.
* CET, CEST, EET, EEST, WET, WEST and the German MEZ, MESZ: each is an offset of its own, used by nobody else. A CET in
  July is still UTC+1: who writes a wrong one is not corrected.
* BST: British Summer Time from March to October, when it is in force; in other months (Bangladesh, or a mistake) and
  for IST (India, Israel, Ireland), AST (Atlantic, Arabia), GST, ECT and whatever else is not listed: unknown.
* ET, CT, MT, PT as American outlets write them, and MSK: the time that is in force there on that day (from 2011 to
  2014 Moscow was four hours ahead).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

OFFSET = re.compile(r"(?:GMT|UTC|UT|Z)?\s?([+\-\u2212])(\d{1,2})(?::?(\d{2}))?(?::?00)?", re.IGNORECASE)
NAMED = re.compile(r"[A-Z][A-Za-z]{1,20}(?:/[A-Z][A-Za-z_+-]{1,20}){1,2}")
BRITISH_SUMMER = range(3, 11)

_HOURS = """
UT 0  UTC 0  GMT 0  Z 0  WET 0  EST -5  EDT -4  CST -6  CDT -5  MST -7  MDT -6  PST -8  PDT -7  AKST -9  AKDT -8
HST -10  NST -3.5  NDT -2.5  BRT -3  ART -3  WEST 1  CET 1  MEZ 1  CEST 2  MESZ 2  SAST 2  CAT 2  EET 2  EEST 3  MSD 4
EAT 3  TRT 3  PKT 5  WIB 7  ICT 7  HKT 8  SGT 8  AWST 8  JST 9  KST 9  ACST 9.5  ACDT 10.5  AEST 10  AEDT 11  NZST 12
NZDT 13
"""
_PAIRS = _HOURS.split()
ABBREVIATIONS = {name: timedelta(hours=float(hours)) for name, hours in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)} | {
    "BST": timedelta(hours=1),
}
IN_FORCE = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "MSK": "Europe/Moscow", "МСК": "Europe/Moscow",
}  # fmt: skip


def offset_of(zone: str, local: datetime) -> timedelta | None:
    """How far a zone is ahead of UTC at a local time; None where it is not known what the name means."""
    fixed = _written_out(zone)
    if fixed is not None:
        return fixed
    name = zone.upper()
    if name == "BST" and local.month not in BRITISH_SUMMER:
        return None
    if name in ABBREVIATIONS:
        return ABBREVIATIONS[name]
    place = IN_FORCE.get(name) or (zone if NAMED.fullmatch(zone) else None)
    rules = _rules(place) if place else None
    return local.replace(tzinfo=rules).utcoffset() if rules else None


@lru_cache(maxsize=256)
def _written_out(zone: str) -> timedelta | None:
    """An offset that is written out, beyond all bounds where its minutes cannot be; None for a name."""
    numbers = OFFSET.fullmatch(zone)
    if numbers is None:
        return None
    minutes = int(numbers[3] or 0)
    ahead = timedelta(hours=int(numbers[2]) if minutes < 60 else 99, minutes=minutes)
    return ahead if numbers[1] == "+" else -ahead


@lru_cache(maxsize=64)
def _rules(place: str) -> ZoneInfo | None:
    """The rules of a place of the tz database, or None where it knows no such place."""
    try:
        return ZoneInfo(place)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
