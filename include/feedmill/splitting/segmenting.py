"""The whole way of one document's text: lines, judgement, division, parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feedmill.model import Document, Segmentation, Shape, Stated, Story
from feedmill.ports import Memory
from feedmill.splitting.cutting import cut_of
from feedmill.splitting.decoding import Division, divide
from feedmill.splitting.heads import LEAST
from feedmill.splitting.judging import judge, sort_out
from feedmill.splitting.lines import Line, lines_of
from feedmill.splitting.model import Model, trained
from feedmill.splitting.numbering import are_numbered, number_of
from feedmill.splitting.pages import beside, is_divided, split_page
from feedmill.splitting.parts import looks_like_heading, story_of
from feedmill.splitting.remembering import remembered

STAGE = "splitting/10"
"""The version of this stage: stories split by another version may differ."""


def split_text(text: str) -> Segmentation:
    """The stories and the furniture of a page of plain text. Spans count code points of `text`."""
    return split(Document(ordinal=0, format="text", shape=Shape.PAGE, text=text))


def split(document: Document, model: Model | None = None, memory: Memory | None = None) -> Segmentation:
    """The stories and the furniture of a document: every non-blank character stands in exactly one of them.

    A page whose format says which parts of it are what is divided by that. An item (of a feed) is one story; what it
    states as headline, kicker and deck stands in for what its text lacks.
    `model` is the one that ships, unless another is given; `memory` is what earlier files showed, by default nothing.
    """
    if document.shape is Shape.PAGE and is_divided(document):
        return split_page(document)
    model = model or trained()
    lines = lines_of(document.text, document.blocks)
    if document.shape is Shape.ITEM:
        return _split_item(document, lines, model)
    judged = judge(lines, model)
    if not judged.content:
        return Segmentation((), judged.furniture)
    division = divide(bodies(judged.content), remembered(judged.gaps, judged.content, memory))
    return Segmentation(_stories(document, judged.content, division, model), judged.furniture)


def _split_item(document: Document, lines: Sequence[Line], model: Model) -> Segmentation:
    """The one story of an item, without what its format says stands beside it."""
    found = sort_out(lines, model, item=True)
    content, around = beside(document, found.lines)
    furniture = (*found.furniture, *around)
    if not content:
        return Segmentation((), furniture)
    whole = Division(((0, len(content)),), (1.0,))
    stories = _stories(document, content, whole, model)
    return Segmentation(tuple(_with_stated(story, document.stated) for story in stories), furniture)


def bodies(lines: Sequence[Line]) -> list[bool]:
    """Which lines are body text: neither stated as headings nor looking like one."""
    return [not line.level and not looks_like_heading(line) for line in lines]


def _stories(document: Document, content: Sequence[Line], division: Division, model: Model) -> tuple[Story, ...]:
    """The stories of a division."""
    owned = [content[start:end] for start, end in division.ranges]
    cuts = cut_of(owned, model)
    stated = document.stated if document.shape is Shape.ITEM else None
    numbered = len(owned) >= LEAST and are_numbered([_numbered(own).text for own in owned])
    return tuple(
        story_of(ordinal, own, document.text, cut=cut, confidence=confidence, stated=stated, numbered=numbered)
        for ordinal, (own, cut, confidence) in enumerate(zip(owned, cuts, division.confidences, strict=True))
    )


def _numbered(own: Sequence[Line]) -> Line:
    """The line of a story that may have its number: the second, where the first is the document's title above it."""
    titled = len(own) > 2 and number_of(own[0].text) is None and looks_like_heading(own[0])
    return own[1] if titled else own[0]


def _with_stated(story: Story, stated: Stated) -> Story:
    """The story with what its item states, where its own text has no such part."""
    return replace(
        story,
        stated=True,
        headline=story.headline or stated.headline,
        kicker=story.kicker or stated.kicker,
        deck=story.deck or stated.deck,
    )
