"""The dateline that wire copy begins with by convention: place, date, agency in brackets, dash.

Knows the forms of AP, UPI, Reuters, AFP, dpa, APA, ats, KNA, ANSA, EFE, Lusa, Belga, STT, TT, NTB, Kyodo and others.
Takes nothing from a line that does not have such a form, and leaves the line as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedmill.reading.agencies import is_agency
from feedmill.reading.datelines import eastern_dateline, place_of

NAMED = """
dpa dpa-afx AFP AP APA ANSA ats sda EFE STT TT NTB Ritzau Belga ANP Lusa KNA epd Reuters Reuter UPI Kyodo Xinhua TASS
ITAR-TASS Interfax PAP CTK ČTK MTI Tanjug HINA STA BTA Agerpres ANA ANA-MPE Anadolu AA CP PA AAP SDA SID Bloomberg NYT
DAPD ddp SPT AGI Adnkronos Notimex Télam Telam ABr IANS PTI UNI JTA EP BNS LETA ETA FNB RB CNA Yonhap Jiji
ELTA awp A.A NZPA SAPA Sapa ИТАР-ТАСС ТАСС ΑΠΕ ΑΠΕ-ΜΠΕ УКРІНФОРМ УКРИНФОРМ БТА Rompres GNA
"""
AGENCIES = tuple(NAMED.split())
NAMES = {name.lower(): name for name in AGENCIES}
LONGEST = 160
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]{2,})*")
DAY = (
    r"(?:\d{1,2}[./]\s?\d{1,2}\.?|\d{1,2}(?:(?:st|nd|rd|th|er)?\.?\s+|\.)[^\W\d_]{3,10}\.?|[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2}"
    r"|[^\W\d_]{4,10}\s\d{1,2}\sd\.)"
)
NUMBERED = r"\d{1,2}[./]\d{1,2}[./]?\s?(?:(?:19|20)\d{2}[.,]?\s)?"
"""A day in figures before the place, as Polish wires write it."""

WEEKDAY = r"[^\W\d_]{5,9}"
PLACE = r"(?P<place>[^\W\d_][^()\n\t=:;!?]{1,70}?(?:\s\([^\W\d_][^()\n]{1,25}\))?)"
AGENCY = r"\((?P<agency>[^\W\d_][^()\n]{1,40})\)"
DASH = r"\s{0,2}(?:\.?\s?[-\u2013\u2014_=]{1,2}|:|\.[-\u2013\u2014]|\u2014)"
RUSSIAN = "РИА Новости|ИНТЕРФАКС|Интерфакс|INTERFAX(?:\\.RU)?|ТАСС"
"""Agencies that sign behind a dash or a full stop."""

FORMS = (
    re.compile(rf"{PLACE}(?:[,/]?\s+{DAY}(?:[ ,]+\d{{4}})?)?,?\s{{1,2}}{AGENCY}(?:{DASH}\s|--(?=\S))"),
    re.compile(rf"{PLACE}\s?--\s?{AGENCY}\s?--\s?{DAY}(?:,\s\d{{4}})?\s?--\s?"),
    re.compile(rf"{AGENCY}\s?[-\u2013\u2014]\s?{PLACE},?\s+{DAY}(?:\s+\d{{4}})?\s?[-\u2013\u2014]\s"),
    re.compile(rf"{NUMBERED}{PLACE},?\s{{1,2}}{AGENCY}{DASH}\s"),
    re.compile(
        rf"{PLACE}[.,]\s+(?:{DAY}|{WEEKDAY})(?:\s\d{{4}})?[.,]?\s+/(?P<agency>[^\W\d_][^/\n]{{1,40}})/[\w-]{{0,12}}"
        rf"(?:\.|{DASH})?\s"
    ),
    re.compile(rf"{PLACE}[.,]\s+{DAY}\s?[-\u2013\u2014.]\s(?P<agency>{RUSSIAN})(?:\.|{DASH})\s"),
    re.compile(rf"{PLACE}(?:,\s+{DAY})?\s+(?P<agency>{'|'.join(map(re.escape, AGENCIES))})\s?[-\u2013\u2014]{{1,2}}\s"),
    re.compile(rf"{PLACE},\s\d{{1,2}}(?:\s[A-Z][a-z]{{2,4}}\.?)?\s{AGENCY}(?:{DASH}\s|\s*$)"),
    re.compile(rf"{PLACE},\s+{DAY},\s(?P<agency>{'|'.join(map(re.escape, AGENCIES))})\.\s"),
)
PLAIN = re.compile(
    rf"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{{2,40}}(?:,\s[A-Z](?:[^\W\d_]|[.' ]){{1,24}})?)(?:,\s+{DAY})?"
    r"\s(?:--|[-_\u2013\u2014])\s(?=\S)"
)
"""A place in capitals and a dash, without an agency, as American newspapers' services write it."""

