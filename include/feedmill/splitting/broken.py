"""A line that breaks off in mid-sentence above one that begins anew: a story was cut there, and another begins.

The model knows both signs, but weighs them with how alike the two texts are: what follows a teaser on its own subject
hides where it ends. Within a story only items of lists break off like that, and lines of a text without full stops.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from feedmill.splitting.lines import Line
from feedmill.splitting.shapes import CUT_LENGTH, ending_of
from feedmill.splitting.vocabulary import DANGLING, LISTING
from feedmill.splitting.words import Bools, Floats
from feedmill.trees import log_odds, logistic

DANGLES = 2.0
"""What a last word that hardly any sentence ends with adds to the log-odds of a boundary."""

BREAKS = 1.0
"""What any other word at the end adds, where the line is too long for a heading or an item of a list."""

LONG = 150
USUAL = 0.5
"""Where more of the long lines end in a word, that is how the text is written, and no sign."""


def parted_where_broken(lines: Sequence[Line], gaps: Floats) -> Floats:
    """The probabilities of the gaps between these lines, raised where one breaks off and the next begins anew."""
    texts = [line.text for line in lines]
    breaks = _breaking(texts)
    worth = np.zeros(len(gaps), np.float32)
    for at, (above, below) in enumerate(pairwise(texts)):
        if len(above) > CUT_LENGTH and below[:1].isupper():
            word = above.rsplit(maxsplit=1)[-1]
            worth[at] = DANGLES * (word not in LISTING) if word in DANGLING else BREAKS * breaks[at]
    return np.where(worth > 0, logistic(log_odds(gaps) + worth), gaps)


def _breaking(texts: Sequence[str]) -> Bools:
    """Which long lines end in a word; none, where that is usual."""
    long = np.array([len(text) > LONG for text in texts])
    breaking = np.array(
        [far and text[-1].isalpha() and ending_of(text) == "word" for far, text in zip(long, texts, strict=True)]
    )
    unusual: bool = breaking.sum() <= USUAL * long.sum()
    return breaking if unusual else np.zeros_like(breaking)
