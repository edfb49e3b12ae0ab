"""NewsML-G2 2.x: each news item of a file, or of a news message, is a document.

`text` is the content, the fullest of its renditions (they are alternatives): NITF, XHTML or other inline XML, or
inline data. A picture, video or other item without a text content has what its description (caption, dope sheet, shot
list) says as its text: that is what its users read of it; without one it is its headline, and without that it is
rejected. Of lines in several languages those in the item's are stated. Addresses of remote content are in `media`;
nothing is fetched. A package is rejected where it only names other items; those that stand beside it in a news message
are documents. Concepts, knowledge, planning and catalogues hold no stories and are rejected with that reason.
Source of the rules: IPTC's NewsML-G2 guidelines and schemas, and the files of AP, AFP, Reuters, dpa, ANSA, STT, TT,
NTB and press release services.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, RejectedDocument
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import Statements
from feedmill.reading.wire.contents import Found, read_content
from feedmill.reading.wire.elements import (
    LANG,
    Around,
    Element,
    attribute,
    by_name,
    children,
    first,
    in_language,
    inner,
    name_of,
    parts_of,
)
from feedmill.reading.wire.g2_meta import state_item, state_message
from feedmill.reading.wire.nitf import nitf_lines
from feedmill.reading.wire.ranges import ranges_of
from feedmill.reading.wire.shown import Shown, read_shown
from feedmill.reading.wire.stories import document_of, joined_bylines, too_deep
from feedmill.reading.wire.xml import read_xml

NAME = "newsml_g2"
STORYLESS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem", "eventItem")
ITEMS = ("newsItem", *STORYLESS)


def read_newsml_g2(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The news items of a file, and the places of items that hold no story. Raises `Rejected` as `read_xml`."""
    tree = read_xml(piece, ITEMS)
    names, items = _items(tree.root)
    if not items:
        raise Rejected(ReadingReason.NOTHING_STATED, f"no item within {name_of(tree.root)}")
    places = ranges_of(piece, names, len(items), whole=tree.whole)
    headers = Around("header", "Header")
    for number, (item, locator) in enumerate(zip(items, places, strict=True)):
        if number in tree.spoilt:
            yield too_deep(locator)
        elif name_of(item) in STORYLESS:
            yield _storyless(item, locator)
        else:
            yield _document(item, headers.of(item), locator, (*piece.decoded.notes, *tree.noted(number)))


def _items(root: Element) -> tuple[tuple[str, ...], list[Element]]:
    """The outermost items of a tree, and the names of their elements; a bare content set is an item of its own."""
    if name_of(root) in (*ITEMS, "contentSet"):
        return (name_of(root),), [root]
    outermost: list[Element] = []
    seen: set[Element] = set()
    for one in inner(root, *ITEMS):
        if seen.isdisjoint(one.iterancestors()):
            outermost.append(one)
        seen.add(one)
    return ITEMS, outermost


def _storyless(item: Element, locator: Locator) -> RejectedDocument:
    """Why an item is no document."""
    referred = sum(1 for _ in inner(item, "itemRef"))
    of = f", {referred} references" if name_of(item) == "packageItem" else ""
    detail = f"{name_of(item)} {attribute(item, 'guid') or 'without a guid'}{of}"
    return RejectedDocument(str(ReadingReason.NO_STORY), detail, locator)


def _document(
    item: Element, header: Element | None, locator: Locator, notes: tuple[str, ...]
) -> Document | RejectedDocument:
    """A news item as a document, or why not."""
    said, top = Statements(), by_name(item)
    contents = [item] if name_of(item) == "contentSet" else top.get("contentSet", [])
    state_item(item, top, said)
    try:
        found = _fullest(contents, said.get("language") or attribute(item, LANG))
    except Rejected as error:
        return RejectedDocument(str(error.reason), error.detail, locator)
    lines = found.content.lines
    if found.nitf is not None:
        lines = nitf_lines(found, said)
    said.add("media", found.content.media, "inlineXML")
    said.say("byline", joined_bylines(found.content.bylines), "inlineXML byline")
    if "headline" not in said:
        said.say("headline", found.title, "inlineXML title")
    if "language" not in said:
        said.say("language", found.language, "inlineXML@xml:lang")
    state_message(item, top, header, said)
    if not lines:
        lines = _described(first(top, "contentMeta"), said.get("language") or "", found.notes)
    more = () if lines else _left_out(contents)
    return document_of(NAME, said, lines, locator, (*notes, *found.notes, *more))


def _left_out(contents: list[Element]) -> tuple[str, ...]:
    """A note of the text in content sets that is neither a rendition nor a description."""
    text = " ".join(filter(None, map(parts_of, contents)))
    return (f"left_out: {text[:80]}",) if text else ()


def _fullest(contents: list[Element], language: str) -> Found:
    """The rendition of the content that has the most text; of two that are as full, the first.

    Of those that say which language they are in, where they are several, the item's; the others are noted.
    """
    held = [one for part in contents for one in children(part, "inlineXML", "inlineData")]
    kept = in_language(held, language)
    found = [read_content(one) for one in kept]
    best = found[0] if found else Found()
    for one in found[1:]:
        if one.content.fuller(best.content) or (best.nitf is None and not best.content.lines):
            best = one
    best.notes.extend(f"left_out: the same content in {tongue}" for tongue in _other_languages(held, kept))
    return best


def _described(meta: Element | None, language: str, notes: list[str]) -> list[Shown]:
    """The lines of the descriptions of an item without a text content: captions, dope sheets, shot lists.

    Of those in several languages, the item's; the others are noted.
    """
    held = children(meta, "description")
    kept = in_language(held, language)
    notes.extend(f"left_out: the description in {tongue}" for tongue in _other_languages(held, kept))
    return read_shown(*kept).lines


def _other_languages(held: list[Element], kept: list[Element]) -> list[str]:
    """The languages of what was not kept, in their order."""
    return sorted({attribute(one, LANG) for one in held} - {attribute(one, LANG) for one in kept})
