"""News articles whose paragraphs are known, from the folder that the setting FEEDMILL_DATA names.

Knows each source: its file, its language, what is kept apart of it. docs/splitting.md lists them with their licences.
What is kept apart (`HELD_OUT`) is never trained or tuned on.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from feedmill.settings import CLONE

FOLDS = 4
"""Parts of the training data, by outlet: what is said of one part is learned from the others."""

WEEKLY_LANGUAGES = ("da", "de", "en", "es", "fr", "ja", "pl", "pt", "ru", "sv")
NEWS_LANGUAGES = ("de", "en", "es", "fr", "ru")
LEAST_CHARACTERS = 400
LEAST_TOLD = 60
"""Shorter paragraphs stand in unrelated articles too."""


@dataclass(frozen=True, slots=True)
class Article:
    """A story whose paragraphs are known. `group` is its outlet, or itself where outlets say nothing.

    `scraps` are lines that belong to no story, each with the number of the paragraph that it stood behind.
    """

    id: str
    source: str
    language: str
    title: str | None
    paragraphs: tuple[str, ...]
    group: str
    scraps: tuple[tuple[int, str], ...] = ()

    @property
    def fold(self) -> int:
        """The part of the training data that it belongs to."""
        return number_of(self.group) % FOLDS


@dataclass(frozen=True, slots=True)
class WeeklyPage:
    """A real page of many short stories, with its true boundaries."""

    id: str
    language: str
    stories: tuple[tuple[str, ...], ...]
    held_out: bool
    fold: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles by source, and pages by language."""

    articles: dict[str, list[Article]] = field(default_factory=dict)
    pages: dict[str, list[WeeklyPage]] = field(default_factory=dict)


def data_folder() -> Path:
    """The folder of the data, which need not be there."""
    return Path(os.environ.get("FEEDMILL_DATA") or CLONE.parent / "shared" / "data")


