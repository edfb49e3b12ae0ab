"""Lines of a wire to paragraphs: blanks, indents and list marks part them; a line that is full runs on.

A line end is a wrap where the next word would not have fitted. Rows of tables stay rows. No character is lost but the
blanks at the ends of lines; a hyphen at a line end stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

ROW = re.compile(r"\S {3,}\S.* {3,}\S|\S {4,}[\d+-]|^\s*\||;.*;|\S\t+\S")
BULLET = re.compile(r"\s*(?:[-+*\u2022\u2013\u2014]|\d{1,2}[.)]|#{1,4})\s+\S|\s*(?:\* ){2,}|\s*[_*=-]{3,}\s*$")
MAYBE = re.compile(r"[-\u2013\u2014] [^\W\dA-Z]|\d{1,2}[.)]\s")
OPENING = re.compile(r"\s*#{1,4}\s")
HELD = re.compile(r"[^\W\d_]-$")
AND = re.compile(r"(?:und|oder|bis|et|ou|e|y|o|and|or|och|ja|tai|og|en|of|sowie)\b")
WIDE = re.compile(r"[ \t]+")
WIDEST = 100
ENDING = re.compile(
    r"\s*(?:\((?:schluss|ende?|ends|fine?|slut|loppu|more|mehr|suivra|à suivre|segue|sigue|forts\w{0,8}|mf)\)|==\s?\w)",
    re.IGNORECASE,
)
"""How a line begins that says that a message ends here or goes on elsewhere: it is no part of a paragraph."""

LOOKED_AT = 300
NARROWEST = 45


def paragraphs(lines: Sequence[str], *, wrapped: bool = True, flush: bool = False, parted: bool = False) -> list[str]:
    """The paragraphs, each on one line. `wrapped=False` keeps every line as it is, without its indent.

    `flush` says that text runs flush left, so that every indent begins a paragraph. `parted` says that nothing else
    begins one, so that even a short line runs on.
    """
    kept = [line.rstrip() for line in lines]
    if not wrapped:
        return [line.strip() for line in kept if line.strip()]
    width, base = 0 if parted else _width(kept), 0 if flush or parted else _base(kept)
    done: list[list[str]] = []
    before = ""
    for line in kept:
        if line.strip():
            if done and before and _runs_on(before, line, done[-1][0], width, base):
                done[-1].append(line)
            else:
                done.append([line])
        before = line
    return [_joined(run) for run in done]


def is_row(line: str) -> bool:
    """Whether a line is one of a table: several wide gaps, or signs that part columns."""
    inner = line[:LOOKED_AT].strip(" ")
    return ("   " in inner or "\t" in inner or "|" in inner or ";" in inner) and ROW.search(
        line[:LOOKED_AT]
    ) is not None


def _width(lines: Sequence[str]) -> int:
    """The column where lines are wrapped: what three fifths of the longer lines keep within."""
    lengths = sorted(len(line) for line in lines if len(line.strip()) > 25 and not is_row(line))
    return max(NARROWEST, lengths[int(len(lengths) * 0.6)]) if lengths else NARROWEST


def _base(lines: Sequence[str]) -> int:
    """The least indent of the lines that may go on with the line before them."""
    return min((_indent(line) for before, line in pairwise(lines) if before and line), default=0)


def _indent(line: str) -> int:
    """How far a line is indented; a tab counts as eight."""
    if not line[:1].isspace():
        return 0
    return sum(8 if char == "\t" else 1 for char in line[: len(line) - len(line.lstrip())])


def _runs_on(before: str, line: str, first: str, width: int, base: int) -> bool:
    """Whether a line goes on with the paragraph that the line before it belongs to."""
    if len(before) > WIDEST or line.startswith("\t") or ENDING.match(line):
        return False
    listed = BULLET.match(first) is not None
    full = len(before) + 1 + len(line.split(maxsplit=1)[0]) > width
    if not (full or listed) or is_row(line) or is_row(before) or OPENING.match(before):
        return False
    if BULLET.match(line) and not (full and not listed and MAYBE.match(line)):
        return False
    if _indent(line) > (_indent(first) + 4 if listed else base):
        return False
    return full or (listed and _indent(line) > _indent(first))


def _joined(run: list[str]) -> str:
    """One line of many."""
    text = run[0].strip()
    for line in run[1:]:
        more = line.strip()
        text += more if text.endswith("-") and HELD.search(text[-2:]) and not AND.match(more) else f" {more}"
    return text if ("  " not in text and "\t" not in text) or is_row(run[0]) else WIDE.sub(" ", text)
