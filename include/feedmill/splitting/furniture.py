"""Which lines belong to no story: by a form of words, or by the trained model.

The model weighs a line's words and its ties to its neighbours: a subhead is taken up by the text below it, a menu is
not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from feedmill.model import Label
from feedmill.splitting.credits import is_credit
from feedmill.splitting.evidence import Reading, Table, column, table_of
from feedmill.splitting.furniture_forms import END_MARK, SEPARATOR, SIGNS, TAIL, TAIL_AHEAD, TAIL_START, WHOLE
from feedmill.splitting.lines import Line
from feedmill.splitting.model import Model
from feedmill.splitting.parts import looks_like_heading
from feedmill.splitting.phrasing import scrap_traits
from feedmill.splitting.surroundings import middle, share_of, stepped
from feedmill.splitting.words import Floats, Mark

LONGEST = 300
"""Longer lines are prose, whatever they begin with."""

ALWAYS_TOLD = 2000
"""Longer lines always belong to a story."""

LINKED = 0.5
"""Of a line's text, the share in links above which it leads elsewhere."""

DASH = "—"
END_FORM = 1
"""The bit of end marks."""

TITLED = 100
"""A first line above a text of so many characters is no title of the whole document."""

TAIL_REACH = 400
LABELS = tuple(Label)
REPEATED = 120
REACHES = (1, 3, 8)
STEPS = (-2, -1, 1, 2)


def strayness(reading: Reading, model: Model) -> Floats:
    """For each line, the probability (0 to 1) that it belongs to no story."""
    return model.furniture.probabilities(table_of(furniture_evidence(reading, model)))


def furniture_evidence(reading: Reading, model: Model) -> Table:
    """What speaks for and against furniture, a value a line."""
    scrap = np.clip(model.scrap.scores(scrap_traits(reading.words)), -12, 12)
    return {
        "scrap": scrap,
        **_ties(reading),
        **_forms(reading.lines),
        **_looks(reading),
        **_neighbours(reading, scrap),
        **_structure(reading),
    }


def _ties(reading: Reading) -> Table:
    """How much of a line stands again in the lines before and behind it."""
    total = reading.terms.total() + 0.5
    reached = reading.terms.reached(*REACHES)
    back, forward = reached.back / total, reached.forward / total
    ties: Table = {}
    for at, reach in enumerate(REACHES):
        ties |= {f"back {reach}": back[at], f"forward {reach}": forward[at]}
    return ties


def _forms(lines: Sequence[Line]) -> Table:
    """Which form of words a line has, if any."""
    found = np.array([form_of(line.text) for line in lines])
    return {"form": column(found >= 0), **{f"form {label}": column(found == at) for at, label in enumerate(LABELS)}}


def form_of(text: str) -> int:
    """The number of the label whose form a line has; -1 where it has none."""
    if len(text) <= LONGEST:
        for label, form in WHOLE:
            if form.match(text):
                return LABELS.index(label)
    return -1


def _looks(reading: Reading) -> Table:
    """Length, capitals, numbers, marks; how many of the words carry a topic."""
    words, shapes = reading.words, reading.shapes
    size = words.count(words.has(Mark.WORD)) + 1
    numbers = words.count(words.has(Mark.NUMBER))
    length = np.log1p(shapes.length)
    small = words.has(Mark.LOWER) & ~words.has(Mark.FUNCTION)
    marks = ~words.has(Mark.WORD | Mark.NUMBER)
    return {
        "length": length,
        "length to usual": length - middle(length),
        "words": size,
        "capitals": words.count(words.has(Mark.CAPITAL)) / size,
        "all capitals": words.count(words.has(Mark.CAPITALS)) / size,
        "small": words.count(small) / size,
        "function": words.count(words.has(Mark.FUNCTION)) / size,
        "numbers": numbers / (size + numbers),
        "marks": words.count(marks) / (size + numbers),
        "names": words.count(words.named) / size,
        "saying": words.count(words.has(Mark.SAYING)),
        "sentences": words.count(words.stop),
        "worth": reading.terms.total() / size,
        "known words": reading.known,
        "open": column(shapes.open),
        "colon": column(shapes.colon),
        "quoted": column(shapes.quoted),
        "bullet": column(shapes.bullet),
        "opens small": words.count(words.first & words.has(Mark.LOWER)),
        "opens by function": words.count(words.first & words.has(Mark.FUNCTION)),
    }


