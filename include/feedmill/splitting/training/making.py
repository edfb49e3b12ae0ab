"""Pages made of known stories, run together as pages are when they lose their layout. The same for the same seed.

Each variant is a kind of file that newsrooms receive. `dressing` then gives some of them a layout.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from feedmill.splitting.training.articles import Article, clean, listed
from feedmill.splitting.training.scraps import Scraps

FURNITURE = -1
KICKERS = listed(
    "PEACE TALKS|DIPLOMACY|MARKET WATCH|ELECTION|TRADE ROW|‘STILL HERE’|WEATHER|BORDER DISPUTE|HEALTH SCARE|‘NO DEAL’|"
    "TECH GIANTS|UN REPORT|FLOOD RELIEF|SPACE RACE|“FAKE NEWS”|BANKING|AFTERMATH|ON TRIAL|NUCLEAR FEARS|HOUSING",
    "|",
)
OTHER_KICKERS = listed(
    "CAUSE UNKNOWN|COURT RULING|STILL MISSING|UPHILL BATTLE|‘NOT A SURPRISE’|PUBLIC SAFETY|RATE RISE", "|"
)
"""Kickers for measuring."""

SENTENCE_END = re.compile(r"[.!?][\"”’]?\s")
TEASER_LENGTHS = (300, 400, 500, 640, 640, 640, 800)
BROKEN_OFF = 0.12
BROKEN_LEAST = 60
SHORTEST_PIECE = 25
HEADED = {"briefs": 0.3, "digest": 0.3, "mixed": 0.15, "full": 0.15, "sametopic": 0.15, "headlines": 0.5}
FURNITURE_RATES = (0.0, 0.0, 0.04, 0.08, 0.15)
DIGEST = (12, 24)
VARIANTS = ("mixed", "mixed", "full", "sametopic", "briefs", "headlines", "quotes", "single")
MORE_VARIANTS = ("single", "full", "long", "long", "long", "sametopic", "briefs", "headlines")


@dataclass(frozen=True, slots=True)
class MadeLine:
    """A line, the number of its story (`FURNITURE`: of none), and whether it is a headline."""

    text: str
    story: int
    headline: bool = False


@dataclass(slots=True)
class MadePage:
    """Lines run together, with the truth; `cut` are the stories that end where their writers did not."""

    variant: str
    source: str
    language: str
    lines: list[MadeLine] = field(default_factory=list)
    cut: set[int] = field(default_factory=set)

    def add(self, text: str, story: int, *, headline: bool = False) -> None:
        """One more line, unless it is blank."""
        if shown := clean(text):
            self.lines.append(MadeLine(shown, story, headline))


@dataclass(frozen=True, slots=True)
class Stock:
    """Articles to make pages of; `near` are, for each, those most like it; `scraps` go between."""

    articles: Sequence[Article]
    near: Sequence[Sequence[int]]
    scraps: Scraps

    @property
    def full(self) -> list[int]:
        """Articles long enough to stand as full stories."""
        for least, enough in ((8, 30), (5, 1)):
            found = [at for at, one in enumerate(self.articles) if len(one.paragraphs) >= least]
            if len(found) >= enough:
                return found
        return list(range(len(self.articles)))

    @property
    def long(self) -> list[int]:
        """Articles of forty paragraphs and more."""
        return [at for at, one in enumerate(self.articles) if len(one.paragraphs) >= 40]


def carried(stories: Sequence[int]) -> list[int]:
    """The story of each line, furniture counted to the story before it; at the beginning, to the first."""
    current = next((story for story in stories if story != FURNITURE), 0)
    carried = []
    for story in stories:
        current = current if story == FURNITURE else story
        carried.append(current)
    return carried


def pages_of(stock: Stock, count: int, seed: int, variants: Sequence[str], *, wide: bool = False) -> list[MadePage]:
    """`count` pages, the variants in turn; `wide`: stories of 3 to 60 paragraphs too, not of 10 to 30 alone."""
    dice = random.Random(seed)  # noqa: S311 -- chooses what pages are made of
    able = [one for one in variants if _able(one, stock)]
    maker = _Maker(dice, stock, wide)
    return [maker.page(able[number % len(able)]) for number in range(count)]


def _able(variant: str, stock: Stock) -> bool:
    """Whether these articles allow the variant."""
    if variant == "headlines":
        return any(one.title for one in stock.articles)
    if variant == "digest":
        return len(stock.articles) >= 2 * DIGEST[1]
    return variant != "long" or bool(stock.long)


class _Maker:
    """Makes pages, one after the other, from one row of random numbers."""

    def __init__(self, dice: random.Random, stock: Stock, wide: bool) -> None:
        self.dice, self.stock, self.wide = dice, stock, wide
        self.full, self.long, self.every = stock.full, stock.long, range(len(stock.articles))
        self.used: set[str] = set()
        self.rate = 0.0
        self.length = 640
        self.headed = False

    def page(self, variant: str) -> MadePage:
        """One page."""
        self.used = set()
        self.rate = self.dice.choice(FURNITURE_RATES)
        self.length = self.dice.choice(TEASER_LENGTHS)
        self.headed = self.wide and self.dice.random() < HEADED.get(variant, 0.0)
        plan = getattr(self, f"_{variant}")()
        first = self.stock.articles[plan[0][1]]
        page = MadePage(variant, first.source, first.language)
        self._furniture(page, self.rate * 3, inside=False)
        for story, (kind, at) in enumerate(plan):
            self._story(page, story, kind, self.stock.articles[at])
            self._furniture(page, self.rate * 2, inside=False)
        return page

    def _mixed(self) -> list[tuple[str, int]]:
        """Full stories, then teasers, or in another order."""
        full = [("full", self._pick(self.full)) for _ in range(self.dice.randint(1, 3))]
        teasers = [("teaser", self._pick(self.every)) for _ in range(self.dice.randint(1, 6))]
        chance = self.dice.random()
        plan = teasers + full if chance >= 0.75 else full + teasers
        if 0.5 <= chance < 0.75:
            self.dice.shuffle(plan)
        return plan

    def _full(self) -> list[tuple[str, int]]:
        """Full stories in a row."""
        return [("full", self._pick(self.full)) for _ in range(self.dice.randint(2, 6))]

    def _sametopic(self) -> list[tuple[str, int]]:
        """A story, and others on the same subject."""
        first = self._pick(self.full)
        plan = [("full", first)]
        plan += [("full", self._near(first)) for _ in range(self.dice.randint(1, 3))]
        plan += [("teaser", self._near(first)) for _ in range(self.dice.randint(0, 3))]
        if self.dice.random() < 0.3:
            self.dice.shuffle(plan)
        return plan

    def _briefs(self) -> list[tuple[str, int]]:
        """Stories of one or two paragraphs, sometimes a full one among them."""
        plan = [("brief", self._pick(self.every)) for _ in range(self.dice.randint(4, 10))]
        if self.dice.random() < 0.5:
            plan.insert(self.dice.randint(0, len(plan)), ("full", self._pick(self.full)))
        return plan

    def _digest(self) -> list[tuple[str, int]]:
        """Many short stories: briefs, teasers, or both."""
        kinds = self.dice.choice((("brief",), ("teaser",), ("brief", "teaser")))
        return [(self.dice.choice(kinds), self._pick(self.every)) for _ in range(self.dice.randint(*DIGEST))]

    def _headlines(self) -> list[tuple[str, int]]:
        """Full stories under their headlines, then teasers."""
        plan = [("headed", self._pick(self.full)) for _ in range(self.dice.randint(2, 5))]
        return plan + [("teaser", self._pick(self.every)) for _ in range(self.dice.randint(0, 3))]

    def _quotes(self) -> list[tuple[str, int]]:
        """Stories of which mostly the quotes are left."""
        plan = [("quotes", self._pick(self.full)) for _ in range(self.dice.randint(2, 4))]
        return plan + [("teaser", self._pick(self.every)) for _ in range(self.dice.randint(0, 2))]

    def _single(self) -> list[tuple[str, int]]:
        """One story."""
        return [("full", self._pick(self.full))]

    def _long(self) -> list[tuple[str, int]]:
        """One story of forty paragraphs and more."""
        return [("long", self._pick(self.long))]

    def _pick(self, choices: Sequence[int]) -> int:
        """An article of an outlet (or id) that the page does not have yet, if one can be found."""
        at = choices[0]
        for _ in range(200):
            at = self.dice.choice(choices)
            if self.stock.articles[at].group not in self.used:
                break
        self.used.add(self.stock.articles[at].group)
        return at

    def _near(self, at: int) -> int:
        """One of the articles most like another."""
        fresh = [one for one in self.stock.near[at] if self.stock.articles[one].group not in self.used]
        return self._pick(fresh[:3] or self.full)

    def _furniture(self, page: MadePage, chance: float, *, inside: bool) -> None:
        """No line that belongs to no story, or some."""
        while self.dice.random() < chance:
            page.add(self.stock.scraps.line(self.dice, inside=inside), FURNITURE)
            chance *= 0.6

    def _story(self, page: MadePage, story: int, kind: str, article: Article) -> None:
        """One story of a kind."""
        if kind == "headed" or self.headed:
            self._headline(page, story, article.title)
        if kind == "teaser":
            text, cut = self._teaser(article)
            page.add(text, story)
            page.cut |= {story} if cut else set()
            return
        own_scraps = bool(article.scraps) and self.dice.random() < 0.5
        chosen = self._paragraphs(kind, article)
        broken = self.wide and self.dice.random() < BROKEN_OFF
        for number, at in enumerate(chosen):
            last = number + 1 == len(chosen)
            text = self._broken(page, story, article.paragraphs[at]) if broken and last else article.paragraphs[at]
            page.add(text, story)
            for place, line in article.scraps if own_scraps else ():
                if place == at:
                    page.add(line, FURNITURE)
            if number + 1 < len(chosen) and kind != "brief":
                self._furniture(page, self.rate, inside=True)

    def _headline(self, page: MadePage, story: int, title: str | None) -> None:
        """The headline, where there is one; `wide`: in capitals or Title Case too, and below a kicker."""
        if not title:
            return
        style = self.dice.random() if self.wide else 1.0
        if self.wide and self.dice.random() < 0.15:
            page.add(self.dice.choice(KICKERS), story, headline=True)
        page.add(title.upper() if style < 0.15 else title.title() if style < 0.3 else title, story, headline=True)

    def _broken(self, page: MadePage, story: int, text: str) -> str:
        """A last paragraph that breaks off, where it is long enough to."""
        if len(text) < BROKEN_LEAST:
            return text
        length = self.dice.randint(max(SHORTEST_PIECE, len(text) // 3), len(text))
        if len(text) - length < 20:
            return text
        page.cut.add(story)
        shown = text[:length].rsplit(" ", 1)[0].rstrip(" .,;")
        return shown + self.dice.choice(("", "", "...", "…", " [...]", " […]", ", the"))

    def _paragraphs(self, kind: str, article: Article) -> list[int]:
        """Which of its paragraphs a story has on the page."""
        count = len(article.paragraphs)
        if kind == "brief":
            return list(range(min(count, self.dice.choice((1, 1, 1, 2)))))
        if kind == "quotes":
            return [at for at in range(min(count, 20)) if not at or not self._dropped(article.paragraphs[at])]
        widest = (3, 60) if self.wide and self.dice.random() < 0.3 else (10, 30)
        return list(range(min(count, self.dice.randint(*((40, 90) if kind == "long" else widest)))))

    def _dropped(self, paragraph: str) -> bool:
        """Whether a paragraph goes, so that quotes are left."""
        return len(paragraph) > 80 and paragraph[0] not in "\"“'„«" and self.dice.random() < 0.5

    def _teaser(self, article: Article) -> tuple[str, bool]:
        """The beginning of a story on one line, cut within a sentence (seldom at its end), sometimes with a kicker."""
        text = " ".join(article.paragraphs)
        length = max(130, int(self.length * self.dice.uniform(0.92, 1.12)))
        cut = len(text) > length + 40
        text = self._ended(text[:length]) if cut else text
        return (self._kicker(article) + text if self.dice.random() < 0.15 else text), cut

    def _ended(self, text: str) -> str:
        """How a teaser ends: within a word, behind one, with an ellipsis, or at the end of a sentence."""
        if self.dice.random() < 0.6:
            text = text.rsplit(" ", 1)[0]
        text, chance = text.strip(), self.dice.random()
        if chance < 0.14:
            return text.rstrip(" .,") + ("..." if chance < 0.08 else "…")
        ends = list(SENTENCE_END.finditer(text)) if chance < 0.18 else []
        return text[: ends[-1].end()].strip() if ends else text

    def _kicker(self, article: Article) -> str:
        """A kicker, sometimes with a deck that runs into the text without a stop."""
        kicker = self.dice.choice(OTHER_KICKERS if self.stock.scraps.unseen else KICKERS) + ": "
        if self.dice.random() < 0.5:
            return kicker
        words = article.paragraphs[-1].split()[: self.dice.randint(8, 22)]
        return kicker + " ".join(words).rstrip(".,") + " "
