"""Fragments of HTML in feeds to lines, by the rules of `feedmill.reading.html`.

A feed holds hundreds of fragments, so one parser reads them all. What is shown is what `read_html` shows, and beyond it
what feeds are known for: text within marks of CDATA that were escaped, text behind `<!` or `<` that begins no tag, and
what stands in the place of an object or a frame. A tag that is cut off at the end of a teaser is none of its text.
"""

from __future__ import annotations

import re

from feedmill.model import Role
from feedmill.reading.html import (
    BLOCKS,
    DROPPED,
    FOLDED,
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    VOID,
    Fragment,
    Line,
    Reader,
    check_html,
    read_plain,
)

HIDDEN = DROPPED - {"object"}
FRAME = re.compile(r"</?iframe(?=[\s/>])[^<>]*>", re.IGNORECASE)
NO_DECLARATION = re.compile(r"<!(?!--|doctype)", re.IGNORECASE)

NO_TAG = re.compile(
    r"<(?=[A-Za-z](?:[\w:.-]*+[,;!?()@%*+|~^&\[\]{}]|[\w:-]*+\.(?=\s|\Z)|ttps?://|[\w:.-]*+\s++\w[^<>\"'=]*+<))"
)
"""As in `a<b, c`, `<a@b.example>`, `x<y and <b>z</b>`: a parser would take all up to the next `>` for a tag."""

_INLINE = "a abbr b big code del em font i ins o:p s small span strong sub sup u"
NAMES = BLOCKS | DROPPED | VOID | frozenset(_INLINE.split())
CUT_TAG = re.compile(r"/?([A-Za-z][\w:-]*+)(\s[^<>]*+|/?)", re.DOTALL)


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
        if "<" in fragment:
            fragment = with_text(fragment)
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


def with_text(fragment: str) -> str:
    """The fragment with each `<` as text that begins no tag, and without the tag that it is cut off in."""
    fragment = NO_TAG.sub("&lt;", fragment)
    last = fragment.rfind(">") + 1
    at = fragment.find("<", last)
    if at < 0:
        return fragment
    *texts, end = fragment[at + 1 :].split("<")
    opened = [f"&lt;{text}" if text[:1].isalpha() else f"<{text}" for text in texts]
    if not _is_cut_tag(end):
        opened.append(f"&lt;{end}" if end[:1].isalpha() else f"<{end}")
    return fragment[:at] + "".join(opened)


def _is_cut_tag(text: str) -> bool:
    """Whether what stands behind a last `<` is the beginning of a tag, and no text."""
    found = CUT_TAG.fullmatch(text)
    if found is None:
        return False
    name, said = found[1].lower(), found[2].split()
    if "=" in found[2]:
        return name in NAMES
    return name in NAMES and len(said) < 2 if said else any(known.startswith(name) for known in NAMES)
