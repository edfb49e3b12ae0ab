"""What a page's visible markup states: microdata, `time` elements, elements that are named as byline or date.

An element is taken for what its author named it, never for what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import PageElement, PreformattedString

from feedmill.reading.html import BLOCKS
from feedmill.reading.pages.hints import KINDS, kinds_of

AUTHOR = re.compile(
    r"(?<![a-z])(?:author|by-?line|autor|auteur|verfasser|firma(?=$|[\s_-])|firmante|signatura|"
    r"(?<!foot-)(?<!footer-)signature|egilea|skribent|"
    r"penulis|avtor(?:i|ka)?(?=$|[\s_-])|yazar(?=$|[\s_-])|writer(?=$|[\s_-])|szerzo|toimittaja|redaktor|muhabir)(?![a-z_-]{0,12}(?:bio|box|info|image|img|loc|place|role|job|desc|photo|avatar|by(?![a-z-]*line)))",
    re.IGNORECASE,
)
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|in|es|i|zy)?|auteurs?|autore?|redakteure?|contributors?|journalist\w{0,3}|reporters?|"
    r"muhabir(?:ler)?|yazar(?:lar)?|wartawan|penulis|szerzok?|toimittajat?|skribenter?)/[^/?#]+/?$"
)
MARKED = ("class", "id", "data-testid")
CHANGED = re.compile(
    r"last-?_?(?:mod(?:ified)?|changed?|updated?|edit(?:ed)?)(?:-?_?(?:date|time|on))?(?![a-z])", re.IGNORECASE
)
USER_PAGE = re.compile(
    r"/(?:staff|users?|members?|profile?s?|user-\w{2,20})/(?!log|regist|sign|edit|setting|pass)[^/#]+/?$", re.IGNORECASE
)
KICKER = re.compile(
    r"(?<![a-z])(?:kicker|dachzeile|(?:top|over|roof|sub|eyebrow)-?_?(?:line|title|heading|headline|head)|eyebrow|"
    r"sup-?(?:title|titre)|spitzmarke|vorzeile|oberzeile|sur-?(?:titre|title)|ante-?t[ií]tulo|occhiello|chapeu|volanta|pre-?(?:title|headline))"
    r"(?![a-z])",
    re.IGNORECASE,
)
INLINE = frozenset(("span", "small", "strong", "em", "b", "i", "a", "label"))
BEHIND = frozenset(("date", "author"))
"""What an element is named as that stands behind another story's headline and is no part of it."""

DATE = KINDS.index("date")
TAGGED = frozenset(("tag", "category"))
"""Links that say that they lead to a topic's stories."""

DATES = frozenset(("dc:date", "dc:created", "dc:issued", "dcterms:date", "dcterms:created", "dcterms:issued"))
"""Properties of RDFa in a page's body: the day of what is around them."""

LONGEST = 120
UNPARTED = re.compile(r"\s+(?=[,;.](?:\s|$))")
"""A blank that stands before a comma only because an element ends there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that was named: `line` is the number of the line that it begins in, `key` what it is named as."""

    line: int
    key: str
    tag: Tag

    @property
    def text(self) -> str:
        """What the element shows, or holds for machines; blank when that is too long for a name or a date."""
        attrs = self.tag.attrs
        said = attrs.get("title") if self.tag.name == "abbr" else None
        held = attrs.get("content") or attrs.get("datetime") or said
        text = str(held) if held else UNPARTED.sub("", " ".join(_in_blocks(self.tag).split()))
        return text if len(text) <= LONGEST else ""


def _in_blocks(tag: Tag) -> str:
    """What an element shows, with strokes where blocks within it begin and end: they are other lines."""
    if tag.find(BLOCKS) is None:
        return tag.get_text(" ")
    parts: list[str] = []
    stack: list[PageElement | str] = list(reversed(tag.contents))
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            stroke = ["|"] if node.name in BLOCKS else []
            stack += [*stroke, *reversed(node.contents), *stroke]
        elif not isinstance(node, PreformattedString):
            parts.append(str(node))
    return " ".join(parts).strip(" |")


def mark_of(tag: Tag) -> str | None:
    """What an element is named as: `itemprop`, `rel`, `time`, `author`, `author link`, `user link`, ...; else None."""
    attrs = tag.attrs
    if "itemprop" in attrs:
        return f"itemprop={str(attrs['itemprop']).strip().lower()}"
    rels = set(str(attrs.get("rel", "")).lower().split())
    if "author" in rels:
        return "rel=author"
    if TAGGED & rels:
        return "tag"
    if tag.name == "time" or ("content" in attrs and not DATES.isdisjoint(str(attrs.get("property", "")).split())):
        return "time"
    href = str(attrs.get("href", ""))[:300] if tag.name == "a" else ""
    if AUTHOR_PAGE.search(href):
        return "author link"
    names = " ".join([str(attrs[key]) for key in MARKED if key in attrs])
    named = _named(tag, names) if names else None
    return named or ("user link" if USER_PAGE.search(href) else None)


def _named(tag: Tag, names: str) -> str | None:
    """What an element's class and id name it as."""
    if AUTHOR.search(names) and tag.find_parent(("blockquote", "cite", "q")) is None:
        return "author"  # whoever is quoted did not write it
    if DATE in kinds_of(names):
        return "date"
    if tag.name in INLINE and KICKER.search(names):
        return "kicker"
    return "changed" if CHANGED.search(names) else None


def is_changed(mark: Mark) -> bool:
    """Whether an element is named as what says when the page was last changed."""
    return mark.key in ("date", "changed") and any(CHANGED.search(str(mark.tag.get(key) or "")) for key in MARKED)


def of_item(marks: Sequence[Mark], *names: str) -> Iterator[str]:
    """What microdata holds for these properties, in the order of the page."""
    for mark in marks:
        if mark.key.startswith("itemprop=") and any(name in mark.key[9:].split() for name in names):
            text = mark.text
            if text:
                yield text
