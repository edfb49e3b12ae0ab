"""The two header lines of ANPA 1312, and the slug line that repeats them in the text.

First line: service level, story number, an agency, selector. Second: priority, category, format, keyword, version,
reference, filing date (month and day, without a year), words. Source: ANPA bulletin 1312 (NAA 89-3), the AP's guide to
filing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import combining, normalize

from feedmill.reading.wiretext.embargoes import ADVANCE
from feedmill.reading.wiretext.signals import is_kill, is_version

FIRST = re.compile(
    r"[^\w\n]{0,8}(?P<service>[A-Za-z])?(?P<number>\d{1,5})[ ]?(?P<agency>[A-Z]{2,15})?"
    r"(?:[\w-]{1,15}(?=\x1f))?[\x1f^_\s]{0,4}"
    r"(?P<selector>[\w -]{0,12})\s*"
)
FILED = re.compile(r"\d{1,2}-\d{1,2}")
REFERENCE = re.compile(r"[A-Za-z]{1,3}-?\d{2,4}")
TABULAR = "\x12"
FORMAT = re.compile(r"[\x11-\x14]|\^[QRST]")
CYCLE = re.compile(r"\*?(?:am|pm|bc|ap|upi|nyt|up)-", re.IGNORECASE)
COUNTED = re.compile(r"(?<=[^\W_]),\s?\d{2,5}\s*$")
"""The words of a story behind a comma, where no filing date stands before them."""

LONGEST = 200
HYPHENED = re.compile(
    r"-((?:\d(?:st|nd|rd|th)-?(?:ld|lead|add|take|sub)|(?:add|take|update)\d)(?:-writethru)?)(?=[-:]|$)", re.IGNORECASE
)
"""A version among the parts of a keyword (`BC-STORM-2NDTAKE-NYT`)."""

SENTENCE = 4
"""Words that a headline has at least, and a slug that repeats the keyword hardly ever."""

BEYOND = 8
LETTERS = re.compile(r"[\W_]+")
FILED_BEHIND = re.compile(r"\s\d{1,2}-\d{1,2}(?:\s\d{2,5})?\s*$")
"""The filing date and the count of words behind a slug (UPI)."""

TAIL = re.compile(
    r"\s\(?((?:\d{1,2}(?:ST|ND|RD|TH)\s)?(?:LEAD|LD|ADD|TAKE|UPDATE|WRAP|RPT|CORR|KILL|SUB)(?:\s\d{1,2})?"
    r"|(?i:\d{1,2}(?:st|nd|rd|th)[\s-]?(?:lead|ld|add|take|update|sub|insert)[\w-]{0,24}))\)?(?:\s\([^()]{2,30}\))?$"
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the header lines say; what they do not say is empty."""

    service: str
    number: str
    agency: str
    priority: str
    category: str
    keyword: str
    version: str = ""
    reference: str = ""
    filed: str = ""
    tabular: bool = False
    lines: int = 2


def envelope_of(lines: Sequence[str]) -> Envelope | None:
    """The envelope that the first lines with something on them are; None where they are none.

    What follows the format of the second line may stand on one of its own.
    """
    places = [at for at, line in enumerate(lines[:12]) if line.strip(" \t\x00\x16\x7f\x1a")][:4]
    for first, second in pairwise(places[:3]):
        number = FIRST.fullmatch(lines[first]) if len(lines[first]) <= LONGEST else None
        if number is None:
            continue
        line, last = lines[second], second
        if last != places[-1] and FORMAT.search(line) and len(FORMAT.sub(" ", line).split()) <= 2:
            last = places[places.index(second) + 1]
            line = f"{line.rstrip()} {lines[last]}"
        fields = second_line(line) if len(line) <= LONGEST else None
        if fields is not None:
            named = {name: number[name] or "" for name in ("service", "number", "agency")}
            return Envelope(**named, **fields, tabular=is_tabular(line), lines=last + 1)
    return None


