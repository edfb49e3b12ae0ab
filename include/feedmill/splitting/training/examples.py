"""Made pages as examples: what each stage of the judgement sees of a page, and what it should have said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from feedmill.splitting.blocks import DOUBT, block_evidence, round_of
from feedmill.splitting.content import Content
from feedmill.splitting.cutting import cut_evidence
from feedmill.splitting.evidence import read_lines, table_of
from feedmill.splitting.furniture import furniture_evidence, is_separator
from feedmill.splitting.gaps import gap_evidence, probabilities
from feedmill.splitting.judging import sort_out
from feedmill.splitting.lines import Line, lines_of
from feedmill.splitting.model import Model
from feedmill.splitting.surroundings import in_context
from feedmill.splitting.training.dressing import Made
from feedmill.splitting.training.making import FURNITURE, carried
from feedmill.splitting.words import Bools, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Rows of features, and the answer to each."""

    rows: Floats
    truth: Bools


def own_lines(made: Made) -> list[Line]:
    """The lines of a page as splitting sees them, without their tails (made pages have none)."""
    return lines_of(made.document.text, made.document.blocks)


def truth_of(made: Made, lines: Sequence[Line]) -> list[int]:
    """The story of each line: that of the made line it stands in."""
    starts = sorted(made.stories)
    return [made.stories[starts[bisect_right(starts, line.start) - 1]] for line in lines]


def furniture_examples(made: Made, model: Model) -> Examples:
    """Is each line furniture? Separators are left out: they are known by their form."""
    lines = own_lines(made)
    asked = np.array([not is_separator(line) for line in lines])
    rows = table_of(furniture_evidence(read_lines(lines, model.worths), model))
    truth = np.array([story == FURNITURE for story in truth_of(made, lines)])
    return Examples(rows[asked], truth[asked])


def content_examples(made: Made, model: Model) -> tuple[Content | None, Bools]:
    """The content of a page as the model finds it, and whether a story begins behind each gap.

    None where there is no gap. Furniture that was missed belongs to the story before it.
    """
    lines = own_lines(made)
    found = sort_out(lines, model)
    stories = carried(truth_of(made, lines))
    kept = [story for story, keep in zip(stories, found.kept.tolist(), strict=True) if keep]
    content = next((content for content, _ in found.windows(model)), None)
    return content, np.array([a != b for a, b in pairwise(kept)], np.bool_)


def gap_examples(made: Made, model: Model) -> Examples | None:
    """Does a story begin behind each gap? By what stands next to it."""
    content, truth = content_examples(made, model)
    if content is None:
        return None
    return Examples(in_context(table_of(gap_evidence(content))), truth)


def block_examples(made: Made, model: Model) -> Examples | None:
    """Does a story begin behind each doubtful gap? By the blocks on both sides, as the first judgement left them."""
    content, truth = content_examples(made, model)
    return None if content is None else _between_blocks(content, truth, probabilities(content, model))


def settled_examples(made: Made, model: Model) -> Examples | None:
    """The same, by the blocks as the first round left them."""
    content, truth = content_examples(made, model)
    if content is None:
        return None
    given = round_of(content, probabilities(content, model), model.blocks)
    return _between_blocks(content, truth, given)


def _between_blocks(content: Content, truth: Bools, given: Floats) -> Examples | None:
    """Examples of the gaps in doubt."""
    at = np.flatnonzero(given > DOUBT)
    return Examples(table_of(block_evidence(content, given, at)), truth[at]) if len(at) else None


def cut_examples(made: Made, _: Model) -> Examples:
    """Was each story cut? With the stories and furniture as they are."""
    lines = own_lines(made)
    stories: dict[int, list[Line]] = {}
    for line, story in zip(lines, truth_of(made, lines), strict=True):
        if story != FURNITURE:
            stories.setdefault(story, []).append(line)
    truth = np.array([story in made.page.cut for story in stories])
    return Examples(table_of(cut_evidence(list(stories.values()))), truth)
