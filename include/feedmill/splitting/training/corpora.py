"""Everything that the model learns from, put together: articles by source, pages by language, corrections by people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from feedmill.splitting.training.articles import (
    NEWS_LANGUAGES,
    TRAINING,
    WEEKLY_LANGUAGES,
    Article,
    Corpus,
    WeeklyPage,
    clean,
    weekly_pages,
)  # fmt: skip
from feedmill.splitting.training.dressing import Made, bare
from feedmill.splitting.training.making import FURNITURE, MadePage
from feedmill.splitting.training.webpages import english_articles, other_articles

APART = "pt"
"""The language whose weekly pages, and all else of it, are kept apart: what a language never learned comes to."""

WEB_LANGUAGES = ("de", "es", "fr")


FILES = {
    "news/reuters21578.jsonl.gz": "research only, not redistributed",
    "news/reuters21578-dated.jsonl.gz": "research only, not redistributed",
    "news/bbc.jsonl.gz": "none stated, not redistributed",
    "news/article-extraction-benchmark.jsonl.gz": "collection MIT, texts the publishers', not redistributed",
    "news/newspaper-extracts.jsonl.gz": "collection MIT, texts the publishers', not redistributed",
    "news/furniture-lines.jsonl.gz": "collection MIT, texts the publishers', not redistributed",
    "pages/trafilatura-evaluation.tar.xz": "collection Apache-2.0, pages the publishers', not redistributed",
    "open/au-pm-media-releases.en.jsonl.gz": "CC BY 3.0 AU",
    "open/digitalgov-news.en.jsonl.gz": "CC0",
    "open/18f-blog.en.jsonl.gz": "CC0",
    "open/okfn-blog.de.jsonl.gz": "CC BY 3.0 DE",
    "open/wikinews100.fr.jsonl.gz": "CC BY 2.5",
    "open/globalvoices.eo.jsonl.gz": "CC BY 3.0",
    **{f"open/debian-news.{language}.jsonl.gz": "Expat, GPL-2+ or OPL 1.0" for language in NEWS_LANGUAGES},
    **{f"open/debian-weekly-pages.{language}.jsonl.gz": "Expat, GPL-2+ or OPL 1.0"
       for language in WEEKLY_LANGUAGES if language != APART},
}  # fmt: skip
"""What is learned from, in the folder of the data, with its licence."""


def corpus() -> Corpus:
    """All that may be learned from: nothing that is kept apart."""
    articles: dict[str, list[Article]] = {source: load() for source, load in TRAINING.items()}
    articles["web.en"] = english_articles()
    for language in WEB_LANGUAGES:
        articles[f"web.{language}"] = other_articles(language, held_out=False)
    return Corpus(articles, {language: weekly_learned(language) for language in WEEKLY_LANGUAGES if language != APART})


def weekly_learned(language: str) -> list[WeeklyPage]:
    """A language's real pages of short stories, without those kept apart."""
    return [page for page in weekly_pages(language) if not page.held_out]


def corrections(path: Path) -> Iterator[Made]:
    """Pages that people have put right, from JSON Lines: `id`, `language`, `lines` of [text, story number or null].

    The lines stand in their order; null is furniture. Stories are numbered from 0; `cut` names those that were cut.
    """
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        page = MadePage("corrected", "corrections", row["language"], cut=set(row.get("cut", ())))
        for text, story in row["lines"]:
            page.add(clean(text), FURNITURE if story is None else int(story))
        yield bare(page)
