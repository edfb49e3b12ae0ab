"""The lines of an ANPA 1312 text: those that are flagged with `^` before the body, and the body's paragraphs.

A flag begins a line, `<` (flush left) or `=` (centred) ends it. Without flags (Kyodo, Reuters, AAP, old UPI) the lines
above the first indent stand for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feedmill.model import Role
from feedmill.reading.wiretext.assembling import Shown
from feedmill.reading.wiretext.datelines import dateline_of
from feedmill.reading.wiretext.unwrapping import is_row, paragraphs

ENDS = "<=+"
INDENT = re.compile(r"[ \t]*\t[ \t]*|[ ]{2,}")
FOLDED = 4
BELOW = 2
"""The level of centred lines within a body."""

PROSE = 50
MOST_ABOVE = 10
LONGEST_ABOVE = 120
CODES = re.compile(r"\*?\d{1,6}$|[A-Z]{2,5}\d{2,4}$|code:\s?\d+$|\s*[*:]\s*$", re.IGNORECASE)
TABLED = re.compile(r"^\s*;|;.*;|\x08")
LEADERS = re.compile(r"[\x08\x10\x0e\x0f\x18-\x1f]")


@dataclass(frozen=True, slots=True)
class Flagged:
    """A line with its flags: `end` is `<`, `=`, `+`, or nothing; `flag` whether a `^` stands before it."""

    text: str
    end: str
    flag: bool
    indented: bool = False


def flagged(lines: Sequence[str]) -> list[Flagged]:
    """The lines as they are flagged; a flagged line that is wrapped is put together, blank ones stay."""
    done: list[Flagged] = []
    for line in _split(lines):
        flag = line.lstrip().startswith("^")
        indented = not flag and INDENT.match(line) is not None
        text = line.lstrip()[1:] if flag else line
        text = text.rstrip()
        end = text[-1] if text and text[-1] in ENDS else ""
        end = "=" if text.endswith("=<") else end
        own = Flagged(text[:-1].removesuffix("=").rstrip("@ \t") if end else text, end, flag, indented)
        if _continues(done, own):
            before = done.pop()
            own = Flagged(f"{before.text} {own.text.strip()}", own.end, flag=True)
        done.append(own)
    return _unfolded(done)


def _split(lines: Sequence[str]) -> list[str]:
    """The same, each flag on a line of its own where a line holds two."""
    return [part for line in lines for part in re.split(r"(?<=[<=@])[ ]{0,3}(?=\^[A-Z])", line)]


def _continues(done: Sequence[Flagged], own: Flagged) -> bool:
    """Whether a line without a flag ends the flagged one before it."""
    if not done or own.flag or own.indented or not own.text.strip() or own.end not in ("<", "="):
        return False
    before = done[-1]
    return before.flag and not before.end and not TABLED.search(before.text) and not TABLED.search(own.text)


def _unfolded(lines: list[Flagged]) -> list[Flagged]:
    """The same, where nothing is flagged: the lines that run up to a `+` are one (Kyodo)."""
    if any(line.flag for line in lines):
        return lines
    at = next((at for at, line in enumerate(lines[: FOLDED + 2]) if line.end == "+"), None)
    if at is None or at < 1:
        return lines
    whole = " ".join(line.text.strip() for line in lines[1 : at + 1])
    return [lines[0], Flagged(whole, "<", flag=True), *lines[at + 1 :]]


def parted(lines: Sequence[Flagged]) -> tuple[list[Flagged], list[Flagged]]:
    """The lines before the body, and those of the body. Blank lines before it are dropped.

    Where flags are used, they show it; else the dateline or the first indent does; without either, the first line.
    """
    filled = [line for line in lines[:40] if line.text.strip()]
    flags = any(line.flag for line in filled[:6])
    dated = None if flags else _dated(lines)
    if dated is not None:
        return [line for line in lines[:dated] if line.text.strip()], list(lines[dated:])
    if not flags and not any(line.indented for line in lines):
        at = next((at for at, line in enumerate(lines) if line.text.strip()), len(lines))
        return list(lines[at : at + 1]), list(lines[at + 1 :])
    end = 0
    for line in lines:
        if CODES.match(line.text.strip()):
            end += 1
            continue
        if line.indented or (flags and not line.flag and line.text.strip() and end):
            break
        end += 1
    return [line for line in lines[:end] if line.text.strip()], list(lines[end:])


def _dated(lines: Sequence[Flagged]) -> int | None:
    """The line that begins with a dateline, where only a few short ones stand above it."""
    for at, line in enumerate(lines[:MOST_ABOVE]):
        if dateline_of(line.text.strip()) is not None:
            return at
        if len(line.text) > LONGEST_ABOVE:
            return None
    return None


def shown(lines: Sequence[Flagged], *, tabular: bool) -> list[Shown]:
    """The paragraphs of a body, with its headings: flagged lines that are centred."""
    done: list[Shown] = []
    run: list[str] = []
    for line in lines:
        text = LEADERS.sub(" ", line.text)
        if line.flag or line.end == "=":
            done.extend(_run(run, tabular=tabular))
            run = []
            centred = line.end == "=" and any(char.isalpha() for char in text) and not is_row(text)
            if text.strip():
                done.append(Shown(text.strip(), Role.HEADING, BELOW) if centred else Shown(text.strip()))
            continue
        run.append(text)
        if line.end:
            done.extend(_run(run, tabular=tabular))
            run = []
    return [*done, *_run(run, tabular=tabular)]


def _run(lines: Sequence[str], *, tabular: bool) -> list[Shown]:
    """The paragraphs of lines without flags."""
    filled = [line for line in lines if line.strip()]
    common = min((len(line) - len(line.lstrip(" ")) for line in filled), default=0)
    lines = [line[common:] if line.strip() else line for line in lines]  # all of it may be set in by a blank (Reuters)
    prose = sum(len(line) for line in filled if len(line) >= PROSE and not is_row(line))
    wrapped = not tabular or 2 * prose > sum(map(len, filled))
    return [Shown(text) for text in paragraphs(lines, wrapped=wrapped, flush=True)]
