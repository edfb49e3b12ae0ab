"""OPML: a list of feeds, each a source. No documents.

An outline with `xmlUrl` is a feed; one of the type `link` or `include` names another list or a page by `url`; one that
has neither may name a page by `htmlUrl`, where a feed may be found (the rules of listparser, OPML 1.0 to 2.0). Names of
attributes are taken in any case. An address that is named twice is one source, its first title stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedmill.errors import Rejected
from feedmill.model import RejectedDocument, Source
from feedmill.reading.feeds.guarded import Guarded
from feedmill.reading.feeds.mending import mended
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import one_line

LISTS = frozenset(("link", "include"))


def read_opml(piece: Piece) -> Iterator[Source | RejectedDocument]:
    """The sources that a list names, in its order. Raises `Rejected` for XML that is unsafe or gives nothing at all."""
    text = piece.decoded.text.lstrip()
    outlines = _Outlines()
    broken = outlines.parse(text.encode("utf-8", errors="replace"))
    if broken:
        outlines = _Outlines()
        broken = outlines.parse(mended(text).encode("utf-8", errors="replace"))
    if broken and not outlines.found:
        raise Rejected(ReadingReason.NOT_WELL_FORMED, broken)
    for url, title in outlines.found.items():
        yield Source(url, title or None)
    if broken:
        yield RejectedDocument(str(ReadingReason.NOT_WELL_FORMED), f"{broken}; what stood before is listed")


class _Outlines(Guarded):
    """Collects what outlines name: address to title."""

    def __init__(self) -> None:
        super().__init__(namespaces=False)
        self.found: dict[str, str] = {}

    def start(self, name: str, attributes: list[str]) -> None:
        """An element begins."""
        super().start(name, attributes)
        if name.rpartition(":")[2].lower() != "outline":
            return
        said = {key.lower(): one_line(value) for key, value in zip(attributes[::2], attributes[1::2], strict=True)}
        url = said.get("xmlurl")
        if url is None and said.get("type", "").lower() in LISTS:
            url = said.get("url")
        url = url or said.get("htmlurl")
        if url:
            self.found.setdefault(url, said.get("text") or said.get("title") or "")
