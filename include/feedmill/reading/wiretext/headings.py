"""What stands between the header and the body of an IPTC 7901 message: slugs, versions, notes, headline, byline.

dpa, KNA, ats and others end it by a line with `=`; elsewhere a blank line or the dateline does. Lines in capitals and
in brackets are signals where they look like it; a headline is what is left, and only where something ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from feedmill.reading.wiretext.datelines import dateline_of
from feedmill.reading.wiretext.signals import correction_in, is_correction, is_kill, is_version, is_version_alone

MOST_LINES = 14
MOST_CHARS = 300
BYLINE_WORDS = 10
SHORTEST_PARAGRAPH = 100
"""Characters of a line that ends in a full stop and is no line of a headline: a paragraph that is not wrapped."""

BYLINE = re.compile(
    r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Da|De notre|Af|Av|Door|Przez|Kirjoittanut|Text:)\s+(?=[^\W\d_])"
)
HELD = re.compile(r"(?:embargo\w*|sperrfrist|hold for release|karenssi)[:\s]", re.IGNORECASE)
"""How a line begins that holds a story back."""

PRIORITY = re.compile(
    r"\W{0,3}(?:eil|eilmeldung|blitz|blitzmeldung|vorrang|vorrangmeldung|urgente?|flash|alerte|alerta|bulletin|snap|hast|"
    r"pika|haster|spoed|pilne|срочно|молния)\W{0,3}",
    re.IGNORECASE,
)
"""A line that says how urgent a message is."""

CAPITALS = 32
SHORT_NOTE = 60
VERSION_MARK = re.compile(
    r"\((\d{1,2}|\d{1,2}DER|DER|\d{1,2}\s?LEAD|LEAD\s?\d{0,2}|CORRECT\w*|RECTIFICATIF|CORR|RPT|\d{1,2}[aªºe])\)\s*$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What was found, and where the body begins, as the number of its first line."""

    body: int
    headline: str | None = None
    byline: str | None = None
    signals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def version(self) -> str | None:
        """What the signals, or a mark behind the headline, say of the version."""
        told = " ".join(signal for signal in self.signals if is_version(signal))
        mark = VERSION_MARK.search(self.headline or "")
        noted = next((word for word in map(correction_in, self.notes) if word), None)
        return told or (mark[1] if mark else noted)


def heading_of(lines: Sequence[str], *, marked: bool) -> Heading:
    """The heading of a message's text. `marked` says that STX stands right before the first of the lines."""
    first = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    end = _ended(lines, first)
    if end is not None:
        block = [*lines[first:end], lines[end].rstrip(" =")]
        return _sorted([line.strip() for line in block if line.strip()], end + 1)
    return _signed(lines, _unended(lines, first, marked=marked))


def _signed(lines: Sequence[str], found: Heading) -> Heading:
    """The same, with the byline that stands alone between the heading and the body, where there is one."""
    at = next((at for at in range(found.body, len(lines)) if lines[at].strip()), None)
    if at is None or found.byline or not found.headline or len(lines) < at + 2 or lines[at + 1].strip():
        return found
    line = lines[at].strip()
    alone = BYLINE.match(line) and len(line.split()) <= BYLINE_WORDS and not line.endswith(".")
    return replace(found, body=at + 1, byline=BYLINE.sub("", line, count=1)) if alone else found


def _ended(lines: Sequence[str], first: int) -> int | None:
    """The line that ends the heading by its `=`, unless a dateline or the body came first."""
    size = 0
    for at in range(first, min(len(lines), first + MOST_LINES)):
        line = lines[at]
        size += len(line)
        if dateline_of(line.strip() + " ") is not None:
            return None
        if line.rstrip().endswith("=") and line.strip(" ="):
            return at
        if size > 2 * MOST_CHARS or (not line.strip() and at > first + 2 and size > MOST_CHARS):
            return None
    return None


def _unended(lines: Sequence[str], first: int, *, marked: bool) -> Heading:
    """The heading up to a blank line, an indent or the dateline, where it is short enough to be one."""
    end = first
    while end < len(lines) and lines[end].strip() and not _begins_body(lines[end]) and not _is_paragraph(lines[end]):
        end += 1
    block = [line.strip() for line in lines[first:end]]
    more = any(line.strip() for line in lines[end:])
    size = sum(map(len, block))
    if not block or not more or size > MOST_CHARS or len(block) > 6:
        return Heading(first)
    parted = end < len(lines) and not (lines[end].strip() and lines[end][:1] not in (" ", "\t"))
    closed = parted or _is_paragraph(lines[end]) or dateline_of(lines[end].strip() + " ") is not None
    if not closed or not (marked or len(block) == 1) or (len(block) > 2 and block[-1].endswith((".", ":", ";"))):
        return Heading(first)
    return _sorted(block, end)


def _begins_body(line: str) -> bool:
    """Whether body text begins here: with a dateline, or an indent."""
    return dateline_of(line.strip() + " ") is not None or line.startswith(("  ", "\t"))


def _is_paragraph(line: str) -> bool:
    """Whether a line is a paragraph by itself, whatever stands before it."""
    return len(line) >= SHORTEST_PARAGRAPH and line.rstrip(" \"'”’").endswith(".")


def _sorted(block: list[str], body: int) -> Heading:
    """The lines of a heading, each by what it is."""
    signals, notes, rest = _bracketed(block)
    byline = None
    if len(rest) > 1 and BYLINE.match(rest[-1]):
        byline = BYLINE.sub("", rest.pop(), count=1)
    elif len(rest) > 1 and _names_somebody(rest[0]):
        byline = BYLINE.sub("", rest.pop(0), count=1)
    told = [line for line in rest if _is_signal(line) or HELD.match(line)]
    if len(told) == len(rest) and told and not is_kill(told[-1]) and not is_version(told[-1]):
        told.pop()
    headline = " ".join(line for line in rest if line not in told)
    return Heading(body, headline or None, byline, (*told, *signals), tuple(notes))


def _names_somebody(line: str) -> bool:
    """Whether a line above a headline is a byline: a name and nothing more, each word with a capital.

    `Von der Leyen trifft Macron` is none.
    """
    name = BYLINE.sub("", line, count=1)
    words = name.split()
    return name != line and 2 <= len(words) <= BYLINE_WORDS // 2 and all(word[0].isupper() for word in words)


def _bracketed(block: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The lines in brackets, which may run over several: short ones as signals, told ones as notes; and the rest."""
    signals: list[str] = []
    notes: list[str] = []
    rest: list[str] = []
    held: list[str] = []
    for line in block:
        held.append(line)
        joined = " ".join(held)
        if joined.startswith("(") and not joined.endswith(")") and len(held) < MOST_LINES and joined.count(")") < 1:
            continue
        held = []
        if not (joined.startswith("(") and joined.endswith(")")):
            rest.append(joined)
            continue
        inner = joined.strip("() \a")
        if len(joined) <= SHORT_NOTE:
            signals.append(f"({inner})")
        if ":" in joined or len(joined) > SHORT_NOTE or is_correction(inner) or is_kill(inner):
            notes.append(inner)
    return signals, notes, [*rest, *held]


def _is_signal(line: str) -> bool:
    """Whether a line in capitals, or one that names nothing but a version, signals."""
    short = len(line) <= CAPITALS and len(line.split()) <= 5
    return short and (line.isupper() or is_version_alone(line) or PRIORITY.fullmatch(line) is not None)
