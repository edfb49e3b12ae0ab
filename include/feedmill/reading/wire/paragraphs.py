"""Text that an agency's XML holds with its line ends: which of them end a paragraph.

A blank line does. So does an indented line among lines that are not indented: the wire's own way of beginning a
paragraph, and an ideographic space that of East Asia. A time stamp stands alone. Lines of a table, told by the runs of
blanks in them, stay lines.
All other line ends are blanks; but where nothing else parts plain text, one behind a sentence, or before an item of a
list, ends a paragraph if the next word would have fitted.
"""

from __future__ import annotations

import re
from itertools import pairwise

from feedmill.reading.wiretext.stamps import is_stamp

BLANKS = re.compile(r"[ \t\r\n\f\v]+")
IDEOGRAPHIC = "\u3000"
BEGINS = re.compile(rf"(?: {{2,5}}|\t)(?![ \t])|{IDEOGRAPHIC}")
LISTED = re.compile(r"(?:\d{1,3}[.)]|[-*\u2022\u2013])\s")
COLUMNS = re.compile(r"[^ \t][ \t]{3,}[^ \t]")
BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
ENDED = re.compile(r"[.!?\u2026:\u3002\uff01\uff1f][\"'\u00bb\u201c\u201d\u2019)\]]{0,3}$")
INDENTING = f" \t{IDEOGRAPHIC}"
EDGES = f" \u00a0{IDEOGRAPHIC}"
"""What stands before or behind a paragraph and is no part of it."""

NARROWEST = 45
LONG = 100
MANY = 20_000
"""More lines than any paragraph has: then blank lines alone part them."""


def folded(text: str) -> str:
    """The text on one line."""
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        text = BLANKS.sub(" ", text)
    return text.strip(EDGES)


def paragraphs(text: str, *, plain: bool = False) -> tuple[str, ...]:
    """The paragraphs of a text, none blank. `plain` text has no markup: long lines are paragraphs already."""
    if text.count("\n") > MANY:
        return tuple(one for one in map(folded, BLANK_LINE.split(text)) if one)
    lines = text.replace("\r\n", "\n").split("\n")
    full = [line for line in lines if line and not line.isspace()]
    if len(full) < 2:
        return tuple(map(folded, full))
    indented = [line[0] in INDENTING for line in full[1:]]
    rows = 2 * sum(1 for line in full if COLUMNS.search(line.strip())) > len(full)
    if rows or (plain and (all(indented) or max(map(len, full)) > LONG)):
        return tuple(map(folded, full))
    begins = BEGINS if any(indented) and (not all(indented) or IDEOGRAPHIC in text) else None
    if plain and not any(indented) and BLANK_LINE.search(text.strip()) is None:
        return tuple(map(folded, sentences(full)))
    return tuple(map(folded, _grouped(lines, begins)))


def _grouped(lines: list[str], begins: re.Pattern[str] | None) -> list[str]:
    """The lines of each paragraph: a blank line ends one, and a line that `begins` fits begins one."""
    grouped: list[list[str]] = []
    fresh = True
    for line in lines:
        if not line or line.isspace():
            fresh = True
        elif fresh or (begins is not None and begins.match(line)) or (line[0].isdecimal() and is_stamp(line)):
            grouped.append([line])
            fresh = False
        else:
            grouped[-1].append(line)
    return [" ".join(group) for group in grouped]


def sentences(lines: list[str]) -> list[str]:
    """The paragraphs of lines that nothing else parts: lines that all end a sentence are not wrapped."""
    if all(ENDED.search(line.rstrip()[-8:]) for line in (lines if len(lines) < 3 else lines[:-1])):
        return list(lines)
    lengths = sorted(map(len, lines))
    width = max(NARROWEST, lengths[int(len(lengths) * 0.6)])
    grouped = [[lines[0]]]
    for before, line in pairwise(lines):
        fits = len(before.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) <= width
        if fits and (ENDED.search(before.rstrip()[-8:]) or LISTED.match(line)):
            grouped.append([line])
        else:
            grouped[-1].append(line)
    return [" ".join(group) for group in grouped]
