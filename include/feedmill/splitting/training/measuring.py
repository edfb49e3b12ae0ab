"""How well pages were split, in the figures of the field, counted line by line over the lines of content.

Boundary precision, recall and F1; Pk (Beeferman, Berger and Lafferty, 1999) and WindowDiff (Pevzner and Hearst, 2002)
with half the mean story as window, a page at a time; pages without a fault; what was taken for furniture, and missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from feedmill.model import Segmentation
from feedmill.splitting.training.dressing import Made
from feedmill.splitting.training.making import FURNITURE, carried
from feedmill.splitting.training.scraps import OTHER_AGENCIES, OTHER_CREDITS
from feedmill.splitting.words import Bools

WHO = {"agency": f"(?:{'|'.join(OTHER_AGENCIES)})", "name": r"[\w'-]+ [\w'-]+"}
MADE_CREDIT = re.compile("|".join(re.sub(r"\\([{}])", r"\1", re.escape(form)).format(**WHO) for form in OTHER_CREDITS))


@dataclass(slots=True)
class Figures:
    """Counts over pages; the properties are what they come to."""

    pages: int = 0
    right: int = 0
    found: int = 0
    there: int = 0
    exact: int = 0
    pk: float = 0.0
    window_diff: float = 0.0
    stories: int = 0
    cut_right: int = 0
    furniture: int = 0
    called_furniture: int = 0
    furniture_right: int = 0
    credits: int = 0
    credits_right: int = 0
    characters: int = 0
    lost: int = 0
    false_alarms: int = 0

    def __add__(self, other: Figures) -> Figures:
        """Both together."""
        return Figures(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def mean_pk(self) -> float:
        """Pk, over pages."""
        return self.pk / max(1, self.pages)

    @property
    def mean_window_diff(self) -> float:
        """WindowDiff, over pages."""
        return self.window_diff / max(1, self.pages)

    @property
    def precision(self) -> float:
        """Of the boundaries found, how many are there."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Of the boundaries there, how many were found."""
        return self.right / max(1, self.there)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / max(1, self.found + self.there)

    def share(self, part: str, whole: str) -> float:
        """One count over another, 0 where there is nothing to count."""
        return float(getattr(self, part) / max(1, getattr(self, whole)))


def figures(made: Sequence[Made], split: Iterable[Segmentation]) -> Figures:
    """The figures of some pages together."""
    return sum((page_figures(one, own) for one, own in zip(made, split, strict=True)), Figures())


def by_variant(made: Sequence[Made], split: Sequence[Segmentation]) -> dict[str, Figures]:
    """The figures of some pages, by kind of page, in the order in which the kinds come."""
    found: dict[str, Figures] = {}
    for one, own in zip(made, split, strict=True):
        found[one.page.variant] = found.get(one.page.variant, Figures()) + page_figures(one, own)
    return found


def page_figures(made: Made, split: Segmentation) -> Figures:
    """The figures of one page."""
    starts = sorted(made.stories)
    truth = [made.stories[start] for start in starts]
    guess = story_at(starts, split)
    lengths = _lengths(starts, len(made.document.text))
    content = [at for at, story in enumerate(truth) if story != FURNITURE]
    return boundary_figures(made, guess) + Figures(
        characters=sum(lengths[at] for at in content),
        lost=sum(lengths[at] for at in content if guess[at] == FURNITURE),
        **_cuts(made, split, truth, guess),
        **_furniture(made, starts, truth, guess),
    )


def boundary_figures(made: Made, guess: Sequence[int]) -> Figures:
    """The figures of one page's boundaries alone; `guess` is the story that each line was put into."""
    truth = [made.stories[start] for start in sorted(made.stories)]
    content = [at for at, story in enumerate(truth) if story != FURNITURE]
    gold, found = _changes([truth[at] for at in content]), _changes(carried([guess[at] for at in content]))
    pk, window_diff = segmentation_errors(gold, found)
    wrong, alarms = int((gold != found).sum()), int((found & ~gold).any())
    return Figures(
        pages=1, right=int((gold & found).sum()), found=int(found.sum()), there=int(gold.sum()),
        exact=int(wrong == 0), pk=pk, window_diff=window_diff, false_alarms=alarms,
    )  # fmt: skip


def story_at(starts: Sequence[int], split: Segmentation) -> list[int]:
    """The number of the story that holds each offset; `FURNITURE` where none does."""
    spans = sorted((start, end, story.ordinal) for story in split.stories for start, end in story.spans)
    begins = np.array([start for start, _, _ in spans])
    found = []
    for at in starts:
        place = int(np.searchsorted(begins, at, side="right")) - 1
        found.append(spans[place][2] if place >= 0 and at < spans[place][1] else FURNITURE)
    return found


def _changes(stories: Sequence[int]) -> Bools:
    """Whether the story changes, for each two neighbours."""
    return np.array([a != b for a, b in pairwise(stories)], np.bool_)


def segmentation_errors(gold: Bools, found: Bools) -> tuple[float, float]:
    """Pk and WindowDiff of one page."""
    lines = len(gold) + 1
    if lines < 3:
        same = float((gold != found).any()) if len(gold) else 0.0
        return same, same
    window = min(max(2, round(lines / (int(gold.sum()) + 1) / 2)), lines - 1)
    counts = [np.concatenate([[0], np.cumsum(one)]) for one in (gold, found)]
    within = [count[window:] - count[:-window] for count in counts]
    differ = (within[0] > 0) != (within[1] > 0)
    return float(differ.mean()), float((within[0] != within[1]).mean())


def _lengths(starts: Sequence[int], end: int) -> list[int]:
    """How long each line is."""
    return [after - start for start, after in pairwise([*starts, end])]


def _cuts(made: Made, split: Segmentation, truth: Sequence[int], guess: Sequence[int]) -> dict[str, int]:
    """Of how many stories it was said rightly whether they are cut: by the story that holds their last line."""
    cut = {story.ordinal: story.truncated for story in split.stories}
    last = {story: at for at, story in enumerate(truth) if story != FURNITURE}
    right = sum(cut.get(guess[at], False) == (story in made.page.cut) for story, at in last.items())
    return {"stories": len(last), "cut_right": right}


def _furniture(made: Made, starts: Sequence[int], truth: Sequence[int], guess: Sequence[int]) -> dict[str, int]:
    """How much furniture there is, was found, and was found rightly; of it, credits."""
    text, ends = made.document.text, [*starts[1:], len(made.document.text)]
    there = [story == FURNITURE for story in truth]
    called = [story == FURNITURE for story in guess]
    both = [a and b for a, b in zip(there, called, strict=True)]
    credit = [is_made_credit(text[start:end].strip()) for start, end in zip(starts, ends, strict=True)]
    return {
        "furniture": sum(there),
        "called_furniture": sum(called),
        "furniture_right": sum(both),
        "credits": sum(a and b for a, b in zip(there, credit, strict=True)),
        "credits_right": sum(a and b for a, b in zip(both, credit, strict=True)),
    }


def is_made_credit(line: str) -> bool:
    """Whether a line is one of the credits that are made up for measuring."""
    return MADE_CREDIT.fullmatch(line) is not None
