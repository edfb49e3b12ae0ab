"""Teasers of other stories on a page: their headlines, and which lines belong to each.

A teaser's headline is a line that is nearly all link, worded like a headline, and leads to what looks like a story; its
card is the largest element around it that holds no other such headline and nothing of the main story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feedmill.reading.pages.cutting import is_long
from feedmill.reading.pages.forms import FORMS
from feedmill.reading.pages.hints import KINDS
from feedmill.reading.pages.lines import Layout, PageLine
from feedmill.reading.pages.notices import ALSO_ALONE

MOSTLY = 0.5
LEAST_WORDS, LEAST_CHARS, TERSE = 4, 16, 20
"""A headline of one word less has so many letters: words are long where endings and compounds do what others do with
words (Finnish, Georgian, Turkish), not in English."""

SENTENCE, WIDE_SENTENCE = 5, 12
MOST_CHARS = 220
LARGEST_CARD = 14
SUMMARY_CHARS = 45
NO_STORY = ("menu", "foot", "tags", "share", "consent", "pager", "comment", "letter", "form")
FAR, WHOLE = 6, 8
FORM = dict(FORMS)
NEVER = ("comment", "consent")
DATED = re.compile(
    r"\W{0,3}(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b|\d{1,2}[./]\d)",
    re.IGNORECASE,
)
NO_WORDS = re.compile(r"https?://|©|\(c\)|copyright|visit us|why you can trust", re.IGNORECASE)
SOCIAL = re.compile(
    r"//(?:[a-z]{1,9}\.)?(?:twitter|x|facebook|instagram|youtube|youtu|linkedin|pinterest|reddit|t|tiktok|whatsapp)\.[a-z]{2,3}/"
)
UNLIKE = ("share", "letter", "rights", "comment")
WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
WORD = re.compile(r"\w+")
SECTION = re.compile(
    r"/(?:tags?|topics?|category|categories|authors?|people|section|search|user|profile|by|thema|themen|autor|autoren|"
    r"rubrik|kategorie|tema|temas|login|subscribe|newsletters?|account|help)/[^/]{0,80}/?$"
)


@dataclass(frozen=True, slots=True)
class Teaser:
    """The number of a teaser's headline line, and those of its further lines of text."""

    headline: int
    further: tuple[int, ...]


def teasers_of(layout: Layout, main: frozenset[int], headline: int) -> list[Teaser]:
    """The teasers of a page, in its order. `main` are the lines of the main story, `headline` that of its headline."""
    heads = _once([at for at, line in enumerate(layout.lines) if at not in main and at != headline
                   and (is_headline(layout, line) or is_labelled(layout, at))], layout)  # fmt: skip
    taken = main | {headline} | set(heads)
    return [Teaser(at, _further(layout, at, taken)) for at in heads]


def is_headline(layout: Layout, line: PageLine) -> bool:
    """Whether a line reads and links like the headline of another story."""
    text, href = line.text, line.href
    if href is None or line.lead < MOSTLY * len(text.replace(" ", "")):
        return False
    words = len(WORD.findall(text))
    wide = len(WIDE.findall(text))
    terse = words == LEAST_WORDS - 1 and len(text) >= TERSE and not text.isascii() and likeness(href) >= 2
    long_enough = (words >= LEAST_WORDS and len(text) >= LEAST_CHARS) or wide >= 8 or terse
    if not long_enough or len(text) > MOST_CHARS or (words <= 8 and DATED.match(text)) or NO_WORDS.match(text):
        return False
    like = likeness(href)
    headed = line.level > 0 or terse or words >= SENTENCE or wide >= WIDE_SENTENCE
    if like >= 2 and headed:
        return not _among(layout, line.element, NEVER)
    unlike = any(FORM[name].search(text[:60]) for name in UNLIKE)
    return like > 0 and not unlike and not _among(layout, line.element, NO_STORY)


def is_labelled(layout: Layout, at: int) -> bool:
    """Whether a line is all link, and stands behind a label of links to other stories (`Read also:`)."""
    line = layout.lines[at]
    if line.href is None or line.href.startswith(("#", "javascript:")) or not is_long(line.text):
        return False
    if line.lead < len(line.text.replace(" ", "")) or len(line.text) > MOST_CHARS or SOCIAL.search(line.href[:60]):
        return False
    return at > 0 and not layout.lines[at - 1].linked and ALSO_ALONE.fullmatch(layout.lines[at - 1].text) is not None


def likeness(href: str) -> int:
    """How much an address looks like a story's (0 to 2): by a path with a name of some words, or a long number."""
    lower = href.lower()
    if lower.startswith(("#", "javascript:", "mailto:", "tel:", "whatsapp:")) or SOCIAL.search(lower[:60]):
        return 0
    path, _, query = lower.partition("#")[0].partition("?")
    path = path.partition("//")[2].partition("/")[2] if "//" in path[:9] else path.lstrip("/")
    if SECTION.search(f"/{path}"):
        return 0
    name = path.rstrip("/").rpartition("/")[2]
    hyphens, digits = name.count("-") + name.count("_"), sum(map(str.isdigit, path))
    if hyphens >= 4 or digits >= 6:
        return 2
    return (
        1
        if hyphens >= 3 or digits >= 4 or (hyphens >= 2 and "/" in path.rstrip("/")) or any(map(str.isdigit, query))
        else 0
    )


def _among(layout: Layout, element: int, kinds: Sequence[str]) -> bool:
    """Whether an element stands near below one that is named so, or, with these kinds, in navigation or foot.

    What holds most of the page is none of these, whatever it is named (`__next`).
    """
    numbers = {KINDS.index(kind) for kind in kinds}
    for _ in range(FAR):
        if element < 0:
            return False
        own = layout.elements[element]
        if own.tag in ("nav", "footer", "form", "button") and kinds is NO_STORY:
            return True
        if not numbers.isdisjoint(own.kinds):
            return not WHOLE <= len(layout.lines) < 2 * (own.last - own.first)
        element = own.parent
    return False


def _once(heads: list[int], layout: Layout) -> list[int]:
    """Of neighbouring links to one address, the one with most text: a card links its picture, title and summary."""
    kept: list[int] = []
    for at in heads:
        before = kept[-1] if kept else -9
        if at - before <= 3 and layout.lines[at].href == layout.lines[before].href:
            if _rank(layout.lines[at]) > _rank(layout.lines[before]):
                kept[-1] = at
            continue
        kept.append(at)
    return kept


def _rank(line: PageLine) -> tuple[bool, int]:
    """How much a line is the headline of its card: a heading first, else the shorter of two."""
    return line.level > 0, -len(line.text)


def _further(layout: Layout, at: int, taken: frozenset[int] | set[int]) -> tuple[int, ...]:
    """The lines of text in the card of a headline."""
    element = layout.lines[at].element
    card = range(at, at + 1)
    while element >= 0:
        own = layout.elements[element]
        held = range(own.first, own.last)
        if len(held) > LARGEST_CARD or any(number in taken for number in held if number != at):
            break
        card, element = held, own.parent
    href = layout.lines[at].href
    return tuple(number for number in card if number != at and _is_summary(layout.lines[number], href))


def _is_summary(line: PageLine, href: str | None) -> bool:
    """Whether a line in a card is text of its story: long enough, and linked to nothing else."""
    if len(line.text) < SUMMARY_CHARS and not len(WIDE.findall(line.text)) >= 15:
        return False
    return line.linked == 0 or line.href == href
