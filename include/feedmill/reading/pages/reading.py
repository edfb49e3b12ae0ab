"""Web pages: a page is one document, its whole visible text, with what its markup makes of each line.

Knows HTML of any age. Which lines are the story is evidence here; splitting decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedmill.model import Block, Document, Locator, Part, RejectedDocument, Role, Shape, Span
from feedmill.reading.laying import laid_out
from feedmill.reading.pages.judging import likely_main
from feedmill.reading.pages.lines import Layout, PageLine, layout_of
from feedmill.reading.pages.parting import Division, divided
from feedmill.reading.pages.soup import parse
from feedmill.reading.pages.stating import state
from feedmill.reading.pages.survey import Survey
from feedmill.reading.pages.telling import claims_of, describes_story, is_gated, told_by
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.trees import Trees

UNCLOSED = "html_unclosed: a comment or script hides the end of the text"
GATED = "gated: the page says that its story is not free to read"


def read_page(piece: Piece, trees: Trees | None = None) -> Iterator[Document | RejectedDocument]:
    """The one document of a page, judged by the trees that ship unless others are given.

    Raises `Rejected` (too_complex) for what is not safe to parse.

    A page that shows no text (a frameset, a page that scripts build) gives none, and the reason.
    """
    decoded = piece.decoded
    whole = Locator(byte_start=0, byte_end=piece.size)
    parsed = parse(decoded.text)
    layout = layout_of(parsed.soup)
    if not layout.lines:
        yield RejectedDocument(str(ReadingReason.NOTHING_STATED), "a page that shows no text", whole)
        return
    told = told_by(parsed)
    survey = Survey(layout, claims_of(told))
    division = divided(survey, likely_main(survey, trees), story=describes_story(told))
    statements = state(told, parsed, layout, division)
    text, blocks = _joined(layout, division)
    notes = [*decoded.notes, *([UNCLOSED] if parsed.unclosed else ()), *([GATED] if is_gated(told) else ())]
    yield Document(
        ordinal=0,
        format="html",
        shape=Shape.PAGE,
        text=text,
        stated=statements.done(),
        locator=whole,
        blocks=blocks,
        notes=(*notes, *statements.notes),
    )


def _joined(layout: Layout, division: Division) -> tuple[str, tuple[Block, ...]]:
    """The lines as one text, and a block for each."""
    teased = [(number, group) for group, one in enumerate(division.teasers) for number in (one.headline, *one.further)]
    parts: dict[int, tuple[Part, int | None]] = dict.fromkeys(division.main, (Part.MAIN, None))
    parts |= {number: (Part.TEASER, group) for number, group in teased}
    text, spans = laid_out([line.text for line in layout.lines])
    blocks = [
        _block(layout, line, span, parts.get(number, (Part.AROUND, None)), *_role(layout, division, number))
        for number, (line, span) in enumerate(zip(layout.lines, spans, strict=True))
    ]
    return text, tuple(blocks)


def _role(layout: Layout, division: Division, number: int) -> tuple[Role, int]:
    """What a line is, and the level of a heading: 1 for the main headline, 0 for its kicker and deck."""
    line = layout.lines[number]
    if number == division.headline:
        return Role.HEADING, 1
    if number == division.kicker or number in division.deck:
        return Role.HEADING, 0
    if any(teaser.headline == number for teaser in division.teasers):
        return Role.HEADING, line.level
    if line.level:
        return Role.HEADING, max(2, line.level) if number in division.body else line.level
    return (Role.ITEM if _in_item(layout, line) else Role.TEXT), 0


def _in_item(layout: Layout, line: PageLine) -> bool:
    """Whether a line stands in an item of a list."""
    own = layout.elements[line.element]
    return own.tag in ("li", "dd", "dt") or (own.parent >= 0 and layout.elements[own.parent].tag == "li")


def _block(layout: Layout, line: PageLine, span: Span, part: tuple[Part, int | None], role: Role, level: int) -> Block:
    """A line as a block."""
    article = layout.elements[line.element].article
    share = min(1.0, line.linked / max(1, len(line.text)))
    return Block(span, role, level, article, round(share, 3), part[0], part[1])
