"""Whether a story was cut: how its last line ends, and what is usual where lines are cut in this document."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from feedmill.splitting.evidence import Table, column, table_of
from feedmill.splitting.lines import Line
from feedmill.splitting.model import Model
from feedmill.splitting.parts import headings_in
from feedmill.splitting.shapes import CUT_LENGTH, ending_of
from feedmill.splitting.surroundings import middle
from feedmill.splitting.vocabulary import DANGLING

ENDINGS = ("full", "ellipsis", "colon", "comma", "word", "short")
LAST = 2000
SENTENCE_END = re.compile(r"[.!?…。！？।؟۔][\"”’»)\]]*(?:\s|$)")


def cut_of(stories: Sequence[Sequence[Line]], model: Model) -> list[bool]:
    """Which of these stories of one document end where their writers did not. A story without a body does."""
    table = table_of(cut_evidence(stories))
    cut = model.cut.scores(table) > 0
    return [bool(own) or headings_in(lines) == len(lines) for lines, own in zip(stories, cut, strict=True)]


def cut_evidence(stories: Sequence[Sequence[Line]]) -> Table:
    """What speaks for and against a cut, a value a story."""
    last = [lines[-1].text[-LAST:] for lines in stories]
    endings = [ending_of(text) for text in last]
    length = column([len(lines[-1].text) for lines in stories])
    single = column([len(lines) == 1 for lines in stories])
    stops = column([len(SENTENCE_END.findall(text)) for text in last])
    broken = column([ending in ("ellipsis", "comma", "word") for ending in endings]) * (length > CUT_LENGTH)
    usual = middle(length[broken > 0])
    return {
        **{f"ends {name}": column([ending == name for ending in endings]) for name in ENDINGS},
        "dangling": column([_dangles(text) for text in last]),
        "length": np.log1p(length),
        "to usual": np.abs(np.log1p(length) - np.log1p(usual)) if usual else np.full(len(stories), 9, np.float32),
        "beyond usual": np.log1p(length) - np.log1p(usual) if usual else np.zeros(len(stories), np.float32),
        "lines": np.minimum(column([len(lines) for lines in stories]), 4),
        "sentences": np.minimum(stops, 5),
        "broken single": broken * single,
        "broken in document": np.full(len(stories), broken.mean(), np.float32),
        "broken among single": np.full(len(stories), (broken * single).sum() / max(1.0, single.sum()), np.float32),
        "headed": column([headings_in(lines) > 0 for lines in stories]),
        "small first": column([text[:1].islower() for text in last]),
    }


def _dangles(text: str) -> bool:
    """Whether the last word is one that hardly any sentence ends with."""
    words = text.rsplit(maxsplit=1)
    return len(words) > 1 and words[-1] in DANGLING
