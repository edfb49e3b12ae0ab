"""What the HTML of a mail shows, row by row: each with its links, its heading level, and the elements that hold it.

Mails are laid out in tables: each cell is a row of its own here, whatever stands beside it. Parses by events, in linear
time; builds no tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from feedmill.errors import Rejected
from feedmill.reading.html import BLOCKS, DROPPED, END_MARK, HEADINGS, HIDDEN_STYLE, check_html
from feedmill.reading.reasons import ReadingReason

BREAKING = BLOCKS | {"td", "th", "button"}
UNSHOWN = re.compile(r"mso-hide\s{0,4}:\s{0,4}all|max-height\s{0,4}:\s{0,4}0(?:px)?\s{0,4}(?:;|$)", re.IGNORECASE)
HEAVY = re.compile(
    r"font-weight\s{0,4}:\s{0,4}(?:bold|[6-9]00)|font-size\s{0,4}:\s{0,4}(?:[2-6]\d(?:\.\d+)?px|(?:1[5-9]|[2-4]\d)pt)",
    re.IGNORECASE,
)
LARGE = ("4", "5", "6", "7", "+1", "+2", "+3")
"""Sizes of `font` that are a headline's, as bold letters are."""

BLANKS = re.compile(r"\s+")
FILLERS = "\u00ad\u034f\u200b\u200c\u200d\u2007\u2060\ufeff \xa0\n\t\r"
"""What mails fill their previews with; it shows nothing."""

STYLED = 400
NEAR = 5
BOLD = 0.9


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text: `level` of the heading that it is (0: none), `bold` where nearly all of it is set so.

    `links` are runs `(start, end, address)` of its text, `place` the numbers of the elements around it, the outermost
    first, `shape` the tags next to it, with those within the line; `ruled` says that a rule stands above.
    """

    text: str
    level: int = 0
    bold: bool = False
    links: tuple[tuple[int, int, str], ...] = ()
    place: tuple[int, ...] = ()
    shape: tuple[str, ...] = ()
    ruled: bool = False

    @property
    def linked(self) -> float:
        """The share of the text that is links (0 to 1)."""
        return sum(end - start for start, end, _ in self.links) / max(1, len(self.text))

    @property
    def href(self) -> str | None:
        """The address that the first link leads to."""
        return self.links[0][2] if self.links else None


def rows_of(html: str) -> list[Row]:
    """The rows of a mail's HTML. Raises `Rejected` (too_complex) for what is not safe to parse."""
    check_html(html)
    shown = _Shown()
    parser = etree.HTMLParser(target=shown)  # type: ignore[arg-type]  # its texts are str, never bytes
    parser.feed(f"<div>{html}</div>\n<p>{END_MARK}</p>")
    parser.close()
    if not shown.ended:
        raise Rejected(ReadingReason.TOO_COMPLEX, f"the HTML parser gave up within {len(html)} characters")
    return shown.rows


class _Shown:
    """What the parser tells of, kept as rows."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.pieces: list[tuple[str, str | None, bool]] = []
        self.place: tuple[int, ...] = ()
        self.shape: tuple[str, ...] = ()
        self.open: list[tuple[str, int, bool]] = []
        self.hrefs: list[str | None] = []
        self.count = self.hidden = self.heavy = self.level = 0
        self.ruled = self.ended = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins; within a hidden one, tags are only counted."""
        style = attributes.get("style", "")[:STYLED] if attributes else ""
        if (
            self.hidden
            or tag in DROPPED
            or "hidden" in attributes
            or HIDDEN_STYLE.search(style)
            or UNSHOWN.search(style)
        ):
            self.hidden += 1
            return
        if tag in BREAKING or tag == "br":
            self.flush()
        self.ruled = self.ruled or tag == "hr"
        self.count += 1
        large = tag == "font" and attributes.get("size", "").strip() in LARGE
        heavy = large or tag in ("b", "strong", "th") or HEAVY.search(style) is not None
        self.open.append((tag, self.count if tag in BREAKING else 0, heavy))
        self.heavy += heavy
        if tag in HEADINGS:
            self.level = int(tag[1])
        elif tag == "a":
            self.hrefs.append((attributes.get("href") or "").strip() or None)

    def end(self, tag: str) -> None:
        """A tag ends."""
        if self.hidden:
            self.hidden -= 1
            return
        if tag in BREAKING:
            self.flush()
        if self.open:
            self.heavy -= self.open.pop()[2]
        if tag in HEADINGS:
            self.level = 0
        elif tag == "a" and self.hrefs:
            self.hrefs.pop()

    def data(self, text: str) -> None:
        """Text, blanks folded."""
        if END_MARK in text:
            self.ended = True
            text = text.replace(END_MARK, "")
        if self.hidden or not text:
            return
        if text.strip(FILLERS) and not any(piece.strip(FILLERS) for piece, _, _ in self.pieces):
            self.place = tuple([number for _, number, _ in self.open if number])
            self.shape = tuple([tag for tag, _, _ in self.open[-NEAR:]])
        self.pieces.append((BLANKS.sub(" ", text), self.hrefs[-1] if self.hrefs else None, self.heavy > 0))

    def comment(self, text: str) -> None:
        """A comment, which may have swallowed the end."""
        self.ended = self.ended or END_MARK in text

    def pi(self, target: str, text: str | None = None) -> None:
        """A processing instruction, which may have swallowed the end."""
        self.ended = self.ended or END_MARK in target or END_MARK in (text or "")

    def flush(self) -> None:
        """The line under way ends here."""
        text = ""
        runs: list[tuple[int, int, str]] = []
        bold = 0
        for piece, href, heavy in self.pieces:
            start = len(text)
            text += piece.lstrip(" ") if not text or text.endswith(" ") else piece
            bold += (len(text) - start) * heavy
            if href and len(text) > start:
                runs.append((runs.pop()[0] if runs and runs[-1][1:] == (start, href) else start, len(text), href))
        self.pieces.clear()
        if not text.strip(FILLERS):
            return
        kept = text.rstrip()
        links = tuple((start, min(end, len(kept)), href) for start, end, href in runs if start < len(kept))
        heavy = bold >= BOLD * len(kept)
        self.rows.append(Row(kept, self.level, heavy, links, self.place, self.shape, self.ruled))
        self.ruled = False

    def close(self) -> None:
        """The parser is at the end."""
        self.flush()
