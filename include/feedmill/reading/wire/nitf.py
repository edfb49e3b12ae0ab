"""NITF 2.x and 3.x, with and without its namespace: one story a document.

`text` is what `body.content` and `body.end` show. `body.head` is stated: hl1 is the headline, hl2 (or else the
abstract) the deck, byline, dateline and distributor what they are called. An abstract that is neither the deck nor
repeated in the body stands before the body. Captions of pictures stand in the text, marked as around it. Names may be
in capitals, as they were in SGML.
What AP's own XML states around an NITF document comes before what that states.
Source of the rules: the DTD and schema of NITF 3.6, and the files of AP, dpa, ANSA, EFE, PA, CP, AAP and NTB.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import Statements
from feedmill.reading.wire.appl import PUBLICATION, state_publication
from feedmill.reading.wire.contents import Found, read_nitf
from feedmill.reading.wire.elements import Element, in_small_letters, inner, name_of
from feedmill.reading.wire.nitf_head import abstract_in, state_nitf
from feedmill.reading.wire.ranges import ranges_of
from feedmill.reading.wire.shown import Shown
from feedmill.reading.wire.stories import document_of, too_deep
from feedmill.reading.wire.xml import read_xml

NAME = "nitf"
ROOTS = ("nitf", "body.content")


def read_nitf_file(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The stories of an NITF file: one, or several where something wraps them. Raises `Rejected` as `read_xml`."""
    tree = read_xml(piece, ("nitf", "NITF"))
    name, elements = _documents(tree.root)
    if not elements and (in_capitals := list(inner(tree.root, "NITF"))):
        name, elements = "NITF", in_capitals
        in_small_letters(tree.root)
    if not elements:
        raise Rejected(ReadingReason.NOTHING_STATED, f"no NITF within {name_of(tree.root)}")
    places = ranges_of(piece, (name,), len(elements), whole=tree.whole)
    for number, (element, locator) in enumerate(zip(elements, places, strict=True)):
        if number in tree.spoilt:
            yield too_deep(locator)
            continue
        said = Statements()
        state_publication(element, said)
        found = read_nitf(element)
        lines = nitf_lines(found, said)
        notes = (*piece.decoded.notes, *tree.noted(number), *found.notes)
        yield document_of(NAME, said, lines, locator, notes)


def _documents(root: Element) -> tuple[str, list[Element]]:
    """The NITF documents in a tree, and the name of their elements."""
    if name_of(root) in ROOTS:
        return name_of(root), [root]
    found = list(inner(root, "nitf"))
    return name_of(root) if name_of(root) == PUBLICATION and len(found) == 1 else "nitf", found


def nitf_lines(found: Found, said: Statements) -> list[Shown]:
    """The lines of an NITF document, its statements added to what was said of it before."""
    assert found.nitf is not None, "what is not NITF has no NITF lines"
    body_head = state_nitf(found.nitf, said)
    if "language" not in said:
        said.say("language", found.language, "xml:lang")
    said.add("media", found.content.media, "media-reference")
    lines = found.content.lines
    ahead = abstract_in(body_head)
    if not ahead:
        return lines
    text = "\n".join([line.text for line in lines])
    kept = [line for line in ahead if line.text[:60] not in text and line.text != said.get("deck")]
    return [*kept, *lines]
