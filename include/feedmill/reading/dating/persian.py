"""Days of the solar calendar of Iran and Afghanistan (`۲۵ اردیبهشت ۱۴۰۳`) as days of ours.

Its year begins with spring; which years are leap follows a cycle of 33 that holds from 1244 to 1472 (1865 to 2093).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = """
فروردین,فروردين,حمل اردیبهشت,ارديبهشت,ثور خرداد,جوزا تیر,تير,سرطان مرداد,امرداد,اسد شهریور,شهريور,سنبله
مهر,میزان آبان,ابان,عقرب آذر,قوس دی,دي,جدی بهمن,دلو اسفند,حوت
"""
_NUMBERS = {name: number for number, names in enumerate(_MONTHS.split(), 1) for name in names.split(",")}
NAMED = re.compile(rf"(\d{{1,2}})\s({'|'.join(_NUMBERS)})(?:\s?ماه)?[\s،]{{1,2}}(\d{{4}})(?!\d)")
YEARS = range(1244, 1473)
LEAP = (1, 5, 9, 13, 17, 22, 26, 30)
CYCLE, LEAPS = 33, 8
NEW_YEAR, KNOWN = date(2024, 3, 20), 1403
LONG, LONG_MONTHS = 31, 6


def in_ours(text: str) -> str:
    """A text with its days of this calendar, where the month is named, as ours, in figures."""
    return NAMED.sub(_written, text)


def day_of_ours(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Year, month and day as we count them; as they are where they are none of this calendar's."""
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= _length(year, month):
        return year, month, day
    passed = 30 * (month - 1) + min(month - 1, LONG_MONTHS) + day - 1
    first = NEW_YEAR + timedelta(days=365 * (year - KNOWN) + _leaps(year) - _leaps(KNOWN))
    found = first + timedelta(days=passed)
    return found.year, found.month, found.day


def _written(day: re.Match[str]) -> str:
    """A day of ours in figures, the year first."""
    return "/".join(map(str, day_of_ours(int(day[3]), _NUMBERS[day[2]], int(day[1]))))


def _length(year: int, month: int) -> int:
    """The days of a month: 31 in the first half of the year, then 30, at its end 29 but in leap years."""
    if month <= LONG_MONTHS:
        return LONG
    return 29 if month == 12 and year % CYCLE not in LEAP else 30


def _leaps(year: int) -> int:
    """The leap years before a year."""
    return year // CYCLE * LEAPS + sum(one < year % CYCLE for one in LEAP)
