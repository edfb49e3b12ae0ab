"""Fragments of HTML in feeds to lines, by the rules of `feedmill.reading.html`.

A feed holds hundreds of fragments, so one parser reads them all. What is shown is what `read_html` shows, and beyond it
what feeds are known for: text within marks of CDATA that were escaped, text behind `<!` that is no declaration, and
what stands in the place of an object or a frame.
"""

from __future__ import annotations

import re

from feedmill.model import Role
from feedmill.reading.html import (
    DROPPED,
    FOLDED,
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    Fragment,
    Line,
    Reader,
    check_html,
    read_plain,
)

HIDDEN = DROPPED - {"object"}
FRAME = re.compile(r"</?iframe(?=[\s/>])[^<>]*>", re.IGNORECASE)
NO_DECLARATION = re.compile(r"<!(?!--|doctype)", re.IGNORECASE)


class Fragments:
    """Reads fragments, one after the other."""

    def __init__(self) -> None:
        self._reader = Reader(HIDDEN)

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
        return self._reader.parse(fragment)


def read_lines(text: str) -> Fragment:
    """The lines of text without markup, as `read_plain` has them."""
    if (not text.isprintable() or "  " in text) and any(blank in text for blank in FOLDED):
        return read_plain(text)
    line = text.strip()
    return Fragment([Line(line, Role.TEXT)] if line else [])


def _declared(fragment: str) -> str:
    """The fragment without marks of CDATA, and with `<!` as text where it begins neither comment nor document type."""
    if "<![CDATA[" in fragment:
        fragment = fragment.replace("<![CDATA[", "").replace("]]>", "").replace("]]&gt;", "")
    return NO_DECLARATION.sub("&lt;!", fragment)
