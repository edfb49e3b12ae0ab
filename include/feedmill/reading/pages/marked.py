"""What a page's visible markup states: microdata, `time` elements, elements that are named as byline or date.

An element is taken for what its author named it, never for what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import Tag

from feedmill.reading.pages.hints import KINDS, kinds_of

AUTHOR = re.compile(
    r"(?<![a-z])(?:author|by-?line|autor|auteur|verfasser)(?![a-z_-]{0,12}(?:bio|box|info|image|img))", re.IGNORECASE
)
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|in|es)?|auteurs?|redakteure?|contributors?|journalist\w{0,3})/[^/?#]+/?$"
)
KICKER = re.compile(
    r"(?<![a-z])(?:kicker|dachzeile|(?:top|over|roof|sub|eyebrow)-?_?(?:line|title|heading|headline|head)|eyebrow|"
    r"spitzmarke|vorzeile|oberzeile|sur-?titre|ante-?t[ií]tulo|occhiello|chapeu|volanta|pre-?(?:title|headline))"
    r"(?![a-z])",
    re.IGNORECASE,
)
INLINE = frozenset(("span", "small", "strong", "em", "b", "i", "a", "label"))
DATE = KINDS.index("date")
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that was named: `line` is the number of the line that it begins in, `key` what it is named as."""

    line: int
    key: str
    tag: Tag

    @property
    def text(self) -> str:
        """What the element shows, or holds for machines; blank when that is too long for a name or a date."""
        held = self.tag.attrs.get("content") or self.tag.attrs.get("datetime")
        text = str(held) if held else " ".join(self.tag.get_text(" ").split())
        return text if len(text) <= LONGEST else ""


def mark_of(tag: Tag) -> str | None:
    """What an element is named as: `itemprop`, `rel`, `time`, `author`, `author link`, `kicker`, `date`; else None."""
    attrs = tag.attrs
    if "itemprop" in attrs:
        return f"itemprop={str(attrs['itemprop']).strip().lower()}"
    if "author" in str(attrs.get("rel", "")).lower().split():
        return "rel=author"
    if tag.name == "time":
        return "time"
    if tag.name == "a" and AUTHOR_PAGE.search(str(attrs.get("href", ""))[:300]):
        return "author link"
    names = f"{attrs.get('class', '')} {attrs.get('id', '')}"
    return _named(tag, names) if len(names) > 1 else None


def _named(tag: Tag, names: str) -> str | None:
    """What an element's class and id name it as."""
    if AUTHOR.search(names):
        return "author"
    if tag.name in INLINE and KICKER.search(names):
        return "kicker"
    return "date" if DATE in kinds_of(names) else None


def of_item(marks: Sequence[Mark], *names: str) -> Iterator[str]:
    """What microdata holds for these properties, in the order of the page."""
    for mark in marks:
        if mark.key.startswith("itemprop=") and any(name in mark.key[9:].split() for name in names):
            text = mark.text
            if text:
                yield text
