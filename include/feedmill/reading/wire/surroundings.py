"""What stands above and behind an agency's text in lines of its own: bylines, datelines, notes, initials, end marks.

They stay in the text, where nothing is lost; they only stand around the story. Wires without markup have the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feedmill.model import Role
from feedmill.reading.bylines import authors_of
from feedmill.reading.wiretext.datelines import dateline_of
from feedmill.reading.wiretext.headings import is_held
from feedmill.reading.wiretext.signals import is_change, is_for_editors
from feedmill.reading.wiretext.signing_off import signed_by, signed_off

MOST_ABOVE = 3
LONGEST, LONGEST_NOTE = 120, 300
MOST_WORDS = 12
AUTHORED = re.compile(r"(?:[Bb]y|BY|Von|VON|Par|PAR|Por|POR|Di|DI|Da|Af|Av|Door|Przez|De notre)\s+(?=[^\W\d_])")
"""How a byline begins that stands in the text. A sentence may begin so, too: it ends in a stop, and names nobody."""

DATED = ("-", "\u2013", "\u2014", ")", "/", ".", "=", ":")
"""How a dateline ends that has a line of its own."""

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
        elif not (_is_dateline(texts[begin]) or _is_note(texts[begin])):
            break
        begin += 1
    own = texts[begin:]
    if not own or _is_prose(own[-1]):
        return Surroundings(frozenset(range(first, begin)), byline)
    end = begin + signed_off(own)
    signed = signed_by(own) if end < len(texts) and byline is None else None
    return Surroundings(frozenset((*range(first, begin), *range(end, len(texts)))), byline or signed)


def is_byline(line: str) -> bool:
    """Whether a line of a text is a byline and nothing more."""
    if len(line) > LONGEST or AUTHORED.match(line) is None or line.endswith(ENDS) or len(line.split()) > MOST_WORDS:
        return False
    return any(" " in person for person in authors_of(line)[0])


def _is_note(line: str) -> bool:
    """Whether a line speaks to those who edit: it holds the story back, or says what it puts right or adds."""
    if len(line) > LONGEST_NOTE:
        return False
    return is_change(line) or (len(line) <= LONGEST and (is_held(line) or is_for_editors(line)))


def _is_prose(line: str) -> bool:
    """Whether a line is too much like prose to sign a story off: most stories end with one, and are told fast."""
    return len(line) > PROSE and line.endswith(STOPS) and line[0].isalpha() and not line.startswith(NOTICES)


def _is_dateline(line: str) -> bool:
    """Whether a line is a dateline and nothing more."""
    may_be = len(line) <= LONGEST and line.endswith(DATED) and ("(" in line or "/" in line)
    found = dateline_of(f"{line} ") if may_be else None
    return found is not None and found.line == line.rstrip(" -\u2013\u2014.")
