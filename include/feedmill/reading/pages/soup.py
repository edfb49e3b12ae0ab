"""A page's markup as a tree, safely: what no reader sees (scripts, styles, comments) is cut out first, in linear time.

Knows the limits of the parser. What libxml2 swallows in silence (past a nesting of 256, in text of 10 MB) is noticed
by an end mark. The tree holds what the page shows; what its head says is collected beside it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.builder._lxml import LXMLTreeBuilder

from feedmill.errors import Rejected
from feedmill.reading.html import BLOCKS, DROPPED, END_MARK, HIDDEN_STYLE, check_html
from feedmill.reading.reasons import ReadingReason

warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)

UNSEEN = re.compile(r"<!--|<(script|style|svg)(?=[\s/>])", re.IGNORECASE)
CLOSING = {name: re.compile(rf"</{name}\b[^>]{{0,80}}>?", re.IGNORECASE) for name in ("script", "style", "svg")}
LINKED_DATA = re.compile(r"application/ld\+json", re.IGNORECASE)
DECLARATION = re.compile(r"\s{0,64}<\?xml[^>]{0,300}\?>")
DIM = frozenset(("dialog",))
MOST_LINKED_DATA = 2_000_000

_TEXTLESS = "img source track wbr col area embed param input picture use path"
TEXTLESS = frozenset(_TEXTLESS.split())
"""Tags that show no text of their own: not worth a place in the tree."""

_TOLD = """
class id role itemprop itemtype property href style hidden datetime title pubdate content rel lang open aria-label
data-testid data-component
"""
TOLD = frozenset(_TOLD.split())
"""Attributes that say something to a reader of pages."""


@dataclass(slots=True)
class Head:
    """What a page says beside its text, in its order.

    `metas` are pairs of a name (of `name`, `property`, `itemprop` or `http-equiv`, in lower case) and its content,
    `links` pairs of a relation and its target, `lang` and `amp` those of the root, `base` the address that links count
    from.
    """

    metas: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    lang: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A page's tree, its head, the texts of its JSON-LD; `unclosed` when a comment or script hides its end."""

    soup: BeautifulSoup
    head: Head
    linked_data: tuple[str, ...]
    unclosed: bool


def parse(html: str) -> Parsed:
    """The tree of a page. Raises `Rejected` (too_complex) rather than lose any of it in silence."""
    seen, linked_data, unclosed = without_unseen(html)
    check_html(seen)
    builder = _Builder(multi_valued_attributes=None, attribute_dict_class=dict)
    soup = BeautifulSoup(f"{DECLARATION.sub('', seen, count=1)}\n<p>{END_MARK}</p>", builder=builder)
    if not _is_whole(soup):
        raise Rejected(ReadingReason.TOO_COMPLEX, f"the HTML parser gave up within {len(html)} characters")
    return Parsed(soup, builder.head, linked_data, unclosed)


def without_unseen(html: str) -> tuple[str, tuple[str, ...], bool]:
    """The markup without comments, scripts, styles and drawings; the JSON-LD that was there; whether one ran on."""
    kept: list[str] = []
    linked: list[str] = []
    at = 0
    while (found := UNSEEN.search(html, at)) is not None:
        kept.append(html[at : found.start()])
        begin, end = _extent(html, found)
        if begin < 0:
            return "".join(kept), tuple(linked), True
        if (found[1] or "").lower() == "script" and LINKED_DATA.search(html, found.end(), found.end() + 300):
            linked.append(html[found.end() : begin].partition(">")[2][:MOST_LINKED_DATA])
        at = end
    kept.append(html[at:])
    return "".join(kept), tuple(linked), False


def _extent(html: str, found: re.Match[str]) -> tuple[int, int]:
    """Where what began at `found` ends: before its closing mark, and behind it; -1 when it never does."""
    if found[1] is None:
        if html.startswith((">", "->"), found.end()):
            return found.end(), html.index(">", found.end()) + 1
        close = html.find("-->", found.end())
        return close, close + 3
    closing = CLOSING[found[1].lower()].search(html, found.end())
    return (-1, -1) if closing is None else closing.span()


def _is_whole(soup: BeautifulSoup) -> bool:
    """Whether the end mark came through: it is the last text, save blanks, or close to it."""
    node: Any = soup
    while isinstance(node, Tag) and node.contents:
        node = node.contents[-1]
    for _ in range(64):
        if node is None or (isinstance(node, str) and END_MARK in node):
            break
        node = node.previous_element
    return isinstance(node, str)


class _Builder(LXMLTreeBuilder):
    """Builds the tree of what is shown, and collects what the head says; lxml ends every tag that it begins."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.head = Head()

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes], nsmap: object = None) -> None:
        """A tag begins."""
        name = str(tag)
        if name in TEXTLESS:
            return
        if name in ("meta", "link", "base"):
            self.note(name, {str(key): str(value) for key, value in attrib.items()})
            return
        kept = {str(key): str(value) for key, value in attrib.items() if key in TOLD}
        if name == "html":
            self.head.lang = self.head.lang or kept.get("lang") or str(attrib.get("xml:lang") or "") or None
        self.soup.handle_starttag(name, None, None, kept)

    def end(self, tag: str | bytes) -> None:
        """A tag ends."""
        if tag not in TEXTLESS and tag not in ("meta", "link", "base"):
            self.soup.endData()
            self.soup.popTag()

    def data(self, data: str | bytes) -> None:
        """Text stands here."""
        self.soup.current_data.append(data)

    def comment(self, text: str | bytes) -> None:
        """Nobody sees comments."""

    def pi(self, target: str, data: str) -> None:
        """Nor instructions to programs."""

    def note(self, name: str, attrs: dict[str, str]) -> None:
        """Take up what a tag of the head says."""
        if name == "base":
            self.head.base = self.head.base or attrs.get("href")
        elif name == "link":
            pair = (attrs.get("rel", attrs.get("itemprop", "")).lower(), attrs.get("href", ""))
            self.head.links.append(pair)
        else:
            for key in ("name", "property", "itemprop", "http-equiv"):
                if attrs.get(key) and attrs.get("content"):
                    self.head.metas.append((attrs[key].strip().lower(), attrs["content"]))


def is_hidden(tag: Tag) -> bool:
    """Whether a reader would not see the tag."""
    name = tag.name
    if name in ("html", "body", "[document]"):
        return False
    attrs = tag.attrs
    if name in DROPPED or "hidden" in attrs or (name in DIM and "open" not in attrs):
        return True
    style = attrs.get("style")
    return style is not None and HIDDEN_STYLE.search(style[:400]) is not None


def lays_out(cell: Tag) -> bool:
    """Whether a table's cell holds blocks: then the table lays out a page."""
    return any(isinstance(child, Tag) and (child.name in BLOCKS or child.name == "br") for child in cell.contents)
