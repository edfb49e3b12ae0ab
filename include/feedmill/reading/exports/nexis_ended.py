"""Exports of Nexis whose documents end with `End of Document`: `Body` begins the text, `Classification` its terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedmill.reading.exports.nexis import without_pages
from feedmill.reading.exports.nexis_heads import PAGE, Values, headed
from feedmill.reading.exports.nexis_labels import SETTING, named
from feedmill.reading.exports.records import Record, is_day, is_rights
from feedmill.reading.rows.columns import Setting

ENDED = re.compile(
    r"\s*(?:End of Document|Ende des Dokuments?|Fin du document|Fin del documento|Einde van document)\s*", re.IGNORECASE
)
BEGUN = re.compile(r"\s*(?:Body|Texte?|Text|Cuerpo|Corps|Haupttext)\s*")
CLASSED = re.compile(r"\s*(?:Classification|Klassifizierung|Clasificación|Graphic|Notes|Correction)\s*")
LOADED = re.compile(r"\s*Load-Date\s?:", re.IGNORECASE)


def tells_ended(lines: Sequence[str], _known: Setting = ()) -> bool:
    """Whether a line ends the first document, and above the one that begins its text stand labels and a day."""
    end = next((at for at, line in enumerate(lines) if ENDED.fullmatch(line[:40])), len(lines))
    begun = next((at for at in range(end) if BEGUN.fullmatch(lines[at][:20])), 0)
    return any(map(is_day, lines[:begun])) and any(named(line) for line in lines[:begun])


def ended_records(lines: Sequence[str], _known: Setting = ()) -> Iterator[Record]:
    """The documents; what stands behind the last belongs to it."""
    ends = [at + 1 for at, line in enumerate(lines) if ENDED.fullmatch(line[:40])]
    if any(BEGUN.fullmatch(line[:20]) for line in lines[ends[-1] :]):
        ends.append(len(lines))
    for start, end in pairwise([0, *ends]):
        last = end == ends[-1]
        yield _ended(start, len(lines) if last else end, lines[start:end], tuple(lines[end:]) if last else ())


def _ended(start: int, end: int, own: Sequence[str], behind: tuple[str, ...]) -> Record:
    """One document."""
    own = [line for line in own if not (ENDED.fullmatch(line[:40]) or PAGE.fullmatch(line[:40]))]
    begun = next((at for at, line in enumerate(own) if BEGUN.fullmatch(line[:20])), None)
    head = own[: begun or 0]
    day = next((at for at in reversed(range(len(head))) if is_day(head[at])), 0)
    begin = next((at for at in range(day, len(head)) if named(head[at])), len(head))
    values, above = headed(head[:begin], above=True)
    more, left = _listed(head[begin:])
    at = 0 if begun is None else begun + 1
    tail = next((place for place in range(at, len(own)) if _closes(own[place])), len(own))
    closing, below = _listed(own[tail:])
    stated, pages = without_pages([*values, *more, *closing])
    around = (*above, *left, *pages)
    return Record(start, end, tuple(stated), tuple(own[at:tail]), around, (*below, *behind), SETTING)


def _closes(line: str) -> bool:
    """Whether a line stands below the text."""
    return CLASSED.fullmatch(line[:40]) is not None or LOADED.match(line) is not None


def _listed(own: Sequence[str]) -> tuple[Values, list[str]]:
    """What stands under labels, and the lines that are none's."""
    values: Values = []
    left: list[str] = []
    for line in own:
        label = named(line)
        if label is not None:
            values.append((label.name, label.value))
        elif is_rights(line):
            values.append(("Copyright", line.strip()))
        elif line.strip() and not CLASSED.fullmatch(line[:40]):
            left.append(line)
    return values, left
