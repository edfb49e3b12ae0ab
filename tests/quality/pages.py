"""Pages made of known stories, run together as newspapers' pages are when they lose their layout. Deterministic."""

from __future__ import annotations

import csv
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

KICKERS = ("COURT RULING:", "TRADE ROW:", "PEACE TALKS:", "STILL MISSING:", "MARKETS:", "PUBLIC SAFETY:")
CREDITS = (
    "Photo: Reuters",
    "Photo by Ana Petrova / AFP",
    "Image: Getty Images",
    "(Photo: EPA)",
    "AP Photo/Lena Schmidt",
)
SHAPES = ("mixed", "full", "briefs", "headed")


@dataclass(frozen=True, slots=True)
class Article:
    """A story whose paragraphs are known."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class Page:
    """Lines run together, with the truth: the story of each line (-1: of none), and which stories are cut."""

    lines: list[str] = field(default_factory=list)
    stories: list[int] = field(default_factory=list)
    cut: set[int] = field(default_factory=set)

    def add(self, line: str, story: int) -> None:
        """One more line."""
        self.lines.append(line)
        self.stories.append(story)

    @property
    def text(self) -> str:
        """The page as a file holds it."""
        return "\n".join(self.lines) + "\n"


def articles_of(path: Path) -> list[Article]:
    """The Wikinews articles of a CSV file that have at least three paragraphs of prose."""
    csv.field_size_limit(10_000_000)
    found: list[Article] = []
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            lines = [re.sub(r"\s+", " ", line).strip() for line in row["text"].splitlines()]
            prose = tuple(line for line in lines if len(line) >= 60 and line.endswith((".", '"', "”", "?", "!")))
            if len(prose) >= 3:
                found.append(Article(row["title"].strip(), prose))
    return found


def pages_of(articles: list[Article], count: int, seed: int) -> list[Page]:
    """`count` pages, the same for the same articles and seed, a fourth of each shape."""
    dice = random.Random(seed)  # noqa: S311 -- chooses test data
    return [_page(dice, articles, SHAPES[number % len(SHAPES)]) for number in range(count)]


def _page(dice: random.Random, articles: list[Article], shape: str) -> Page:
    """One page: full stories, then (or mixed with) teasers, or briefs."""
    full, teasers = {"mixed": (dice.randint(1, 3), dice.randint(1, 6)), "briefs": (dice.randint(4, 9), 0)}.get(
        shape, (dice.randint(2, 5), 0)
    )
    kinds = ["full"] * full + ["teaser"] * teasers
    if dice.random() < 0.3:
        dice.shuffle(kinds)
    page = Page()
    length = dice.choice((300, 400, 500, 640, 800))
    for story, (kind, article) in enumerate(zip(kinds, dice.sample(articles, len(kinds)), strict=True)):
        if kind == "teaser":
            _teaser(dice, page, story, article, length)
        else:
            _full(dice, page, story, article, shape)
    return page


def _full(dice: random.Random, page: Page, story: int, article: Article, shape: str) -> None:
    """A whole story; one paragraph in twelve has a photo credit behind it."""
    if shape == "headed":
        page.add(article.title, story)
    body = article.paragraphs[: dice.choice((1, 1, 2))] if shape == "briefs" else article.paragraphs
    for number, paragraph in enumerate(body):
        page.add(paragraph, story)
        if number + 1 < len(body) and dice.random() < 0.08:
            page.add(dice.choice(CREDITS), -1)


def _teaser(dice: random.Random, page: Page, story: int, article: Article, length: int) -> None:
    """The beginning of a story on one line, cut within a sentence; some have a kicker, some an ellipsis."""
    text = " ".join(article.paragraphs)
    if len(text) > length + 40:
        text = text[: int(length * dice.uniform(0.92, 1.1))].rsplit(" ", 1)[0].rstrip(" ,.;")
        text += dice.choice(("", "", "", "", "...", "…"))
        page.cut.add(story)
    kicker = dice.choice(KICKERS) + " " if dice.random() < 0.15 else ""
    page.add(kicker + text, story)
