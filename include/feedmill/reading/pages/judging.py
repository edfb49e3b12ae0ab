"""How likely each line of a page is body text of its main story: the trained judgement."""

from __future__ import annotations

import numpy as np

from feedmill.reading.pages.survey import Floats, Survey
from feedmill.reading.pages.traits import traits_of
from feedmill.reading.pages.trees import trained
from feedmill.trees import Trees


def likely_main(survey: Survey, trees: Trees | None = None) -> Floats:
    """For each line the probability (0 to 1) that it is body text of the main story, by the trees that ship."""
    if not survey.count:
        return np.zeros(0, np.float32)
    return (trees or trained()).probabilities(traits_of(survey)[1])
