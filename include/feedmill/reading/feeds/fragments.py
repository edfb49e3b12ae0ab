"""Fragments of HTML to lines, by the rules of `feedmill.reading.html`, from the parser's events: no tree is built.

A feed holds hundreds of fragments, so one parser reads them all. What is shown is what `read_html` shows (tests hold
the two to each other), and beyond it what feeds are known for: text within marks of CDATA that were escaped, text
behind `<!` that is no declaration, and what stands in the place of an object or a frame.
"""

from __future__ import annotations

import re

from lxml import etree

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
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    Fragment,
    Line,
    check_html,
    read_plain,
)
from feedmill.reading.reasons import ReadingReason

HIDDEN = DROPPED - {"object"}
FRAME = re.compile(r"</?iframe(?=[\s/>])[^<>]*>", re.IGNORECASE)
NO_DECLARATION = re.compile(r"<!(?!--|doctype)", re.IGNORECASE)
FOLDED = ("\n", "  ", "\t", "\r", "\f", "\v")
CLOSING = f"</div>\n<p>{END_MARK}</p>"


class Fragments:
    """Reads fragments, one after the other."""

    def __init__(self) -> None:
        self._shown = _Shown()
        self._parser = etree.HTMLParser(target=self._shown)  # type: ignore[arg-type]  # its texts are str, never bytes

    def read(self, fragment: str) -> Fragment:
        """What a fragment shows. Raises `Rejected` (too_complex) rather than lose any of it in silence."""
        if "&" not in fragment and "<" not in fragment:
            return read_lines(fragment)
        if "<!" in fragment:
            fragment = _declared(fragment)
        if "iframe" in fragment:
            fragment = FRAME.sub("", fragment)
        if fragment.count("<") > MAX_DEPTH or len(fragment) > MAX_ATTRIBUTES:
            check_html(fragment)
        self._parser.feed(f"<div>{fragment}{CLOSING}")
        self._parser.close()
        marked, lines, ended = self._shown.taken()
        if not marked:
            raise Rejected(ReadingReason.TOO_COMPLEX, f"the HTML parser gave up within {len(fragment)} characters")
        return Fragment(lines, not ended)


def read_lines(text: str) -> Fragment:
    """The lines of text without markup, as `read_plain` has them."""
    if (not text.isprintable() or "  " in text) and any(blank in text for blank in FOLDED):
        return read_plain(text)
    line = text.strip()
    return Fragment([Line(line, Role.TEXT)] if line else [])


class _Shown:
    """What the parser tells of, kept as lines."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Nothing is read yet."""
        self.lines: list[Line] = []
        self.open: list[str] = []
        self.role = Role.TEXT
        self.captions = 0
        self.hidden = 0
        self.preformatted = 0
        self.last = ("", "")
        self.ended = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins; within a hidden one, tags are only counted."""
        if self.hidden or tag in HIDDEN or (attributes and _hides(attributes)):
            self.hidden += 1
        elif tag in BLOCKS:
            self.flush()
            if tag in HEADINGS:
                self.role = Role.HEADING
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
            if tag in HEADINGS:
                self.role = Role.TEXT
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
            self.lines.append(Line(text, self.role, Part.AROUND if self.captions else None))

    def close(self) -> None:
        """The parser is at the end."""
        self.flush()

    def taken(self) -> tuple[bool, list[Line], bool]:
        """Whether the parser came to the end mark, the lines, and whether the mark was shown; then all anew."""
        found = END_MARK in "".join(self.last), self.lines, self.ended
        self.begin()
        return found


def _declared(fragment: str) -> str:
    """The fragment without marks of CDATA, and with `<!` as text where it begins neither comment nor document type."""
    if "<![CDATA[" in fragment:
        fragment = fragment.replace("<![CDATA[", "").replace("]]>", "").replace("]]&gt;", "")
    return NO_DECLARATION.sub("&lt;!", fragment)


def _hides(attributes: dict[str, str]) -> bool:
    """Whether a reader would not see the tag."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and HIDDEN_STYLE.search(style[:400]) is not None
