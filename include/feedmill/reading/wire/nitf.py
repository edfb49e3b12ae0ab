"""NITF 2.x and 3.x, with and without its namespace: one story a document.

`text` is what `body.content` and `body.end` show. `body.head` is stated: hl1 is the headline, hl2 (or else the
abstract) the deck, byline, dateline and distributor what they are called. An abstract that is neither the deck nor
repeated in the body stands before the body, captions of pictures where they are, both marked as around it. Names may be
in capitals, as they were in SGML, and what the DTD has as empty without an end.
A release after the issue, by their instants, is an embargo. The place is where a story was filed, else where it
happened. What AP's own XML states around NITF comes before what that states; a publication of AP is one document,
whatever number of NITF texts it holds.
Source of the rules: the DTD and schema of NITF 3.6, and the files of AP, dpa, ANSA, EFE, PA, CP, AAP and NTB.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedmill.errors import Rejected
from feedmill.model import Document, Part, RejectedDocument
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import Statements
from feedmill.reading.wire.appl import PUBLICATION, state_publication
from feedmill.reading.wire.contents import Found, read_nitf
from feedmill.reading.wire.elements import Element, child, in_small_letters, inner, name_of
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
    number = 0
    for element, locator in zip(elements, places, strict=True):
        held = [element] if name != PUBLICATION else list(inner(element, "nitf"))
        numbers = range(number, number := number + len(held))
        if not tree.spoilt.isdisjoint(numbers):
            yield too_deep(locator)
            continue
        said = Statements()
        state_publication(element, said)
        parts = [read_nitf(one) for one in held]
        lines = [line for found in parts for line in nitf_lines(found, said)]
        more = [note for found in parts for note in found.notes]
        cut = dict.fromkeys(note for one in numbers or (-1,) for note in tree.noted(one))
        yield document_of(NAME, said, lines, locator, (*piece.decoded.notes, *cut, *more))


def _documents(root: Element) -> tuple[str, list[Element]]:
    """What the documents in a tree stand in, and the name of these elements: AP's publications, or NITF itself."""
    if name_of(root) in ROOTS:
        return name_of(root), [root]
    publications = [one for one in inner(root, PUBLICATION) if child(one, "PublicationManagement") is not None]
    return (PUBLICATION, publications) if publications else ("nitf", list(inner(root, "nitf")))


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
    return [*(line._replace(part=Part.AROUND) for line in kept), *lines]
