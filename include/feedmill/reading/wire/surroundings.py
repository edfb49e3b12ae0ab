"""What stands above and behind an agency's text in lines of its own: bylines, datelines, notes, initials, end marks.

They stay in the text, where nothing is lost; they only stand around the story. Wires without markup have the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feedmill.model import Role
from feedmill.reading.bylines import JOBS, authors_of
from feedmill.reading.eastern import of_opening
from feedmill.reading.wiretext.bylines import is_bracketed_name
from feedmill.reading.wiretext.datelines import dateline_of, is_wire
from feedmill.reading.wiretext.holding import is_held
from feedmill.reading.wiretext.reporters import names_reporters
from feedmill.reading.wiretext.sign_forms import WITH_AGENCY
from feedmill.reading.wiretext.signals import is_change, is_for_editors
from feedmill.reading.wiretext.signing_off import is_named, signed_by, signed_off

MOST_ABOVE = 3
MOST_POINTS = 8
POINTS = ("* ", "• ", "- ", "– ")
LONGEST, LONGEST_NOTE = 120, 300
MOST_WORDS, MOST_POST = 12, 6
AUTHORED = re.compile(r"(?:[Bb]y|BY|Von|VON|Par|PAR|Por|POR|Di|DI|Da|Af|Av|Door|Przez|De notre)\s+(?=[^\W\d_])")
"""How a byline begins that stands in the text. A sentence may begin so, too: it ends in a stop, and names nobody."""

DATED = ("-", "\u2013", "\u2014", ")", "/", ".", "=", ":")
"""How a dateline ends that has a line of its own."""

HIJRI = re.compile(r"[^.!؟]{2,40}\s\d{1,2}\s[^.!؟]{3,40}\s1[34]\d\d\s?هـ?[^.!؟]{0,60}\sواس")
"""The dateline of the Saudi agency, with the day in both calendars."""

SOURCED = re.compile(r"[^\W\d_a-z][^.!?,:]{2,30}?(?:\s|(?<=[^\W\d_A-Z]))(?P<agency>TT|NTB|STT|FNB|Ritzau)")
PROSE = 60
STOPS = (".", '"', "\u201d", "\u00bb")
NOTICES = ("Copyright", "copyright", "All rights", "all rights", "Distributed")
ENDS = (".", "!", "?", ":", "…")


class Surroundings(NamedTuple):
    """The numbers of the lines that stand around the story, and who wrote it by these."""

    lines: frozenset[int]
    byline: str | None


def surroundings_of(lines: Sequence[tuple[str, Role]]) -> Surroundings:
    """Which of the lines, each with its role, are not the story's; headings above it are, and one at least."""
    texts = [text for text, _ in lines]
    first = next((at for at, (_, role) in enumerate(lines) if role is not Role.HEADING), len(lines))
    byline, begin = None, first
    while begin < min(first + MOST_ABOVE, len(lines) - 1):
        if byline is None and is_byline(texts[begin]):
            byline = texts[begin]
        elif not (_is_above(texts[begin]) or (byline and _is_post(texts[begin]))):
            break
        begin += 1
    above = list(range(first, begin))
    listed = _behind_points(texts, begin) if byline is None else None
    if listed is not None:
        byline = texts[listed]
        above.append(listed)
    own = texts[begin:]
    byline = byline or of_opening(own[0] if own else "")
    if not own or _is_prose(own[-1]):
        return Surroundings(frozenset(above), byline)
    end = begin + signed_off(own)
    signed = signed_by(own) if end < len(texts) and byline is None else None
    return Surroundings(frozenset((*above, *range(end, len(texts)))), byline or signed)


def _behind_points(texts: Sequence[str], begin: int) -> int | None:
    """The number of the byline that stands behind the story's main points, which are a list above it (Reuters)."""
    at = begin
    while at < min(begin + MOST_POINTS, len(texts) - 1) and texts[at].startswith(POINTS):
        at += 1
    return at if at > begin and at < len(texts) - 1 and is_byline(texts[at]) else None


def is_byline(line: str) -> bool:
    """Whether a line of a text is a byline and nothing more."""
    if len(line) > LONGEST or line.endswith(ENDS) or len(line.split()) > MOST_WORDS:
        return False
    if AUTHORED.match(line) is None and not is_bracketed_name(line):
        return is_named(line) and WITH_AGENCY.fullmatch(line) is not None
    return any(" " in person for person in authors_of(line)[0])


def _is_post(line: str) -> bool:
    """Whether a line below a byline says for which agency somebody writes, or as what."""
    words = line.split()
    post = 1 < len(words) <= MOST_POST and line.istitle() and words[-1].casefold() in JOBS
    return post or is_wire(line.removeprefix("The "))


def _is_note(line: str) -> bool:
    """Whether a line speaks to those who edit: it holds the story back, or says what it puts right or adds."""
    if len(line) > LONGEST_NOTE:
        return False
    return is_change(line) or (len(line) <= LONGEST and (is_held(line) or is_for_editors(line)))


def _is_prose(line: str) -> bool:
    """Whether a line is too much like prose to sign a story off: most stories end with one, and are told fast."""
    told = len(line) > PROSE and line.endswith(STOPS) and line[0].isalpha() and not line.startswith(NOTICES)
    return told and not names_reporters(line)


def _is_above(line: str) -> bool:
    """Whether a line above a text is none of it: its source, its dateline, a note to editors."""
    return _is_source(line) or _is_dateline(line) or _is_note(line)


def _is_source(line: str) -> bool:
    """Whether a line is a word or two and the agency, as Nordic wires have above a text: `Ekonomi TT`, `EkonomiTT`."""
    found = SOURCED.fullmatch(line)
    return found is not None and is_wire(found["agency"]) and len(line.split()) <= MOST_POST


def _is_dateline(line: str) -> bool:
    """Whether a line is a dateline and nothing more."""
    if line.endswith("واس") and HIJRI.fullmatch(line):
        return True
    may_be = len(line) <= LONGEST and line.endswith(DATED) and ("(" in line or "/" in line)
    found = dateline_of(f"{line} ") if may_be else None
    return found is not None and found.line == line.rstrip(" -\u2013\u2014.")
