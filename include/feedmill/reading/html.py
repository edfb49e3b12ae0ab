"""A fragment of HTML to lines of text: one line a paragraph, list item, quote, heading or table row.

Scripts and hidden parts are dropped, entities decoded once. Caps come first, by a scan in linear time; what the parser
swallows in silence (libxml2 ends quietly at nesting of 256 and at text of 10 MB) is noticed by an end mark.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, NavigableString, Tag, XMLParsedAsHTMLWarning
from bs4.element import PreformattedString

from feedmill.errors import Rejected
from feedmill.model import Block, Part, Role, Span
from feedmill.reading.reasons import ReadingReason

MAX_CHARS = 8_000_000
MAX_TAGS = 40_000
MAX_ATTRIBUTES = 400_000
MAX_IN_ONE_TAG = 2_000
LONG_TAG = 400
"""Shorter tags are not looked into: all of them together hold few attributes."""
MAX_DEPTH = 200


def _names(text: str) -> frozenset[str]:
    """The names of elements."""
    return frozenset(text.split())


CAPTION = "figcaption"
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = HEADINGS | _names(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
    footer form header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul
    """
)
DROPPED = _names("script style template noscript head title iframe object svg math select textarea rt rp rtc")
"""What is not shown; nor are the readings of ruby: they stand above their words and would part the letters of these."""

VOID = _names("area base br col embed hr img input link meta param source track wbr")
SELF_CLOSING = _names("p li dt dd tr td th thead tbody tfoot option")
HIDDEN_STYLE = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE)
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})([^<>]*)(>?)")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
BLANKS = re.compile(r"[ \t\r\n\f\v]+")
END_MARK = "\ue000feedmill-end\ue001"

warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, and what the markup says of it; a caption stands around the story."""

    text: str
    role: Role
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """The lines of a fragment, none blank; `unclosed` when a comment or script runs on to its end, and hides it."""

    lines: list[Line]
    unclosed: bool = False

    @property
    def size(self) -> int:
        """How much text there is, in characters."""
        return sum(len(line.text) for line in self.lines)


def read_html(fragment: str) -> Fragment:
    """What a fragment of HTML shows. Raises `Rejected` (too_complex) rather than lose any of it in silence."""
    if "&" not in fragment and "<" not in fragment:
        return read_plain(fragment)
    check_html(fragment)
    soup = BeautifulSoup(f"<div>{fragment}</div>\n<p>{END_MARK}</p>", "lxml")
    if not any(END_MARK in string for string in soup.find_all(string=True)):
        raise Rejected(ReadingReason.TOO_COMPLEX, f"the HTML parser gave up within {len(fragment)} characters")
    lines = _Lines()
    lines.walk(soup)
    return lines.done()


def read_plain(text: str) -> Fragment:
    """The lines of text without markup: blank lines part paragraphs, other line ends are blanks."""
    paragraphs = re.split(r"\n[ \t\r]*\n", text.replace("\r\n", "\n"))
    folded = (BLANKS.sub(" ", paragraph).strip() for paragraph in paragraphs)
    return Fragment([Line(paragraph, Role.TEXT) for paragraph in folded if paragraph])


def blocks_of(lines: list[Line], spans: Sequence[Span]) -> tuple[Block, ...]:
    """A block for each line, at its place. What is captions alone is the text itself, not what stands around one."""
    alone = all(line.part for line in lines)
    placed = zip(spans, lines, strict=True)
    return tuple([Block(span, line.role, part=None if alone else line.part) for span, line in placed])


def check_html(fragment: str) -> None:
    """Raise `Rejected` (too_complex) for what is not safe to parse. Linear in the fragment's length."""
    depth = deepest = attributes = most = 0
    count = fragment.count("<")
    if len(fragment) > MAX_CHARS or count > MAX_TAGS:
        raise Rejected(ReadingReason.TOO_COMPLEX, f"{len(fragment)} characters of HTML, {count} tags")
    for match in TAG.finditer(fragment):
        name = match[2].lower()
        if len(match[3]) > LONG_TAG:
            own = _attributes(match[3])
            attributes, most = attributes + own, max(most, own)
        if not match[4] or name in VOID or name in SELF_CLOSING or match[3].endswith("/"):
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    if attributes > MAX_ATTRIBUTES or most > MAX_IN_ONE_TAG or deepest > MAX_DEPTH:
        detail = f"{attributes} attributes in HTML, {most} in one tag, {deepest} tags deep"
        raise Rejected(ReadingReason.TOO_COMPLEX, detail)


def _attributes(inside: str) -> int:
    """How many attributes a tag has; blanks in their values part none."""
    return len(QUOTED.sub("", inside).split())


class _Lines:
    """Collects lines while a tree is walked without recursion."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.open: list[str] = []
        self.role = Role.TEXT
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
            self.role = Role.HEADING if name in HEADINGS else self.role
            self.captions += name == CAPTION
        elif name == "br":
            self.flush()
        elif name in ("td", "th"):
            self.open.append(" ")

    def leave(self, name: str) -> None:
        """A tag ends."""
        if name in BLOCKS:
            self.flush()
            self.role = Role.TEXT if name in HEADINGS else self.role
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
            self.lines.append(Line(text, self.role, Part.AROUND if self.captions else None))

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
