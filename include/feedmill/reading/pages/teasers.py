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
CODED = re.compile(r"(?=(?:[a-z]*\d){2})(?=(?:\d*[a-z]){3})[a-z\d]{8,16}")
"""The last part of an address that is a story's code: letters and figures mixed."""

LISTED = 3
"""So many links of a headline's length side by side lead to stories, whatever their addresses look like."""

SECTION = re.compile(
    r"/(?:tags?|topics?|category|categories|authors?|people|section|search|user|profile|by|thema|themen|autor|autoren|"
    r"rubrik|kategorie|tema|temas|login|subscribe|newsletters?|account|help)/[^/]{0,80}/?$"
    r"|/(?:print|send|mail|email|forward|rss|share|login|subscribe|comments?|kommentare?|comentarios|commentaires|diskuse)(?:\.(?:php|aspx?|html?|cgi))?$"
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
    if not like and not (headed and _is_listed(layout, line)):
        return False
    unlike = any(FORM[name].search(text[:60]) for name in UNLIKE)
    return not unlike and not _among(layout, line.element, NO_STORY)


def _is_listed(layout: Layout, line: PageLine) -> bool:
    """Whether a line is one of several in a list or a row of cards that are nothing but links of a headline's length.

    Whatever their addresses look like, as long as they lead to pages and not to sections or networks.
    """
    if not layout.lists:
        layout.lists[("", -1)] = set()
        for one in layout.lines:
            for place in _places(layout, one) if _is_whole_link(one) else ():
                layout.lists.setdefault(place, set()).add(one.href or "")
    return _is_whole_link(line) and any(len(layout.lists.get(place, ())) >= LISTED for place in _places(layout, line))


def _is_whole_link(line: PageLine) -> bool:
    """Whether all of a line is one link of a headline's length to a page."""
    if line.href is None or line.lead < len(line.text.replace(" ", "")) or len(line.text) > MOST_CHARS:
        return False
    long = len(WORD.findall(line.text)) >= SENTENCE or len(WIDE.findall(line.text)) >= WIDE_SENTENCE
    return long and leads_to_page(line.href.lower())


def _places(layout: Layout, line: PageLine) -> Sequence[tuple[str, int]]:
    """Where lines like one stand: its tag in the element around it, and that in the next one."""
    own = layout.elements[line.element] if line.element >= 0 else None
    above = layout.elements[own.parent] if own is not None and own.parent >= 0 else None
    if own is None or above is None:
        return ()
    return (own.tag, own.parent), (f"{above.tag} {own.tag}", above.parent)


def is_labelled(layout: Layout, at: int) -> bool:
    """Whether a line is all link, and stands behind a label of links to other stories (`Read also:`)."""
    line = layout.lines[at]
    if line.href is None or line.href.startswith(("#", "javascript:")) or not is_long(line.text):
        return False
    if line.lead < len(line.text.replace(" ", "")) or len(line.text) > MOST_CHARS or SOCIAL.search(line.href[:60]):
        return False
    return at > 0 and not layout.lines[at - 1].linked and ALSO_ALONE.fullmatch(layout.lines[at - 1].text) is not None


def leads_to_page(lower: str) -> bool:
    """Whether an address, in small letters, is that of a page, and of no section, network or action."""
    if lower.startswith(("#", "javascript:", "mailto:", "tel:", "whatsapp:")) or SOCIAL.search(lower[:60]):
        return False
    return not SECTION.search(f"/{_path_of(lower)}")


def _path_of(lower: str) -> str:
    """The path of an address, without its host and first stroke."""
    path = lower.partition("#")[0].partition("?")[0]
    return path.partition("//")[2].partition("/")[2] if "//" in path[:9] else path.lstrip("/")


def likeness(href: str) -> int:
    """How much an address looks like a story's (0 to 2): by a path with a name of some words, or a long number."""
    lower = href.lower()
    if not leads_to_page(lower):
        return 0
    path, query = _path_of(lower), lower.partition("#")[0].partition("?")[2]
    name = path.rstrip("/").rpartition("/")[2]
    hyphens, digits = name.count("-") + name.count("_"), sum(map(str.isdigit, path))
    if hyphens >= 4 or digits >= 6 or (CODED.fullmatch(name) and "/" in path.rstrip("/")):
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


def _rank(line: PageLine) -> tuple[bool, bool, int]:
    """How much a line is the headline of its card: a heading first, one that ends no sentence, the shorter."""
    return line.level > 0, not line.text.endswith((".", "。")), -len(line.text)


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
