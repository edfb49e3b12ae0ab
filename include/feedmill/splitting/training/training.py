"""The whole training: from articles to the model, fold by fold, so that no stage learns from what another has seen.

Each fold's outlets are judged by models that were fitted without them; what such judgements look like is what the next
stage learns from, and what the calibration and the figures of outlets never seen are taken from.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from typing import Any

import numpy as np

from feedmill.splitting.evidence import Worths
from feedmill.splitting.model import Curve, Model
from feedmill.splitting.phrasing import BUCKET_BITS, Phrasing, closing_traits, opening_traits, scrap_traits
from feedmill.splitting.training.articles import FOLDS, Corpus
from feedmill.splitting.training.dressing import Made
from feedmill.splitting.training.examples import (
    Examples,
    block_examples,
    cut_examples,
    furniture_examples,
    gap_examples,
    settled_examples,
)  # fmt: skip
from feedmill.splitting.training.fitting import Growth, fit_curve, fit_phrasing, fit_trees, fit_worths
from feedmill.splitting.training.making import FURNITURE
from feedmill.splitting.training.scraps import credit, lines_for_training
from feedmill.splitting.training.shares import (
    AT_LENGTH,
    CALIBRATED,
    DISGUISED,
    PAGES,
    PHRASING_WEIGHT,
    STRANGE,
    weight_of,
)
from feedmill.splitting.training.stocks import disguise_of, disguised_pages, training_pages, weekly_made, whole_pages
from feedmill.splitting.words import Floats
from feedmill.trees import Trees, log_odds

ALL = FOLDS
"""The model that is fitted on all folds: the one that ships."""

FURNITURE_GROWTH = Growth(300, 5, 0.1, 0.4)
GAP_GROWTH = Growth(700, 6, 0.08)
BLOCK_GROWTH = Growth(500, 5, 0.05)
CUT_GROWTH = Growth(150, 4, 0.1, 0.6)
LIMITS = (0.1, 0.5, 0.9)
PARAGRAPHS = 30
TOLD_AT_LENGTH = 3
PROCESSES = 2
PHRASING_SOFTNESS = 0.02
SCRAP_SOFTNESS = 0.3


@dataclass(slots=True)
class Trained:
    """Models by fold (the last is the one that ships), the pages that they were fitted on.

    `weights`: for each set of trees of the last model, how much each feature moves what they say.
    """

    models: list[Model] = field(default_factory=list)
    pages: Pages = field(default_factory=dict)
    weights: dict[str, Floats] = field(default_factory=dict)


def train(
    corpus: Corpus, corrected: Sequence[Made] = (), *, scale: float = 1.0, tell: Callable[[str], None] | None = None
) -> Trained:
    """Fit everything. `corrected` are pages that people put right; `scale` multiplies the pages made: for a trial."""
    pages = _pages(corpus, scale) | _by_fold("corrections", corrected)
    return _Training(corpus, pages, tell or _told()).run()


def _told() -> Callable[[str], None]:
    """Tells on stderr what is done, and since when."""
    started = time.monotonic()
    return lambda line: print(f"{time.monotonic() - started:6.0f} s  {line}", file=sys.stderr, flush=True)  # noqa: T201 -- a command's progress


class _Training:
    """One training, stage by stage."""

    def __init__(self, corpus: Corpus, pages: Pages, tell: Callable[[str], None]) -> None:
        self.corpus, self.pages, self.tell = corpus, pages, tell
        self.models: list[Model] = []
        self.weights: dict[str, Floats] = {}

    def run(self) -> Trained:
        """All stages in their order."""
        lines = sum(len(made.stories) for own in self.pages.values() for made in own)
        self.tell(f"{sum(map(len, self.pages.values()))} pages made, {lines} lines")
        phrasings = partial(_phrasings, self.corpus, self.pages)
        with get_context("fork").Pool(PROCESSES) as pool:
            self.models = [replace(_blank(), **own) for own in pool.map(phrasings, range(FOLDS + 1), chunksize=1)]
        self.tell("phrasings fitted")
        self._stage("furniture", furniture_examples, FURNITURE_GROWTH)
        self._usual(self._stage("gaps", gap_examples, GAP_GROWTH))
        self._stage("cut", cut_examples, CUT_GROWTH)
        made, self.pages = self.pages, _with_whole_stories(self.corpus, self.pages)
        self._stage("blocks", block_examples, BLOCK_GROWTH)
        self._calibrate(self._stage("settled", settled_examples, BLOCK_GROWTH))
        return Trained(self.models, made, self.weights)

    def _stage(self, name: str, ask: Ask, growth: Growth) -> dict[tuple[str, int], list[Examples | None]]:
        """Fit one set of trees, fold by fold; returns the examples that they learned from."""
        found = self._asked(ask)
        for fold in range(FOLDS + 1):
            own = [(key, one) for key, ones in found.items() if key[1] != fold for one in ones if one is not None]
            rows, truth = np.vstack([one.rows for _, one in own]), np.concatenate([one.truth for _, one in own])
            weight = np.concatenate([np.full(len(one.truth), weight_of(key[0])) for key, one in own])
            grown = fit_trees(rows, truth, weight, growth)
            self.models[fold] = replace(self.models[fold], **_named(name, grown.trees))
            self.weights[name] = grown.weights
        self.tell(f"{name} fitted on {len(truth)} examples")
        return found

    def _asked(self, ask: Ask) -> dict[tuple[str, int], list[Examples | None]]:
        """The examples of all pages, each by the model that has not seen its fold; on two processes."""
        tasks = [(key[1], made) for key, own in self.pages.items() for made in own]
        with get_context("fork").Pool(PROCESSES) as pool:
            answers = iter(pool.map(partial(_answered, ask, self.models), tasks, chunksize=100))
        return {key: [next(answers) for _ in own] for key, own in self.pages.items()}

    def _usual(self, asked: dict[tuple[str, int], list[Examples | None]]) -> None:
        """Note what the features of a gap are where a story goes on."""
        rows = np.vstack([one.rows[~one.truth] for ones in asked.values() for one in ones if one is not None])
        usual = np.median(rows, axis=0).astype(np.float32)
        self.models = [replace(model, usual=usual) for model in self.models]

    def _calibrate(self, judged: dict[tuple[str, int], list[Examples | None]]) -> None:
        """Fit the curve on outlets that each fold's model has not seen."""
        scores, truth = [], []
        for (source, fold), ones in judged.items():
            for one in ones if source in CALIBRATED else ():
                if one is not None:
                    scores.append(log_odds(self.models[fold].settled.probabilities(one.rows)))
                    truth.append(one.truth)
        curve = fit_curve(np.concatenate(scores), np.concatenate(truth))
        self.models = [replace(model, calibration=curve) for model in self.models]


