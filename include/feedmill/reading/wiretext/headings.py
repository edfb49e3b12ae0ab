"""What stands between the header and the body of an IPTC 7901 message: slugs, versions, notes, headline, byline.

dpa, KNA, ats and others end it by a line with `=`; elsewhere a blank line or the dateline does. Lines in capitals and
in brackets are signals where they look like it; a headline is what is left, and only where something ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from feedmill.reading.wiretext.bylines import (
    BYLINE,
    is_bracketed_name,
    is_byline,
    is_posted,
    name_in,
    names_somebody,
    signs,
)
from feedmill.reading.wiretext.datelines import dateline_of
from feedmill.reading.wiretext.holding import MOST_HELD, is_held
from feedmill.reading.wiretext.signals import (
    correction_in,
    is_correction,
    is_for_editors,
    is_kill,
    is_version,
    is_version_alone,
)
from feedmill.reading.wiretext.unwrapping import IDEOGRAPHIC, joined

MOST_LINES = 14
MOST_APART = 6
"""Blocks of signals above a headline, and of notes below it."""

MOST_CHARS = 300
SHORTEST_PARAGRAPH = 100
"""Characters of a line that ends in a full stop and is no line of a headline: a paragraph that is not wrapped."""

PRIORITY = re.compile(
    r"(?:\W{0,3}(?:eil|eilmeldung|achtung|blitz|blitzmeldung|vorrang|vorrangmeldung|urgente?|flash|alerte|alerta|bulletin|snap|hast|"
    r"pika|haster|spoed|pilne|срочно|молния)(?!\w)\W{0,3}){1,4}",
    re.IGNORECASE,
)
"""A line that says how urgent a message is, once or again and again."""

NOTE = re.compile(r"\([^()]{6,300}\)|(?:///)?[^/\n]{6,200}///")
"""A paragraph that is a note: all of it in brackets, or closed by strokes (AFP)."""

MOST_INDENTED = 3
"""Lines of a headline that is indented."""

CAPITALS, SHORT_NOTE = 32, 60
VERSION_MARK = re.compile(
    r"\((\d{1,2}|\d{1,2}DER|DER|\d{1,2}\s?LEAD|LEAD\s?\d{0,2}|CORRECT\w*|RECTIFICATIF|CORR|RPT|\d{1,2}[aªºe])\)\s*$"
)
POINT = "* "
BEYOND_SIGNALS = 3
"""More words than a line in capitals has that only signals."""

CORRECTING = re.compile(r"(?:CORRIGE|CORRECTS?|RECTIFIE|KORRIGIERT|CORRECCI[OÓ]N|RECTIFICATIF|BERICHTIGT)\b")
BEHIND = re.compile(r"\(([^()]{3,40})\)\s*$")


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
        mark, behind = VERSION_MARK.search(self.headline or ""), BEHIND.search(self.headline or "")
        return told or (mark[1] if mark else behind[1] if behind and is_version_alone(behind[1]) else None)

    @property
    def held(self) -> str | None:
        """What stands in brackets behind the headline and holds the story back."""
        behind = BEHIND.search(self.headline or "")
        return behind[1] if behind and is_held(behind[1]) else None

    @property
    def noted(self) -> str | None:
        """The word of a note that says that the story is put right or sent again."""
        return next((word for word in map(correction_in, self.notes) if word), None)


def heading_of(lines: Sequence[str], *, marked: bool) -> Heading:
    """The heading of a message's text. `marked` says that STX stands right before the first of the lines."""
    first = _filled(lines, 0)
    if _is_alert(lines[first:]):
        return Heading(len(lines), lines[first].strip())
    end = _ended(lines, first)
    if end is not None:
        block = [*lines[first:end], lines[end].strip(" =")]
        return _signed(lines, _sorted([line.strip() for line in block if line.strip()], end + 1))
    above = _above(lines, first)
    found = _unended(lines, above.body, marked=marked)
    signals, notes = (*above.signals, *found.signals), (*above.notes, *found.notes)
    return _signed(lines, replace(found, signals=signals, notes=notes))


def _is_alert(lines: Sequence[str]) -> bool:
    """Whether one line in capitals, that ends no sentence, is all: a headline sent ahead of its story."""
    told = [line.strip() for line in lines if line.strip()]
    if len(told) != 1 or not told[0].isupper() or len(told[0]) > MOST_CHARS or told[0].endswith((".", "=")):
        return False
    return len(told[0].split()) > BEYOND_SIGNALS and not _is_dated(told[0]) and not is_kill(told[0])