def _neighbours(reading: Reading, scrap: Floats) -> Table:
    """What the two lines before and the two behind are like; whether the same line stands again."""
    shapes = reading.shapes
    length = np.log1p(shapes.length)
    around: Table = {}
    kinds = {"scrap": scrap, "short": shapes.short, "length": length, "open": shapes.open}
    for name, moved in zip(kinds, stepped(tuple(kinds.values()), STEPS), strict=True):
        around |= {f"{name} {step:+d}": values for step, values in zip(STEPS, moved, strict=True)}
    times = Counter(line.text for line in reading.lines if len(line.text) < REPEATED)
    around["repeated"] = column([min(9, times.get(line.text, 1)) for line in reading.lines])
    around["short lines"] = np.full(len(reading), share_of(shapes.short), np.float32)
    return around


def _structure(reading: Reading) -> Table:
    """What the format says of a line."""
    lines = reading.lines
    articles = any(line.article is not None for line in lines)
    return {
        "heading": column([line.level > 0 for line in lines]),
        "item": column([line.item for line in lines]),
        "links": column([line.links for line in lines]),
        "outside": column([articles and line.article is None for line in lines]),
    }


def labels_of(
    lines: Sequence[Line], stray: Floats, limits: tuple[float, float, float], *, item: bool = False
) -> list[Label | None]:
    """The label of each line that is furniture; None for content.

    What holds no letter and no digit is furniture, and so is the credit of a picture, whatever the model says.
    `limits` are the probabilities above which a line of a known form, a short one, and a sentence are furniture. In an
    `item` its format has told what the story's text is: only what links elsewhere is guessed to be none of it. Nor is
    what looks like a headline right behind a mark.
    """
    heads = set() if item else headlines_behind_marks(lines)
    return [
        _label(line, p, limits, guessed=line.links > LINKED or not (item or at in heads))
        for at, (line, p) in enumerate(zip(lines, stray.tolist(), strict=True))
    ]


def _label(line: Line, stray: float, limits: tuple[float, float, float], *, guessed: bool) -> Label | None:
    """The label of one line; one that has no known form is `guessed`, or content."""
    if is_separator(line) or not any(char.isalnum() for char in line.text):
        return Label.OTHER
    credited = is_credit(line.text) and not line.level
    if len(line.text) > ALWAYS_TOLD or not (credited or stray > limits[0]):
        return None
    form = form_of(line.text)
    if form >= 0:
        return LABELS[form]
    if credited:
        return Label.CREDIT
    sentence = min(1.0, max(0.0, math.log2(len(line.text) / 60)))
    return _guessed(line) if guessed and stray > limits[1] + sentence * (limits[2] - limits[1]) else None


def headlines_behind_marks(lines: Sequence[Line]) -> set[int]:
    """The lines that look like headings above longer text right behind marks, or underlined by one.

    A headline may have a mark above it and below; the first line of a document has none, and may be its title.
    """
    marks = [at for at, line in enumerate(lines) if is_separator(line)]
    heads = {at + 1 for at in marks if _heads(lines, at + 1) or _heads(lines, at + 1, below=2)}
    heads |= {at - 1 for at in marks if at and not lines[at].blanks and _heads(lines, at - 1, below=2)}
    return heads | {0} if marks and _heads(lines, 0) and len(lines[1].text) > TITLED else heads


def _heads(lines: Sequence[Line], at: int, below: int = 1) -> bool:
    """Whether a line looks like a heading of the longer one so many lines below it, with nothing but marks between."""
    if at + below >= len(lines) or not all(map(is_separator, lines[at + 1 : at + below])):
        return False
    return looks_like_heading(lines[at]) and len(lines[at + below].text) > len(lines[at].text)


def _guessed(line: Line) -> Label:
    """What furniture without a known form most often is, by its length and links."""
    if line.item or line.links > LINKED or len(line.text.split()) <= 4:
        return Label.NAVIGATION
    return Label.RELATED if len(line.text) < 90 else Label.OTHER


def is_separator(line: Line) -> bool:
    """Whether a line is a mark that ends a story, or parts two."""
    return len(line.text) <= LONGEST and SEPARATOR.match(line.text) is not None


def separator_of(line: Line) -> int:
    """The form of a mark that parts two stories, as a bit: its sign, or that it is an end mark; 0 for other lines."""
    if not is_separator(line) or "MORE" in line.text:
        return 0
    return END_FORM if END_MARK.match(line.text) else 2 << min(SIGNS.index(line.text[0]), SIGNS.index(DASH))


def tail_of(line: Line) -> int | None:
    """Where furniture begins at the end of a line of prose: `Continue reading`, `The post ... appeared first on`."""
    for start in TAIL_START.finditer(line.text, max(0, len(line.text) - TAIL_REACH - TAIL_AHEAD)):
        at = start.start() + TAIL_AHEAD
        if TAIL.match(line.text, at):
            return at
    return None
