"""What the text of a content element shows, line by line: NITF, XHTML, and vocabularies that agencies made up.

One line a paragraph, heading, list item or table row. Names decide first; an element that nobody knows is a part of
the line where it stands in a paragraph or beside text, and else a line of its own. Captions, and the headers and
footers of XHTML, are shown too, marked as what stands around a story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from feedmill.model import Part, Role
from feedmill.reading.wire.elements import MOST_NAMES, Element, every, plain_name
from feedmill.reading.wire.paragraphs import folded, paragraphs


class Kind(Enum):
    """What an element does to the lines around it."""

    LINE = "a paragraph: everything within is on its lines"
    BLOCK = "a line begins and ends with it"
    INLINE = "within a line"
    BREAK = "a line ends here"
    ROW = "a row of a table: one line"
    CELL = "a cell in a row"
    TABLE = "a table: rows within are lines, even in a cell"
    HIDDEN = "not shown"


def _kinds() -> dict[str, Kind]:
    """The kind of each name that is known, in small letters."""
    names = {
        Kind.LINE: """p h1 h2 h3 h4 h5 h6 hl1 hl2 hl3 li dt dd pre caption figcaption media-caption media-producer
            tagline bibliography address credit rubrik mellis bildtext bildskapare headline subheadline""",
        Kind.BLOCK: """block body body.content body.end div section article header footer nav aside main ul ol dl bq
            blockquote figure media html nitf center fieldset form details summary note fn hr text brodtext ingress
            abstract body.head bild dat""",
        Kind.INLINE: """a abbr acronym b bdo big chron city classifier cite code copyrite country del dfn em event font
            frac function i ins kbd label lang location mark money num object.title org person postaddr pronounce
            q s samp small span state strike strong sub sup time tt u var virtloc""",
        Kind.BREAK: "br",
        Kind.ROW: "tr",
        Kind.CELL: "td th",
        Kind.TABLE: "table nitf-table",
        Kind.HIDDEN: """script style head template noscript iim meta nitf-table-metadata media-metadata media-object
            colgroup col link rt rp rtc""",
    }
    return {name: kind for kind, text in names.items() for name in text.split()}


LINE, BLOCK, INLINE, BREAK, ROW, CELL, TABLE, HIDDEN = Kind
KINDS = _kinds()


class _Meanings(dict[str, tuple[str, Kind | None]]):
    """Plain names of tags, and their kinds where they are known; as many are kept as honest files have."""

    def __missing__(self, tag: str) -> tuple[str, Kind | None]:
        if len(self) >= MOST_NAMES:
            self.clear()
        name = plain_name(tag)
        meaning = self[tag] = name, KINDS.get(name)
        return meaning


MEANINGS = _Meanings()
TEXT, HEADING, LISTED = Role.TEXT, Role.HEADING, Role.ITEM

LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "hl1": 1, "hl2": 2, "hl3": 3}
HEADINGS = frozenset((*LEVELS, "rubrik", "mellis", "headline", "subheadline"))
AROUND = frozenset(
    ("header", "footer", "nav", "figure", "figcaption", "media", "bild", "bibliography", "dat", "tagline")
)
SOURCES = {
    "img": ("src", "source"),
    "media-reference": ("source",),
    "video": ("src",),
    "audio": ("src",),
    "source": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
}
CALLED = re.compile(r"(?:^|\s)(?:[a-z]+[-_])?(byline|caption|figcaption)(?=\s|$)", re.IGNORECASE)
"""Classes of what stands around a story; a byline of this class is that of the story."""

HIDDEN_STYLE = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE)


class Shown(NamedTuple):
    """One line, and what the markup says of it."""

    text: str
    role: Role = Role.TEXT
    level: int = 0
    part: Part | None = None


@dataclass(slots=True)
class Content:
    """The lines of a content, none blank; the addresses of pictures and the like in it, and what it calls bylines."""

    lines: list[Shown] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How much text there is, in characters."""
        return sum(len(line.text) for line in self.lines)

    def fuller(self, other: Content) -> bool:
        """Whether there is more text than in another rendition, or the same with more of its lines told apart."""
        more, lines = self.size - other.size, len(self.lines) - len(other.lines)
        return more > 0 if abs(more) > abs(lines) else lines > 0


def read_shown(*elements: Element) -> Content:
    """What the elements show, one after the other."""
    lines = _Lines()
    for element in elements:
        lines.visit(element)
    return lines.content


def _plain(element: Element) -> str | None:
    """The text of a paragraph with nothing in it that ends a line or is not shown; None for any other."""
    parts = [element.text or ""]
    for one in every(element):
        if len(one) or MEANINGS[one.tag][1] is not INLINE or one.get("style"):
            return None
        parts += (one.text or "", one.tail or "")
    return "".join(parts)


