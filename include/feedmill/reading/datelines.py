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
CUT = re.compile(r"\s*,\s*|\.\s+(?=\d)|\s*[–—]+\s*|\s+-+\s*|-{2,}")
MOST_WORDS = 8
DAY_BEFORE = re.compile(r"\d{1,2}[./]\s?\d{1,2}[./]?(?:\s?\d{4}[.,]?)?\s{0,2}(?=[^\W\d_])")
"""A day in figures before the place, as Polish wires write it."""

DAY_BEHIND = re.compile(
    r"\s(?:\d{1,2}\.?\s?[^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}[./]\d{1,2}\.?|\d{4}-\d{2}-\d{2})$"
)
"""What may be a day behind the place without a comma, as Czech and Slovak wires write it."""

EASTERN = re.compile(
    r"\((?P<korean>[^()=\s]{1,20})=(?P<korean_agency>[^()=]{1,20})\)"
    r"|(?P<chinese_agency>新华社|新華社|中新社|中新网)(?P<chinese>[\u4e00-\u9fff]{1,12}?)\d{1,2}月\d{1,2}日[电電]"
    r"|【(?P<japanese>[^\s【】]{1,12}?)(?P<japanese_agency>共同|時事|ロイター)】"
    r"|[\[［](?P<reuters>[^\s\[\]［］]{1,12})\s\d{1,2}日\s(?P<reuters_agency>ロイター)[\]］]"
)
"""Datelines of Korea, China and Japan: place and agency with a mark between them or in their brackets alone."""

OPENINGS = frozenset("([［【新中")
"""The characters that these begin with."""


def place_of(dateline: str) -> tuple[str | None, str | None]:
    """The place and the agency of a dateline; None for what it does not name."""
    line = " ".join(dateline[:LONGEST].split())
    eastern = eastern_dateline(line)
    if eastern is not None:
        return eastern[1], eastern[2]
    aside = next((one for one in ASIDE.finditer(line) if is_agency(one[1]) or is_agency(one[1].upper())), None)
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


def eastern_dateline(text: str) -> tuple[str, str, str] | None:
    """The dateline that a Korean, Chinese or Japanese text begins with: as it stands there, its place and agency."""
    found = EASTERN.match(text) if text[:1] in OPENINGS else None
    if found is None:
        return None
    parts = {name: part for name, part in found.groupdict().items() if part}
    agency = next(part for name, part in parts.items() if name.endswith("_agency"))
    return found[0], next(part for name, part in parts.items() if not name.endswith("_agency")), agency


def _bare(piece: str) -> str:
    """A piece without a day and the marks around it; the full stop of an abbreviation (`D.C.`) is none."""
    bare = DAY_BEFORE.sub("", piece.strip(EDGES), count=1) if piece[:1].isdecimal() else piece.strip(EDGES)
    behind = DAY_BEHIND.search(bare)
    if behind and _is_day(behind[0]):
        return bare[: behind.start()].strip(EDGES)
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
