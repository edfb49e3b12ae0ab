"""The real stories that the benchmark is made of, and which of them may be tuned on.

Wikinews is kept apart whole; of every other source one half is (by a hash of the story's id). Stories that are
naturally related to another base are left out, so that what is derived of two bases is never one story.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from feedmill.identity.forms import Form
from feedmill.splitting.training.articles import clean, data_folder, number_of, rows_of
from tests.quality.identity.telling import form

LEAST_WORDS = 220
"""Words of a base, as in the prototype."""
RELATED = 0.10
"""Share of the 3-grams of one base in another from which the two are taken for related: none of the pair stays."""
COMMON = 5
"""Bases that share a 3-gram, from which it is a phrase of the language."""
HALVES = ("tune", "held out", "wikinews")
SENTENCE = re.compile(r"(?<=[.!?])[\"'\u201d\u2019]?\s+(?=[\"'\u201c\u2018]?[A-Z])")
STRANGER = re.compile(r"^\w+day, \w+ \d+, \d{4}\s*")
"""Wikinews's own dateline."""


@dataclass(frozen=True, slots=True)
class Base:
    """A whole real story on one line."""

    id: str
    title: str
    text: str

    @property
    def sentences(self) -> list[str]:
        return sentences(self.text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly."""
    return [part for part in SENTENCE.split(text) if part.strip()]


@cache
def bases(half: str) -> tuple[Base, ...]:
    """The unrelated stories of a half, in an order that says nothing."""
    found = [base for base in _all() if _half(base) == half and len(base.text.split()) >= LEAST_WORDS]
    return tuple(unrelated(sorted(found, key=lambda base: number_of(f"order {base.id}"))))


@cache
def strangers(half: str) -> tuple[str, ...]:
    """Sentences of other writing, each once: what quoting stories, round-ups and updates say besides."""
    found: dict[str, None] = {}
    for path in (
        "open/au-pm-media-releases.en.jsonl.gz",
        "open/digitalgov-news.en.jsonl.gz",
        "open/18f-blog.en.jsonl.gz",
    ):
        for row in rows_of(path):
            if (number_of(row["id"]) % 2 == 0) is (half == "tune"):
                own = (sentence for part in row["paras"] for sentence in sentences(clean(part)))
                found.update(dict.fromkeys(sentence for sentence in own if 8 <= len(sentence.split()) <= 45))
    return tuple(found)


def unrelated(found: Iterable[Base]) -> list[Base]:
    """Those that share hardly anything with any other."""
    kept = list(found)
    forms = [form(base.text) for base in kept]
    return [base for base, related in zip(kept, _related(forms), strict=True) if not related]


def _related(forms: list[Form]) -> list[bool]:
    owners: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(forms):
        for gram in own.grams:
            owners[gram].append(number)
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for found in owners.values():
        if 2 <= len(found) <= COMMON:
            for number in found:
                shared[number].update(found)
    related = [False] * len(forms)
    for number, counts in shared.items():
        del counts[number]
        for other, count in counts.items():
            if count > RELATED * len(forms[number].grams):
                related[number] = related[other] = True
    return related


def _half(base: Base) -> str:
    if base.id.startswith("wikinews"):
        return "wikinews"
    return HALVES[number_of(base.id) % 2]


@cache
def _all() -> tuple[Base, ...]:
    return (*_articles(), *_wikinews())


def _articles() -> Iterator[Base]:
    for path in ("news/bbc.jsonl.gz", "news/reuters21578.jsonl.gz", "news/article-extraction-benchmark.jsonl.gz"):
        for row in rows_of(path):
            text = " ".join(map(clean, row["paras"]))
            yield Base(row["id"], clean(row.get("title") or "News in brief"), text)


def _wikinews() -> Iterator[Base]:
    for year in (2019, 2020):
        with (data_folder() / f"wikinews/wikinews_{year}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Base(f"wikinews/{row['url']}", clean(row["title"]), STRANGER.sub("", clean(row["text"])))