class _Lines:
    """Collects lines while a tree is walked without recursion."""

    def __init__(self) -> None:
        self.content = Content()
        self.parts: list[str] = []
        self.rows: list[bool] = []
        self.paragraphs = 0
        self.pre = 0
        self.items = 0
        self.around = 0
        self.heading: str | None = None
        self.special = 0

    def visit(self, top: Element) -> None:
        """Visit every element once, in document order; the tail of the topmost is not part of it."""
        name, known = MEANINGS[top.tag]
        kind = known or BLOCK
        self.enter(top, name, kind)
        stack: list[tuple[Element, str, Kind, Iterator[Element]]] = [(top, name, kind, iter(every(top)))]
        while stack:
            parent, name, kind, rest = stack[-1]
            for element in rest:
                inside = self.meet(element)
                if inside is not None:
                    stack.append(inside)
                    break
            else:
                stack.pop()
                self.leave(name, kind)
                if stack:
                    self.add(parent.tail)
        self.flush()

    def meet(self, element: Element) -> tuple[Element, str, Kind, Iterator[Element]] | None:
        """An element begins: taken whole where it may be, else what is in it is to be visited."""
        name, known = MEANINGS[element.tag]
        style, called = element.get("style"), element.get("class")
        if called and (name == "p" or known is BLOCK):
            name, known = self.called(element, called, name, known)
        if known is LINE and not style and not self.rows and self.take(element, name):
            return None
        kind = known or self.unknown(element)
        if name in SOURCES:
            self.content.media.extend(value for value in map(element.get, SOURCES[name]) if value)
        if style and HIDDEN_STYLE.search(style[:400]) is not None:
            kind = HIDDEN
        if kind is HIDDEN:
            self.add(element.tail)
        else:
            self.enter(element, name, kind)
            if len(element):
                return element, name, kind, iter(every(element))
            self.leave(name, kind)
            self.add(element.tail)
        return None

    def called(self, element: Element, called: str, name: str, known: Kind | None) -> tuple[str, Kind | None]:
        """What a paragraph is by its class: a caption, or the line that names the writers, which is kept beside."""
        said = CALLED.search(called)
        if said is None:
            return name, known
        if said[1].lower() == "byline":
            self.content.bylines.append(" ".join("".join(map(str, element.itertext())).split()))
        return "figcaption", LINE

    def take(self, element: Element, name: str) -> bool:
        """Take a paragraph whole, if nothing in it ends a line."""
        text = _plain(element) if len(element) else element.text or ""
        if text is None:
            return False
        if self.parts:
            self.flush()
        if name != "p" or self.special or "\n" in text:
            self.mark(name, 1)
            self.parts.append(text)
            self.flush()
            self.mark(name, -1)
        elif line := folded(text):
            self.content.lines.append(Shown(line, TEXT, 0, None))
        tail = element.tail
        if tail and not tail.isspace():
            self.parts.append(tail)
        return True

    def add(self, text: str | None) -> None:
        """Text stands here; blanks count only within a line."""
        if text and (self.parts or not text.isspace()):
            self.parts.append(text)

    def unknown(self, element: Element) -> Kind:
        """The kind of an element that nobody knows, by where it stands."""
        if self.paragraphs or (element.tail and not element.tail.isspace()):
            return INLINE
        parent, before = element.getparent(), element.getprevious()
        beside = before.tail if before is not None else (parent.text if parent is not None else None)
        return INLINE if beside and not beside.isspace() else BLOCK

    def enter(self, element: Element, name: str, kind: Kind) -> None:
        """An element begins."""
        if kind is not INLINE:
            self.bound(kind)
            self.paragraphs += kind is LINE or kind is CELL
            if kind is LINE or kind is BLOCK:
                self.mark(name, 1)
            elif kind is TABLE:
                self.rows.append(False)
            elif kind is ROW and self.rows:
                self.rows[-1] = True
        self.add(element.text)

    def leave(self, name: str, kind: Kind) -> None:
        """An element ends."""
        if kind is INLINE or kind is BREAK:
            return
        if kind is ROW and self.rows:
            self.rows[-1] = False
        self.bound(kind)
        self.paragraphs -= kind is LINE or kind is CELL
        if kind is LINE or kind is BLOCK:
            self.mark(name, -1)
        elif kind is TABLE:
            self.rows.pop()

    def mark(self, name: str, step: int) -> None:
        """Remember what the lines from here on are, or no longer are."""
        if name in HEADINGS:
            self.heading = name if step > 0 else None
        elif name == "li":
            self.items += step
        elif name == "pre":
            self.pre += step
        elif name in AROUND:
            self.around += step
        else:
            return
        self.special += step

    def bound(self, kind: Kind) -> None:
        """A line ends here; within a row it goes on behind a blank."""
        if self.rows and self.rows[-1] and kind is not TABLE and kind is not ROW:
            self.parts.append(" ")
        else:
            self.flush()

    def flush(self) -> None:
        """The line under way ends."""
        parts = self.parts
        if not parts:
            return
        text = "".join(parts) if len(parts) > 1 else parts[0]
        parts.clear()
        if "\n" not in text or self.rows:
            lines: tuple[str, ...] = (folded(text),)
        else:
            lines = tuple(map(folded, text.splitlines())) if self.pre else paragraphs(text)
        heading = self.heading
        role = HEADING if heading else LISTED if self.items else TEXT
        part = Part.AROUND if self.around and heading is None and not self.rows else None
        for line in lines:
            if line:
                self.content.lines.append(Shown(line, role, LEVELS.get(heading, 0) if heading else 0, part))