Pages = dict[tuple[str, int], list[Made]]
Ask = Callable[[Made, Model], Examples | None]


def _named(name: str, trees: Trees) -> dict[str, Any]:
    """Trees as the field of a model."""
    return {name: trees}


def _answered(ask: Ask, models: Sequence[Model], task: tuple[int, Made]) -> Examples | None:
    """The examples of one page, by the model of its fold."""
    fold, made = task
    return ask(made, models[fold])


def _phrasings(corpus: Corpus, pages: Pages, fold: int) -> dict[str, Any]:
    """The worths and phrasings, learned without one fold (or with all)."""
    told = _told_lines(corpus, fold)
    texts, weight = [one.text for one in told], np.array([one.weight for one in told])
    opening = fit_phrasing(texts, opening_traits, [one.opens for one in told], weight, PHRASING_SOFTNESS)
    closing = fit_phrasing(texts, closing_traits, [one.closes for one in told], weight, PHRASING_SOFTNESS)
    stories = [
        one.paragraphs[:PARAGRAPHS]
        for source, own in corpus.articles.items()
        for one in own
        if one.fold != fold and source not in STRANGE
    ]
    worths = fit_worths([story for story in stories if len(story) > 1])
    return {"worths": worths, "opening": opening, "closing": closing, "scrap": _scrap(corpus, pages, fold)}


def _scrap(corpus: Corpus, pages: Pages, fold: int) -> Phrasing:
    """What furniture says, against what content says, its short lines above all."""
    content, scraps = _content_and_scraps(corpus, pages, fold)
    truth = [True] * len(scraps) + [False] * len(content)
    return fit_phrasing([*scraps, *content], scrap_traits, truth, np.ones(len(truth)), SCRAP_SOFTNESS)


