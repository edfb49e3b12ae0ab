"""A document judged once more without its headings: what parts two stories parts them without a headline, too.

The model has seen that short lines within a story are subheads, and takes a headline between two short stories for
one. How the text below goes on with the text above tells the two apart; it is seen best where nothing stands between.
"""

from __future__ import annotations

import numpy as np

from feedmill.splitting.blocks import judged_again
from feedmill.splitting.content import Content, content_of
from feedmill.splitting.gaps import probabilities
from feedmill.splitting.heads import headings_of
from feedmill.splitting.model import Model
from feedmill.splitting.parts import looks_like_heading
from feedmill.splitting.words import Floats
from feedmill.trees import log_odds, logistic

UNLIKELY, SURE = 0.005, 0.9
"""Gaps above headings are asked for again between these probabilities."""

TOLD = 0.5
"""What a heading by itself adds to the mean of both judgements, in log-odds."""


def unheaded(content: Content, gaps: Floats, model: Model) -> Floats:
    """The probabilities of a document's gaps, those above headings raised where its text alone speaks for a boundary.

    The mean of both judgements and what a heading says by itself count, unless that is less than was said before.
    """
    found, below = headings_of(content.reading.lines)
    first, last = found[found > 0], below[found > 0]
    above = first - 1
    if not ((gaps[above] > UNLIKELY) & (gaps[above] < SURE)).any():
        return gaps
    kept = np.ones(len(content), np.bool_)
    for start, stop in zip(first.tolist(), last.tolist(), strict=True):
        kept[start:stop] = False
    kept[0] = first[0] == 1 or not looks_like_heading(content.reading.lines[0])
    bare = content_of(content.reading.kept(kept, model.worths), content.around.kept(kept), model)
    judged = judged_again(bare, probabilities(bare, model), model)[np.cumsum(kept)[above] - 1]
    both = logistic(((log_odds(gaps[above]) + log_odds(judged)) / 2 + TOLD).astype(np.float32))
    raised = gaps.copy()
    raised[above] = np.where(gaps[above] < SURE, np.maximum(gaps[above], both), gaps[above])
    return raised
