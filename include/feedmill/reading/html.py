"""A fragment of HTML to lines of text: one line a paragraph, list item, quote, heading or table row.

Scripts and hidden parts are dropped, entities decoded once. Caps come first, by a scan in linear time; what the parser
swallows in silence (libxml2 ends quietly at nesting of 256 and at text of 10 MB) is noticed by an end mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

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

FOLDED = ("\n", "  ", "\t", "\r", "\f", "\v")
CLOSING = f"</div>\n<p>{END_MARK}</p>"


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
    try:
        reader = SPARE.pop()
    except IndexError:
        reader = Reader()
    found = reader.parse(fragment)
    SPARE.append(reader)
    return found


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


class Reader:
    """Reads fragments, one after the other, from the parser's events: no tree is built."""

    def __init__(self, dropped: frozenset[str] = DROPPED) -> None:
        self._shown = _Shown(dropped)
        self._parser = etree.HTMLParser(target=self._shown)  # type: ignore[arg-type]  # its texts are str, never bytes

    def parse(self, fragment: str) -> Fragment:
        """What a fragment that is safe to parse shows. Raises `Rejected` where the parser loses some in silence."""
        self._parser.feed(f"<div>{fragment}{CLOSING}")
        self._parser.close()
        marked, lines, ended = self._shown.taken()
        if not marked:
            raise Rejected(ReadingReason.TOO_COMPLEX, f"the HTML parser gave up within {len(fragment)} characters")
        return Fragment(lines, not ended)


class _Shown:
    """What the parser tells of, kept as lines."""

    def __init__(self, dropped: frozenset[str]) -> None:
        self.dropped = dropped
        self.begin()

    def begin(self) -> None:
        """Nothing is read yet."""
        self.lines: list[Line] = []
        self.open: list[str] = []
        self.heading = False
        self.items = 0
        self.captions = 0
        self.hidden = 0
        self.preformatted = 0
        self.last = ("", "")
        self.ended = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins; within a hidden one, tags are only counted."""
        if self.hidden or tag in self.dropped or (attributes and _hides(attributes)):
            self.hidden += 1
        elif tag in BLOCKS:
            self.flush()
            self.heading = self.heading or tag in HEADINGS
            self.items += tag == "li"
            self.captions += tag == CAPTION
            self.preformatted += tag == "pre"
        elif tag == "br":
            self.flush()
        elif tag in ("td", "th"):
            self.open.append(" ")

    def end(self, tag: str) -> None:
        """A tag ends."""
        if self.hidden:
            self.hidden -= 1
        elif tag in BLOCKS:
            self.flush()
            self.heading = self.heading and tag not in HEADINGS
            self.items -= tag == "li"
            self.captions -= tag == CAPTION
            self.preformatted -= tag == "pre"

    def data(self, text: str) -> None:
        """Text: folded, save in `pre`, whose lines stay lines."""
        self.last = (self.last[1], text)
        if self.hidden:
            return
        if not self.preformatted:
            self.open.append(text)
            return
        for line in text.splitlines(keepends=True):
            self.open.append(line)
            if line.endswith("\n"):
                self.flush()

    def comment(self, text: str) -> None:
        """A comment, which may have swallowed the end."""
        self.last = (self.last[1], text)

    def pi(self, target: str, text: str | None = None) -> None:
        """A processing instruction, which may have swallowed the end."""
        self.last = (target, text or "")

    def flush(self) -> None:
        """The line under way ends here."""
        if not self.open:
            return
        text = "".join(self.open)
        self.open.clear()
        for blank in FOLDED:
            if blank in text:
                text = BLANKS.sub(" ", text)
                break
        text = text.strip()
        if END_MARK in text:
            self.ended = True
            text = text.replace(END_MARK, "")
        if text:
            role = Role.HEADING if self.heading else Role.ITEM if self.items else Role.TEXT
            self.lines.append(Line(text, role, Part.AROUND if self.captions else None))

    def close(self) -> None:
        """The parser is at the end."""
        self.flush()

    def taken(self) -> tuple[bool, list[Line], bool]:
        """Whether the parser came to the end mark, the lines, and whether the mark was shown; then all anew."""
        found = END_MARK in "".join(self.last), self.lines, self.ended
        self.begin()
        return found


def _hides(attributes: dict[str, str]) -> bool:
    """Whether a reader would not see the tag."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and HIDDEN_STYLE.search(style[:400]) is not None


SPARE: list[Reader] = []
"""Readers at rest: to make one costs as much as a short fragment. One that failed does not come back."""
