"""The time stamps behind messages: the group of IPTC 7901, and the forms of AP, UPI, NYT, Reuters, CP, Kyodo, AAP.

Each agency writes its own: `AP-NY-03-01-98 1411EST`, `upi 04-12-89 03:12 pes`, `16:35ET 31-10-14`. Day and month are
told apart by the form, and by what is possible. Kyodo World Service writes Japanese time without saying so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from feedmill.reading.dates import Precision, When, read_date
from feedmill.reading.dating.words import MONTHS

DAY_LAST = re.compile(
    r"(?<!\d)(\d{1,2})-(\d{1,2})-(\d{2}|\d{4})[ \t]+(\d{1,2}):?(\d{2})[ \t]?([A-Za-z]{2,4})?(?![\d-])"
)
CLOCK_FIRST = re.compile(
    r"(?<!\d)(\d{1,2}):?(\d{2})[ \t]?([A-Z]{2,4})?[ \t-]{1,4}(\d{1,2})-(\d{1,2})-(\d{2}|\d{4})(?!\d)"
)
AUSTRALIAN = re.compile(r"(?<!\d)(\d{2})-(\d{2})-(\d{2})[ \t-](\d{2})-(\d{2})-(\d{2})(?!\d)")
TRAILER = re.compile(
    r"\W{0,4}(?P<day>\d{1,2})-(?P<month>[^\W\d_]{3,4})-(?P<year>\d{2}|\d{4})[ \t]+(?P<clock>\d{1,2}[:.]\d{2})"
    r"(?:[ \t]+N{3,4})?\W{0,4}"
)
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.]{4,12}(?:Z|[+-]\d{2}:?\d{2})?")
NEW_ZEALAND = re.compile(r"(?<!\d)(\d{2})/(\d{2})/(\d{2})[ \t](\d{2})-(\d{2})NZ\b")
COARSE = (Precision.YEAR, Precision.MONTH)
FOUR_DIGITS = re.compile(
    r"(?<!\d)(\d{2})(\d{2})(?= ?(?:GMT|UTC|[BCEMPW]E?[DS]T|ME?S?Z|hrs|hours|Uhr|[A-Za-z]{3,6}(?:day|DAY))\b)"
)
UNDATED = re.compile(r"(?<![\d.])(\d{1,2}\.\s?\d{1,2}\.)(?!\s?\d{2,4}\b(?![.:]))")
YEAR = re.compile(r"\d{4}(?!\d)|\d-\d{2}(?!\d)")
DAY_WITHIN = re.compile(
    r"(?<![^\W_])(?=(?:(\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?i:de\s+)?([^\W\d_]{3,10})\.?"
    r"|([^\W\d_]{3,10})\.?\s+(\d{1,2})(?![\d:]))(?:,?\s+(?:de\s+)?(\d{4})(?!\d))?)"
)
"""A day with its month among other words; looked for at each of them, so that none hides the next."""

CLOCK_WITHIN = re.compile(
    r"(?<![\d:])(?:\d{1,2}(?::\d{2})?\s?[ap]\.?m\b\.?|\d{1,2}[:h]\d{2}(?!\d)"
    r"|(?<!\.)\d{1,2}\.\d{2}(?![.\d]))"
    r"(?:\s?(?:GMT|UTC|BST|CES?T|ME?S?Z|[ECMP][DS]T)\b)?",
    re.IGNORECASE,
)
CLOCK_SIGN = re.compile(r"(?<=\d)[.h](?=\d)")
WORDED = re.compile(r"[A-Z][a-z]{2,8}day, (\d{1,2} [A-Z][a-z]{2,8} \d{4})[ \t]+(\d{2}:\d{2}(?::\d{2})?)")
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})[ \t](\d{2}:\d{2}(?::\d{2})?)[ \t]?([A-Z]{2,4})?(?![\w-])")
ALONE = re.compile(r"\d[\d:/. -]{9,20}\s?[A-Z]{0,4}")
"""A line that can be a stamp and nothing else."""

SOUTHERN = re.compile(r"\W{0,4}(?:AAP|NZPA|SAPA)\b", re.IGNORECASE)
"""Agencies that write the day first."""

EASTERN = {"EST": "AEST", "EDT": "AEDT", "EDST": "AEDT"}
"""The eastern time of Australia, as its own wires name it."""

UPI_ZONE = re.compile(r"([ap])([ecmp])([sd])", re.IGNORECASE)
ZONES = "GMT|UTC|UT|ME?S?Z|MES?T|WES?T|CES?T|EES?T|BST|MSK|[ECMP][DS]T|JST|MSD"
GROUP = re.compile(
    rf"\W?(?:[A-Z]{{1,5}}\W)?(\d{{6}})\s?(?P<zone>(?i:{ZONES})|Z)?\s*(?P<month>[^\W\d_]{{3,9}})\.?"
    r"\s*(?P<year>\d{4}|\d{2})"
    rf"\s?(?P<late>(?i:{ZONES}))?\W?"
)
CLOCK = r"(?P<hour>[01]?\d|2[0-3])[:.h-]?(?P<minute>[0-5]\d)"
ZONE = rf"(?:\s?(?P<zone>{ZONES}|Z)\b)?"
NAMED = r"(?P<day>\d{1,2})\s(?P<month>[^\W\d_]{3,9})\.?\s(?P<year>\d{4}|\d{2})"
FOOTERS = tuple(
    re.compile(rf"\W{{0,4}}(?:[A-Z]{{2,6}}[ -])?{form}\W{{0,4}}")
    for form in (
        r"(?P<day>\d{2})/(?P<hour>\d{2})-(?P<minute>\d{2})/(?P<month>\d{2})/(?P<year>\d{2})",  # EFE
        rf"(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.](?P<year>\d{{4}}|\d{{2}})\s{CLOCK}(?::[0-5]\d)?{ZONE}",
        rf"(?P<day>\d{{2}})(?P<hour>\d{{2}})(?P<minute>\d{{2}}){ZONE}\s(?P<month>\d{{2}})\s(?P<year>\d{{4}}|\d{{2}})",
        rf"{NAMED}\s{CLOCK}{ZONE}",
        rf"(?P<day>\d{{1,2}})\.?\s{CLOCK}{ZONE}\s(?P<month>[^\W\d_]{{3,9}})\.?\s(?P<year>\d{{4}}|\d{{2}})",
        rf"{CLOCK}{ZONE}\s{NAMED}",
    )
)
"""Other forms of day and time behind a message of IPTC 7901, the day before the month."""

CONTINENTAL = {"MET": "CET", "MEST": "CEST"}
"""Middle European Time, as wires named it."""

ACCENTED = {
    "mär": "mar",
    "mrz": "mar",
    "fév": "feb",
    "déc": "dec",
    "aoû": "aug",
    "aou": "aug",
    "août": "aug",
    "avr": "apr",
    "avril": "apr",
}
"""Months as groups shorten them."""

OTHERS = """
led jan, uno feb, úno feb, bře mar, bre mar, dub apr, kve may, kvě may, čvn jun, cvn jun, čvc jul, cvc jul, zář sep
zar sep, rij oct, říj oct, pro dec
tam jan, hel feb, maa mar, huh apr, tou may, kes jun, hei jul, elo aug, syy sep, lok oct, jou dec
sij jan, velj feb, ožu mar, ozu mar, tra apr, svi may, kol aug, ruj sep, stu nov
sau jan, vas feb, kov mar, bal apr, geg may, bir jun, lie jul, rgp aug, rgs sep, spa oct, lap nov, grd dec
jaan jan, veeb feb, dets dec, jūn jun, jūl jul, avg aug, agt aug, szep sep, paz oct
shk feb, pri apr, qer jun, kor jul, gus aug, sht sep, tet oct, nën nov, dhj dec
μαι may, ιουν jun, ιουλ jul
яну jan, сеп sep, ное nov, јан jan, феб feb, нов nov, дец dec
кві apr, тра may, чер jun, сер aug, жов oct, лис nov, гру dec
"""
"""Those of Czech, Finnish, Croatian, Baltic, Albanian, Greek and Slavic wires; `lip`, `srp` and `lis` are not the same
month in two.
"""

SHORTENED = ACCENTED | dict(pair.split() for pair in OTHERS.strip().replace("\n", ",").split(","))

HOURS = {"e": "E", "c": "C", "m": "M", "p": "P"}
LONGEST = 40
PIVOT = 70
EARLIEST = timedelta(days=90)


def read_group(raw: str) -> When | None:
    """The instant that a group of IPTC 7901 states: day, hour, minute, a zone, month and year, run together or not."""
    found = GROUP.fullmatch(raw.strip()[:60])
    if found is None:
        return None
    month = SHORTENED.get(found["month"].lower(), found["month"])
    zone = (found["zone"] or found["late"] or "").upper()
    zone = CONTINENTAL.get(zone, zone)
    return read_date(" ".join(f"{found[1]} {zone} {month} {found['year']}".split()))


def read_trailer(raw: str) -> When | None:
    """The instant that a last line of Italian wires states: `11-MAR-26 09:15`, with the end of the message or not."""
    found = TRAILER.fullmatch(raw.strip()[:60])
    if found is None:
        return None
    return read_date(f"{found['day']} {found['month']} {found['year']} {found['clock'].replace('.', ':')}")


def read_footer(raw: str) -> When | None:
    """The instant that the last line of a message of IPTC 7901 states in another form: `25/13-40/09/98`."""
    line = " ".join(raw[:60].split())
    found = next((found for form in FOOTERS if (found := form.fullmatch(line))), None)
    if found is None:
        return None
    parts = found.groupdict()
    word = parts["month"].casefold()
    month = parts["month"] if word.isdecimal() else str(MONTHS.get(SHORTENED.get(word, word), 0))
    zone = parts.get("zone")
    clock = f"{int(parts['hour']):02}:{parts['minute']}"
    return _iso(parts["year"], month, f"{int(parts['day']):02}", clock, CONTINENTAL.get(zone, zone) if zone else None)


def is_stamp(line: str) -> bool:
    """Whether a line is a day and a time and nothing else, in one of these forms."""
    if not line[:1].isdecimal() or len(line) > LONGEST:
        return False
    told = read_group(line) or read_trailer(line) or read_footer(line)
    return told is not None or (ALONE.fullmatch(line) is not None and read_stamp(line) is not None)


def read_release(raw: str, year: int | None = None) -> When | None:
    """The instant within a line that holds a story back; `year` is that of its message, for days that name none."""
    found = INSTANT.search(raw[:200])
    if found is not None:
        return read_date(found[0])
    line = FOUR_DIGITS.sub(r"\1:\2", raw[:200])
    if year is not None and YEAR.search(line) is None:
        dated = UNDATED.sub(rf"\g<1>{year}", line, count=1)
        line = dated if dated != line else f"{line} {year}"
    when = read_date(line)
    return when if when is not None and when.precision not in COARSE else _within(line, year)


def release_behind(raw: str, sent: datetime | None) -> When | None:
    """As `read_release`, of a message that was sent then: a day without a year is not long before it."""
    when = read_release(raw, sent.year if sent else None)
    early = sent is not None and when is not None and sent - when.at > EARLIEST and YEAR.search(raw) is None
    return read_release(raw, sent.year + 1) if sent is not None and early else when


def _within(line: str, year: int | None) -> When | None:
    """The day, and the hour if there is one, that stand among other words."""
    for day in DAY_WITHIN.finditer(line):
        number, month = day[1] or day[4], day[2] or day[3]
        said = day[5] or year
        if month.casefold() not in MONTHS or said is None:
            continue
        clock = CLOCK_WITHIN.search(line)
        told = " ".join(CLOCK_SIGN.sub(":", clock[0]).replace(".", "").split()) if clock else ""
        return read_date(f"{number} {month} {said} {told}".strip())
    return None


def read_stamp(raw: str) -> When | None:
    """The instant that a stamp states, to the minute; None where it is none of these forms, or impossible."""
    line = raw[:120]
    if (told := _in_full(line)) is not None:
        return told
    if found := DAY_LAST.search(line):
        month, day, year, hour, minute, zone = found.groups()
        if SOUTHERN.match(line):
            month, day = day, month
            zone = EASTERN.get(zone, zone)
        return _american(month, day, year, int(hour), minute, zone)
    if found := CLOCK_FIRST.search(line):
        hour, minute, zone, one, two, year = found.groups()
        day_first = int(one) > 12 or (int(two) <= 12 and (zone is not None or "KWS" in line.upper()))
        day, month = (one, two) if day_first else (two, one)
        if not zone and "KWS" in line.upper():
            japanese = _iso(year, month, day, f"{int(hour):02}:{minute}", "JST")
            return japanese and replace(japanese, zone="KWS")
        return _iso(year, month, day, f"{int(hour):02}:{minute}", zone)
    return None


def _in_full(line: str) -> When | None:
    """The instant that a stamp states in a form whose order of day and month is known."""
    if found := ISO.search(line):
        year, month, day, clock, zone = found.groups()
        return _iso(year, month, day, clock, zone)
    if found := NEW_ZEALAND.search(line):
        day, month, year, hour, minute = found.groups()
        told = _iso(year, month, day, f"{hour}:{minute}", "Pacific/Auckland")
        return told and replace(told, zone="NZ")
    if found := AUSTRALIAN.search(line):
        day, month, year, hour, minute, second = found.groups()
        return _iso(year, month, day, f"{hour}:{minute}:{second}", None)
    found = WORDED.search(line)
    return read_date(f"{found[1]} {found[2]}") if found is not None else None


def _american(month: str, day: str, year: str, hour: int, minute: str, zone: str | None) -> When | None:
    """Month first; UPI's zones say in three letters whether it is before or after noon, where, and in which time."""
    upi = UPI_ZONE.fullmatch(zone) if zone else None
    if upi is not None:
        hour = hour % 12 + (12 if upi[1].lower() == "p" else 0)
        zone = f"{HOURS[upi[2].lower()]}{upi[3].upper()}T"
    if int(month) > 12 and int(day) <= 12:
        month, day = day, month
    return _iso(year, month, day, f"{hour:02}:{minute}", zone)


def _iso(year: str, month: str, day: str, clock: str, zone: str | None) -> When | None:
    """By the one reader of dates, from their parts."""
    if len(year) == 2:
        year = f"{'19' if int(year) >= PIVOT else '20'}{year}"
    return read_date(f"{year}-{int(month):02}-{int(day):02}T{clock}", zone=zone)
