"""A record of an export as its layout has it: lines under labels, the body, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from feedmill.reading.bylines import authors_of
from feedmill.reading.dates import Precision
from feedmill.reading.rows.columns import Setting
from feedmill.reading.stating import known_date

RULE = re.compile(r"\s*(?:[-=_*~#+.•—–─═━＝－]\s?){3,}\s*")
TITLED_RULE = re.compile(r"\s*[-=_*~#+—─═]{2,}[^-=_*~#+—─═]{1,40}[-=_*~#+—─═]{2,}\s*")
"""A rule with a few words within it: `--- Article 3 ---`."""

DAYS = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}"
    r"|\d{1,2}(?:\.|er|st|nd|rd|th)?\s(?:de\s|di\s)?[^\W\d_]{3,12}\.?,?\s(?:de\s)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s\d{1,2},?\s\d{4}"
)
"""What may be a day within a line."""

CLEAR = (Precision.DAY, Precision.MINUTE, Precision.SECOND)
LONGEST_DATE = 80
SOURCE = "(source)"
"""Under this stands a line without a label that names a publication and a day."""

OPENING = ("By ", "BY ", "Von ", "Par ", "Por ", "Di ")
RIGHTS = re.compile(
    r"\s*(?:copyright\b|\(c\)\s|©|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos|tutti i diritti|todos os direitos|alle rechten voorbehouden)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Record:
    """Lines `start` to `end` of a file.

    `values` are what stands under each label; a label may come again. `setting` says of labels what they are where that
    differs from what they are for columns. `above` and `below` stand around the body, and are neither.
    """

    start: int
    end: int
    values: tuple[tuple[str, str], ...]
    body: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    setting: Setting = ()


class Gathering:
    """What stands under labels, line by line."""

    def __init__(self) -> None:
        self._told: list[tuple[str, list[str]]] = []

    def __len__(self) -> int:
        return len(self._told)

    @property
    def waits(self) -> bool:
        """Whether nothing stands under the last label yet."""
        return bool(self._told) and not any(self._told[-1][1])

    def begin(self, name: str, value: str) -> None:
        """A label, and what stands behind it."""
        self._told.append((name, [value]))

    def go_on(self, line: str) -> None:
        """One more line under the last label."""
        self._told[-1][1].append(line.strip())

    def done(self) -> list[tuple[str, str]]:
        """Each label with all that stands under it, in lines."""
        return [(name, "\n".join(lines).strip()) for name, lines in self._told]


def ended_by(lines: Sequence[str], end: re.Pattern[str], most: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The articles that lines of a form end: first line, the line below the last, and what stands behind the last one.

    Only the first `most` characters of a line are looked at.
    """
    ends = [at + 1 for at, line in enumerate(lines) if end.fullmatch(line[:most])]
    for start, stop in pairwise([0, *ends]):
        yield start, stop, tuple(lines[stop:]) if stop == ends[-1] else ()


def is_rule(line: str) -> bool:
    """Whether a line is drawn, and says nothing but a number or a word in the middle."""
    return RULE.fullmatch(line[:300]) is not None or TITLED_RULE.fullmatch(line[:120]) is not None


def runs(lines: Sequence[str]) -> list[list[str]]:
    """The lines between blank ones."""
    return [list(run) for filled, run in groupby(lines, key=lambda line: bool(line.strip())) if filled]


def is_day(line: str) -> bool:
    """Whether a line is a date, to the day or nearer."""
    text = line.strip()
    if not text or len(text) > LONGEST_DATE or not any(char.isdigit() for char in text):
        return False
    when = known_date(" ".join(text.split()))
    return when is not None and when.precision in CLEAR


def day_in(text: str) -> re.Match[str] | None:
    """The last day that stands in a line with other things."""
    found = [one for one in DAYS.finditer(text[:400]) if is_day(one[0])]
    return found[-1] if found else None


def is_rights(line: str) -> bool:
    """Whether a line says whose the text is."""
    return RIGHTS.match(line[:80]) is not None


def is_byline(line: str) -> bool:
    """Whether a line is the names of persons and nothing more."""
    if line.startswith(OPENING):
        return True
    persons, _ = authors_of(line)
    return bool(persons) and all(" " in one for one in persons) and " ".join(persons).split() == line.split()
