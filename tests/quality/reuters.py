"""Pairs of templated wire copy, each labelled by reading both texts: the labels stand in the repository, no text does.

The texts are the 19,043 of Reuters-21578 with their dates. Candidates are pairs whose words have a trigram Jaccard of
.25 or more, or of whose shorter text half the words are aligned with the other's in runs of three or more. They were
sought among pairs that share word 4-grams (those of more than 60 texts left out; as many as 12 % of the shorter text's
words, three at least), pairs of equal words, and of texts under 60 words also pairs within 48 hours that share trigrams
(those of more than 400 texts left out). Texts under 12 words come in by equal words alone.

Strata are `near` (48 hours apart at most), by the length of the shorter text (short: under 40 words; middle; long: over
100), and `far` (72 hours or more); then by overlap (equal words; high: Jaccard .6; mid: .4, or three in four words of
the shorter text aligned; low) and by the share of agreeing facts, which are numbers, dates and names (agree: .85;
partly: .6; differ), or with equal words by the headline. From each a number was drawn with the seed 21578, more where
the answer is hard to tell; `STRATA` tells how many pairs each holds, and `weight` how many of them a pair stands for.
Pairs 48 to 72 hours apart are in no stratum. A stratum that few were drawn from makes a weighted recall uncertain:
one pair of "near, short, low, facts partly" stands for 49.

One reader saw the headlines, the hour of sending and the whole of both texts (overlapping ones as one text with the
differences marked), in random order, without the stratum and what any method says, and asked what a news desk would:
one story in two wordings, or two stories?

- `same`: equal but for case, punctuation and spaces; the headline may differ.
- `version_of`: the same report updated, corrected, cut or rewritten, also under a new lead that keeps most of it.
- `excerpt_of`: the one that `excerpt` names is at most half as long and all but verbatim in the other.
- `no`: another company, issue, market or day; another hour of a table that is sent by the hour; the next thing that
  happened, with old background; a round-up that takes a whole story in.

A note says what made a pair difficult; where two desks may differ it begins with "disputable". A random 60 were
labelled a second time with the texts swapped, by the same reader in the same sitting: 60 of 60 agree, which says that
the rules above are followed, not that another reader would agree.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

from feedmill.splitting.training.articles import data_folder, rows_of

DATED = (data_folder() / "news" / "reuters21578-dated.jsonl.gz").resolve()
LABELS = Path(__file__).parent / "reuters-pairs.jsonl"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

STRATA = {
    "far, equal body": 8,
    "far, high, facts agree": 60,
    "far, high, facts differ": 11,
    "far, high, facts partly": 63,
    "far, low, facts agree": 70,
    "far, low, facts differ": 4458,
    "far, low, facts partly": 1356,
    "far, mid, facts agree": 54,
    "far, mid, facts differ": 1078,
    "far, mid, facts partly": 371,
    "near, long, equal body, equal headline": 166,
    "near, long, equal body, other headline": 26,
    "near, long, high, facts agree": 139,
    "near, long, high, facts partly": 4,
    "near, long, low, facts agree": 18,
    "near, long, low, facts differ": 24,
    "near, long, low, facts partly": 22,
    "near, long, mid, facts agree": 108,
    "near, long, mid, facts differ": 3,
    "near, long, mid, facts partly": 10,
    "near, middle, equal body, equal headline": 113,
    "near, middle, equal body, other headline": 28,
    "near, middle, high, facts agree": 94,
    "near, middle, high, facts differ": 2,
    "near, middle, high, facts partly": 9,
    "near, middle, low, facts agree": 61,
    "near, middle, low, facts differ": 341,
    "near, middle, low, facts partly": 91,
    "near, middle, mid, facts agree": 80,
    "near, middle, mid, facts differ": 55,
    "near, middle, mid, facts partly": 40,
    "near, short, equal body, equal headline": 11,
    "near, short, equal body, other headline": 12,
    "near, short, high, facts agree": 32,
    "near, short, high, facts differ": 4,
    "near, short, high, facts partly": 6,
    "near, short, low, facts agree": 49,
    "near, short, low, facts differ": 476,
    "near, short, low, facts partly": 585,
    "near, short, mid, facts agree": 71,
    "near, short, mid, facts differ": 79,
    "near, short, mid, facts partly": 138,
}
"""How many candidate pairs each stratum holds."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A text of the agency. `sent` is a local time that the data calls by no zone; UTC stands in."""

    id: int
    title: str
    sent: datetime
    body: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by number, `a` sent first, and what they are to each other. `excerpt` names the excerpt."""

    a: int
    b: int
    hours: float
    label: Literal["same", "version_of", "excerpt_of", "no"]
    excerpt: Literal["a", "b"] | None
    stratum: str
    note: str

    @property
    def related(self) -> bool:
        """Whether they are one story."""
        return self.label != "no"

    @property
    def disputable(self) -> bool:
        """Whether a careful reader may decide otherwise."""
        return self.note.startswith("disputable")


def has_data() -> bool:
    """Whether the texts are there."""
    return DATED.is_file()


@cache
def wires() -> dict[int, Wire]:
    """The texts by number."""
    rows = rows_of(str(DATED))
    return {row["id"]: Wire(row["id"], row["title"], sent_at(row["date"]), row["body"]) for row in rows}


def sent_at(date: str) -> datetime:
    """When a text was sent. Some dates have stray characters about them, which are passed over."""
    found = re.search(r"(\d{1,2})-([A-Z]{3})-(\d{4}).*?(\d\d):(\d\d):(\d\d)", date, re.DOTALL)
    if found is None:
        raise ValueError(date)
    day, month, year, hour, minute, second = found.groups()
    return datetime(int(year), MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second), tzinfo=UTC)


@cache
def pairs() -> tuple[Pair, ...]:
    """The labelled pairs."""
    return tuple(Pair(**json.loads(line)) for line in LABELS.read_text(encoding="utf-8").splitlines())


@cache
def drawn() -> Counter[str]:
    """How many pairs were drawn from each stratum."""
    return Counter(pair.stratum for pair in pairs())


def weight(pair: Pair) -> float:
    """How many candidate pairs a pair stands for, itself among them."""
    return STRATA[pair.stratum] / drawn()[pair.stratum]


def half(a: int, b: int) -> Literal["tune", "held out"]:
    """The half of the pairs that two texts belong to, in either order: nothing is tuned on the other."""
    number = hashlib.sha256(f"{min(a, b)} {max(a, b)}".encode()).digest()[0]
    return "tune" if number % 2 else "held out"
