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
DATE = KINDS.index("date")
LONGEST = 120
BY = re.compile(
    r"^(?:(?:written |reported |posted |story |text |words |article |published )?by|von|par|por|di|door|av|af|"
    r"authors?|autor(?:in)?|auteur|redakteur(?:in)?)(?:\s{0,4}[:|]\s{0,4}|\s{1,4})",
    re.IGNORECASE,
)


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
    """What an element is named as: `itemprop`, `rel`, `time`, `author` or `date`; None when it is nothing of these."""
    attrs = tag.attrs
    if "itemprop" in attrs:
        return f"itemprop={str(attrs['itemprop']).strip().lower()}"
    if "author" in str(attrs.get("rel", "")).lower().split():
        return "rel=author"
    if tag.name == "time":
        return "time"
    names = f"{attrs.get('class', '')} {attrs.get('id', '')}"
    if len(names) > 1:
        if AUTHOR.search(names):
            return "author"
        if DATE in kinds_of(names):
            return "date"
    return None


def of_item(marks: Sequence[Mark], *names: str) -> Iterator[str]:
    """What microdata holds for these properties, in the order of the page."""
    for mark in marks:
        if mark.key.startswith("itemprop=") and any(name in mark.key[9:].split() for name in names):
            text = mark.text
            if text:
                yield text


def without_by(text: str) -> str:
    """A byline without its preposition."""
    return BY.sub("", text).strip(" ,;:|–—-•")
