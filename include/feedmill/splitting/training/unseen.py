"""How each outlet is split by a model that has seen nothing of it: the training data, fold by fold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from feedmill.model import Segmentation
from feedmill.splitting.model import Model
from feedmill.splitting.segmenting import split
from feedmill.splitting.training.articles import FOLDS, Article, Corpus, number_of
from feedmill.splitting.training.dressing import Made, bare
from feedmill.splitting.training.making import VARIANTS, pages_of
from feedmill.splitting.training.measuring import Figures, by_variant, figures
from feedmill.splitting.training.reliability import Reliability, reliability, together
from feedmill.splitting.training.scraps import Scraps, lines_for_training
from feedmill.splitting.training.stocks import LEAST_ARTICLES, stock_of, weekly_made, whole_pages

PAGES_A_FOLD = 60
LONG_STORY = 40
"""Paragraphs of a story that is long."""

PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the pages of one source, by kind of page (`variants`) and in all.

    `alone`: what became of its long stories, each once and with nothing beside it.
    """

    source: str
    figures: Figures
    variants: dict[str, Figures]
    alone: Figures
    reliability: Reliability


def unseen(corpus: Corpus, models: Sequence[Model]) -> Iterator[Outcome]:
    """Each source's figures, every page split by the model of its fold. `models` are those of the folds, in order."""
    with get_context("fork").Pool(PROCESSES) as pool:
        for source, folds in unseen_pages(corpus):
            answers = pool.map(partial(_answer, models), enumerate(folds), chunksize=1)
            made = [one for own in folds for one in own]
            found = by_variant(made, [one for segmented, _ in answers for one in segmented])
            long = [whole_pages(corpus.articles.get(source, ()), fold, LONG_STORY) for fold in range(FOLDS)]
            alone = sum(pool.map(partial(_alone, models), enumerate(long), chunksize=1), Figures())
            told = together(told for _, told in answers)
            yield Outcome(source, sum(found.values(), Figures()), found, alone, told)


def _answer(models: Sequence[Model], task: tuple[int, list[Made]]) -> tuple[list[Segmentation], Reliability]:
    """The pages of one fold, split."""
    fold, made = task
    return [split(one.document, models[fold]) for one in made], reliability(made, models[fold])


def _alone(models: Sequence[Model], task: tuple[int, list[Made]]) -> Figures:
    """The figures of one fold's stories that stand alone."""
    fold, made = task
    return figures(made, [split(one.document, models[fold]) for one in made])


def unseen_pages(corpus: Corpus) -> Iterator[tuple[str, list[list[Made]]]]:
    """The pages of each source, by fold."""
    for source, articles in corpus.articles.items():
        folds = [_made(source, [one for one in articles if one.fold == fold], fold) for fold in range(FOLDS)]
        if any(folds):
            yield source, folds
    for language, pages in corpus.pages.items():
        yield f"weekly.{language}", [[weekly_made(page) for page in pages if page.fold == f] for f in range(FOLDS)]


def _made(source: str, articles: Sequence[Article], fold: int) -> list[Made]:
    """Bare pages of one fold of a source, with furniture of the same fold and credits by patterns never trained on."""
    if len(articles) < LEAST_ARTICLES:
        return []
    lines = tuple(line for line, part in lines_for_training(articles[0].language) if part == fold)
    stock = stock_of(articles, Scraps(lines, unseen=True))
    seed = number_of(f"unseen {source} {fold}")
    return [bare(page) for page in pages_of(stock, PAGES_A_FOLD, seed, (*VARIANTS, "digest", "long"))]
