"""The card of the model that judges web pages, docs/pages-card.md: its data, figures, what moves it, where it fails.

Written by `python -m benchmarks.pages`. What is said of lines is said by trees that saw no page of their domains. How
much a trait moves them is how far their Brier score rises when the trait's values are shuffled among the lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import mean

import numpy as np

from feedmill.reading.pages.survey import Floats
from feedmill.reading.pages.training.examples import FOLDS, Example, Page, data_folder, example_of, survey_of
from feedmill.reading.pages.traits import traits_of
from feedmill.reading.pages.trees import FILE
from feedmill.settings import CLONE
from feedmill.splitting.training.card import table
from feedmill.splitting.training.reliability import Reliability
from feedmill.trees import Trees

CARD = CLONE / "docs" / "pages-card.md"
COLLECTIONS = {
    "article-extraction-benchmark.tar.xz": "collection MIT, pages the publishers', not redistributed",
    "trafilatura-evaluation.tar.xz": "collection Apache-2.0, pages the publishers', not redistributed",
}
MOST = 14
HEAD = """# The model of web pages: its card

Written by `make quality-pages`; do not edit. How pages are read: [formats/html.md](formats/html.md); fitted by
`make train-pages`. It judges for each line of a page whether it is body text of the page's main story; titles, dates,
bylines, teasers and kinds of furniture are told by rules.
"""
KNOWN = """
## Known failures

Seen on the pages that it does worst on:

- The beginnings of other stories that follow as paragraphs of the same form, without a heading or a box, are taken in.
- So are the paragraphs on the company at the end of its own news, and lines that ask to subscribe or to support.
- Lists of ingredients, offers of products with their prices, and the labels of a check of facts are left out, though
  they belong to the story.
- Of a forum's page hardly anything is told right: it has no main story.
- A page whose text is put together by a script that is not run shows nothing to judge.
- What is said of a story's certainty is the share of lines that were right, the same for all pages.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Lines whose truth is known, with what trees that saw no page of their domain say of them."""

    example: Example
    given: Floats

    @property
    def right(self) -> Reliability:
        """What was said against what is so; what follows another reader's opinion is as good as that is."""
        return Reliability(self.given, self.example.labels > 0.5)


def write_card(pages: Sequence[Page], folded: Sequence[Trees], figures: Sequence[str]) -> None:
    """Write the page; `figures` is the table of pages as wholes."""
    with get_context("fork").Pool(2) as pool:
        found = [one for one in pool.map(example_of, pages, chunksize=8) if one is not None]
    judged = [Judged(one, folded[one.fold].probabilities(one.rows)) for one in found]
    parts = [
        HEAD,
        f"Model: SHA-256 `{hashlib.sha256(FILE.read_bytes()).hexdigest()}`.\n",
        "## Data\n",
        *_data(pages),
        "\n## Pages of domains that it has not seen\n",
        *figures,
        "\n## Lines of them\n",
        *_lines(judged),
        "\n## What moves it\n",
        *_moves(judged, folded, names_of(pages)),
    ]
    CARD.write_text("\n".join(parts) + "\n" + KNOWN, encoding="utf-8")


def names_of(pages: Sequence[Page]) -> list[str]:
    """The names of the traits."""
    surveys = (survey_of(page) for page in pages)
    return next(traits_of(survey)[0] for survey in surveys if survey is not None)


def _data(pages: Sequence[Page]) -> Iterator[str]:
    """The collections, their licences and what is in them."""
    digests = {name: hashlib.sha256((data_folder() / name).read_bytes()).hexdigest()[:16] for name in COLLECTIONS}
    whole = [page for page in pages if page.story is not None]
    partly = [page for page in pages if page.story is None]
    rows = [
        (f"pages/{name}", digests[name], len(own), len({page.domain for page in own}), COLLECTIONS[name])
        for name, own in zip(COLLECTIONS, (whole, partly), strict=True)
    ]
    yield from table(("file", "SHA-256 begins", "pages", "domains", "licence"), rows)
    yield "\nOf the first the whole text of the story is known; of the second some sentences, and the other lines"
    yield "follow trafilatura and count little. Pages of one domain are in one of five parts; each is judged by trees"
    yield "fitted on the other four."


def _lines(judged: Sequence[Judged]) -> Iterator[str]:
    """How far the judgement of lines can be believed, by part."""
    parts = [[one for one in judged if one.example.fold == fold] for fold in range(FOLDS)]
    rows = [_line_row(f"part {fold + 1}", own) for fold, own in enumerate(parts)]
    yield from table(("", "pages", "lines", "Brier", "calibration error"), [*rows, _line_row("all", judged)])
    told = _together(judged)
    yield ""
    yield from table(
        ("lines", "said", "happened"), ((one.gaps, f"{one.said:.3f}", f"{one.happened:.3f}") for one in told.bins())
    )


def _line_row(name: str, judged: Sequence[Judged]) -> tuple[object, ...]:
    told = _together(judged)
    return name, len(judged), len(told.given), f"{told.brier:.4f}", f"{told.calibration_error:.4f}"


def _together(judged: Sequence[Judged]) -> Reliability:
    given = np.concatenate([one.given for one in judged])
    return Reliability(given, np.concatenate([one.right.truth for one in judged]))


def _moves(judged: Sequence[Judged], folded: Sequence[Trees], names: Sequence[str]) -> Iterator[str]:
    """The traits without which the judgement would be worst, and by how much."""
    chance = np.random.default_rng(0)
    costs = np.zeros(len(names))
    for fold, trees in enumerate(folded):
        own = [one for one in judged if one.example.fold == fold]
        rows = np.concatenate([one.example.rows for one in own])
        told = _together(own)
        for trait in range(len(names)):
            shuffled = rows.copy()
            shuffled[:, trait] = chance.permutation(shuffled[:, trait])
            costs[trait] += Reliability(trees.probabilities(shuffled), told.truth).brier - told.brier
    most = np.argsort(-costs)[:MOST]
    share = mean(costs.tolist()) * len(names)
    yield "The rise of the Brier score when a trait is shuffled among the lines, as a share of all such rises:\n"
    yield from table(("trait", "share"), ((names[at], f"{costs[at] / share:.1%}") for at in most))
