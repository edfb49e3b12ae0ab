"""Layouts for made pages: what a text file, or a page with structure, still shows of where stories begin.

Most stay bare, a paragraph a line. The truth goes along: the story of the line that begins at an offset.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from feedmill.model import Block, Document, Role, Shape
from feedmill.splitting.training.making import FURNITURE, MadeLine, MadePage

LAYOUTS = ("bare", "spaced", "parted", "ruled", "wrapped", "structured", "numbered", "capitals")
SHARES = (76, 4, 6, 4, 4, 4, 1, 1)
RULES = ("***", "* * *", "-30-", "###", "----------", "ENDS", "=====", "_____", "#", "~~~")
NOISE = 0.05


@dataclass(frozen=True, slots=True)
class Made:
    """A page as a document, and its truth: `story` at each offset where a line begins."""

    page: MadePage
    document: Document
    stories: dict[int, int]
    layout: str


def bare(page: MadePage) -> Made:
    """The page, a paragraph a line."""
    return _made(page, page.lines, ["\n"] * len(page.lines), "bare")


def dressed(page: MadePage, dice: random.Random) -> Made:
    """The page in a layout by chance."""
    layout = dice.choices(LAYOUTS, SHARES)[0]
    return DRESS[layout](page, dice)


def _bare(page: MadePage, _: random.Random) -> Made:
    return bare(page)


def _spaced(page: MadePage, _: random.Random) -> Made:
    """A blank line between any two lines."""
    return _made(page, page.lines, ["\n\n"] * len(page.lines), "spaced")


def _parted(page: MadePage, dice: random.Random) -> Made:
    """Blank lines between stories alone, with some missing and some too many."""
    ends = ["\n\n" if _begins(page.lines, at) != (dice.random() < NOISE) else "\n" for at in _places(page)]
    return _made(page, page.lines, ends, "parted")


def _ruled(page: MadePage, dice: random.Random) -> Made:
    """A rule or an end mark between stories, seldom missing; seldom one within a story."""
    rule, lines = dice.choice(RULES), list[MadeLine]()
    for at, line in enumerate(page.lines):
        lines.append(line)
        if _begins(page.lines, at) != (dice.random() < NOISE / 2):
            lines.append(MadeLine(rule, FURNITURE))
    return _made(page, lines, ["\n"] * len(lines), "ruled")


def _wrapped(page: MadePage, dice: random.Random) -> Made:
    """Wrapped at a fixed width, paragraphs parted by blank lines or indented."""
    width, indented = dice.randint(58, 78), dice.random() < 0.4
    lines, ends = [], []
    for line in page.lines:
        text = textwrap.fill(line.text, width, break_long_words=False, break_on_hyphens=False)
        lines.append(MadeLine(text, line.story, line.headline))
        ends.append("\n    " if indented else "\n\n")
    return _made(page, lines, ends, "wrapped")


def _structured(page: MadePage, dice: random.Random) -> Made:
    """Blocks: headings, list items with links, and now and then articles."""
    made = _made(page, page.lines, ["\n"] * len(page.lines), "structured")
    articles = dice.random() < 0.5
    blocks = tuple(
        _block(line, start, dice, articles) for line, start in zip(page.lines, sorted(made.stories), strict=True)
    )
    document = Document(0, "html", Shape.PAGE, made.document.text, blocks=blocks)
    return Made(page, document, made.stories, "structured")


def _block(line: MadeLine, start: int, dice: random.Random, articles: bool) -> Block:
    """What a format might say of a line."""
    span = (start, start + len(line.text))
    if line.story == FURNITURE:
        linked = dice.random() < 0.6
        role = Role.ITEM if dice.random() < 0.4 else Role.TEXT
        return Block(span, role, links=1.0 if linked else 0.0)
    short = len(line.text) < 70 and line.text[-1] not in '.!?"”'
    heading = line.headline or (short and dice.random() < 0.7)
    links = dice.choice((0.0, 0.0, 0.0, 0.1, 0.3))
    return Block(span, Role.HEADING if heading else Role.TEXT, 2 if line.headline else 3 if heading else 0,
                 line.story if articles else None, links)  # fmt: skip


def _numbered(page: MadePage, dice: random.Random) -> Made:
    """Each story's first line carries a number or a bullet."""
    mark = dice.choice(("{}. ", "{}) ", "({}) ", "• ", "- "))
    lines, seen = [], set[int]()
    for line in page.lines:
        fresh = line.story != FURNITURE and line.story not in seen
        seen.add(line.story)
        lines.append(MadeLine(mark.format(line.story + 1) + line.text, line.story) if fresh else line)
    return _made(page, lines, ["\n"] * len(lines), "numbered")


def _capitals(page: MadePage, _: random.Random) -> Made:
    """Everything in capitals, as old wires send it."""
    lines = [MadeLine(line.text.upper(), line.story, line.headline) for line in page.lines]
    return _made(page, lines, ["\n"] * len(lines), "capitals")


DRESS = {
    "bare": _bare,
    "spaced": _spaced,
    "parted": _parted,
    "ruled": _ruled,
    "wrapped": _wrapped,
    "structured": _structured,
    "numbered": _numbered,
    "capitals": _capitals,
}


def _places(page: MadePage) -> range:
    """The numbers of the lines."""
    return range(len(page.lines))


def _begins(lines: Sequence[MadeLine], at: int) -> bool:
    """Whether another story begins behind a line."""
    later = next((line.story for line in lines[at + 1 :] if line.story != FURNITURE), None)
    return lines[at].story not in (later, FURNITURE) and later is not None


def _made(page: MadePage, lines: Sequence[MadeLine], ends: Sequence[str], layout: str) -> Made:
    """Put lines and their ends together, and note where each begins."""
    stories: dict[int, int] = {}
    pieces: list[str] = []
    at = 0
    for line, end in zip(lines, ends, strict=True):
        stories[at] = line.story
        pieces += (line.text, end)
        at += len(line.text) + len(end)
    text = "".join(pieces).rstrip(" ")
    return Made(page, Document(0, "text", Shape.PAGE, text), stories, layout)
