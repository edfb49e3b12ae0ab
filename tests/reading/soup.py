"""HTML to lines by a tree of BeautifulSoup's, the slow way: what the reader shows is held to it."""

from __future__ import annotations

import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, NavigableString, Tag, XMLParsedAsHTMLWarning
from bs4.element import PreformattedString

from feedmill.errors import Rejected
from feedmill.model import Part, Role
from feedmill.reading.html import (
    BLANKS,
    BLOCKS,
    CAPTION,
    DROPPED,
    END_MARK,
    HEADINGS,
    HIDDEN_STYLE,
    Fragment,
    Line,
    check_html,
    read_plain,
)
from feedmill.reading.reasons import ReadingReason

warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)


def shown_by_soup(fragment: str) -> Fragment:
    """What a fragment shows. Raises `Rejected` (too_complex) as the reader does."""
    if "&" not in fragment and "<" not in fragment:
        return read_plain(fragment)
    check_html(fragment)
    soup = BeautifulSoup(f"<div>{fragment}</div>\n<p>{END_MARK}</p>", "lxml")
    if not any(END_MARK in string for string in soup.find_all(string=True)):
        raise Rejected(ReadingReason.TOO_COMPLEX, f"the HTML parser gave up within {len(fragment)} characters")
    lines = _Lines()
    lines.walk(soup)
    return lines.done()


class _Lines:
    """Collects lines while a tree is walked without recursion."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.open: list[str] = []
        self.heading = False
        self.items = 0
        self.captions = 0
        self.ended = False

    def walk(self, soup: Tag) -> None:
        """Visit every node once, in document order; a tag is met again, as its name, when it ends."""
        stack: list[object] = [soup]
        while stack:
            node = stack.pop()
            if isinstance(node, str) and not isinstance(node, NavigableString):
                self.leave(node)
            elif isinstance(node, Tag) and not _is_hidden(node):
                self.enter(node.name)
                stack.append(node.name)
                stack.extend(reversed(node.contents))
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                self.add(node)

    def enter(self, name: str) -> None:
        """A tag begins."""
        if name in BLOCKS:
            self.flush()
            self.heading = self.heading or name in HEADINGS
            self.items += name == "li"
            self.captions += name == CAPTION
        elif name == "br":
            self.flush()
        elif name in ("td", "th"):
            self.open.append(" ")

    def leave(self, name: str) -> None:
        """A tag ends."""
        if name in BLOCKS:
            self.flush()
            self.heading = self.heading and name not in HEADINGS
            self.items -= name == "li"
            self.captions -= name == CAPTION

    def add(self, node: NavigableString) -> None:
        """Text stands here: folded, save in `pre`, whose lines stay lines."""
        if node.find_parent("pre") is None:
            self.open.append(str(node))
            return
        for line in str(node).splitlines(keepends=True):
            self.open.append(line)
            if line.endswith("\n"):
                self.flush()

    def flush(self) -> None:
        """The line under way ends here."""
        text = BLANKS.sub(" ", "".join(self.open)).strip()
        self.open.clear()
        self.ended = self.ended or END_MARK in text
        text = text.replace(END_MARK, "")
        if text:
            role = Role.HEADING if self.heading else Role.ITEM if self.items else Role.TEXT
            self.lines.append(Line(text, role, Part.AROUND if self.captions else None))

    def done(self) -> Fragment:
        """All lines, and whether the end was among them."""
        self.flush()
        return Fragment(self.lines, not self.ended)


def _is_hidden(tag: Tag) -> bool:
    """Whether a reader would not see the tag."""
    if tag.name in DROPPED or tag.has_attr("hidden"):
        return True
    style = tag.get("style")
    return isinstance(style, str) and HIDDEN_STYLE.search(style[:400]) is not None
