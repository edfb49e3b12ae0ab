"""Exports of Europresse: publication and day above the headline, and an id as the last line of each article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedmill.reading.exports.records import Record, day_in, ended_by, is_byline, is_rights, runs
from feedmill.reading.rows.columns import Setting

ENDED = re.compile(r"\s*(?P<id>(?:news|web|tv|radio|bio|pub)[·•.]\d{8}[·•.][\w-]{1,12}[·•.][\w-]{1,60})\s*")
CERTIFIED = re.compile(r"\s*(?:Certificat émis|Certificate issued|Document émis)\b")
LONGEST_ABOVE, LONGEST_NAMES = 200, 80
SETTING: Setting = (
    ("Publication", "agency"), ("Date", "published"), ("Section", "subjects"), ("Headline", "headline"),
    ("Byline", "byline"), ("Rights", "rights"), ("Id", "guid"),
)  # fmt: skip

Values = list[tuple[str, str]]


def tells_europresse(lines: Sequence[str], _known: Setting = ()) -> bool:
    """Whether an id ends the first article, and a day stands in one of the first lines."""
    end = next((at for at, line in enumerate(lines) if ENDED.fullmatch(line[:100])), 0)
    return any(day_in(line) for line in [line for line in lines[:end] if line.strip()][:6])


def europresse_records(lines: Sequence[str], _known: Setting = ()) -> Iterator[Record]:
    """The articles; what stands behind the last belongs to it."""
    for start, end, behind in ended_by(lines, ENDED, 100):
        yield _article(start, end + len(behind), lines[start:end], behind)


def _article(start: int, end: int, own: Sequence[str], behind: tuple[str, ...]) -> Record:
    """One article by the order of its lines."""
    found = ENDED.fullmatch(own[-1])
    values: Values = [("Id", found["id"])] if found else []
    told = runs(own[:-1])
    tail = next((at for at, run in enumerate(told) if _closes(run[0])), len(told))
    rights = [line.strip() for run in told[tail:] for line in run if is_rights(line)]
    below = [line for run in told[tail:] for line in run if not is_rights(line)]
    values += [("Rights", " ".join(rights))] if rights else []
    above, stated, body = _headed(told[:tail])
    lines = [line for run in body for line in (*run, "")]
    return Record(start, end, (*values, *stated), tuple(lines), tuple(above), (*below, *behind), SETTING)


def _closes(line: str) -> bool:
    return is_rights(line) or CERTIFIED.match(line) is not None


def _headed(told: list[list[str]]) -> tuple[list[str], Values, list[list[str]]]:
    """Lines that state nothing, what those above the text state, and the text."""
    flat = [(at, line) for at, run in enumerate(told[:4]) for line in run]
    dated = next((place for place, (_, line) in enumerate(flat) if day_in(line) and len(line) < LONGEST_ABOVE), None)
    if dated is None:
        return [], [("Headline", " ".join(line.strip() for line in told[0]))] if told else [], told[1:]
    at, line = flat[dated]
    above, values = _dated(line)
    names = [one.strip() for _, one in flat[:dated]]
    values += [("Publication", names[-1])] if names else []
    behind = [one for place, one in flat[dated + 1 :] if place == at]
    rest = ([behind] if behind else []) + told[at + 1 :]
    values += [("Headline", " ".join(one.strip() for one in rest[0]))] if rest else []
    rest = rest[1:]
    if rest and len(rest[0]) == 1 and len(rest[0][0]) <= LONGEST_NAMES and is_byline(rest[0][0].strip()):
        values.append(("Byline", rest.pop(0)[0]))
    return [*names[:-1], *above], values, rest


def _dated(line: str) -> tuple[list[str], Values]:
    """What the line with the day states, and what else stands in it: a count of words, a page."""
    day = day_in(line)
    if day is None:
        return [line], []
    before = re.sub(r"[\s,]*(?:[^\W\d_]+di|dimanche|[A-Z][a-z]+day)?[\s,]*$", "", line[: day.start()])
    values = [("Date", day[0])] + ([("Section", before)] if before else [])
    left = line[day.end() :].strip(" ,-")
    return [left] if left else [], values
