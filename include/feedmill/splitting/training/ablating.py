"""What each kind of evidence, and each stage, brings: fitted without it, measured on outlets that were not fitted on.

One fold of the training data is asked, the others are fitted on; a gap counts, not a page. Figures are those of the
first judgement unless a row says otherwise.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from feedmill.splitting.blocks import round_of
from feedmill.splitting.content import Content
from feedmill.splitting.gaps import GROUPS, gap_evidence, probabilities
from feedmill.splitting.model import Model, trained
from feedmill.splitting.training.card import table
from feedmill.splitting.training.corpora import corpus
from feedmill.splitting.training.dressing import Made
from feedmill.splitting.training.examples import Examples, content_examples, gap_examples
from feedmill.splitting.training.fitting import Growth, fit_trees
from feedmill.splitting.training.shares import OUTLETS, weight_of
from feedmill.splitting.training.training import Pages, train
from feedmill.splitting.training.unseen import unseen_pages
from feedmill.splitting.words import Bools, Floats

ASKED = 0
GROWTH = Growth(250, 6, 0.15)
SCALE = 0.4
CONTEXTS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Gaps of fold-out pages: features, truth and weights to fit on, features and truth to ask."""

    fitted: Floats
    truth: Bools
    weight: Floats
    asked: Floats
    answers: Bools


def main() -> int:
    """Train once at a smaller scale, then fit the first judgement without each kind of evidence in turn."""
    everything = corpus()
    result = train(everything, scale=SCALE)
    model = result.models[ASKED]
    asked = [one for source, folds in unseen_pages(everything) if source in OUTLETS for one in folds[ASKED]]
    for line in table(("judgement", "average precision", "F1", "Brier"), _rows(result.pages, asked, model)):
        sys.stdout.write(f"{line}\n")
    return 0


def _rows(pages: Pages, asked: Sequence[Made], model: Model) -> Iterator[tuple[str, ...]]:
    """All rows of the table."""
    names = _names(asked[0])
    rows = _gathered(pages, asked, model)
    yield _row("first judgement, all evidence", *_asked(rows, np.ones(len(names), np.bool_)))
    for group in GROUPS:
        kept = np.array([not name.startswith(f"{group}: ") for name in names])
        yield _row(f"without {group}", *_asked(rows, kept))
    alone = np.arange(len(names) * CONTEXTS) < len(names)
    yield _row("without the neighbouring gaps", *_fitted(rows, alone))
    yield from _stages(asked, model)


def _stages(asked: Sequence[Made], model: Model) -> Iterator[tuple[str, ...]]:
    """The judgements one after the other, by the model as trained."""
    content = [(own, truth) for own, truth in (content_examples(one, model) for one in asked) if own is not None]
    truth = np.concatenate([told for _, told in content])
    first = [probabilities(own, model) for own, _ in content]
    second = [round_of(own, p, model.blocks) for (own, _), p in zip(content, first, strict=True)]
    third = [round_of(own, p, model.settled) for (own, _), p in zip(content, second, strict=True)]
    for name, judged in (("first judgement, as trained", first), ("+ blocks", second), ("+ blocks once more", third)):
        yield _row(name, np.concatenate(judged), truth)


def _names(made: Made) -> list[str]:
    """The names of a gap's own features."""
    content: Content | None = content_examples(made, trained())[0]
    return list(gap_evidence(content)) if content is not None else []


def _gathered(pages: Pages, asked: Sequence[Made], model: Model) -> Rows:
    """The examples of all other folds, and of the pages that are asked."""
    found = [
        (source, one)
        for (source, fold), own in pages.items()
        if fold != ASKED
        for one in (gap_examples(made, model) for made in own)
        if one is not None
    ]
    answers: list[Examples] = [one for one in (gap_examples(made, model) for made in asked) if one is not None]
    return Rows(
        np.vstack([one.rows for _, one in found]),
        np.concatenate([one.truth for _, one in found]),
        np.concatenate([np.full(len(one.truth), weight_of(source), np.float32) for source, one in found]),
        np.vstack([one.rows for one in answers]),
        np.concatenate([one.truth for one in answers]),
    )


def _asked(rows: Rows, kept: Bools) -> tuple[Floats, Bools]:
    """Fitted on these of a gap's features, its neighbours' too, and asked."""
    return _fitted(rows, np.tile(kept, CONTEXTS))


def _fitted(rows: Rows, columns: Bools) -> tuple[Floats, Bools]:
    """Fitted on these columns, and asked."""
    trees = fit_trees(rows.fitted[:, columns], rows.truth, rows.weight, GROWTH).trees
    return trees.probabilities(rows.asked[:, columns]), rows.answers


def _row(name: str, given: Floats, truth: Bools) -> tuple[str, ...]:
    """What the judgement of some gaps comes to."""
    from sklearn.metrics import average_precision_score

    found = given > 0.5
    f1 = 2 * int((found & truth).sum()) / max(1, int(found.sum() + truth.sum()))
    brier = float(np.mean((given - truth) ** 2))
    return name, f"{average_precision_score(truth, given):.4f}", f"{f1:.4f}", f"{brier:.4f}"


if __name__ == "__main__":
    raise SystemExit(main())
