"""A story attached as a text file, and the note that comes with it.

A text that begins with a headline and has no other, and no rule, is one story; any other is read as a file is.
"""

from __future__ import annotations

from feedmill.errors import Rejected
from feedmill.model import Block, Document, Locator, Part, Role, Shape
from feedmill.reading.laying import laid_out
from feedmill.reading.mail.bodies import RULE, Body, filled, is_long
from feedmill.reading.mail.listings import ENDED
from feedmill.reading.mail.mime import Entity
from feedmill.reading.piece import Piece
from feedmill.reading.stating import Statements
from feedmill.reading.wiretext.bylines import is_byline, name_in
from feedmill.reading.wiretext.unwrapping import paragraphs

MOST, LEAST = 12_000, 80
"""Characters of a text that may be one story, and of a paragraph that no headline is as long as."""

MOST_TITLE, LEAST_PARAGRAPHS = 130, 2
NOTE, NOTE_WORDS, GREETING, SIGNED = 300, 15, 4, 3
"""Characters of a note; words of one without a greeting; of a greeting, and of the name below."""


def story_in(part: Piece, entity: Entity) -> Document | None:
    """The one story of an attached text; None where there may be several, or no headline."""
    if entity.main != "text" or part.size > 4 * MOST:
        return None
    try:
        decoded = part.decoded
    except Rejected:
        return None
    lines = paragraphs(decoded.text.replace("\r\n", "\n").split("\n"))
    told = [line for line in (one.strip() for one in lines) if line]
    if len(decoded.text) > MOST or RULE.search(decoded.text) or not _is_one(told):
        return None
    said = Statements()
    said.say("headline", told[0], "first line")
    if is_byline(told[1]):
        said.say("byline", name_in(told[1]), "line")
    text, spans = laid_out(told)
    signed = "byline" in said
    blocks = [Block(span, part=Part.AROUND if signed and at == 1 else None) for at, span in enumerate(spans)]
    blocks[0] = Block(spans[0], Role.HEADING, 1)
    where = Locator(part.member, 0, part.size)
    return Document(0, "text", Shape.ITEM, text, said.done(), where, tuple(blocks), (*decoded.notes, *said.notes))


def _is_one(told: list[str]) -> bool:
    """Whether paragraphs are a headline, maybe a byline, and text alone."""
    if len(told) <= LEAST_PARAGRAPHS or len(told[0]) > MOST_TITLE or ENDED.search(told[0]):
        return False
    text = told[2:] if is_byline(told[1]) else told[1:]
    prose = [len(one) >= LEAST or ENDED.search(one) is not None for one in text]
    return len(text) >= LEAST_PARAGRAPHS and all(prose) and len(text[0]) >= LEAST


def is_note(body: Body) -> bool:
    """Whether a text says no more than that something is attached: short, greeted and signed, or of a few words."""
    if any(map(is_long, body.plain)):
        return False
    lines = [one for line in body.lines for one in filled(line.text)]
    words = sum(len(line.split()) for line in lines)
    if sum(map(len, lines)) > NOTE or not lines:
        return False
    greeted = lines[0].endswith((",", "!", "，", "、")) and len(lines[0].split()) <= GREETING
    signed = len(lines) > 1 and len(lines[-1].split()) <= SIGNED and ENDED.search(lines[-1]) is None
    return greeted or signed or words <= NOTE_WORDS
