"""Sums over a page: of every line, of every element over its lines; what its head claims; where its headline is.

Knows no site, and hardly any language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feedmill.reading.pages.lines import Layout

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Table = dict[str, npt.NDArray[np.generic]]

STOP = re.compile(r"[.!?…。！？।؟۔:;][\"”’»›)\]“]*$")
WORD = re.compile(r"\w+")
DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
"""Characters that each stand for what others spell with three: Chinese, Japanese, Korean."""
PROSE = 80
LINKED = 0.35
LEAST_END = 16
SEPARATED = re.compile(r"\s[|–—-]\s")


@dataclass(frozen=True, slots=True)
class Claims:
    """What the page's head claims of its story, as words alone: titles, descriptions, the body; names of the site."""

    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    body: str = ""
    sites: tuple[str, ...] = ()


def plain(text: str) -> str:
    """A text as its words alone, in small letters."""
    return " ".join(WORD.findall(text.lower()))


def letters(text: str) -> int:
    """How long a text is, in letters of an alphabet."""
    return len(text) if text.isascii() else len(text) + 2 * len(DENSE.findall(text))


class Survey:
    """Sums over a page: of every line, and of every element over its lines."""

    def __init__(self, layout: Layout, claims: Claims) -> None:
        lines, elements = layout.lines, layout.elements
        self.layout = layout
        self.claims = claims
        self.count = len(lines)
        self.own = np.array([line.element for line in lines], np.int64)
        self.chars = np.array([len(line.text) for line in lines], np.float32)
        self.level = np.array([line.level for line in lines], np.float32)
        self.linked = np.minimum(np.array([line.linked for line in lines], np.float32) / np.maximum(self.chars, 1), 1)
        self.stops = np.array([STOP.search(line.text[-8:]) is not None for line in lines], bool)
        self.plains = [plain(line.text) for line in lines]
        self.words = np.array([text.count(" ") + 1 for text in self.plains], np.float32)
        long = (self.chars >= PROSE) | ((self.chars >= PROSE // 2) & self.stops)
        self.prose = np.where(long & (self.linked < LINKED) & (self.level == 0), self.chars, 0).astype(np.float32)
        self.parent = np.array([element.parent for element in elements], np.int64)
        self.depth = np.array([element.depth for element in elements], np.int64)
        self.first = np.array([element.first for element in elements], np.int64)
        self.last = np.array([element.last for element in elements], np.int64)

    def over(self, values: npt.NDArray[np.generic]) -> Floats:
        """The sum of a value over each element's lines."""
        running = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
        summed: Floats = (running[self.last] - running[self.first]).astype(np.float32)
        return summed

    def above(self, elements: Ints, steps: int) -> Ints:
        """The elements so many steps above these; the root stays."""
        for _ in range(steps):
            elements = np.maximum(self.parent[elements], 0)
        return elements


def titled_lines(survey: Survey) -> Bools:
    """Which lines are a title that the head claims."""
    titles = survey.claims.titles
    same = np.array([any(_same(text, title) for title in titles) for text in survey.plains], np.bool_)
    if same.any():
        return same
    ends = [any(_ends(survey, at, title) for title in titles) for at in range(survey.count)]
    return np.array(ends, np.bool_)


def _ends(survey: Survey, at: int, title: str) -> bool:
    """Whether a line is what a title ends with, behind the name of the site: more than half of it, and plain text.

    Behind a kicker, which is the line above, the title is that and the line.
    """
    text = survey.plains[at]
    if letters(text) < LEAST_END or not title.endswith(f" {text}") or len(text) < 0.5 * len(title):
        return False
    kicker = survey.plains[at - 1] if at else ""
    apart = text not in survey.claims.sites and kicker != title.removesuffix(f" {text}")
    return apart and survey.linked[at] == 0 and SEPARATED.search(survey.layout.lines[at].text) is None


def _same(text: str, title: str) -> bool:
    """Whether a line is a title: all of it, save the name of the site."""
    return letters(text) >= 8 and (text == title or (title.startswith(text) and len(text) >= 0.5 * len(title)))


def headline_at(survey: Survey, titled: Bools) -> int:
    """The number of the line that is the page's headline, or -1: titled and in a heading, then titled, then an h1."""
    titles = survey.claims.titles
    sites = np.array([any(title.endswith(text) and title != text for title in titles) for text in survey.plains], bool)
    ranks = titled * 4 + (survey.level == 1) * ~sites * 3 + (survey.level == 2) * 1.5 * titled
    return int(np.argmax(ranks)) if survey.count and float(ranks.max()) >= 3 else -1


def shifted(values: npt.NDArray[np.generic], steps: int) -> npt.NDArray[np.generic]:
    """Each line gets the value of the one so many steps on; -1 beyond the ends."""
    moved = np.full(len(values), -1, np.float32)
    if steps > 0:
        moved[:-steps] = values[steps:]
    else:
        moved[-steps:] = values[:steps]
    return moved