def _filled(lines: Sequence[str], start: int) -> int:
    """The first line from there on that has something on it; their number where none has."""
    return next((at for at in range(start, len(lines)) if lines[at].strip()), len(lines))


def _block(lines: Sequence[str], start: int) -> list[str]:
    """The lines from there up to the next blank one, or the first few of them."""
    most = min(len(lines), start + MOST_LINES)
    end = next((at for at in range(start, most) if not lines[at].strip()), most)
    return [line.strip() for line in lines[start:end]]


def _above(lines: Sequence[str], first: int) -> Heading:
    """The lines above the headline that signal and stand apart from it by blank lines."""
    found = Heading(first)
    for _ in range(MOST_APART):
        block = _block(lines, found.body)
        following = _filled(lines, found.body + len(block))
        signals, notes, rest = _bracketed(block)
        right = _puts_right(rest) and not _block(lines, following)[0].isupper() if following < len(lines) else False
        if not block or following == len(lines) or not (right or all(_signals_alone(line) for line in rest)):
            break
        told, said = ((), (*notes, " ".join(rest))) if right else (rest, notes)
        found = Heading(following, None, None, (*found.signals, *told, *signals), (*found.notes, *said))
    return found


def _puts_right(lines: Sequence[str]) -> bool:
    """Whether lines in capitals say what is put right, as AFP has them above the headline."""
    long = len(" ".join(lines).split()) > BEYOND_SIGNALS
    return long and " ".join(lines).isupper() and CORRECTING.match(lines[0]) is not None


def _signals_alone(line: str) -> bool:
    """Whether a line says how urgent a message is, what version, that it is held or taken back, and nothing else."""
    order = line.isupper() and len(line.split()) <= 3 and is_kill(line)
    return order or PRIORITY.fullmatch(line) is not None or is_version_alone(line) or is_held(line)


def _signed(lines: Sequence[str], found: Heading) -> Heading:
    """The same, with what stands alone between the heading and the body: a byline, notes in brackets or strokes."""
    for _ in range(MOST_APART if found.headline else 0):
        at = _filled(lines, found.body)
        block = _first_told(_block(lines, at))
        line = " ".join(block)[: 2 * MOST_CHARS]
        if _filled(lines, at + len(block)) == len(lines):
            break
        if dateline_of(line + " ") is not None:
            break
        alone = len(block) == 1 and (is_byline(line) or is_bracketed_name(line))
        if found.byline is None and (alone or is_posted(block)):
            found = replace(found, body=at + len(block), byline=name_in(block[0]))
        elif is_held(line) and len(line) <= MOST_HELD:
            found = replace(found, body=at + len(block), signals=(*found.signals, line))
        elif _are_points(block, whole=_block(lines, at)):
            found = replace(found, body=at + len(block), headline=f"{found.headline} {line}")
        elif NOTE.fullmatch(line) or (len(line) <= MOST_CHARS and is_for_editors(line)):
            found = replace(found, body=at + len(block), notes=(*found.notes, line.strip("()/ ")))
        else:
            break
    return found


def _are_points(block: list[str], *, whole: list[str]) -> bool:
    """Whether lines are a story's main points: several, or one right above the dateline."""
    return all(line.startswith(POINT) for line in block) and (len(block) > 1 or len(block) < len(whole))


def _first_told(block: list[str]) -> list[str]:
    """The first line of a block, down to the dateline or a gap, each of them a point, a note or a byline (Reuters)."""
    end = next((at for at, line in enumerate(block) if _is_dated(line)), 0 if is_posted(block) else len(block))
    told = (line.startswith(POINT) or NOTE.fullmatch(line) or is_byline(line) for line in block[:end])
    return block[:1] if end and all(told) and not all(line.startswith(POINT) for line in block) else block


def _ended(lines: Sequence[str], first: int) -> int | None:
    """The line that ends the heading by its `=`, unless a dateline or the body came first."""
    size = 0
    for at in range(first, min(len(lines), first + MOST_LINES)):
        line = lines[at]
        size += len(line)
        if dateline_of(line.strip() + " ") is not None:
            return None
        if line.rstrip().endswith("=") and (at > first or line.strip(" =")):
            return at
        if size > 2 * MOST_CHARS or (not line.strip() and at > first + 2 and size > MOST_CHARS):
            return None
    return None


