"""The stories of a newsletter as documents: an item each, and a page of what stands around those of a digest.

An item states what the digest says of its story. When that was published or who wrote it is not what the mail says of
itself, so that these are not stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedmill.model import Block, Document, Locator, Part, Role, Shape, Stated
from feedmill.reading.laying import laid_out
from feedmill.reading.mail.digests import Digest, Item
from feedmill.reading.mail.layout import Row
from feedmill.reading.mail.letters import Letter
from feedmill.reading.mail.links import address_of
from feedmill.reading.stating import Statements


def documents_of(digest: Digest, stated: Stated, locator: Locator, notes: Sequence[str]) -> Iterator[Document]:
    """What stands around the stories, with what the mail states of itself; then the stories in their order."""
    if digest.around:
        text, blocks = _laid_out([(row, True) for row in digest.around], None)
        yield Document(0, "mail", Shape.PAGE, text, stated, locator, blocks, tuple(notes))
    for item in digest.items:
        yield _item(item, locator, stated.language)


def say_letter(said: Statements, letter: Letter) -> None:
    """State what a letter shows of its story."""
    if letter.headline is not None:
        said.say("headline", letter.headline.text, "heading")
    if letter.deck is not None:
        said.say("deck", letter.deck.text, "heading")
    address = address_of(letter.href) if letter.href else None
    said.url(address, "link")


def document_of(letter: Letter, stated: Stated, locator: Locator, notes: Sequence[str]) -> Document:
    """The one story of a letter."""
    text, blocks = _laid_out(letter.lines, letter.headline)
    return Document(0, "mail", Shape.ITEM, text, stated, locator, blocks, tuple(notes))


def _item(item: Item, locator: Locator, language: str | None) -> Document:
    """A story."""
    said = Statements()
    if item.headline is not None:
        said.say("headline", item.headline.text, "heading")
    address = address_of(item.href) if item.href else None
    said.url(address, "link")
    said.say("language", language, "Content-Language")
    text, blocks = _laid_out(item.lines, item.headline)
    return Document(0, "mail", Shape.ITEM, text, said.done(), locator, blocks, tuple(said.notes))


def _laid_out(lines: Sequence[tuple[Row, bool]], headline: Row | None) -> tuple[str, tuple[Block, ...]]:
    """The rows as a text, and a block for each."""
    text, spans = laid_out([row.text for row, _ in lines])
    blocks = []
    for (row, beside), span in zip(lines, spans, strict=True):
        heading = row is headline or (row.level > 0 and not beside)
        level = 0 if not heading else 1 if row is headline else max(2, row.level)
        part = Part.AROUND if beside else None
        role = Role.HEADING if heading else Role.TEXT
        blocks.append(Block(span, role, level, links=round(min(1.0, row.linked), 3), part=part))
    return text, tuple(blocks)
