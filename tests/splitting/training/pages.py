"""Small articles, pages and segmentations, and stocks of the stories written for the project."""

from __future__ import annotations

import random
from collections.abc import Sequence

from feedmill.model import Furniture, Kind, Label, Parts, Segmentation, Story
from feedmill.splitting.training.articles import Article
from feedmill.splitting.training.dressing import Made, bare
from feedmill.splitting.training.making import FURNITURE, MadeLine, MadePage, Stock
from feedmill.splitting.training.scraps import Scraps
from tests.quality.written import written_articles, written_furniture

CREDIT = "Photo: Taipei Times file photo"


def an_article(
    name: str,
    *paragraphs: str,
    source: str = "web.en",
    language: str = "en",
    title: str | None = None,
    group: str | None = None,
    scraps: tuple[tuple[int, str], ...] = (),
) -> Article:
    """An article, by itself where no outlet is named."""
    return Article(name, source, language, title, paragraphs, group or name, scraps)


def a_page(*lines: tuple[int, str], cut: tuple[int, ...] = ()) -> MadePage:
    """A page of lines, each with the number of its story."""
    made = [MadeLine(text, story) for story, text in lines]
    return MadePage("mixed", "invented", "en", made, set(cut))


def a_made(*stories: int, cut: tuple[int, ...] = ()) -> Made:
    """A bare page of lines that are alike but for a number, of these stories."""
    return bare(a_page(*((story, f"Line {at} of the page.") for at, story in enumerate(stories)), cut=cut))


def segmented(made: Made, guess: Sequence[int], cut: tuple[int, ...] = ()) -> Segmentation:
    """A page whose lines were put into these stories."""
    starts = sorted(made.stories)
    ends = [*(start - 1 for start in starts[1:]), len(made.document.text) - 1]
    spans = list(zip(starts, ends, strict=True))
    own = {story: tuple(spans[at] for at, one in enumerate(guess) if one == story) for story in guess}
    strays = own.pop(FURNITURE, ())
    stories = tuple(
        Story(number, Kind.FULL, number in cut, where, Parts(body=where), 0.9, None, None, None, "")
        for number, where in own.items()
    )
    return Segmentation(stories, tuple(Furniture(Label.CREDIT, (span,)) for span in strays))


def written_stock(*, furniture: bool = True, unseen: bool = False) -> Stock:
    """The English stories; every other one is as near to each as any."""
    return a_stock(*written_articles("en"), scraps=written_furniture() if furniture else (), unseen=unseen)


def a_stock(*articles: Article, scraps: tuple[str, ...] = (), unseen: bool = False) -> Stock:
    """A stock whose nearest neighbours are those that follow."""
    count = len(articles)
    near = [[(at + step) % count for step in range(1, min(count, 8))] for at in range(count)]
    return Stock(articles, near, Scraps(scraps, unseen))


def dice_of(seed: int) -> random.Random:
    """Dice that fall the same way each time."""
    return random.Random(seed)  # noqa: S311 -- chooses what pages are made of
