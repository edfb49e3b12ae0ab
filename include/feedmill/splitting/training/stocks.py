"""What pages are made of: the articles of a source (and fold), those most alike, and furniture to go between."""

from __future__ import annotations

import random
from collections.abc import Sequence

from feedmill.splitting.training.articles import Article, WeeklyPage, number_of
from feedmill.splitting.training.disguising import disguised
from feedmill.splitting.training.dressing import Made, bare, dressed
from feedmill.splitting.training.making import MORE_VARIANTS, VARIANTS, MadePage, Stock, pages_of
from feedmill.splitting.training.scraps import Scraps, lines_for_training, lines_held_out
from feedmill.splitting.training.shares import DISGUISE

TOO_ALIKE = 0.8
NEAREST = 12
LEAST_ARTICLES = 6
LONG = 25
LONGEST = 90
TRAINED = (*VARIANTS, *MORE_VARIANTS, *VARIANTS, *MORE_VARIANTS, "digest")
"""Digests are few, and none is disguised: or where words say little, all stories would look as short."""


def stock_of(articles: Sequence[Article], scraps: Scraps) -> Stock:
    """A stock with its nearest neighbours by tf-idf; reissues of the same text do not count."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [" ".join(one.paragraphs)[:4000] for one in articles]
    table = TfidfVectorizer(sublinear_tf=True, max_df=0.3, max_features=30000).fit_transform(texts)
    near: list[list[int]] = []
    for at, own in enumerate(articles):
        row = (table[at] @ table.T).tocsr()
        order = sorted(zip(-row.data, row.indices.tolist(), strict=True))[:NEAREST]
        near.append([
            other for less, other in order
            if other != at and -less < TOO_ALIKE and articles[other].group != own.group
        ][:8])  # fmt: skip
    return Stock(articles, near, scraps)


def training_pages(
    source: str, articles: Sequence[Article], fold: int, count: int, variants: Sequence[str] = TRAINED
) -> list[Made]:
    """Pages of one fold of a source, most of them bare, with furniture of the same fold."""
    own = [one for one in articles if one.fold == fold]
    if len(own) < LEAST_ARTICLES:
        return []
    lines = tuple(line for line, part in lines_for_training(own[0].language) if part == fold)
    seed = number_of(f"{source} {fold}")
    stock = stock_of(own, Scraps(lines, unseen=False))
    pages = pages_of(stock, count, seed, variants, wide=True)
    dice = random.Random(seed)  # noqa: S311 -- chooses layouts
    return [dressed(page, dice) for page in pages]


def whole_pages(articles: Sequence[Article], fold: int | None = None, least: int = LONG) -> list[Made]:
    """Each story of at least so many paragraphs (of one fold) alone on a page, bare and without furniture."""
    own = (one for one in articles if fold is None or one.fold == fold)
    return [_whole(one) for one in own if len(one.paragraphs) >= least]


def _whole(one: Article) -> Made:
    """A story of which all paragraphs stand, up to ninety."""
    page = MadePage("whole", one.source, one.language)
    for paragraph in one.paragraphs[:LONGEST]:
        page.add(paragraph, 0)
    return bare(page)


def disguise_of(source: str) -> str:
    """The name of a source in disguise."""
    return source + DISGUISE


def disguised_pages(source: str, articles: Sequence[Article], fold: int, count: int) -> list[Made]:
    """Bare pages of one fold of a source, each in a language that nobody speaks."""
    dice = random.Random(number_of(f"disguised {source} {fold}"))  # noqa: S311 -- chooses letters
    made = training_pages(disguise_of(source), articles, fold, count, (*VARIANTS, *MORE_VARIANTS))
    return [bare(disguised(one.page, dice)) for one in made]


def measuring_pages(
    source: str, articles: Sequence[Article], count: int, variants: Sequence[str] = VARIANTS
) -> list[Made]:
    """Bare pages with furniture of outlets and patterns that training never saw."""
    stock = stock_of(articles, Scraps(lines_held_out(articles[0].language), unseen=True))
    return [bare(page) for page in pages_of(stock, count, number_of(f"measuring {source}"), variants)]


def weekly_made(page: WeeklyPage) -> Made:
    """A real page of short stories, a paragraph a line."""
    made = MadePage("weekly", f"weekly.{page.language}", page.language)
    for number, story in enumerate(page.stories):
        for paragraph in story:
            made.add(paragraph, number)
    return bare(made)
