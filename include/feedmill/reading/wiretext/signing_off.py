r"""The lines behind the last paragraph of wire copy that are none of the story: initials, the agency, end marks, desks.

Each agency signs in its own way: `mcd/bp/cs`, `dpa kt yy ba`, `(Schluss) hu/ral`, `(SDA-ATS\\ac/tn)`, `REUTER TD KL`,
`/ritzau/`, `BSA-FL`. They stay in the text, where nothing is lost; they only stand beside the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedmill.reading.agencies import is_agency
from feedmill.reading.wiretext.datelines import is_wire
from feedmill.reading.wiretext.signals import is_more
from feedmill.reading.wiretext.stamps import read_trailer

MOST_LINES = 8
LONGEST = 160
SHORT = 48
ITEMS = ("- ", "* ", "• ", "– ", "— ")
"""How the items of a list begin, which are the story's."""

MARKS = " \t()[]{}<>/\\-=+*.,:;|_~#©"
END = re.compile(
    r"\W{0,4}(?:(?:item )?ends?(?! adv)|endit|ende|enditem|schluss|forts\.?\s?\w{0,8}\.?|finis|fine?|slut|loppu|kraj|"
    r"konec|koniec|vége|fim|tamat|конец|ende? adv\b.{0,40})(?![^\W_])\W{0,4}|-?-(?:0|30)-{1,2}",
    re.IGNORECASE,
)
"""A word that says that the message ends here; initials may stand behind it."""

INITIALS = r"[^\W\d_][^\W_]{0,5}(?:[.-][^\W_]{1,5})?\.?"
SLASHED = re.compile(
    rf"{INITIALS}(?:\s?[/\\]{{1,2}}\s?(?:{INITIALS})?){{1,7}}(?:(?:\s{INITIALS}){{0,3}}|\sEND\s\S{{2,20}})"
)
"""Initials with strokes between or behind them: `mcd/bp/cs`, `ktl/ eaw/ bno/`, `SDA-ATS\\ac/tn`."""

SMALL = re.compile(r"[a-z]{1,3}(?:/[a-z]{1,3}){1,4}")
"""Initials that even a full stop may stand behind."""

BLANKED = re.compile(r"[^\W\d_]{1,4}\d?(?:/[a-z]{2,4})?(?:[ ,][^\W_]{1,5}\d?){0,7}")
"""Initials with blanks between them, as they stand behind the name of an agency: `kt yyzz n1 ba`."""

BARE = re.compile(r"(?:[A-Z]{2,4}|[^\W\d_A-Z]{2,4})(?:[ -](?:[A-Z]{2,4}|[^\W\d_A-Z]{2,4}))?\.?")
"""Initials of one or two people, all in capitals or all in small letters, with nothing else on the line."""

CODED = re.compile(r"(?:[A-Z][\dA-Z.]{1,7}(?:/[\dA-Z.]{1,6}){1,6}\W?(?:\s[\d/:.]{4,16})?|\d{6,8}\s[A-Z]{3})")
DESK = re.compile(r"[(\[]{1,2}[^()\[\]]{0,120}(?:\+?\d[\d -]{6,}|@)[^()\[\]]{0,60}[)\]]{1,2}")
"""A desk with its telephone number or address, all in brackets."""

RIGHTS = re.compile(
    r"\W{0,3}(?:\(c\)|©|copyright\s(?:\d{4}|by)|all rights reserved|(?-i:Distributed by)\s).{0,120}", re.IGNORECASE
)
CODES = re.compile(r"\W{0,2}\((?:PROFILE\b.{0,40}|[A-Z]{2,4}:[^()]{0,200};?)\)?\W{0,3}|[()]")
"""What AP's wires list of a story behind it: `(PROFILE (CAT:Crime;) (SRC:AP; ST:IA;) )`."""

SIGNED = re.compile(r"(?P<name>[A-ZÀ-Þ][\w'’.-]{1,20}(?: [A-ZÀ-Þ][\w'’.-]{1,20}){1,3})\s?/\s?(?P<agency>[A-Z]{2,8})")
"""A reporter with the agency, as Nordic wires sign: `Anna Berg/TT`."""

