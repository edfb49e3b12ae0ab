"""A world of items derived from bases: what each is, and which story it belongs to. The same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain

from feedmill.model import Story
from tests.quality.identity.bases import Base
from tests.quality.identity.editing import (
    DATELINES,
    FOOTERS,
    KICKERS,
    Dice,
    corrected,
    cut_off,
    edited,
    localised,
    market_report,
    retyped,
    rewritten,
)  # fmt: skip
from tests.quality.identity.telling import story

START = datetime(2024, 3, 1, tzinfo=UTC)
WRONG = 0.02
"""Share of stories that splitting takes for cut though they are whole, and for whole though they are cut."""
ENDED = 0.1
"""Share of teasers that end where a sentence does, and are told as whole."""
MARKET_REPORTS = 200
QUOTED = 90
"""Words that are quoted at most: where sentences are hard to tell, one may be half of a story."""
LONG = {"verbatim": 0.8, "run in": 0.5, "edited": 0.5, "much edited": 0.4, "sentence dropped": 0.4}
SHORT = {"25-59 words": (0.4, 25, 59), "14-24 words": (0.3, 14, 24)}
TEASERS = (*LONG, *SHORT)
VERSIONS = ("retyped", "correction", "update", "trim", "local", "rewritten")


@dataclass(frozen=True, slots=True)
class Item:
    """A story with its truth: `group` is the story that it is of, `kind` how it was made.

    `whole_present`: the world holds a whole text of its group. `within`: groups whose whole text it holds besides.
    """

    group: str
    kind: str
    story: Story
    published: datetime
    whole_present: bool = True
    within: tuple[str, ...] = ()


def world(bases: Sequence[Base], strangers: Sequence[str], seed: int = 7) -> list[Item]:
    """Everything derived of some bases, in an order that says nothing."""
    dice = random.Random(seed)  # noqa: S311 -- makes a benchmark
    others = iter(dice.sample(strangers, len(strangers)))
    mark = f"{seed}/"
    found = [item for at, base in enumerate(bases) for item in _Desk(dice, others, base, bases[at - 1], mark).items()]
    for number in range(min(MARKET_REPORTS, len(bases))):
        when = START + timedelta(hours=dice.uniform(0, 720))
        found.append(Item(f"market/{mark}{number}", "template", story(market_report(dice)), when))
    dice.shuffle(found)
    return found


class _Desk:
    """What becomes of one base. `mark` names the world: what another one makes of other sentences is another story."""

    def __init__(self, dice: Dice, others: Iterator[str], base: Base, neighbour: Base, mark: str) -> None:
        self.dice, self.others, self.base, self.neighbour, self.mark = dice, others, base, neighbour, mark
        self.sentences = base.sentences
        self.words = base.text.split()
        self.present = dice.random() < 0.75
        self.when = START + timedelta(hours=dice.uniform(0, 720))

    def items(self) -> Iterator[Item]:
        if self.present:
            yield from self._versions()
        yield from self._teasers()
        yield from self._others()

    def _item(
        self, kind: str, text: str, *, cut: bool = False, group: str | None = None, within: tuple[str, ...] = ()
    ) -> Item:
        wrong = self.dice.random() < WRONG
        when = self.when + timedelta(hours=self.dice.uniform(0, 24))
        told = story(text, headline=self.base.title if group is None else None, cut=cut is not wrong)
        return Item(group or self.base.id, kind, told, when, self.present, within)

    def _own(self, least: int, most: int) -> list[str]:
        """Sentences of nobody else."""
        return [next(self.others) for _ in range(self.dice.randint(least, most))]

    def _versions(self) -> Iterator[Item]:
        dice, sentences, text = self.dice, self.sentences, self.base.text
        yield self._item("whole", text)
        if dice.random() < 0.5:
            yield self._item("retyped", retyped(dice, text))
        if dice.random() < 0.6 and (put_right := corrected(dice, text)):
            yield self._item("correction", put_right)
        if dice.random() < 0.6:
            yield self._item("update", self._updated())
        if dice.random() < 0.5:
            yield self._item("trim", " ".join(sentences[: max(3, int(len(sentences) * dice.uniform(0.55, 0.9)))]))
        if dice.random() < 0.6:
            yield self._item("local", localised(dice, sentences))
        if dice.random() < 0.3:
            yield self._item("rewritten", rewritten(dice, sentences))

    def _updated(self) -> str:
        """New sentences first, last or in the middle; at times one of the old ones gone."""
        at = self.dice.choice((0, len(self.sentences), len(self.sentences) // 2))
        new = self._own(2, max(2, len(self.sentences) // 3))
        told = [*self.sentences[:at], *new, *self.sentences[at:]]
        if self.dice.random() < 0.4 and len(told) > 6:
            told.pop(self.dice.randrange(3, len(told)))
        return " ".join(told)

    def _teasers(self) -> Iterator[Item]:
        for kind, share in LONG.items():
            if self.dice.random() < share:
                yield self._teaser(kind, 60, 150)
        for kind, (share, least, most) in SHORT.items():
            if self.dice.random() < share:
                yield self._teaser(kind, least, most)

    def _teaser(self, kind: str, least: int, most: int) -> Item:
        dice, words, before = self.dice, self.words, ""
        if kind == "run in":
            before = dice.choice((*KICKERS, *DATELINES, f"{self.base.title}. "))
        elif kind == "edited":
            words = edited(dice, words[:170], dice.randint(1, 4))
        elif kind == "much edited":
            words = edited(dice, words[:170], dice.randint(8, 14))
        elif kind == "sentence dropped":
            gone = dice.randint(1, 2)
            words = " ".join([*self.sentences[:gone], *self.sentences[gone + 1 : 9]]).split()
        words = words[: min(dice.randint(least, most), int(len(self.words) * 0.55))]
        ends = [at for at, word in enumerate(words, 1) if word.endswith(".") and at >= least]
        if ends and dice.random() < ENDED:
            return self._item(kind, before + " ".join(words[: ends[-1]]))
        return self._item(kind, before + cut_off(dice, words), cut=True)

    def _others(self) -> Iterator[Item]:
        """Stories of their own that hold something of this one."""
        dice, sentences, name = self.dice, self.sentences, self.mark + self.base.id
        if dice.random() < (0.5 if self.present else 0.8):
            first = dice.randrange(max(1, len(sentences) - 3)) if self.present else 0
            quoted = _at_most(QUOTED, sentences[first : first + dice.randint(1, 3)])
            told = [*self._own(1, 5), *quoted, *self._own(6, 6)]
            yield self._item("quoting", " ".join(told), group=f"quoting/{name}")
        if dice.random() < 0.5:
            quoted = _at_most(QUOTED, [sentences[dice.randrange(len(sentences)) if self.present else 0]])
            told = [*self._own(1, 3), *quoted, *self._own(1, 1)]
            yield self._item("brief", " ".join(told), group=f"brief/{name}")
        if dice.random() < 0.3:
            yield self._item("footer", " ".join([*self._own(4, 8), dice.choice(FOOTERS)]), group=f"footer/{name}")
        if self.present and dice.random() < 0.3:
            yield from self._round_up()

    def _round_up(self) -> Iterator[Item]:
        """The heads of stories one after another; or this whole story after another of its own."""
        dice, name = self.dice, self.mark + self.base.id
        if dice.random() < 0.5:
            parts = [self._own(3, 6), self._own(3, 6), self._own(3, 6)]
            parts.insert(dice.randint(0, 3), _at_most(len(self.words) * 2 // 5, self.sentences[: dice.randint(3, 6)]))
            yield self._item("digest", " ".join(chain.from_iterable(parts)), group=f"digest/{name}")
            return
        longer = self._own(6, 9)
        while len(" ".join(longer).split()) < len(self.words):
            longer += self._own(1, 1)
        parts = [longer, self.sentences] if dice.random() < 0.8 else [self.sentences, longer]
        yield self._item(
            "round-up", " ".join(chain.from_iterable(parts)), group=f"round-up/{name}", within=(self.base.id,)
        )


def _at_most(most: int, sentences: list[str]) -> list[str]:
    """The words of some sentences, so many at most."""
    return " ".join(sentences).split()[:most]
