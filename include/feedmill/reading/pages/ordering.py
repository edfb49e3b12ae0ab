"""Whether the first of two numbers in `04/03/2026` is the day, by language and country, or by another day on the page.

Knows how countries write dates in figures (CLDR's short forms); guesses for none that it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./|-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_DAY_FIRST_ENGLISH = """
gb uk au nz ie in za ke ng gh ug tz zm zw bw na mw ls sz rw sl gm lr cm mu sg my hk pk bd lk np mt cy jm tt bb bs gy fj
pg
"""
DAY_FIRST_ENGLISH = frozenset(_DAY_FIRST_ENGLISH.split())
"""Countries where English has the day first, as CLDR derives them from `en-001`; Canada and the Philippines differ."""

MONTH_FIRST = frozenset(("fil", "tl", "es-pa", "es-pr"))
LONGEST = 110


def is_day_first(lang: str | None) -> bool | None:
    """Whether a language writes the day before the month; None where that depends on who writes."""
    whole = (lang or "en").lower().replace("_", "-")
    main, _, region = whole.partition("-")
    if main in MONTH_FIRST or whole in MONTH_FIRST:
        return False
    if main != "en":
        return True
    return False if region == "us" else True if region in DAY_FIRST_ENGLISH else None


def language_of_dates(lang: str | None, locales: Iterable[str], lines: Iterable[str]) -> str | None:
    """A language that settles the order of a page's days in figures, where its own does not: English in many countries.

    That is another locale of the same language that the page states, or one whose order all days of the page have that
    can be read in one way only (`25/02/2026`); else the language as it is.
    """
    if is_day_first(lang) is not None:
        return lang
    main = (lang or "en").lower().replace("_", "-").partition("-")[0]
    for locale in locales:
        same = locale.lower().replace("_", "-").partition("-")[0] == main
        if same and is_day_first(locale) is not None:
            return locale
    days = [FIGURES.search(line) for line in lines if "/" in line and len(line) <= LONGEST]
    pairs = [(int(day[1]), int(day[3])) for day in days if day is not None]
    first, second = (any(numbers[at] > 12 >= numbers[1 - at] for numbers in pairs) for at in (0, 1))
    return lang if first == second else "en-GB" if first else "en-US"
