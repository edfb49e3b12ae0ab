"""The whole way of one document's text: lines, furniture, passages, gaps, division, parts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from feedmill.model import Document, Furniture, Label, Role, Segmentation, Shape, Stated, Story
from feedmill.splitting.decoding import Division, divide
from feedmill.splitting.furniture import is_separator, label_of, tail_of
from feedmill.splitting.gaps import probabilities
from feedmill.splitting.lines import Line, lines_of
from feedmill.splitting.parts import story_of
from feedmill.splitting.passages import Passage, passages_of

STAGE = "splitting/1"
"""The version of this stage: stories split by another version may differ."""


def split_text(text: str) -> Segmentation:
    """The stories and the furniture of a page of plain text. Spans count code points of `text`."""
    return split(Document(ordinal=0, format="text", shape=Shape.PAGE, text=text))


def split(document: Document) -> Segmentation:
    """The stories and the furniture of a document: every non-blank character stands in exactly one of them.

    An item (of a feed) is one story; what it states as headline, kicker and deck stands in for what its text lacks.
    """
    headings = frozenset(block.span[0] for block in document.blocks if block.role is Role.HEADING)
    sorted_lines = _sorted(lines_of(document.text, headings))
    if not sorted_lines.content:
        return Segmentation((), sorted_lines.furniture)
    passages = passages_of(sorted_lines.content, sorted_lines.separated)
    stories = _stories(document, passages, sorted_lines)
    if document.shape is Shape.ITEM:
        stories = tuple(_with_stated(story, document.stated) for story in stories)
    return Segmentation(stories, sorted_lines.furniture)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Lines of content, furniture, and which lines of content have furniture (or a separator) right before them."""

    content: list[Line]
    furniture: tuple[Furniture, ...]
    behind: frozenset[int]
    separated: frozenset[int]


def _sorted(lines: list[Line]) -> _Sorted:
    """Tell furniture from content. What cannot be seen is furniture too."""
    content: list[Line] = []
    furniture: list[Furniture] = []
    behind: set[int] = set()
    separated: set[int] = set()
    stands, parts = False, False
    for line in lines:
        label = label_of(line)
        if label is not None:
            furniture.append(Furniture(label, (line.span,)))
            stands, parts = True, parts or is_separator(line)
            continue
        behind.update((line.start,) if stands else ())
        separated.update((line.start,) if parts else ())
        kept, tail = _without_tail(line)
        content.append(kept)
        furniture.extend((tail,) if tail else ())
        stands, parts = tail is not None, False
    return _Sorted(content, tuple(furniture), frozenset(behind), frozenset(separated))


def _without_tail(line: Line) -> tuple[Line, Furniture | None]:
    """A line of content, and the furniture at its end."""
    tail = tail_of(line)
    if tail is None:
        return line, None
    shown = line.text[: tail[0] - line.start].rstrip()
    return replace(line, end=line.start + len(shown), text=shown), Furniture(Label.RELATED, (tail,))


def _stories(document: Document, passages: list[Passage], found: _Sorted) -> tuple[Story, ...]:
    """The stories of the passages, by the likeliest division; of an item, one."""
    if document.shape is Shape.ITEM:
        division = Division(((0, len(passages)),), (1.0,))
    else:
        division = divide([passage.body is not None for passage in passages], probabilities(passages))
    stories = []
    for ordinal, ((start, end), confidence) in enumerate(zip(division.ranges, division.confidences, strict=True)):
        own = passages[start:end]
        runs = _runs([line for passage in own for line in passage.lines], found.behind)
        stories.append(story_of(ordinal, own, runs, document.text, confidence))
    return tuple(stories)


def _runs(lines: list[Line], behind: frozenset[int]) -> list[list[Line]]:
    """Lines grouped: a new group wherever furniture stands between."""
    runs: list[list[Line]] = [[lines[0]]]
    for line in lines[1:]:
        if line.start in behind:
            runs.append([])
        runs[-1].append(line)
    return runs


def _with_stated(story: Story, stated: Stated) -> Story:
    """The story with what its item states, where its own text has no such part."""
    return replace(
        story,
        headline=story.headline or stated.headline,
        kicker=story.kicker or stated.kicker,
        deck=story.deck or stated.deck,
    )
