"""The small set written for the project: invented stories of invented outlets, and pages made of them."""

from __future__ import annotations

import json
from pathlib import Path

from feedmill.splitting.training.articles import Article, article, number_of
from feedmill.splitting.training.dressing import Made, bare
from feedmill.splitting.training.making import VARIANTS, pages_of
from feedmill.splitting.training.scraps import Scraps
from feedmill.splitting.training.stocks import stock_of

FOLDER = Path(__file__).parents[1] / "data" / "written"


def written_articles(language: str) -> list[Article]:
    """The stories in a language."""
    lines = (FOLDER / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [article(row, f"written.{language}", language) for row in map(json.loads, lines)]


def written_furniture() -> tuple[str, ...]:
    """Lines that belong to no story."""
    lines = (FOLDER / "furniture.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.partition("\t")[2] for line in lines)


def written_pages(language: str, count: int) -> list[Made]:
    """Bare pages made of them, the same each time."""
    stock = stock_of(written_articles(language), Scraps(written_furniture(), unseen=True))
    return [bare(page) for page in pages_of(stock, count, number_of(f"written {language}"), VARIANTS)]