def number_of(text: str) -> int:
    """A number from a text, the same on every machine."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def listed(text: str, mark: str | None = None) -> tuple[str, ...]:
    """The words of a text, or what stands between marks."""
    return tuple(text.split(mark))


def clean(text: str) -> str:
    """A paragraph on one line."""
    return " ".join(text.split())


def rows_of(path: str) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    with gzip.open(data_folder() / path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def article(row: dict[str, Any], source: str, language: str = "en", group: str | None = None) -> Article:
    """An article from a row that has paragraphs."""
    paragraphs = tuple(filter(None, map(clean, row["paras"])))
    title = clean(row["title"]) if row.get("title") else None
    return Article(row["id"], source, language, title, paragraphs, group or row["id"])


def reuters(*, test: bool) -> list[Article]:
    """Wire stories of five paragraphs or more: the test part of the ModApte split, or its training part."""
    rows = rows_of("news/reuters21578.jsonl.gz")
    return [article(row, "reuters") for row in rows if ("/test/" in row["id"]) is test]


def reuters_briefs() -> list[Article]:
    """Short wire stories, tables left out, and none that the other Reuters file holds a part of."""
    known = list(rows_of("news/reuters21578.jsonl.gz"))
    titles = {clean(row["title"]).upper() for row in known}
    begins = {clean(paragraph)[:50] for row in known for paragraph in row["paras"]}
    found = []
    for row in rows_of("news/reuters21578-dated.jsonl.gz"):
        paragraphs = _indented(row["body"])
        fresh = not any(paragraph[:50] in begins for paragraph in paragraphs)
        if paragraphs and fresh and clean(row["title"]).upper() not in titles:
            found.append(article({"id": f"dated/{row['id']}", "title": row["title"], "paras": paragraphs}, "briefs"))
    return found[::2]


def _indented(body: str) -> list[str]:
    """The paragraphs of a wire text whose paragraphs are indented; none of tables and of long texts."""
    paragraphs = [clean(part) for part in re.split(r"\n(?=    )", body)]
    paragraphs = [part for part in paragraphs if part and not re.fullmatch(r"(?i)reuter\W*|\W*", part)]
    tabular = any(sum(map(str.isdigit, part)) > len(part) / 4 for part in paragraphs)
    return [] if tabular or len(paragraphs) > 6 else paragraphs


def bbc(*, test: bool) -> list[Article]:
    """BBC stories of 2004-05, three in ten kept apart."""
    rows = rows_of("news/bbc.jsonl.gz")
    return [article(row, "bbc") for row in rows if (number_of(row["id"]) % 10 >= 7) is test]


def unlearned(apart: Iterable[Article], learned: Iterable[Article]) -> list[Article]:
    """Those that share no paragraph with what is learned from: no reissue, nothing that two outlets took over."""
    known = {paragraph for one in learned for paragraph in one.paragraphs if len(paragraph) >= LEAST_TOLD}
    return [one for one in apart if known.isdisjoint(one.paragraphs)]


def _open(*names: str, source: str, language: str = "en") -> list[Article]:
    """Articles of files in open/."""
    rows = (row for name in names for row in rows_of(f"open/{name}.jsonl.gz"))
    return [article(row, source, language) for row in rows]


def debian_news(language: str) -> list[Article]:
    """Announcements; a translation belongs to the same group as its original."""
    rows = rows_of(f"open/debian-news.{language}.jsonl.gz")
    return [article(row, f"debian.{language}", language, re.sub(r"/[a-z]{2}/", "/", row["id"])) for row in rows]


def weekly_pages(language: str) -> list[WeeklyPage]:
    """Pages of many short stories, a quarter of the issues kept apart in all languages."""
    found = []
    for row in rows_of(f"open/debian-weekly-pages.{language}.jsonl.gz"):
        stories = [tuple(filter(None, map(clean, story["paras"]))) for story in row["stories"]]
        number = number_of(row["id"].rpartition("/")[2])
        told = tuple(story for story in stories if story)
        if len(told) > 1:
            found.append(WeeklyPage(row["id"], language, told, number % 4 == 0, number // 4 % FOLDS))
    return found


def wikinews() -> list[Article]:
    """English Wikinews of 2019 and 2020: prose paragraphs alone, without the date line, notes and sources."""
    csv.field_size_limit(10_000_000)
    return [one for year in (2019, 2020) for one in _wikinews_of(data_folder() / "wikinews" / f"wikinews_{year}.csv")]


def _wikinews_of(path: Path) -> Iterator[Article]:
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            paragraphs = _prose(map(clean, row["text"].splitlines()))
            if len(paragraphs) >= 3:
                yield article({"id": row["url"], "title": row["title"], "paras": paragraphs}, "wikinews")


def _prose(lines: Iterable[str]) -> list[str]:
    """The lines that are paragraphs of prose."""
    return [line for line in lines if len(line) >= 60 and line.endswith((".", '"', "”", "?", "!"))]


OPEN: dict[str, Callable[[], list[Article]]] = {
    "releases": lambda: _open("au-pm-media-releases.en", source="releases"),
    "agencies": lambda: _open("digitalgov-news.en", "18f-blog.en", source="agencies"),
    "okfn.de": lambda: _open("okfn-blog.de", source="okfn.de", language="de"),
    "wikinews.fr": lambda: _open("wikinews100.fr", source="wikinews.fr", language="fr"),
    "globalvoices.eo": lambda: _open("globalvoices.eo", source="globalvoices.eo", language="eo"),
    **{f"debian.{language}": partial(debian_news, language) for language in NEWS_LANGUAGES},
}

TRAINING: dict[str, Callable[[], list[Article]]] = {
    "reuters": lambda: reuters(test=False),
    "briefs": reuters_briefs,
    "bbc": lambda: bbc(test=False),
    **OPEN,
}
"""Sources that are trained on, web pages and weekly pages apart."""

HELD_OUT: dict[str, Callable[[], list[Article]]] = {
    "wikinews": wikinews,
    "reuters test": lambda: unlearned(reuters(test=True), reuters(test=False)),
    "bbc test": lambda: unlearned(bbc(test=True), bbc(test=False)),
}
"""Sources that nothing is ever trained or tuned on, web pages and weekly pages apart."""


@cache
def held_out(source: str) -> tuple[Article, ...]:
    """The articles of a source that is kept apart."""
    return tuple(HELD_OUT[source]())