UNPLACED = re.compile(rf"{AGENCY}\s(?:--|[-_\u2013\u2014])\s(?=\S)")
"""An agency and a dash."""

WRITER = re.compile(r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Door|Av|Af)\s[^\W\d_]\S*\s[^\W\d_]")
"""How a byline begins, which an agency in brackets may end too."""

WRITTEN = re.compile(r"([^\W\d_a-z]{2,8})-([A-ZÀ-ÞА-Я][^\W\d_A-Z]{1,20}(?:[ -][A-ZÀ-ÞА-Я][^\W\d_A-Z]{1,20}){1,3})")
"""An agency, and behind a hyphen who wrote for it (NTB)."""

_ONE = "|".join(map(re.escape, AGENCIES))
BARE = re.compile(rf"{PLACE}\s(?:{DAY}\s)?\((?P<agency>(?:{_ONE})(?:[/\u2013-](?i:{_ONE}))*)\)\.?\s")


@dataclass(frozen=True, slots=True)
class Dateline:
    """As it stands in the text, and its parts."""

    line: str
    place: str
    agency: str
    writer: str = ""


def dateline_of(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with."""
    head = paragraph[:LONGEST].lstrip()
    for form in (*FORMS, BARE):
        found = form.match(head)
        if found is not None and _plausible(found["place"], found["agency"]):
            line = found[0].rstrip(" -\u2013\u2014_=:").rstrip(" .")
            named = WRITTEN.fullmatch(found["agency"])
            agency, writer = named.groups() if named else (found["agency"], "")
            return Dateline(line, _place(found["place"].strip(" ,"), line), agency, writer)
    eastern = eastern_dateline(head)
    return Dateline(*eastern) if eastern is not None else None


def agency_before(paragraph: str) -> str | None:
    """The agency that stands alone in brackets before the first sentence, without a place: `(Bloomberg) -- `."""
    found = UNPLACED.match(paragraph[:LONGEST].lstrip())
    return found["agency"] if found is not None and is_wire(found["agency"]) else None


def plain_dateline_of(paragraph: str) -> tuple[str, str] | None:
    """The dateline and its place that the first paragraph of an American service begins with: `WASHINGTON -- `."""
    found = PLAIN.match(paragraph[:LONGEST].lstrip())
    if found is None or len(found["place"].split()) > 6:
        return None
    return found[0].rstrip(" -\u2013\u2014_"), found["place"]


def _place(place: str, line: str) -> str:
    """The place, without the day that some write with its year, or the full stop that others write behind it."""
    if any(char.isdigit() for char in place):
        return place_of(place)[0] or place_of(line)[0] or place
    return place if "," in place or "." in place[:-1] else place.rstrip(".")


def _plausible(place: str, agency: str) -> bool:
    """Whether the place is short and begins like a name, and the brackets hold an agency."""
    named = (
        is_agency(agency)
        or any(part.lower() in NAMES for part in re.split(r"[/,.\s\u2013]+|-(?=[A-Za-z]{2,})", agency))
        or (agency.lower() in NAMES)
    )
    return place[:1].isupper() and len(place.split()) <= 7 and named and WRITER.match(place) is None


def is_wire(name: str) -> bool:
    """Whether this is the name of an agency; one that only wires use, in its own letters or in capitals."""
    return is_agency(name) or name in AGENCIES or (name.isupper() and name.lower() in NAMES)


def agency_of(text: str | None) -> str | None:
    """The agency that a header field names, as it is written there: `dpa 0003`, `BELGA-0102`, `AFP034`, `dpa-spe 1`."""
    for found in WORD.finditer((text or "")[:LONGEST]):
        word = found[0]
        if word.lower() in NAMES or (word.islower() and word.partition("-")[0] in NAMES):
            return word
        if word.partition("-")[0].lower() in NAMES:
            return word.partition("-")[0]
    return None
