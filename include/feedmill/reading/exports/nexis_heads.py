"""What stands above the labels of a document of Nexis: publication, day and headline, told by their order alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedmill.reading.exports.records import is_day, is_rights

PAGE = re.compile(r"\s*(?:Page|Seite) \d+ (?:of|von) \d+\s*")
CENTRED = 8

Values = list[tuple[str, str]]


def headed(head: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """What the lines above the labels state by their order: publication, day, headline; and those that state nothing.

    The publication is right above the day; what stands right below this is the edition.
    """
    filled = [at for at, line in enumerate(head) if line.strip() and not PAGE.fullmatch(line[:40])]
    day = next((at for at in filled if is_day(head[at])), None)
    if day is None:
        return _titled(head, filled)
    values = [("Date", head[day].strip())]
    before = [at for at in filled if at < day]
    rights = [at for at in before if is_rights(head[at])]
    names = [at for at in before if at not in rights]
    behind = [at for at in filled if at > day]
    edition = [at for at in behind if is_centred(head[at]) or _is_close(head, day, at)]
    title = _run(head, [at for at in behind if at not in edition])
    if names:
        values.append(("Publication", head[names[-1]].strip()))
    if not title and len(names) > 1:  # the newer layout: the headline stands above the publication
        title = _run_above(head, names[:-1])
    values += [("Copyright", " ".join(head[at].strip() for at in rights))] if rights else []
    values += [("Headline", " ".join(head[at].strip() for at in title))] if title else []
    used = {day, *rights, *title, *names[-1:]}
    return values, [head[at] for at in filled if at not in used]


def _titled(head: Sequence[str], filled: list[int]) -> tuple[list[tuple[str, str]], list[str]]:
    """Without a day: the last lines that stand together are the headline."""
    title = _run_above(head, filled)
    values = [("Headline", " ".join(head[at].strip() for at in title))] if title else []
    return values, [head[at] for at in filled if at not in title]


def _is_close(head: Sequence[str], first: int, at: int) -> bool:
    """Whether no blank line stands between two lines."""
    return all(line.strip() for line in head[first:at])


def _run(head: Sequence[str], places: list[int]) -> list[int]:
    """The first of the lines, and those that follow it without a blank line."""
    return [at for at in places if _is_close(head, places[0], at)]


def _run_above(head: Sequence[str], places: list[int]) -> list[int]:
    """The last of the lines, and those that stand right above it."""
    return [at for at in places if _is_close(head, at, places[-1])]


def is_centred(line: str) -> bool:
    """Whether a line is set in the middle."""
    return line[:CENTRED].isspace()
