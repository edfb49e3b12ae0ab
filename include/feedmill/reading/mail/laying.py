"""The text of a mail that is one document, and its blocks: what stands around the story in a mail by hand is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feedmill.model import Block, Part, Role, Shape
from feedmill.reading.laying import laid_out
from feedmill.reading.mail.bodies import Body, filled, is_long
from feedmill.reading.mail.covers import ENDED, Cover, cover_of
from feedmill.reading.wiretext.assembling import Shown, assembled
from feedmill.reading.wiretext.unwrapping import paragraphs

PROSE, FEW = 100, 2
"""Characters of a paragraph of a post, and how many of them there are at least."""

Laid = tuple[str, tuple[Block, ...]]


def is_plain(body: Body) -> bool:
    """Whether a body is plain text alone."""
    held = sum(1 if is_long(part) else len(filled(part)) for part in body.plain)
    return bool(body.plain) and len(body.lines) == held


def lines_of(body: Body) -> list[str]:
    """The lines of a body, those of plain text as they stand, blank ones among them; of markup one each, parted so."""
    if is_plain(body):
        return "\n".join(body.plain).split("\n")
    return [text for line in body.lines for text in (line.text, "")]


def covered(body: Body, subject: str | None) -> Cover | None:
    """The extent of the story in a body; None in one of very many lines, or none."""
    return None if not body.lines or any(map(is_long, body.plain)) else cover_of(lines_of(body), subject)


def is_post(body: Body, cover: Cover | None) -> bool:
    """Whether a plain text is one post, which says where it stands on the web: text without any line like a headline.

    A greeting may be above the text, and a few names below it.
    """
    if cover is None or cover.url is None or not is_plain(body):
        return False
    told = filled("\n".join(paragraphs(lines_of(body)[cover.first : cover.last])))
    long = [at for at, line in enumerate(told) if len(line) >= PROSE]
    return len(long) >= FEW and all(ENDED.search(line) for line in told[long[0] : long[-1]])


def body_laid_out(body: Body, shape: Shape, cover: Cover | None) -> Laid:
    """Text and blocks. Plain text of a page keeps its lines, as that of a file does; an item's is unwrapped.

    So does a text of more lines than are laid out one by one.
    """
    plain = is_plain(body)
    if plain and (shape is Shape.PAGE or cover is None):
        return "\n".join(body.plain), ()
    if shape is Shape.PAGE or cover is None:
        return assembled(body.lines)
    lines = lines_of(body)
    if plain:
        story = [Shown(line) for line in paragraphs(lines[cover.first : cover.last])]
    else:
        story = body.lines[(cover.first + 1) // 2 : (cover.last + 1) // 2]
    if cover.headline is not None and story:
        story = [replace(story[0], role=Role.HEADING, level=1), *story[1:]]
    return _framed(filled("\n".join(lines[: cover.first])), story, filled("\n".join(lines[cover.last :])))


def _framed(above: Sequence[str], story: Sequence[Shown], below: Sequence[str]) -> Laid:
    """A story between lines that stand around it."""
    text, own = assembled(story)
    if not above and not below:
        return text, own
    whole, spans = laid_out([*above, text, *below])
    shift = spans[len(above)][0]
    moved = [replace(block, span=(block.span[0] + shift, block.span[1] + shift)) for block in own]
    around = [Block(span, part=Part.AROUND) for at, span in enumerate(spans) if at != len(above)]
    return whole, (*around[: len(above)], *moved, *around[len(above) :])
