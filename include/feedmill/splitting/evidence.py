"""What is read of a run of lines before anything is judged: their words, forms, ties and layout, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from feedmill.splitting.lines import Line
from feedmill.splitting.recurrence import Recurrence, recurrence
from feedmill.splitting.shapes import Shapes, shapes_of
from feedmill.splitting.words import Bools, Floats, Mark, Words, read

Table = dict[str, Floats | Bools]
"""Named columns, a value a line or a gap."""


@dataclass(frozen=True, slots=True, eq=False)
class Worths:
    """What it says that a term stands on both sides of a gap, and that it does not: a value a bucket of terms.

    `shared` is the log of how much likelier a term is to stand again near by in its own story than in another one;
    `missed` the log of how much likelier it is not to stand again in another story than in its own. Both are learned
    from stories: a word for a thing or a person comes again, a word that any story may have comes by chance.
    `known` says of which terms anything was learned: in a language never seen they are few, and worth less.
    """

    shared: Floats
    missed: Floats
    known: Bools

    def of(self, words: Words) -> tuple[Floats, Floats, Bools]:
        """The three values for each token; function words have none."""
        bucket = words.term & (len(self.shared) - 1)
        mute = ~words.has(Mark.WORD | Mark.NUMBER) | words.has(Mark.FUNCTION | Mark.SAYING | Mark.TIMING)
        none = np.float32(0)
        return np.where(mute, none, self.shared[bucket]), np.where(mute, none, self.missed[bucket]), self.known[bucket]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Some lines, read.

    `terms` are ties by words with a topic. `missed` says for each of them what it says when it does not stand again,
    `known` for each line which share (0 to 1) of its terms was learned of.
    """

    lines: Sequence[Line]
    words: Words
    shapes: Shapes
    terms: Recurrence
    missed: Floats
    known: Floats

    def __len__(self) -> int:
        return len(self.lines)

    def kept(self, lines: Bools, worths: Worths) -> Reading:
        """The reading of these lines alone."""
        if lines.all():
            return self
        own = [line for line, keep in zip(self.lines, lines.tolist(), strict=True) if keep]
        return _tied(own, self.words.kept(lines), self.shapes.kept(lines), worths)


def read_lines(lines: Sequence[Line], worths: Worths) -> Reading:
    """Read some lines."""
    texts = [line.text for line in lines]
    return _tied(lines, read(texts), shapes_of(texts), worths)


def _tied(lines: Sequence[Line], words: Words, shapes: Shapes, worths: Worths) -> Reading:
    """Find the ties between lines."""
    shared, missed, known = worths.of(words)
    telling = shared > 0
    terms = recurrence(words.line[telling], words.term[telling], shared[telling], len(lines))
    learned = (words.count(telling & known) / np.maximum(words.count(telling), 1)).astype(np.float32)
    return Reading(lines, words, shapes, terms, missed[telling][terms.order], learned)


def table_of(evidence: Table) -> Floats:
    """The columns side by side."""
    table: Floats = np.concatenate(list(evidence.values())).reshape(len(evidence), -1).T
    return table


def column(values: Sequence[float] | Bools) -> Floats:
    """A column of numbers."""
    return np.asarray(values, np.float32)