def cut_envelope(lines: Sequence[str]) -> int:
    """How many lines the rest of an envelope is that broke off in its second line; 0 where there is none."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return len(lines) if len(filled) <= 2 and filled and FIRST.fullmatch(lines[filled[0]]) else 0


def is_tabular(line: str) -> bool:
    """Whether the format identifier of a second line says that lines are to stay as they are."""
    return TABULAR in line or "^R" in line


def second_line(line: str) -> dict[str, str] | None:
    """The fields of the second line, or None where it has not its form."""
    words = COUNTED.sub("", FORMAT.sub(" ", line)).split()
    if len(words) < 3 or not (len(words[0]) == 1 and words[0].isalnum()):
        return None
    category, rest = (words[1], words[2:]) if len(words[1]) == 1 and words[1].isalpha() else ("", words[1:])
    dated = next((at for at in range(len(rest) - 1, 0, -1) if FILED.fullmatch(rest[at])), None)
    if dated is None and not CYCLE.match(rest[0]):
        return None
    middle = rest[1:dated] if dated is not None else [word for word in rest[1:] if not word.isdigit()]
    reference = next((word for word in reversed(middle) if REFERENCE.fullmatch(word)), "")
    keyword, _, told = rest[0].partition(",")
    version = " ".join([*filter(None, [told]), *(word for word in middle if word != reference)])
    filed = rest[dated] if dated is not None else ""
    return {
        "priority": words[0],
        "category": category,
        "keyword": keyword,
        "version": version,
        "reference": reference,
        "filed": filed,
    }


@dataclass(frozen=True, slots=True)
class Slug:
    """The slug line: the keyword in full, and the version behind its comma."""

    keyword: str
    version: str = ""


def slug_of(line: str, envelope: Envelope | None) -> Slug | None:
    """The slug that a line is: it begins as the keyword does, or with a cycle. None for any other line."""
    parts = [part.strip() for part in FILED_BEHIND.sub("", line).split(",")]
    keyword = parts[0]
    told = bare(envelope.keyword) if envelope else ""
    own = bare(keyword)
    same = bool(told) and own != "" and (own.startswith(told) or told.startswith(own) or without_cycle(own, told))
    if same and envelope and not CYCLE.match(keyword) and _is_sentence(keyword, envelope):
        return None
    if not (same or CYCLE.match(keyword)) or len(line) > LONGEST:
        return None
    rest = [part for part in parts[1:] if part and not part.isdigit()]
    tail = TAIL.search(keyword) if not rest else None
    if tail is not None:
        return Slug(keyword[: tail.start()], tail[1])
    within = HYPHENED.search(keyword) if not rest else None
    return Slug(keyword, within[1] if within else ", ".join(rest))


def _is_sentence(line: str, envelope: Envelope) -> bool:
    """Whether a line only begins with the word that the keyword is, and says more than the envelope: a headline."""
    told = bare(CYCLE.sub("", f"{envelope.keyword}{envelope.version}"))
    if len(line.split()) < SENTENCE or TAIL.search(line):
        return False
    return len(bare(line)) > len(told) + BEYOND


def keyword_in_full(found: Envelope) -> str:
    """The keyword with those words behind it that name no version: `POLL HOWARD`, `AM-Space Shuttle`."""
    words = [found.keyword]
    for word in found.version.split():
        if not word[0].isalpha() or is_version(word) or ADVANCE.search(word) or (word.isupper() and is_kill(word)):
            break
        words.append(word.partition(",")[0])
        if "," in word:
            break
    return " ".join(words)


def version_behind(found: Envelope, slug: str) -> str:
    """The version of an envelope, without the words of it that are part of a keyword with blanks, as the slug shows."""
    words, told, own = found.version.split(), bare(found.keyword), bare(slug)
    while words:
        head, comma, rest = words[0].partition(",")
        told += bare(head)
        if not own.startswith(told):
            break
        words = [rest, *words[1:]] if rest else words[1:]
        if comma:
            break
    return " ".join(words)


def without_cycle(own: str, told: str) -> bool:
    """Whether they are the same where one of them leaves out its cycle (AM, PM, BC)."""
    for cycle in ("am", "pm", "bc", "ap"):
        if told.startswith(cycle) and len(own) > 2 and (told[2:].startswith(own) or own.startswith(told[2:])):
            return True
    return False


def bare(text: str) -> str:
    """Letters and digits alone, in lower case and without accents."""
    folded = text if text.isascii() else "".join(char for char in normalize("NFKD", text) if not combining(char))
    return LETTERS.sub("", folded).lower()
