"""Where the items of an XML feed stand in its bytes, and whether the XML is safe to parse at all.

One pass of expat, without building anything. A declared entity ends it before it could be expanded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from feedmill.errors import Rejected
from feedmill.reading.reasons import ReadingReason

MAX_ELEMENTS = 500_000
MAX_ATTRIBUTES = 500_000
MAX_DEPTH = 256
ITEMS = frozenset(("item", "entry"))


@dataclass(slots=True)
class Survey:
    """What one pass over the XML found: `items` are byte ranges of the outermost items, `broken` why it ended early."""

    items: list[tuple[int, int]] = field(default_factory=list)
    broken: str | None = None
    elements: int = 0
    attributes: int = 0


def survey(xml: bytes) -> Survey:
    """Survey UTF-8 XML. Raises `Rejected`: entity_declarations, too_complex."""
    scout = _Scout(xml)
    try:
        scout.parser.Parse(xml, True)
    except expat.ExpatError as error:
        scout.found.broken = str(error)
        _check_broken(xml, scout.found)
    return scout.found


def _check_broken(xml: bytes, found: Survey) -> None:
    """What expat did not come to see: parsers that forgive would go on there."""
    if not found.elements and b"<!entity" in xml.lower():
        raise Rejected(ReadingReason.ENTITY_DECLARATIONS, "in a document type that is broken as well")
    if xml.count(b"<") > MAX_ELEMENTS:
        raise Rejected(ReadingReason.TOO_COMPLEX, f"{xml.count(b'<')} tags in XML that is not well-formed")


class _Scout:
    """Counts, and remembers where items begin and end."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.found = Survey()
        self.depth = 0
        self.inside: tuple[int, int] | None = None
        self.parser = expat.ParserCreate(encoding="utf-8")
        self.parser.EntityDeclHandler = self.entity
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def entity(self, name: str, *_rest: object) -> None:
        """A document type declares an entity."""
        raise Rejected(ReadingReason.ENTITY_DECLARATIONS, f"entity {name!r}")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        self.found.elements += 1
        self.found.attributes += len(attributes)
        if self.inside is None and _local(name) in ITEMS:
            self.inside = (self.parser.CurrentByteIndex, self.depth)
        self.check()

    def end(self, name: str) -> None:
        """An element ends: its range runs to the end of its closing tag, or of itself when it is empty."""
        if self.inside is not None and self.inside[1] == self.depth:
            self.found.items.append((self.inside[0], self.behind(name)))
            self.inside = None
        self.depth -= 1

    def behind(self, name: str) -> int:
        """The byte behind the element that ends now: expat points at its closing tag, or already behind `<item/>`."""
        at = self.parser.CurrentByteIndex
        tag = b"</" + name.encode()
        closing = self.xml.startswith(tag, at) and self.xml[at + len(tag) : at + len(tag) + 1] in b"> \t\r\n"
        return self.xml.index(b">", at) + 1 if closing else at

    def check(self) -> None:
        """Stop where the XML is larger than honest feeds are."""
        found = self.found
        if found.elements > MAX_ELEMENTS or found.attributes > MAX_ATTRIBUTES or self.depth > MAX_DEPTH:
            detail = f"{found.elements} elements, {found.attributes} attributes, {self.depth} deep"
            raise Rejected(ReadingReason.TOO_COMPLEX, detail)


def _local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2].lower()