def _unended(lines: Sequence[str], first: int, *, marked: bool) -> Heading:
    """The heading up to a blank line, an indent or the dateline, where it is short enough to be one."""
    end = first
    while end < len(lines) and lines[end].strip() and not _begins_body(lines[end]) and not _is_paragraph(lines[end]):
        end += 1
    end = end if end > first else first + _indented(lines, first)
    block = [line.strip() for line in lines[first:end]]
    more = any(line.strip() for line in lines[end:])
    size = sum(map(len, block))
    if not block or not more or size > MOST_CHARS or len(block) > 6:
        return Heading(first)
    parted = end < len(lines) and not (lines[end].strip() and lines[end][:1] not in (" ", "\t", IDEOGRAPHIC))
    closed = parted or _is_paragraph(lines[end]) or dateline_of(lines[end].strip() + " ") is not None
    if not closed or not (marked or len(block) == 1) or (len(block) > 2 and block[-1].endswith((".", ":", ";"))):
        return Heading(first)
    return _sorted(block, end)


def _indented(lines: Sequence[str], first: int) -> int:
    """How many lines a heading has that is indented as the body is: a dateline stands apart below it (AFP)."""
    block = _block(lines, first)
    told = len(block) > MOST_INDENTED or block[-1].rstrip("\"'”»’").endswith(".") if block else True
    if told or any(map(_is_dated, block)):
        return 0
    behind = lines[first + len(block) : first + len(block) + MOST_LINES]
    return len(block) if any(map(_is_dated, behind)) else 0


def _is_dated(line: str) -> bool:
    """Whether a line begins with a dateline."""
    return dateline_of(line.strip() + " ") is not None


def _begins_body(line: str) -> bool:
    """Whether body text begins here: with a dateline, or an indent."""
    return dateline_of(line.strip() + " ") is not None or line.startswith(("  ", "\t", IDEOGRAPHIC))


def _is_paragraph(line: str) -> bool:
    """Whether a line is a paragraph by itself, whatever stands before it."""
    return len(line) >= SHORTEST_PARAGRAPH and line.rstrip(" \"'”’").endswith(".")


def _sorted(block: list[str], body: int) -> Heading:
    """The lines of a heading, each by what it is."""
    signals, notes, rest = _bracketed(block)
    byline = None
    if len(rest) > 1 and (BYLINE.match(rest[-1]) or signs(rest[-1]) or names_somebody(rest[-1])):
        byline = name_in(rest.pop())
    elif len(rest) > 1 and names_somebody(rest[0]):
        byline = name_in(rest.pop(0))
    named = next((signal for signal in signals if is_bracketed_name(signal)), None)
    if byline is None and named is not None:
        signals.remove(named)
        byline = name_in(named)
    told = [line for line in rest if _is_signal(line) or is_held(line)]
    if len(told) == len(rest) and told and not _signals_alone(told[-1]):
        told.pop()
    headline = joined([line for line in rest if line not in told] or [""])
    return Heading(body, headline or None, byline, (*told, *signals), tuple(notes))


def _bracketed(block: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The lines in brackets, which may run over several: short ones as signals, told ones as notes; and the rest."""
    signals: list[str] = []
    notes: list[str] = []
    rest: list[str] = []
    held: list[str] = []
    for line in block:
        held.append(line)
        whole = " ".join(held)
        if whole.startswith("(") and not whole.endswith(")") and len(held) < MOST_LINES and whole.count(")") < 1:
            continue
        held = []
        if whole.endswith("///"):
            notes.append(whole.strip("/ "))
            continue
        if not (whole.startswith("(") and whole.endswith(")")):
            rest.append(whole)
            continue
        inner = whole.strip("() \a")
        if len(whole) <= SHORT_NOTE:
            signals.append(f"({inner})")
        if ":" in whole or len(whole) > SHORT_NOTE or is_correction(inner) or is_kill(inner):
            notes.append(inner)
    return signals, notes, [*rest, *held]


def _is_signal(line: str) -> bool:
    """Whether a line in capitals, or one that names nothing but a version, signals."""
    short = len(line) <= CAPITALS and len(line.split()) <= 5
    return short and (line.isupper() or is_version_alone(line) or PRIORITY.fullmatch(line) is not None)
