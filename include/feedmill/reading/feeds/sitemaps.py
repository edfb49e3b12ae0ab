"""Sitemaps: each address is a source; an entry of a news sitemap that states a title is a document with that headline.

A news sitemap states title, date, language, publication and keywords of a story, and never its text: the document is
an excerpt that shows the headline alone. Lists of sitemaps give the sitemaps as sources. Captions of images and videos
are no story's text; the addresses of images are media. An address that is listed twice is one source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from feedmill.errors import Rejected
from feedmill.model import Block, Document, Locator, RejectedDocument, Role, Shape, Source
from feedmill.reading.feeds.guarded import Guarded
from feedmill.reading.feeds.mending import mended
from feedmill.reading.feeds.places import Span, located
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import Statements, one_line

MAX_ELEMENTS = 500_000
"""A sitemap may hold 50,000 addresses (sitemaps.org), each with some elements of its own."""

ENTRIES = frozenset(("url", "sitemap"))
PATHS = """
loc lastmod image/loc news/title news/publication_date news/keywords news/stock_tickers
news/publication/name news/publication/language news/language
"""
KEPT = frozenset(PATHS.split())


@dataclass(slots=True)
class Listed:
    """An entry: what its elements say, by their path in it, and where it stands."""

    said: dict[str, list[str]] = field(default_factory=dict)
    span: Span | None = None

    def get(self, path: str) -> str:
        """What an element says first."""
        return one_line(self.said.get(path, [""])[0])


class Scanned(NamedTuple):
    """The entries of a sitemap; the UTF-8 that they stand in; why it ended early."""

    entries: list[Listed]
    xml: bytes
    broken: str | None


def read_sitemap(piece: Piece) -> Iterator[Document | Source | RejectedDocument]:
    """What a sitemap lists, in its order. Raises `Rejected` for XML that is unsafe or gives nothing at all."""
    decoded = piece.decoded
    begin = len(decoded.text) - len(decoded.text.lstrip())
    scanned, notes = _scan(decoded.text[begin:]), decoded.notes
    if scanned.broken:
        notes = (*notes, f"not_well_formed: {scanned.broken}")
        again = _scan(mended(decoded.text[begin:]))
        scanned = Scanned([Listed(one.said) for one in again.entries], again.xml, again.broken)
    if scanned.broken and not scanned.entries:
        raise Rejected(ReadingReason.NOT_WELL_FORMED, scanned.broken)
    spans = [entry.span for entry in scanned.entries]
    yield from _found(scanned.entries, located(spans, scanned.xml, begin, piece.data, decoded), notes)
    if scanned.broken:
        detail = f"{scanned.broken}; what stood before is read"
        yield RejectedDocument(str(ReadingReason.NOT_WELL_FORMED), detail)


def _found(
    entries: list[Listed], locators: list[Locator], notes: tuple[str, ...]
) -> Iterator[Document | Source | RejectedDocument]:
    """A document for each headline, a source for each other address."""
    listed: set[str] = set()
    for number, (entry, locator) in enumerate(zip(entries, locators, strict=True)):
        url = entry.get("loc")
        if entry.get("news/title"):
            yield _document(number, entry, locator, notes)
        elif not url:
            yield RejectedDocument(str(ReadingReason.NOTHING_STATED), f"entry {number + 1} of the sitemap", locator)
        elif url not in listed:
            listed.add(url)
            yield Source(url)


def _document(number: int, entry: Listed, locator: Locator, notes: tuple[str, ...]) -> Document:
    """An entry's headline, and what the entry states about the story."""
    told = Statements()
    title = entry.get("news/title")
    told.say("headline", title, "news:title")
    told.say("kind", "excerpt", "news:news")
    told.date("published", entry.get("news/publication_date"), "news:publication_date")
    told.date("updated", entry.get("lastmod"), "lastmod")
    told.say("language", entry.get("news/publication/language"), "news:language")
    told.say("language", entry.get("news/language"), "news:language")
    told.say("credit", entry.get("news/publication/name"), "news:name")
    told.url(entry.get("loc"), "loc")
    told.add("keywords", _parted(entry, "news/keywords"), "news:keywords")
    told.add("subjects", _parted(entry, "news/stock_tickers"), "news:stock_tickers")
    told.add("media", entry.said.get("image/loc", ()), "image:loc")
    blocks = (Block((0, len(title)), Role.HEADING),)
    return Document(number, "sitemap", Shape.ITEM, title, told.done(), locator, blocks, (*notes, *told.notes))


def _parted(entry: Listed, path: str) -> list[str]:
    """The words of a list that is parted by commas."""
    return [word for part in entry.said.get(path, ()) for word in part.split(",")]


def _scan(text: str) -> Scanned:
    """The entries of a sitemap, each that is whole."""
    scan = _Scan()
    xml = text.encode("utf-8", errors="replace")
    broken = scan.parse(xml)
    return Scanned(scan.entries, xml, broken)


class _Scan(Guarded):
    """Collects entries. Prefixes do not count: they are often others than usual, or not declared."""

    def __init__(self) -> None:
        super().__init__(namespaces=False, most=MAX_ELEMENTS)
        self.entries: list[Listed] = []
        self.entry: Listed | None = None
        self.begun = 0
        self.path: list[str] = []
        self.pieces: list[str] = []

    def start(self, name: str, attributes: list[str]) -> None:
        """An element begins."""
        super().start(name, attributes)
        local = name.rpartition(":")[2].lower()
        self.pieces.clear()
        if self.entry is not None:
            self.path.append(local)
        elif local in ENTRIES:
            self.entry, self.begun = Listed(), self.at()

    def text(self, data: str) -> None:
        """Character data."""
        if self.path:
            self.pieces.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        if self.entry is not None and self.path:
            path = "/".join(self.path)
            if path in KEPT:
                self.entry.said.setdefault(path, []).append("".join(self.pieces))
            self.pieces.clear()
            self.path.pop()
        elif self.entry is not None:
            self.entry.span = (self.begun, self.behind())
            self.entries.append(self.entry)
            self.entry = None
        super().end(name)
