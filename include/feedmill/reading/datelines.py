"""Datelines taken apart: the place that a story is filed from, and the agency that files it.

Looks at a field that a format states as a dateline, never at prose. The place stays as it is written; the day in a
dateline has no year, so it is no date here.
"""

from __future__ import annotations

import re

from feedmill.reading.agencies import is_agency
from feedmill.reading.dating.words import FILLERS, MONTHS, WEEKDAYS

LONGEST = 200
ASIDE = re.compile(r"[(/]\s?([^()/]{1,40}(?:/[a-z]{2,4})?)\s?[)/]")
TOKEN = re.compile(r"\d+|[^\W\d_]+")
EDGES = " .,:;-–—|/_"
INITIALS = re.compile(r"\b[A-Z]\.[A-Z]$")
CUT = re.compile(r"\s*,\s*|\s*[–—]+\s*|\s+-+\s*|-{2,}")
MOST_WORDS = 8


def place_of(dateline: str) -> tuple[str | None, str | None]:
    """The place and the agency of a dateline; None for what it does not name."""
    line = " ".join(dateline[:LONGEST].split())
    aside = next((one for one in ASIDE.finditer(line) if is_agency(one[1])), None)
    agency = aside[1].strip() if aside else None
    if aside:
        line = f"{line[: aside.start()]}, {line[aside.end() :]}"
    places: list[str] = []
    for piece in CUT.split(line):
        shown, signed = _unsigned(_bare(piece))
        agency = agency or signed
        if shown and not _is_day(shown):
            places.append(shown)
    place = ", ".join(places)
    return (place if _is_place(place) else None), agency


def _bare(piece: str) -> str:
    """A piece without the marks around it; the full stop of an abbreviation (`D.C.`) is none."""
    bare = piece.strip(EDGES)
    return f"{bare}." if INITIALS.search(bare) and piece.strip().startswith(f"{bare}.") else bare


def _unsigned(piece: str) -> tuple[str, str | None]:
    """A piece without the agency that is all of it, or its last word behind a day (`March 3 Kyodo`)."""
    if is_agency(piece):
        return "", piece
    day, _, last = piece.rpartition(" ")
    return (day, last) if day and is_agency(last) and (_is_day(day) or last.isupper()) else (piece, None)


def _is_day(piece: str) -> bool:
    """Whether a piece is a day: a month, a day of the week, numbers."""
    words = [word.casefold() for word in TOKEN.findall(piece)]
    named = [word for word in words if word in MONTHS or word.isdecimal() or word in WEEKDAYS]
    return bool(named) and all(word in FILLERS or word in named for word in words)


def _is_place(place: str) -> bool:
    """Whether what is left can be a place: a few words, with letters, no small one first."""
    words = place.split()
    return bool(words) and len(words) <= MOST_WORDS and place[0].isalpha() and not place[0].islower()
