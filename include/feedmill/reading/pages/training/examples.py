"""Pages with what is known of their stories, and from that a label and a weight for each line.

Two collections: pages with the whole text of their article, and pages of which some sentences are known to belong to
the story, or not to (`with`, `without`); the other lines of these follow trafilatura, and count little.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tarfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import trafilatura

from feedmill.errors import Rejected
from feedmill.reading.pages.lines import layout_of
from feedmill.reading.pages.soup import parse
from feedmill.reading.pages.survey import Floats, Survey
from feedmill.reading.pages.telling import claims_of, told_by
from feedmill.reading.pages.traits import traits_of
from feedmill.reading.piece import Piece
from feedmill.settings import CLONE

FOLDS = 5
GRAM = 4
WORD = re.compile(r"\w+")
OUTER = re.compile(r"^(?:www\d?\.|archive\.org[.-]|archive\.|archiv\.|de\.|blog\.|public\.|uk\.|wiki\.)")
LONGEST = 400
GOLD, EVALUATED = 60.0, 6.0
"""The weight of a page whose whole text is known, and of one of which a few sentences are."""

KNOWN, FOLLOWED = 1.5, 0.25
SHOWN_AGAINST = 0.3
DRAWN = 25
"""Of the lines that follow trafilatura, so many in a hundred are drawn, and count for the others."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its file's name, its bytes, its domain's name; its whole `story`, or sentences `within` and `without`."""

    name: str
    data: bytes
    domain: str
    story: str | None = None
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def fold(self) -> int:
        """The part of the cross-validation that it is in: pages of one domain are always in the same."""
        return int(hashlib.sha256(self.domain.encode()).hexdigest(), 16) % FOLDS


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A page's lines as rows, with labels and weights."""

    fold: int
    rows: Floats
    labels: Floats
    weights: Floats


def data_folder() -> Path:
    """Where the collections are: FEEDMILL_DATA, by default shared/data beside the clone."""
    return Path(os.environ.get("FEEDMILL_DATA") or CLONE.parent / "shared" / "data") / "pages"


def pages_of(folder: Path) -> list[Page]:
    """All pages of both collections, by name."""
    return [
        *_articles(folder / "article-extraction-benchmark.tar.xz"),
        *_evaluated(folder / "trafilatura-evaluation.tar.xz"),
    ]


def _articles(path: Path) -> list[Page]:
    """Pages with their whole story."""
    files = _files(path)
    truth = json.loads(files["ground-truth.json"])
    return [
        Page(f"{name}.html", files[f"html/{name}.html"], domain_of(one["url"].split("/")[2]), one["articleBody"])
        for name, one in sorted(truth.items())
    ]


def _evaluated(path: Path) -> list[Page]:
    """Pages with sentences."""
    files = _files(path)
    told: dict[str, dict[str, Any]] = {one["file"]: one for one in json.loads(files["evaldata.json"]).values()}
    return [
        Page(name, files[f"html/{name}"], domain_of(name), None, tuple(one["with"]), tuple(one["without"]),
             tuple((key, str(one[key])) for key in ("title", "author", "date") if one.get(key)))
        for name, one in sorted(told.items())
    ]  # fmt: skip


def _files(path: Path) -> dict[str, bytes]:
    """The files of an archive."""
    found: dict[str, bytes] = {}
    with tarfile.open(path) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None:
                found[member.name.removeprefix("./")] = stream.read()
    return found


def domain_of(name: str) -> str:
    """The name that a site goes by, without what stands before and behind it."""
    lower = name.lower()
    while (outer := OUTER.match(lower)) is not None:
        lower = lower[outer.end() :]
    return re.split(r"[.\-]", lower)[0]


def survey_of(page: Page) -> Survey | None:
    """A page, parsed; None where it cannot be, or shows nothing."""
    try:
        parsed = parse(Piece.of(page.data).decoded.text)
    except Rejected:
        return None
    layout = layout_of(parsed.soup)
    return Survey(layout, claims_of(told_by(parsed))) if layout.lines else None


