"""Whether a story was cut: how its last line ends, and what is usual where lines are cut in this document.

The trained model judges; where a text ends in a sign that is no part of a sentence, or in half an abbreviation, that
decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

import numpy as np

from feedmill.splitting.evidence import Table, column, table_of
from feedmill.splitting.furniture_forms import AGENCY
from feedmill.splitting.lines import Line
from feedmill.splitting.model import Model
from feedmill.splitting.parts import headings_in
from feedmill.splitting.shapes import CUT_LENGTH, ending_of
from feedmill.splitting.surroundings import middle
from feedmill.splitting.vocabulary import DANGLING, LEADING
from feedmill.splitting.words import Bools, Floats

ENDINGS = ("full", "ellipsis", "colon", "comma", "word", "short")
LAST = 2000
SENTENCE_END = re.compile(r"[.!?…。！？।؟۔][\"”’»)\]]*(?:\s|$)")
UNKNOWN = 9
QUOTES = '"”»’'
SCRAPS = 2
SCRAP_LENGTH = 70
BROKEN = ("ellipsis", "comma", "word")
SIGN_REACH = 200
SIGNED = re.compile(rf"[.!?\"”’»)] ?(?:[—–-]{{1,2}} ?)?\(?(?:{AGENCY}|Reuter|REUTERS?)\)?\W{{0,4}}$")
"""An agency's name behind the last sentence."""

TALLY = re.compile(r"(?:…|\.{3}) ?[\[(]\+?\d{1,7} (?:more )?(?:char(?:acter)?|word)s[\])]$")
"""How much is missing, as services that hand on beginnings say it: `... [+1834 chars]`."""

SIGNS = re.compile(
    r"(?:https?://|www\.)\S+$|[^\s@]{1,64}@[^\s@]{1,120}\.[a-z]{2,12}$|\s#\w+$"
    "|[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?$"
)
"""An address, a hashtag or a pictogram."""


def cut_of(stories: Sequence[Sequence[Line]], model: Model) -> list[bool]:
    """Which of these stories of one document end where their writers did not. A story without a body does."""
    told = list(map(_without_scraps, stories))
    trained = model.cut.scores(table_of(cut_evidence(told))) > 0
    return [
        (bool(own) if shown is None else shown) or headings_in(lines) == len(lines)
        for lines, own, shown in zip(stories, trained, (_shown(lines[-1].text) for lines in told), strict=True)
    ]


def _without_scraps(story: Sequence[Line]) -> Sequence[Line]:
    """A story of one long line that breaks off, without the short lines that were left behind it.

    No story goes on in a short line where its only paragraph breaks off: these are furniture that was missed.
    """
    if not 1 < len(story) <= 1 + SCRAPS or any(len(line.text) >= SCRAP_LENGTH for line in story[1:]):
        return story
    broken = len(story[0].text) > CUT_LENGTH and ending_of(story[0].text) in BROKEN
    return story[:1] if broken else story


def _shown(text: str) -> bool | None:
    """Whether a text was cut, where a sign at its end shows it."""
    last = text[-SIGN_REACH:]
    if TALLY.search(last):
        return True
    if SIGNED.search(last):
        return False
    words = last.rsplit(maxsplit=1)
    if len(text) > CUT_LENGTH and words[-1].lstrip("(").lower() in LEADING:
        return True
    return False if ending_of(text) in ("word", "short") and SIGNS.search(last) else None


def cut_evidence(stories: Sequence[Sequence[Line]]) -> Table:
    """What speaks for and against a cut, a value a story."""
    last = [lines[-1].text[-LAST:] for lines in stories]
    endings = [ending_of(text) for text in last]
    length = column([len(lines[-1].text) for lines in stories])
    single = column([len(lines) == 1 for lines in stories])
    stops = column([len(SENTENCE_END.findall(text)) for text in last])
    broken = column([ending in BROKEN for ending in endings]) * (length > CUT_LENGTH)
    whole = column([ending == "full" for ending in endings])
    return {
        **{f"ends {name}": column([ending == name for ending in endings]) for name in ENDINGS},
        "dangling": column([_dangles(text) for text in last]),
        "length": np.log1p(length),
        "lines": np.minimum(column([len(lines) for lines in stories]), 4),
        "sentences": np.minimum(stops, 5),
        "last sentence": np.log1p(column(list(map(_last_sentence, last)))),
        "closed quote": column([text[-1] in QUOTES for text in last]),
        "headed": column([headings_in(lines) > 0 for lines in stories]),
        "small first": column([text[:1].islower() for text in last]),
        **_beside_others(length, single > 0, broken > 0, whole > 0),
    }


def _beside_others(length: Floats, single: Bools, broken: Bools, whole: Bools) -> Table:
    """How long a last line is beside those that break off, and how many stories of one line do, and do not."""
    cut, uncut = length[broken & single], length[whole & single]
    usual, brief, own = middle(length[broken]), middle(uncut), np.log1p(length)
    each = partial(np.full, len(length), dtype=np.float32)
    return {
        "to usual": np.abs(own - np.log1p(usual)) if usual else each(UNKNOWN),
        "beyond usual": own - np.log1p(usual) if usual else each(0),
        "above least": own - np.log1p(cut.min()) if len(cut) else each(-UNKNOWN),
        "below most": np.log1p(cut.max()) - own if len(cut) else each(-UNKNOWN),
        "to briefs": np.abs(own - np.log1p(brief)) if len(uncut) > 1 else each(UNKNOWN),
        "broken single": column(broken & single),
        "broken in document": each(broken.mean()),
        "broken among single": each(len(cut) / max(1, single.sum())),
        "broken singles": each(min(len(cut), 6)),
        "other briefs": each(min(len(uncut), 12)) - column(whole & single),
        "single among all": each(single.mean()),
        "stories": each(min(len(length), 20)),
    }


def _last_sentence(text: str) -> int:
    """How long the last sentence is, in characters."""
    ends = [found.end() for found in SENTENCE_END.finditer(text[:-2])]
    return len(text) - (ends[-1] if ends else 0)


def _dangles(text: str) -> bool:
    """Whether the last word is one that hardly any sentence ends with."""
    words = text.rsplit(maxsplit=1)
    return len(words) > 1 and words[-1] in DANGLING
