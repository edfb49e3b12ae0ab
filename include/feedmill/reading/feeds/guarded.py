"""expat with a guard: no entity of a document's own, no more elements, attributes and nesting than honest XML has.

Nothing is fetched and nothing expanded: a declared entity ends the parse before it could be. What uses it says what
the elements mean. Positions are byte positions in the UTF-8 that is parsed.
"""

from __future__ import annotations

from xml.parsers import expat

from feedmill.errors import Rejected
from feedmill.reading.reasons import ReadingReason

MAX_ELEMENTS = 300_000
MAX_ATTRIBUTES = 500_000
MAX_DEPTH = 256
SEPARATOR = " "


class Guarded:
    """A parse of XML, for those who say what its elements mean in `start`, `end` and `text`.

    With namespaces, names are `URI local prefix`, parted by blanks, as expat gives them; without, as written. `most` is
    the limit of elements. `doctype` holds public and system id of a document type, in lower case.
    """

    def __init__(self, *, namespaces: bool = True, most: int | None = None) -> None:
        self._elements = self._attributes = self._depth = 0
        self._just_begun = False
        self.doctype = ""
        self.xml = b""
        self.most = most or MAX_ELEMENTS
        self.parser = parser = expat.ParserCreate("utf-8", SEPARATOR if namespaces else None)
        parser.namespace_prefixes = namespaces
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.buffer_size = 1 << 18
        parser.StartDoctypeDeclHandler = self._begin_doctype
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text

    def start(self, _name: str, attributes: list[str]) -> None:
        """An element begins: its name, and a flat list of attributes and their values. To be called first."""
        self._elements += 1
        self._depth += 1
        self._just_begun = True
        if attributes:
            self._attributes += len(attributes) // 2
        if self._elements > self.most or self._depth > MAX_DEPTH or self._attributes > MAX_ATTRIBUTES:
            detail = f"{self._elements} elements, {self._attributes} attributes, {self._depth} deep"
            raise Rejected(ReadingReason.TOO_COMPLEX, detail)

    def end(self, _name: str) -> None:
        """An element ends. To be called last."""
        self._depth -= 1
        self._just_begun = False

    def text(self, data: str) -> None:
        """Character data."""

    def parse(self, xml: bytes) -> str | None:
        """Parse all of it. Why it ended early, or None. Raises `Rejected`: entity_declarations, too_complex."""
        self.xml = xml
        if b"<![CDATA[" not in xml and (ends := xml.count(b"</")) > self.most:
            raise Rejected(ReadingReason.TOO_COMPLEX, f"{ends} elements")
        try:
            self.parser.Parse(xml, True)
        except expat.ExpatError as error:
            self.check_broken()
            return str(error)
        return None

    @property
    def too_deep(self) -> bool:
        """Whether it was refused for its depth."""
        return self._depth > MAX_DEPTH

    def check_broken(self) -> None:
        """What expat did not come to see: parsers that forgive would go on there."""
        if not self._elements and b"<!entity" in self.xml.lower():
            raise Rejected(ReadingReason.ENTITY_DECLARATIONS, "in a document type that is broken as well")
        tags = self.xml.count(b"<")
        if tags > 2 * self.most:
            raise Rejected(ReadingReason.TOO_COMPLEX, f"{tags} tags in XML that is not well-formed")

    def at(self) -> int:
        """Where the element that begins or ends now stands."""
        return self.parser.CurrentByteIndex

    def behind(self) -> int:
        """The place behind the element that ends now: expat points at its closing tag, or already behind `<item/>`."""
        at = self.parser.CurrentByteIndex
        is_empty = self._just_begun and self.xml.startswith(b"/>", at - 2)
        return at if is_empty else self.xml.index(b">", at) + 1

    def _begin_doctype(self, _name: str, system: str | None, public: str | None, _internal: object) -> None:
        self.doctype = f"{public or ''} {system or ''}".lower()

    def _refuse(self, name: str, *_rest: object) -> None:
        raise Rejected(ReadingReason.ENTITY_DECLARATIONS, f"entity {name!r}")
