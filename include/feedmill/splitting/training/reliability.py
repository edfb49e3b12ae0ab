"""How far probabilities can be believed: what happened against what was said, gap by gap.

Expected calibration error over ten bins of equal width (Naeini, Cooper and Hauskrecht, 2015), the Brier score (1950),
and how many gaps can be accepted without review at a given share of errors, the surest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feedmill.splitting.judging import judged_gaps
from feedmill.splitting.model import Model
from feedmill.splitting.training.dressing import Made
from feedmill.splitting.training.examples import content_examples
from feedmill.splitting.words import Bools, Floats

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Gaps whose probabilities lie close together: how many, what was said on average, what share were boundaries."""

    gaps: int
    said: float
    happened: float


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """The probabilities that gaps were given, and which are boundaries."""

    given: Floats
    truth: Bools

    def bins(self) -> list[Bin]:
        """The reliability curve: a bin for each tenth that has gaps."""
        place = np.minimum((self.given * BINS).astype(np.int64), BINS - 1)
        return [
            Bin(int(own.sum()), float(self.given[own].mean()), float(self.truth[own].mean()))
            for own in (place == number for number in range(BINS))
            if own.any()
        ]

    @property
    def calibration_error(self) -> float:
        """The expected calibration error."""
        return sum(one.gaps * abs(one.said - one.happened) for one in self.bins()) / max(1, len(self.given))

    @property
    def brier(self) -> float:
        """The mean squared difference between what was said and what happened."""
        return float(np.mean((self.given - self.truth) ** 2)) if len(self.given) else 0.0

    def coverage(self, error: float) -> float:
        """The largest share of gaps, the surest first, of which at most this share are judged wrongly."""
        wrong = self._in_order()[1]
        within = np.flatnonzero(np.cumsum(wrong) <= error * np.arange(1, len(wrong) + 1))
        return float((within[-1] + 1) / len(wrong)) if len(within) else 0.0

    def limit(self, error: float) -> float:
        """How sure (0.5 to 1) a gap must be to be among those accepted at this share of errors."""
        sure, wrong = self._in_order()
        accepted = round(self.coverage(error) * len(wrong))
        return float(sure[accepted - 1]) if accepted else 1.0

    def surer(self, limit: float) -> tuple[float, float]:
        """The share of gaps that are at least this sure (0.5 to 1), and the share of them that are judged wrongly."""
        sure, wrong = self._in_order()
        accepted = sure >= limit
        errors = float(wrong[accepted].mean()) if accepted.any() else 0.0
        return float(accepted.mean()) if len(sure) else 0.0, errors

    def _in_order(self) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """How sure each gap is, the surest first, and whether it is judged wrongly."""
        sure = np.maximum(self.given, 1 - self.given)
        order = np.argsort(-sure, kind="stable")
        return sure[order], ((self.given > 0.5) != self.truth)[order]


def reliability(pages: Iterable[Made], model: Model) -> Reliability:
    """What the model says of the gaps of made pages."""
    return together(_of_page(made, model) for made in pages)


def _of_page(made: Made, model: Model) -> Reliability:
    """What it says of one page's."""
    content, truth = content_examples(made, model)
    if content is None:
        return Reliability(np.zeros(0, np.float32), np.zeros(0, np.bool_))
    return Reliability(judged_gaps(content, model), truth)


def together(parts: Iterable[Reliability]) -> Reliability:
    """Those of several pages as one."""
    own = list(parts)
    none = Reliability(np.zeros(0, np.float32), np.zeros(0, np.bool_))
    every = [none, *own]
    return Reliability(np.concatenate([one.given for one in every]), np.concatenate([one.truth for one in every]))
