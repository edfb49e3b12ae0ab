"""Lines of content with all that binds them: what is read of them once more when the furniture between them is gone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from feedmill.splitting.crossings import Crossings, crossings
from feedmill.splitting.evidence import Reading
from feedmill.splitting.model import Model
from feedmill.splitting.phrasing import closing_traits, opening_traits
from feedmill.splitting.recurrence import Recurrence, recurrence
from feedmill.splitting.words import Bools, Floats, Ints, Mark, Words, joined

PHRASE = 4
RARE = (2.0, 3.5)
"""Above these worths a term is rather rare, and rare."""

TOPICLESS = Mark.FUNCTION | Mark.SAYING | Mark.TIMING


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What stood around each line: how like furniture it is itself, what furniture stands before it.

    `stray`: the probability that it is furniture; `before`: how many lines of furniture stand right before it;
    `before_stray`: how sure the surest of these is; `marks`: which forms of separators are among them, a bit a form.
    """

    stray: Floats
    before: Floats
    before_stray: Floats
    marks: Ints

    @property
    def separated(self) -> Bools:
        """Whether a separator stands right before each line."""
        return self.marks > 0

    def kept(self, lines: slice | Bools) -> Surroundings:
        """Those of some lines alone."""
        return Surroundings(*(getattr(self, name)[lines] for name in self.__slots__))


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Lines of content, read.

    `names` are ties by names, `pairs` by two words with a topic side by side, `phrases` by four words in a row.
    `crossing`: what crosses gaps, of terms (all, rather rare ones, rare ones), names, pairs and phrases in this order.
    `opens` and `closes`: how much each line is phrased like a story's first paragraph, and like its last (log-odds).
    """

    reading: Reading
    around: Surroundings
    names: Recurrence
    pairs: Recurrence
    phrases: Recurrence
    crossing: Crossings
    opens: Floats
    closes: Floats

    def __len__(self) -> int:
        return len(self.reading)


def content_of(reading: Reading, around: Surroundings, model: Model) -> Content:
    """Find the ties between lines of content, and how they are phrased."""
    words, named = reading.words, reading.words.named
    names = _ties(words, named, words.low)
    pairs = _ties(words, *joined(words, 2, mute=TOPICLESS))
    phrases = _ties(words, *joined(words, PHRASE))
    terms = reading.terms
    kinds = [(terms, terms.weight), *((terms, (terms.weight > least).astype(np.float32)) for least in RARE)]
    return Content(
        reading,
        around,
        names,
        pairs,
        phrases,
        crossings([*kinds, *((ties, ties.weight) for ties in (names, pairs, phrases))]),
        opens=model.opening.scores(opening_traits(words)),
        closes=model.closing.scores(closing_traits(words)),
    )


def _ties(words: Words, which: Bools, key: Ints) -> Recurrence:
    """Ties by these tokens, all worth the same."""
    return recurrence(words.line[which], key[which], np.ones(int(which.sum()), np.float32), words.lines)
