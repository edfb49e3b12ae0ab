"""The model's card, as a page of docs/: what it was fitted on, what moves it, how it does on outlets never seen."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from feedmill.splitting.blocks import block_evidence
from feedmill.splitting.content import Surroundings, content_of
from feedmill.splitting.cutting import cut_evidence
from feedmill.splitting.evidence import read_lines
from feedmill.splitting.furniture import furniture_evidence
from feedmill.splitting.gaps import gap_evidence
from feedmill.splitting.lines import lines_of
from feedmill.splitting.model import Model
from feedmill.splitting.training.articles import Corpus, data_folder
from feedmill.splitting.training.corpora import FILES
from feedmill.splitting.training.measuring import Figures
from feedmill.splitting.training.reliability import Reliability, together
from feedmill.splitting.training.shares import OUTLETS, STRANGE
from feedmill.splitting.training.training import Trained
from feedmill.splitting.training.unseen import LONG_STORY, Outcome

HEAD = """# The model of splitting: its card

Written by `make train`; do not edit. What it is and how it is used: [splitting.md](splitting.md);
how it does on what is kept apart: [splitting-figures.md](splitting-figures.md).
"""
MOST = 14
BY_VARIANT = "web.en"


def card(corpus: Corpus, trained: Trained, outcomes: Sequence[Outcome], digest: str) -> str:
    """The whole page; `digest` is the SHA-256 of the model's file."""
    parts = [
        HEAD,
        f"Model: SHA-256 `{digest}`.\n",
        "## Data\n",
        *_data(corpus),
        "\n## What moves it\n",
        *_weights(trained),
        "\n## Outlets that it has not seen\n",
        "Each source's pages, split by a model of the same making that was fitted without that fold of the outlets.\n",
        *figures_table((one.source, one.figures) for one in outcomes),
        f"\n{BY_VARIANT}, by kind of page:\n",
        *figures_table(pair for one in outcomes if one.source == BY_VARIANT for pair in one.variants.items()),
        f"\nOne story of {LONG_STORY} paragraphs and more, each once and alone on its page:\n",
        *_alone(outcomes),
        f"\n## Calibration on them ({', '.join(OUTLETS)})\n",
        *reliability_table(together(one.reliability for one in outcomes if one.source in OUTLETS)),
    ]
    return "\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"


def figures_table(rows: Iterable[tuple[str, Figures]]) -> Iterator[str]:
    """A row for each name and its figures."""
    head = ("", "pages", "precision", "recall", "F1", "Pk", "WindowDiff", "exact", "cut flag", "false boundary")
    yield from table(head, (figures_row(name, own) for name, own in rows))


def _alone(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """How many long stories there are, and how many were parted."""
    rows = [(one.source, one.alone.pages, one.alone.false_alarms) for one in outcomes if one.alone.pages]
    every = ("all", sum(stories for _, stories, _ in rows), sum(parted for _, _, parted in rows))
    yield from table(("source", "stories", "parted"), (*rows, every))


def figures_row(name: str, own: Figures) -> tuple[str, ...]:
    """One row."""
    return (
        name, str(own.pages), f"{own.precision:.3f}", f"{own.recall:.3f}", f"{own.f1:.3f}",
        f"{own.mean_pk:.3f}", f"{own.mean_window_diff:.3f}", f"{own.share('exact', 'pages'):.2f}",
        f"{own.share('cut_right', 'stories'):.3f}", f"{own.share('false_alarms', 'pages'):.2f}",
    )  # fmt: skip


def reliability_table(told: Reliability) -> Iterator[str]:
    """The reliability curve, and what it comes to."""
    yield f"Brier {told.brier:.4f}, expected calibration error {told.calibration_error:.4f}; accepted without review: "
    yield f"{told.coverage(0.005):.1%} of the gaps at 0.5 % errors (limit {told.limit(0.005):.3f}), "
    yield f"{told.coverage(0.002):.1%} at 0.2 % (limit {told.limit(0.002):.3f}).\n"
    yield from table(
        ("gaps", "said", "happened"), ((one.gaps, f"{one.said:.3f}", f"{one.happened:.3f}") for one in told.bins())
    )


def _data(corpus: Corpus) -> Iterator[str]:
    """The files with their licences, and what was made of them."""
    digests = ((name, hashlib.sha256((data_folder() / name).read_bytes()).hexdigest()[:16]) for name in FILES)
    yield from table(("file", "SHA-256 begins", "licence"), ((name, own, FILES[name]) for name, own in digests))
    counts = [(source, len(own), len({one.group for one in own})) for source, own in corpus.articles.items()]
    counts += [(f"weekly.{language}", len(own), 1) for language, own in corpus.pages.items()]
    yield ""
    yield from table(("source", "articles or pages", "outlets (groups)"), counts)
    yield f"\nWords of {', '.join(STRANGE)} are not learned: they stand for languages that the model does not know."


def _weights(trained: Trained) -> Iterator[str]:
    """For each set of trees, the features that move it most; for gaps, by kind of evidence first."""
    for stage, names in _names(trained.models[-1]).items():
        weights = trained.weights[stage]
        shares: dict[str, float] = defaultdict(float)
        for number, weight in enumerate(weights.tolist()):
            shares[_known_as(stage, names[number % len(names)])] += weight
        yield f"\n`{stage}` (shares of 100):\n"
        most = sorted(shares.items(), key=lambda one: -one[1])[:MOST]
        yield from table(("evidence", "share"), ((name, f"{share:.1f}") for name, share in most))


def _known_as(stage: str, name: str) -> str:
    """Gaps have hundreds of features: they are told by their kind."""
    return name.partition(":")[0] if stage == "gaps" else name


def _names(model: Model) -> dict[str, list[str]]:
    """The names of the features of each set of trees, in their order."""
    lines = lines_of("A first line of text stands here.\nAnother one stands below it.\nA third line ends it.")
    reading = read_lines(lines, model.worths)
    none = np.zeros(len(lines), np.float32)
    content = content_of(reading, Surroundings(none, none, none, none.astype(np.int64)), model)
    blocks = list(block_evidence(content, np.full(2, 0.5, np.float32), np.arange(2)))
    return {
        "furniture": list(furniture_evidence(reading, model)),
        "gaps": list(gap_evidence(content)),
        "blocks": blocks,
        "settled": blocks,
        "cut": list(cut_evidence([lines])),
    }
