"""A tree of HTML as the lines that it shows, and the elements that hold them.

One line a paragraph, list item, heading, caption, button or table row. Hidden parts are passed over. Elements are kept
as far as they hold lines of their own: each knows its lines by their numbers, so that whatever is to be known of an
element is a sum over its lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString

from feedmill.reading.html import BLOCKS, END_MARK, HEADINGS
from feedmill.reading.pages.cutting import heads_apart, is_aside, opening_of, parted, stands_before
from feedmill.reading.pages.hints import kinds_of
from feedmill.reading.pages.marked import BEHIND, Mark, mark_of
from feedmill.reading.pages.soup import is_hidden, lays_out

BLANKS = re.compile(r"[\s\x1c-\x1f\x85\u200b]+")
HOLDERS = BLOCKS | {"button", "figure", "optgroup", "option", "center", "menu", "hgroup", "search", "turbo-frame"}
CELLS = frozenset(("td", "th"))
NAMED = (
    "class",
    "id",
    "role",
    "itemprop",
    "data-testid",
    "data-test-id",
    "data-gu-name",
    "data-component",
    "aria-label",
)
SET = {"b": "b", "strong": "b", "i": "i", "em": "i"}
SEAMLESS = frozenset(("span", "a", "time", "label", "strong", "b", "em", "i", "small", "font"))
LEAST_UNSCRIPTED = 400
HEADLINE_WORDS, HEADLINE_BYTES = 4, 36
"""A link of so many words, or a dozen letters of a script without blanks (three bytes each), is like a headline."""

SHORT = 40
ROOTS = frozenset(("[document]", "html", "body"))


@dataclass(slots=True)
class Element:
    """An element that breaks lines: its tag, its parent's number, its depth, its lines `[first, last)`.

    `kinds` are what its names speak for; `names` these names themselves; `article` the number of the article around it.
    """

    tag: str
    parent: int
    depth: int
    first: int
    last: int
    kinds: tuple[int, ...]
    names: str
    article: int | None


@dataclass(slots=True)
class PageLine:
    """A line: its text, the number of the element that it stands in, its heading level, and what of it is linked.

    `linked` counts characters in links, `strong` and `slanted` those set so; `href` is the first link's target, `lead`
    counts the characters in links to it; `links` counts targets; `stamp` is a machine-readable time in it.
    """

    text: str
    element: int
    level: int
    linked: int
    strong: int
    slanted: int
    href: str | None
    links: int
    lead: int
    stamp: str | None


@dataclass(slots=True)
class Layout:
    """All lines of a page, all elements that hold them, and the elements that are named as bylines, dates and so on.

    `lists` is for those who ask which lines are alike in one element: they fill it once.
    """

    lines: list[PageLine] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    lists: dict[tuple[str, int], set[str]] = field(default_factory=dict)


def layout_of(soup: Tag) -> Layout:
    """What a tree shows; where a `noscript` holds more than all the rest, that too: there a script builds the page."""
    walk = _Walk()
    found = walk.walk(soup)
    shown = max(LEAST_UNSCRIPTED, sum(len(line.text) for line in found.lines))
    whole = [tag for tag in walk.unscripted if len(tag.get_text()) > shown]
    for tag in whole:
        tag.name = "div"
    return _Walk().walk(soup) if whole else found


class _Walk:
    """A walk through a tree without recursion; what is open is on its stacks."""

    def __init__(self) -> None:
        self.found = Layout()
        self.inside: list[int] = []
        self.open: list[str] = []
        self.counts = [0, 0, 0]
        self.depths = {"a": 0, "b": 0, "i": 0}
        self.hrefs: list[str] = []
        self.links = self.lead = 0
        self.href: str | None = None
        self.stamp: str | None = None
        self.level = 0
        self.preformatted = 0
        self.articles = 0
        self.left = False
        self.seam = False
        self.clock = False
        self.cut = ""
        self.unscripted: list[Tag] = []

    def walk(self, soup: Tag) -> Layout:
        """Visit every node once, in document order; a tag is met again, in a tuple, when it ends."""
        stack: list[object] = [soup]
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):
                self.leave(*node)
            elif isinstance(node, Tag):
                if is_hidden(node):
                    self.unscripted += [node] if node.name == "noscript" else []
                    continue
                held = self.enter(node)
                stack.append((node.name, held))
                stack.extend(reversed(node.contents))
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                self.add(node)
        self.flush()
        return self.found

    def enter(self, tag: Tag) -> bool:
        """A tag begins. Whether it holds lines of its own."""
        name = tag.name
        self.mark(tag)
        if name in HOLDERS or name in ROOTS or (name in CELLS and lays_out(tag)):
            self.flush()
            self.hold(tag)
            return True
        if name == "br":
            self.flush()
        elif name in CELLS:
            self.open.append(" ")
        elif name == "a":
            self.enter_link(tag)
        elif name in SET:
            self.depths[SET[name]] += 1
        elif name == "span" and self.level and self.open and heads_apart(tag):
            self.flush(level=0)
        elif name == "time":
            if self.is_headline():
                self.flush()  # when another story was written, behind its headline
            self.stamp = self.stamp or str(tag.get("datetime") or "") or None
        self.seam = self.left and name in SEAMLESS
        self.clock = self.seam and (self.clock or name == "time")
        return False

    def mark(self, tag: Tag) -> None:
        """What an element is named as; behind another story's headline a day or a name is a line of its own."""
        key = mark_of(tag) if tag.attrs else None
        if (key in BEHIND or tag.name == "small") and not self.depths["a"] and self.is_headline():
            self.flush()
        if key is not None:
            self.found.marks.append(Mark(len(self.found.lines), key, tag))

    def enter_link(self, tag: Tag) -> None:
        """A link begins; behind one that is worded like a headline it begins a line, and behind what is cut from it."""
        href = tag.get("href")
        another = self.href and href not in (None, self.href) and self.is_headline()
        if another or (href and self.href is None and self.open and stands_before("".join(self.open), tag)):
            self.flush()
        self.cut = opening_of(tag) if href and not self.open else ""
        self.depths["a"] += 1
        self.hrefs.append(str(href) if href else "")

    def is_headline(self) -> bool:
        """Whether the line under way is one link of some words, and nothing beside."""
        text = "".join(self.open)
        long = len(text.split()) >= HEADLINE_WORDS or (not text.isascii() and len(text.encode()) >= HEADLINE_BYTES)
        return long and self.links == 1 and self.lead == sum(len(part.strip()) for part in self.open)

    def hold(self, tag: Tag) -> None:
        """An element that breaks lines begins."""
        name = tag.name
        parent = self.inside[-1] if self.inside else -1
        above = self.found.elements[parent] if self.inside else None
        article = above.article if above else None
        if name == "article":
            article = self.articles
            self.articles += 1
        names = "" if name in ROOTS else " ".join([str(tag.attrs[key]) for key in NAMED if key in tag.attrs])
        kinds = kinds_of(names) if names else ()
        depth = above.depth + 1 if above else 0
        number = len(self.found.lines)
        self.found.elements.append(Element(name, parent, depth, number, number, kinds, names, article))
        self.inside.append(len(self.found.elements) - 1)
        if name in HEADINGS:
            self.level = int(name[1])
        self.preformatted += name == "pre"

    def leave(self, name: str, held: bool) -> None:
        """A tag ends."""
        if held:
            self.flush()
            self.found.elements[self.inside.pop()].last = len(self.found.lines)
            if name in HEADINGS:
                self.level = 0
            self.preformatted -= name == "pre"
            return
        if name == "a":
            self.depths["a"] -= 1
            self.hrefs.pop()
            self.cut = ""
        elif name in SET:
            self.depths[SET[name]] -= 1
        self.clock = name == "time" or (self.clock and self.left)
        self.left = name in SEAMLESS

    def add(self, node: NavigableString) -> None:
        """Text stands here."""
        text = str(node)
        cut, self.cut = self.cut, self.cut if not text.strip() else ""
        if cut and text.strip().startswith(cut):
            self.take(cut)
            self.flush(level=0)
            text = text.strip().removeprefix(cut)
        elif self.links == 1 and len(text) <= SHORT and not self.depths["a"] and is_aside(text) and self.is_headline():
            self.flush()
        if self.preformatted and "\n" in text:
            for line in text.splitlines(keepends=True):
                self.take(line)
                if line.endswith("\n"):
                    self.flush()
            return
        self.take(text)

    def take(self, text: str) -> None:
        """Take up text into the line under way."""
        if self.seam and self.open and text and parted(self.open[-1], text, timed=self.clock):
            self.open.append(" ")
        self.open.append(text)
        size = len(text.strip())
        if size:
            self.left = self.seam = False
            if self.depths["a"]:
                self.counts[0] += size
                if self.href is None:
                    self.href = self.hrefs[-1] or None
                    self.links += 1
                    self.lead += size
                elif self.href != self.hrefs[-1]:
                    self.links += 1
                else:
                    self.lead += size
            self.counts[1] += size if self.depths["b"] else 0
            self.counts[2] += size if self.depths["i"] else 0
        elif text:
            self.left = self.seam = False

    def flush(self, level: int | None = None) -> None:
        """The line under way ends here; `level` is its own where it is no part of the heading that it stands in."""
        text = BLANKS.sub(" ", "".join(self.open)).strip().replace(END_MARK, "") if self.open else ""
        if text:
            linked, strong, slanted = self.counts
            self.found.lines.append(
                PageLine(
                    text,
                    self.inside[-1],
                    self.level if level is None else level,
                    linked,
                    strong,
                    slanted,
                    self.href,
                    self.links,
                    self.lead,
                    self.stamp,
                )
            )
        self.open.clear()
        self.counts = [0, 0, 0]
        self.links = self.lead = 0
        self.href = self.stamp = None
        self.left = self.seam = False