def _pages(corpus: Corpus, scale: float) -> Pages:
    """The pages of each source and fold."""
    found: dict[tuple[str, int], list[Made]] = {}
    for source, articles in corpus.articles.items():
        for fold in range(FOLDS):
            found[source, fold] = training_pages(source, articles, fold, int(PAGES[source] * scale) // FOLDS)
    for source, count in DISGUISED.items():
        for fold in range(FOLDS):
            own = disguised_pages(source, corpus.articles[source], fold, int(count * scale) // FOLDS)
            found[disguise_of(source), fold] = own
    for language, pages in corpus.pages.items():
        for fold in range(FOLDS):
            kept = [page for page in pages if page.fold == fold]
            found[f"weekly.{language}", fold] = [weekly_made(page) for page in kept[: max(2, int(len(kept) * scale))]]
    return {key: own for key, own in found.items() if own}


def _with_whole_stories(corpus: Corpus, pages: Pages) -> Pages:
    """The pages, and each long story alone: what only the second judgement, of blocks and documents, learns from."""
    found = dict(pages)
    for source, articles in corpus.articles.items():
        for fold in range(FOLDS):
            whole = whole_pages(articles, fold) if source not in STRANGE else []
            if whole:
                found[source, fold] = [*found.get((source, fold), ()), *whole]
    return found


def _by_fold(source: str, made: Sequence[Made]) -> Pages:
    """Pages dealt out to the folds."""
    return {(source, fold): list(made[fold::FOLDS]) for fold in range(FOLDS) if made[fold::FOLDS]}


@dataclass(frozen=True, slots=True)
class _Told:
    """A paragraph: whether it opens or closes a story, and how much it counts."""

    text: str
    opens: bool
    closes: bool
    weight: float


def _told_lines(corpus: Corpus, fold: int) -> list[_Told]:
    """The paragraphs of all folds but one."""
    stories = [
        (one.paragraphs, PHRASING_WEIGHT.get(source, 1.0))
        for source, articles in corpus.articles.items()
        for one in articles
        if one.fold != fold and source not in STRANGE
    ] + [
        (story, PHRASING_WEIGHT.get(f"weekly.{language}", 0.5))
        for language, pages in corpus.pages.items()
        for page in pages
        if page.fold != fold and f"weekly.{language}" not in STRANGE
        for story in page.stories
        if language in AT_LENGTH or len(story) >= TOLD_AT_LENGTH
    ]
    return [one for paragraphs, weight in stories for one in _told_of(paragraphs, weight)]


def _told_of(paragraphs: Sequence[str], weight: float) -> list[_Told]:
    """The first thirty paragraphs of a story. One of a single paragraph does not say how stories close."""
    last = len(paragraphs) - 1
    return [_Told(text, at == 0, at == last and last > 0, weight) for at, text in enumerate(paragraphs[:PARAGRAPHS])]


def _content_and_scraps(corpus: Corpus, pages: Pages, fold: int) -> tuple[list[str], list[str]]:
    """Lines of content and of furniture, of all folds but one: long ones, twice as many short ones, titles."""
    dice = random.Random(fold)  # noqa: S311 -- chooses examples
    told = [own for (source, part), own in pages.items() if part != fold and source not in map(disguise_of, DISGUISED)]
    lines = {(line.text, line.story == FURNITURE) for own in told for made in own for line in made.page.lines}
    real = {
        line for language in ("de", "en", "es", "fr") for line, part in lines_for_training(language) if part != fold
    }
    scraps = real | {text for text, furniture in lines if furniture} | {credit(dice, unseen=False) for _ in range(900)}
    content = {text for text, furniture in lines if not furniture} - scraps
    titles = {one.title for own in corpus.articles.values() for one in own if one.title and one.fold != fold} - scraps
    chosen: list[str] = []
    for group, count in (
        ({text for text in content if len(text) >= 130}, 6000),
        ({text for text in content if len(text) < 130}, 9000),
        (titles, 3000),
    ):
        ordered = sorted(group)
        dice.shuffle(ordered)
        chosen += ordered[:count]
    return chosen, sorted(scraps)


def _blank() -> Model:
    """A model that has learned nothing."""
    none = Phrasing(np.zeros(1 << BUCKET_BITS, np.int8), 0.0, 0.0)
    trees = Trees(np.zeros((1, 1), np.int64), np.full((1, 1), np.inf, np.float32), np.zeros((1, 2), np.float32), 0.0)
    line = np.array([-10, 10], np.float32)
    zero = np.zeros(1, np.float32)
    worths, curve = Worths(zero, zero, zero > 0), Curve(line, line)
    return Model(worths, none, none, none, trees, trees, trees, trees, trees, curve, LIMITS, zero)