NUMBERED = re.compile(r"[A-Z]{2,4}\d{3,4}\s{1,8}\d{4}-\d{2}-\d{2}/\d{2}:\d{2}")
"""Number and time at the foot of a message (APA)."""

TO_EDITORS = re.compile(
    r"\(?(?:eds|editors?|note (?:to|aux) \w{4,12}|nota a\w{0,2} redat\w{2,4}|achtung redaktion(?:en)?)\s?[:.-].{0,140}",
    re.IGNORECASE,
)
WHOLE = (TO_EDITORS, DESK, RIGHTS, CODES, NUMBERED)
ENDED = re.compile(r"[.!?…»”\"')\]](?:\s[A-Z]{2,6})?\s{0,2}$")
"""How the last sentence ends, an agency's name behind it or none (EFE)."""


def signed_off(lines: Sequence[str], *, wrapped: bool = False) -> int:
    """How many of the lines are the story's; behind them stands only what signs and ends it. At least one is.

    `wrapped` says that they are lines of paragraphs: then a sentence or a blank line ends right above what signs.
    """
    at = len(lines)
    while at > 1 and len(lines) - at < MOST_LINES:
        line, before = lines[at - 1], lines[at - 2]
        apart = not wrapped or not before.strip() or (ENDED.search(before) and not is_wire(line.strip(MARKS)))
        if not (apart and _signs_off(line, before, last=at == len(lines))):
            break
        at -= 1
    return at


def signed_by(lines: Sequence[str]) -> str | None:
    """Who signs with name and agency behind the story: `Anna Berg`."""
    for line in lines[signed_off(lines) :]:
        found = SIGNED.fullmatch(line.strip()[:LONGEST])
        if found is not None and is_agency(found["agency"]):
            return found["name"]
    return None


def _signs_off(line: str, before: str, *, last: bool) -> bool:
    """Whether a line signs or ends the message; `before` is the line above it."""
    text = line.strip()
    if not text or len(text) > LONGEST or text[:2] in ITEMS:
        return not text
    if any(form.fullmatch(text) for form in WHOLE) or is_more(text) or read_trailer(text) is not None:
        return True
    return len(text) <= SHORT and (_is_signature(text) or (_may_sign(before, last=last) and _is_bare(text)))


def _is_signature(text: str) -> bool:
    """Whether a short line signs by its form: an end mark, an agency, a reporter with it, initials."""
    signed = SIGNED.fullmatch(text)
    rest = _ended(text)
    if not rest or is_wire(rest) or (signed is not None and is_agency(signed["agency"])):
        return True
    coded = CODED.fullmatch(rest) is not None or SMALL.fullmatch(rest) is not None
    return coded or (not text.endswith(".") and (_initials(rest) or _agency_before(rest)))


def _ended(text: str) -> str:
    """A line without an end mark at its head, and without the marks around it.

    With more behind it, an end mark stands in brackets or between dashes: `Ende gut.` is a sentence.
    """
    begun = END.match(text)
    cut = begun is not None and (begun.end() == len(text) or not text[0].isalpha() or "/" in text)
    return text[begun.end() if begun and cut else 0 :].strip(MARKS)


def _may_sign(before: str, *, last: bool) -> bool:
    """Whether the line above ends a sentence, or signs may be below already: there bare letters are initials."""
    return not last or ENDED.search(before) is not None


def _is_bare(text: str) -> bool:
    """Whether initials are all of a line."""
    bare = _ended(text)
    stopped = text.endswith(".") and not bare.isupper()  # `he said.`
    return BARE.fullmatch(bare) is not None and not stopped


def _initials(text: str) -> bool:
    """Whether strokes part initials, which are short and hold letters."""
    return ("/" in text or "\\" in text) and SLASHED.fullmatch(text) is not None


def _agency_before(text: str) -> bool:
    """Whether initials stand behind the name of an agency: `dpa kt yy ba`, `STT jh`, `REUTER TD KL`."""
    words = text.replace(")", " ").split()
    named = words[0].partition("/")[0].strip(MARKS) if words else ""
    behind = " ".join(words[1:])
    return len(words) > 1 and is_wire(named) and (BLANKED.fullmatch(behind) or SLASHED.fullmatch(behind)) is not None
