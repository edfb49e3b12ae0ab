"""From lines to content and furniture, and to a probability for each gap: the whole judgement of a document's lines.

A long document is judged window by window, with some lines around, so that memory is bounded and the cost linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from feedmill.model import Furniture, Label
from feedmill.splitting.blocks import judged_again
from feedmill.splitting.broken import parted_where_broken
from feedmill.splitting.content import Content, Surroundings, content_of
from feedmill.splitting.delimited import delimited
from feedmill.splitting.evidence import Reading, read_lines
from feedmill.splitting.furniture import labels_of, separator_of, strayness, tail_of
from feedmill.splitting.gaps import probabilities
from feedmill.splitting.heads import by_headlines
from feedmill.splitting.lines import Line
from feedmill.splitting.model import Model
from feedmill.splitting.unheaded import unheaded
from feedmill.splitting.words import Bools, Floats

WINDOW = 2000
AROUND = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """Lines of content with a probability for each gap between two of them, and the furniture."""

    content: tuple[Line, ...]
    gaps: tuple[float, ...]
    furniture: tuple[Furniture, ...]


def judge(lines: Sequence[Line], model: Model) -> Judged:
    """Judge a document's lines, none of them blank."""
    found = sort_out(lines, model)
    gaps = [judged_gaps(content, model)[own] for content, own in found.windows(model)]
    decided = np.concatenate(gaps)[: max(0, len(found.lines) - 1)] if gaps else ()
    return Judged(tuple(found.lines), tuple(map(float, decided)), found.furniture)


def judged_gaps(content: Content, model: Model) -> Floats:
    """The probabilities of the gaps of some content: by what is next to each, by blocks, headlines and broken lines."""
    judged = headed(content, judged_again(content, probabilities(content, model), model), model)
    return delimited(content, parted_where_broken(content.reading.lines, judged))


def headed(content: Content, gaps: Floats, model: Model) -> Floats:
    """The probabilities of gaps, moved by the headlines of the document."""
    return by_headlines(content, unheaded(content, gaps, model))


def _without_tail(line: Line) -> tuple[Line, Furniture | None]:
    """A line, and the furniture at its end."""
    at = tail_of(line)
    if at is None:
        return line, None
    return line.without_end(at), Furniture(Label.RELATED, line.part(at, len(line.text)))


def _windows(count: int) -> Iterator[tuple[slice, slice]]:
    """Slices of a long row: what is looked at, and what of that is judged."""
    for start in range(0, count, WINDOW):
        before = min(start, AROUND)
        yield slice(start - before, start + WINDOW + AROUND), slice(before, before + min(WINDOW, count - start))


def _strayness(lines: Sequence[Line], reading: Reading | None, model: Model) -> Floats:
    """How like furniture each line is."""
    if reading is not None:
        return strayness(reading, model)
    parts = [strayness(read_lines(lines[seen], model.worths), model)[own] for seen, own in _windows(len(lines))]
    return np.concatenate([np.zeros(0, np.float32), *parts])


@dataclass(frozen=True, slots=True, eq=False)
class Sorted:
    """The lines of content, the furniture, and what stood before each line of content.

    `kept` says which of all lines are content, `reading` is that of all lines where they fit one window, `around` what
    stood around each line of content.
    """

    lines: list[Line]
    furniture: tuple[Furniture, ...]
    reading: Reading | None
    kept: Bools
    around: Surroundings

    def windows(self, model: Model) -> Iterator[tuple[Content, slice]]:
        """The content, read window by window, and which of a window's gaps are its own."""
        if len(self.lines) < 2:
            return
        if self.reading is not None:
            yield content_of(self.reading.kept(self.kept, model.worths), self.around, model), slice(None)
            return
        for seen, own in _windows(len(self.lines)):
            yield content_of(read_lines(self.lines[seen], model.worths), self.around.kept(seen), model), own


def sort_out(lines: Sequence[Line], model: Model, *, item: bool = False) -> Sorted:
    """Tell content from furniture. `item`: the lines are what a format gives as the text of one story."""
    ended = [_without_tail(line) for line in lines]
    tails = [tail for _, tail in ended if tail is not None]
    lines = [line for line, _ in ended]
    reading = read_lines(lines, model.worths) if 0 < len(lines) <= WINDOW else None
    stray = _strayness(lines, reading, model)
    labels = labels_of(lines, stray, model.limits, item=item)
    furniture = [Furniture(label, line.spans) for line, label in zip(lines, labels, strict=True) if label is not None]
    return _sorted(lines, stray, labels, (*furniture, *tails), reading)


def _sorted(
    lines: Sequence[Line],
    stray: Floats,
    labels: Sequence[Label | None],
    furniture: tuple[Furniture, ...],
    reading: Reading | None,
) -> Sorted:
    """Take the furniture out, and note where it stood."""
    kept = np.array([label is None for label in labels], np.bool_)
    place = np.cumsum(kept)
    content = [line for line, label in zip(lines, labels, strict=True) if label is None]
    before = np.bincount(place[~kept], minlength=len(content) + 1).astype(np.float32)
    before_stray = np.zeros(len(content) + 1, np.float32)
    np.maximum.at(before_stray, place[~kept], stray[~kept])
    marks = np.zeros(len(content) + 1, np.int64)
    forms = [label is not None and separator_of(line) for line, label in zip(lines, labels, strict=True)]
    np.bitwise_or.at(marks, place, np.array(forms, np.int64))
    around = Surroundings(stray[kept], before[:-1], before_stray[:-1], marks[:-1])
    return Sorted(content, furniture, reading, kept, around)
