"""The content of an item, in whatever way it stands there: NITF, XHTML, pieces of both, plain text, escaped HTML.

What is encoded (base64) is decoded where it is said to be text, and else left alone. Nothing is fetched.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from html import unescape

from feedmill.errors import Rejected
from feedmill.model import Role
from feedmill.reading.decoding import decode
from feedmill.reading.html import read_html
from feedmill.reading.wire.elements import (
    LANG,
    Element,
    attribute,
    by_name,
    child,
    children,
    every,
    inner,
    local_name,
    name_of,
    text_of,
)
from feedmill.reading.wire.paragraphs import paragraphs
from feedmill.reading.wire.shown import Content, Shown, read_shown
from feedmill.reading.wire.xml import read_text

WRAPPED = re.compile(r"\s*<p>([^<>]*)</p>\s*", re.IGNORECASE)
"""A text whose one element wraps all of it: its paragraphs are told as those of plain text (ANSA)."""

HTML = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|a|h[1-6]|ul|ol|li|table|tr|td|pre|html|body|section|article|blockquote)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
XML = re.compile(r"\s{0,64}<(?:\?xml\s|nitf[\s>])")
TEXTUAL = re.compile(r"text|.*(?:xml|html|nitf)", re.IGNORECASE)
"""Media types, formats and kinds of media that are text."""


@dataclass(slots=True)
class Found:
    """What a content holds: its lines; the NITF or HTML that it is, and what may say its language, the closest first.

    What its markup states beside the lines is looked for when it is asked for: most items state these themselves.
    """

    content: Content = field(default_factory=Content)
    nitf: Element | None = None
    html: Element | None = None
    tongues: tuple[Element, ...] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title that HTML states."""
        return text_of(next(inner(self.html, "title", "TITLE"), None))

    @property
    def language(self) -> str:
        """The language that the markup states."""
        said = (attribute(one, LANG) or attribute(one, "lang") for one in self.tongues)
        return next((tag for tag in said if tag), "") or attribute(self.nitf, "baselang")


def read_content(container: Element, *, kind: str = "", encoding: str = "") -> Found:
    """What an element that holds a content shows; blank where it holds nothing that is text.

    `kind` and `encoding` are what stands around it says of it; its own attributes come first.
    """
    if not len(container):
        stated = attribute(container, "contenttype") or kind
        return _written(_decoded(container.text or "", attribute(container, "encoding") or encoding, stated))
    first = local_name(container[0].tag)
    nitf = next(inner(container, "nitf"), None) if first != "html" else None
    if nitf is not None:
        return read_nitf(nitf)
    html = container[0] if first == "html" else next(inner(container, "html", "HTML"), None)
    if html is None:
        return Found(_shown([container]), tongues=(container,))
    body = children(html, "body", "BODY")
    return Found(_shown(body or [html]), html=html, tongues=(html, *body))


def read_nitf(nitf: Element) -> Found:
    """What the body of an NITF document shows; its `body.head` is for statements."""
    body = child(nitf, "body")
    within = body if body is not None else nitf
    inside = by_name(within)
    parts = [*inside.get("body.content", ()), *inside.get("body.end", ())]
    full = [one for part in parts for one in children(part, "block") if one.get("class") == "full_text"]
    if full:
        parts = _without_leads(parts, full[0])
    if not parts:
        parts = [one for one in every(within) if name_of(one) not in ("head", "body.head")] if len(within) else [within]
    return Found(_shown(parts), nitf, tongues=(*parts, within, nitf))


def _without_leads(parts: list[Element], full: Element) -> list[Element]:
    """The blocks of a body that holds its full text, those left out that only repeat it (The New York Times)."""
    text = "\n".join([line.text for line in read_shown(full).lines])
    blocks = [one for part in parts for one in every(part)]
    return [one for one in blocks if one is full or any(line.text not in text for line in read_shown(one).lines)]


def read_written(text: str) -> Content:
    """The lines of a text without elements: HTML where it has tags, else plain."""
    wrapped = WRAPPED.fullmatch(text) if "\n" in text.strip() else None
    if wrapped is not None or HTML.search(text) is None:
        text = unescape(wrapped[1]) if wrapped is not None else text
        return Content([Shown(line) for line in paragraphs(text, plain=True)])
    return Content([Shown(line.text, line.role, part=line.part) for line in read_html(text).lines])


def _shown(elements: list[Element]) -> Content:
    """What elements show; one that holds nothing but text may hold escaped HTML."""
    if len(elements) == 1:
        alone = _alone(elements[0])
        written = not len(alone) and (alone is elements[0] or HTML.search(alone.text or "") is not None)
        return read_written(alone.text or "") if written else read_shown(*elements)
    if any(not len(one) and HTML.search(one.text or "") for one in elements):
        return Content([line for one in elements for line in _shown([one]).lines])
    return read_shown(*elements)


def _alone(element: Element) -> Element:
    """The innermost element that holds all that an element holds."""
    while len(element) == 1 and not f"{element.text or ''}{element[0].tail or ''}".strip():
        element = element[0]
    return element


def _written(text: str) -> Found:
    """What a text shows that stands there as text: XML in a CDATA section is read as what it is."""
    if XML.match(text):
        try:
            tree = read_text(text)
        except Rejected:
            return Found(read_written(text))
        found = read_content(tree.root)
        found.notes.extend(tree.notes)
        return found
    return Found(read_written(text))


def _decoded(text: str, encoding: str, kind: str) -> str:
    """The text, decoded where it is encoded text; blank where what is encoded is something else."""
    if not encoding:
        return text
    if TEXTUAL.match(kind) is None:
        return ""
    if "base64" not in encoding.lower():
        return text
    try:
        return decode(base64.b64decode(text)).text
    except (binascii.Error, ValueError, Rejected):
        return text


def headline_lines(headline: str) -> list[Shown]:
    """The lines of an item that states no more than its headline."""
    return [Shown(" ".join(headline.split()), Role.HEADING)] if headline.strip() else []