def example_of(page: Page) -> Example | None:
    """What there is to learn from a page."""
    survey = survey_of(page)
    if survey is None:
        return None
    texts = [line.text for line in survey.layout.lines]
    labels, weights = _of_story(texts, page.story) if page.story else _of_sentences(texts, page)
    known = weights > 0
    return Example(page.fold, traits_of(survey)[1][known], labels[known], weights[known])


def _of_story(texts: Sequence[str], story: str) -> tuple[Floats, Floats]:
    """Labels and weights of lines where the whole story is known."""
    covered = covered_by(texts, story)
    weights = np.where(np.isnan(covered), 0, _sizes(texts))
    return (np.nan_to_num(covered) > 0.5).astype(np.float32), (weights * GOLD / max(1.0, weights.sum())).astype(
        np.float32
    )


def _of_sentences(texts: Sequence[str], page: Page) -> tuple[Floats, Floats]:
    """Labels and weights of lines where some sentences are known."""
    extracted = trafilatura.extract(Piece.of(page.data).decoded.text, include_comments=False) or ""
    labels = (np.nan_to_num(covered_by(texts, extracted)) > 0.5).astype(np.float32)
    sure = np.zeros(len(texts), bool)
    shown = [" ".join(text.split()) for text in texts]
    for at, text in enumerate(shown):
        for sentence in (" ".join(one.split()) for one in page.within):
            if sentence in text or (len(text) > 12 and text in sentence):
                labels[at], sure[at] = 1, True
        for sentence in (" ".join(one.split()) for one in page.without):
            if text == sentence or (sentence in text and len(sentence) > SHOWN_AGAINST * len(text)):
                labels[at], sure[at] = 0, True
    worded = np.array([WORD.search(text) is not None for text in texts])
    sizes = _sizes(texts) * worded
    weights = sizes * np.where(sure, KNOWN, FOLLOWED)
    drawn = sure | (np.array([zlib.crc32(text.encode()) % 100 for text in texts]) < DRAWN)
    weights *= np.where(sure, 1, drawn * 100 / DRAWN)
    return labels, (weights * EVALUATED / max(1.0, float(sizes.sum()) * FOLLOWED)).astype(np.float32)


def _sizes(texts: Sequence[str]) -> Floats:
    """How much lines count by their length."""
    return np.sqrt(np.minimum([len(text) for text in texts], LONGEST)).astype(np.float32)


def covered_by(texts: Sequence[str], story: str) -> Floats:
    """For each line the share of its words that stand in four words in a row of the story; NaN where it has none."""
    told = set(grams(WORD.findall(story)))
    words: list[str] = []
    owner: list[int] = []
    for at, text in enumerate(texts):
        own = WORD.findall(text)
        words.extend(own)
        owner.extend([at] * len(own))
    covered = np.zeros(len(words))
    for at, gram in enumerate(grams(words)):
        if gram in told:
            covered[at : at + GRAM] = 1
    size = np.bincount(owner, minlength=len(texts)) if owner else np.zeros(len(texts))
    within = np.bincount(owner, covered, minlength=len(texts)) if owner else size
    return np.where(size > 0, within / np.maximum(size, 1), np.nan).astype(np.float32)


def grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All runs of four words; of fewer, the one there is."""
    for at in range(max(1, len(words) - GRAM + 1)):
        if words[at : at + GRAM]:
            yield tuple(words[at : at + GRAM])


def scores(truth: str, found: str) -> tuple[float, float]:
    """Precision and recall of a text by its runs of four words, as the article-extraction benchmark counts them."""
    ours, theirs = Counter(grams(WORD.findall(found))), Counter(grams(WORD.findall(truth)))
    both = sum((ours & theirs).values())
    return both / max(1, sum(ours.values())), both / max(1, sum(theirs.values()))
