"""Lines of a wire to paragraphs: blanks, indents and list marks part them; a line that is full runs on.

A line end is a wrap where the next word would not have fitted, or where no sentence ends and a small letter goes on:
such wraps show how wide the lines are. Rows of tables stay rows. No character is lost but the blanks at the ends of
lines; a hyphen at a line end stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

ROW = re.compile(r"\S {3,}\S.* {2,}\S|\S {2,}\S.* {3,}\S|\S {4,}[\d+-]|^\s*\||;(?! ).*;(?! )|\S\t+\S")
SCORE = re.compile(r"\d{1,3}\s?[:-]\s?\d{1,3}\W{0,3}(?:\([^()]{1,20}\)\W{0,2})?$")
"""How the rows of results end, one below the other."""

TAIL = 40

BULLET = re.compile(r"\s*(?:[-+*\u2022\u2013\u2014]|\d{1,2}[.)]|#{1,4})\s+\S|\s*(?:\* ){2,}|\s*[_*=+-]{3,}\s*$")
MAYBE = re.compile(r"[-\u2013\u2014] [^\W\dA-Z]|\d{1,2}[.)]\s")
OPENING = re.compile(r"\s*#{1,4}\s")
HELD = re.compile(r"[^\W\d_]-$")
AND = re.compile(r"(?:und|oder|bis|et|ou|e|y|o|and|or|och|ja|tai|og|en|of|sowie)\b")
WIDE = re.compile(r"[ \t]+")
WIDEST = 100
ENDING = re.compile(
    r"\s*(?:\((?:schluss|ende?|ends|fine?|slut|loppu|more|mehr|suivra|à suivre|segue|sigue|forts\w{0,8}|mf)\)"
    r"|==\s?\w|keywords:\s|\(\([A-Z]|\((?:reporting|writing|editing|compiled|additional reporting) by\s|\(c\)\s"
    r"|(?-i:Distributed by |Visit |Copyright ))",
    re.IGNORECASE,
)
"""How a line begins that says that a message ends here or goes on elsewhere: it is no part of a paragraph."""

CLOSED = ("(end)", "(ends)", "))")
"""How a line ends that is a message's last."""

IDEOGRAPHIC = "\u3000"
"""The blank with which paragraphs in Japanese and Chinese begin."""

UNPARTED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
"""Characters of Japanese and Chinese, between which no blank stands."""

LOOKED_AT = 300
NARROWEST = 45
LEAST = 35
STOPS = ".!?:;\"'”»«)=*_"
"""What a paragraph may end with, and the list or the heading above it."""

ENDED = re.compile(r"[.!?:;=]\W{0,2}$")


def paragraphs(lines: Sequence[str], *, wrapped: bool = True, flush: bool = False, parted: bool = False) -> list[str]:
    """The paragraphs, each on one line. `wrapped=False` keeps every line as it is, without its indent.

    `flush` says that text runs flush left, so that every indent begins a paragraph. `parted` says that nothing else
    begins one, so that even a short line runs on.
    """
    kept = [line.rstrip() for line in lines]
    if not wrapped:
        return [line.strip() for line in kept if line.strip()]
    if any(line.startswith(IDEOGRAPHIC) for line in kept):
        return _by_ideographic_indents(kept)
    wraps = [(before, line) for before, line in pairwise(kept) if _is_wrap(before, line)]
    width = 0 if parted else _width(kept, wraps)
    base = 0 if flush or parted else _base(kept, wraps)
    shown = parted or bool(wraps)
    done: list[list[str]] = []
    before = ""
    for line in kept:
        if line.strip():
            open_ended = shown or ENDED.search(before[-4:]) is None
            if done and before and open_ended and _runs_on(before, line, done[-1][0], width, base):
                done[-1].append(line)
            else:
                done.append([line])
        before = line
    return [joined(run) for run in done]


def _by_ideographic_indents(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a text in which each begins with an ideographic blank, or behind a blank line."""
    done: list[list[str]] = []
    before = ""
    for line in lines:
        begins = not before or line.startswith(IDEOGRAPHIC) or is_row(line) or ENDING.match(line) is not None
        if line and begins:
            done.append([line])
        elif line:
            done[-1].append(line)
        before = line
    return [joined(run) for run in done]


def is_row(line: str) -> bool:
    """Whether a line is one of a table: several wide gaps, or signs that part columns."""
    inner = line[:LOOKED_AT].strip(" ")
    return ("   " in inner or "\t" in inner or "|" in inner or ";" in inner) and ROW.search(
        line[:LOOKED_AT]
    ) is not None


def _is_wrap(before: str, line: str) -> bool:
    """Whether a sentence goes on in the next line for sure."""
    more = line.lstrip()
    return LEAST < len(before) <= WIDEST and more[:1].islower() and before[-1] not in STOPS and not is_row(before)


def _width(lines: Sequence[str], wraps: Sequence[tuple[str, str]]) -> int:
    """The column where lines are wrapped: what three fifths of those with a sure wrap keep within, else the longest."""
    if wraps:
        return max(NARROWEST, sorted(len(before.lstrip()) for before, _ in wraps)[int(len(wraps) * 0.6)])
    return max(NARROWEST, *(len(line) for line in lines if len(line) <= WIDEST and not is_row(line)), 0)


def _base(lines: Sequence[str], wraps: Sequence[tuple[str, str]]) -> int:
    """The least indent of the lines that go on with the line before them for sure; without any, of those that may."""
    found = wraps or [(before, line) for before, line in pairwise(lines) if before and line]
    return min((_indent(line) for _, line in found), default=0)


def _indent(line: str) -> int:
    """How far a line is indented; a tab counts as eight."""
    if not line[:1].isspace():
        return 0
    return sum(8 if char == "\t" else 1 for char in line[: len(line) - len(line.lstrip())])


def _runs_on(before: str, line: str, first: str, width: int, base: int) -> bool:
    """Whether a line goes on with the paragraph that the line before it belongs to."""
    if len(before) > WIDEST or line.startswith("\t") or ENDING.match(line) or before.lower().endswith(CLOSED):
        return False
    listed = BULLET.match(first) is not None
    full = len(before) + 1 + len(line.split(maxsplit=1)[0]) > width or _is_wrap(before, line)
    scored = SCORE.search(before[-TAIL:]) is not None and SCORE.search(line[-TAIL:]) is not None
    if not (full or listed) or scored or is_row(line) or is_row(before) or OPENING.match(before):
        return False
    if BULLET.match(line) and not (full and not listed and _may_go_on(before, line.lstrip())):
        return False
    if _indent(line) > (_indent(first) + 4 if listed else base) or (listed and base < _indent(line) <= _indent(first)):
        return False
    return full or (listed and _indent(line) > _indent(first))


def _may_go_on(before: str, line: str) -> bool:
    """Whether a line that begins as an item of a list can go on with a full line: a date, a dash within a sentence."""
    dashed = line[0] in "-\u2013\u2014" and line[1:2] == " "
    return MAYBE.match(line) is not None or (dashed and before[-1] not in STOPS)


def joined(run: list[str]) -> str:
    """One line of many."""
    text = run[0].strip()
    for line in run[1:]:
        more = line.strip()
        parted = text.endswith("-") and HELD.search(text[-2:]) and not AND.match(more)
        unparted = UNPARTED.match(text[-1:]) and UNPARTED.match(more)
        text += more if parted or unparted else f" {more}"
    return text if ("  " not in text and "\t" not in text) or is_row(run[0]) else WIDE.sub(" ", text)
