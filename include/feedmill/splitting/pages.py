"""A page whose markup says what is what: the main story, the teasers, and the furniture around and within them.

Takes the reader's evidence for each line (`Block.part`) and decides by it; labels furniture by its form. Knows nothing
of markup.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from feedmill.model import Block, Document, Furniture, Kind, Label, Part, Parts, Role, Segmentation, Shape, Span, Story
from feedmill.splitting.credits import is_credit
from feedmill.splitting.furniture import LABELS, form_of
from feedmill.splitting.lines import Line, lines_of
from feedmill.splitting.parts import joined, wording
from feedmill.splitting.shapes import ending_of

MAIN_SURE, TEASER_SURE = 0.95, 0.9
"""How often a line that a page's markup gives to its main story, or to a teaser, is one (docs/formats.md)."""

CREDITED = re.compile(
    r"^\W{0,3}(?:(?:image|photo|picture|video|media)s?\s(?:copyright|credits?|source)|copyright:?\s(?:image|photo)|"
    r"(?:bild|foto)(?:er)?(?:rechte|quelle|nachweis|credit)s?|(?:bild|foto|grafik|quelle)\s?(?=:)|crédits?\sphoto)(?!\w)",
    re.IGNORECASE,
)
CAPTIONED = re.compile(r"^\W{0,3}(?:(?:image|photo|picture|video|media)\scaption|bildunterschrift)\b", re.IGNORECASE)
CREDIT = 120
"""What pages print before the captions and credits of pictures; a longer line than this is no credit."""

LEAST_CAPTION = 25
"""Shorter lines beside an item's story are initials and marks that it ends with."""

GATED = "gated:"
STUB = 1500

Seen = tuple[Line, Block]


def is_divided(document: Document) -> bool:
    """Whether a document's format says which parts of it are what."""
    return any(block.part is not None for block in document.blocks)


def is_undecided(document: Document) -> bool:
    """Whether splitting has to find where its stories stand: nothing in its format says so."""
    return document.shape is Shape.PAGE and not is_divided(document)


def beside(document: Document, lines: Sequence[Line]) -> tuple[list[Line], tuple[Furniture, ...]]:
    """The lines of an item that are its story's, and as furniture those that its format says stand beside it."""
    spans = [block.span for block in document.blocks if block.part is Part.AROUND]
    starts = [start for start, _ in spans]

    def is_beside(line: Line) -> bool:
        at = bisect_right(starts, line.start) - 1
        return at >= 0 and line.start < spans[at][1]

    kept = [line for line in lines if not is_beside(line)]
    return kept, tuple(Furniture(_caption(line), line.spans) for line in lines if is_beside(line))


def _caption(line: Line) -> Label:
    """What a line beside an item's story is: a caption, unless its form says otherwise or it is a sign-off."""
    form = form_of(line.text)
    return LABELS[form] if form >= 0 else Label.OTHER if len(line.text) < LEAST_CAPTION else Label.CAPTION


def split_page(document: Document) -> Segmentation:
    """The main story, the teasers as excerpts, and the furniture of a page, by what its markup says."""
    seen = _seen(document)
    main = [one for one in seen if one[1].part is Part.MAIN]
    groups: dict[int | None, list[Seen]] = {}
    for one in seen:
        if one[1].part is Part.TEASER:
            groups.setdefault(one[1].group, []).append(one)
    stories = [_teaser(document.text, own) for own in groups.values()]
    if main:
        stories.append(_main(document, main))
    stories.sort(key=lambda story: story.spans[0])
    around = [line for line, block in seen if block.part not in (Part.MAIN, Part.TEASER)]
    numbered = tuple(replace(story, ordinal=ordinal) for ordinal, story in enumerate(stories))
    return Segmentation(numbered, tuple(Furniture(_label(line), line.spans) for line in around))


def _seen(document: Document) -> list[Seen]:
    """The lines that are not blank, each with its block; a line outside all blocks counts as around the stories."""
    blocks = sorted(document.blocks, key=lambda block: block.span)
    starts = [block.span[0] for block in blocks]
    found: list[Seen] = []
    for line in lines_of(document.text, blocks):
        block = blocks[max(0, bisect_right(starts, line.start) - 1)]
        within = block.span[0] <= line.start < block.span[1]
        found.append((line, block if within else Block((line.start, line.end))))
    return found


def _main(document: Document, seen: Sequence[Seen]) -> Story:
    """The full story: a heading of level 1 is its headline; headings without a level beside it are kicker and deck."""
    at = next((number for number, (_, block) in enumerate(seen) if _is_heading(block) and block.level == 1), None)
    named = [number for number, (_, block) in enumerate(seen) if _is_heading(block) and block.level == 0]
    kicker = [number for number in named if at is not None and number < at]
    deck = [number for number in named if number not in kicker]
    body = [number for number in range(len(seen)) if number not in named and number != at]
    parts = Parts(*(_spans(seen, own) for own in ([] if at is None else [at], kicker, deck, body)))
    story = _story(document.text, parts, cut=_is_cut(document, [seen[number][0] for number in body]), sure=MAIN_SURE)
    stated = document.stated
    return replace(
        story, stated=True, headline=story.headline or stated.headline, kicker=story.kicker or stated.kicker,
        deck=story.deck or stated.deck,
    )  # fmt: skip


def _is_heading(block: Block) -> bool:
    return block.role is Role.HEADING


def _is_cut(document: Document, body: Sequence[Line]) -> bool:
    """Whether a page shows the beginning of its story alone: it is short, and gated or broken off; or there is none."""
    if not body:
        return True
    gated = any(note.startswith(GATED) for note in document.notes)
    short = sum(len(line.text) for line in body) < STUB
    return short and (gated or ending_of(body[-1].text) == "ellipsis")


def _teaser(text: str, seen: Sequence[Seen]) -> Story:
    """An excerpt: its heading, else its first line, is the headline."""
    at = next((number for number, (_, block) in enumerate(seen) if _is_heading(block)), 0)
    rest = [number for number in range(len(seen)) if number != at]
    return _story(text, Parts(_spans(seen, [at]), (), (), _spans(seen, rest)), cut=True, sure=TEASER_SURE)


def _spans(seen: Sequence[Seen], numbers: Sequence[int]) -> tuple[Span, ...]:
    return tuple(chain.from_iterable(seen[number][0].spans for number in numbers))


def _story(text: str, parts: Parts, *, cut: bool, sure: float) -> Story:
    """A story of these parts."""
    spans = list(chain(parts.headline, parts.kicker, parts.deck, parts.body))
    return Story(
        ordinal=0,
        kind=Kind.EXCERPT if cut else Kind.FULL,
        truncated=cut,
        spans=joined(spans, text),
        parts=parts,
        confidence=sure,
        headline=wording(text, parts.headline),
        kicker=wording(text, parts.kicker),
        deck=wording(text, parts.deck),
        text="\n".join(filter(None, (wording(text, (span,)) for span in parts.body))),
    )


def _label(line: Line) -> Label:
    """What a line around the stories is: by its form, else by its length and links."""
    form = form_of(line.text)
    if form >= 0:
        return LABELS[form]
    if not any(char.isalnum() for char in line.text):
        return Label.OTHER
    if CAPTIONED.match(line.text):
        return Label.CAPTION
    if is_credit(line.text) or (len(line.text) <= CREDIT and CREDITED.match(line.text)):
        return Label.CREDIT
    if line.links > 0.5:
        return Label.RELATED if len(line.text) > 40 else Label.NAVIGATION
    return Label.NAVIGATION if len(line.text.split()) <= 4 else Label.OTHER
