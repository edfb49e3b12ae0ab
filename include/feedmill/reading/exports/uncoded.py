"""Exports of Factiva without codes: the lines above a text have their order, around the count of words.

`Document` and an id end each article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedmill.reading.exports.factiva import ENDED, SETTING
from feedmill.reading.exports.records import Record, ended_by, is_byline, is_day, is_rights
from feedmill.reading.jsons.values import CLOCK
from feedmill.reading.languages import tag
from feedmill.reading.rows.columns import Setting

COUNT = re.compile(r"\s*\d[\d,.\u00a0 ]{0,9} (?:words|palabras|Wörter|mots|parole|palavras|слов|woorden|字|語)\s*")
FIRM = re.compile(
    r"[^.!?]{2,60}\b(?:Ltd|Limited|Inc|LLC|LLP|plc|PLC|GmbH|AG|SA|S\.A|SRL|S\.p\.A|SpA|NV|AB|Co|Company|Group)\.?"
)
"""The publisher, below a text."""

Values = list[tuple[str, str]]


def tells_uncoded(lines: Sequence[str], _known: Setting = ()) -> bool:
    """Whether an id ends the first article, and a count of words with a day stand above it."""
    end = next((at for at, line in enumerate(lines) if ENDED.fullmatch(line[:60])), 0)
    counted = next((at for at in range(end) if COUNT.fullmatch(lines[at][:40])), None)
    return counted is not None and any(map(is_day, lines[counted : counted + 4]))


def uncoded_records(lines: Sequence[str], _known: Setting = ()) -> Iterator[Record]:
    """The articles; what stands behind the last belongs to it."""
    for start, end, behind in ended_by(lines, ENDED, 60):
        yield _uncoded(start, end + len(behind), lines[start:end], behind)


def _uncoded(start: int, end: int, own: Sequence[str], behind: tuple[str, ...]) -> Record:
    """One article by the order of the lines above its text."""
    found = ENDED.fullmatch(own[-1])
    values: Values = [("AN", found["id"])] if found else []
    counted = next((at for at, line in enumerate(own) if COUNT.fullmatch(line[:40])), None)
    if counted is None:
        return Record(start, end, tuple(values), tuple(own[:-1]), (), behind, SETTING)
    above, left = _titled(own[:counted])
    begin, below, around = _below_count(own, counted + 1)
    tail = _without_firm(own)
    stated = (*values, *above, *below)
    left += [own[counted], *around]
    return Record(start, end, stated, tuple(own[begin:tail]), tuple(left), (*own[tail:-1], *behind), SETTING)


def _titled(own: Sequence[str]) -> tuple[Values, list[str]]:
    """Headline and byline, the last lines above the count of words; and the lines above these."""
    filled = [at for at, line in enumerate(own) if line.strip()]
    values: Values = []
    if len(filled) > 1 and is_byline(own[filled[-1]].strip()):
        values.append(("BY", own[filled.pop()].strip()))
    title: list[int] = []
    while filled and (not title or filled[-1] == title[0] - 1):
        title.insert(0, filled.pop())
    if title:
        values.append(("HD", " ".join(own[at].strip() for at in title)))
    return values, [own[at] for at in filled]


def _below_count(own: Sequence[str], at: int) -> tuple[int, Values, list[str]]:
    """Where the text begins, what the lines before it state, and those that state nothing."""
    values: Values = []
    left: list[str] = []
    while at < len(own) - 1 and (own[at].strip() or not any(code == "SN" for code, _ in values)):
        line = own[at].strip()
        code = _code_of(line, dict(values)) if line else None
        if code:
            values.append((code, line))
        elif line:
            left.append(line)
        at += 1
        if code == "CY":
            break
    return at, values, left


def _code_of(line: str, before: dict[str, str]) -> str | None:
    """The code that a line below the count of words would have."""
    if is_rights(line):
        return "CY"
    if "SN" not in before:
        return "PD" if is_day(line) else "ET" if CLOCK.fullmatch(line) else "SN"
    return "LA" if "LA" not in before and tag(line.partition(" -")[0]) and len(line) > 3 else None


def _without_firm(own: Sequence[str]) -> int:
    """Where the text ends, without the publisher in a line of its own below it."""
    last = next((at for at in reversed(range(len(own) - 1)) if own[at].strip()), 0)
    alone = last > 0 and not own[last - 1].strip()
    return last if alone and FIRM.fullmatch(own[last].strip()) else len(own) - 1
